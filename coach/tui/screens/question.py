"""Short questions over the screen; they know their texts and give back an answer, nothing else."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from coach.tui.key_help import help_for
from coach.tui.screens.card import Card

T = TypeVar("T")
HELP = "?  help"


@dataclass(frozen=True, slots=True)
class Answer(Generic[T]):
    """One answer: the key that gives it, what it says, and its value."""

    key: str
    label: str
    value: T


class AnswerRow(Horizontal, Generic[T]):
    """An answer that can be clicked; its key stands alone in front of it."""

    def __init__(self, answer: Answer[T]) -> None:
        super().__init__(classes="answer")
        self.answer = answer

    def compose(self) -> ComposeResult:
        key = Content.assemble((f" {self.answer.key} ", "bold reverse"))
        yield Static(key, classes="answer-key", markup=False)
        yield Static(self.answer.label, classes="answer-text", markup=False)


class Question(Card[T | None]):
    """A question with a few answers, each a key or a click; `skip` says what s and escape mean, if allowed.

    Where it may not be skipped, `escape` is the key of the answer that escape gives too: of the one that changes
    nothing.
    `about` says in its help what the answers lead to.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("question_mark,f1", "help", "Help")]

    def __init__(
        self,
        question: str,
        answers: Sequence[Answer[T]],
        *,
        note: str = "",
        skip: str = "",
        urgent: bool = False,
        follows: bool = False,
        about: str = "",
        escape: str = "",
    ) -> None:
        super().__init__(urgent=urgent, follows=follows, about=about)
        self.question = question
        self.answers = tuple(answers)
        self.note = note
        self.skip = skip
        self.escape = escape

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="card", can_focus=False):
            yield Static(self.question, classes="question", markup=False)
            if self.note:
                yield Static(self.note, classes="note", markup=False)
            for answer in self.answers:
                yield AnswerRow(answer)
            hint = f"s  Esc  {self.skip}    {HELP}" if self.skip else HELP
            yield Static(hint, classes="hint", markup=False)

    def offered(self) -> Iterable[BindingType]:
        for number, each in enumerate(self.answers):
            keys = f"{each.key},escape" if each.key == self.escape else each.key
            yield Binding(keys, f"answer({number})", each.label)
        if self.skip:
            yield Binding("s,escape", "skip", self.skip)
        yield from type(self).BINDINGS

    def on_key(self, event: events.Key) -> None:
        pressed = event.character if event.is_printable else event.key
        if event.key == "escape" and self.escape:
            pressed = self.escape
        for number, answer in enumerate(self.answers):
            if pressed is not None and pressed.lower() == answer.key.lower():
                event.stop()
                self.action_answer(number)
                return
        if self.skip and event.key in ("s", "escape"):
            event.stop()
            self.action_skip()

    def on_click(self, event: events.Click) -> None:
        for each in event.widget.ancestors_with_self if event.widget is not None else ():
            if isinstance(each, AnswerRow):
                self.action_answer(self.answers.index(each.answer))

    def action_answer(self, number: int) -> None:
        if self.is_current and not self.deaf:
            self.dismiss(self.answers[number].value)

    def action_skip(self) -> None:
        if self.is_current and not self.deaf:
            self.dismiss(None)

    def action_help(self) -> None:
        self.app.push_screen(help_for(self))
