"""Draws a figure at the start or the end of its movement as shapes for paper; it must not know a file's form.

Lengths are in hundredths of the body's height; x goes to the right, y down, from 0 at the upper left corner.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import hypot
from typing import Literal

from coach.core.exercise import Figure, Point
from coach.core.figure import body_parts, motion_path, skeleton
from coach.core.figure.projection import NECK, extent
from coach.core.figure.raster import Disc
from coach.core.figure.skeleton import Joints
from coach.core.model.done import Side

Moment = Literal["start", "end"]
Tone = Literal["near", "far", "thing", "eye"]

MARGIN = 3.0
EYE = 0.9
THING = 0.9
SEEN_WAY = 5.0  # A shorter way shows nothing that the two pictures do not.


@dataclass(frozen=True, slots=True)
class Shape:
    """Discs joined one to the next, in chains that are one shape together.

    `apart`: a gap stays around it, but not at the disc `joined`, where it grows out of what lies below it.
    """

    chains: tuple[tuple[Disc, ...], ...]
    tone: Tone
    apart: bool = False
    joined: Disc | None = None


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes from far to near on the `ground` (its y), the `way` of a joint, if it shows one, and arrows."""

    width: float
    height: float
    ground: float
    shapes: tuple[Shape, ...]
    way: tuple[Point, ...] = ()
    pushes: tuple[tuple[Point, Point], ...] = ()


def drawing(figure: Figure, moment: Moment, side: Side | None = None, *, reach: float = 1.0) -> Drawing:
    """Both moments have one size and scale. The left side is mirrored; `reach` is how much of the movement is done.

    The start shows the way to the end.
    """
    room = extent(figure)
    width, top = room.last - room.first + 2 * MARGIN, room.top + MARGIN

    def place(point: Point) -> Point:
        x = point[0] - room.first + MARGIN
        return (width - x if side == "left" else x), top - point[1]

    def disc(part: body_parts.Part) -> Disc:
        return *place(part[0]), part[1]

    progress = reach if moment == "end" else 0.0
    found = skeleton.joints(figure, progress)
    shapes = [
        Shape((tuple(disc((point, THING)) for point in (line[:2], line[2:])),), "thing") for line in figure.things
    ]
    for part in _body(figure, found, skeleton.belly(figure, progress)):
        chains = tuple(tuple(map(disc, chain)) for chain in part.chains)
        shapes.append(Shape(chains, part.tone, part.apart, None if part.joined is None else disc(part.joined)))
    path = motion_path.joint_path(figure, swapped=False)
    way = path[: max(2, round(reach * (len(path) - 1)) + 1)] if moment == "start" else ()
    return Drawing(
        width=width,
        height=top - room.low + MARGIN,
        ground=top,
        shapes=tuple(shapes),
        way=tuple(map(place, way)) if length(way) >= SEEN_WAY else (),
        pushes=tuple((place(line[:2]), place(line[2:])) for line in figure.arrows) if moment == "end" else (),
    )


@dataclass(frozen=True, slots=True)
class _Part:
    """A shape where the body is, y from the ground up."""

    chains: tuple[tuple[body_parts.Part, ...], ...]
    tone: Tone
    apart: bool = False
    joined: body_parts.Part | None = None


def _body(figure: Figure, found: Joints, belly: float) -> Iterator[_Part]:
    """The parts of the body from far to near."""
    for limb in ("far_arm", "far_leg"):
        yield _limb(found, limb)
    yield _Part((tuple(body_parts.trunk(found, belly)),), "near", apart=True)
    yield _Part(tuple((part,) for part in body_parts.head(figure, found)), "near", apart=True)
    yield _Part((((found["shoulder"], NECK), (found["head"], NECK)),), "near")
    yield _Part(tuple(((eye, EYE),) for eye in body_parts.eyes(figure, found)), "eye")
    for limb in ("near_leg", "near_arm"):
        yield _limb(found, limb)


def _limb(found: Joints, name: str) -> _Part:
    tone: Tone = "far" if name.startswith("far") else "near"
    return _Part((tuple(body_parts.limb(found, name)),), tone, apart=True, joined=body_parts.joint(found, name))


def length(way: Sequence[Point]) -> float:
    """How long a way is, in hundredths of the body's height."""
    return sum(hypot(x1 - x0, y1 - y0) for (x0, y0), (x1, y1) in pairwise(way))
