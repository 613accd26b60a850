"""Paints a body limb by limb, from far to near; it must not know its movement's direction, nor characters."""

from collections.abc import Iterable

from coach.core.exercise import Figure
from coach.core.figure import body_parts, raster, skeleton
from coach.core.figure.projection import NECK, Place
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
    disc = picture.place.disc
    discs = [disc(*each) for each in body_parts.limb(found, limb)]
    point, radius = body_parts.joint(found, limb)
    picture.add(picture.chain(discs), pale=limb.startswith("far"), joined=disc(point, radius + 1.5))


def _add_trunk(picture: Picture, figure: Figure, found: Joints, belly: float) -> None:
    disc = picture.place.disc
    picture.add(picture.chain(disc(*each) for each in body_parts.trunk(found, belly)))
    face = [picture.chain([disc(*each)]) for each in body_parts.head(figure, found)]
    picture.add(raster.together(face, picture.place.height))
    picture.join(picture.chain([disc(found[name], NECK) for name in ("shoulder", "head")]))
    for point in body_parts.eyes(figure, found):
        x, y = picture.place.dot(point)
        picture.clear(round(x), round(y))


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
