"""Gives what is known about an exercise, as reasons to be put into words; it must not know a screening."""

from collections.abc import Iterator

from coach.core.exercise import Dose, Exercise
from coach.core.reason import Reason

# What there is to say of the kind of an exercise.
ALL_OF_A_KIND = 4


def kind(exercise: Exercise, most: int = ALL_OF_A_KIND) -> Reason:
    """Position, sides and stage, and whether it takes a choice; at most so many of them."""
    e = exercise
    return Reason("exercise_kind", position=e.position, side=e.side, stage=e.stage, opt_in=e.opt_in, most=most)


def doses(exercise: Exercise) -> Iterator[Reason]:
    """The dose that it begins with, its limits, how it grows, and its pace."""
    e = exercise
    yield Reason("dose_at_start", dose=e.start.figures, side=e.side)
    yield Reason("dose_at_most", dose=Dose(e.max_sets, e.max_reps, e.max_hold_s).figures)
    yield Reason("dose_in_a_day", reps=e.day_reps, holding_s=e.day_holding_s)
    yield Reason("grows_by", scale=e.scale)
    yield Reason("pace", out_ms=e.move_ms, back_ms=e.return_ms, rest_ms=e.rest_ms)


def spine(exercise: Exercise) -> Reason:
    """What it does to the spine."""
    return Reason("does_to_the_spine", tags=tuple(sorted(exercise.tags)))


def basis(exercise: Exercise) -> list[str]:
    """Where it and its doses come from; a source that the first line begins with is not said again."""
    sources = dict.fromkeys(each for each in exercise.sources if not exercise.basis.startswith(each))
    return [exercise.basis, *sources]
