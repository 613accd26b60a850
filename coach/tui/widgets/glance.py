"""The frames beside today's exercises: the week and the pain; they draw values and decide nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from coach.core.history.schedule import Schedule
from coach.core.model.done import Session
from coach.tui.shown import as_it_is
from coach.tui.widgets.panel import GROWS, titled
from coach.tui.words import dashboard

HIGH_FROM = 30  # Rows of a window from which each day of the week has a column of its own.
PLOT_FRAME = 3  # Rows of the plot besides its values: legend, axis, dates.


@dataclass(frozen=True, slots=True)
class WeekSeen:
    """What the week shows: rounds done and meant, and `told`, lines about it in words, the first of them first."""

    sessions: Sequence[Session]
    now: datetime
    schedule: Schedule | None
    rounds: int
    told: Sequence[str]


class Week(Widget):
    """Monday to Sunday: what was done, and what is meant; what the marks mean where there is room."""

    def __init__(self, seen: WeekSeen, *, plain: bool, classes: str) -> None:
        super().__init__(classes=f"week {classes}")
        self.seen = seen
        self.plain = plain
        self.more: tuple[str, ...] = ()
        self.legend = dashboard.week_legend(plain=plain)
        titled(self, "This week", dashboard.schedule_words(seen.schedule))

    def tell(self, said: str) -> None:
        """Something more about the week, in words; "" for nothing."""
        if said:
            self.more = (said,)
            self.refresh(layout=True)

    def _lines(self, width: int) -> list[Content]:
        seen, on = self.seen, self.seen.now.date()
        marks = dashboard.week_marks(seen.sessions, on, seen.schedule, plain=self.plain)
        high = self.screen.size.height >= HIGH_FROM
        legend = self.legend.cell_length <= width
        told = (
            [
                line
                for text in (*seen.told, *self.more)
                for line in as_it_is(text).stylize(dashboard.DIM).wrap(width)
            ]
            if width > 0
            else []
        )
        if high or not seen.rounds or marks.cell_length > width:
            grid = dashboard.week_columns(
                seen.sessions, on, seen.schedule, seen.rounds, width, low=not high, plain=self.plain
            )
            return [*grid, *([self.legend] if legend and high else []), *told]
        if marks.cell_length + 3 + self.legend.cell_length <= width:
            return [marks + Content("   ") + self.legend, *told]
        return [marks, *told]

    def render(self) -> RenderResult:
        return Content("\n").join(self._lines(self.size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as its lines are."""
        del container, viewport
        return len(self._lines(width))


class PainPlot(Widget):
    """The ratings of the last weeks in the room that there is."""

    def __init__(self, sessions: Sequence[Session], now: datetime, *, plain: bool) -> None:
        super().__init__(id="pain", classes=GROWS)
        self.sessions = sessions
        self.on = now.date()
        self.plain = plain
        titled(self, dashboard.YOUR_BACK)

    def render(self) -> RenderResult:
        width, height = self.size
        return dashboard.pain_plot(self.sessions, self.on, width, max(3, height - PLOT_FRAME), plain=self.plain)


class Rounds(Widget):
    """The rounds of each of the last weeks: a bar each, or all in a line where the window is low."""

    def __init__(self, sessions: Sequence[Session], now: datetime, weeks: int, *, plain: bool) -> None:
        super().__init__()
        self.sessions = sessions
        self.on = now.date()
        self.weeks = weeks
        self.plain = plain
        titled(self, "Rounds a week")

    def render(self) -> RenderResult:
        if self.screen.has_class("-wide") and not self.screen.has_class("-roomy"):
            return dashboard.weeks_line(self.sessions, self.on, self.weeks, self.size.width)
        return dashboard.weeks_bars(self.sessions, self.on, self.weeks, plain=self.plain)
