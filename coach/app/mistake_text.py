"""Shows a mistake with its line, a caret and what helps; it must not know what makes one."""

import unicodedata
from collections.abc import Sequence
from typing import Any

from coach.core.model.mistakes import Mistake
from coach.core.safe_text import printable
from coach.files import rules

WIDEST = 96  # Signs of a line that are shown: of a longer one those around the mistake.
INDENT = "    "


def full(mistake: Mistake, lines: Sequence[str]) -> str:
    """The mistake, the line with a caret below it, and what helps."""
    return "\n".join([str(mistake), *place(mistake, lines), helps(mistake)])


def place(mistake: Mistake, lines: Sequence[str]) -> tuple[str, ...]:
    """The line with a caret below it; nothing where the line is empty."""
    line = lines[mistake.line - 1] if mistake.line <= len(lines) else ""
    if not line.strip():
        return ()
    before, after = _around(line, mistake.column - 1)
    return f"{INDENT}{before}{after}", f"{INDENT}{' ' * _cells(before)}^"


def helps(mistake: Mistake) -> str:
    """What helps, as a line."""
    return f"{INDENT}help: {rules.help_for(mistake)}"


def as_data(mistake: Mistake) -> dict[str, Any]:
    """The mistake for other programs."""
    return {
        "file": mistake.file,
        "line": mistake.line,
        "column": mistake.column,
        "severity": mistake.severity,
        "rule": mistake.rule,
        "message": mistake.message,
        "help": rules.help_for(mistake),
    }


def _around(line: str, at: int) -> tuple[str, str]:
    """What is shown of a line before the mistake and from it on."""
    start = 0 if len(line) <= WIDEST else max(0, min(at - WIDEST // 2, len(line) - WIDEST))
    before, after = line[start:at], line[at : start + WIDEST]
    cut = "…" if start + WIDEST < len(line) else ""
    return ("…" if start else "") + _harmless(before), _harmless(after) + cut


def _harmless(text: str) -> str:
    return printable(text.replace("\t", "  "), blanks=False)


def _cells(text: str) -> int:
    """How many cells a terminal gives to a text."""
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1
        for sign in text
    )
