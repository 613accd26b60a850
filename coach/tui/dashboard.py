"""Shows today: the doses and why, what is left out, the last ratings; it must not know how it was decided."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Literal

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from coach.model import Decision, Exercise, Session
from coach.tui import texts
from coach.tui.texts import clean
from coach.wiring import Today

LAST_SESSIONS = 5
KEYS = (("Enter", "start"), ("r", "another routine"), ("↑ ↓", "scroll"), ("q", "quit"))
FIRST_TIME = "No session yet. The first one is short and gentle: you learn the movements, the voice counts for you."
Choice = Literal["play", "routine", "quit"]


@dataclass(frozen=True, slots=True)
class Shown:
    """What the dashboard shows: today with the log's sessions, oldest first, and sentences about the files.

    `plain` draws with characters that every font has.
    """

    today: Today
    sessions: tuple[Session, ...]
    warnings: tuple[str, ...] = ()
    plain: bool = False


class Dashboard(Screen[Choice]):
    """Today's plan. Gives back what the user wants to do; the app decides what that takes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space,pagedown", "choose('play')", "Start"),
        Binding("r", "choose('routine')", "Another routine"),
        Binding("q,escape,ctrl+c", "choose('quit')", "Quit"),
        Binding("up,k", "scroll(-1)", "Up", show=False),
        Binding("down,j", "scroll(1)", "Down", show=False),
    ]

    def __init__(self, shown: Shown, exercises: dict[str, Exercise], clock: Callable[[], datetime]) -> None:
        super().__init__()
        self.shown = shown
        self.exercises = exercises
        self.clock = clock

    @property
    def decision(self) -> Decision:
        return self.shown.today.decision

    def compose(self) -> ComposeResult:
        routine, decision = self.shown.today.routine, self.decision
        with Horizontal(id="top"):
            yield Static(f"Backcoach   {texts.day(self.clock())}", id="top-left", markup=False)
            rounds = texts.rounds_words(decision) if decision.allowed else ""
            yield Static(rounds, id="top-right", markup=False)
        with VerticalScroll(id="today", can_focus=True):
            refused = "" if self.shown.today.plan is not None else "-no"
            yield Static(clean(decision.reason), id="reason", classes=refused, markup=False)
            with Horizontal(id="columns"):
                with Vertical(id="plan"):
                    yield Static(clean(routine.title), classes="heading", markup=False)
                    yield from self._plan()
                with Vertical(id="beside"):
                    yield from self._left_out()
                    yield from self._last_sessions()
                    yield from _sentences("Please look at", self.shown.warnings + self.shown.today.warnings)
        yield Static(key_line(KEYS), id="keys", markup=False)

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width >= 110, "-wide")

    def _plan(self) -> ComposeResult:
        if self.shown.today.plan is None:
            yield Static("Nothing is played now.", classes="dim", markup=False)
            return
        for prescribed in self.decision.exercises:
            exercise = self.exercises.get(prescribed.id)
            dose = texts.dose_words(prescribed.dose, exercise)
            lowered = prescribed.dose != prescribed.target
            aim = f"   (aim: {texts.dose_words(prescribed.target, None)})" if lowered else ""
            yield Static(
                Content.assemble((self._called(prescribed.id), "bold"), "   ", (dose, "$accent"), (aim, "dim")),
                classes="exercise",
                markup=False,
            )
            yield Static(clean(prescribed.reason), classes="why", markup=False)

    def _left_out(self) -> ComposeResult:
        lines = [f"{self._called(omitted.id)}: {omitted.reason}" for omitted in self.decision.omitted]
        yield from _sentences("Left out today", lines)
        more = [f"{self._called(suggested.id)}: {suggested.reason}" for suggested in self.decision.suggest]
        yield from _sentences("You could add", more)

    def _last_sessions(self) -> ComposeResult:
        yield Static("Your back, before → after", classes="heading", markup=False)
        last = self.shown.sessions[-LAST_SESSIONS:][::-1]
        if not last:
            yield Static(FIRST_TIME, classes="item", markup=False)
        for session in last:
            line = Content.assemble((f"{texts.day(session.at):<11}", "dim"), texts.session_words(session))
            yield Static(line, classes="item", markup=False)

    def _called(self, exercise_id: str) -> str:
        exercise = self.exercises.get(exercise_id)
        return clean(exercise.name if exercise is not None else exercise_id)

    def action_choose(self, choice: Choice) -> None:
        self.dismiss(choice)

    def action_scroll(self, lines: int) -> None:
        self.query_one("#today", VerticalScroll).scroll_relative(y=lines * 2, animate=False)


def key_line(keys: Sequence[tuple[str, str]]) -> Content:
    """Keys with what they do, in a line: "space pause  n next"."""
    parts: list[Content | str | tuple[str, str]] = []
    for key, does in keys:
        parts += [(key, "bold $accent"), f" {does}   "]
    return Content.assemble(*parts)


def _sentences(heading: str, lines: Sequence[str]) -> ComposeResult:
    if lines:
        yield Static(heading, classes="heading", markup=False)
    for line in lines:
        yield Static(clean(line), classes="item", markup=False)
