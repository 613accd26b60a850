"""Says which id to write for an exercise that has none; it must not know the rest of its form."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from coach.core import exercise_names
from coach.core.exercise import Exercise
from coach.core.model.mistakes import Mistake
from coach.files.toml import Document

EXAMPLE = "bird_dog"


def told(document: Document, exercises: Mapping[str, Exercise], found: Iterable[Mistake]) -> list[Mistake]:
    """The mistakes of the form, those of a missing id with the line to write."""
    found = list(found)
    if not any(mistake.rule in ("missing", "unknown-key", "type") for mistake in found):
        return found
    lines: dict[tuple[int, int], str] = {}
    names: dict[tuple[int, int], str] = {}
    for index, id_, named in _without_id(document, exercises):
        lines[document.at(("exercise", index))] = f'id = "{id_}"'
        if named:
            names[document.key_at(("exercise", index, "name"))] = f'id = "{id_}"'
    lists = {document.at(("exercise", index, "id")) for index in _with_several(document)}
    return [
        replace(mistake, message=f"{mistake.message}; write [[exercise]] and an id for each", help="")
        if mistake.rule == "type" and (mistake.line, mistake.column) in lists
        else _with_line(mistake, lines, names)
        for mistake in found
    ]


def _with_line(
    mistake: Mistake, lines: Mapping[tuple[int, int], str], names: Mapping[tuple[int, int], str]
) -> Mistake:
    at = (mistake.line, mistake.column)
    if (mistake.rule, mistake.missing) == ("missing", ("id",)) and at in lines:
        return replace(
            mistake, message=f"'id' is missing; add a line such as {lines[at]}", help=f"write: {lines[at]}"
        )
    if mistake.rule == "unknown-key" and at in names:
        message = f"unknown key 'name' here; an exercise is told by its id: {names[at]}"
        return replace(mistake, message=message, help=f"write: {names[at]}")
    return mistake


def _with_several(document: Document) -> Iterator[int]:
    """The exercises with a list of ids."""
    entries = document.data.get("exercise")
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        if isinstance(entry, dict) and isinstance(entry.get("id"), list):
            yield index


def _without_id(document: Document, exercises: Mapping[str, Exercise]) -> Iterator[tuple[int, str, bool]]:
    """The exercises without an id, the one that its name seems to mean, and whether it has a name."""
    entries = document.data.get("exercise")
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        if isinstance(entry, dict) and "id" not in entry:
            named = entry.get("name")
            close = exercise_names.meant(named, exercises) if isinstance(named, str) and index < 100 else []
            yield index, close[0] if close else EXAMPLE, "name" in entry
