"""Draws ratings from 0 to 10 over days as text with axis and dates; it must not know what is rated, or a screen."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

Mark = Literal["line", "dots"]
Run = tuple[str, int | None]  # Some text of a row, and the series that it belongs to; None for the axis.
Points = Sequence[tuple[date, float]]

HIGHEST = 10
MARGIN = 4  # Columns of the scale at the left.
LABELS = {0: " 0 ", 5: " 5 ", 10: "10 "}
BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
PLAIN_SIGNS = "ox"
BOTH = "*"
DATE_EVERY = 14  # Columns, at least.


def short(day: date) -> str:
    """A date as "9 Nov", without the system's locale."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def plot(
    series: Sequence[tuple[Points, Mark]], first: date, last: date, columns: int, rows: int, *, plain: bool = False
) -> tuple[tuple[Run, ...], ...]:
    """`rows` rows of plot, the axis and the dates below it, each as runs of text.

    A series is a line through its points, or the points alone, thick; where two meet, the later one is on top.
    With `plain` only the points are drawn: "o" for the first series, "x" for the second, "*" for both.
    """
    width = columns - MARGIN
    across, down = (1, 1) if plain else (2, 4)
    days = max(1, (last - first).days)
    cells: dict[tuple[int, int], dict[int, int]] = {}
    for index, (points, mark) in enumerate(series):
        placed = [
            ((day - first).days / days * (width * across - 1), (1 - value / HIGHEST) * (rows * down - 1))
            for day, value in points
        ]
        for x, y in _points(placed) if plain else _line(placed, mark):
            cell = cells.setdefault((y // down, x // across), {})
            cell[index] = cell.get(index, 0) | (0 if plain else BITS[y % down][x % across])
    found = [_row(cells, row, rows, width, plain) for row in range(rows)]
    found.append(((f"{' ' * (MARGIN - 1)}{'+' if plain else '└'}{('-' if plain else '─') * width}", None),))
    found.append(((_dates(first, last, width), None),))
    return tuple(found)


def _points(placed: Sequence[tuple[float, float]]) -> list[tuple[int, int]]:
    return [(round(x), round(y)) for x, y in placed]


def _line(placed: Sequence[tuple[float, float]], mark: Mark) -> list[tuple[int, int]]:
    """The dots of the points, each two wide and two high inside one cell, or of the line that joins them."""
    if mark == "dots" or len(placed) == 1:
        corners = ((0, 0), (1, 0), (0, 1), (1, 1))
        return [(x - x % 2 + right, y - y % 2 + down) for x, y in _points(placed) for right, down in corners]
    dots = []
    for (x0, y0), (x1, y1) in pairwise(placed):
        steps = max(1, round(max(abs(x1 - x0), abs(y1 - y0))))
        way = [(round(x0 + (x1 - x0) * s / steps), round(y0 + (y1 - y0) * s / steps)) for s in range(steps + 1)]
        dots += way
    return dots


def _row(
    cells: dict[tuple[int, int], dict[int, int]], row: int, rows: int, width: int, plain: bool
) -> tuple[Run, ...]:
    """One row: the scale, then runs of the same series."""
    values = {round((1 - value / HIGHEST) * (rows - 1)): text for value, text in LABELS.items()}
    runs: list[Run] = [(values.get(row, "   ") + ("|" if plain else "┤" if row in values else "│"), None)]
    for column in range(width):
        cell = cells.get((row, column), {})
        owner = max(cell) if cell else None
        if plain:
            sign = " " if owner is None else PLAIN_SIGNS[owner] if len(cell) == 1 else BOTH
        else:
            bits = 0
            for dots in cell.values():
                bits |= dots
            sign = chr(0x2800 + bits) if bits else " "
        if runs[-1][1] == owner and len(runs) > 1:
            runs[-1] = (runs[-1][0] + sign, owner)
        else:
            runs.append((sign, owner))
    return tuple(runs)


def _dates(first: date, last: date, width: int) -> str:
    """Some dates below their places, the last one at the right end."""
    count = max(1, width // DATE_EVERY)
    line = [" "] * (MARGIN + width)
    for index in range(count + 1):
        day = first + timedelta(days=round((last - first).days * index / count))
        text = short(day)
        start = MARGIN + round((width - 1) * index / count) - (len(text) - 1) * index // count
        line[start : start + len(text)] = text
    return "".join(line[: MARGIN + width])
