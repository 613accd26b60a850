"""The arithmetic of doses (of the pain rules); it must not know ratings, dates, routines or the log.

Integers and fractions only. "Total" is what is compared: repetitions where `scale` is reps, seconds held where it
is hold.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from coach.core.exercise import Dose, Exercise
from coach.core.model.decided import Level

HALF = Fraction(1, 2)
FACTORS: Mapping[Level, Fraction] = {"full": Fraction(1), "reduced": Fraction(4, 5), "half": HALF}


def total(dose: Dose, exercise: Exercise) -> int:
    """The volume for comparing: repetitions (scale reps) or seconds of holding (scale hold)."""
    return dose.repetitions if exercise.scale == "reps" else dose.holding_s


def smallest(exercise: Exercise, *doses: Dose) -> Dose:
    """The dose with the smallest total; of equal ones the one with the shortest hold, then the first."""
    return min(doses, key=lambda dose: (total(dose, exercise), dose.hold_s))


def least(exercise: Exercise, *doses: Dose) -> Dose:
    """The sets and repetitions of the smallest dose, with the shortest hold of all: never more than any of them.

    Of equal totals the one with fewer repetitions.
    """
    smaller = min(doses, key=lambda dose: (total(dose, exercise), dose.repetitions))
    return Dose(smaller.sets, smaller.reps, min(dose.hold_s for dose in doses))


def even(reps: int, exercise: Exercise) -> int:
    """Counts of an alternating exercise are even, rounded down, so that both sides get the same."""
    return reps - reps % 2 if exercise.side == "alternate" else reps


def fit(dose: Dose, exercise: Exercise, reps_left: int, holding_left_s: int | None) -> Dose:
    """`dose` brought under what is left for one session: fewer repetitions a set first, then fewer sets.

    Repetitions are per side where the exercise does each side. A hold is shortened before repetitions are lost.
    May return 0 repetitions.
    """
    sets, hold_s = dose.sets, dose.hold_s
    wanted = min(even(dose.reps, exercise), exercise.min_reps)
    while sets > 1 and even(reps_left // sets, exercise) < wanted:
        sets -= 1
    reps = even(min(dose.reps, reps_left // sets), exercise) if sets else 0
    if holding_left_s is not None and sets * reps * hold_s > holding_left_s:
        hold_s = min(hold_s, max(exercise.min_hold_s, holding_left_s // (sets * reps)))
        if hold_s:
            reps = even(min(reps, holding_left_s // (sets * hold_s)), exercise)
    return Dose(sets, reps, hold_s)


def under_limits(dose: Dose, exercise: Exercise, rounds: int) -> Dose:
    """A routine's own dose under the limits of the exercise set: sets, repetitions, hold, the day over all rounds.

    May return 0 repetitions, where the limits leave none.
    """
    clipped = Dose(
        min(dose.sets, exercise.max_sets), min(dose.reps, exercise.max_reps), min(dose.hold_s, exercise.max_hold_s)
    )
    holding = exercise.day_holding_s
    return fit(clipped, exercise, exercise.day_reps // rounds, None if holding is None else holding // rounds)


def within_limits(dose: Dose, exercise: Exercise, rounds: int) -> bool:
    """Whether `dose`, played `rounds` times a day, stays inside every limit of the exercise set."""
    return (
        dose.sets <= exercise.max_sets
        and dose.reps <= exercise.max_reps
        and dose.hold_s <= exercise.max_hold_s
        and dose.sets * dose.reps * rounds <= exercise.day_reps
        and (exercise.day_holding_s is None or dose.holding_s * rounds <= exercise.day_holding_s)
    )


def within_a_day(entries: Sequence[Dose], exercise: Exercise, rounds: int) -> bool:
    """Whether all entries of an exercise, played `rounds` times a day, stay inside its limits of a day together."""
    reps, holding_s = sum(each.repetitions for each in entries), sum(each.holding_s for each in entries)
    most_s = exercise.day_holding_s
    return reps * rounds <= exercise.day_reps and (most_s is None or holding_s * rounds <= most_s)


def together(entries: Sequence[Dose], exercise: Exercise, rounds: int) -> list[Dose]:
    """The entries of one exercise under its limits; where they are too much for a day together, each has its share.

    May return 0 repetitions, as under_limits.
    """
    used = [under_limits(each, exercise, rounds) for each in entries]
    if len(used) < 2 or within_a_day(used, exercise, rounds):
        return used
    reps, holding_s = sum(each.repetitions for each in used), sum(each.holding_s for each in used)
    day_reps, day_s = exercise.day_reps // rounds, exercise.day_holding_s
    return [
        fit(
            each,
            exercise,
            day_reps * each.repetitions // max(1, reps),
            None if day_s is None else day_s // rounds * each.holding_s // max(1, holding_s),
        )
        for each in used
    ]


def in_sets(dose: Dose, exercise: Exercise, shape: Sequence[int]) -> tuple[int, ...]:
    """The repetitions of each set of a dose, those of all sets spread as they are in `shape`.

    Their sum is the dose's, none is above the limit of a set, and none below the fewest that a cut leaves, or the
    dose's own. Where that leaves no room the sets are flatter, at last the same.
    """
    step = 2 if exercise.side == "alternate" else 1
    if len(shape) < 2 or dose.sets < 2 or dose.reps % step:
        return (dose.reps,) * dose.sets
    like = [shape[min(place, len(shape) - 1)] for place in range(dose.sets)]
    least = min(exercise.min_reps, dose.reps)
    for quarters in (4, 3, 2, 1):
        parts = [Fraction(quarters * each, 4 * sum(like)) + Fraction(4 - quarters, 4 * dose.sets) for each in like]
        exact = [dose.repetitions * part / step for part in parts]
        whole = [each.numerator // each.denominator for each in exact]
        left_over = dose.repetitions // step - sum(whole)
        for place in sorted(range(dose.sets), key=lambda at: whole[at] - exact[at])[:left_over]:
            whole[place] += 1
        found = tuple(each * step for each in whole)
        if least <= min(found) and max(found) <= exercise.max_reps:
            return found
    return (dose.reps,) * dose.sets


def at_factor(target: Dose, exercise: Exercise, factor: Fraction) -> Dose:
    """What is played of a target at a factor: 1, 4/5 or 1/2. Nothing is dropped: at its least a dose stays."""
    if factor.numerator == factor.denominator or target.repetitions == 0:
        return target
    if exercise.scale == "hold":
        return _hold_at(target, exercise, factor)
    scaled = _reps_at(target, exercise, factor)
    return Dose(scaled.sets, scaled.reps, min(target.hold_s, exercise.min_hold_s))


def at_level(target: Dose, exercise: Exercise, level: Level) -> Dose:
    """What is played of a target at a level."""
    return target if level == "full" else at_factor(target, exercise, FACTORS[level])


def at_its_least(dose: Dose, exercise: Exercise) -> bool:
    """Whether a dose cannot be made any smaller."""
    if exercise.scale == "hold":
        return dose.reps <= 1 and dose.hold_s <= exercise.min_hold_s
    return dose.sets <= 1 and dose.reps <= exercise.min_reps and dose.hold_s <= exercise.min_hold_s


def cut(target: Dose, exercise: Exercise) -> Dose:
    """A target cut to its dose at 4/5; the hold of an exercise that scales by repetitions is kept."""
    if target.repetitions == 0:
        return target
    at = _hold_at if exercise.scale == "hold" else _reps_at
    return at(target, exercise, FACTORS["reduced"])


def one_step_down(target: Dose, exercise: Exercise) -> Dose:
    """P8 for an exercise that was not finished: 2 repetitions or 5 s of hold less, but not below the minimum."""
    if exercise.scale == "hold":
        return Dose(target.sets, target.reps, min(target.hold_s, max(exercise.min_hold_s, target.hold_s - 5)))
    reps = min(target.reps, max(exercise.min_reps, target.reps - 2))
    return Dose(target.sets, reps, target.hold_s)


def one_step_up(target: Dose, exercise: Exercise, rounds: int) -> Dose | None:
    """P11: the next target, or None where it would pass a limit."""
    raised = step(target, exercise)
    return raised if within_limits(raised, exercise, rounds) else None


def step(target: Dose, exercise: Exercise) -> Dose:
    """One step up, whatever the limits of a day say."""
    return _reps_up(target, exercise) if exercise.scale == "reps" else _hold_up(target, exercise)


def share(target: Dose, exercise: Exercise) -> tuple[int, int]:
    """How much of its own limit a target has reached, as numerator and denominator: the smaller is raised first."""
    if exercise.scale == "reps":
        return target.sets * target.reps, exercise.max_sets * exercise.max_reps
    limit = exercise.max_sets * exercise.max_hold_s
    return (target.sets * target.hold_s, limit) if limit else (1, 1)


def _reps_at(target: Dose, exercise: Exercise, factor: Fraction) -> Dose:
    all_reps = target.repetitions * factor.numerator // factor.denominator
    sets = target.sets
    while sets > 1 and even(all_reps // sets, exercise) < exercise.min_reps:
        sets -= 1
    reps = max(even(all_reps // sets, exercise), exercise.min_reps)
    return Dose(sets, min(reps, target.reps), target.hold_s)


def _hold_at(target: Dose, exercise: Exercise, factor: Fraction) -> Dose:
    if factor == HALF and target.hold_s <= exercise.min_hold_s:
        return Dose(target.sets, even(target.reps - 1, exercise) or target.reps, target.hold_s)
    hold_s = max(exercise.min_hold_s, target.hold_s * factor.numerator // factor.denominator)
    # A hold written below the shortest one stays as written: no dose is above its target.
    return Dose(target.sets, target.reps, min(hold_s, target.hold_s))


def _reps_up(target: Dose, exercise: Exercise) -> Dose:
    most = even(exercise.max_reps, exercise)
    if target.reps < most:
        return Dose(target.sets, min(target.reps + 2, most), target.hold_s)
    sets = target.sets + 1
    reps = -(-(target.repetitions + 2) // sets)
    if exercise.side == "alternate":
        reps += reps % 2
    return Dose(sets, reps, target.hold_s)


def _hold_up(target: Dose, exercise: Exercise) -> Dose:
    if target.hold_s < exercise.max_hold_s:
        return Dose(target.sets, target.reps, min(target.hold_s + 5, exercise.max_hold_s))
    sets = target.sets + 1
    return Dose(sets, target.reps, -(-(target.sets * target.hold_s + 5) // sets))
