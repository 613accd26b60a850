"""Draws signs as large as letters: arrows, the bars of a pause, dots for repetitions; it must not know when.

Each is drawn from square dots, two to a terminal row, as half blocks or in ASCII.
"""

from functools import lru_cache
from typing import Literal

from coach.tui.drawing.digits import Bitmap, halves
from coach.tui.drawing.state_shapes import Toward

Sign = Toward | Literal["pause"]
Dot = Literal["done", "now", "open"]
KINDS: tuple[Dot, ...] = ("done", "now", "open")
SMALLEST_DOT_ROWS = 2
# An "s" for seconds; smaller than any letter, so that nobody reads it as a five.
_SECONDS = ("...", ".##", "#..", ".#.", "..#", "##.")


@lru_cache(maxsize=64)
def render(sign: Sign, rows: int, plain: bool = False) -> tuple[str, ...]:
    """The sign `rows` rows high, of the width that `columns` tells."""
    width, high = columns(sign, rows), rows * 2
    if sign == "pause":
        across = width // 3
        dots = [[x < across or x >= 2 * across for x in range(width)]] * high
    elif sign == "down":
        head, centre = (width + 1) // 2, (width - 1) / 2
        dots = [
            [abs(x - centre) <= (high - 1 - y if y >= high - head else width / 5) for x in range(width)]
            for y in range(high)
        ]
    else:
        middle = (high - 1) / 2
        dots = [[abs(y - middle) <= (x + 0.5 if x < rows else high / 6) for x in range(width)] for y in range(high)]
    return halves([line[::-1] for line in dots] if sign == "right" else dots, plain)


def columns(sign: Sign, rows: int) -> int:
    """The width of a sign that is `rows` rows high."""
    if sign == "pause":
        return 3 * max(2, round(rows * 0.6))
    return rows * 2 - 1 if sign == "down" else rows + max(2, rows // 2)


@lru_cache(maxsize=8)
def seconds(scale: int, plain: bool = False) -> tuple[str, ...]:
    """A small "s", 3 × scale rows high and as wide."""
    dots = [[dot == "#" for dot in line for _ in range(scale)] for line in _SECONDS for _ in range(scale)]
    return halves(dots, plain)


@lru_cache(maxsize=32)
def dot(kind: Dot, rows: int, plain: bool = False) -> tuple[str, ...]:
    """A disc `rows` rows high and twice as wide: full, full below the middle, or a ring."""
    size = rows * 2
    radius, centre = size / 2, (size - 1) / 2
    inner = radius - max(1.0, size / 6)

    def inked(x: int, y: int) -> bool:
        far = ((x - centre) ** 2 + (y - centre) ** 2) ** 0.5
        return far <= radius - 0.2 and (far > inner or kind == "done" or (kind == "now" and y > centre))

    dots: Bitmap = [[inked(x, y) for x in range(size)] for y in range(size)]
    return halves(dots, plain)


def dots(done: int, now: int, open_: int, columns: int, max_rows: int, plain: bool = False) -> tuple[str, ...]:
    """A disc for each repetition, as large as fits into columns and rows; no lines where none fits."""
    number = done + now + open_
    for rows in range(max_rows, SMALLEST_DOT_ROWS - 1, -1):
        gap = " " * (rows // 2)
        if number and number * rows * 2 + (number - 1) * len(gap) <= columns:
            full, half, ring = (dot(kind, rows, plain) for kind in KINDS)
            drawn = [full] * done + [half] * now + [ring] * open_
            return tuple(gap.join(lines) for lines in zip(*drawn, strict=True))
    return ()
