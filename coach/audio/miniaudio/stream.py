"""Turns orders (play, pause, jump …) into an unbroken stream of blocks, and tells which moment is heard now.

It must not know a device or a clock: the times are handed in. `Stream.block` belongs to the thread of the device:
it takes no lock and hands out what was mixed ahead, because each numpy operation there would have to wait for its
turn among the program's threads. All else may be called from any thread. Stream and Heard may live in different
processes: they agree on the number of calls of play.
"""

import threading
from dataclasses import dataclass, replace

import numpy as np

from coach.audio.clips import RATE
from coach.audio.mixer import FRAMES_PER_MS, Gains, Schedule, Score, mix

# Whatever changes, changes over this long: too short to be heard, long enough not to click.
FADE_FRAMES = 5 * FRAMES_PER_MS
# Only loudness goes over softly, within one block of the device.
GAIN_FADE_FRAMES = 100 * FRAMES_PER_MS
# How fast the estimate of the device's clock may sink (0.1 %): sound cards drift less than that.
_DRIFT_FRAMES_PER_S = RATE // 1000
# A block that comes later than this after its time means that the device stood still, not that we were slow.
_STALL_FRAMES = RATE // 5
# Changes that can still be unheard: even a key held down makes fewer within the device's delay.
_KEPT = 8
# What is mixed ahead: in pieces of half a second, at least two of them.
_PIECE = RATE // 2
_PIECES_AHEAD = 3
_FRAME_BYTES = 4


class _Ahead:
    """A score with its gains, and those of its pieces that are mixed already."""

    __slots__ = ("_pieces", "gains", "score")

    def __init__(self, score: Score, gains: Gains) -> None:
        self.score = score
        self.gains = gains
        # Replaced as a whole, never changed: the device's thread may be reading it.
        self._pieces: dict[int, bytes] = {}

    def prepare(self, start_frame: int, count: int) -> None:
        """Mixes the pieces from this frame on that are not there yet, and forgets those before it."""
        first = start_frame // _PIECE
        self._pieces = {
            number: self._pieces.get(number) or self._mixed(number * _PIECE, _PIECE)
            for number in range(first, first + count)
        }

    def part(self, start_frame: int, frames: int) -> bytes:
        """These frames, from the pieces, or mixed now where they were not foreseen."""
        pieces, parts, at, end = self._pieces, [], start_frame, start_frame + frames
        while at < end:
            number, offset = divmod(at, _PIECE)
            count = min(end - at, _PIECE - offset)
            piece = pieces.get(number)
            parts.append(
                self._mixed(at, count)
                if piece is None
                else piece[offset * _FRAME_BYTES : (offset + count) * _FRAME_BYTES]
            )
            at += count
        return b"".join(parts)

    def _mixed(self, start_frame: int, frames: int) -> bytes:
        return mix(self.score, start_frame, frames, self.gains).tobytes()


@dataclass(frozen=True, slots=True)
class _Order:
    """What is to be played; `jump` counts the calls of play, `at_frame` is where the last one began."""

    ahead: _Ahead
    paused: bool
    jump: int
    at_frame: int


@dataclass(frozen=True, slots=True)
class _Stretch:
    """From frame `stream` of the stream on, the timeline runs (or stands) from frame `at`."""

    stream: int
    at: int
    moving: bool
    jump: int


@dataclass(frozen=True, slots=True)
class Told:
    """How far the device is: the last stretches, the frames it got, and the line that its pace follows.

    At `now_s` of the monotonic clock it has taken `now_s * RATE + line` frames.
    """

    stretches: tuple[_Stretch, ...] = ()
    handed: int = 0
    line: float = 0.0


class Heard:
    """Which moment of the timeline is heard; `delay_frames` is how long the device holds a frame back."""

    def __init__(self, delay_frames: int = 0) -> None:
        self._delay = delay_frames
        self._jump = 0
        self._at_frame = 0
        self._shown = 0
        self._told = Told()
        self._lock = threading.Lock()

    def jumped(self, at_ms: int) -> None:
        """To be called at every Stream.play and Stream.stand: until that is heard, `at_ms` is the position."""
        with self._lock:
            self._jump += 1
            self._at_frame = self._shown = at_ms * FRAMES_PER_MS

    def tell(self, told: Told) -> None:
        self._told = told

    def position_ms(self, now_s: float) -> int:
        """The moment that is heard at `now_s`; it never goes back but by `jumped`."""
        with self._lock:
            told = self._told
            heard = min(told.handed, int(now_s * RATE + told.line)) - self._delay
            frame = self._at_frame
            for stretch in told.stretches:
                if stretch.jump == self._jump and stretch.stream <= heard:
                    frame = stretch.at + (heard - stretch.stream if stretch.moving else 0)
            self._shown = max(self._shown, frame)
            return self._shown // FRAMES_PER_MS


