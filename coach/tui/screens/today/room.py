"""How large the figures of today's exercises can be in a window without anything having to scroll for them."""

import textwrap
from collections.abc import Iterable

from coach.tui.screens.today.panels import Panels
from coach.tui.widgets.dose_table import COLUMNS_A_ROW, rows
from coach.tui.widgets.glance import HIGH_FROM
from coach.tui.widgets.panel import FRAME_COLUMNS, FRAME_ROWS
from coach.tui.words.dotted import DOT

WIDE_FROM = 100  # Columns from which there are two columns of frames.
WIDEST_PAGE = 180
ROOMY_FROM, TALL_FROM = 36, 50  # Rows.
LARGEST, LARGEST_TALL, SMALLEST = 8, 12, 4  # Rows of a figure.
LEAST_BESIDE = 30  # Columns that name and dose need beside one.
BARS = 2
STEP_ROWS = 2  # What to press, and when.
LOW_WEEK_ROWS = 2
HIGH_WEEK_ROWS = 3  # Besides those of its rounds.


def figure_rows(panels: Panels, width: int, height: int) -> int:
    """The rows of every figure; 0 where there is no room for any."""
    columns = plan_columns(width)
    left = height - BARS - _rows([panels.reason], columns) - STEP_ROWS - FRAME_ROWS
    left -= 1 if height >= ROOMY_FROM else 0
    if width < WIDE_FROM:
        high = HIGH_WEEK_ROWS + panels.shown.today.routine.rounds_per_day
        left -= (high if height >= HIGH_FROM else LOW_WEEK_ROWS) + FRAME_ROWS
    for _, lines in (*panels.ahead(), *panels.told()):
        left -= _rows(lines, columns - len(DOT)) + FRAME_ROWS if lines and width >= WIDE_FROM else 0
    left -= 2 * len(panels.shown.suggestions) + FRAME_ROWS if panels.shown.suggestions else 0
    left -= len(panels.doses) if height >= TALL_FROM else 0
    largest = LARGEST_TALL if height >= TALL_FROM else LARGEST
    for rows_each in range(largest, SMALLEST - 1, -1):
        beside = columns - rows_each * COLUMNS_A_ROW
        if beside >= LEAST_BESIDE and rows(panels.doses, columns, rows_each) + FRAME_ROWS <= left:
            return rows_each
    return 0


def plan_columns(width: int) -> int:
    """The columns inside a frame of the plan: five ninths of a wide page, all of a narrow one."""
    page = min(width - 1, WIDEST_PAGE)
    return (page * 5 // 9 if width >= WIDE_FROM else page) - FRAME_COLUMNS


def _rows(lines: Iterable[str], columns: int) -> int:
    return sum(max(1, len(textwrap.wrap(line, max(1, columns)))) for line in lines)
