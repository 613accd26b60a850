"""Draws discs and tapered capsules as dots and turns dots into characters; it must not know what they show.

A layer is one whole number for each row of dots, bit x for the dot in column x: fast without numpy.
"""

from collections.abc import Iterable, Sequence
from math import acos, atan2, ceil, cos, floor, sin, sqrt

Layer = list[int]
Disc = tuple[float, float, float]  # x, y, radius in dots; y grows downward

EMPTY_BRAILLE = "\u2800"
# The bit of a dot in a braille cell, by row and column: U+2800 plus these.
BRAILLE = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))


def blank(height: int) -> Layer:
    return [0] * height


def capsule(layer: Layer, width: int, first: Disc, second: Disc) -> None:
    """Adds the hull of two discs: a limb that gets thinner along its way."""
    corners = _tangents(first, second)
    top = min(first[1] - first[2], second[1] - second[2])
    bottom = max(first[1] + first[2], second[1] + second[2])
    for y in range(max(0, ceil(top)), min(len(layer) - 1, floor(bottom)) + 1):
        ends = [*_chord(first, y), *_chord(second, y), *_crossings(corners, y)]
        if ends:
            layer[y] |= _run(min(ends), max(ends), width)


def _tangents(first: Disc, second: Disc) -> list[tuple[float, float]]:
    """The four points where the outer tangents touch; none where one disc holds the other."""
    x, y = second[0] - first[0], second[1] - first[1]
    distance = sqrt(x * x + y * y)
    if distance <= abs(first[2] - second[2]):
        return []
    along, off = atan2(y, x), acos((first[2] - second[2]) / distance)
    points = []
    for disc, signs in ((first, (1, -1)), (second, (-1, 1))):
        for sign in signs:
            turn = along + sign * off
            points.append((disc[0] + disc[2] * cos(turn), disc[1] + disc[2] * sin(turn)))
    return points


def _chord(disc: Disc, y: int) -> tuple[float, ...]:
    rest = disc[2] ** 2 - (y - disc[1]) ** 2
    return (disc[0] - sqrt(rest), disc[0] + sqrt(rest)) if rest >= 0 else ()


def _crossings(corners: Sequence[tuple[float, float]], y: int) -> list[float]:
    """Where the outline through `corners` crosses the row `y`."""
    found = []
    for index, (x0, y0) in enumerate(corners):
        x1, y1 = corners[index - 1]
        if y0 != y1 and min(y0, y1) <= y <= max(y0, y1):
            found.append(x0 + (x1 - x0) * (y - y0) / (y1 - y0))
    return found


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


def together(layers: Iterable[Layer], height: int) -> Layer:
    found = blank(height)
    for layer in layers:
        found = [row | more for row, more in zip(found, layer, strict=True)]
    return found


def checkered(layer: Layer, width: int) -> Layer:
    """Every second dot of the layer, like the black squares of a chess board."""
    even = int("01" * (width // 2 + 1), 2)
    return [row & (even << (y & 1)) for y, row in enumerate(layer)]


def braille(layer: Layer, columns: int, rows: int) -> list[str]:
    """The dots as braille characters, two by four in each."""
    lines = []
    for row in range(rows):
        four = layer[row * 4 : row * 4 + 4]
        cells = []
        for column in range(columns):
            code = 0
            for bits, dots in zip(BRAILLE, four, strict=True):
                pair = dots >> (column * 2)
                code |= (pair & 1) * bits[0] | (pair >> 1 & 1) * bits[1]
            cells.append(chr(0x2800 + code))
        lines.append("".join(cells))
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
