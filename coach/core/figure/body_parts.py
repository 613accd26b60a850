"""Says what a body is made of, part by part, as discs along each; it must not draw, nor know dots.

Points and radii are in hundredths of the body's height, y from the ground up.
"""

from collections.abc import Iterator
from math import atan2, cos, radians, sin

from coach.core.exercise import Figure, Point
from coach.core.figure.projection import HEAD, HIP, LIMBS, NOSE, SHOULDER, WAIST
from coach.core.figure.skeleton import Joints

Part = tuple[Point, float]  # A point and the radius there.


def limb(found: Joints, name: str) -> list[Part]:
    """An arm or a leg, such as "near_arm", from the trunk outward."""
    side, kind = name.split("_")
    (root, root_radius), *others = LIMBS[kind]
    return [(found[root], root_radius), *((found[f"{side}_{joint}"], radius) for joint, radius in others)]


def joint(found: Joints, name: str) -> Part:
    """Where the trunk holds a limb."""
    return (found["hip"], HIP) if name.endswith("leg") else (found["shoulder"], SHOULDER)


def trunk(found: Joints, belly: float) -> list[Part]:
    """From the hip along the spine to the shoulder; `belly` is a factor of the waist's width."""
    hip, waist, shoulder = (found[name] for name in ("hip", "waist", "shoulder"))
    front = atan2(shoulder[1] - hip[1], shoulder[0] - hip[0]) - radians(90)
    out = WAIST * (belly - 1)  # The back stays where it is.
    belly_at = waist[0] + out * cos(front), waist[1] + out * sin(front)
    return [(_curve(hip, belly_at, shoulder, step / 6), _width(step / 6, belly)) for step in range(7)]


def head(figure: Figure, found: Joints) -> Iterator[Part]:
    """The head and, from the side, its nose."""
    yield found["head"], HEAD
    if not figure.front:
        yield _away(found["head"], _upward(found), 0, HEAD + 0.4), NOSE


def eyes(figure: Figure, found: Joints) -> Iterator[Point]:
    """Both from the front, one from the side."""
    for ahead in (-2.6, 2.6) if figure.front else (3.4,):
        yield _away(found["head"], _upward(found), 1.8, ahead)


def _upward(found: Joints) -> float:
    (x0, y0), (x1, y1) = found["shoulder"], found["head"]
    return atan2(y1 - y0, x1 - x0)


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
