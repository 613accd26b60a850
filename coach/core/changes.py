"""The kinds of change from one position to another, and the seconds for each; it must not know who waits."""

from dataclasses import dataclass
from typing import Literal

ChangeKind = Literal["floor_to_chair", "chair_to_floor", "lying_to_side", "other"]
LYING: tuple[str, ...] = ("side_lying", "supine", "prone", "prone_support")
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


def kind(before: str | None, now: str) -> ChangeKind:
    """What change leads from one position to another; before the first (None) one is at the computer."""
    was_up = before is None or before in OFF_THE_FLOOR
    is_up = now in OFF_THE_FLOOR
    if was_up and not is_up:
        return "chair_to_floor"
    if is_up and not was_up:
        return "floor_to_chair"
    return "lying_to_side" if before in LYING and now in LYING else "other"
