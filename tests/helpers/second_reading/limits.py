"""The limits of the exercise set, typed again from its table, for the second reading of the pain rules."""

from dataclasses import dataclass
from typing import NamedTuple


class Amount(NamedTuple):
    """Sets × repetitions × seconds of hold; per side where each side is done."""

    sets: int
    reps: int
    hold_s: int

    def __str__(self) -> str:
        return f"{self.sets}×{self.reps}×{self.hold_s}"


@dataclass(frozen=True)
class Limits:
    """One line of the table: of one session, but for `day`, the repetitions of a day."""

    id: str
    stage: int
    start: Amount
    max_reps: int
    max_hold_s: int
    min_hold_s: int
    max_sets: int
    day: int
    side: str
    scale: str
    day_holding_s: int | None = None

    @property
    def min_reps(self) -> int:
        return 4 if self.side == "alternate" else 3

    def even(self, reps: int) -> int:
        """Counts of an alternating exercise are even, rounded down."""
        return reps - reps % 2 if self.side == "alternate" else reps

    def total(self, amount: Amount) -> int:
        """For comparing two doses of this exercise."""
        return amount.sets * amount.reps * (amount.hold_s if self.scale == "hold" else 1)

    def smaller(self, one: Amount, other: Amount) -> Amount:
        """Taken: of equal totals the one with the shorter hold, which is safer."""
        return min(one, other, key=lambda each: (self.total(each), each.hold_s))


# id, stage, start, max reps, max hold, min hold, max sets, day, side, scale
TABLE = """
seated_flexion          1  1×5×10  10  30  10  3  30  none       reps
bird_dog                1  1×6×2   10   5   0  3  30  alternate  reps
clamshell               1  1×10×0  15   2   0  3  45  each       reps
glute_bridge            2  1×8×3   12   5   0  3  36  none       reps
plank                   2  1×3×5    3  30   3  3   9  none       hold
superman                3  1×5×2    8   3   0  2  16  none       reps
brace                   1  1×5×5   10  10   3  3  30  none       reps
pelvic_tilt             1  1×5×2   15   5   0  2  30  none       reps
heel_slide              1  1×6×0   10   0   0  3  30  alternate  reps
dead_bug                2  1×6×0   10   0   0  2  20  alternate  reps
side_plank_knees        2  1×3×5    5  10   3  2  10  each       hold
side_plank_full         3  1×3×5    5  10   3  2  10  each       hold
curl_up                 2  1×5×8    8  10   3  2  16  none       reps
hip_abduction           2  1×5×3   15   3   0  2  30  each       reps
hip_flexor              1  1×3×5    3  20   5  3   9  each       hold
cat_cow                 1  1×5×0    6   0   0  3  18  none       reps
knee_to_chest           1  1×3×5    5  10   5  3  15  each       hold
prone_prop              1  1×5×5   10  10   3  2  20  none       reps
standing_extension      1  1×5×0   10   2   0  3  30  none       reps
sit_to_stand            1  1×5×0   12   0   0  3  36  none       reps
seated_march            1  1×8×0   20   0   0  2  60  alternate  reps
wall_plank              1  1×3×5    3  30   3  3   9  none       hold
standing_hip_abduction  1  1×6×2   12   3   0  2  36  each       reps
calm_breathing          1  1×6×0    6   0   0  1  36  none       reps
"""


def amount(text: str) -> Amount:
    """`"1×6×2"` as an amount."""
    sets, reps, hold_s = text.split("×")
    return Amount(int(sets), int(reps), int(hold_s))


def _line(line: str) -> Limits:
    id_, stage, start, max_reps, max_hold, min_hold, max_sets, day, side, scale = line.split()
    return Limits(
        id_,
        int(stage),
        amount(start),
        int(max_reps),
        int(max_hold),
        int(min_hold),
        int(max_sets),
        int(day),
        side,
        scale,
        day_holding_s=300 if id_ == "seated_flexion" else None,
    )


LIMITS = {limits.id: limits for limits in map(_line, TABLE.strip().splitlines())}
