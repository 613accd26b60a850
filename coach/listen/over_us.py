"""Says whether somebody speaks over the coach, by how loud the microphone is beside what we play; pure.

While the coach speaks it learns how loud its own sound arrives in the microphone: the way of the echo, in dB. What
is well above that and above the room, and is speech, is a person. It has to be sure: while it does not know the way
yet, or the room is loud, it says nothing. What goes down as we do was our own sound after all: it was turned up.
"""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from math import inf, log10

LOWERED_DB = -12.0  # So much softer is all we play while somebody speaks over it.
MARGIN_DB = 10.0  # Above what room and echo explain.
ONSET = 2  # So many levels in a row: about 0.2 s.
QUIET_MS = 1000  # After so long without a person it is over.
LONGEST_MS = 8000  # Who goes on for longer is no person that answers.
REACH_MS = 500  # How much later than we think our sound may arrive: loudspeaker, room and microphone.
EARLY_MS = 100  # And how much sooner.
HOLE_MS = 1000  # Where nobody looked for so long it is not known what was played.
_KEPT = 330  # Levels: about half a minute of the coach's words.
_WORDS, _ROOM = 25, 10  # Levels that have to be known of each.
_ECHO_SHARE, _ROOM_SHARE = 0.95, 0.5
_LOUD_ROOM_DB = -35.0
_SILENT_DB = -60.0  # Of what we play.
_NEAR_DB = 10.0  # Only at our loudest much can be told; so much below it we are still loud.
_CHECK_MS = 900  # By then what we play is softer in the microphone, too.
_CHECKS = 5  # So many levels from then on are compared with as many from the beginning.
_STAYS_DB = -LOWERED_DB / 2
_CALM_MS = 300  # With the latest that it may arrive: then our sound would have been heard, and was as usual.
_DOUBTS = 3  # What may have been our own sound so often, with no calm between, was it.
_FULL = 32_768


@dataclass(frozen=True, slots=True)
class Level:
    """How loud the microphone was for a moment that ended at `at_ms`: root mean square (16-bit), speech or not."""

    at_ms: int
    size: float
    speech: bool


def decibels(power: float) -> float:
    """Of a mean square whose most is 1."""
    return 10 * log10(power) if power > 0 else -inf


