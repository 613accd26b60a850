"""The report as Markdown (CommonMark with tables): the plot is told, its figures are in the table of weeks."""

import re
from collections.abc import Iterable, Sequence

from coach.core.safe_text import seen
from coach.reports.report.blocks import Block, DosePlot, Facts, Heading, PainPlot, Points, Table, Text

# Whatever could be taken for a sign of the markup stays a sign of the text (CommonMark 0.31, 2.4).
_SIGNS = re.compile(r"([\\`*_\[\]<>|~#&])")


def markdown(blocks: Iterable[Block]) -> str:
    """The file's text."""
    return "\n\n".join("\n".join(lines) for each in blocks if (lines := _lines(each))) + "\n"


def plain(text: str) -> str:
    """A text so that it stays one, on one line."""
    return _SIGNS.sub(r"\\\1", " ".join(seen(text).split()))


def _lines(block: Block) -> list[str]:
    match block:
        case Heading():
            return [f"{'#' * block.level} {plain(block.text)}"]
        case Text():
            return [plain(block.text)]
        case PainPlot():
            return [plain(block.told)]
        case DosePlot():
            return []  # All of it is in its table.
        case Points():
            return [f"- {plain(each)}" for each in block.texts]
        case Facts():
            return [f"- **{plain(label)}:** {plain(told)}" for label, told in block.rows]
        case Table():
            marks = ["--:" if number in block.numbers else "---" for number in range(len(block.heads))]
            return [_row(map(plain, block.heads)), _row(marks), *(_row(map(plain, row)) for row in block.rows)]


def _row(cells: Iterable[str]) -> str:
    found: Sequence[str] = [*cells]
    return f"| {' | '.join(found)} |"
