"""The exercises that take turns set by set (`group`), and the mistakes in them; it must not know doses."""

from collections.abc import Iterator
from dataclasses import replace

from coach.core.model.mistakes import Mistake
from coach.core.safe_text import printable
from coach.files.routines import spoken_text
from coach.files.toml import Document


def objection(name: str) -> str | None:
    """What is wrong with the name of a group; None where nothing is."""
    return None if name.strip() and not spoken_text.unseen(name) else "write a short name, such as a"


def mistakes(document: Document) -> Iterator[Mistake]:
    """A group that is interrupted by another exercise, and a warning for one of a single exercise."""
    entries = document.data.get("exercise")
    names = [
        entry["group"].strip() or None if isinstance(entry, dict) and isinstance(entry.get("group"), str) else None
        for entry in (entries if isinstance(entries, list) else ())
    ]
    last: dict[str, int] = {}
    for index, name in enumerate(names):
        if name is None:
            continue
        path, shown = ("exercise", index, "group"), printable(name[:20])
        if last.get(name, index - 1) != index - 1:
            line = document.at(("exercise", last[name], "group"))[0]
            message = f"group '{shown}' stands apart from line {line}; put its exercises one after the other"
            yield document.mistake(path, f"{message}, or write another name", "group")
        elif names.count(name) == 1:
            message = (
                f"group '{shown}' has only this exercise; give the one that it takes turns with the same group"
            )
            yield replace(document.mistake(path, message, "group"), severity="warning")
        last[name] = index
