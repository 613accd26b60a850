"""Writes the text of a routine of format 1 as format 2, with every comment; it must not know where it goes."""

import re
from collections.abc import Mapping
from typing import Any

from coach.core.exercise import Exercise
from coach.errors import CoachError
from coach.files import routines, toml
from coach.files.routines import dose_text
from coach.files.toml import edit_key

WHY = "It cannot be written as format 2 by the coach; change it by hand."
_LINE = re.compile(r"([ \t]*)[a-z_]+[ \t]*=[ \t]*[+0-9_xob]+[ \t]*(#[^\r]*)?(\r?)")


def converted(text: str, file: str, exercises: Mapping[str, Exercise]) -> str:
    """The text as format 2: sets, repetitions and hold in one `dose` where each has a line of its own.

    All else stays byte for byte; a text of format 2 as a whole. `file` is the name for messages. Raises
    MistakesError where the routine has mistakes, and CoachError where the two would not be the same routine.
    """
    before, _ = routines.parse(text, file, exercises)
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    plain = text.removeprefix(mark)
    document = toml.parse(plain, file)
    if document.data.get("format") == 2:
        return text
    result = mark + edit_key.changed(_with_doses(plain, document), file, "format", 2, why=WHY)
    if routines.parse(result, file, exercises)[0] != before:
        raise CoachError(WHY)
    return result


def _with_doses(text: str, document: toml.Document) -> str:
    lines: list[str | None] = [*text.split("\n")]
    for index, entry in enumerate(document.data["exercise"]):
        _join(lines, document, index, entry)
    kept = [line for line in lines if line is not None]
    if lines[-1] is None:  # It had no end of line, so the one before it has none now.
        kept[-1] = kept[-1].removesuffix("\r")
    return "\n".join(kept)


def _join(lines: list[str | None], document: toml.Document, index: int, entry: Mapping[str, Any]) -> None:
    """Puts the numbers of one exercise into one line; a comment of a line that goes keeps a line of its own."""
    found: dict[int, tuple[str, re.Match[str]]] = {}
    for key in ("sets", "reps", "hold_s"):
        at = document.key_at(("exercise", index, key))[0] - 1
        match = _LINE.fullmatch(lines[at] or "") if key in entry else None
        if match is not None:
            found[at] = key, match
    keys = {key for key, _ in found.values()}
    if not {"sets", "reps"} <= keys:
        return
    dose = dose_text.write(entry["sets"], entry["reps"], entry["hold_s"] if "hold_s" in keys else None)
    first = min(found)
    for at, (_, match) in found.items():
        indent, comment, end = match[1], match[2] or "", match[3]
        if at == first:
            lines[at] = f'{indent}dose = "{dose}"' + (f"  {comment}" if comment else "") + end
        else:
            lines[at] = f"{indent}{comment}{end}" if comment else None
