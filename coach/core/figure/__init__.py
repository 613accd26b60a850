"""Draws the figure of an exercise at a moment of its movement as lines of text; it must not know clock or screen.

Near limbs are solid with a gap around them, far ones checkered; people read that as a body even in a few cells.
"""

from copy import copy
from functools import lru_cache
from typing import Literal

from coach.core import braille_cell
from coach.core.exercise import Exercise, Figure
from coach.core.figure import motion_path as ways
from coach.core.figure import painter, raster
from coach.core.figure.painter import Picture
from coach.core.figure.projection import Charset, fit
from coach.core.model.done import Side
from coach.core.model.planned import PhaseName

__all__ = ["Charset", "Way", "frame", "lines"]

Way = Literal["", "out", "back"]

SMALLEST = (8, 4)  # columns and rows; less shows no body
STEPS = 64  # A movement is drawn in so many pictures at most, so that they can be kept.
HALF = 0.5  # How far half a range goes.
# The characters of two dots in one cell: none, upper, lower, both, pale.
SIGNS: dict[Charset, str] = {"plain": " ▀▄█▒", "ascii": ' "o#:'}
GROUND: dict[Charset, str] = {"plain": "─", "ascii": "-"}


def frame(
    exercise: Exercise,
    phase: PhaseName | None,
    phase_progress: float,
    side: Side | None,
    columns: int,
    rows: int,
    charset: Charset = "braille",
    *,
    half: bool = False,
    crossed: bool = False,
) -> list[str]:
    """The figure of an exercise in a phase of a repetition, or no lines where it has none.

    `phase_progress` goes from 0 to 1 within the phase. `half` shows the movement at half its range, `crossed` puts
    a cross over it. While it moves, dots lead the way. In a rest, a change and without a phase the figure waits in
    its start pose.
    """
    if exercise.figure is None:
        return []
    progress = {"move": phase_progress, "hold": 1.0, "return": 1.0 - phase_progress}.get(phase or "", 0.0)
    way: Way = "out" if phase == "move" else "back" if phase == "return" else ""
    swaps = exercise.side == "alternate"
    return lines(
        exercise.figure, progress, side, columns, rows, charset,
        swaps=swaps, way=way, reach=HALF if half else 1.0, crossed=crossed,
    )  # fmt: skip


def lines(
    figure: Figure,
    progress: float,
    side: Side | None,
    columns: int,
    rows: int,
    charset: Charset = "braille",
    *,
    swaps: bool = False,
    way: Way = "",
    reach: float = 1.0,
    crossed: bool = False,
) -> list[str]:
    """`rows` lines of `columns` characters; empty ones where the size is too small for a body.

    `progress` goes from 0 (start pose) to 1 (end pose) and is eased in and out. The left side mirrors the figure
    or, with `swaps`, moves the other pair of limbs. `reach` is how much of the movement is gone through, `crossed`
    puts a cross over a movement to avoid.
    """
    columns, rows = max(columns, 0), max(rows, 0)
    if columns < SMALLEST[0] or rows < SMALLEST[1]:
        empty = braille_cell.EMPTY if charset == "braille" else " "
        return [empty * columns] * rows
    bucket = round(min(max(float(progress), 0.0), 1.0) * STEPS)
    return list(_lines(figure, bucket, side == "left", columns, rows, charset, swaps, way, reach, crossed))


@lru_cache(maxsize=512)
def _lines(
    figure: Figure, bucket: int, left: bool, columns: int, rows: int, charset: Charset,
    swaps: bool, way: Way, reach: float, crossed: bool,
) -> tuple[str, ...]:  # fmt: skip
    picture = copy(_body(figure, bucket, left, columns, rows, charset, swaps, reach, crossed))
    progress = _eased(bucket / STEPS) * reach
    swapped = left and swaps
    if way:
        ways.trail(picture, figure, progress, reach if way == "out" else 0.0, swapped)
    if figure.arrows and progress > 0:
        ways.arrows(picture, figure.arrows)
    return _as_text(picture, columns, rows, charset)


@lru_cache(maxsize=128)
def _body(
    figure: Figure, bucket: int, left: bool, columns: int, rows: int, charset: Charset,
    swaps: bool, reach: float, crossed: bool,
) -> Picture:  # fmt: skip
    """The picture without what shows the way, for it is the same out and back; not to be painted on."""
    picture = Picture(fit(figure, columns, rows, charset, left and not swaps))
    if crossed:
        painter.cross(picture)
    painter.things(picture, figure.things)
    painter.body(picture, figure, _eased(bucket / STEPS) * reach, left and swaps)
    return picture


def _eased(progress: float) -> float:
    return progress * progress * (3 - 2 * progress)


def _as_text(picture: Picture, columns: int, rows: int, charset: Charset) -> tuple[str, ...]:
    width, height = picture.place.width, picture.place.height
    if charset == "braille":
        pale = raster.checkered(picture.pale, width, odd=picture.place.mirrored)
        dots = raster.together((picture.solid, pale), height)
        dots[-1] = (1 << width) - 1
        return tuple(raster.braille(dots, columns, rows))
    found = raster.halves(picture.solid, picture.pale, columns, rows - 1, SIGNS[charset])
    return (*found, GROUND[charset] * columns)
