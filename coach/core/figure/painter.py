"""Paints a body limb by limb, from far to near; it must not know its movement's direction, nor characters."""

from collections.abc import Iterable
from math import atan2, cos, radians, sin

from coach.core.exercise import Figure, Point
from coach.core.figure import raster, skeleton
from coach.core.figure.projection import HEAD, HIP, LIMBS, NECK, NOSE, SHOULDER, WAIST, Place
from coach.core.figure.raster import Disc, Layer
from coach.core.figure.skeleton import Joints


class Picture:
    """Solid and pale dots, painted over each other from far to near."""

    def __init__(self, place: Place) -> None:
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
        if x >= 0 and 0 <= y < self.place.height:
            self.solid[y] &= ~(1 << x)

    def join(self, layer: Layer) -> None:
        """Paints a solid layer without a gap."""
        self.pale = raster.without(self.pale, layer)
        self.solid = raster.together((self.solid, layer), self.place.height)


def body(picture: Picture, figure: Figure, progress: float, swapped: bool) -> None:
    found = skeleton.joints(figure, progress, swapped=swapped)
    for limb in ("arm", "leg"):
        _add_limb(picture, found, f"far_{limb}")
    _add_trunk(picture, figure, found, skeleton.belly(figure, progress))
    for limb in ("leg", "arm"):
        _add_limb(picture, found, f"near_{limb}")


def _add_limb(picture: Picture, found: Joints, limb: str) -> None:
    side, kind = limb.split("_")
    disc = picture.place.disc
    (root, root_radius), *others = LIMBS[kind]
    discs = [disc(found[root], root_radius), *(disc(found[f"{side}_{name}"], r) for name, r in others)]
    joint = disc(found[root], (HIP if kind == "leg" else SHOULDER) + 1.5)
    picture.add(picture.chain(discs), pale=side == "far", joined=joint)


def _add_trunk(picture: Picture, figure: Figure, found: Joints, belly: float) -> None:
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


def things(picture: Picture, lines: Iterable[tuple[float, float, float, float]]) -> None:
    disc = picture.place.disc
    for x0, y0, x1, y1 in lines:
        line = picture.chain([disc((x0, y0), 0.9), disc((x1, y1), 0.9)])
        picture.pale = raster.together((picture.pale, line), picture.place.height)


def cross(picture: Picture) -> None:
    width, height = picture.place.width, picture.place.height
    half = min(width, height) * 0.44
    x, y = (width - 1) / 2, (height - 1) / 2
    bold = max(0.8, height / 34)
    for sign in (1, -1):
        picture.add(picture.chain([(x - half, y - sign * half, bold), (x + half, y + sign * half, bold)]))
