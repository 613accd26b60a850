"""The words of the pain rules: ref, worst, rise, comfort, green; it must not know levels, targets or what follows.

Ratings are whole numbers 0 to 10 or None where skipped. Repetitions are per side where an exercise does each side.
"""

from collections.abc import Mapping, Sequence

from coach.core.model import Exercise, Session

DEFAULT_USUAL = 2
NONE: Mapping[str, int] = {}


def reference(befores: Sequence[int], usual: int | None) -> int:
    """ref: the lower median of the three latest `before`, else the usual pain, else 2; capped against creep."""
    if not befores:
        ref = DEFAULT_USUAL if usual is None else usual
    else:
        latest = sorted(befores[-3:])
        ref = latest[(len(latest) - 1) // 2]
    highest = 5 if usual is None or usual >= 4 else usual + 1
    return ref if ref < highest else highest


def comfort(ref: int) -> int:
    """The highest rating at which anything may go up."""
    return max(2, min(ref, 4))


def later_ratings(session: Session) -> dict[str, int]:
    """The ratings that `worst` looks at, those that were given, by name."""
    named = {"during": session.during, "after": session.after, "morning": session.morning}
    return {name: value for name, value in named.items() if value is not None}


def worst(session: Session) -> int | None:
    """The highest of `during`, `after` and `morning`; None when none was given."""
    highest = session.after
    for value in (session.during, session.morning):
        if value is not None and (highest is None or value > highest):
            highest = value
    return highest


def rose(session: Session) -> bool:
    """worst > before, where a missing `before` counts as lower."""
    highest = worst(session)
    return highest is not None and (session.before is None or highest > session.before)


def all_ratings(session: Session) -> dict[str, int]:
    """Every rating that was given, by name."""
    before = {} if session.before is None else {"before": session.before}
    return before | later_ratings(session)


def counts(session: Session) -> dict[str, dict[str, int]]:
    """Repetitions done by exercise and side, over all sets."""
    found: dict[str, dict[str, int]] = {}
    for each in session.sets:
        sides = found.get(each.exercise)
        if sides is None:
            found[each.exercise] = {each.side: each.reps}
        else:
            sides[each.side] = sides.get(each.side, 0) + each.reps
    return found


def done(sides: Mapping[str, int], exercise: Exercise) -> int:
    """Repetitions done out of the counts of one exercise; where it does each side, those of the lesser side."""
    left, right = sides.get("left", 0), sides.get("right", 0)
    return sides.get("both", 0) + (min(left, right) if exercise.side == "each" else left + right)


def most_done(sides: Mapping[str, int], exercise: Exercise) -> int:
    """As done, of the greater side: what counts towards the limits of a day."""
    left, right = sides.get("left", 0), sides.get("right", 0)
    return sides.get("both", 0) + (max(left, right) if exercise.side == "each" else left + right)


def unfinished(
    session: Session, all_counts: Mapping[str, Mapping[str, int]], exercises: Mapping[str, Exercise]
) -> tuple[str, ...]:
    """The planned exercises of which less was done than planned; one that no longer exists is not counted."""
    return tuple(
        [
            name
            for name, dose in session.planned.items()
            if (sides := all_counts.get(name, NONE)).get("both", 0) < (planned := dose.sets * dose.reps)
            and name in exercises
            and done(sides, exercises[name]) < planned
        ]
    )


def green(session: Session, ref: int, everything_done: bool) -> bool:
    """A session after which something may go up: rated, comfortable, complete, not stopped, not hard."""
    if session.before is None or session.after is None or session.stopped is not None or not everything_done:
        return False
    highest = worst(session) or 0
    # 2 is comfortable for everybody.
    return session.effort in ("easy", "ok") and max(session.before, highest) <= (comfort(ref) if ref > 2 else 2)


def refused(session: Session) -> bool:
    """A start that led to no session (too sore): nothing planned, done or rated after; it ends no break."""
    return not session.planned and not session.sets and session.after is None
