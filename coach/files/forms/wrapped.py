"""Takes away a table around everything, such as [settings] in settings.toml; it must not know any file's form."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from coach.core.model.mistakes import Mistake
from coach.core.safe_text import printable
from coach.files.toml import Document

Path = tuple[str | int, ...]


def unwrapped(document: Document, known: Collection[str]) -> tuple[Document, list[Mistake]]:
    """The document with such keys of `known` at its top, and where there was a table around them."""
    data, moved, mistakes = dict(document.data), dict(document.moved), []
    for name, value in document.data.items():
        inside = _inside(value)
        if name in known or inside is None or not inside.keys() & set(known):
            continue
        header = f"[[{printable(name[:60])}]]" if isinstance(value, list) else f"[{printable(name[:60])}]"
        message = f"there is no table '{printable(name[:60])}' here: its keys stand at the top of the file"
        mistake = document.mistake((name,), f"{message}; take the line {header} out", "unknown-key")
        mistakes.append(replace(mistake, help="take this line out"))
        del data[name]
        around: Path = (name, 0) if isinstance(value, list) else (name,)
        for key, each in inside.items():
            if key not in data:
                data[key] = each
                moved[(key,)] = (*around, key)
    return (replace(document, data=data, moved=moved) if mistakes else document), mistakes


def _inside(value: Any) -> dict[str, Any] | None:
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    return value if isinstance(value, dict) else None
