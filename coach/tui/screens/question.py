"""Short questions over the screen; they know their texts and give back an answer, nothing else."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content

from coach.core.reason import Reason
from coach.core.timeline.phrases import sentence
from coach.core.words import sentence as sentence_of
from coach.listen.vocabulary import Context
from coach.session.asking.turns import Turns
from coach.session.by_voice.answers import meant
from coach.tui.by_voice import on_screen
from coach.tui.key_help import help_for
from coach.tui.one_button import clicker
from coach.tui.one_button.offering import PRESS, TAKEN, Offering
from coach.tui.widgets.text import Static

T = TypeVar("T")
HELP = "?  help"


@dataclass(frozen=True, slots=True)
class Answer(Generic[T]):
    """One answer: the key that gives it, what it says, and its value; `said` is what is said aloud of it."""

    key: str
    label: str
    value: T
    said: str = ""

    @property
    def aloud(self) -> str:
        """What is said of it."""
        return sentence(self.said or self.label)


class AnswerRow(Horizontal, Generic[T]):
    """An answer that can be clicked; its key stands alone in front of it."""

    def __init__(self, answer: Answer[T]) -> None:
        super().__init__(classes="answer")
        self.answer = answer

    def compose(self) -> ComposeResult:
        key = Content.assemble((f" {self.answer.key} ", "bold reverse"))
        yield Static(key, classes="answer-key", markup=False)
        yield Static(self.answer.label, classes="answer-text", markup=False)


class Question(Offering[T | None]):
    """A question with a few answers, each a key or a click; `skip` says what s and escape mean, if allowed.

    Where it may not be skipped it stays until it is answered. `aloud` is what is said of it, if it is asked
    aloud; `at_once`: the one button gives the first answer without being told it. `hears`: which answers can
    be said, by their values (`by_voice.answers`).

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
        aloud: str = "",
        at_once: bool = False,
        hears: Context | None = None,
    ) -> None:
        super().__init__(urgent=urgent, follows=follows, about=about, asks=bool(aloud), stays=not skip)
        self.question = question
        self.answers = tuple(answers)
        self.note = note
        self.skip = skip
        self.escape = escape
        self.at_once = at_once
        self._hears: Context | None = hears
        self.aloud = aloud or question

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="card", can_focus=False):
            yield Static(self.question, classes="question", markup=False)
            if self.note:
                yield Static(self.note, classes="note", markup=False)
            for answer in self.answers:
                yield AnswerRow(answer)
            yield Static(self._hint, classes="hint", id="how", markup=False)

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
        if event.key in clicker.GO_KEYS and self._led_by_button:
            event.stop()
            self.pressed(event.key)
            return
        for number, answer in enumerate(self.answers):
            if pressed is not None and pressed.lower() == answer.key.lower():
                event.stop()
                self.action_answer(number)
                return
        if self.skip and event.key in ("s", "escape"):
            event.stop()
            self.action_skip()
        elif not self.deaf and self.pressed(event.key):
            event.stop()

    @property
    def _led_by_button(self) -> bool:
        """Whether a key of clickers is the button, though an answer may have the same: what is marked counts."""
        return not self.deaf and (self.hands.way == "button" or not self.first_press)

    def on_click(self, event: events.Click) -> None:
        for each in event.widget.ancestors_with_self if event.widget is not None else ():
            if isinstance(each, AnswerRow) and not self.is_parked((event.screen_x, event.screen_y)):
                self.action_answer(self.answers.index(each.answer))
                return
        self.clicked((event.screen_x, event.screen_y))

    def action_answer(self, number: int) -> None:
        if self.is_current and not self.deaf:
            self.by_keys()
            self.settle_on(number)

    def action_skip(self) -> None:
        if self.is_current and not self.deaf:
            self.by_keys()
            self.give(None)

    def action_help(self) -> None:
        self.app.push_screen(help_for(self))

    # --- one after the other ---------------------------------------------------------------------------------

    def pressed(self, key: str) -> bool:
        if self.at_once and self.first_press and key in clicker.ONE_BUTTON:
            self.press()
            return True
        return super().pressed(key)

    def press(self) -> None:
        if self.at_once and self.first_press and self.is_current and not self.deaf:
            self.hands.way = "button"
            self.speaker.hush()
            self.settle_on(0)
        else:
            super().press()

    def answers_aloud(self) -> Sequence[str]:
        return [each.aloud for each in self.answers]

    def question_aloud(self) -> str:
        if self._hears in (None, "controls") or not on_screen.listens(self):
            return self.aloud
        return f"{self.aloud} {sentence_of(Reason(f'say_{self._hears}'))}"

    @property
    def hears(self) -> Context | None:
        return self._hears

    def index_heard(self, name: str) -> int | None:
        if self._hears is None:
            return None
        value = meant(self._hears, name)
        return next((number for number, each in enumerate(self.answers) if each.value == value), None)

    def skip_heard(self) -> bool:
        if self.skip:
            self.speaker.hush()
            self.give(None)
        return bool(self.skip)

    def settle_on(self, index: int) -> None:
        self.give(self.answers[index].value)

    def leave_open(self) -> None:
        self.give(None)

    def show_turn(self, turns: Turns) -> None:
        for number, row in enumerate(self.query(AnswerRow)):
            row.set_class(number == turns.at, "-chosen")
        hints = {"offering": f"{PRESS}your answer", "taken": f"It {TAKEN}"}
        self.query_one("#how", Static).update(hints.get(turns.phase, self._hint))

    @property
    def _hint(self) -> str:
        return f"s  Esc  {self.skip}    {HELP}" if self.skip else HELP
