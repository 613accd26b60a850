"""Counts the repetitions done in a session; it must not know what they mean for a dose.

Counts are per side where an exercise does each side, unless a name says otherwise.
"""

from collections.abc import Mapping

from coach.core.exercise import Exercise, side_of
from coach.core.model.done import Session

NONE: Mapping[str, int] = {}


def counts(session: Session) -> dict[str, dict[str, int]]:
    """Repetitions done by exercise and side, over all sets; what has one side alone counts as whole on it."""
    found: dict[str, dict[str, int]] = {}
    for each in session.sets:
        sides = found.get(each.exercise)
        side = "both" if ":" in each.exercise and side_of(each.exercise) is not None else each.side
        if sides is None:
            found[each.exercise] = {side: each.reps}
        else:
            sides[side] = sides.get(side, 0) + each.reps
    return found


def done(sides: Mapping[str, int]) -> int:
    """Repetitions done out of the counts of one exercise; where it does each side, those of the lesser side."""
    return sides.get("both", 0) + min(sides.get("left", 0), sides.get("right", 0))


def most_done(sides: Mapping[str, int]) -> int:
    """As done, of the greater side: what counts towards the limits of a day."""
    return sides.get("both", 0) + max(sides.get("left", 0), sides.get("right", 0))


def done_in(session: Session, id_: str) -> int:
    """Repetitions done of one exercise, of the lesser side where it does each side."""
    return done(counts(session).get(id_, NONE))


def of_both_sides(session: Session, id_: str) -> int:
    """The repetitions of an exercise, those of both sides together."""
    return sum(each.reps for each in session.sets if each.exercise == id_)


def sides(exercise: Exercise | None) -> int:
    """How often a planned repetition is done: once, or on each side."""
    return 2 if exercise is not None and exercise.side == "each" else 1


def everything_done(session: Session, id_: str) -> bool:
    """Whether every planned repetition of an exercise was done, on each side where it has sides."""
    return done_in(session, id_) >= session.planned[id_].repetitions


def unfinished(session: Session, known: Mapping[str, Exercise]) -> tuple[str, ...]:
    """The planned exercises of which less was done than planned; one that no longer exists is not counted."""
    if not session.planned:
        return ()
    all_counts = counts(session)
    return tuple(
        [
            id_
            for id_, dose in session.planned.items()
            if done(all_counts.get(id_, NONE)) < dose.sets * dose.reps and id_ in known
        ]
    )
