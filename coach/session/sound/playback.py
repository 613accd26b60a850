"""What of a session sounds, and where it is: player and output in step; it must not know log, keys or states.

The position is always the output's own: what is heard now.
"""

from bisect import bisect_right
from collections.abc import Callable
from itertools import accumulate

from coach.audio.mixer import Schedule
from coach.core import timeline
from coach.core.model.planned import Plan
from coach.core.model.routine import ChangeMode
from coach.core.timeline import phrases
from coach.core.timeline.player import Player, View
from coach.session.setup import Setup
from coach.session.sound.first_words import SILENT, Opening
from coach.session.sound.soundtrack import Soundtrack, clip_ms
from coach.session.sound.volume import Volume

LATE_CLIPS_EVERY_MS = 500
SENT_AHEAD_MS = 200  # What the device may hold already and nobody can change.


class Playback:
    """Player and output of one session. `player` is None until the first words are there; then it can be moved.

    Nothing here waits. `stands` tells, whenever something is played, whether the time of the session stands.
    """

    def __init__(self, setup: Setup, stands: Callable[[], bool]) -> None:
        self.player: Player | None = None
        self.volume = Volume(setup.output, setup.gains)
        self.reached_ms = 0  # At the last `look`, or where a jump went.
        self._has_words = setup.plan.voice != "beeps"
        self._output = setup.output
        self._voice = setup.voice
        self._sounds = Soundtrack(setup.voice, setup.tones, setup.rate_wpm)
        self._clock = setup.clock.following(setup.output.position_ms)
        self._lead_in_s = setup.lead_in_s
        self._delay_ms = setup.delay_ms
        self._stands = stands
        self._texts: tuple[str, ...] = ()
        self._waiting = phrases.waiting(setup.plan)
        self._opening: Opening | None = None
        self._late_ms = 0
        # In ms of the timeline: when words begin, and until when there are words of those that have begun by then.
        self._begins: list[int] = []
        self._over: list[int] = []

    def start(self, plan: Plan) -> None:
        """Starts the voice on every text of the plan."""
        self.volume.apply()
        if self._voice is not None and plan.voice != "beeps":
            self._texts = timeline.texts(plan)
            self._voice.start()
            self._voice.prefetch(self._texts)
        self._opening = Opening(
            self._output, self._voice, self._sounds, self._texts, self._lead_in_s, self._clock.monotonic_s
        )

    def opened(self) -> bool:
        """Whether the first words allow to begin; they sound as soon as they are there."""
        return self._opening is not None and self._opening.over(self._play_from_start)

    def begin(self, plan: Plan) -> None:
        """Compiles the timeline with the lengths that are known; what sounds already goes on."""
        self.player = Player(plan, self._sounds.length_ms)
        schedule = self._sounds.schedule(self.player.timeline.cues)
        if self._opening is not None and self._opening.sounding:
            self._exchange(schedule)
        else:
            self._play_from_start(schedule)

    @property
    def first_words(self) -> str:
        """What is heard while the timeline is still being made, "" for nothing."""
        sounding = self.player is None and self._opening is not None and self._opening.sounding
        return self._texts[0] if sounding else ""

    def view(self) -> View | None:
        """What is happening at the position heard now; None while the first words are being made."""
        return None if self.player is None else self.player.view(self.heard_ms())

    def heard_ms(self) -> int:
        """The moment that reaches the ear now; the player knows that it is not before a jump."""
        return max(0, self._clock.sound_ms() - self._delay_ms)

    def look(self) -> int:
        """The same, kept as where it is."""
        self.reached_ms = self.heard_ms()
        return self.reached_ms

    def jump(self, where: Callable[[Player, int], int]) -> None:
        """Goes on where the player leads from here."""
        assert self.player is not None
        self.reached_ms = where(self.player, self.heard_ms())
        self._go_to(self.reached_ms)

    def exchange(self, plan: Plan, position_ms: int) -> None:
        """Goes on with another plan than so far."""
        assert self.player is not None
        if self._texts and self._voice is not None:
            self._voice.prefetch(timeline.texts(plan))
        self._go_to(self.player.replace(plan, position_ms))

    def retime(self, change: Callable[[Player, int], None]) -> None:
        """Another pace: the same moment goes on with what comes at other times."""
        assert self.player is not None
        position_ms = self._clock.sound_ms()
        change(self.player, position_ms)
        self._replace(position_ms)

    def set_change(self, change: ChangeMode) -> None:
        """Waits after changes of position from now on, or goes on after their time."""
        if self._texts and self._voice is not None and change == "wait":
            self._voice.prefetch(self._waiting)
        self.retime(lambda player, position_ms: player.set_change(change, position_ms))

    def take_late_clips(self, position_ms: int) -> None:
        """Now and then adds what was not spoken yet when it was planned."""
        if abs(position_ms - self._late_ms) >= LATE_CLIPS_EVERY_MS:
            self._late_ms = position_ms
            if self._sounds.has_more():
                self._replace(self._clock.sound_ms())

    @property
    def speaks(self) -> bool:
        """Whether words are wanted, and to be heard."""
        return self._has_words and not self.volume.muted

    @property
    def asked_aloud(self) -> bool:
        """Whether the last words of the session have asked for the rating: it was not ended before them."""
        view = self.view()
        return self.speaks and view is not None and view.left_ms == 0

    @property
    def words_sound(self) -> bool:
        """Whether the session's own words are heard now."""
        return self.words_near(0, 0)

    def words_near(self, ahead_ms: int, since_ms: int) -> bool:
        """Whether they are heard now, or so soon, or were so shortly before."""
        if self._stands() or not self.speaks:
            return False
        at_ms = self.heard_ms()
        begun = bisect_right(self._begins, at_ms + ahead_ms)  # Asked many times a second, of hundreds of words.
        return begun > 0 and at_ms < self._over[begun - 1] + since_ms

    @property
    def without_sound(self) -> bool:
        """Whether there should be sound, but no device for it."""
        return self._output.name == SILENT and self._output.problem is not None

    @property
    def output_name(self) -> str:
        """What is played through now: "miniaudio", "simpleaudio" or "silent"."""
        return self._output.name

    def _go_to(self, position_ms: int) -> None:
        """Plays from there."""
        assert self.player is not None
        self._play(self._sounds.schedule(self.player.timeline.cues, position_ms), position_ms)

    def _replace(self, position_ms: int) -> None:
        """The same moment goes on with the sounds as they are now."""
        assert self.player is not None
        self._exchange(self._sounds.schedule(self.player.timeline.cues, position_ms + SENT_AHEAD_MS))

    def _exchange(self, schedule: Schedule) -> None:
        self._note_words(schedule)
        self._output.replace(schedule)

    def _play_from_start(self, schedule: Schedule) -> None:
        self._play(schedule, 0)

    def _play(self, schedule: Schedule, position_ms: int) -> None:
        self._note_words(schedule)
        self._output.play(schedule, position_ms)
        self._stand()

    def _note_words(self, schedule: Schedule) -> None:
        words = sorted(spoken(schedule))
        self._begins = [begin for begin, _ in words]
        self._over = list(accumulate((end for _, end in words), max))

    def _stand(self) -> None:
        if self._stands():
            self._output.pause()


def spoken(schedule: Schedule) -> tuple[tuple[int, int], ...]:
    """From when to when words sound, in ms of the timeline."""
    words = (sound for sound in schedule if sound.bus == "voice")
    return tuple((sound.at_ms, sound.at_ms + clip_ms(sound.clip)) for sound in words)
