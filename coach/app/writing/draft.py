"""A user's file while it is being edited: where it is kept, how it is saved, what differs; it must not judge it.

A file that came with the coach is not written over: what becomes of it is a copy of one's own, in its place.
"""

import contextlib
import difflib
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from coach.app.workspace import Workspace
from coach.core.number_words import counted
from coach.core.safe_text import printable
from coach.errors import CoachError
from coach.files import atomic, edited_text, paths, toml
from coach.files.routines import schema_file

_PART = re.compile(r"@@ -(\d+)")
ANY_WRITE = 0o222
MOST_DIFFERING = 200  # Lines that are shown of a difference.


@dataclass(frozen=True, slots=True)
class Draft:
    """`content` was read from `path`; it is saved as `target`, which holds `there`, None where there is none.

    `path` and `target` differ for a file that came with the coach.
    """

    path: Path
    target: Path
    content: bytes
    there: bytes | None

    @property
    def is_copy(self) -> bool:
        return self.path != self.target


class ChangedError(CoachError):
    """Somebody else has changed the file meanwhile: `there` is what it holds now, None where it is gone."""

    def __init__(self, draft: Draft, there: bytes | None) -> None:
        super().__init__(f"{draft.target.name} has changed since it was read. Nothing was saved.")
        self.there = there


def opened(ws: Workspace, path: Path) -> Draft:
    """A file to edit. Raises CoachError where it cannot be read or is no text, or its copy is there already."""
    content = toml.content(path, printable(str(path)))
    if len(content) > toml.MAX_BYTES:
        raise CoachError(f"{path.name} is larger than 1 MB. Change it in another editor.")
    edited_text.opened(content)
    if not _is_shipped(path):
        return Draft(path, path, content, content)
    target = ws.home.routines / path.name
    if os.path.lexists(target):
        raise CoachError(f"You have a routine of your own of that name: {target}. Choose that one.")
    return Draft(path, target, content, None)


def save(ws: Workspace, draft: Draft, content: bytes) -> Draft:
    """Writes the file, whole or not at all, and gives the draft of it from then on.

    Raises ChangedError where the file is not as the draft knows it, and CoachError where it cannot be written.
    """
    there = there_now(draft)
    if there != draft.there:
        raise ChangedError(draft, there)
    if there is not None and not _may_write(draft.target):
        raise CoachError(
            f"{draft.target.name} is write-protected. Nothing was saved. Change its permissions first."
        )
    atomic.write(draft.target, content)
    if draft.is_copy:
        schema_file.lay_beside(draft.target, ws.exercises)
    return Draft(draft.target, draft.target, content, content)


@contextlib.contextmanager
def kept_if_changed(ws: Workspace, draft: Draft) -> Iterator[None]:
    """While another program edits the target: a copy lies there, which is taken away if it stays as it was."""
    if not draft.is_copy:
        yield
        return
    atomic.write(draft.target, draft.content)
    try:
        yield
    finally:
        if there_now(draft) == draft.content:
            draft.target.unlink(missing_ok=True)
        else:
            schema_file.lay_beside(draft.target, ws.exercises)


def there_now(draft: Draft) -> bytes | None:
    """What the file holds now, None where there is none. Raises CoachError where it cannot be read."""
    if not os.path.lexists(draft.target):
        return None
    return toml.content(draft.target, printable(str(draft.target)))


def knowing(draft: Draft, there: bytes | None) -> Draft:
    """The draft once the user has seen what else is in the file: saving writes over it."""
    return replace(draft, there=there)


def difference(there: bytes | None, mine: bytes) -> Sequence[str]:
    """The lines that differ, each with "-" before it where only the file has it and "+" where only the edited text.

    Where nothing can be seen of it the ends of lines or the mark at the beginning differ, which is said so.
    """
    if there is None:
        return ("The file is gone.",)
    before, after = edited_text.opened(there).lines, edited_text.opened(mine).lines
    found = [_placed(line) for line in list(difflib.unified_diff(before, after, n=1, lineterm=""))[2:]]
    if not found:
        return ("Only the ends of lines differ.",)
    more = len(found) - MOST_DIFFERING
    return (*found[:MOST_DIFFERING], *([f"… {counted(more, 'line')} more"] if more > 0 else []))


def _placed(line: str) -> str:
    """A line of a difference, with the number of the line in place of the mark of a part."""
    part = _PART.match(line)
    return line if part is None else f"Line {part[1]}:"


def _is_shipped(path: Path) -> bool:
    return path.resolve().parent == paths.shipped("routines").resolve()


def _may_write(path: Path) -> bool:
    return bool(path.stat().st_mode & ANY_WRITE) and os.access(path, os.W_OK)
