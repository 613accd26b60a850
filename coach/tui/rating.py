"""Asks how the back is, 0 to 10, large enough for the floor; it must not know what follows from the answer."""

from textual import events
from textual.app import ComposeResult
from textual.containers import Center, Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Static

from coach.model import Effort, Stop
from coach.tui import bigwords, plainly
from coach.tui.dialogs import Answer, Question

NOW = "How is your back now, 0 to 10?"
HURTS = "How much does it hurt, 0 to 10?"
WAIT_FOR_ZERO_S = 0.8  # After a 1: it may become a 10.
# The scale's words; the borders are those of the pain rules (2 and less, up to 5, above 5, from 8 on).
ZONES = (
    ("none", "calm", (0,)), ("a little", "calm", (1, 2)), ("clearly there", "middle", (3, 4, 5)),
    ("strong", "high", (6, 7)), ("severe", "high", (8, 9, 10)),
)  # fmt: skip


class Number(Static):
    """One number of the scale."""

    def __init__(self, value: int) -> None:
        super().__init__(str(value), classes="number", markup=False)
        self.value = value

    def draw(self, scale: int) -> None:
        """As plain text at scale 0, else as large digits."""
        text = str(self.value)
        self.update("\n".join(bigwords.render(text, scale)) if scale else text)


class Rating(ModalScreen[int | None]):
    """The 0–10 scale; gives the number, or None when skipped."""

    def __init__(self, question: str = NOW, *, skip: str = "skip") -> None:
        super().__init__()
        self.question = question
        self.skip = skip
        self.chosen: int | None = None
        self._waiting: Timer | None = None

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="card", id="rating"):
            yield Static(self.question, classes="question", markup=False)
            with Center(), Horizontal(id="scale"):
                for words, zone, numbers in ZONES:
                    with Vertical(classes=f"zone {zone}"):
                        with Horizontal(classes="numbers"):
                            for number in numbers:
                                yield Number(number)
                        yield Static(words, classes="words", markup=False)
            yield Static("0 to 9  that number    t  ten    ← → Enter  choose", classes="hint", markup=False)
            yield Static(f"s  {self.skip}", classes="hint", markup=False)

    def on_resize(self, event: events.Resize) -> None:
        scale = 2 if event.size.width >= 136 and event.size.height >= 24 else 1 if event.size.width >= 78 else 0
        self.set_class(scale == 0, "-small")
        self.set_class(scale == 2, "-large")
        scale = 0 if plainly.wanted(self) else scale
        for number in self.query(Number):
            number.draw(scale)

    def on_key(self, event: events.Key) -> None:
        key = event.key
        if self._waiting is not None and key == "0":
            self._give(10)
        elif key == "1":
            self._choose(1)
            self._waiting = self.set_timer(WAIT_FOR_ZERO_S, lambda: self._give(1))
        elif len(key) == 1 and key in "023456789":
            self._give(int(key))
        elif key in ("t", "T"):
            self._give(10)
        elif key in ("s", "escape"):
            self._give(None)
        elif key in ("left", "right", "pageup", "pagedown"):
            step = 1 if key in ("right", "pagedown") else -1
            self._choose(min(10, max(0, (self.chosen if self.chosen is not None else -1) + step)))
        elif key == "enter" and self.chosen is not None:
            self._give(self.chosen)
        else:
            return
        event.stop()

    def on_click(self, event: events.Click) -> None:
        if isinstance(event.widget, Number):
            self._give(event.widget.value)

    def _choose(self, value: int) -> None:
        self._stop_waiting()
        self.chosen = value
        for number in self.query(Number):
            number.set_class(number.value == value, "-chosen")

    def _give(self, value: int | None) -> None:
        self._stop_waiting()
        if self.is_current:
            self.dismiss(value)

    def _stop_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.stop()
            self._waiting = None


def effort_question() -> Question[Effort]:
    """How hard it was; the next doses depend on it."""
    answers: list[Answer[Effort]] = [
        Answer("e", "easy: I could have done more", "easy"),
        Answer("o", "ok: just right", "ok"),
        Answer("h", "hard: it was too much", "hard"),
    ]
    return Question("How was it?", answers, skip="skip")


def stop_question() -> Question[Stop]:
    """Why a session ended early; the kind of pain decides about the next one."""
    answers: list[Answer[Stop]] = [
        Answer("n", "no more time", "time"),
        Answer("t", "too tired", "tired"),
        Answer("p", "pain", "pain"),
        Answer("x", "sudden, sharp pain", "sharp"),
        Answer("l", "leg pain, new or further down", "spread"),
    ]
    return Question("Why did you stop?", answers, skip="skip")
