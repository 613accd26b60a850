"""The widgets of the dashboard: doses in columns, the week, the pain; they draw values and decide nothing."""

import re
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from rich.cells import cell_len
from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from coach.core.exercise import Exercise
from coach.core.history.schedule import Schedule
from coach.core.history.summary import Change
from coach.core.model import Prescribed, Session
from coach.tui.words import dashboard, texts

WIDEST_NAME = 26
LEAST_REASON = 32  # Columns that a reason needs in a column of its own.
GAP = 2
HANGING = 2
HIGH_FROM = 30  # Rows of a window from which the legend of the week has one of its own.
NAME, DOSE, MARK, WAS, WHY = "bold", "$accent", "$primary bold", "$foreground 75%", "$foreground 65%"
DOSE_IN_TEXT = re.compile(r"\d+ ?× ?\d+(, hold \d+ s)?|hold \d+ s")
UNBROKEN = "\u00a0"
Cell = tuple[str, str]  # A text and its style.


@dataclass(frozen=True, slots=True)
class Dosed:
    """An exercise of today in words: its dose, how that changed ("▲ was 1 × 8"), and why, both empty where not."""

    id: str
    name: str
    dose: str
    was: str
    why: str


@dataclass(frozen=True, slots=True)
class Places:
    """Where the columns of all doses begin in `width` columns; what has no room beside stands a line lower."""

    width: int
    name: int
    dose: int
    was: int
    dose_beside: bool
    was_beside: bool
    why: int | None

    @property
    def dose_at(self) -> int:
        return self.name + GAP if self.dose_beside else HANGING


def dosed(prescribed: Prescribed, change: Change | None, exercises: Mapping[str, Exercise]) -> Dosed:
    """What is said of a dose."""
    was = ""
    if change is not None:
        mark = "▲" if change.up else "▼"
        was = "+ new" if change.old is None else f"{mark} was {texts.dose_words(change.old, None)}"
    dose = texts.dose_words(prescribed.dose, exercises.get(prescribed.id), prescribed.in_sets)
    return Dosed(prescribed.id, dashboard.called(prescribed.id, exercises), dose, was, dashboard.why(prescribed))


def places(of: Iterable[Dosed], width: int) -> Places:
    """The same columns for all exercises, so that no dose is broken and as much as possible is in one line."""
    of = tuple(of)
    name = min(WIDEST_NAME, max(cell_len(each.name) for each in of))
    dose, was = max(len(each.dose) for each in of), max(len(each.was) for each in of)
    dose_beside = name + GAP + dose <= width
    was_end = name + GAP + dose + (GAP + was if was else 0)
    was_beside = dose_beside and was_end <= width
    why = was_end + GAP if was_beside and was_end + GAP + LEAST_REASON <= width else None
    return Places(width, name, dose, was, dose_beside, was_beside, why)


def lines(what: Dosed, at: Places) -> Content:
    """One exercise: name, dose, what it was, why, each in its column; what goes on below hangs under its column."""
    beside: list[list[Cell]] = [[(f"{what.dose:<{at.dose}}", DOSE)]]
    if what.was and at.was_beside:
        beside[0] += [(" " * GAP, ""), *_was(f"{what.was:<{at.was}}")]
    elif what.was:
        beside.append(_was(what.was))
    if at.why is not None:
        beside[0][-1:] = [(beside[0][-1][0].rstrip(), beside[0][-1][1])]
        for number, text in enumerate(_wrapped(what.why, at.width - at.why)):
            used = at.dose_at + sum(len(part) for part, _ in beside[0]) if number == 0 else at.dose_at
            row = beside[0] if number == 0 else []
            row += [(" " * (at.why - used), ""), (text, WHY)]
            beside += [row] if number else []
    else:
        left = at.dose_at if at.width - at.dose_at >= LEAST_REASON else HANGING
        beside += [[(" " * (left - at.dose_at), ""), (text, WHY)] for text in _wrapped(what.why, at.width - left)]
    return _joined(_wrapped(what.name, at.name if at.dose_beside else at.width), beside, at)


