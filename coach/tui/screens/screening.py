"""Asks the questions of the screening, one a screen; it must not know what an answer leads to.

Everything goes through `interview.Flow`, the same one that is asked line by line.
"""

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Center, Horizontal
from textual.content import Content
from textual.widgets import Static

from coach.core.reason import Reason
from coach.core.screening import interview
from coach.core.screening.interview import AnswerError, Flow
from coach.core.screening.questions import DISCLAIMER, NEVER, Question
from coach.core.words import sentence
from coach.tui import plain_characters
from coach.tui.drawing import digits as bigdigits
from coach.tui.screens.sheet import Choice, Keys, Option, Point, Sheet

LONGEST_NUMBER = 4
LAST_KEYS: Keys = (("b", "back"), ("?", "help"), ("q", "quit"))
# Where only some questions are asked again, one comes back to where one was.
LAST_OF_FEW: Keys = (("b", "back"), ("?", "help"), ("q", "leave"))
WORDS = {"y": "yes", "n": "no", "u": "unsure"}


class Agreement(Sheet[bool]):
    """What the coach is and is not, to be agreed to once."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "dismiss(True)", "I agree"),
        Binding("n,q,escape", "dismiss(False)", "No"),
    ]

    def bar(self) -> str:
        return "Backcoach   Before you start"

    def content(self) -> ComposeResult:
        for each in DISCLAIMER:
            yield Point(sentence(each))
        yield Static(sentence(Reason("do_you_agree")), classes="lead -later", markup=False)

    def keys(self) -> Keys:
        return (("y", "yes, I agree"), ("n", "no, quit"), ("↑ ↓", "scroll"))


class Number(Static):
    """The number typed so far, in large digits."""

    def show(self, typed: str, rows: int) -> None:
        plain = plain_characters.wanted(self)
        digits = bigdigits.render(typed, rows, ascii_only=plain) if typed else ()
        self.update("\n".join(digits) or "\n" * (rows - 1) + ("____" if plain else "▁▁▁▁"))


class Asking(Sheet[Flow | None]):
    """The questions from `flow` on, and a summary at the end; gives the finished answers, or None for quitting.

    With `only`, just these questions are asked, without a summary. `check` gives sentences on what is strange in
    finished answers; `urgent` says that they must not wait for a summary.
    """

    def __init__(
        self,
        flow: Flow,
        *,
        only: Collection[str] = (),
        check: Callable[[Flow], tuple[str, ...]] = lambda _: (),
        urgent: Callable[[Flow], bool] = lambda _: False,
    ) -> None:
        super().__init__()
        self.flow = flow
        self.only = only
        self.check = check
        self.urgent = urgent
        self.typed = ""
        self.ticked: set[int] = set()
        self.told = ""
        self.helping = False

    # --- what is shown ---------------------------------------------------------------------------------------

    def bar(self) -> str:
        question = self.flow.question
        if question is None:
            return "Backcoach   Your answers"
        done, left = len(self._answered()), len(self.flow.open)
        about = "" if self.only else "about "
        return f"Backcoach   Screening · question {done + 1} of {about}{done + left}"

    def content(self) -> ComposeResult:
        question = self.flow.question
        if question is None:
            yield from self._summary()
            return
        for index, (kind, reason) in enumerate(question.parts):
            lead = Static(sentence(reason), classes="lead -later" if index else "lead", markup=False)
            yield Point(sentence(reason)) if kind == "point" else lead
        if question.kind == "yes_no":
            with Horizontal(classes="choices"):
                for key, word in WORDS.items():
                    yield Choice(key, word, large=True)
        elif question.kind == "number":
            with Center():
                yield Number(classes="typed", markup=False)
            yield from self._buttons(question)
        else:
            for number, choice in enumerate(question.choices, 1):
                yield Option(number, sentence(Reason("choice", value=choice)))
            yield from self._buttons(question)

    def below(self) -> ComposeResult:
        question = self.flow.question
        text = self.told or (sentence(question.help) if self.helping and question is not None else "")
        if text:
            yield Static(text, classes="told -wrong" if self.told else "told", markup=False)

    @property
    def is_large(self) -> bool:
        """A list leaves no room for large letters under it."""
        question = self.flow.question
        listed = question is not None and bool(question.points)
        return super().is_large and not (self.told or self.helping or listed)

    def _buttons(self, question: Question) -> ComposeResult:
        """The answers beside a number or a choice, for the mouse."""
        with Horizontal(classes="choices"):
            yield Choice("enter", "done")
            if question.no is not None:
                yield Choice("n", "no")
            if question.unsure is not NEVER:
                yield Choice("u", "unsure")

    def _summary(self) -> ComposeResult:
        for question in self.flow.answered:
            said = sentence(interview.told(question, self.flow.answers[question.key]))
            line = Content.assemble((f"{sentence(question.label)}: ", "dim"), (said, "bold"))
            yield Static(line, classes="answered", markup=False)
        for strange in self.check(self.flow):
            yield Static(strange, classes="strange", markup=False)
        yield Static("Is this right?", classes="lead -later", markup=False)

    def keys(self) -> Keys:
        question = self.flow.question
        if question is None:
            return (("y", "yes, save"), ("b", "back"), ("q", "quit without saving"), ("↑ ↓", "scroll"))
        unsure: Keys = () if question.unsure is NEVER else (("u", "unsure"),)
        last = LAST_OF_FEW if self.only else LAST_KEYS
        if question.kind == "yes_no":
            return (("y", "yes"), ("n", "no"), *unsure, *last)
        if question.kind == "number":
            no: Keys = () if question.no is None else (("n", "no"),)
            return (("0-9", "number"), *no, *unsure, *last)
        none: Keys = () if question.no is None else (("n", "none"),)
        return ((f"1-{len(question.choices)}", "choose"), *none, *unsure, *last)

    def draw(self) -> None:
        super().draw()
        for number in self.query(Number):
            number.show(self.typed, 9 if self.size.height >= 34 else 5)
        for option in self.query(Option):
            option.tick(option.number in self.ticked)

    # --- answers ---------------------------------------------------------------------------------------------

    async def on_key(self, event: events.Key) -> None:
        key = event.character if event.is_printable and event.character else event.key
        if await self._pressed(key.lower()):
            event.stop()

    async def on_click(self, event: events.Click) -> None:
        for widget in event.widget.ancestors_with_self if event.widget is not None else ():
            if isinstance(widget, Choice):
                await self._pressed(widget.key)
            elif isinstance(widget, Option):
                await self._pressed(str(widget.number))

    async def _pressed(self, key: str) -> bool:
        """Does what a key means here; False where it means nothing."""
        question = self.flow.question
        nothing_to_take_back = bool(self.only) and not self._answered()
        if key == "q" or (key in ("b", "escape") and nothing_to_take_back):
            self.dismiss(None)
        elif key in ("b", "escape"):
            await self._back()
        elif question is None:
            if key not in ("y", "enter"):
                return False
            self.dismiss(self.flow)
        elif key in ("?", "f1"):
            self.helping, self.told = not self.helping, ""
            await self._again()
        elif question.kind == "yes_no" and key in WORDS:
            await self._answer(key)
        elif question.kind != "yes_no":
            return await self._entered(question, key)
        else:
            return False
        return True

    async def _entered(self, question: Question, key: str) -> bool:
        """A key for a number or for one of several answers."""
        if key == "u" or (key == "n" and question.no is not None):
            await self._answer(key)
        elif key == "enter":
            ticked = " ".join(str(number) for number in sorted(self.ticked))
            await self._answer(self.typed if question.kind == "number" else ticked)
        elif key == "backspace":
            self.typed = self.typed[:-1]
            self.draw()
        elif len(key) == 1 and key in "0123456789":
            if question.kind == "number":
                self.typed = (self.typed + key)[:LONGEST_NUMBER]
            elif 1 <= int(key) <= len(question.choices):
                self.ticked ^= {int(key)}
            self.draw()
        else:
            return False
        return True

    async def _answer(self, typed: str) -> None:
        try:
            self.flow = self.flow.answer(typed)
        except AnswerError as error:
            self.told = sentence(error.reason)
        else:
            self.told, self.helping, self.ticked = "", False, set()
        self.typed = ""
        if self.flow.question is None and (self.only or self.urgent(self.flow)):
            self.dismiss(self.flow)
            return
        await self._again()

    async def _back(self) -> None:
        """The last answer is taken back; nothing at the first question."""
        answered = self._answered()
        if answered:
            left = {key: value for key, value in self.flow.answers.items() if key != answered[-1].key}
            self.flow = replace(self.flow, answers=left)
        self.told, self.typed, self.helping, self.ticked = "", "", False, set()
        await self._again()

    async def _again(self) -> None:
        await self.recompose()
        self.draw()

    def _answered(self) -> list[Question]:
        return [question for question in self.flow.answered if not self.only or question.key in self.only]
