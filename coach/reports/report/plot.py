"""Draws the ratings of pain over the days as SVG; it must not know where they come from.

Three series that differ in shape and line as well as in colour: they can be told apart in black and white.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from coach.core.history.schedule import DAYS_OF_A_WEEK
from coach.core.report.values import RATED, Point, Rated, Report
from coach.reports.page.markup import Element, element, svg
from coach.reports.report.blocks import say

WIDTH, HEIGHT = 720, 180
LEFT, RIGHT, TOP, BOTTOM = 24, 8, 26, 20
HIGHEST = 10
MOST_LABELS = 9
MOST_WITHOUT_YEAR = 40  # Weeks: of more the year is said, too.
# Where in its day a series stands, so that equal ratings of a day do not hide each other.
OFFSETS: dict[Rated, float] = {"morning": 0.2, "before": 0.5, "after": 0.8}
COLOURS: dict[Rated, str] = {"before": "#1d4f91", "after": "#9c2f00", "morning": "#333333"}
DASHES: dict[Rated, str | None] = {"before": "4 3", "after": None, "morning": None}
GRID, INK = "#c9c9c9", "#222222"
LARGEST, SMALLEST = 3.6, 1.6
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"


def picture(report: Report, told: str, legend: Sequence[str]) -> Element:
    """The plot; `told` says what it shows, `legend` what each series is, in their order."""
    drawn: list[Element] = [*_grid(report), *_legend(legend)]
    for rated in RATED:
        drawn += _series(report, rated, report.pain[rated])
    return svg(WIDTH, HEIGHT, *drawn, title=told, class_="plot", font_family=FONT, font_size=11)


def _x(report: Report, on: date, part: float) -> float:
    """`part` of its day, or of its week where a point is that of a week."""
    days = (on - report.first).days + part * (DAYS_OF_A_WEEK if report.by_week else 1)
    return LEFT + days / report.length_days * (WIDTH - LEFT - RIGHT)


def _y(value: float) -> float:
    return TOP + (1 - value / HIGHEST) * (HEIGHT - TOP - BOTTOM)


def _grid(report: Report) -> Iterator[Element]:
    for value in range(0, HIGHEST + 1, 2):
        y = _y(value)
        yield element("line", x1=LEFT, x2=WIDTH - RIGHT, y1=y, y2=y, stroke=GRID, stroke_width=0.7)
        yield element("text", str(value), x=LEFT - 6, y=y + 4, text_anchor="end", fill=INK)
    weeks = report.length_days // DAYS_OF_A_WEEK
    step = 1 if weeks == 1 else -(-weeks // MOST_LABELS) * DAYS_OF_A_WEEK
    for number in range(0, report.length_days, step):
        day = report.first + timedelta(days=number)
        x = _x(report, day, 0)
        yield element("line", x1=x, x2=x, y1=_y(0), y2=_y(0) + 4, stroke=INK, stroke_width=0.8)
        label = say("short_day" if weeks <= MOST_WITHOUT_YEAR else "day", on=day.isoformat())
        yield element("text", label, x=x, y=HEIGHT - 4, text_anchor="start", fill=INK)


def _legend(legend: Sequence[str]) -> Iterator[Element]:
    x = float(LEFT)
    for rated, name in zip(RATED, legend, strict=True):
        if rated != "morning":
            yield _line([(x, 10), (x + 22, 10)], rated)
        yield _mark(rated, x + 11, 10, LARGEST)
        yield element("text", name, x=x + 28, y=14, fill=INK)
        x += 28 + 6.2 * len(name) + 22


def _series(report: Report, rated: Rated, points: Sequence[Point]) -> Iterator[Element]:
    size = max(SMALLEST, min(LARGEST, (WIDTH / report.length_days) * (DAYS_OF_A_WEEK if report.by_week else 1) / 4))
    places = [(_x(report, each.on, OFFSETS[rated]), _y(each.value)) for each in points]
    if rated != "morning":
        yield from (_line(run, rated) for run in _runs(report, points, places) if len(run) > 1)
    yield from (_mark(rated, x, y, size) for x, y in places)


def _runs(
    report: Report, points: Sequence[Point], places: Sequence[tuple[float, float]]
) -> Iterator[list[tuple[float, float]]]:
    """What a line joins: where more than a week, or a week of weeks, has no rating, it breaks off."""
    longest = timedelta(days=DAYS_OF_A_WEEK * (2 if report.by_week else 1))
    run: list[tuple[float, float]] = []
    last: date | None = None
    for point, place in zip(points, places, strict=True):
        if last is not None and point.on - last > longest:
            yield run
            run = []
        run.append(place)
        last = point.on
    yield run


def _line(places: Sequence[tuple[float, float]], rated: Rated) -> Element:
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    return element(
        "polyline", points=points, fill="none", stroke=COLOURS[rated], stroke_width=1.1,
        stroke_dasharray=DASHES[rated],
    )  # fmt: skip


def _mark(rated: Rated, x: float, y: float, size: float) -> Element:
    """A hollow circle, a filled triangle, or a cross."""
    colour = COLOURS[rated]
    if rated == "before":
        return element("circle", cx=x, cy=y, r=size, fill="#ffffff", stroke=colour, stroke_width=1.3)
    if rated == "after":
        corners = f"{x:.1f},{y - size:.1f} {x + size:.1f},{y + size:.1f} {x - size:.1f},{y + size:.1f}"
        return element("polygon", points=corners, fill=colour)
    cross = f"M{x - size:.1f} {y:.1f}H{x + size:.1f}M{x:.1f} {y - size:.1f}V{y + size:.1f}"
    return element("path", d=cross, stroke=colour, stroke_width=1.3, fill="none")
