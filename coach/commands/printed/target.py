"""Where a page goes: into a file, or out as text; it must not know what is on the page."""

import sys
from pathlib import Path

from coach.commands._shared import insist_free
from coach.files import atomic, paths

STDOUT = "-"


def place(output: str | None, *, replace: bool) -> Path | None:
    """The file to write; None for standard output. Raises CoachError for one that has to stay as it is."""
    if output in (None, STDOUT):
        return None
    path = Path(output)
    insist_free(path, paths.home(), replace=replace)
    return path


def put(path: Path | None, content: str | bytes) -> None:
    """Writes it whole or not at all, and prints where it is. Raises CoachError."""
    if path is None:
        sys.stdout.write(content if isinstance(content, str) else content.decode())
        return
    atomic.write(path, content.encode() if isinstance(content, str) else content)
    print(path.absolute())
