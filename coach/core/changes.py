"""The kinds of change from one position to another, and the seconds for each; it must not know who waits.

Who paused on the way into a position, or was waited for, has longer for that kind of change the next time.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, get_args

ChangeKind = Literal["floor_to_chair", "chair_to_floor", "lying_to_side", "other"]
LYING: tuple[str, ...] = ("side_lying", "supine", "prone", "prone_support")
KINDS: tuple[ChangeKind, ...] = get_args(ChangeKind)
TURNED: tuple[str, ...] = ("side_lying", "half_kneeling")  # Its other side is another position.
OFF_THE_FLOOR: tuple[str, ...] = ("sitting", "standing")


@dataclass(frozen=True, slots=True)
class ChangeSeconds:
    """Seconds for each kind of change, 3 to 120; in the player and in what is rendered."""

    floor_to_chair: int = 20
    chair_to_floor: int = 20
    lying_to_side: int = 10
    other: int = 12

    def of(self, kind: ChangeKind) -> int:
        seconds: int = getattr(self, kind)
        return seconds


USUAL = ChangeSeconds()
REMEMBERED = 3  # So many of a kind decide together.
MOST_LEARNED_S = 60
LESS_A_SESSION_S = 2  # So it becomes shorter again where nobody needs it any more.
LONGEST_S = 120  # Whoever is away longer has something else to do than to lie down.


@dataclass(frozen=True, slots=True)
class Took:
    """How long one change of position took, in which one paused or was waited for."""

    kind: ChangeKind
    seconds: int


@dataclass(frozen=True, slots=True)
class LastTimes:
    """How long the last changes of one kind took, the latest first, and how many sessions there were since."""

    seconds: tuple[int, ...]
    since: int = 0


def learned(wished_s: int, lately: LastTimes) -> int:
    """The seconds for a kind of change: longer than wished where one took longer, up to a minute."""
    needed = sorted(lately.seconds[:REMEMBERED])[len(lately.seconds[:REMEMBERED]) // 2]
    return max(wished_s, min(needed, MOST_LEARNED_S) - LESS_A_SESSION_S * lately.since)


def all_learned(wished: ChangeSeconds, lately: Mapping[ChangeKind, LastTimes]) -> ChangeSeconds:
    """The same of every kind."""
    return replace(wished, **{kind: learned(wished.of(kind), each) for kind, each in lately.items()})


def told(wished: ChangeSeconds, lately: Mapping[ChangeKind, LastTimes]) -> tuple[tuple[ChangeKind, int], ...]:
    """The kinds for which there is more time today because of the last session, with their seconds."""
    new = [kind for kind, each in lately.items() if each.since == 0 and each.seconds[0] > wished.of(kind)]
    today = {kind: learned(wished.of(kind), lately[kind]) for kind in new}
    return tuple((kind, seconds) for kind, seconds in today.items() if seconds > wished.of(kind))


def before_set(before: str | None, position: str, *, second_side: bool) -> ChangeKind | None:
    """What change comes before the first set of an exercise, or of its second side; None for none."""
    turns = second_side and position in TURNED
    return kind(before, position) if before != position or turns else None


def kind(before: str | None, now: str) -> ChangeKind:
    """What change leads from one position to another; before the first (None) one is at the computer."""
    was_up = before is None or before in OFF_THE_FLOOR
    is_up = now in OFF_THE_FLOOR
    if was_up and not is_up:
        return "chair_to_floor"
    if is_up and not was_up:
        return "floor_to_chair"
    return "lying_to_side" if before in LYING and now in LYING else "other"
