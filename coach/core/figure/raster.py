"""Draws discs and tapered capsules as dots and turns dots into characters; it must not know what they show.

A layer is one whole number for each row of dots, bit x for the dot in column x: fast without numpy.
"""

from collections.abc import Iterable
from math import acos, atan2, ceil, cos, floor, sin, sqrt

from coach.core import braille_cell

Layer = list[int]
Disc = tuple[float, float, float]  # x, y, radius in dots; y grows downward

# For each row of a cell, eight dots → the codes of the four cells that they are in.
SPREAD = tuple(
    tuple(
        bytes((eight >> 2 * cell & 1) * left | (eight >> 2 * cell + 1 & 1) * right for cell in range(4))
        for eight in range(256)
    )
    for left, right in braille_cell.BITS
)
SIGNS = {code: braille_cell.sign(code) for code in range(256)}


def blank(height: int) -> Layer:
    return [0] * height


def capsule(layer: Layer, width: int, first: Disc, second: Disc) -> None:
    """Adds the hull of two discs: a limb that gets thinner along its way."""
    (x0, y0, r0), (x1, y1, r1) = first, second
    edges = _edges(first, second)
    thin = max(r0, r1) < 1
    for y in range(max(0, ceil(min(y0 - r0, y1 - r1))), min(len(layer) - 1, floor(max(y0 + r0, y1 + r1))) + 1):
        ends = [x + (y - top) * slope for top, bottom, x, slope in edges if top <= y <= bottom]
        for x, rest in ((x0, r0 * r0 - (y - y0) ** 2), (x1, r1 * r1 - (y - y1) ** 2)):
            if rest >= 0:
                ends += (x - sqrt(rest), x + sqrt(rest))
        if ends and (thin or max(ends) - min(ends) >= 1):  # No lone dot at the top of a round end.
            layer[y] |= _run(min(ends), max(ends), width)


def _edges(first: Disc, second: Disc) -> list[tuple[float, float, float, float]]:
    """The four sides between the points where the outer tangents touch: top, bottom, x at the top, slope.

    None where one disc holds the other.
    """
    x, y = second[0] - first[0], second[1] - first[1]
    distance = sqrt(x * x + y * y)
    if distance <= abs(first[2] - second[2]):
        return []
    along, off = atan2(y, x), acos((first[2] - second[2]) / distance)
    points = []
    for disc, signs in ((first, (1, -1)), (second, (-1, 1))):
        for sign in signs:
            turn = along + sign * off
            points.append((disc[1] + disc[2] * sin(turn), disc[0] + disc[2] * cos(turn)))
    edges = []
    for one, other in zip(points, [*points[1:], points[0]], strict=True):
        (top, x_top), (bottom, x_bottom) = sorted((one, other))
        if bottom > top:
            edges.append((top, bottom, x_top, (x_bottom - x_top) / (bottom - top)))
    return edges


def _run(start: float, end: float, width: int) -> int:
    """The bits of a row's dots from `start` to `end`, at least one dot where that is on the row."""
    first, last = ceil(start), floor(end)
    if last < first:
        first = last = round((start + end) / 2)
    first, last = max(0, first), min(width - 1, last)
    return ((1 << (last - first + 1)) - 1) << first if first <= last else 0


def widened(layer: Layer, width: int) -> Layer:
    """The layer and every dot beside one of its dots, also across corners."""
    full = (1 << width) - 1
    flat = [(row | row << 1 | row >> 1) & full for row in layer]
    around = [0, *flat, 0]
    return [around[y] | around[y + 1] | around[y + 2] for y in range(len(flat))]


def without(layer: Layer, other: Layer) -> Layer:
    return [row & ~away for row, away in zip(layer, other, strict=True)]


def without_slivers(layer: Layer, cut: Layer, width: int) -> Layer:
    """The layer without what a cut has left of it less than two dots thick."""
    pairs = [row & row >> 1 for row in layer]
    squares = [row & below for row, below in zip(pairs, [*pairs[1:], 0], strict=True)]
    rows = [row | row << 1 for row in squares]
    opened = [row | above for row, above in zip(rows, [0, *rows[:-1]], strict=True)]
    near = widened(widened(cut, width), width)
    return [row & (solid | ~close) for row, solid, close in zip(layer, opened, near, strict=True)]


def together(layers: Iterable[Layer], height: int) -> Layer:
    found = blank(height)
    for layer in layers:
        found = [row | more for row, more in zip(found, layer, strict=True)]
    return found


def checkered(layer: Layer, width: int, *, odd: bool = False) -> Layer:
    """Every second dot of the layer, like the black squares of a chess board, or with `odd` the white ones."""
    even = int("01" * (width // 2 + 1), 2)
    return [row & (even << (y + odd & 1)) for y, row in enumerate(layer)]


def braille(layer: Layer, columns: int, rows: int) -> list[str]:
    """The dots as braille characters, two by four in each."""
    size = (columns * 2 + 7) // 8
    lines = []
    for row in range(rows):
        codes = 0
        for spread, dots in zip(SPREAD, layer[row * 4 : row * 4 + 4], strict=True):
            if dots:
                eights = dots.to_bytes(size, "little")
                codes |= int.from_bytes(b"".join([spread[eight] for eight in eights]), "little")
        lines.append(codes.to_bytes(size * 4, "little")[:columns].decode("latin-1").translate(SIGNS))
    return lines


def halves(solid: Layer, pale: Layer, columns: int, rows: int, signs: str) -> list[str]:
    """Two dots in each character, one above the other; `signs` are none, upper, lower, both, and pale."""
    lines = []
    for row in range(rows):
        upper, lower = solid[row * 2], solid[row * 2 + 1]
        either = pale[row * 2] | pale[row * 2 + 1]
        cells = []
        for column in range(columns):
            code = (upper >> column & 1) | (lower >> column & 1) << 1
            cells.append(signs[4 if code == 0 and either >> column & 1 else code])
        lines.append("".join(cells))
    return lines
