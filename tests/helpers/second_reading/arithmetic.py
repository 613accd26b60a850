"""The pain rules' section "Arithmetic" and the mark, read a second time; it must not know of ratings or days."""

from collections.abc import Collection, Mapping
from fractions import Fraction

from second_reading.limits import Amount, Limits

FULL, REDUCED, HALF, REST = 3, 2, 1, 0
FACTORS = {FULL: Fraction(1), REDUCED: Fraction(4, 5), HALF: Fraction(1, 2)}


def at_its_least(dose: Amount, limits: Limits) -> bool:
    """Scale reps: one set of the minimum or fewer, shortest hold. Scale hold: one repetition, shortest hold."""
    if limits.scale == "hold":
        return dose.reps <= 1 and dose.hold_s <= limits.min_hold_s
    return dose.sets == 1 and dose.reps <= limits.min_reps and dose.hold_s <= limits.min_hold_s


def fewer_reps(target: Amount, factor: Fraction, limits: Limits) -> tuple[int, int]:
    """Sets and repetitions of a scale-reps exercise at a factor below 1."""
    sets = target.sets
    total = int(target.sets * target.reps * factor)
    reps = limits.even(total // sets)
    while reps < limits.min_reps and sets > 1:
        sets -= 1
        reps = limits.even(total // sets)
    return sets, min(max(reps, limits.min_reps), target.reps)


def at_level(target: Amount, level: int, limits: Limits) -> Amount:
    """What is played of a target; only 1/2 takes a repetition from a hold that cannot be shorter."""
    if level == FULL or at_its_least(target, limits):
        return target
    if limits.scale == "hold":
        hold = min(max(limits.min_hold_s, int(target.hold_s * FACTORS[level])), target.hold_s)
        if level == HALF and target.hold_s <= limits.min_hold_s:
            return Amount(target.sets, max(1, target.reps - 1), hold)
        return Amount(target.sets, target.reps, hold)
    sets, reps = fewer_reps(target, FACTORS[level], limits)
    return Amount(sets, reps, min(target.hold_s, limits.min_hold_s))


def cut(target: Amount, limits: Limits) -> Amount:
    """Hurt again at half: the dose at 4/5, holds of scale-reps exercises kept."""
    if limits.scale == "hold":
        return at_level(target, REDUCED, limits)
    sets, reps = fewer_reps(target, FACTORS[REDUCED], limits)
    return Amount(sets, reps, target.hold_s)


def too_much(target: Amount, limits: Limits) -> Amount:
    """P8: two repetitions or five seconds less, never under the minimum, never more than it was."""
    if limits.scale == "hold":
        return target._replace(hold_s=min(target.hold_s, max(limits.min_hold_s, target.hold_s - 5)))
    return target._replace(reps=min(target.reps, max(limits.min_reps, target.reps - 2)))


def brought_under(dose: Amount, limits: Limits, rounds: int) -> Amount:
    """ "The routine's own doses, brought under the limits".

    Taken, as the order is not said: the limits of a session, then for the day fewer sets where a set would fall
    under the minimum, then fewer repetitions; of the seconds of holding the hold before the repetitions.
    """
    sets, hold = min(dose.sets, limits.max_sets), min(dose.hold_s, limits.max_hold_s)
    reps = limits.even(min(dose.reps, limits.max_reps))
    while sets > 1 and limits.even(limits.day // rounds // sets) < min(reps, limits.min_reps):
        sets -= 1
    reps = min(reps, limits.even(limits.day // rounds // sets))
    if limits.day_holding_s is not None and sets * reps * hold * rounds > limits.day_holding_s:
        left = limits.day_holding_s // rounds
        hold = min(hold, max(limits.min_hold_s, left // (sets * reps)))
        reps = min(reps, left // (sets * hold))
    return Amount(sets, reps, hold)


def share(target: Amount, limits: Limits) -> Fraction:
    """Up, which one: the share of its limits."""
    if limits.scale == "hold":
        return Fraction(target.sets * target.hold_s, limits.max_sets * limits.max_hold_s)
    return Fraction(target.sets * target.reps, limits.max_sets * limits.max_reps)


def fits(dose: Amount, limits: Limits, rounds: int) -> bool:
    """Limits: max sets, `day`, and the seconds of holding of a day."""
    if dose.sets > limits.max_sets or dose.sets * dose.reps * rounds > limits.day:
        return False
    return limits.day_holding_s is None or dose.sets * dose.reps * dose.hold_s * rounds <= limits.day_holding_s


def next_step(target: Amount, limits: Limits) -> Amount:
    """Up, how much, whether or not the limits allow it."""
    sets, reps, hold = target
    if limits.scale == "hold":
        if hold < limits.max_hold_s:
            return Amount(sets, reps, min(hold + 5, limits.max_hold_s))
        return Amount(sets + 1, reps, -(-(sets * hold + 5) // (sets + 1)))
    if reps < limits.max_reps:
        return Amount(sets, min(reps + 2, limits.max_reps), hold)
    more = -(-(sets * reps + 2) // (sets + 1))
    return Amount(sets + 1, more + (more % 2 if limits.side == "alternate" else 0), hold)


def raised(
    targets: Mapping[str, Amount],
    limits: Mapping[str, Limits],
    may_rise: Collection[str],
    rounds: int,
    marks: Mapping[str, Amount] | None = None,
) -> dict[str, Amount]:
    """Up to two new targets (P11; with marks P17): the smallest shares first, then the routine's order."""
    steps: dict[str, Amount] = {}
    for id_, target in targets.items():
        step = next_step(target, limits[id_])
        if marks is not None:
            if limits[id_].total(target) >= limits[id_].total(marks[id_]):
                continue
            if limits[id_].total(step) > limits[id_].total(marks[id_]):
                step = marks[id_]
        if id_ in may_rise and fits(step, limits[id_], rounds):
            steps[id_] = step
    first = sorted(steps, key=lambda id_: share(targets[id_], limits[id_]))[:2]
    return {id_: steps[id_] for id_ in first}
