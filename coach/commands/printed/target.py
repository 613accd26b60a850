"""Where a page goes: into a file, or out as text; it must not know what is on the page."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from coach.commands._shared import insist_free
from coach.core.reason import Reason
from coach.core.words import sentence
from coach.files import atomic, paths

if TYPE_CHECKING:
    from coach.reports.page.pdf import Pdf

STDOUT = "-"


def place(output: str | None, *, replace: bool) -> Path | None:
    """The file to write; None for standard output. Raises CoachError for one that has to stay as it is."""
    if output in (None, STDOUT):
        return None
    path = Path(output)
    insist_free(path, paths.home(), replace=replace)
    return path


def put(path: Path | None, content: "str | Pdf") -> None:
    """Writes it whole or not at all, prints where it is, and says what cannot be seen in it. Raises CoachError."""
    if path is None:
        assert isinstance(content, str), "a PDF goes into a file"
        sys.stdout.write(content)
        return
    atomic.write(path, content.encode() if isinstance(content, str) else content.content)
    print(path.absolute())
    if not isinstance(content, str) and not content.accessible:
        print(sentence(Reason("pdf_signs")), file=sys.stderr)
