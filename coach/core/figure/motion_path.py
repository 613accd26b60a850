"""Shows where a movement goes: dots on the way of a joint, arrows for a push; it must not paint bodies."""

from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from math import atan2, cos, hypot, sin

from coach.core.exercise import Figure, Point
from coach.core.figure import raster, skeleton
from coach.core.figure.painter import Picture
from coach.core.figure.raster import Layer


def trail(picture: Picture, figure: Figure, progress: float, goal: float, swapped: bool) -> None:
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
    path = joint_path(figure, swapped)
    place = progress * (len(path) - 1)
    index = min(int(place), len(path) - 2)
    (x0, y0), (x1, y1), share = path[index], path[index + 1], place - index
    return x0 + (x1 - x0) * share, y0 + (y1 - y0) * share


@lru_cache(maxsize=64)
def joint_path(figure: Figure, swapped: bool) -> tuple[Point, ...]:
    """The way of the traced joint, from start to end, in thirteen points."""
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


def arrows(picture: Picture, lines: Iterable[tuple[float, float, float, float]]) -> None:
    """Arrows for what hardly moves: a push or a tightening."""
    for x0, y0, x1, y1 in lines:
        start, end = picture.place.dot((x0, y0)), picture.place.dot((x1, y1))
        layer = raster.blank(picture.place.height)
        raster.capsule(layer, picture.place.width, (*start, 0.5), (*end, 0.5))
        _add_head(layer, picture, start, end)
        _add_beside(picture, layer)


def _add_head(layer: Layer, picture: Picture, start: Point, end: Point) -> None:
    """An arrow head with a short shaft, whole dots long so that it keeps its form."""
    along = atan2(end[1] - start[1], end[0] - start[0])
    tip = round(end[0]), round(end[1])
    for turn, length in ((2.36, 3.6), (-2.36, 3.6), (3.14, 5.0)):
        back = tip[0] + length * cos(along + turn), tip[1] + length * sin(along + turn)
        raster.capsule(layer, picture.place.width, (*tip, 0.5), (*back, 0.5))


def _add_beside(picture: Picture, layer: Layer) -> None:
    """Adds dots only where they do not touch the body."""
    body = raster.widened(raster.together((picture.solid, picture.pale), picture.place.height), picture.place.width)
    picture.solid = raster.together((picture.solid, raster.without(layer, body)), picture.place.height)
