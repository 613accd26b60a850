"""Lists past sessions in columns, newest first; it must not know files, rules or doses."""

from collections.abc import Callable, Sequence

from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

from coach.core.history import summary
from coach.core.model import Session, Stop
from coach.core.safe_text import clean
from coach.tui.widgets.list_rows import Line, Rows, shortened
from coach.tui.words import dashboard, texts

NOTHING = "No session yet. What you do will be listed here."
ENDS: dict[Stop, str] = {
    "pain": "pain", "sharp": "sharp", "spread": "leg", "tired": "tired", "time": "no time",
}  # fmt: skip
COLUMNS = (("Day", 15), ("Time", 5), ("Back", 7), ("Ended", 7), ("Routine", 0))
Titles = Callable[[Session], str]


class SessionList(Rows):
    """A line for each session; `title` tells the routine's name as people read it."""

    def __init__(self, sessions: Sequence[Session], title: Titles) -> None:
        super().__init__("sessions", nothing=NOTHING)
        self._title = title
        self._sessions: Sequence[Session] = ()
        self.use(sessions)

    def use(self, sessions: Sequence[Session]) -> None:
        """Other sessions, oldest first; the mark stays where it is."""
        self._sessions = tuple(reversed(sessions))
        self.show(len(self._sessions))

    @property
    def session(self) -> Session | None:
        return self._sessions[self.marked] if self._sessions else None

    def row(self, index: int, width: int) -> Sequence[Line]:
        session = self._sessions[index]
        return [(shortened(f" {line(session, self._title(session))}", width), "")]


class SessionHeads(Widget):
    """What the columns of the list are, over them."""

    def __init__(self) -> None:
        super().__init__(id="session-heads")

    def render(self) -> RenderResult:
        return Content(f" {in_columns([name for name, _ in COLUMNS])}"[: self.size.width])


def in_columns(values: Sequence[str]) -> str:
    return "  ".join(f"{value:<{width}}" for value, (_, width) in zip(values, COLUMNS, strict=True)).rstrip()


def line(session: Session, title: str) -> str:
    """A session in a line: day, time, ratings before → after, how it ended, routine."""
    if session.stopped:
        end = ENDS[session.stopped]
    else:
        end = "✓ all" if session.finished else "part" if summary.is_round(session) else "nothing"
    pain = f"{texts.rating(session.before):>2} → {texts.rating(session.after):<2}"
    when = f"{dashboard.day(session.at)} {session.at.year}"
    return in_columns([when, f"{session.at:%H:%M}", pain, end, clean(title)])
