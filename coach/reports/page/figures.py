"""Makes SVG of a drawn figure, dark on white so that it prints well; it must not know an exercise."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import acos, atan2, cos, hypot, sin

from coach.core.exercise import Point
from coach.core.figure.raster import Disc
from coach.core.figure.vector import Drawing, Shape, Tone, length
from coach.reports.page.markup import Element, element, svg

# Each of them has at least 3:1 against white (WCAG 2.2, 1.4.11), and near and far are told apart in grey, too.
COLOURS: dict[Tone, str] = {"near": "#22303c", "far": "#8493a0", "thing": "#8493a0", "eye": "#ffffff"}
WAY = "#b3400a"
PAPER = "#ffffff"
GAP = 1.3  # Around what lies before something else, in hundredths of the body's height.
LINE = 1.4
DOTTED = 14.0
HEAD_LENGTH, HEAD_TURN = 5.0, 2.55  # Of an arrow; the turn in radians.


def figure_svg(drawn: Drawing, title: str) -> Element:
    """The drawing as a picture that says what it shows."""
    ground = element(
        "path", d=f"M0 {drawn.ground:.2f}H{drawn.width:.2f}", stroke=COLOURS["far"], stroke_width=0.6, fill="none"
    )
    shapes = [part for shape in drawn.shapes for part in _shape(shape)]
    arrows = [*_way(drawn.way), *(part for push in drawn.pushes for part in _arrow(push))]
    return svg(drawn.width, drawn.height, ground, *shapes, *arrows, title=title)


def _shape(shape: Shape) -> Iterator[Element]:
    d = "".join(_chain(chain) for chain in shape.chains)
    if shape.apart:
        yield element("path", d=d, fill=PAPER, stroke=PAPER, stroke_width=2 * GAP, stroke_linejoin="round")
        if shape.joined is not None and shape.tone == "near":
            x, y, radius = shape.joined
            root = shape.chains[0][0][2] + GAP + 0.15  # Over the gap, which else would show as a hair line.
            yield element("path", d=_circle((x, y, max(radius, root))), fill=COLOURS["near"])
    yield element("path", d=d, fill=COLOURS[shape.tone])


def _chain(discs: Sequence[Disc]) -> str:
    """The path of discs with their common tangents, all in one direction, so that it fills as one shape."""
    return "".join([*map(_circle, discs), *(_between(one, other) for one, other in pairwise(discs))])


def _circle(disc: Disc) -> str:
    x, y, r = disc
    return f"M{x - r:.2f} {y:.2f}a{r:.2f} {r:.2f} 0 1 1 {2 * r:.2f} 0a{r:.2f} {r:.2f} 0 1 1 {-2 * r:.2f} 0z"


def _between(one: Disc, other: Disc) -> str:
    """The area between the two outer tangents; nothing where one disc lies in the other."""
    (x0, y0, r0), (x1, y1, r1) = one, other
    apart = hypot(x1 - x0, y1 - y0)
    if apart <= abs(r0 - r1) or apart == 0:
        return ""
    along, turn = atan2(y1 - y0, x1 - x0), acos((r0 - r1) / apart)
    corners = [
        (x + r * cos(along + way * turn), y + r * sin(along + way * turn))
        for x, y, r, way in ((x0, y0, r0, -1), (x1, y1, r1, -1), (x1, y1, r1, 1), (x0, y0, r0, 1))
    ]
    return f"M{_points(corners)}z"


def _points(points: Iterable[Point]) -> str:
    return "L".join(f"{x:.2f} {y:.2f}" for x, y in points)


def _way(way: Sequence[Point]) -> Iterator[Element]:
    """A line with an arrow head at its end, dotted where it is long enough for that."""
    if way:
        long = length(way)
        dots = "0.1 3" if long >= DOTTED else None
        yield from _line(f"M{_points(way)}", dots)
        yield from _line(_head(way[-2], way[-1], min(HEAD_LENGTH, 0.55 * long)))


def _arrow(line: tuple[Point, Point]) -> Iterator[Element]:
    yield from _line(f"M{_points(line)}")
    yield from _line(_head(*line))


def _line(d: str, dots: str | None = None) -> Iterator[Element]:
    """A line that can be seen on the body as well."""
    common = {"d": d, "fill": "none", "stroke_linecap": "round", "stroke_linejoin": "round"}
    yield element("path", **common, stroke=PAPER, stroke_width=LINE + GAP)
    yield element("path", **common, stroke=WAY, stroke_width=LINE, stroke_dasharray=dots)


def _head(before: Point, tip: Point, long: float = HEAD_LENGTH) -> str:
    along = atan2(tip[1] - before[1], tip[0] - before[0])
    wings = [
        (tip[0] + long * cos(along + turn), tip[1] + long * sin(along + turn)) for turn in (HEAD_TURN, -HEAD_TURN)
    ]
    return f"M{_points([wings[0], tip, wings[1]])}"