class Stream:
    """One endless stream of 48 kHz stereo int16; before the first play it is silence."""

    def __init__(self, gains: Gains) -> None:
        self._order = self._played = _Order(_Ahead(Score(), gains), True, 0, 0)
        self._next = 0
        self._handed = 0
        self._line: float | None = None
        self._called_s = 0.0
        # What the device's thread tells the others, always replaced as a whole.
        self.told = Told()
        self._lock = threading.Lock()

    def play(self, schedule: Schedule, at_ms: int) -> None:
        """Jumps to `at_ms` of this schedule and plays, also after a pause."""
        score, at_frame = Score(schedule), at_ms * FRAMES_PER_MS
        with self._lock:
            ahead = _Ahead(score, self._order.ahead.gains)
            ahead.prepare(at_frame, 1)
            self._order = _Order(ahead, False, self._order.jump + 1, at_frame)

    def replace(self, schedule: Schedule) -> None:
        """Goes on at the same moment with another schedule; what is in both is heard without a seam."""
        score = Score(schedule)
        with self._lock:
            self._change(_Ahead(score, self._order.ahead.gains))

    def set_gains(self, gains: Gains) -> None:
        with self._lock:
            self._change(_Ahead(self._order.ahead.score, gains))

    def stand(self, at_ms: int) -> None:
        """Jumps to `at_ms` and stands there; counts as a play."""
        at_frame = at_ms * FRAMES_PER_MS
        with self._lock:
            ahead = _Ahead(self._order.ahead.score, self._order.ahead.gains)
            ahead.prepare(at_frame, 1)
            self._order = _Order(ahead, True, self._order.jump + 1, at_frame)

    def set_paused(self, paused: bool) -> None:
        with self._lock:
            if self._order.paused != paused:
                self._order = replace(self._order, paused=paused)

    def work_ahead(self) -> None:
        """Mixes what comes next; to be called a few times a second from a thread that has the time."""
        with self._lock:
            self._order.ahead.prepare(self._upcoming(), _PIECES_AHEAD)

    def _change(self, ahead: _Ahead) -> None:
        ahead.prepare(self._upcoming(), 2)
        self._order = replace(self._order, ahead=ahead)

    def _upcoming(self) -> int:
        """The frame that the device gets next; a little old when the device's thread moves on meanwhile."""
        return self._next if self._played.jump == self._order.jump else self._order.at_frame

    def block(self, frames: int, now_s: float) -> bytes:
        """The next block, asked for at `now_s` of a monotonic clock."""
        order, played = self._order, self._played
        begin = self._next if order.jump == played.jump else order.at_frame
        block = _rendered(order, begin, frames)
        if order is not played:
            fade = min(frames, GAIN_FADE_FRAMES if _only_louder_or_softer(played, order) else FADE_FRAMES)
            block = _faded(_rendered(played, self._next, fade), block)
        self._tell(order, begin, frames, now_s)
        # In this order: whoever sees the new jump must not take the old frame for its place.
        self._next = begin if order.paused else begin + frames
        self._played = order
        return block

    def _tell(self, order: _Order, begin: int, frames: int, now_s: float) -> None:
        stretches = self.told.stretches
        stretch = _Stretch(self._handed, begin, not order.paused, order.jump)
        last = stretches[-1] if stretches else None
        if last is None or (last.moving, last.jump) != (stretch.moving, stretch.jump):
            stretches = (*stretches, stretch)[-_KEPT:]
        # A device asks as soon as it has room, and sometimes later: the earliest calls tell its true pace.
        line = self._handed - now_s * RATE
        if self._line is not None:
            sunk = self._line - _DRIFT_FRAMES_PER_S * (now_s - self._called_s)
            line = line if line < self._line - _STALL_FRAMES else max(line, sunk)
        self._line, self._called_s = line, now_s
        self._handed += frames
        self.told = Told(stretches, self._handed, line)


def _only_louder_or_softer(played: _Order, order: _Order) -> bool:
    """Whether the one sounds like the other but for its gains."""
    same = (played.jump, played.paused) == (order.jump, order.paused)
    return same and played.ahead.score is order.ahead.score


def _rendered(order: _Order, start_frame: int, frames: int) -> bytes:
    return bytes(frames * _FRAME_BYTES) if order.paused else order.ahead.part(start_frame, frames)


def _faded(before: bytes, block: bytes) -> bytes:
    """`block`, into which the shorter `before` fades over at its beginning; equal samples stay as they are."""
    old, new = (np.frombuffer(part[: len(before)], "<i2").astype(np.float32) for part in (before, block))
    share = np.arange(1, len(old) // 2 + 1, dtype=np.float32).repeat(2) / np.float32(max(len(old) // 2, 1))
    return np.rint(old + (new - old) * share).astype("<i2").tobytes() + block[len(before) :]
