"""Draws values over days as text with a scale and dates; it must not know what the values are, or a screen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

from coach.core import braille_cell
from coach.core.words.english.dates import month, short

Mark = Literal["line", "steps", "dots"]
Run = tuple[str, int | None]  # Some text of a row, and the series that it belongs to; None for the axis.
Points = Sequence[tuple[date, float]]
Dot = tuple[int, int]
Place = tuple[float, float]

TOGETHER = -1  # In a run: points of two series in one place.
TOGETHER_SIGN = "*"
DATE_EVERY = 14  # Columns, at least.
YEARS_FROM = 330  # Days from which dates are written as month and year.
LEAST_ROWS = 3


@dataclass(frozen=True, slots=True)
class Series:
    """Values by day, oldest first: thick dots, a line through them, or steps that hold until the next value.

    `sign` is what a plain plot draws it with.
    """

    points: Points
    mark: Mark
    sign: str


def plot(
    series: Sequence[Series],
    days: tuple[date, date],
    size: tuple[int, int],
    ticks: Sequence[int],
    *,
    plain: bool = False,
    together: bool = False,
) -> tuple[tuple[Run, ...], ...]:
    """The plot from the first to the last of `days`, with its axis and dates, each row as runs of text.

    `ticks` are the numbers of the scale, evenly from 0 up, each on a row of its own: `size`, columns and rows, is
    what there is, and of the rows (two more are taken for the axis) as many are used as allow that.
    Where two series meet, the later one is on top; with `together` two points in one place are drawn as one that
    is larger, or "*", and belong to TOGETHER. Plain plots have no line between points, but the steps.
    """
    columns, rows = size
    ticks = ticks if rows > len(ticks) else (ticks[0], ticks[-1])
    rows = (max(rows, LEAST_ROWS) - 1) // (len(ticks) - 1) * (len(ticks) - 1) + 1
    margin = margin_of(ticks)
    canvas = _Canvas(columns - margin, rows, plain)
    placed = [[canvas.place(day, value, days, ticks[-1]) for day, value in each.points] for each in series]
    for index, each in enumerate(series):
        canvas.draw(placed[index], each.mark, index)
    if together:
        canvas.join(placed)
    labels = {round((1 - tick / ticks[-1]) * (rows - 1)): str(tick) for tick in ticks}
    corner, line = ("+", "-") if plain else ("└", "─")
    signs = [each.sign for each in series]
    found = [_row(canvas, row, labels.get(row, ""), margin, signs) for row in range(rows)]
    found.append(((f"{corner:>{margin}}{line * (columns - margin)}", None),))
    found.append(((_dates(*days, columns, margin), None),))
    return tuple(found)


def margin_of(ticks: Sequence[int]) -> int:
    """The columns that the scale takes at the left, with its line."""
    return max(len(str(tick)) for tick in ticks) + 2


class _Canvas:
    """Dots in cells, two across and four down, or plain: one; each cell knows which series it belongs to."""

    def __init__(self, width: int, rows: int, plain: bool) -> None:
        self.width, self.rows, self.plain = width, rows, plain
        self.across, self.down = (1, 1) if plain else (2, 4)
        self.bits: dict[Dot, int] = {}
        self.owner: dict[Dot, int] = {}

    def place(self, day: date, value: float, days: tuple[date, date], top: float) -> Place:
        """Where a value is, in dots: 0 in the middle of the lowest row, the top in the middle of the highest."""
        share = (day - days[0]).days / max(1, (days[1] - days[0]).days)
        high = (1 - value / top) * (self.rows - 1) * self.down + (self.down - 1) / 2
        return share * (self.width * self.across - 1), high

    def draw(self, placed: Sequence[Place], mark: Mark, index: int) -> None:
        if mark == "dots":
            found = [dot for place in placed for dot in self.block(place, 2)]
        elif mark == "line" and self.plain:
            found = [_dot(place) for place in placed]
        else:
            found = list(self._joined(placed, mark))
        for dot in found:
            self._set(dot, index)

    def join(self, placed: Sequence[Sequence[Place]]) -> None:
        """Draws points of two series that are in one place, up to a dot, as one larger point."""
        first, *others = ({_dot(place): place for place in each} for each in placed)
        for other in others:
            for (x, y), place in first.items():
                if any((x, y + off) in other for off in ((0,) if self.plain else (-1, 0, 1))):
                    for dot in self.block(place, 4):
                        self._set(dot, TOGETHER)

    def block(self, place: Place, high: int) -> list[Dot]:
        """The dots of a point, two wide and `high` high, inside one column; plain: one."""
        x, y = _dot(place)
        if self.plain:
            return [(x, y)]
        top = int(place[1]) + 1 - high // 2
        return [(x - x % 2 + right, top + below) for right in (0, 1) for below in range(high)]

    def _joined(self, placed: Sequence[Place], mark: Mark) -> Iterable[Dot]:
        """The dots of a line through the places; of a single one a short line, longer than a point is wide."""
        for x, y in placed if len(placed) == 1 else ():
            yield from ((round(x) + off, _dot((x, y))[1]) for off in range(-self.across - 1, self.across + 2))
        for (x0, y0), (x1, y1) in pairwise(placed):
            if mark == "line":
                steps = max(1, round(max(abs(x1 - x0), abs(y1 - y0))))
                shares = (step / steps for step in range(steps + 1))
                yield from (_dot((x0 + (x1 - x0) * share, y0 + (y1 - y0) * share)) for share in shares)
                continue
            (left, before), (right, after) = _dot((x0, y0)), _dot((x1, y1))
            yield from ((x, before) for x in range(left, right))
            yield from ((right, y) for y in range(min(before, after), max(before, after) + 1) if not self.plain)
            yield right, after

    def _set(self, dot: Dot, owner: int) -> None:
        x, y = dot
        cell = y // self.down, x // self.across
        if 0 <= cell[0] < self.rows and 0 <= cell[1] < self.width:
            self.bits[cell] = self.bits.get(cell, 0) | (0 if self.plain else braille_cell.BITS[y % 4][x % 2])
            self.owner[cell] = owner


def _dot(place: Place) -> Dot:
    """The nearest dot; of two as near the lower one, so that all of a row go the same way."""
    return round(place[0]), int(place[1] + 0.5)


def _row(canvas: _Canvas, row: int, label: str, margin: int, signs: Sequence[str]) -> tuple[Run, ...]:
    """One row: the scale, then runs of the same series."""
    line = "|" if canvas.plain else "┤" if label else "│"
    runs: list[Run] = [(f"{label:>{margin - 2}} {line}", None)]
    for column in range(canvas.width):
        owner = canvas.owner.get((row, column))
        if owner is None:
            sign = " "
        elif canvas.plain:
            sign = TOGETHER_SIGN if owner == TOGETHER else signs[owner]
        else:
            sign = braille_cell.sign(canvas.bits[row, column])
        if runs[-1][1] == owner and len(runs) > 1:
            runs[-1] = (runs[-1][0] + sign, owner)
        else:
            runs.append((sign, owner))
    return tuple(runs)


def _dates(first: date, last: date, columns: int, margin: int) -> str:
    """Some dates below their places, the last one at the right end."""
    width = columns - margin
    count = max(1, width // DATE_EVERY)
    long = (last - first).days >= YEARS_FROM
    line = [" "] * columns
    for index in range(count + 1):
        day = first + timedelta(days=round((last - first).days * index / count))
        text = f"{month(day.month)} {day.year}" if long else short(day)
        start = margin + round((width - 1) * index / count) - (len(text) - 1) * index // count
        line[start : start + len(text)] = text
    return "".join(line[:columns])
