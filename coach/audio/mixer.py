"""Mixes clips that have times into blocks of samples; pure: it must not know a clock, a device or a file.

Any block can be mixed at any time and gives the same samples, whatever was mixed before: so a schedule can be
replaced in mid-play without a seam, and a rendered file is what would have been heard.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

import numpy as np
import numpy.typing as npt

from coach.audio.clips import RATE, Clip

Bus = Literal["voice", "tone"]
Block = npt.NDArray[np.int16]

FRAMES_PER_MS = RATE // 1000
# How much a sound that is fully on one side loses in the other ear: it stays audible there (about −8 dB).
_WIDTH = 0.6
# Samples up to here are untouched; above it the curve bends, so that the sum of loud sounds never clips.
_KNEE = 0.8


@dataclass(frozen=True, slots=True, eq=False)
class Sound:
    """A clip at a time; `pan` from -1 (left) to 1 (right), and with 0 both ears get the clip as it is."""

    at_ms: int
    clip: Clip
    bus: Bus = "voice"
    pan: float = 0.0


Schedule = tuple[Sound, ...]


@dataclass(frozen=True, slots=True)
class Gains:
    """The loudness of each bus, as a factor from 0 to 1.5."""

    voice: float = 1.0
    tone: float = 0.7

    def __post_init__(self) -> None:
        if not (0 <= self.voice <= 1.5 and 0 <= self.tone <= 1.5):
            raise ValueError(f"gains go from 0 to 1.5, not {self.voice} and {self.tone}")

    def of(self, bus: Bus) -> float:
        return self.voice if bus == "voice" else self.tone


class Score:
    """A schedule with the indexes that find the sounds of a block in no time; make one for many blocks."""

    __slots__ = ("_last_ends", "_starts", "sounds")

    def __init__(self, sounds: Iterable[Sound] = ()) -> None:
        self.sounds = tuple(sorted(sounds, key=lambda sound: sound.at_ms))
        self._starts = [sound.at_ms * FRAMES_PER_MS for sound in self.sounds]
        ends = (start + len(sound.clip) for start, sound in zip(self._starts, self.sounds, strict=True))
        # The latest end so far never falls, so it can be searched even where a long clip overlaps short ones.
        self._last_ends = list(accumulate(ends, max))

    @property
    def end_frame(self) -> int:
        """The frame after the last sample of the last sound to end, 0 for no sounds."""
        return max(self._last_ends[-1], 0) if self._last_ends else 0

    def between(self, start_frame: int, end_frame: int) -> Schedule:
        """The sounds that may be heard in these frames, in order of their times."""
        first = bisect_right(self._last_ends, start_frame)
        return self.sounds[first : max(first, bisect_left(self._starts, end_frame))]


def mix(schedule: Schedule | Score, start_frame: int, frames: int, gains: Gains) -> Block:
    """The frames from `start_frame` (48 per ms; may be negative) as int16, one row a frame: left, right.

    A plain schedule is indexed in each call: whoever mixes many blocks hands in a Score.
    Raises ValueError for a negative number of frames.
    """
    score = schedule if isinstance(schedule, Score) else Score(schedule)
    if frames < 0:
        raise ValueError("cannot mix fewer than 0 frames")
    sounds = score.between(start_frame, start_frame + frames)
    if not sounds:
        return np.zeros((frames, 2), dtype=np.int16)
    ears = np.zeros((2, frames), dtype=np.float32)
    for sound in sounds:
        _add(ears, sound, sound.at_ms * FRAMES_PER_MS - start_frame, gains.of(sound.bus))
    block: Block = np.rint(_limited(ears) * np.float32(32767)).astype(np.int16).T.copy()
    return block


def loudest(score: Score, begin_ms: int, end_ms: int, gains: Gains, moment_ms: int) -> float:
    """The largest mean square of a moment between two times, where full scale is 1; for both ears together."""
    frames = -(-(end_ms - begin_ms) // moment_ms) * moment_ms * FRAMES_PER_MS
    start = end_ms * FRAMES_PER_MS - frames
    if frames <= 0 or not score.between(start, start + frames):
        return 0.0
    samples = mix(score, start, frames, gains).astype(np.float32) / np.float32(32767)
    moments = samples.reshape(-1, 2 * moment_ms * FRAMES_PER_MS)
    return float(np.square(moments).mean(axis=1).max())


def _add(ears: npt.NDArray[np.float32], sound: Sound, offset: int, gain: float) -> None:
    first, last = max(offset, 0), min(offset + len(sound.clip), ears.shape[1])
    if first >= last or gain == 0:
        return
    part = sound.clip[first - offset : last - offset]
    pan = max(-1.0, min(1.0, sound.pan))
    ears[0, first:last] += part * np.float32(gain * (1 - _WIDTH * max(pan, 0.0)))
    ears[1, first:last] += part * np.float32(gain * (1 + _WIDTH * min(pan, 0.0)))


def _limited(ears: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """A soft limiter without memory: each sample by itself, so that blocks do not depend on each other."""
    size = np.abs(ears)
    if size.max(initial=0) <= _KNEE:
        return ears
    room = np.float32(1 - _KNEE)
    bent = np.float32(_KNEE) + room * np.tanh((size - np.float32(_KNEE)) / room)
    return np.where(size <= _KNEE, ears, np.copysign(bent, ears)).astype(np.float32)
