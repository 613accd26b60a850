"""The report as the values of its PDF template (`templates/report.typ`); it must not know what it says."""

from collections.abc import Iterable
from typing import Any

from coach.reports.page.markup import as_xml
from coach.reports.report import dose_plot
from coach.reports.report.blocks import Block, DosePlot, Facts, Heading, PainPlot, Points, Table, Text
from coach.reports.report.plot import picture


def values(blocks: Iterable[Block], title: str) -> dict[str, Any]:
    """What the template draws, block by block."""
    return {"title": title, "blocks": [*map(_value, blocks)]}


def _value(block: Block) -> dict[str, Any]:
    match block:
        case Heading():
            return {"is": "heading", "text": block.text, "level": block.level, "new_page": block.new_page}
        case Text():
            return {"is": "text", "text": block.text, "quiet": block.quiet}
        case PainPlot():
            return {
                "is": "plot",
                "svg": as_xml(picture(block.report, block.told, block.legend)),
                "told": block.told,
            }
        case DosePlot():
            drawn = dose_plot.picture(block.report, block.courses, block.told)
            return {"is": "plot", "svg": as_xml(drawn), "told": block.told}
        case Points():
            return {"is": "points", "texts": block.texts}
        case Facts():
            return {"is": "facts", "rows": block.rows}
        case Table():
            return {
                "is": "table",
                "heads": block.heads,
                "rows": block.rows,
                "shares": block.shares,
                "numbers": sorted(block.numbers),
            }
