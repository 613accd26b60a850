"""Shows past sessions, each in full, and lets a rating be corrected; it must not know files, rules or doses."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import ClassVar

from textual import work
from textual.app import ComposeResult, RenderResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget

from coach.app.past_sessions import Past
from coach.core.exercise import Exercise
from coach.core.history import exercise_course, summary
from coach.core.model.decided import Finding
from coach.core.model.done import Effort, Session, Stop
from coach.core.safe_text import clean
from coach.errors import CoachError
from coach.files.moments import MOMENT
from coach.tui.one_button import clicker
from coach.tui.screens.card import Message
from coach.tui.screens.list_and_detail import Panes
from coach.tui.screens.question import Answer, Question
from coach.tui.screens.rating import Rating
from coach.tui.screens.text_question import TextQuestion, note_question
from coach.tui.widgets.keys import Keys
from coach.tui.widgets.list_rows import Line, Rows, shortened
from coach.tui.widgets.text import Static
from coach.tui.words import past_session, texts

NOTHING = "No session yet. What you do will be listed here."
ENDS: dict[Stop, str] = {
    "pain": "pain", "sharp": "sharp", "spread": "leg", "tired": "tired", "time": "no time",
    "interrupted": "cut off",
}  # fmt: skip
COLUMNS = (("Day", 15), ("Time", 5), ("Back", 7), ("Ended", 7), ("Routine", 0))
Titles = Callable[[Session], str]
EMPTY_KEYS = (("q", "back"), ("?", "help"))
PATIENCE_S = 0.15
KEYS = (
    ("↑ ↓", "choose"), ("Enter", "open"), ("q", "back"), ("?", "help"), ("e", "correct"), ("x", "delete"),
    ("t", "exercises"),
)  # fmt: skip
DETAIL_KEYS = (("q", "back"), ("?", "help"), ("e", "correct"), ("x", "delete"), ("t", "exercises"))
TAKE_BACK = ("u", "undo")
LIKE = "The date and the time, like 2026-11-23 07:30"
NOTE_COLUMNS = 40
SCROLL = ("↑ ↓", "scroll")
RATINGS = (("b", "before"), ("d", "during"), ("a", "after"), ("m", "morning"), ("f", "effort"))


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


class History(Panes):
    """The list of sessions beside the chosen one, or in a narrow window one after the other."""

    both_fit = 108
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,escape,i", "back", "Back"),
        Binding("e", "correct", "Correct ratings, effort, time or note"),
        Binding(clicker.GO, "correct", "Correct it", show=False),
        Binding("x,delete", "delete", "Delete it"),
        Binding("u", "take_back", "Undo: bring the deleted one back"),
        Binding("t", "courses", "Each exercise"),
        Binding("question_mark,f1", "help", "Help"),
    ]

    def __init__(self, past: Past, exercises: Mapping[str, Exercise], *, plain: bool = False) -> None:
        super().__init__(classes="-plain" if plain else "")
        self.past = past
        self.exercises = exercises
        self.plain = plain
        self.list = SessionList(past.sessions, past.title)
        self.text = Static("", id="detail-text", markup=False)
        self.keys = Keys(KEYS)
        self.deleted: list[Session] = []

    def compose(self) -> ComposeResult:
        count = len(self.past.sessions)
        with Horizontal(id="top"):
            yield Static("Your sessions, before → after", id="top-left", markup=False)
            yield Static(f"{count} session{'s' if count != 1 else ''}", id="top-right", markup=False)
        with Horizontal(id="history"):
            with Vertical(id="listed"):
                if self.past.sessions:
                    yield SessionHeads()
                yield self.list
            with VerticalScroll(id="detail"):
                yield self.text
        yield self.keys

    def on_mount(self) -> None:
        self.list.focus()
        self.watch(self.query_one("#detail"), "show_vertical_scrollbar", self._hint, init=False)
        self._show()

    # --- what is seen ----------------------------------------------------------------------------------------

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        if event.opened and self.has_class("-both") and not event.clicked:  # It is seen already.
            self.action_correct()
            return
        if event.opened:
            self.open()
        self.settle()
        self._show()

    def settle(self) -> None:
        if self.is_mounted:
            (self.query_one("#detail") if self.alone else self.list).focus()
        self._hint()

    def _hint(self) -> None:
        """The keys of what is seen; the arrows only where something scrolls with them."""
        if self.alone:
            scrolls = self.query_one("#detail").show_vertical_scrollbar
            self._show_keys((*DETAIL_KEYS, SCROLL) if scrolls else DETAIL_KEYS)
        else:
            beside = tuple(each for each in KEYS if each[0] != "Enter" or not self.has_class("-both"))
            self._show_keys(beside if self.past.sessions else EMPTY_KEYS)

    def _show_keys(self, keys: Sequence[tuple[str, str]]) -> None:
        self.keys.show((TAKE_BACK, *keys) if self.deleted else keys)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether there is a deletion to be taken back."""
        del parameters
        return action != "take_back" or bool(self.deleted)

    @work(exclusive=True, group="showing")
    async def _show(self) -> None:
        """Shows the chosen session, and what followed as soon as it is found: that goes through the whole log."""
        session = self.list.session
        if session is None:
            self.text.update(Content(""))
        else:
            self._show_session(session, past_session.LOOKING)
            await asyncio.sleep(PATIENCE_S)  # Whoever walks through the list sees nothing of it.
            followed = await asyncio.to_thread(self.past.followed, session)
            self._show_session(session, past_session.ROUTINE_GONE if followed is None else followed)

    def _show_session(self, session: Session, followed: Sequence[Finding] | str) -> None:
        title, corrections = self.past.title(session), self.past.corrections
        columns = max(self.text.size.width, 40)
        self.text.update(past_session.session_words(session, title, self.exercises, followed, corrections, columns))

    # --- keys ------------------------------------------------------------------------------------------------

    @work(exclusive=True, group="asking")
    async def action_courses(self) -> None:
        """Each exercise over time."""
        from coach.tui.screens.exercise_courses import Trends

        found = await asyncio.to_thread(exercise_course.courses, self.past.sessions, self.exercises)
        await self.app.push_screen_wait(Trends(found, self.exercises, self.past.today, plain=self.plain))

    @work(exclusive=True, group="asking")
    async def action_correct(self) -> None:
        session = self.list.session
        if session is None:
            return
        what = await self.app.push_screen_wait(what_to_correct(session))
        if what == "at":
            read = partial(self.past.moment, session=session)
            value = f"{session.at:{MOMENT}}"
            answer = await self.app.push_screen_wait(TextQuestion("When was it?", read, value=value, note=LIKE))
            if answer is not None:
                await self._change(lambda: self.past.change(session, at=answer[0]))
        elif what == "note":
            told = await self.app.push_screen_wait(note_question(session.note))
            if told is not None:
                await self._change(lambda: self.past.change(session, note=told[0]))
        elif what is not None:
            await self._correct_rating(session, what)

    async def _correct_rating(self, session: Session, rating: str) -> None:
        how = await self.app.push_screen_wait(how_to_correct(session, rating))
        if how is None:
            return
        value: int | Effort | None = None
        if how == "change":
            value = await self._asked(rating)
            if value is None:
                return
        await self._change(lambda: self.past.correct(session, rating, value))

    @work(exclusive=True, group="asking")
    async def action_delete(self) -> None:
        """Takes the chosen session out, after a question."""
        session = self.list.session
        if session is None or not await self.app.push_screen_wait(whether_to_delete(session)):
            return
        if await self._change(lambda: self.past.delete(session)):
            self.deleted.append(session)
            self.settle()

    @work(exclusive=True, group="asking")
    async def action_take_back(self) -> None:
        """Brings back the session that was deleted last."""
        session = self.deleted[-1]
        if await self._change(lambda: self.past.restore(session)):
            self.deleted.pop()
            self.settle()

    async def _change(self, change: Callable[[], None]) -> bool:
        """Changes the log and shows what is in it then; tells where that did not work."""
        refused = ""
        try:
            await asyncio.to_thread(change)
        except CoachError as error:
            refused = clean(str(error))
        self.list.use(self.past.sessions)
        count = len(self.past.sessions)
        self.query_one("#top-right", Static).update(f"{count} session{'s' if count != 1 else ''}")
        self._show()
        if refused:
            await self.app.push_screen_wait(Message("That did not work", refused))
        return not refused

    async def _asked(self, rating: str) -> int | Effort | None:
        if rating != "effort":
            question = f"{rating.capitalize()}: what is right, 0 to 10?"
            return await self.app.push_screen_wait(Rating(question, skip="leave it as it is"))
        answers: list[Answer[Effort]] = [
            Answer("e", "easy", "easy"),
            Answer("o", "ok", "ok"),
            Answer("h", "hard", "hard"),
        ]
        return await self.app.push_screen_wait(Question("How was it?", answers, skip="leave it as it is"))


