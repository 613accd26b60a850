"""Lists past sessions, newest first, and tells which one is chosen; it draws only the rows that are seen."""

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from coach import trend
from coach.model import Session
from coach.tui import texts

NOTHING = "No session yet. What you do will be listed here."


class SessionList(ScrollView, can_focus=True):
    """A line for each session, as many as there are; a screenful of them costs the same whatever their number."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "Up", show=False),
        Binding("down,j", "move(1)", "Down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("home", "move(-1000000)", "Newest", show=False),
        Binding("end", "move(1000000)", "Oldest", show=False),
        Binding("enter,space", "open", "Open", show=False),
    ]

    class Chosen(Message):
        """Another session is marked, or with `opened` the marked one is to be seen."""

        def __init__(self, session: Session, opened: bool) -> None:
            super().__init__()
            self.session = session
            self.opened = opened

    def __init__(self, sessions: Sequence[Session]) -> None:
        super().__init__(id="sessions")
        self._sessions: Sequence[Session] = ()
        self.marked = 0
        self.show(sessions)

    def show(self, sessions: Sequence[Session]) -> None:
        """Other sessions, oldest first; the mark stays where it is."""
        self._sessions = tuple(reversed(sessions))
        self.marked = min(self.marked, max(0, len(self._sessions) - 1))
        self.virtual_size = Size(40, len(self._sessions))
        self.refresh()

    @property
    def session(self) -> Session | None:
        return self._sessions[self.marked] if self._sessions else None

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        index = y + round(self.scroll_offset.y)
        if index == 0 and not self._sessions:
            return Strip([Segment(f" {NOTHING}"[:width].ljust(width), self.rich_style)], width)
        if index >= len(self._sessions):
            return Strip.blank(width, self.rich_style)
        style = self.rich_style + (Style(reverse=True, bold=True) if index == self.marked else Style())
        text = f" {line(self._sessions[index])}"
        return Strip([Segment(f"{text[:width]:<{width}}", style)], width)

    def action_move(self, rows: int) -> None:
        self._mark(self.marked + rows)

    def action_page(self, pages: int) -> None:
        self._mark(self.marked + pages * max(1, self.size.height - 1))

    def action_open(self) -> None:
        if self.session is not None:
            self.post_message(self.Chosen(self.session, opened=True))

    def on_click(self, event: events.Click) -> None:
        self._mark(event.y + round(self.scroll_offset.y))
        self.action_open()

    def _mark(self, index: int) -> None:
        index = max(0, min(len(self._sessions) - 1, index))
        if not self._sessions or index == self.marked:
            return
        self.marked = index
        top, height = round(self.scroll_offset.y), self.size.height
        if not top <= index < top + height:
            self.scroll_to(y=index if index < top else index - height + 1, animate=False, force=True)
        self.refresh()
        self.post_message(self.Chosen(self._sessions[index], opened=False))


def line(session: Session) -> str:
    """A session in a line: day, time, ratings, how it ended, routine."""
    end = "✓" if session.finished else "part" if trend.is_round(session) else "–"
    stopped = f" {texts.STOPPED[session.stopped]}" if session.stopped else ""
    pain = f"{texts.rating(session.before):>2} → {texts.rating(session.after):<2}"
    day = f"{texts.day(session.at)} {session.at.year}"
    return f"{day:<15} {session.at:%H:%M}  {pain}  {end}{stopped}  {texts.clean(session.routine)}"
