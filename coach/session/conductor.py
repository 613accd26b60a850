"""Joins player, output, voice and log for one session; it must not know a screen, nor how doses are decided.

Nothing here waits: the plain loop or the TUI calls `tick` about twenty times a second. The position is always
the output's own: what is heard now.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from fractions import Fraction
from typing import TYPE_CHECKING

from coach.audio.clips import Clip
from coach.audio.mixer import Gains, Schedule
from coach.audio.output import Output
from coach.core import plan as plans
from coach.core import timeline
from coach.core.model import Cue, Decision, Effort, Plan, SetEnd, Stop
from coach.core.timeline.player import Player, View
from coach.session.clocks import Watch
from coach.session.first_words import SILENT, Opening
from coach.session.log_writer import Keeper
from coach.session.soundtrack import Soundtrack

if TYPE_CHECKING:
    from coach.log import Log
    from coach.voice import Voice

STEP = 0.1  # One press of + or −, as a share of full volume.
LOUDEST = 1.5
LATE_CLIPS_EVERY_MS = 500
SENT_AHEAD_MS = 200  # What the device may hold already and nobody can change.
GOES_ON = "(The session goes on with tones and text.)"
STOOD_STILL = "The program stood still for a while, so the session was paused. This repetition starts again."
GOES_ON_SILENTLY = "The session goes on in time, with the cues on the screen."
UNTIL_SOUND = "The session waits until there is sound again."


class Conductor:
    """One session from its first cue to its ratings.

    `tick` does the work; the other methods are the user's keys. The log is written as things happen: a set when
    it is finished, a rating when it is given. While it cannot be written the session goes on, and `notices` says
    so; only `rate` and `settle` raise CoachError. Keys pressed before the first words are ready do nothing.
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
        lead_in_s: float = 0.0,
        delay_ms: int = 0,
        pause_without_sound: bool = False,
    ) -> None:
        """`lead_in_s` is what has to pass before the first sound; `delay_ms` is how much later than the device says
        it is heard (Bluetooth). `pause_without_sound` pauses while a lost device is not back.
        """
        self.plan = plan
        self.decision = decision
        self.player: Player | None = None
        self.paused = False
        self.muted = False
        self.finished = False
        self.during: int | None = None
        self._output = output
        self._voice = voice
        self._sounds = Soundtrack(voice, tones, rate_wpm)
        self._keeper = Keeper(log, session, clock)
        self._gains = gains
        self._monotonic = monotonic
        self._notices = tuple(notices)
        self._texts: tuple[str, ...] = ()
        self._happened: list[Cue | SetEnd] = []
        self._lightened = False
        self._opening: Opening | None = None
        self._lead_in_s = lead_in_s
        self._delay_ms = delay_ms
        self._pause_without_sound = pause_without_sound
        self._alone = False  # The user goes on without sound.
        self._paused_for: str | None = None
        self._watch = Watch(monotonic)
        self._position_ms = self._late_ms = 0
        self._closed = False

    # --- the flow of a session -------------------------------------------------------------------------------

    def start(self) -> None:
        """Starts the voice on every text of the session; `tick` speaks the first one as soon as it is there."""
        self._output.set_gains(self._gains.voice, self._gains.tone)
        if self._voice is not None and self.plan.voice != "beeps":
            self._texts = timeline.texts(self.plan)
            self._voice.start()
            self._voice.prefetch(self._texts)
        self._opening = Opening(
            self._output, self._voice, self._sounds, self._texts, self._lead_in_s, self._monotonic
        )

    def tick(self) -> tuple[Cue | SetEnd, ...]:
        """What happened since the last call, in order; a SetEnd only after it is committed to the log."""
        stood_still = self._watch.stood_still()
        if not (self._closed or self.finished) and (self.player is not None or self._open()):
            self._go_on(stood_still)
        happened, self._happened = tuple(self._happened), []
        return happened

    def view(self) -> View | None:
        """What is happening at the position heard now; None while the first words are being made."""
        return None if self.player is None else self.player.view(self._heard_ms())

    def end(self, stopped: Stop | None) -> None:
        """Ends the session: silence at once, the repetitions done so far are kept; early, unless all were done."""
        if self.finished:
            return
        self._keep_partial()
        self._output.pause()
        self._finish(self._all_done and stopped is None, stopped)

    def rate(self, after: int | None, effort: Effort | None, stopped: Stop | None = None) -> None:
        """Stores the ratings after the session; what is None was skipped and stays as it is. Raises CoachError."""
        self._keeper.rate(after, effort, stopped)

    def settle(self) -> None:
        """Raises CoachError where a last try could not write all of the session to the log."""
        self._keeper.settle()

    def close(self) -> None:
        """Releases sound, voice and log; harmless when repeated."""
        if not self._closed:
            self._closed = True
            self._output.close()
            if self._voice is not None:
                self._voice.close()
            self._keeper.close()

    @property
    def any_done(self) -> bool:
        """Whether a repetition was done."""
        return self._keeper.any_done

    # --- the user's keys -------------------------------------------------------------------------------------

    def toggle_pause(self) -> None:
        if self.paused:
            self.resume()
        else:
            self.pause()

    def pause(self) -> None:
        self.paused = True
        self._paused_for = None
        self._output.pause()

    def resume(self) -> None:
        """Goes on, unless the session is over or the pain that was reported allows no going on."""
        if not (self.finished or self.must_end):
            self.paused = False
            self._alone = self._paused_for == UNTIL_SOUND
            self._paused_for = None
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
        """Pauses, stores the highest rating (0 to 10) given during the session, and says what it means."""
        self.pause()
        self.during = rating if self.during is None else max(self.during, rating)
        self._keeper.during(self.during)
        return plans.hurt_sentence(self.during)

    @property
    def must_end(self) -> bool:
        """Whether the pain reported during the session allows no going on (pain rules P2 and P4)."""
        return self.during is not None and self.during > plans.MOST_PAIN_TO_GO_ON

    @property
    def lighter(self) -> Plan | None:
        """What is left to go on with after pain in the exercise at hand; None where nothing follows it."""
        return plans.lighten(self.plan, 0 if self.player is None else self.player.view(self._heard_ms()).item)

    def lighten(self) -> None:
        """Goes on with less: leaves this exercise, halves what follows, and asks for half the range.

        Where nothing follows, the session ends.
        """
        if self.must_end or self.finished:
            return
        if self.player is None:
            self._run()  # With estimated lengths: the user waits for an answer now.
        assert self.player is not None
        self._keep_partial()
        position_ms = self._heard_ms()
        lighter = self.lighter
        if lighter is None:
            self.end("pain")
            return
        self.plan, self._lightened, self._paused_for = lighter, True, None
        if self._texts and self._voice is not None:
            self._voice.prefetch(timeline.texts(lighter))
        self.paused = False
        self._play(self.player.replace(lighter, position_ms))

    # --- what the screen shows about the machine ---------------------------------------------------------------

    @property
    def notices(self) -> tuple[str, ...]:
        """Plain sentences on what does not work: no voice, no sound device, a log that cannot be written."""
        found = [*self._notices, *filter(None, [self._paused_for])]
        if self._voice is not None:
            status = self._voice.status
            if status.message:
                found.append(status.message if status.ok else f"{status.message} {GOES_ON}")
        if self._output.problem is not None:
            waits = self._pause_without_sound and not self._alone
            found.append(self._output.problem if waits else f"{self._output.problem} {GOES_ON_SILENTLY}")
        if self._keeper.problem is not None:
            found.append(self._keeper.problem)
        return tuple(found)

    @property
    def without_sound(self) -> bool:
        """Whether there should be sound, but no device for it."""
        return self._output.name == SILENT and self._output.problem is not None

    @property
    def output_name(self) -> str:
        """What is played through now: "miniaudio", "simpleaudio" or "silent"."""
        return self._output.name

    # --- inner workings --------------------------------------------------------------------------------------

    def _open(self) -> bool:
        """Whether the session is running; starts it when its first words allow it."""
        if self._opening is None or not self._opening.over(self._play_from_start):
            return False
        self._run()
        return True

    def _run(self) -> None:
        """Compiles the timeline with the lengths that are known; what sounds already goes on."""
        self.player = Player(self.plan, self._sounds.length_ms)
        schedule = self._sounds.schedule(self.player.timeline.cues)
        if self._opening is not None and self._opening.sounding:
            self._output.replace(schedule)
        else:
            self._play_from_start(schedule)

    def _play_from_start(self, schedule: Schedule) -> None:
        self._output.play(schedule, 0)
        self._stand_where_paused()

    def _go_on(self, stood_still: bool) -> None:
        assert self.player is not None
        position_ms = self._heard_ms()  # In which a lost device is found out.
        if stood_still and not self.paused:
            # Sound and silent clock ran on for a while; the user did no exercise without the coach.
            self._pause_for(STOOD_STILL, self._position_ms)
        elif self._pause_without_sound:
            self._heed_sound(position_ms)
        position_ms = self._position_ms = self._heard_ms()
        if self._paused_for is None:
            self._take_due(position_ms)
        if abs(position_ms - self._late_ms) >= LATE_CLIPS_EVERY_MS:
            self._late_ms = position_ms
            if self._sounds.has_more():
                self._replace(self._output.position_ms())
        if position_ms >= self.player.timeline.total_ms and not self.paused:
            self._finish(self._all_done, None)

    def _heed_sound(self, position_ms: int) -> None:
        """Waits while there is no sound, unless the user went on without; and goes on when there is sound again."""
        if not self.without_sound:
            if self._paused_for == UNTIL_SOUND:
                self.resume()
            self._alone = False
        elif not (self.paused or self._alone):
            self._pause_for(UNTIL_SOUND, position_ms)

    def _pause_for(self, notice: str, position_ms: int) -> None:
        """Pauses at the beginning of the repetition, whatever was heard of it."""
        assert self.player is not None
        self.pause()
        self._paused_for = notice
        self._play(self.player.again(position_ms))

    @property
    def stood_still(self) -> bool:
        """Whether the session is paused because the program stood still."""
        return self._paused_for == STOOD_STILL

    def _heard_ms(self) -> int:
        """The moment that reaches the ear now; the player knows that it is not before a jump."""
        return max(0, self._output.position_ms() - self._delay_ms)

    def _take_due(self, position_ms: int) -> None:
        """Takes what is due from the player, and puts finished sets into the log before they are told."""
        assert self.player is not None
        for event in self.player.due(position_ms):
            if isinstance(event, SetEnd):
                self._keeper.set_end(event)
                self._happened += self._keeper.take_kept()
            else:
                self._happened.append(event)

    @property
    def _all_done(self) -> bool:
        return self.player is not None and self.player.all_done and not self._lightened

    def _finish(self, finished: bool, stopped: Stop | None) -> None:
        self.finished = True
        self._keeper.finish(finished, stopped)
        self._happened += self._keeper.take_kept()

    def _keep_partial(self) -> None:
        """Keeps the repetitions of a set that is about to be left."""
        if self.player is not None and not self.finished:
            position_ms = self._heard_ms()
            if self._paused_for is None:
                self._take_due(position_ms)
            partial = self.player.partial(position_ms)
            if partial is not None:
                self._keeper.set_end(partial, whole=False)

    def _jump(self, where: Callable[[Player, int], int]) -> None:
        if self.player is not None and not self.finished:
            self._play(where(self.player, self._heard_ms()))

    def _play(self, position_ms: int) -> None:
        assert self.player is not None
        self._output.play(self._sounds.schedule(self.player.timeline.cues, position_ms), position_ms)
        self._position_ms = position_ms
        self._stand_where_paused()

    def _replace(self, position_ms: int) -> None:
        """The same moment goes on with the sounds as they are now."""
        assert self.player is not None
        self._output.replace(self._sounds.schedule(self.player.timeline.cues, position_ms + SENT_AHEAD_MS))

    def _stand_where_paused(self) -> None:
        if self.paused:
            self._output.pause()

    def _retime(self, change: Callable[[Player, int], None]) -> None:
        if self.player is not None and not self.finished:
            position_ms = self._output.position_ms()
            change(self.player, position_ms)
            self._replace(position_ms)

    def _set_volume(self, step: float) -> None:
        def moved(gain: float) -> float:
            return round(min(LOUDEST, max(0.0, gain + step)), 2)

        self._gains = replace(self._gains, voice=moved(self._gains.voice), tone=moved(self._gains.tone))
        heard = Gains(0, 0) if self.muted else self._gains
        self._output.set_gains(heard.voice, heard.tone)
