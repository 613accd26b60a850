"""Joins player, output, voice and log for one session; it must not know a screen, nor how doses are decided.

Nothing here waits: the plain loop or the TUI calls `tick` about twenty times a second. The position is always
the output's own: what is heard now.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from fractions import Fraction
from typing import TYPE_CHECKING

from coach import plan as plans
from coach import timeline
from coach.audio.clips import RATE, Clip, from_pcm
from coach.audio.mixer import Bus, Gains, Schedule, Sound
from coach.audio.outputs import Output
from coach.model import Cue, Decision, Effort, Plan, SetDone, SetEnd, Stop
from coach.player import Player, View

if TYPE_CHECKING:
    from coach.log import Log
    from coach.voice import Voice

STEP = 0.1  # One press of + or −, as a share of full volume.
LOUDEST = 1.5
PAN = 0.45  # How far a side leans to its ear: clearly, with both ears still hearing it.
OPENING_MARGIN_MS = 400
LATE_CLIPS_EVERY_MS = 500
GOES_ON = "The session goes on with tones and text."
SILENT = "silent"  # The output without a device: nothing is heard, so nothing need sound early.


class Conductor:
    """One session from its first cue to its ratings.

    `tick` does the work; the other methods are the user's keys. The log is written as things happen: a set when
    it is finished, a rating when it is given. Raises CoachError from `start` when the log cannot be written.
    """

    def __init__(
        self,
        plan: Plan,
        decision: Decision,
        *,
        output: Output,
        voice: "Voice | None",
        tones: Mapping[str, Clip],
        log: "Log",
        clock: Callable[[], datetime],
        rate_wpm: int,
        gains: Gains,
        session: int,
        monotonic: Callable[[], float],
        notices: Sequence[str] = (),
    ) -> None:
        self.plan = plan
        self.decision = decision
        self.player: Player | None = None
        self.paused = False
        self.muted = False
        self.finished = False
        self.during: int | None = None
        self._output = output
        self._voice = voice
        self._tones = tones
        self._log = log
        self._clock = clock
        self._rate_wpm = rate_wpm
        self._gains = gains
        self._session = session
        self._monotonic = monotonic
        self._notices = tuple(notices)
        self._clips: dict[str, Clip] = {}
        self._missing: set[str] = set()
        self._opening_ms: int | None = None
        self._deadline_s = 0.0
        self._looked_ms = 0
        self._closed = False

    # --- the flow of a session -------------------------------------------------------------------------------

    def start(self) -> None:
        """Starts the voice on every text of the session; `tick` speaks the first one as soon as it is there."""
        self._deadline_s = self._monotonic() + (1.0 if self._output.name != SILENT else 10.0)
        self._output.set_gains(self._gains.voice, self._gains.tone)
        if self._voice is not None and self.plan.voice != "beeps":
            self._texts = timeline.texts(self.plan)
            self._voice.start()
            self._voice.prefetch(self._texts)
        else:
            self._texts = ()

    def tick(self) -> tuple[Cue | SetEnd, ...]:
        """What became due since the last call, in order; a SetEnd only after it is committed to the log."""
        if self._closed or self.finished:
            return ()
        if self.player is None and not self._open():
            return ()
        assert self.player is not None
        position_ms = self._output.position_ms()
        happened = self.player.due(position_ms)
        for event in happened:
            if isinstance(event, SetEnd):
                self._keep(event)
        self._add_late_clips(position_ms)
        if position_ms >= self.player.timeline.total_ms and not self.paused:
            self.finished = True
            self._log.finish(self._session, finished=self.player.all_done)
        return happened

    def view(self) -> View | None:
        """What is happening at the position heard now; None while the first words are being made."""
        return None if self.player is None else self.player.view(self._output.position_ms())

    def end(self, stopped: Stop | None) -> None:
        """Ends the session early: silence at once, the repetitions done so far are kept."""
        self._keep_partial()
        self._output.pause()
        self.finished = True
        self._log.finish(self._session, finished=False, stopped=stopped)

    def rate(self, after: int | None, effort: Effort | None, stopped: Stop | None = None) -> None:
        """Stores the ratings after the session; what is None was skipped and stays as it is."""
        self._log.rate(self._session, after=after, effort=effort, stopped=stopped)

    def close(self) -> None:
        """Releases sound, voice and log; harmless when repeated."""
        if not self._closed:
            self._closed = True
            self._output.close()
            if self._voice is not None:
                self._voice.close()
            self._log.close()

    # --- the user's keys -------------------------------------------------------------------------------------

    def toggle_pause(self) -> None:
        if self.paused:
            self.resume()
        else:
            self.pause()

    def pause(self) -> None:
        self.paused = True
        self._output.pause()

    def resume(self) -> None:
        if not self.finished:
            self.paused = False
            self._output.resume()

    def next(self) -> None:
        self._keep_partial()
        self._jump(lambda player, position_ms: player.next(position_ms))

    def back(self) -> None:
        self._jump(lambda player, position_ms: player.back(position_ms))

    def repeat(self) -> None:
        self._jump(lambda player, position_ms: player.repeat(position_ms))

    def slower(self) -> None:
        self._retime(lambda player, position_ms: player.slower(position_ms))

    def faster(self) -> None:
        self._retime(lambda player, position_ms: player.faster(position_ms))

    def louder(self) -> None:
        self._set_volume(STEP)

    def softer(self) -> None:
        self._set_volume(-STEP)

    def mute(self) -> None:
        self.muted = not self.muted
        self._set_volume(0)

    @property
    def pace(self) -> Fraction:
        return self.player.pace if self.player is not None else Fraction(1)

    @property
    def volume(self) -> float:
        """The voice's volume, 0 to 1.5, whether muted or not."""
        return self._gains.voice

    # --- it hurts --------------------------------------------------------------------------------------------

    def hurt(self, rating: int) -> str:
        """Pauses, stores the highest rating given during the session, and says what it means."""
        self.pause()
        self.during = rating if self.during is None else max(self.during, rating)
        self._log.rate(self._session, during=self.during)
        return plans.hurt_sentence(self.during)

    @property
    def must_end(self) -> bool:
        """Whether the pain reported during the session allows no going on (pain rules P2 and P4)."""
        return self.during is not None and self.during > plans.MOST_PAIN_TO_GO_ON

    def lighten(self) -> None:
        """Goes on with less: leaves this exercise, halves what follows, and asks for half the range."""
        if self.player is None or self.must_end:
            return
        position_ms = self._output.position_ms()
        item = self.player.view(position_ms).item
        lighter = plans.lighten(self.plan, item)
        if lighter is None:
            self.end("pain")
            return
        self._keep_partial()
        self.plan = lighter
        if self._voice is not None:
            self._voice.prefetch(timeline.texts(lighter))
        new_ms = self.player.replace(lighter, position_ms)
        self._play(new_ms)
        self.resume()

    # --- what the screen shows about the machine ---------------------------------------------------------------

    @property
    def notices(self) -> tuple[str, ...]:
        """Plain sentences on what does not work: no voice, no sound device."""
        found = list(self._notices)
        if self._voice is not None:
            status = self._voice.status
            if status.message:
                found.append(status.message if status.ok else f"{status.message} {GOES_ON}")
        if self._output.problem is not None:
            found.append(self._output.problem)
        return tuple(found)

    # --- inner workings --------------------------------------------------------------------------------------

    def _open(self) -> bool:
        """Speaks the first cue as soon as it can; compiles the timeline when every length is known.

        The first cue does not depend on any length, so it can sound while the rest is being synthesised.
        Returns whether the session is running. Whatever is still unknown when the first cue is over, or when
        the voice has died, is planned with estimated lengths.
        """
        voice = self._voice
        if not self._texts or voice is None or not voice.status.ok:
            return self._run()
        known = all(voice.length_ms(text) is not None for text in self._texts)
        late = self._monotonic() > self._deadline_s
        if self._output.name == SILENT:
            return self._run() if known or late else False
        if self._opening_ms is None:
            first = self._clip(self._texts[0])
            if first is not None:
                self._opening_ms = _length_ms(first)
                self._output.play(self._opening_schedule(first), 0)
            elif late:
                return self._run()
            return False
        over = self._output.position_ms() > self._opening_ms - OPENING_MARGIN_MS
        return self._run() if known or over else False

    def _run(self) -> bool:
        self.player = Player(self.plan, self._length_ms)
        if self._opening_ms is None:
            self._output.play(self._schedule(), 0)
        else:
            self._output.replace(self._schedule())
        if self.paused:
            self._output.pause()
        return True

    def _opening_schedule(self, first: Clip) -> Schedule:
        return (Sound(0, first, "voice", 0.0),)

    def _schedule(self) -> Schedule:
        """Every sound of the timeline; texts without a clip yet are remembered and added when they come."""
        assert self.player is not None
        sounds = []
        self._missing = set()
        for cue in self.player.timeline.cues:
            bus: Bus
            if cue.kind == "say" and cue.text is not None:
                clip, bus = self._fitting(cue), "voice"
            elif cue.kind == "beep" and cue.sound is not None:
                clip, bus = self._tones.get(cue.sound), "tone"
            else:
                continue
            if clip is not None:
                sounds.append(Sound(cue.at_ms, clip, bus, _pan(cue)))
        return tuple(sounds)

    def _fitting(self, cue: Cue) -> Clip | None:
        """The cue's clip; None when it is not there yet, or is longer than the time that was planned for it."""
        assert cue.text is not None
        clip = self._clip(cue.text)
        if clip is None:
            self._missing.add(cue.text)
        elif _length_ms(clip) > cue.dur_ms:
            return None
        return clip

    def _clip(self, text: str) -> Clip | None:
        if text not in self._clips and self._voice is not None:
            pcm = self._voice.clip(text)
            if pcm is not None:
                self._clips[text] = from_pcm(pcm.samples, pcm.rate_hz)
        return self._clips.get(text)

    def _length_ms(self, text: str) -> int:
        clip = self._clip(text)
        return timeline.estimate_ms(text, self._rate_wpm) if clip is None else _length_ms(clip)

    def _add_late_clips(self, position_ms: int) -> None:
        if not self._missing or abs(position_ms - self._looked_ms) < LATE_CLIPS_EVERY_MS:
            return
        self._looked_ms = position_ms
        if any(self._clip(text) is not None for text in self._missing):
            self._output.replace(self._schedule())

    def _jump(self, where: Callable[[Player, int], int]) -> None:
        if self.player is not None and not self.finished:
            self._play(where(self.player, self._output.position_ms()))

    def _play(self, position_ms: int) -> None:
        self._output.play(self._schedule(), position_ms)
        if self.paused:
            self._output.pause()

    def _retime(self, change: Callable[[Player, int], None]) -> None:
        if self.player is not None and not self.finished:
            change(self.player, self._output.position_ms())
            self._output.replace(self._schedule())

    def _set_volume(self, step: float) -> None:
        def moved(gain: float) -> float:
            return round(min(LOUDEST, max(0.0, gain + step)), 2)

        self._gains = replace(self._gains, voice=moved(self._gains.voice), tone=moved(self._gains.tone))
        heard = Gains(0, 0) if self.muted else self._gains
        self._output.set_gains(heard.voice, heard.tone)

    def _keep(self, end: SetEnd) -> None:
        self._log.add_set(self._session, SetDone(end.exercise, end.set, end.side, end.reps, self._clock()))

    def _keep_partial(self) -> None:
        if self.player is not None and not self.finished:
            partial = self.player.partial(self._output.position_ms())
            if partial is not None:
                self._keep(partial)


def _length_ms(clip: Clip) -> int:
    return -(-len(clip) * 1000 // RATE)


def _pan(cue: Cue) -> float:
    return {"left": -PAN, "right": PAN, None: 0.0}[cue.side]
