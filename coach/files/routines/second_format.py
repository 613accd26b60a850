"""What format 2 of a routine adds, as the values of format 1; it must not know screening or ratings."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from coach.core.model.mistakes import Mistake
from coach.files import value_slips
from coach.files.forms.check import found
from coach.files.routines import dose_text
from coach.files.toml import Document, TomlPath

if TYPE_CHECKING:
    from coach.files.routines.form import ExerciseForm

FORMATS = (1, 2)
LEAST_WAY_S, MOST_WAY_S, MOST_HELD_S = 0.5, 30, 300
KEYS = (
    "dose",
    "group",
    "side",
    "fixed",
    "or",
    "rounds",
    "range",
    "note",
    "say",
)  # Those that format 1 does not have.


def dose(entry: "ExerciseForm") -> Mapping[str, int | None]:
    """Sets, repetitions and hold as they are written, in one text or each by itself; None where left out."""
    hold_s = entry.hold_s
    if entry.tempo_s is not None and len(entry.tempo_s) == 3:
        hold_s = int(entry.tempo_s[1])
    if entry.dose is None:
        return {"sets": entry.sets, "reps": entry.reps, "hold_s": hold_s}
    written = dose_text.read(entry.dose)
    hold_s = hold_s if written.hold_s is None else written.hold_s
    return {"sets": written.sets, "reps": written.reps, "hold_s": hold_s}


def ways_s(entry: "ExerciseForm") -> tuple[float, float] | None:
    """Seconds for the way out and the way back; None where they are left to the exercise."""
    return None if entry.tempo_s is None else (entry.tempo_s[0], entry.tempo_s[-1])


def place(entry: "ExerciseForm", key: str) -> TomlPath:
    """Where sets, repetitions or hold are written in an exercise."""
    if key == "hold_s" and entry.hold_s is None and entry.tempo_s is not None and len(entry.tempo_s) == 3:
        return ("tempo_s", 1)
    inside = key in ("sets", "reps") or (key == "hold_s" and entry.hold_s is None)
    return ("dose",) if inside and entry.dose is not None else (key,)


def used(document: Document) -> bool:
    """Whether any exercise has a key that format 1 does not have."""
    return "schedule" in document.data or any(_keys(entry) for _, entry in _entries(document))


def told(document: Document, found_in_form: Iterable[Mistake]) -> list[Mistake]:
    """The mistakes of the form, with plain words for a voice in the place of how much is said."""
    voice = _names_a_voice(document)
    return [
        replace(each, message=each.message + voice[1])
        if voice is not None and each.rule == "choice" and voice[0] == (each.line, each.column)
        else each
        for each in found_in_form
    ]


def _names_a_voice(document: Document) -> tuple[tuple[int, int], str] | None:
    """Where a voice or a language stands in place of how much is said."""
    for key in ("voice", "words"):
        value = document.data.get(key)
        if isinstance(value, str) and re.fullmatch(r"[a-z]{2}([-_]\w+)*|english.*|.*[-/ ].*", value.lower()):
            return document.at((key,)), "; that is how much is said: which voice speaks stands in settings.toml"
    return None


def mistakes(document: Document) -> Iterator[Mistake]:
    """Keys of format 2 in a file of format 1, and keys that say the same thing twice."""
    first = document.data.get("format") in (1, None)
    if first and "schedule" in document.data:
        message = "'schedule' belongs to format 2; write this at the top of the file: format = 2"
        yield document.mistake(("schedule",), message, "format", at_key=True)
    for index, entry in _entries(document):
        for key in _keys(entry) if first else ():
            called = "'tempo_s' of three items" if key == "tempo_s" else f"'{key}'"
            message = f"{called} belongs to format 2; write this at the top of the file: format = 2"
            advice = value_slips.advice(key, entry[key]) if key == "dose" and isinstance(entry[key], str) else None
            message += "" if advice is None else f"; in format 1: {' and '.join(advice.lines)}"
            yield document.mistake(("exercise", index, key), message, "format", at_key=True)
        yield from _tempo(document, index, entry)
        yield from _said_twice(document, index, entry)


def _keys(entry: Mapping[str, Any]) -> list[str]:
    """What an exercise has of format 2."""
    tempo = entry.get("tempo_s")
    longer = ["tempo_s"] if isinstance(tempo, list) and len(tempo) == 3 else []
    return [*(key for key in KEYS if key in entry), *longer]


def _tempo(document: Document, index: int, entry: Mapping[str, Any]) -> Iterator[Mistake]:
    """The bounds of the ways, and of what is held between them, which counts as the hold."""
    tempo = entry.get("tempo_s")
    if not isinstance(tempo, list) or len(tempo) not in (2, 3):
        return
    for at, value in enumerate(tempo):
        path, label = ("exercise", index, "tempo_s", at), f"item {at + 1} of 'tempo_s'"
        if type(value) not in (int, float) or not 0 <= value <= MOST_HELD_S:
            continue  # The form tells of it.
        if at == 1 and len(tempo) == 3:
            if value != int(value):
                yield document.mistake(path, f"{label} is held, so it must be whole seconds, found {value}", "type")
        elif not LEAST_WAY_S <= value <= MOST_WAY_S:
            bound = f"at least {LEAST_WAY_S:g}" if value < LEAST_WAY_S else f"at most {MOST_WAY_S}"
            yield document.mistake(path, f"{label} must be {bound}, found {found(value)}", "range")
    if len(tempo) == 3 and "hold_s" in entry:
        message = "'tempo_s' says the seconds held already, so only one of them can hold; remove 'hold_s'"
        yield document.mistake(("exercise", index, "hold_s"), message, "duplicate", at_key=True)


def _said_twice(document: Document, index: int, entry: Mapping[str, Any]) -> Iterator[Mistake]:
    text, tempo = entry.get("dose"), entry.get("tempo_s")
    if not isinstance(text, str) or dose_text.objection(text) is not None:
        return
    told = {"sets": "the sets", "reps": "the repetitions"}
    if dose_text.read(text).hold_s is not None:
        told["hold_s"] = "the seconds held"
        if isinstance(tempo, list) and len(tempo) == 3:
            message = "'dose' says the seconds held already; leave the middle item of 'tempo_s' out"
            yield document.mistake(("exercise", index, "tempo_s"), message, "duplicate")
    for key, what in told.items():
        if key in entry:
            message = f"'dose' says {what} already, so only one of them can hold; remove '{key}'"
            yield document.mistake(("exercise", index, key), message, "duplicate", at_key=True)


def _entries(document: Document) -> Iterator[tuple[int, dict[str, Any]]]:
    entries = document.data.get("exercise")
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        if isinstance(entry, dict):
            yield index, entry
