"""Says where a body's coordinates are among the dots, and how thick the body is; it must not draw."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from coach.core.exercise import Figure, Point
from coach.core.figure import skeleton
from coach.core.figure.raster import Disc

Charset = Literal["braille", "plain", "ascii"]

# Radii in hundredths of the body's height.
HEAD, NECK, NOSE = 6.8, 2.2, 1.7
HIP, WAIST, SHOULDER = 6.0, 5.2, 5.4
LIMBS = {
    "arm": (("shoulder", 3.4), ("elbow", 2.7), ("hand", 2.3)),
    "leg": (("hip", 4.8), ("knee", 3.5), ("ankle", 2.5), ("toes", 1.9)),
}
# Figures that are drawn small keep at least this many dots for each hundredth of the body's height in thickness.
THINNEST, THINNEST_TRUNK = 0.62, 0.52
NECK_TO_TRUNK = 5.0  # Hundredths: what is thicker is trunk or head.
TOUCH = 1.0  # A body pressed to the ground by so many hundredths is no mistake.


@dataclass(frozen=True, slots=True)
class Place:
    """How points of the body become dots; `left` and `ground` are the dots of the body's origin."""

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


@lru_cache(maxsize=64)
def fit(figure: Figure, columns: int, rows: int, charset: Charset, mirrored: bool) -> Place:
    """The whole movement fits in at one scale, with the ground at the bottom; what is below it is lifted."""
    if charset == "braille":
        width, height, below = columns * 2, rows * 4, 3
    else:
        width, height, below = columns, rows * 2 - 2, 1
    room = extent(figure)
    first, last, low, top = room.first, room.last, room.low, room.top - room.low
    scale = min((width - 3) / (last - first), (height - below - 1) / top)
    for _ in range(2):  # Limbs that are kept thick reach a little further.
        extra = max(THINNEST - scale, 0.0) * HEAD
        scale = min((width - 3 - 2 * extra) / (last - first), (height - below - 1 - extra) / top)
    left = (width - 1 - scale * (last - first)) / 2 - scale * first
    return Place(width, height, scale, left, height - below + scale * low, mirrored)


class Extent(NamedTuple):
    """How far a figure reaches in its whole movement; `low` is the ground, or what lies below it."""

    first: float
    last: float
    low: float
    top: float


def extent(figure: Figure) -> Extent:
    """In hundredths of the body's height, with its things and arrows."""
    discs = [disc for step in range(5) for disc in _outline(figure, step / 4)]
    discs += [(x, y, 0.5) for line in (*figure.things, *figure.arrows) for x, y in (line[:2], line[2:])]
    low = min(y - radius for _, y, radius in discs)
    return Extent(
        min(x - radius for x, _, radius in discs),
        max(x + radius for x, _, radius in discs),
        low if low < -TOUCH else 0.0,
        max(y + radius for _, y, radius in discs),
    )


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
