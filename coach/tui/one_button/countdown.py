"""Waits on the screen for a session to begin that nobody starts by hand; it must not know what is played."""

from collections.abc import Callable
from datetime import datetime
from math import ceil
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from coach.core.words import sentence
from coach.session.asking.beginning import Beginning
from coach.session.clocks import Clock
from coach.tui.app_clock import clock_of
from coach.tui.one_button import clicker
from coach.tui.one_button.hands import speaker_of
from coach.tui.screens.card import Card
from coach.tui.widgets.text import Static

LOOK_S = 0.1
HINT = "Enter  start now    Esc  leave"


class Countdown(Card[bool]):
    """Gives True when it is time, or somebody wants it now; False where they leave."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space,pagedown", "begin", "Start now"),
        Binding(clicker.QUIET_GO, "begin", "Start now", show=False),
        Binding("escape,q", "give_up", "Leave"),
    ]

    def __init__(self, beginning: Beginning) -> None:
        super().__init__(follows=True)
        self.beginning = beginning
        self._left_s: Callable[[], float] = lambda: 0.0

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="card", can_focus=False):
            yield Static(sentence(self.beginning.reason), classes="question", markup=False)
            yield Static("", id="left", classes="question", markup=False)
            yield Static(HINT, classes="hint", markup=False)

    def on_mount(self) -> None:
        clock = clock_of(self)
        begun_s, at = clock.monotonic_s(), self.beginning.at
        if at is None:
            self._left_s = lambda: begun_s + (self.beginning.in_s or 0) - clock.monotonic_s()
            speaker_of(self).say(sentence(self.beginning.reason))
        else:
            self._left_s = lambda: until(at, clock)
        self.look()
        self.set_interval(LOOK_S, self.look)

    def look(self) -> None:
        """Whether it is time, and how long it is until then."""
        speaker_of(self).look()
        left_s = self._left_s()
        if left_s <= 0:
            self.action_begin()
        elif self.is_attached:
            self.query_one("#left", Static).update(left_words(left_s))

    def on_click(self, event: events.Click) -> None:
        event.stop()
        if not self.deaf:
            self.action_begin()

    def action_begin(self) -> None:
        self.give(True)

    def action_give_up(self) -> None:
        self.give(False)


def until(at: datetime, clock: Clock) -> float:
    """Seconds until then, by the calendar: the computer may sleep meanwhile."""
    return (at - clock.wall()).total_seconds()


def left_words(left_s: float) -> str:
    """How long it is, in minutes and seconds, with hours where there are any."""
    minutes, seconds = divmod(ceil(left_s), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
