"""Draws how much was planned of each exercise over the days, as SVG; it must not know where doses come from.

A row for each exercise, with a scale of its own from nothing to its most: rows are not to be compared.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from coach.core.history.schedule import DAYS_OF_A_WEEK
from coach.core.report.values import Course, DoseHeld, Report
from coach.reports.page.markup import Element, element, svg
from coach.reports.report.blocks import say
from coach.reports.report.plot import COLOURS, FONT, GRID, INK

WIDTH, ROW, NAME, BOTTOM = 720, 40, 15, 18
LEFT, RIGHT = 6, 110  # At the right stands the last dose.
LONGEST_NAME = 70
MOST_LABELS = 7


def picture(report: Report, courses: Sequence[Course], told: str) -> Element:
    """The rows of these exercises; `told` says what they show."""
    height = len(courses) * ROW + BOTTOM
    rows = [part for number, each in enumerate(courses) for part in _row(report, each, number * ROW)]
    drawn = (*_dates(report, height), *rows)
    return svg(WIDTH, height, *drawn, title=told, class_="plot", font_family=FONT, font_size=10.5)


def _x(report: Report, on: date) -> float:
    return LEFT + (on - report.first).days / report.length_days * (WIDTH - LEFT - RIGHT)


def _dates(report: Report, height: float) -> Iterator[Element]:
    weeks = report.length_days // DAYS_OF_A_WEEK
    for week in range(0, weeks, -(-weeks // MOST_LABELS)):
        day = report.first + timedelta(days=week * DAYS_OF_A_WEEK)
        x = _x(report, day)
        yield element("line", x1=x, x2=x, y1=0, y2=height - BOTTOM, stroke=GRID, stroke_width=0.6)
        label = say("day" if report.crosses_years else "short_day", on=day.isoformat())
        yield element("text", label, x=x, y=height - 5, text_anchor="start", fill=INK)


def _row(report: Report, course: Course, top: float) -> Iterator[Element]:
    floor, room = top + ROW - 3, ROW - NAME - 5
    name = report.names[course.id]
    shown = name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
    yield element("text", shown, x=LEFT, y=top + NAME - 4, fill=INK, font_weight="bold")
    yield element("line", x1=LEFT, x2=WIDTH - RIGHT, y1=floor, y2=floor, stroke=INK, stroke_width=0.7)
    most = max(volume(each) for each in course.doses) or 1
    places: list[str] = []
    ends = [each.first for each in course.doses[1:]] + [course.doses[-1].last + timedelta(days=1)]
    for held, end in zip(course.doses, ends, strict=True):
        y = floor - volume(held) / most * room
        places += [f"{_x(report, day):.1f},{y:.1f}" for day in (held.first, end)]
    yield element("polyline", points=" ".join(places), fill="none", stroke=COLOURS["after"], stroke_width=1.8)
    last = say("dose_text", dose=course.doses[-1].dose.figures)
    yield element("text", last, x=WIDTH - RIGHT + 8, y=floor - 2, fill=INK)


def volume(held: DoseHeld) -> int:
    """Repetitions, or seconds of holding where it is held."""
    return held.dose.repetitions * max(1, held.dose.hold_s)
