"""Mistakes in a file that a person wrote, each with its place; it must not know what kind of file it is."""

from dataclasses import dataclass, field
from typing import Literal

from coach.errors import CoachError

Severity = Literal["error", "warning"]
MOST_TOLD = 100  # Mistakes of one file: nobody reads on behind so many.


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake in a text file; line and column count from 1, columns in characters.

    `help` says what to write; it may be empty. `missing` are the keys one of which is needed where none of them is.
    """

    file: str
    line: int
    column: int
    message: str
    rule: str
    severity: Severity = "error"
    help: str = ""
    missing: tuple[str, ...] = field(default=(), compare=False)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.severity}: {self.message} [{self.rule}]"


class MistakesError(CoachError):
    """A file that cannot be used, with every mistake that was found in it."""

    def __init__(self, mistakes: tuple[Mistake, ...]) -> None:
        more = len(mistakes) - MOST_TOLD
        left = [f"{more} more {'mistake is' if more == 1 else 'mistakes are'} not shown."] if more > 0 else []
        super().__init__("\n".join([*map(str, mistakes[:MOST_TOLD]), *left]))
        self.mistakes = mistakes
