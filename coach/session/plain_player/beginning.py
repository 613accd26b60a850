"""Waits in plain lines for a session to begin that nobody starts by hand; it must not know what is played."""

import sys
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from coach.audio.mixer import Gains
from coach.core.reason import Reason
from coach.core.words import sentence
from coach.files.settings import Settings
from coach.session.asking.beginning import Beginning
from coach.session.by_voice.aside import Aside
from coach.session.clocks import Clock
from coach.session.instruments import Instruments
from coach.session.plain_player.questions import LONGEST_ANSWER, tell, typed_line

if TYPE_CHECKING:
    from coach.session.plain_player.by_voice import ByVoice

LOOK_S = 0.05
EARLIER, PRESS = Reason("begins_earlier"), Reason("begins_press")
STARTS = frozenset({"ready", "go_on"})  # Words that begin it.


class Waiting:
    """Waits, and says for what. A person at a terminal, or one who is heard, can begin it earlier."""

    def __init__(
        self,
        beginning: Beginning,
        settings: Settings,
        clock: Clock,
        instruments: Instruments,
        voice: "ByVoice | None",
    ) -> None:
        self._beginning = beginning
        self._settings = settings
        self._clock = clock
        self._instruments = instruments
        self._voice = voice
        self._pause: Callable[[float], object] = threading.Event().wait

    def until_the_time(self) -> None:
        """Until the time that is wanted, if one is; then until somebody is ready, where anybody can say so."""
        at = self._beginning.at
        if at is None:
            return
        self._wait(self._beginning.reason, lambda: self._clock.wall() >= at)
        if sys.stdin.isatty() or self._voice is not None:
            self._wait(Reason("ask_ready"), lambda: False, aloud=True, hint=PRESS)

    def the_seconds(self) -> None:
        """So many seconds as are wanted, if any."""
        in_s = self._beginning.in_s
        if in_s is not None:
            due_s = self._clock.monotonic_s() + in_s
            self._wait(self._beginning.reason, lambda: self._clock.monotonic_s() >= due_s, aloud=True)

    def _wait(self, said: Reason, due: Callable[[], bool], *, aloud: bool = False, hint: Reason = EARLIER) -> None:
        text = sentence(said)
        aside = self._aside() if aloud and self._voice is None else None
        if aloud and self._voice is not None:
            self._voice.say(said)
        else:
            tell(f"{text} {sentence(hint)}" if sys.stdin.isatty() else text)
        try:
            if aside is not None:
                aside.say(text)
            while not (due() or self._wanted_now()):
                if aside is not None:
                    aside.look()
                self._pause(LOOK_S)
        finally:
            if aside is not None:
                aside.close()

    def _wanted_now(self) -> bool:
        if self._voice is not None:
            return not STARTS.isdisjoint(self._voice.acts()) or self._voice.typed()
        # What a pipe brings are answers, for later.
        return sys.stdin.isatty() and typed_line(LONGEST_ANSWER) is not None

    def _aside(self) -> Aside:
        gains = Gains(self._settings.voice_volume, self._settings.tone_volume)
        return Aside(self._instruments.voice, self._instruments.reopened(), gains, self._clock.monotonic_s)
