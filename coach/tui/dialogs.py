"""Short questions and messages over the screen; they know their texts and give back an answer, nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Answer(Generic[T]):
    """One answer: the key that gives it, what it says, and its value."""

    key: str
    label: str
    value: T


class AnswerRow(Static, Generic[T]):
    """An answer that can be clicked."""

    def __init__(self, answer: Answer[T]) -> None:
        text = Content.assemble((f" {answer.key} ", "bold reverse"), f"  {answer.label}")
        super().__init__(text, classes="answer", markup=False)
        self.answer = answer


class Question(ModalScreen[T | None]):
    """A question with a few answers, each a key or a click; `skip` says what s and escape mean, if allowed."""

    def __init__(
        self, question: str, answers: Sequence[Answer[T]], *, note: str = "", skip: str = "", urgent: bool = False
    ) -> None:
        super().__init__(classes="-urgent" if urgent else "")
        self.question = question
        self.answers = tuple(answers)
        self.note = note
        self.skip = skip

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="card"):
            yield Static(self.question, classes="question", markup=False)
            if self.note:
                yield Static(self.note, classes="note", markup=False)
            for answer in self.answers:
                yield AnswerRow(answer)
            if self.skip:
                yield Static(f"s  {self.skip}", classes="hint", markup=False)

    def on_key(self, event: events.Key) -> None:
        pressed = event.character if event.is_printable else event.key
        for answer in self.answers:
            if pressed is not None and pressed.lower() == answer.key.lower():
                event.stop()
                self.dismiss(answer.value)
                return
        if self.skip and event.key in ("s", "escape"):
            event.stop()
            self.dismiss(None)

    def on_click(self, event: events.Click) -> None:
        if isinstance(event.widget, AnswerRow):
            self.dismiss(event.widget.answer.value)


class Message(ModalScreen[None]):
    """Sentences to read; any of Enter, space, escape, q or a click goes on."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space,escape,q,pagedown", "go_on", "Go on")]

    def __init__(self, title: str, text: str, *, hint: str = "Enter  go on", urgent: bool = False) -> None:
        super().__init__(classes="-urgent" if urgent else "")
        self.heading = title
        self.text = text
        self.hint = hint

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="card"):
            yield Static(self.heading, classes="question", markup=False)
            yield Static(self.text, classes="text", markup=False)
            yield Static(self.hint, classes="hint", markup=False)

    def action_go_on(self) -> None:
        self.dismiss(None)

    def on_click(self) -> None:
        self.dismiss(None)
