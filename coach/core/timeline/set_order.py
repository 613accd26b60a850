"""The order of the sets of a plan, those of a group by turns; it must not know times, words or sounds."""

from collections.abc import Iterator
from itertools import groupby

from coach.core.model.done import Side
from coach.core.model.planned import Plan, PlanItem

Place = tuple[int, int, Side | None]  # The exercise's index, the number of the set from 1, its side.


def sides_of(item: PlanItem) -> tuple[Side | None, ...]:
    """The sides that get sets of their own."""
    match item.exercise.side:
        case "each":
            return ("left", "right")
        case "left" | "right" as one:
            return (one,)
    return (None,)


def is_second(item: PlanItem, side: Side | None) -> bool:
    """Whether a set is of the second side of an exercise that does both, one after the other."""
    return side == "right" and item.exercise.side == "each"


def in_order(plan: Plan) -> Iterator[Place]:
    """Every set in the order in which it is done: exercise by exercise and side by side, a group set by set."""
    for name, found in groupby(enumerate(plan.items), key=lambda each: each[1].group):
        run = [(index, item) for index, item in found if item.dose.repetitions > 0]
        if name and len(run) > 1:
            for number in range(1, max(item.dose.sets for _, item in run) + 1):
                for index, item in run:
                    for side in sides_of(item) if number <= item.dose.sets else ():
                        yield index, number, side
        else:
            for index, item in run:
                for side in sides_of(item):
                    for number in range(1, item.dose.sets + 1):
                        yield index, number, side


def sets_from(plan: Plan) -> Iterator[tuple[int, int, Side | None, int]]:
    """Every set as its exercise's index, its number and side, and how many repetitions of it lie behind.

    Those before `Plan.begin` lie behind as a whole. Raises ValueError for a place that the plan does not have.
    """
    behind = plan.begin is not None
    for index, number, side in in_order(plan):
        item = plan.items[index]
        begin = plan.begin if behind else None
        if begin is not None and (begin.exercise, begin.set, begin.side) == (item.exercise.id, number, side):
            behind = False
        done = item.reps_in(number) if behind else begin.reps if begin is not None else 0
        yield index, number, side, done
    if behind:
        raise ValueError(f"the plan has no place {plan.begin}")
