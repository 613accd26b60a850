"""Asks how the back is, 0 to 10, large enough for the floor; it must not know what follows from the answer."""

from collections.abc import Iterable, Sequence
from typing import ClassVar, Literal

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Center, Horizontal, Vertical, VerticalScroll
from textual.timer import Timer

from coach.core.model.done import Effort, Session
from coach.core.number_words import number as number_word
from coach.core.reason import Reason
from coach.core.timeline import phrases
from coach.core.words import sentence
from coach.listen.vocabulary import Context
from coach.session.asking.turns import Turns
from coach.session.by_voice.answers import meant
from coach.tui import plain_characters
from coach.tui.app_clock import clock_of
from coach.tui.drawing import letters
from coach.tui.key_help import help_for
from coach.tui.one_button.offering import PRESS, TAKEN, Offering
from coach.tui.screens.question import HELP, Answer, Question
from coach.tui.widgets.text import Static
from coach.tui.words import texts

NOW = "How is your back now, 0 to 10?"
HOW_AFTER = "How was your back after it, 0 to 10?"
HOW_WAS_IT = "How was it?"
TEN = 10
WAIT_FOR_ZERO_S = 0.8  # After a 1 or a 0: it may become a 10.
LOOK_S = 0.05
LEAST, MOST = "no pain", "worst imaginable"
HOW = "0 to 9  the number   t  ten   ← → Enter  choose"
# The words between the ends; the borders are those of the pain rules (2 and less, up to 5, above 5, from 8 on).
ZONES = (
    ("", "calm", (0,)), ("a little", "calm", (1, 2)), ("clearly there", "middle", (3, 4, 5)),
    ("strong", "high", (6, 7)), ("severe", "high", (8, 9, 10)),
)  # fmt: skip
ONE_BUTTON = """With one button (Enter, space, clicker or mouse): wait
a little, or press it, and I count aloud. Press at your
number. A second press takes it back."""
ABOUT = f"""The number is for the pain right now: 0 is {LEAST}, 10 the {MOST}. The first thought is right.

0 to 2   calm: there may be slightly more
3 to 5   fine where it is near your usual
6, 7     half as much, unless near your usual
8 to 10  severe: no exercise today; after one, get
         advice and answer the screening again

2 more after than before: half as much next time.
Skipping is fine: only, nothing goes up then.

{ONE_BUTTON}"""
PAIN_IS_KEPT = "The pain is kept already. This is about the effort alone."
ABOUT_EFFORT = """How hard it was decides with your ratings what comes next.

easy   two such days, and there is slightly more
ok     it stays as it is
hard   a little less next time
skip   nothing goes up"""


class Number(Static):
    """One number of the scale."""

    def __init__(self, value: int) -> None:
        super().__init__(str(value), classes="number", markup=False)
        self.value = value

    def draw(self, scale: int) -> None:
        """As plain text at scale 0, else as large digits."""
        text = str(self.value)
        self.update("\n".join(letters.render(text, scale)) if scale else text)


def scale_of(zones: Iterable[tuple[str, str, Sequence[int]]], least: str, most: str) -> ComposeResult:
    """The numbers in zones, each with its words, kind and numbers; below them what the two ends mean."""
    with Center(), Vertical(id="scale"):
        with Horizontal(id="numbers"):
            for words, zone, numbers in zones:
                with Vertical(classes=f"zone {zone}"):
                    with Horizontal(classes="numbers"):
                        for number in numbers:
                            yield Number(number)
                    yield Static(words, classes="words", markup=False)
        with Horizontal(id="ends"):
            yield Static(least, id="least", markup=False)
            yield Static(most, id="most", markup=False)


