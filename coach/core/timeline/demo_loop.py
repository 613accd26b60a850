"""One repetition over and over, for looking at: where it is at a time; it must not know a screen or a clock."""

from dataclasses import dataclass

from coach.core.exercise import Exercise
from coach.core.model.done import Side
from coach.core.model.planned import PhaseName

START_MS = 1_000  # Still in the start pose, so that one sees where it begins.
SHORTEST_HOLD_MS, LONGEST_HOLD_MS = 1_000, 4_000  # Long enough to be seen, short enough to be waited for.


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment of the loop; `phase` is None in the start pose. `round` counts the repetitions from 0."""

    exercise: Exercise
    phase: PhaseName | None
    phase_ms: int
    phase_left_ms: int
    side: Side | None
    round: int


def moment(exercise: Exercise, position_ms: int, first: Side) -> Moment:
    """Where the loop is `position_ms` after its beginning.

    An alternating exercise begins on the side `first` and changes with each repetition, one with sides stays there.
    """
    hold_ms = min(max(exercise.start.hold_s * 1000, SHORTEST_HOLD_MS), LONGEST_HOLD_MS)
    phases: tuple[tuple[PhaseName | None, int], ...] = (
        (None, START_MS), ("move", exercise.move_ms), ("hold", hold_ms), ("return", exercise.return_ms),
    )  # fmt: skip
    number, left_ms = divmod(max(0, position_ms), sum(length for _, length in phases))
    phase, length = phases[0]
    while left_ms >= length:
        left_ms -= length
        phases = phases[1:]
        phase, length = phases[0]
    return Moment(exercise, phase, length, length - left_ms, _side(exercise, number, first), number)


def _side(exercise: Exercise, number: int, first: Side) -> Side | None:
    if exercise.side == "none":
        return None
    changed = exercise.side == "alternate" and number % 2 == 1
    return first if not changed else "left" if first == "right" else "right"
