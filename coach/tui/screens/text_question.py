"""Asks for a line of text on a card; it gives back what was read of it, and knows nothing else."""

from collections.abc import Callable
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Input

from coach.core.safe_text import clean
from coach.errors import CoachError
from coach.tui.key_help import help_for
from coach.tui.screens.card import Card
from coach.tui.widgets.text import Static

T = TypeVar("T")
LONGEST = 500
NO_NOTE = "Your own words. Empty: no note."


class TextQuestion(Card[tuple[T] | None]):
    """A question with a line to write; gives what `read` makes of it, in a tuple, or None where it was left.

    What `read` cannot use it tells as a CoachError: that is shown, and the line stays to be mended.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,f5", "take", "Keep it"),
        Binding("escape", "leave", "Leave it as it is"),
        Binding("f1", "help", "Help"),
    ]

    def __init__(self, question: str, read: Callable[[str], T], *, value: str = "", note: str = "") -> None:
        super().__init__()
        self.question = question
        self.read = read
        self.note = note
        self.field = Input(value, max_length=LONGEST, compact=True, select_on_focus=False)

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="card", can_focus=False):
            yield Static(self.question, classes="question", markup=False)
            if self.note:
                yield Static(self.note, classes="note", markup=False)
            yield self.field
            yield Static("", id="wrong", markup=False)
            yield Static("Enter  keep it    Esc  leave it as it is    F1  help", classes="hint", markup=False)

    def on_mount(self) -> None:
        self.field.focus()

    def on_input_changed(self) -> None:
        """What was wrong with the line as it was says nothing of the one that is there now."""
        self.query_one("#wrong", Static).update("")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter comes to the line itself: to anybody else it would come before what was typed just now."""
        event.stop()
        self.action_take()

    def action_take(self) -> None:
        if self.is_current:
            try:
                found = self.read(self.field.value)
            except CoachError as error:
                self.query_one("#wrong", Static).update(clean(str(error)))
            else:
                self.dismiss((found,))

    def action_leave(self) -> None:
        if self.is_current:
            self.dismiss(None)

    def action_help(self) -> None:
        self.app.push_screen(help_for(self))


def note_question(note: str | None) -> TextQuestion[str | None]:
    """The note of a session, which has `note` so far."""
    return TextQuestion("Your note", lambda text: text.strip() or None, value=clean(note or ""), note=NO_NOTE)
