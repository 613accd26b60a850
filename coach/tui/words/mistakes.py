"""Mistakes of a file in words for the screen, each with its line; it must not know what makes one."""

from collections.abc import Sequence

from textual.content import Content

from coach.app import mistake_text
from coach.core.model.mistakes import Mistake
from coach.core.safe_text import clean

LABELS = {"error": "", "warning": "note: "}


def place(mistake: Mistake) -> str:
    return f"Line {mistake.line}, column {mistake.column}"


def sentence(mistake: Mistake) -> str:
    """The message as a sentence of its own."""
    message = clean(mistake.message)
    end = "" if message.endswith(("?", ".", "!")) else "."
    return f"{LABELS[mistake.severity]}{message[:1].upper()}{message[1:]}{end}"


def shown(mistake: Mistake, lines: Sequence[str]) -> Content:
    """Where it is, what it is, its line with a caret, and what helps."""
    colour = "$error" if mistake.severity == "error" else "$warning"
    parts: list[str | tuple[str, str]] = [(place(mistake), f"{colour} bold"), f"\n{sentence(mistake)}"]
    parts += [(f"\n{line}", "$foreground 65%") for line in mistake_text.place(mistake, lines)]
    return Content.assemble(*parts, (f"\n{mistake_text.helps(mistake)}", "$primary"))


def count(mistakes: Sequence[Mistake]) -> str:
    """ "2 mistakes, 1 note"; "" where there are none."""
    errors = sum(mistake.severity == "error" for mistake in mistakes)
    notes = len(mistakes) - errors
    told = [f"{errors} mistake{'s' if errors != 1 else ''}"] if errors else []
    told += [f"{notes} note{'s' if notes != 1 else ''}"] if notes else []
    return ", ".join(told)
