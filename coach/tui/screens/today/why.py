"""Shows why today is as it is: every rule that matched, and what would bring more; it decides nothing."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, VerticalScroll
from textual.screen import Screen

from coach.core import words
from coach.core.safe_text import clean
from coach.tui.key_help import help_for
from coach.tui.one_button import clicker
from coach.tui.screens.today import room
from coach.tui.screens.today.panels import Panels
from coach.tui.widgets.keys import Keys
from coach.tui.widgets.panel import Column, ListPanel, TextPanel
from coach.tui.widgets.text import Static
from coach.tui.words import why

KEYS = (("Esc", "back"), ("↑ ↓", "scroll"), ("?", "help"))
TITLE = "Why today is as it is"
ALL_RULES = "All rules with what they rest on: coach rules"


class Why(Screen[None]):
    """What stands behind today, as the dashboard was made from it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,y,enter,space", "close", "Back to today"),
        Binding(clicker.QUIET_GO, "close", "Back to today", show=False),
        Binding("up,k", "scroll(-1)", "Up", show=False),
        Binding("down,j", "scroll(1)", "Down", show=False),
        Binding("question_mark,f1", "help", "Help"),
    ]

    def __init__(self, panels: Panels) -> None:
        super().__init__(classes="-plain" if panels.shown.plain else "")
        self.panels = panels

    def compose(self) -> ComposeResult:
        panels = self.panels
        decision = panels.shown.decision
        with Horizontal(id="top"):
            yield Static(TITLE, id="top-left", markup=False)
            yield Static("", id="top-right", markup=False)
        with VerticalScroll(id="today", can_focus=True), Container(id="page"):
            with Column(id="plan", fills=False):
                yield panels.heading(ALL_RULES)
                matched = why.rows(decision)
                for row in matched:
                    yield TextPanel(row.title, row.text, below=row.where)
                if not matched:
                    yield TextPanel("The rules", why.nothing_matched(decision))
            with Column(id="beside", fills=False):
                if ahead := panels.shown.today.ahead:
                    yield ListPanel("What brings more", [clean(words.sentence(each, keys=True)) for each in ahead])
                if doses := why.exercises_said(decision, panels.exercises):
                    yield ListPanel("Each exercise", doses)
                yield from panels.notes()
        yield Keys(KEYS)

    def on_mount(self) -> None:
        self.query_one("#today").focus()

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width >= room.WIDE_FROM, "-wide")

    def action_close(self) -> None:
        if self.is_current:
            self.dismiss(None)

    def action_help(self) -> None:
        self.app.push_screen(help_for(self))

    def action_scroll(self, lines: int) -> None:
        self.query_one("#today", VerticalScroll).scroll_relative(y=lines * 2, animate=False)
