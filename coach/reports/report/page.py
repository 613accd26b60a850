"""The report as one HTML file; it must not know what it says."""

from collections.abc import Iterable

from coach.reports.page.document import html
from coach.reports.page.markup import Child, Element, element
from coach.reports.page.paper import PaperName
from coach.reports.report import dose_plot
from coach.reports.report.blocks import Block, DosePlot, Facts, Heading, PainPlot, Points, Table, Text
from coach.reports.report.plot import picture

WIDE_FROM = 4  # Columns: on a narrow screen such a table is scrolled.
STYLE = """\
body { font-size: 9.5pt; line-height: 1.3; }
h2 { font-size: 11.5pt; margin: 3mm 0 1mm; }
p { margin: 0 0 1mm; }
p.quiet { font-size: 8pt; }
dl { margin: 1.5mm 0; columns: 2 80mm; column-gap: 8mm; }
dl div { display: grid; grid-template-columns: 36mm 1fr; column-gap: 2mm; break-inside: avoid; }
dt { color: #444; }
dd { margin: 0; font-weight: 600; }
table { table-layout: fixed; }
th, td { padding: 0.35mm 1.2mm; font-size: 8.5pt; line-height: 1.25; }
thead { display: table-header-group; }
.number { text-align: right; }
ul { margin: 0; font-size: 8.5pt; columns: 2 80mm; column-gap: 8mm; }
.scroll { overflow-x: auto; }
.wide { min-width: 140mm; }
@media print { .scroll { overflow: visible; } .wide { min-width: 0; } }
"""


def page(blocks: Iterable[Block], title: str, paper: PaperName) -> str:
    """The file's text."""
    return html(title, *map(_drawn, blocks), paper=paper, style=STYLE)


def _drawn(block: Block) -> Child:
    match block:
        case Heading():
            return element(f"h{block.level}", block.text, class_="new-page" if block.new_page else None)
        case Text():
            return element("p", block.text, class_="quiet" if block.quiet else None)
        case PainPlot():
            return picture(block.report, block.told, block.legend)
        case DosePlot():
            return dose_plot.picture(block.report, block.courses, block.told)
        case Points():
            return element("ul", *(element("li", each) for each in block.texts))
        case Facts():
            pairs = (element("div", element("dt", label), element("dd", told)) for label, told in block.rows)
            return element("dl", *pairs)
        case Table():
            return element("div", _table(block), class_="scroll", tabindex="0" if _is_wide(block) else None)


def _is_wide(block: Table) -> bool:
    return len(block.shares) >= WIDE_FROM


def _table(block: Table) -> Element:
    heads = (
        element("th", each, scope="col", class_="number" if number in block.numbers else None)
        for number, each in enumerate(block.heads)
    )
    rows = (
        element(
            "tr",
            *(
                element("td", each, class_="number" if number in block.numbers else None)
                for number, each in enumerate(row)
            ),
        )
        for row in block.rows
    )
    whole = sum(block.shares)
    columns = (element("col", style=f"width: {100 * share / whole:.1f}%") for share in block.shares)
    return element(
        "table",
        element("colgroup", *columns),
        element("thead", element("tr", *heads)),
        element("tbody", *rows),
        class_="wide" if _is_wide(block) else None,
    )