class OverUs:
    """One microphone and our loudspeakers. All times are ms of one clock.

    Who asks it lowers all that is played by LOWERED_DB while `over` is true. `delay_ms` is how much later than the
    device says its sound is heard (Bluetooth).
    """

    def __init__(self, delay_ms: int = 0) -> None:
        self.over = False
        self._late_ms = REACH_MS + max(0, delay_ms)
        self._looked_ms: int | None = None
        self._known_from_ms = 0
        self._played: deque[tuple[int, int, float, float]] = deque()  # From, to, dB at full, dB as it is.
        self._heard_ms: int | None = None  # The end of the last level.
        self._loud: deque[float] = deque(maxlen=_KEPT)  # What we played, dB at full.
        self._echo: deque[float] = deque(maxlen=_KEPT)  # The microphone beside it, dB.
        self._room: deque[float] = deque(maxlen=_KEPT)  # The microphone while we are silent.
        self._begun: list[float] = []  # Levels in a row that may be a person.
        self._event: list[float] = []
        self._after: list[float] = []
        self._doubts: list[float] = []  # The highest of each.
        self._since_ms = self._last_ms = 0
        self._calm_ms: int | None = None  # Since when we are loud and nobody speaks over it.
        self._doubtful = self._checked = self._deaf = False

    def plays(self, now_ms: int, power: float) -> None:
        """What we played since the last call: the mean square of its loudest moment, as if it were not lowered."""
        begin_ms, self._looked_ms = self._looked_ms, now_ms
        if begin_ms is None or now_ms - begin_ms > HOLE_MS:
            self._played.clear()
            self._known_from_ms = begin_ms = now_ms
        full = decibels(power)
        self._played.append((begin_ms, now_ms, full, full + (LOWERED_DB if self.over else 0.0)))
        while self._played[0][1] < now_ms - 2 * (self._late_ms + HOLE_MS):
            self._played.popleft()
        if self.over and now_ms - self._last_ms > 2 * QUIET_MS:  # No levels come any more.
            self._end()

    def hears(self, level: Level, coach_speaks: bool) -> None:
        """The next level. `coach_speaks`: words of ours are heard then, be it known what was played or not."""
        begin_ms = level.at_ms if self._heard_ms is None else self._heard_ms
        self._heard_ms = level.at_ms
        if begin_ms - self._late_ms < self._known_from_ms:
            return
        full, played = self._playing(begin_ms - self._late_ms, level.at_ms + EARLY_MS)
        size = decibels((level.size / _FULL) ** 2)
        if full < _SILENT_DB:
            if not coach_speaks:
                self._room.append(max(size, -90.0))
            self._judge(level.at_ms, self._above_room(size) and level.speech, None)
            return
        self._loud.append(full)
        ours = full >= max(self._loud) - _NEAR_DB
        loud = level.speech and self._above_all(size, played)
        self._judge(level.at_ms, loud, max(size, -90.0) - played if ours else None)

    # --- inner workings --------------------------------------------------------------------------------------

    def _playing(self, begin_ms: int, end_ms: int) -> tuple[float, float]:
        """The loudest of what we played then, in dB: at full, and as it was."""
        now = [each for each in self._played if each[1] >= begin_ms and each[0] <= end_ms]
        return max((each[2] for each in now), default=-inf), max((each[3] for each in now), default=-inf)

    def _above_room(self, size: float) -> bool:
        return len(self._room) >= _ROOM and size > _share(self._room, _ROOM_SHARE) + MARGIN_DB

    def _above_all(self, size: float, played: float) -> bool:
        if len(self._echo) < _WORDS or len(self._room) < _ROOM:
            return False
        room = _share(self._room, _ROOM_SHARE)
        explained = decibels(10 ** ((played + self._way) / 10) + 10 ** (room / 10))
        return room < _LOUD_ROOM_DB and size > explained + MARGIN_DB

    @property
    def _way(self) -> float:
        return _share(self._echo, _ECHO_SHARE)

    def _judge(self, at_ms: int, loud: bool, echo: float | None) -> None:
        """One level: `loud` as of a person, and beside what we played, None where that tells nothing."""
        if self.over:
            self._go_on(at_ms, loud, echo)
            return
        if self._deaf:
            self._deaf = loud or at_ms - self._last_ms < QUIET_MS
            self._last_ms = at_ms if loud else self._last_ms
            return
        if echo is None:
            self._calm_ms = None
        elif self._calm_ms is None:
            self._calm_ms = at_ms
        elif self._is_calm(at_ms):
            self._doubts = []
        if not loud or echo is None:
            self._learn((*self._begun, echo))
            self._begun = []
            return
        self._begun.append(echo)
        if len(self._begun) >= ONSET:
            self._begin(at_ms)

    def _begin(self, at_ms: int) -> None:
        """Who begins in the midst of our words is a person. What begins with them may be their echo after all."""
        self.over, self._doubtful = True, not self._is_calm(at_ms)
        self._since_ms = self._last_ms = at_ms
        self._checked = False
        self._event, self._after, self._begun, self._calm_ms = self._begun, [], [], None

    def _is_calm(self, at_ms: int) -> bool:
        """Whether we have been loud for so long that the microphone has heard it, and nobody spoke over it."""
        return self._calm_ms is not None and at_ms - self._calm_ms >= self._late_ms + _CALM_MS

    def _go_on(self, at_ms: int, loud: bool, echo: float | None) -> None:
        if not loud:
            if at_ms - self._last_ms >= QUIET_MS:
                self._end()
            return
        self._last_ms = at_ms
        if at_ms - self._since_ms >= LONGEST_MS:
            self._deaf = True
            self._end()
        elif echo is not None and not self._checked:
            lowered = at_ms - self._since_ms >= _CHECK_MS + self._late_ms - REACH_MS
            (self._after if lowered else self._event).append(echo)
            if len(self._after) == _CHECKS:
                self._check()

    def _check(self) -> None:
        """A person stays as loud when we are softer, and so is louder beside us. What is not was our own sound."""
        self._checked, self._doubtful = True, False
        if max(self._after) - max(self._event[:_CHECKS]) < _STAYS_DB:
            self._turned_up(max(self._after))
            self._end()

    def _end(self) -> None:
        self.over = False
        if self._doubtful:
            self._doubts.append(max(self._event))
            if len(self._doubts) == _DOUBTS:
                self._turned_up(max(self._doubts))
        self._event, self._after, self._begun = [], [], []

    def _turned_up(self, way: float) -> None:
        """Our own sound arrives louder than before, by as much as all that is known of it."""
        more = max(0.0, way - self._way)
        self._echo = deque((each + more for each in self._echo), maxlen=_KEPT)
        self._doubts = []

    def _learn(self, echo: Iterable[float | None]) -> None:
        self._echo.extend(each for each in echo if each is not None)


def _share(values: Iterable[float], share: float) -> float:
    """The value below which this share of them is."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
