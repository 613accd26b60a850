"""Asks the questions of the screening, one a screen; it must not know what an answer leads to.

Everything goes through `interview.Flow`, the same one that is asked line by line.
"""

from collections.abc import Callable, Collection

from textual import events
from textual.app import ComposeResult
from textual.containers import Center, Horizontal
from textual.content import Content

from coach.core.reason import Reason
from coach.core.screening.interview import AnswerError, Flow
from coach.core.screening.questions import NEVER, Question
from coach.core.words import sentence
from coach.tui import plain_characters
from coach.tui.app_clock import clock_of
from coach.tui.drawing import digits as bigdigits
from coach.tui.one_button import clicker, walk
from coach.tui.screens.question import Answer
from coach.tui.screens.question import Question as Ask
from coach.tui.screens.sheet import Choice, Fitted, Keys, Option, Point, Sheet, key_line
from coach.tui.widgets.text import Static

LONGEST_NUMBER = 4
LAST_KEYS: Keys = (("←", "back"), ("?", "help"), ("q", "quit"))
# Where only some questions are asked again, one comes back to where one was.
LAST_OF_FEW: Keys = (("←", "back"), ("?", "help"), ("q", "leave"))
NOT_KEPT = "Your answers so far are not kept."
DEAF_S = 0.5  # Shorter than anybody reads a question, longer than a key is hit twice by a slip.
CLICKER_FROM = 78  # Columns from which the keys of clickers have room among the others.
WORDS = {"y": "yes", "n": "no", "u": "unsure"}


class Number(Fitted):
    """The number typed so far, in large digits."""

    def write(self, typed: str, rows: int) -> None:
        plain = plain_characters.wanted(self)
        digits = bigdigits.render(typed, rows, ascii_only=plain) if typed else ()
        self.show("\n".join(digits) or "\n" * (rows - 1) + ("____" if plain else "▁▁▁▁"))


class Answered(Static):
    """An answer in the summary; marked where going back leads to it."""

    def __init__(self, question: Question, said: str) -> None:
        line = Content.assemble((f"{sentence(question.label)}: ", "dim"), (said, "bold"))
        super().__init__(line, classes="answered", markup=False)
        self.key = question.key


