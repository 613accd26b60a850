"""What format 2 of a routine adds, as the values of format 1; it must not know screening or ratings."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from coach.core.model import Mistake
from coach.files.routines import dose_text
from coach.files.toml import Document

if TYPE_CHECKING:
    from coach.files.routines.form import ExerciseForm

FORMATS = (1, 2)
KEYS = ("dose",)  # Those that format 1 does not have.


def dose(entry: "ExerciseForm") -> Mapping[str, int | None]:
    """Sets, repetitions and hold as they are written, in one text or each by itself; None where left out."""
    if entry.dose is None:
        return {"sets": entry.sets, "reps": entry.reps, "hold_s": entry.hold_s}
    written = dose_text.read(entry.dose)
    hold_s = entry.hold_s if written.hold_s is None else written.hold_s
    return {"sets": written.sets, "reps": written.reps, "hold_s": hold_s}


def place(entry: "ExerciseForm", key: str) -> str:
    """The key under which sets, repetitions or hold are written."""
    inside = key in ("sets", "reps") or (key == "hold_s" and entry.hold_s is None)
    return "dose" if inside and entry.dose is not None else key


def used(document: Document) -> bool:
    """Whether any exercise has a key that format 1 does not have."""
    return any(key in entry for _, entry in _entries(document) for key in KEYS)


def mistakes(document: Document) -> Iterator[Mistake]:
    """Keys of format 2 in a file of format 1, and keys that say the same thing twice."""
    first = document.data.get("format") in (1, None)
    for index, entry in _entries(document):
        for key in KEYS if first else ():
            if key in entry:
                message = f"'{key}' belongs to format 2; write this at the top of the file: format = 2"
                yield document.mistake(("exercise", index, key), message, "format", at_key=True)
        yield from _said_twice(document, index, entry)


def _said_twice(document: Document, index: int, entry: Mapping[str, Any]) -> Iterator[Mistake]:
    text = entry.get("dose")
    if not isinstance(text, str) or dose_text.objection(text) is not None:
        return
    told = {"sets": "the sets", "reps": "the repetitions"}
    if dose_text.read(text).hold_s is not None:
        told["hold_s"] = "the seconds held"
    for key, what in told.items():
        if key in entry:
            message = f"'dose' says {what} already, so only one of them can hold; remove '{key}'"
            yield document.mistake(("exercise", index, key), message, "duplicate", at_key=True)


def _entries(document: Document) -> Iterator[tuple[int, dict[str, Any]]]:
    entries = document.data.get("exercise")
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        if isinstance(entry, dict):
            yield index, entry