def _joined(names: Sequence[str], beside: Sequence[list[Cell]], at: Places) -> Content:
    """The lines of the name in front of the others, or above them."""
    indent = " " * at.dose_at
    if at.dose_beside:
        high = max(len(names), len(beside))
        left = [name + " " * (at.dose_at - cell_len(name)) for name in (*names, *[""] * (high - len(names)))]
        right = [*beside, *[[]] * (high - len(beside))]
        rows = [[(name, NAME), *cells] for name, cells in zip(left, right, strict=True)]
    else:
        rows = [[(name, NAME)] for name in names] + [[(indent, ""), *cells] for cells in beside]
    return Content("\n").join(Content.assemble(*cells).rstrip() for cells in rows)


def _was(text: str) -> list[Cell]:
    mark, rest = text[:1], text[1:]
    return [(text, MARK)] if mark == "+" else [(mark, MARK), (rest, WAS)]


def _wrapped(text: str, width: int) -> list[str]:
    """The text in lines; a dose in it stays in one."""
    whole = DOSE_IN_TEXT.sub(lambda found: found[0].replace(" ", UNBROKEN), text)
    return [line.replace(UNBROKEN, " ") for line in textwrap.wrap(whole, max(8, width))]


def rows(of: Sequence[Dosed], width: int) -> int:
    """How many rows all of them take."""
    at = places(of, width) if of else None
    return sum(lines(each, at).plain.count("\n") + 1 for each in of if at is not None)


class Looked(Widget):
    """An exercise with its dose among `all_` of today; a click shows how it is done."""

    def __init__(self, what: Dosed, all_: Sequence[Dosed]) -> None:
        super().__init__(classes="exercise")
        self.what = what
        self.all = all_
        self._laid: tuple[int, Content] | None = None

    def _lines(self, width: int) -> Content:
        """The lines in a width, kept: the height is asked for more than once before anything is drawn."""
        if self._laid is None or self._laid[0] != width:
            self._laid = width, lines(self.what, places(self.all, width))
        return self._laid[1]

    def render(self) -> RenderResult:
        return self._lines(self.size.width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as its lines are."""
        del container, viewport
        return self._lines(width).plain.count("\n") + 1

    async def on_click(self) -> None:
        await self.run_action(f"screen.look({self.what.id!r})")


class Week(Widget):
    """The days of this week with a mark each, and what the marks mean where there is room."""

    def __init__(
        self, sessions: Sequence[Session], now: datetime, schedule: Schedule | None, *, plain: bool
    ) -> None:
        super().__init__(id="marks")
        self.marks = dashboard.week_marks(sessions, now.date(), schedule, plain=plain)
        self.legend = dashboard.week_legend(plain=plain)

    def _lines(self, width: int) -> Content:
        between = Content("   ")
        if self.marks.cell_length + 3 + self.legend.cell_length <= width:
            return self.marks + between + self.legend
        high = self.screen.size.height >= HIGH_FROM and self.legend.cell_length <= width
        return Content("\n").join([self.marks, self.legend]) if high else self.marks

    def render(self) -> RenderResult:
        return self._lines(self.size.width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """One row, or two with the legend in one of its own."""
        del container, viewport
        return self._lines(width).plain.count("\n") + 1


class PainPlot(Widget):
    """The ratings of the last weeks in the room that there is."""

    def __init__(self, sessions: Sequence[Session], now: datetime, *, plain: bool) -> None:
        super().__init__(id="pain")
        self.sessions = sessions
        self.on = now.date()
        self.plain = plain

    def render(self) -> RenderResult:
        width, height = self.size
        below_and_above = 3
        return dashboard.pain_plot(
            self.sessions, self.on, width, max(3, height - below_and_above), plain=self.plain
        )