def what_to_correct(session: Session) -> Question[str]:
    answers = []
    for key, name in RATINGS:
        value = getattr(session, name)
        answers.append(Answer(key, f"{name}: {'not rated' if value is None else value}", name))
    note = shortened(clean(session.note or "none"), NOTE_COLUMNS)
    answers += [
        Answer("t", f"date and time: {session.at:{MOMENT}}", "at"),
        Answer("n", f"note: {note}", "note"),
    ]
    text = f"{texts.day(session.at)}, {session.at:%H:%M}. What it was is kept, too."
    return Question("What is to be corrected?", answers, note=text, skip="nothing")


def whether_to_delete(session: Session) -> Question[bool]:
    note = (
        f"{texts.day(session.at)}, {session.at:%H:%M}. It will count for nothing any more. "
        f"To bring it back: u here, or later coach log restore {session.id}"
    )
    return Question("Delete this session?", [Answer("y", "yes, delete it", True)], note=note, skip="keep it")


def how_to_correct(session: Session, rating: str) -> Question[str]:
    answers = [Answer("c", "give another answer", "change")]
    if getattr(session, rating) is not None:
        answers.append(Answer("x", "take it away", "remove"))
    note = "Doses are worked out anew from what you say."
    return Question(f"Correct “{rating}”", answers, note=note, skip="leave it as it is")


def in_columns(values: Sequence[str]) -> str:
    return "  ".join(f"{value:<{width}}" for value, (_, width) in zip(values, COLUMNS, strict=True)).rstrip()


def line(session: Session, title: str) -> str:
    """A session in a line: day, time, ratings before → after, how it ended, routine."""
    if session.stopped:
        end = ENDS[session.stopped]
    else:
        end = "✓ all" if session.finished else "part" if summary.is_round(session) else "nothing"
    pain = f"{texts.rating(session.before):>2} → {texts.rating(session.after):<2}"
    when = f"{texts.day(session.at, aligned=True)} {session.at.year}"
    return in_columns([when, f"{session.at:%H:%M}", pain, end, clean(title)])
