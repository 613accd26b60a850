"""Draws the figure of an exercise at a moment of its movement as lines of text; it must not know clock or screen.

Near limbs are solid with a gap around them, far ones checkered; people read that as a body even in a few cells.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import atan2, cos, hypot, radians, sin
from typing import Literal

from coach import raster, skeleton
from coach.model import Exercise, Figure, PhaseName, Point, Side
from coach.raster import Disc, Layer
from coach.skeleton import Joints

Charset = Literal["braille", "plain", "ascii"]
Way = Literal["", "out", "back"]

SMALLEST = (8, 4)  # columns and rows; less shows no body
STEPS = 64  # A movement is drawn in so many pictures at most, so that they can be kept.
HALF = 0.5  # How far half a range goes.

# Radii in hundredths of the body's height.
HEAD, NECK, NOSE = 6.8, 2.2, 1.7
HIP, WAIST, SHOULDER = 6.0, 5.2, 5.4
LIMBS = {
    "arm": (("shoulder", 3.4), ("elbow", 2.7), ("hand", 2.3)),
    "leg": (("hip", 4.8), ("knee", 3.5), ("ankle", 2.5), ("toes", 1.9)),
}
# Figures that are drawn small keep limbs of at least this many dots for each hundredth of the body's height.
THINNEST, THINNEST_TRUNK = 0.62, 0.52
NECK_TO_TRUNK = 5.0  # Hundredths: what is thicker is trunk or head.
# The characters of two dots in one cell: none, upper, lower, both, pale.
SIGNS: dict[Charset, str] = {"plain": " ▀▄█▒", "ascii": " \"o#:"}
GROUND: dict[Charset, str] = {"plain": "─", "ascii": "-"}


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where the body's coordinates are among the dots."""

    width: int
    height: int
    scale: float
    left: float
    ground: float
    mirrored: bool

    def dot(self, point: Point) -> Point:
        x = self.left + self.scale * point[0]
        return (self.width - 1 - x if self.mirrored else x), self.ground - self.scale * point[1]

    def disc(self, point: Point, radius: float) -> Disc:
        thinnest = THINNEST if radius < NECK_TO_TRUNK else THINNEST_TRUNK
        return *self.dot(point), max(radius * max(self.scale, thinnest), 0.6)


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
) -> list[str]:
    """The figure of an exercise in a phase of a repetition, or no lines where it has none.

    `phase_progress` goes from 0 to 1 within the phase. `half` shows the movement at half its range. While it moves,
    dots lead the way. In a rest, a change and without a phase the figure waits in its start pose.
    """
    if exercise.figure is None:
        return []
    progress = {"move": phase_progress, "hold": 1.0, "return": 1.0 - phase_progress}.get(phase or "", 0.0)
    way: Way = "out" if phase == "move" else "back" if phase == "return" else ""
    swaps = exercise.side == "alternate"
    return lines(
        exercise.figure, progress, side, columns, rows, charset,
        swaps=swaps, way=way, reach=HALF if half else 1.0,
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
        empty = raster.EMPTY_BRAILLE if charset == "braille" else " "
        return [empty * columns] * rows
    bucket = round(min(max(float(progress), 0.0), 1.0) * STEPS)
    return list(_lines(figure, bucket, side == "left", columns, rows, charset, swaps, way, reach, crossed))


@lru_cache(maxsize=512)
def _lines(
    figure: Figure, bucket: int, left: bool, columns: int, rows: int, charset: Charset,
    swaps: bool, way: Way, reach: float, crossed: bool,
) -> tuple[str, ...]:  # fmt: skip
    place = _frame(figure, columns, rows, charset, left and not swaps)
    picture = _Picture(place)
    progress = _eased(bucket / STEPS) * reach
    swapped = left and swaps
    if crossed:
        _cross(picture)
    _things(picture, figure.things)
    _body(picture, figure, progress, swapped)
    if way:
        _trail(picture, figure, progress, reach if way == "out" else 0.0, swapped)
    if figure.arrows and progress > 0:
        _arrows(picture, figure.arrows)
    return _as_text(picture, columns, rows, charset)


def _eased(progress: float) -> float:
    return progress * progress * (3 - 2 * progress)


@lru_cache(maxsize=64)
def _frame(figure: Figure, columns: int, rows: int, charset: Charset, mirrored: bool) -> _Frame:
    """The whole movement, of both sides, fits in at one scale, with the ground at the bottom."""
    if charset == "braille":
        width, height, below = columns * 2, rows * 4, 3
    else:
        width, height, below = columns, rows * 2 - 2, 1
    discs = [disc for step in range(5) for disc in _outline(figure, step / 4)]
    discs += [(x, y, 0.5) for line in (*figure.things, *figure.arrows) for x, y in (line[:2], line[2:])]
    first = min(x - radius for x, _, radius in discs)
    last = max(x + radius for x, _, radius in discs)
    top = max(y + radius for _, y, radius in discs)
    scale = min((width - 3) / (last - first), (height - below - 1) / top)
    for _ in range(2):  # Limbs that are kept thick reach a little further.
        extra = max(THINNEST - scale, 0.0) * HEAD
        scale = min((width - 3 - 2 * extra) / (last - first), (height - below - 1 - extra) / top)
    left = (width - 1 - scale * (last - first)) / 2 - scale * first
    return _Frame(width, height, scale, left, height - below, mirrored)


def _outline(figure: Figure, progress: float) -> Iterable[Disc]:
    """Every joint with its radius, not in dots."""
    for name, (x, y) in skeleton.joints(figure, progress).items():
        yield x, y, radius(name)


def radius(joint: str) -> float:
    """How thick the body is at a joint, in hundredths of its height."""
    trunk = {"hip": HIP, "waist": WAIST, "shoulder": SHOULDER, "head": HEAD}
    if joint in trunk:
        return trunk[joint]
    return next(r for limb in LIMBS.values() for name, r in limb if name == joint.partition("_")[2])


class _Picture:
    """Solid and pale dots, painted over each other from far to near."""

    def __init__(self, place: _Frame) -> None:
        self.place = place
        self.solid = raster.blank(place.height)
        self.pale = raster.blank(place.height)

    def chain(self, discs: Iterable[Disc]) -> Layer:
        """A layer with the discs joined one to the next."""
        layer = raster.blank(self.place.height)
        joined = list(discs)
        for first, second in zip(joined, joined[1:] or joined, strict=False):
            raster.capsule(layer, self.place.width, first, second)
        return layer

    def add(self, layer: Layer, *, pale: bool = False, joined: Disc | None = None) -> None:
        """Paints a layer with a gap around it, but none at the disc where it is joined to what is there."""
        gap = raster.widened(layer, self.place.width)
        if joined is not None:
            gap = raster.without(gap, self.chain([joined]))
        self.pale = raster.without(self.pale, gap)
        self.solid = raster.without_slivers(raster.without(self.solid, gap), gap, self.place.width)
        if pale:
            self.pale = raster.together((self.pale, raster.without(layer, self.solid)), self.place.height)
        else:
            self.join(layer)

    def clear(self, x: int, y: int) -> None:
        """Takes away one dot."""
        if 0 <= y < self.place.height:
            self.solid[y] &= ~(1 << x)

    def join(self, layer: Layer) -> None:
        """Paints a solid layer without a gap."""
        self.pale = raster.without(self.pale, layer)
        self.solid = raster.together((self.solid, layer), self.place.height)


def _body(picture: _Picture, figure: Figure, progress: float, swapped: bool) -> None:
    found = skeleton.joints(figure, progress, swapped=swapped)
    for limb in ("arm", "leg"):
        _add_limb(picture, found, f"far_{limb}")
    _add_trunk(picture, figure, found, skeleton.belly(figure, progress))
    for limb in ("leg", "arm"):
        _add_limb(picture, found, f"near_{limb}")


def _add_limb(picture: _Picture, found: Joints, limb: str) -> None:
    side, kind = limb.split("_")
    disc = picture.place.disc
    (root, root_radius), *others = LIMBS[kind]
    discs = [disc(found[root], root_radius), *(disc(found[f"{side}_{name}"], r) for name, r in others)]
    joint = disc(found[root], (HIP if kind == "leg" else SHOULDER) + 1.5)
    picture.add(picture.chain(discs), pale=side == "far", joined=joint)


def _add_trunk(picture: _Picture, figure: Figure, found: Joints, belly: float) -> None:
    disc = picture.place.disc
    hip, waist, shoulder, head = (found[name] for name in ("hip", "waist", "shoulder", "head"))
    front = atan2(shoulder[1] - hip[1], shoulder[0] - hip[0]) - radians(90)
    out = WAIST * (belly - 1)  # The back stays where it is.
    belly_at = waist[0] + out * cos(front), waist[1] + out * sin(front)
    curve = [disc(_curve(hip, belly_at, shoulder, step / 6), _width(step / 6, belly)) for step in range(7)]
    picture.add(picture.chain(curve))
    upward = atan2(head[1] - shoulder[1], head[0] - shoulder[0])
    face = [picture.chain([disc(head, HEAD)])]
    if not figure.front:
        face.append(picture.chain([disc(_away(head, upward, 0, HEAD + 0.4), NOSE)]))
    picture.add(raster.together(face, picture.place.height))
    picture.join(picture.chain([disc(shoulder, NECK), disc(head, NECK)]))
    for ahead in (-2.6, 2.6) if figure.front else (3.4,):
        x, y = picture.place.dot(_away(head, upward, 1.8, ahead))
        picture.clear(round(x), round(y))


def _away(start: Point, upward: float, up: float, ahead: float) -> Point:
    """A point so far from the start, seen from a head that points `upward` (radians) and looks to its right."""
    return (
        start[0] + up * cos(upward) + ahead * sin(upward),
        start[1] + up * sin(upward) - ahead * cos(upward),
    )


def _curve(hip: Point, waist: Point, shoulder: Point, share: float) -> Point:
    """A point of the spine: a parabola through the three joints."""
    a, b, c = (1 - share) * (1 - 2 * share), 4 * share * (1 - share), share * (2 * share - 1)
    return a * hip[0] + b * waist[0] + c * shoulder[0], a * hip[1] + b * waist[1] + c * shoulder[1]


def _width(share: float, belly: float) -> float:
    """The radius of the trunk from the hip (0) to the shoulder (1)."""
    if share < 0.5:
        return HIP + (WAIST * belly - HIP) * share * 2
    return WAIST * belly + (SHOULDER - WAIST * belly) * (share * 2 - 1)


def _things(picture: _Picture, things: Iterable[tuple[float, float, float, float]]) -> None:
    disc = picture.place.disc
    for x0, y0, x1, y1 in things:
        line = picture.chain([disc((x0, y0), 0.9), disc((x1, y1), 0.9)])
        picture.pale = raster.together((picture.pale, line), picture.place.height)


def _trail(picture: _Picture, figure: Figure, progress: float, goal: float, swapped: bool) -> None:
    """Dots on the rest of the way of the joint that moves most, with an arrow head at its end."""
    if abs(goal - progress) < 0.05:
        return
    steps = 12
    shares = [progress + (goal - progress) * step / steps for step in range(steps + 1)]
    way = [picture.place.dot(_on_path(figure, share, swapped)) for share in shares]
    layer, apart = raster.blank(picture.place.height), 0.0
    for before, point in pairwise(way):
        apart += hypot(point[0] - before[0], point[1] - before[1])
        if apart >= 3:
            raster.capsule(layer, picture.place.width, (*point, 0.5), (*point, 0.5))
            apart = 0.0
    _add_head(layer, picture, way[-2], way[-1])
    _add_beside(picture, layer)


def _on_path(figure: Figure, progress: float, swapped: bool) -> Point:
    """Where the traced joint is, near enough for a trail."""
    path = _path(figure, swapped)
    place = progress * (len(path) - 1)
    index = min(int(place), len(path) - 2)
    (x0, y0), (x1, y1), share = path[index], path[index + 1], place - index
    return x0 + (x1 - x0) * share, y0 + (y1 - y0) * share


@lru_cache(maxsize=64)
def _path(figure: Figure, swapped: bool) -> tuple[Point, ...]:
    name = _traced(figure, swapped)
    return tuple(skeleton.joints(figure, step / 12, swapped=swapped)[name] for step in range(13))


def _traced(figure: Figure, swapped: bool) -> str:
    """The joint whose way is shown: the named one, else the hand, foot or other joint that goes furthest."""
    start, end = skeleton.joints(figure, 0, swapped=swapped), skeleton.joints(figure, 1, swapped=swapped)
    if figure.trace:
        side, _, joint = figure.trace.partition("_")
        other = {"near": "far", "far": "near"}.get(side, side)
        return f"{other}_{joint}" if swapped and joint else figure.trace
    far = {name: hypot(end[name][0] - start[name][0], end[name][1] - start[name][1]) for name in start}
    return max(far, key=lambda name: (round(far[name], 3), name.startswith("near")))


def _arrows(picture: _Picture, arrows: Iterable[tuple[float, float, float, float]]) -> None:
    """Arrows for what hardly moves: a push or a tightening."""
    for x0, y0, x1, y1 in arrows:
        start, end = picture.place.dot((x0, y0)), picture.place.dot((x1, y1))
        layer = raster.blank(picture.place.height)
        raster.capsule(layer, picture.place.width, (*start, 0.5), (*end, 0.5))
        _add_head(layer, picture, start, end)
        _add_beside(picture, layer)


def _add_head(layer: Layer, picture: _Picture, start: Point, end: Point) -> None:
    """An arrow head with a short shaft, whole dots long so that it keeps its form."""
    along = atan2(end[1] - start[1], end[0] - start[0])
    tip = round(end[0]), round(end[1])
    for turn, length in ((2.36, 3.6), (-2.36, 3.6), (3.14, 5.0)):
        back = tip[0] + length * cos(along + turn), tip[1] + length * sin(along + turn)
        raster.capsule(layer, picture.place.width, (*tip, 0.5), (*back, 0.5))


def _add_beside(picture: _Picture, layer: Layer) -> None:
    """Adds dots only where they do not touch the body."""
    body = raster.widened(raster.together((picture.solid, picture.pale), picture.place.height), picture.place.width)
    picture.solid = raster.together((picture.solid, raster.without(layer, body)), picture.place.height)


def _cross(picture: _Picture) -> None:
    width, height = picture.place.width, picture.place.height
    half = min(width, height) * 0.44
    x, y = (width - 1) / 2, (height - 1) / 2
    bold = max(0.8, height / 34)
    for sign in (1, -1):
        picture.add(picture.chain([(x - half, y - sign * half, bold), (x + half, y + sign * half, bold)]))


def _as_text(picture: _Picture, columns: int, rows: int, charset: Charset) -> tuple[str, ...]:
    place = picture.place
    if charset == "braille":
        dots = raster.together((picture.solid, raster.checkered(picture.pale, place.width)), place.height)
        dots[-1] = (1 << place.width) - 1
        return tuple(raster.braille(dots, columns, rows))
    found = raster.halves(picture.solid, picture.pale, columns, rows - 1, SIGNS[charset])
    return (*found, GROUND[charset] * columns)


