"""Judges from some words whether a room and its microphone do for voice commands; values in, values out.

What was understood decides. How loud it was only says why it was not, and whether to take the microphone louder.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from coach.core.reason import Reason

GOOD, FAIR = 0.85, 0.6  # Shares of what was said that are understood; below the second it is no use.
CLIPS = 32_000  # A sample (16-bit) as large as this is cut off.
AIM = 8000  # How loud a word is taken for, where it was much softer: its largest sample.
MOST_GAIN = 30.0
LEAST_GAIN = 2.0  # Less makes no difference.
CLEAR = 4.0  # So many times as loud as the room a word has to be, about 12 dB.
SOFT = AIM / MOST_GAIN


@dataclass(frozen=True, slots=True)
class Said:
    """What came of saying one phrase `wanted` times: for each time that somebody was heard, name and loudness."""

    name: str
    wanted: int
    heard: tuple[tuple[str, int], ...]

    @property
    def understood(self) -> int:
        """How often it was."""
        return min(self.wanted, sum(name == self.name for name, _ in self.heard))


def gain_for(loudest: int) -> float:
    """How many times as loud a voice is to be taken whose largest sample is this; 1 where that is fine."""
    gain = min(MOST_GAIN, AIM / max(1, loudest))
    return round(gain, 1) if gain >= LEAST_GAIN else 1.0


def loudness(said: Sequence[Said]) -> int:
    """The largest sample of a usual word; 0 where none was heard."""
    heard = sorted(loudest for each in said for _, loudest in each.heard)
    return heard[len(heard) // 2] if heard else 0


def judge(room: int, said: Sequence[Said]) -> tuple[bool, tuple[Reason, ...]]:
    """Whether commands work here, and what to say of it. `room` is the largest sample of the quiet room."""
    understood, wanted = sum(each.understood for each in said), sum(each.wanted for each in said)
    works = understood >= FAIR * wanted
    count = Reason("room_works" if works else "room_fails", understood=understood, wanted=wanted)
    return works, (count, *(() if understood >= GOOD * wanted else (_why(room, loudness(said)),)))


def _why(room: int, voice: int) -> Reason:
    """What to change."""
    if voice >= CLIPS:
        return Reason("room_clips")
    if voice and voice < CLEAR * room:
        return Reason("room_noisy")
    if voice < SOFT:
        return Reason("room_soft" if voice else "room_nobody")
    return Reason("room_unclear")
