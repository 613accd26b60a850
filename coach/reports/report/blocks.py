"""What a report is made of, for every rendering: headings, texts, facts, tables, one plot; it knows no format."""

from dataclasses import dataclass, field

from coach.core.reason import Figure, Reason
from coach.core.report.values import Course, Report
from coach.core.words import sentence


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` 1 is that of the whole; `new_page`: on paper it begins one."""

    text: str
    level: int = 2
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; a `quiet` one is less than what stands beside it."""

    text: str
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Points:
    """Several short texts of equal weight."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels, each with what is known."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """`shares` are the columns' parts of the width; `numbers` the columns that stand to the right."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[int, ...]
    numbers: frozenset[int] = field(default=frozenset())


@dataclass(frozen=True, slots=True)
class PainPlot:
    """The plot of the ratings, with what it shows for whoever does not see it."""

    report: Report
    told: str
    legend: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DosePlot:
    """The plot of the doses of some exercises, with what it shows."""

    report: Report
    courses: tuple[Course, ...]
    told: str


Block = Heading | Text | Points | Facts | Table | PainPlot | DosePlot


def say(id_: str, /, **figures: Figure) -> str:
    """One of the report's own texts."""
    return sentence(Reason(f"report_{id_}", **figures))