class Asking(Sheet[Flow | None]):
    """The questions from `flow` on, and a summary at the end; gives the finished answers, or None for quitting.

    With `only`, just these questions are asked, with a summary where the answers stop every session. `check` gives
    sentences on what is strange in finished answers; `urgent` what must not wait until they are saved.
    """

    def __init__(
        self,
        flow: Flow,
        *,
        only: Collection[str] = (),
        check: Callable[[Flow], tuple[str, ...]] = lambda _: (),
        urgent: Callable[[Flow], tuple[str, ...]] = lambda _: (),
    ) -> None:
        super().__init__()
        self.flow = flow
        self.only = only
        self.check = check
        self.urgent = urgent
        self.typed = ""
        self.ticked: set[int] = set()
        self._half_done: dict[
            str, tuple[str, set[int]]
        ] = {}  # Typed or ticked where one went back before it counted.
        self._typed_anew = False  # The next digit takes the place of what is there.
        self.told = ""
        self.helping = False
        self.at = ""  # The key of the answer that a clicker has marked.
        self.changing = False  # In the summary: whether a clicker is at an answer, and not at saving them all.
        self.strides = walk.Strides()
        self.marked = ""  # The answer in the summary that going back leads to.
        self._given = ""  # The key that led to what is shown.
        self._listens_s = 0.0  # By the app's clock, and
        self._repeats_s = 0.0  # from when on that same key counts again.

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
        offered = self.flow.offered_told
        if offered is not None and not text:
            # What is typed or ticked there already may be changed before Enter takes it.
            was = Reason(
                "answer_was" if self._offered() == ("", set()) else "answer_was_that", said=sentence(offered)
            )
            yield Static(sentence(was), classes="told", markup=False)
        if text:
            yield Static(text, classes="told -wrong" if self.told else "told", markup=False)

    @property
    def is_large(self) -> bool:
        """A list leaves no room for large letters under it."""
        question = self.flow.question
        listed = question is not None and bool(question.points)
        return super().is_large and not (self.told or self.helping or listed or self.flow.offered)

    def _buttons(self, question: Question) -> ComposeResult:
        """The answers beside a number or a choice, for the mouse."""
        with Horizontal(classes="choices"):
            yield Choice("enter", "done")
            if question.no is not None:
                yield Choice("n", "no")
            if question.unsure is not NEVER:
                yield Choice("u", "unsure")

    def _summary(self) -> ComposeResult:
        """Every answer, to be looked at once more: a slip of a key is seen before it counts."""
        for means in self.urgent(self.flow):
            yield Static(means, classes="urgent lead", markup=False)
        for question in self._answered():
            yield Answered(question, sentence(self.flow.told(question)))
        for strange in () if self.flow.ended_early else self.check(self.flow):
            yield Static(strange, classes="strange", markup=False)
        yield Static("Is this right?", classes="lead -later", markup=False)

    def keys(self) -> Keys:
        question = self.flow.question
        if question is None:
            enter = "change that one" if self.changing else "yes, save"
            return (("Enter", enter), ("↑ ↓", "mark"), ("←", "change it"), ("q", "leave"))
        unsure: Keys = () if question.unsure is NEVER else (("u", "unsure"),)
        steps: Keys = (
            (("PgDn", "count" if question.kind == "number" else "mark"),)
            if self.app.size.width >= CLICKER_FROM
            else ()
        )
        last = (*(LAST_OF_FEW if self.only else LAST_KEYS), *steps)
        if question.kind == "yes_no":
            return (("y", "yes"), ("n", "no"), *unsure, *last)
        if question.kind == "number":
            no: Keys = () if question.no is None else (("n", "no"),)
            return (("0-9", "number"), *no, *unsure, *last)
        none: Keys = () if question.no is None else (("n", "none"),)
        return ((f"1-{len(question.choices)}", "choose"), *none, *unsure, *last)

    def draw(self) -> None:
        super().draw()
        self._show_entered()

    def _show_entered(self) -> None:
        """What is typed, ticked and marked so far."""
        for number in self.query(Number):
            number.write(self.typed, 9 if self.app.size.height >= 34 else 5)
        for option in self.query(Option):
            option.tick(option.number in self.ticked)
        for each in (*self.query(Option), *self.query(Choice)):
            key = str(each.number) if isinstance(each, Option) else each.key
            each.set_class(key == self.at, "-marked")
        for marked in self.query("Option.-marked, Choice.-marked"):
            marked.scroll_visible(animate=False)
        for answered in self.query(Answered):
            answered.set_class(answered.key == self.marked, "-marked")

    # --- answers ---------------------------------------------------------------------------------------------

    @property
    def deaf(self) -> bool:
        """Whether the question has only just come: a key meant for the one before it must not answer it."""
        return clock_of(self).monotonic_s() < self._listens_s

    def _is_held(self, key: str) -> bool:
        """Whether a key is the one that led here, still down: a system may wait long before it repeats it."""
        return key == self._given and clock_of(self).monotonic_s() < self._repeats_s

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """In the summary the arrows move the mark, and the paper with it."""
        return not (action == "scroll" and self.flow.question is None) and super().check_action(action, parameters)

    async def on_key(self, event: events.Key) -> None:
        key = event.character if event.is_printable and event.character else event.key
        if event.key in clicker.GO_KEYS:
            key = event.key
        held = self._is_held(key.lower())
        if held or (self.deaf and key not in ("up", "down", clicker.NEXT)):
            event.stop()
            if held:
                self._be_deaf(self._given, at_least_s=self._repeats_s)
        elif await self._pressed(key.lower()):
            event.stop()

    async def on_click(self, event: events.Click) -> None:
        for widget in event.widget.ancestors_with_self if event.widget is not None else ():
            if isinstance(widget, Answered):
                self._mark(widget.key)
            elif isinstance(widget, Choice) and not self.deaf:
                self.at = ""
                await self._pressed(widget.key)
            elif isinstance(widget, Option) and not self.deaf:
                await self._pressed(str(widget.number))

    async def _pressed(self, key: str) -> bool:
        """Does what a key means here; False where it means nothing."""
        question = self.flow.question
        if key == "q" or (key in ("escape", "left") and not self._answered() and self.only):
            self._leave()
        elif question is None:
            return await self._confirmed(key)
        elif key in (clicker.NEXT, clicker.BACK):
            await self._step(question, 1 if key == clicker.NEXT else -1)
        elif key == "escape" and not self._answered():
            self._leave()
        elif key in ("escape", "left") or (key == "backspace" and not self.typed):
            await self._back()
        elif key in ("?", "f1"):
            self.helping, self.told = not self.helping, ""
            await self._again()
        elif key in clicker.GO_KEYS and self.at not in ("", walk.DONE):
            await self._take(key)
        elif key in clicker.GO_KEYS and self._keeps:
            await self._answer(self.flow.offered, key)
        elif key in clicker.GO_KEYS and (key != walk.DONE or question.kind == "yes_no") and not self._entered_any:
            self.told = sentence(Reason("clicker_marks_first"))
            await self._again()
        elif question.kind == "yes_no" and key in WORDS:
            await self._answer(key)
        elif question.kind != "yes_no":
            return await self._entered(question, key)
        else:
            return False
        return True

    async def _confirmed(self, key: str) -> bool:
        """A key for the summary."""
        keys = [question.key for question in self._answered()]
        if key in clicker.GO_KEYS and self.changing:
            self._be_deaf(key)
            await self._back(self.marked)
        elif key in ("y", *clicker.GO_KEYS):
            self.dismiss(self.flow)
        elif key in ("left", "backspace", "n"):
            await self._back(self.marked)
        elif key in (clicker.NEXT, clicker.BACK):
            self._step_over_answers(keys, 1 if key == clicker.NEXT else -1)
        elif key == "escape":
            self._leave()
        elif key in ("up", "down"):
            at = keys.index(self.marked) + (1 if key == "down" else -1)
            self._mark(keys[min(len(keys) - 1, max(0, at))])
        else:
            return False
        return True

    def _step_over_answers(self, keys: list[str], by: int) -> None:
        """Up through the answers, down to what saves them; from there on to what is out of sight."""
        last = keys.index(self.marked) == len(keys) - 1
        if not self.changing and by > 0:
            self.action_scroll(5)
            return
        stays = not self.changing or (by > 0 and last)
        self.changing = not (self.changing and by > 0 and last)
        self._mark(self.marked if stays else keys[max(0, keys.index(self.marked) + by)])
        self.query_one("#keys", Static).update(key_line(self.keys()))

    def _mark(self, key: str) -> None:
        self.marked = key
        self._show_entered()
        for answered in self.query(".-marked"):
            answered.scroll_visible(animate=False)

    def _leave(self) -> None:
        """Out of the screening, after a question where answers would be lost."""
        if not self._answered():
            self.dismiss(None)
            return
        answers = [Answer("y", "yes, leave", True), Answer("n", "no, go on", False)]
        note = " ".join((*(self.urgent(self.flow) if self.flow.question is None else ()), NOT_KEPT))
        sure = Ask("Leave the screening?", answers, note=note, escape="n")
        self.app.push_screen(sure, self._left)

    def _left(self, sure: bool | None) -> None:
        if sure:
            self.dismiss(None)

    @property
    def _keeps(self) -> bool:
        """Whether Enter keeps the answer from before; ticks and digits stand there, and may be taken away."""
        nothing = ("", set[int]())
        return self.flow.offered_told is not None and (self.typed, self.ticked) == self._offered() == nothing

    @property
    def _entered_any(self) -> bool:
        """Whether a number was typed, an answer ticked, or that all are is marked."""
        return bool(self.typed or self.ticked or self.at)

    async def _step(self, question: Question, by: int) -> None:
        """A clicker's step: to another answer or number, or back to the question before."""
        if question.kind == "number" and self.typed:
            by = self.strides.step(by, clock_of(self).monotonic_s())
        age = self.flow.answers.get("age") if question.key == "first_pain_age" else None
        step = walk.stepped(question, self.at, self.typed, by, age)
        if step is None:
            if self._answered():
                self._be_deaf(clicker.BACK)
                await self._back()
            return
        self.at, self.typed = step
        self._typed_anew = True
        if self.told:
            self.told = ""
            await self._again()
        self._show_entered()

    async def _take(self, key: str) -> None:
        """What a clicker has marked: an answer, or one of several, which is ticked."""
        if self.at in WORDS:
            await self._answer(self.at, key)
        else:
            self.ticked ^= {int(self.at)}
            self._be_deaf(key)
            self._show_entered()

    async def _entered(self, question: Question, key: str) -> bool:
        """A key for a number or for one of several answers."""
        if key in WORDS:
            await self._answer(key)
        elif key in clicker.GO_KEYS:
            ticked = " ".join(str(number) for number in sorted(self.ticked))
            await self._answer(self.typed if question.kind == "number" else ticked, key)
        elif key == "backspace":
            self.typed = self.typed[:-1]
            self.draw()
        elif len(key) == 1 and key in "0123456789":
            if question.kind == "number":
                self.typed = (("" if self._typed_anew else self.typed) + key)[:LONGEST_NUMBER]
            elif 1 <= int(key) <= len(question.choices):
                self.ticked ^= {int(key)}
            self._typed_anew, self.at = False, ""
            self.draw()
        else:
            return False
        return True

    async def _answer(self, typed: str, key: str = "") -> None:
        """Takes an answer; `key` is the one that gave it, where it is not the answer itself."""
        try:
            self.flow = self.flow.answer(typed)
        except AnswerError as error:
            self.told, self.typed = sentence(error.reason), ""
        else:
            self.told, self.helping = "", False
            self._be_deaf(key or (typed if typed in WORDS else "enter"), clicker.HELD_S)
            self._take_up()
        if self.flow.question is None:
            if self.only and not self.urgent(self.flow):
                self.dismiss(self.flow)
                return
            self.marked = self._answered()[-1].key
        await self._again()

    def _be_deaf(self, given: str, held_s: float = DEAF_S, *, at_least_s: float = 0.0) -> None:
        now_s = clock_of(self).monotonic_s()
        self._given, self._listens_s = given, now_s + DEAF_S
        self._repeats_s = max(at_least_s, now_s + held_s)

    async def _back(self, key: str = "") -> None:
        """An answer is taken back, without a key the last one; nothing at the first question."""
        answered = [question.key for question in self._answered()]
        if self.flow.question is not None and (self.typed or self.ticked):
            self._half_done[self.flow.question.key] = self.typed, self.ticked
        if answered:
            key = key or answered[-1]
            if self.only:
                self.flow = self.flow.without(key, answered[answered.index(key) + 1 :])
            else:
                self.flow = self.flow.again(key)
        self.told, self.helping = "", False
        self._take_up()
        await self._again()

    def _take_up(self) -> None:
        """Begins the question at hand with what was entered there before one went back."""
        key = "" if self.flow.question is None else self.flow.question.key
        self.typed, self.ticked = self._half_done.pop(key, self._offered())
        self._typed_anew = bool(self.typed)
        offered = self.flow.offered
        question = self.flow.question
        self.at = offered if question is not None and offered in walk.answers(question) and offered in WORDS else ""
        self.changing = False

    def _offered(self) -> tuple[str, set[int]]:
        """What was typed, or ticked, where one comes back to an answer of digits."""
        question, typed = self.flow.question, self.flow.offered
        digits = typed.replace(" ", "").isdigit()
        if question is None or not digits or question.kind == "yes_no":
            return "", set()
        return (typed, set()) if question.kind == "number" else ("", set(map(int, typed.split())))

    async def _again(self) -> None:
        was_s, deaf = clock_of(self).monotonic_s(), self.deaf
        with self.app.batch_update():
            await self.recompose()
            self.draw()
        if deaf:  # From when it is seen: a slow computer takes long to draw it.
            took_s = clock_of(self).monotonic_s() - was_s
            self._listens_s, self._repeats_s = self._listens_s + took_s, self._repeats_s + took_s

    def _answered(self) -> list[Question]:
        return [question for question in self.flow.answered if not self.only or question.key in self.only]
