"""Gets sound and voice of one session ready, ahead where there is time; it must not know cues, log or screen."""

import threading
from contextlib import suppress
from typing import Self

from coach.app import workspace
from coach.audio.loudspeakers import Loudspeakers
from coach.audio.output import Output, open_output
from coach.core import timeline
from coach.core.model.planned import Plan
from coach.core.reason import Reason
from coach.errors import CoachError
from coach.files import changes
from coach.session import speech
from coach.session.clocks import Clock

# Bluetooth swallows the beginning of what a stream begins with: silence comes first, for as long as this where the
# device could be opened ahead, as long as nobody has to wait much for it.
SILENCE_FIRST_S = 1.0
MOST_WAIT_S = 0.6
# How long the speech engine has, from when it was first asked, to say that it lacks the voice that is asked for.
VOICE_WAIT_S = 3.0


class Instruments:
    """Voice and device of one session. `start` opens them ahead, beside what is still asked; else `output` does.

    The stream is silent until something is played. `close` ends both when no session comes of it.
    """

    def __init__(
        self,
        ws: workspace.Workspace,
        clock: Clock,
        kind: str | None = None,
        speed: float = 1.0,
        loudspeakers: Loudspeakers | None = None,
    ) -> None:
        """`kind` goes before the output that the settings ask for; any `speed` but 1 is silent.

        What is opened is among the `loudspeakers`.
        """
        self.voice = workspace.make_voice(ws)
        self.loudspeakers = Loudspeakers() if loudspeakers is None else loudspeakers
        self._settings = ws.settings
        self._now_s = clock.monotonic_s
        self._kind = kind or ws.settings.output
        self._speed = speed
        self._output: Output | None = None
        self._opened_s = 0.0
        self._closed = False
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._expected_s: float | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def start(self, plan: Plan | None) -> None:
        """Opens both at once, if there is anything to play. The doses may still change; nothing is raised here."""
        if plan is not None and self._thread is None:
            # A daemon: a device that does not answer must not keep the program from ending.
            self._thread = threading.Thread(target=self._open_ahead, args=(plan,), name="sound: open", daemon=True)
            self._thread.start()

    def expect(self, plan: Plan) -> Plan:
        """Has the voice speak the texts of this plan that it does not have yet; gives it with the words wanted."""
        played = changes.as_wished(
            speech.as_wanted(plan, self._settings.words), self._settings.change, self._settings.change_s
        )
        if played.voice != "beeps":
            self._expected_s = self._expected_s or self._now_s()
            self.voice.start()
            self.voice.prefetch(timeline.texts(played))
        return played

    def insist(self, plan: Plan) -> None:
        """Raises CoachError where the plan is spoken and there is no such voice as the settings name.

        An engine that does not answer is waited for a few seconds once; a session goes on without one.
        """
        played = self.expect(plan)
        left_s = (self._expected_s or 0.0) + VOICE_WAIT_S - self._now_s()
        speech.insist(self.voice, played, max(0.0, left_s))

    def output(self) -> Output:
        """The device, waited for; the silent output with its problem where there is none. Raises CoachError."""
        if self._thread is not None:
            self._thread.join()
        if self._output is None:
            self._output, self._opened_s = self.reopened(), self._now_s()
        return self._output

    def reopened(self) -> Output:
        """Another output of the same kind. Raises CoachError for a kind that there is not."""
        return self.loudspeakers.take(open_output(self._kind, self._speed, self._now_s))

    def fallback(self) -> tuple[Reason, ...]:
        """Says so where another output plays than the one that "auto" takes first."""
        second = self._kind == "auto" and self.output().name == "simpleaudio"
        return (Reason("second_output"),) if second else ()

    def lead_in_s(self) -> float:
        """How long the first sound has to wait from now on, in seconds."""
        ran_s = self._now_s() - self._opened_s
        asked_s = self._settings.lead_in_ms / 1000 - ran_s
        ahead_s = min(SILENCE_FIRST_S - ran_s, MOST_WAIT_S) if self._thread is not None else 0.0
        return max(0.0, asked_s, ahead_s)

    def close(self) -> None:
        """Ends both; harmless when repeated. A device that is still being opened is closed when it is open."""
        with self._lock:
            self._closed = True
            output = self._output
        if output is not None:
            output.close()
        self.voice.close()

    def _open_ahead(self, plan: Plan) -> None:
        self.expect(plan)
        with suppress(CoachError):  # `output` tries again, and raises it to somebody.
            output = self.reopened()
            with self._lock:
                self._output, self._opened_s = output, self._now_s()
                closed = self._closed
            if closed:
                output.close()