class Rating(Offering[int | None]):
    """The 0–10 scale; gives the number, or None when skipped or, where it does not stay, left `unanswered`.

    With `cancel`, which says what that does, escape sets `cancelled` and gives None; else escape skips as s does.
    `typed` are keys that were meant for it before it was there. One button is told the numbers from near the
    `usual` one on, and where it `may_be_fine` that it is to be skipped before them; `asked_aloud`: the question was
    said just now.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("question_mark,f1", "help", "Help")]

    def __init__(
        self,
        question: str = NOW,
        *,
        skip: str = "skip",
        cancel: str = "",
        typed: str = "",
        follows: bool = False,
        usual: int | None = None,
        asks: bool = False,
        asked_aloud: bool = False,
        stays: bool = False,
        may_be_fine: bool = False,
    ) -> None:
        super().__init__(follows=follows, about=ABOUT, asks=asks, stays=stays)
        self.question = question
        self.skip = skip
        self.cancel = cancel
        self.cancelled = False
        self.chosen: int | None = None
        self._typed = typed
        self._asked_aloud = asked_aloud
        self._by_arrows = False
        self._waiting: Timer | None = None
        # One below the usual first: who hears the first number has to get ready.
        first = max(0, (usual or 0) - 1)
        self._told: list[int | None] = [*range(TEN + 1)]
        self._first = first
        if may_be_fine:
            self._told, self._first = [None, *range(first, TEN + 1), *range(first)], 0

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="card", id="rating", can_focus=False):
            yield Static(self.question, classes="question", markup=False)
            yield from scale_of(ZONES, LEAST, MOST)
            yield Static(HOW, id="how", classes="hint", markup=False)
            leave = f"s  {self.skip}    Esc  {self.cancel}" if self.cancel else f"s  Esc  {self.skip}"
            yield Static(f"{leave}    {HELP}", id="leave", classes="hint", markup=False)

    def on_mount(self) -> None:
        self.call_after_refresh(self._press_typed)

    def on_resize(self, event: events.Resize) -> None:
        scale = 2 if event.size.width >= 136 and event.size.height >= 24 else 1 if event.size.width >= 78 else 0
        self.set_class(scale == 0, "-small")
        self.set_class(scale == 2, "-large")
        scale = 0 if plain_characters.wanted(self) else scale
        for number in self.query(Number):
            number.draw(scale)

    def offered(self) -> Iterable[BindingType]:
        yield Binding("t", f"give({TEN})", "ten; 0 to 9 give that number")
        yield Binding("s" if self.cancel else "s,escape", "give(None)", self.skip)
        if self.cancel:
            yield Binding("escape", "cancel", self.cancel)
        yield from type(self).BINDINGS

    def on_key(self, event: events.Key) -> None:
        if self.deaf or self._press(event.key):
            event.stop()

    def _press_typed(self) -> None:
        for key in self._typed:
            self._press(key)

    def _press(self, key: str) -> bool:
        """Does what a key does; False for a key that does nothing here."""
        if self._waiting is not None and key == "0":
            self.action_give(TEN)
        elif key in ("0", "1"):
            self._take(int(key))
        elif len(key) == 1 and key in "23456789":
            self.action_give(int(key))
        elif key in ("t", "T"):
            self.action_give(TEN)
        elif key == "escape" and self.cancel:
            self.action_cancel()
        elif key in ("s", "escape"):
            self.action_give(None)
        elif key in ("left", "right"):
            self._choose(
                min(TEN, max(0, (self.chosen if self.chosen is not None else -1) + (1 if key == "right" else -1)))
            )
            self._by_arrows = True
            self.marked(self._told.index(self.chosen))
        elif key == "enter" and self.chosen is not None and (self.busy or self._by_arrows):
            self.action_give(self.chosen)
        else:
            self._stop_waiting()
            self._by_arrows = False
            return self.pressed(key)
        return True

    def on_click(self, event: events.Click) -> None:
        place = (event.screen_x, event.screen_y)
        if self.deaf:
            return
        if isinstance(event.widget, Number) and not self.is_parked(place):
            self.action_give(event.widget.value)
        else:
            self._stop_waiting()
            self.clicked(place)

    def action_give(self, value: int | None) -> None:
        """The answer, by a key or a click of its own."""
        self.by_keys()
        self._stop_waiting()
        self.give(value)

    def action_cancel(self) -> None:
        """Back to where the question came from."""
        self.cancelled = True
        self.action_give(None)

    def action_help(self) -> None:
        self.app.push_screen(help_for(self))

    def _take(self, value: int) -> None:
        """Takes a number that may still become a ten, and says so."""
        self._choose(value)
        zero = "0 again" if value == 0 else "0"
        self.marked(self._told.index(value))
        self.query_one("#how", Static).update(f"{value} is taken    {zero}  ten    Enter  go on at once")
        clock = clock_of(self)
        due_s = clock.monotonic_s() + WAIT_FOR_ZERO_S
        self._waiting = self.set_interval(LOOK_S, lambda: self._give_when_due(value, clock.monotonic_s() >= due_s))

    def _give_when_due(self, value: int, due: bool) -> None:
        if due:
            self.action_give(value)

    def _choose(self, value: int) -> None:
        self._stop_waiting()
        self.chosen = value
        for number in self.query(Number):
            number.set_class(number.value == value, "-chosen")

    def _stop_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.stop()
            self._waiting = None
            self.query_one("#how", Static).update(HOW)

    # --- counted aloud ---------------------------------------------------------------------------------------

    def answers_aloud(self) -> Sequence[str]:
        fine = sentence(Reason("ask_fine"))
        return [fine if each is None else phrases.sentence(number_word(each)) for each in self._told]

    def question_aloud(self) -> str:
        return self.question

    @property
    def asked_aloud(self) -> bool:
        return self._asked_aloud

    @property
    def first_offer(self) -> int:
        return self._first

    @property
    def lead(self) -> Reason:
        return Reason("ask_count")

    @property
    def left_open(self) -> Reason:
        return Reason("ask_unrated")

    @property
    def busy(self) -> bool:
        return self._waiting is not None

    @property
    def hears(self) -> Context | None:
        return "rating"

    def index_heard(self, name: str) -> int | None:
        value = meant("rating", name)
        return self._told.index(value) if isinstance(value, int) else None

    def skip_heard(self) -> bool:
        self.speaker.hush()
        self.give(None)
        return True

    def settle_on(self, index: int) -> None:
        self.give(self._told[index])

    def leave_open(self) -> None:
        self.give(None)

    def show_turn(self, turns: Turns) -> None:
        self.chosen = None if turns.at is None else self._told[turns.at]
        for number in self.query(Number):
            number.set_class(number.value == self.chosen, "-chosen")
        fine = turns.at is not None and self.chosen is None
        self.query_one("#leave", Static).set_class(fine, "-chosen")
        taken = f"“{self.skip}”" if fine else f"{self.chosen}"
        hints = {"offering": f"{PRESS}your number", "taken": f"{taken} {TAKEN}"}
        self.query_one("#how", Static).update(hints.get(turns.phase, HOW))


Interrupted = Literal["go on", "rate", "leave"]


class InterruptedQuestion(Question[Interrupted]):
    """Asked at the next start of the program, about a session that it could not end.

    `way_on` says where it goes on, "" where it does not. The one button gives the first answer at once.
    """

    def __init__(self, session: Session, way_on: str) -> None:
        answers: list[Answer[Interrupted]] = [
            Answer("r", "rate it now", "rate"),
            Answer("l", "leave it without a rating", "leave"),
        ]
        if way_on:
            answers.insert(0, Answer("g", "go on where it was", "go on"))
        note = f"Your session of {texts.day(session.at)} was interrupted. What you did is kept. {way_on}"
        asked = "Go on?" if way_on else "How did it go?"
        aloud = f"Your session was interrupted. {way_on} {asked}"
        super().__init__(
            asked, answers, note=note.strip(), skip="ask me next time", aloud=aloud, at_once=True, hears="controls"
        )


def ready_question() -> Question[bool]:
    """Waits until somebody is there."""
    said = sentence(Reason("ask_ready"))
    return Question(
        said, [Answer("Enter", "start", True, "start")], follows=True, aloud=said, at_once=True, hears="controls"
    )


def effort_question(*, follows: bool = False, hurt: bool = False) -> Question[Effort]:
    """How hard it was; the next doses depend on it.

    Where it `hurt`, only the effort is asked for, nothing is called just right, and easy is offered last.
    """
    answers: list[Answer[Effort]] = [
        Answer("e", "easy: I could have done more", "easy", "easy"),
        Answer("o", "ok: the effort was right" if hurt else "ok: just right", "ok", "okay"),
        Answer("h", "hard: it was too much", "hard", "hard"),
    ]
    if hurt:
        answers.reverse()
    note = PAIN_IS_KEPT if hurt else ""
    return Question(
        HOW_WAS_IT,
        answers,
        note=note,
        skip="skip",
        follows=follows,
        about=ABOUT_EFFORT,
        aloud=HOW_WAS_IT,
        hears="effort",
    )
