"""The exercises that stand in for others (`or`), and mistakes in them; it must not know screening or ratings."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from coach.core.exercise import Exercise
from coach.core.model.mistakes import Mistake
from coach.core.model.routine import RoutineItem
from coach.core.safe_text import printable
from coach.files.routines import checks
from coach.files.toml import Document

if TYPE_CHECKING:
    from coach.files.routines.form import ExerciseForm


def stand_in(entry: "ExerciseForm", exercises: Mapping[str, Exercise]) -> RoutineItem | None:
    """What stands in for an exercise, at its own start dose and pace; its rounds and range are the entry's."""
    found = None if entry.or_ is None else exercises.get(entry.or_)
    if found is None:
        return None
    return RoutineItem(
        found,
        found.start,
        found.move_ms,
        found.return_ms,
        found.rest_ms,
        half_range=entry.range == "half",
        fixed=entry.fixed,
        rounds=entry.rounds or (),
        group=(entry.group or "").strip(),
    )


def written(document: Document) -> Iterator[tuple[int, str, str]]:
    """The place of each exercise that has an `or`, its id, and what stands in for it."""
    entries = document.data.get("exercise")
    for index, id_ in checks.written_ids(document):
        assert isinstance(entries, list)
        other = entries[index].get("or")
        if isinstance(other, str):
            yield index, id_, other


def mistakes(document: Document, exercises: Mapping[str, Exercise]) -> Iterator[Mistake]:
    """What stands in and is no exercise, or is in the routine already: then it would be done twice."""
    places = {id_: index for index, id_ in checks.written_ids(document)}
    first: dict[str, tuple[int, str]] = {}
    for index, id_, other in written(document):
        path = ("exercise", index, "or")
        shown = printable(other[:60])
        if other not in exercises:
            yield checks.unknown(document, path, other, exercises)
        elif other == id_:
            yield document.mistake(
                path, f"'{shown}' cannot stand in for itself; write another exercise", "duplicate"
            )
        elif other in places:
            line = document.at(("exercise", places[other], "id"))[0]
            message = f"'{shown}' is in this routine already, on line {line}; write another exercise"
            yield document.mistake(path, message, "duplicate")
        elif other in first:
            place, for_ = first[other]
            line = document.at(("exercise", place, "or"))[0]
            end = "write another exercise" if for_ != id_ else f"once is enough for all of {id_}; take it out here"
            message = f"'{shown}' stands in already, on line {line}; {end}"
            yield document.mistake(path, message, "duplicate")
        first.setdefault(other, (index, id_))
