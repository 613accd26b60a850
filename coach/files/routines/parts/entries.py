"""The entries of an exercise, of one side (`side`) or again with another dose, and the mistakes in them.

It must not know screening or ratings.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from coach.core import doses
from coach.core.exercise import Dose, Exercise, side_of
from coach.core.model.done import Side
from coach.core.model.mistakes import Mistake
from coach.core.model.routine import RoutineItem
from coach.core.words.english.doses import dose_words
from coach.files.toml import Document

if TYPE_CHECKING:
    from coach.files.routines.form import ExerciseForm

WHY_NOT = {"alternate": "changes sides with every repetition", "none": "does both sides at once"}


def side(entry: "ExerciseForm", exercise: Exercise) -> Side | None:
    """The one side that is done; None for all that the exercise does."""
    return entry.side if exercise.side == "each" else None


def mistakes(
    document: Document, items: Sequence[RoutineItem], places: Mapping[str, int], rounds: int
) -> Iterator[Mistake]:
    """A side of an exercise that has none, an entry like an earlier one, and entries that are too much for a day.

    `items` are the entries, `places` their places in the file by their ids.
    """
    of: dict[str, list[RoutineItem]] = {}
    for item in items:
        exercise, index = item.exercise, places[item.exercise.id]
        earlier = of.setdefault(exercise.base, [])
        yield from _side(document, exercise, index)
        same = next((each for each in earlier if _same(each, item)), None)
        if same is not None and document.data.get("format") == 2:
            line = document.at(("exercise", places[same.exercise.id], "id"))[0]
            twice = f"'{exercise.base}' is in this routine twice, first on line {line}"
            another = "another dose or side" if exercise.side != "none" else "another dose"
            message = f"{twice}; keep one, or write {another}"
            yield document.mistake(("exercise", index, "id"), message, "duplicate")
        earlier.append(item)
    for entries in of.values():
        if entries[0].exercise.base in too_much(entries, rounds):
            yield _day(document, entries, places, rounds)


def too_much(items: Sequence[RoutineItem], rounds: int) -> frozenset[str]:
    """The exercises whose entries are too much for a day together."""
    of: dict[str, list[RoutineItem]] = {}
    for item in items:
        of.setdefault(item.exercise.base, []).append(item)
    return frozenset(
        base
        for base, entries in of.items()
        if len(entries) > 1 and not doses.within_a_day(_alone(entries, rounds), entries[0].exercise, rounds)
    )


def _alone(entries: Sequence[RoutineItem], rounds: int) -> list[Dose]:
    """The doses of entries as each would be used, were it the only one."""
    return [doses.under_limits(item.dose, item.exercise, rounds) for item in entries]


def _side(document: Document, exercise: Exercise, index: int) -> Iterator[Mistake]:
    entry = document.data["exercise"][index]
    if "side" in entry and exercise.side in WHY_NOT:
        message = f"{exercise.base} {WHY_NOT[exercise.side]}, so it has no 'side'; take it out"
        mistake = document.mistake(("exercise", index, "side"), message, "side", at_key=True)
        yield replace(mistake, help="take this line out")


def _same(one: RoutineItem, other: RoutineItem) -> bool:
    """Whether two entries ask for the same: then one with more sets says it better."""
    return (
        side_of(one.exercise.id) == side_of(other.exercise.id)
        and (one.dose, one.shape, one.rounds) == (other.dose, other.shape, other.rounds)
        and (one.half_range, one.move_ms, one.return_ms) == (other.half_range, other.move_ms, other.return_ms)
    )


def _day(document: Document, entries: Sequence[RoutineItem], places: Mapping[str, int], rounds: int) -> Mistake:
    """A warning, with the doses that are used instead."""
    exercise, alone = entries[0].exercise, _alone(entries, rounds)
    reps, holding_s = rounds * sum(d.repetitions for d in alone), rounds * sum(d.holding_s for d in alone)
    what, most = f"{reps} repetitions", f"{exercise.day_reps}"
    if reps <= exercise.day_reps:
        what, most = f"{holding_s} s of holding", f"{exercise.day_holding_s}"
    used = doses.together([item.dose for item in entries], exercise, rounds)
    instead = " and ".join(dose_words(each.figures) if each.repetitions else "nothing" for each in used)
    message = f"all entries of {exercise.base} are {what} a day together, more than the {most} allowed"
    warning = document.mistake(
        ("exercise", places[entries[-1].exercise.id], "id"), f"{message}; {instead} will be used", "limit"
    )
    return replace(warning, severity="warning")
