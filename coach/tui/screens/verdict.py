"""Shows what the screening decided, large and plain, with the movements to avoid; it decides nothing itself."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Center, Container, Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget

from coach.core import braille_cell, figure
from coach.core.exercise import Figure
from coach.core.model.screened import Outcome, Verdict
from coach.tui.one_button import clicker
from coach.tui.screens.sheet import BigWord, Keys, Sheet
from coach.tui.widgets.text import Static

TITLES: dict[Outcome, str] = {
    "emergency": "GET HELP NOW",
    "see_clinician": "SEE A CLINICIAN",
    "clinician_first": "ASK FIRST",
    "no_plan": "NO PLAN YET",
    "plan": "YOU CAN START",
}
FRAME_S = 1 / 10
REPEATS_S = 0.4  # Longer than from one repetition of a held key to the next.
OUT_S, HELD_S = 2.0, 1.0  # Out, held, and back, over and over.


class Avoided(Widget):
    """A movement to avoid, moving behind a cross."""

    def __init__(self, shown: Figure, clock: Callable[[], float], *, plain: bool) -> None:
        super().__init__(classes="avoided-figure")
        self.figure = shown
        self.clock = clock
        self.charset: figure.Charset = "ascii" if plain else "braille"
        self._begun_s = clock() - OUT_S  # At its end, where one sees what it is.
        self._drawn = self._progress()

    def on_mount(self) -> None:
        self.set_interval(FRAME_S, self._go_on)

    def _go_on(self) -> None:
        now = self._progress()
        if now != self._drawn:
            self._drawn = now
            self.refresh()

    def _progress(self) -> float:
        turn_s = OUT_S + HELD_S
        at_s = (self.clock() - self._begun_s) % (2 * turn_s)
        return min(1.0, at_s / OUT_S) if at_s < turn_s else max(0.0, 1 - (at_s - turn_s) / OUT_S)

    def render(self) -> Content:
        width, height = self.size
        lines = figure.lines(self.figure, self._drawn, None, width, height, self.charset, crossed=True)
        return Content("\n".join(lines).replace(braille_cell.EMPTY, " "))


class OutcomeSheet(Sheet[None]):
    """The outcome. `sentences` are read first to last; `avoided` are movements, each with its sentence.

    `clock` gives seconds and only has to go forward.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,escape,q", "go_on", "Go on"),
        Binding(f"space,{clicker.NEXT}", "page", "On, first to what is out of sight", show=False),
        Binding(clicker.QUIET_GO, "go_on", "Go on", show=False),
        Binding(clicker.BACK, "scroll(-5)", "Up", show=False),
    ]

    def __init__(
        self,
        verdict: Verdict,
        sentences: Sequence[str],
        avoided: Sequence[tuple[str, Figure]],
        *,
        plain: bool = False,
        clock: Callable[[], float],
    ) -> None:
        super().__init__(classes=f"-{verdict.outcome.replace('_', '-')}")
        self.clock = clock
        self._listens_s = clock() + clicker.HELD_S
        self.outcome: Outcome = verdict.outcome
        self.sentences = tuple(sentences)
        self.avoided = tuple(avoided)
        self.plain = plain

    def bar(self) -> str:
        return "Backcoach   What your answers mean"

    def content(self) -> ComposeResult:
        with Center():
            yield BigWord(TITLES[self.outcome], folded=not self.avoided)
        with Container(classes=f"outcome -with-{len(self.avoided)}"):
            if self.avoided:
                with Horizontal(classes="avoided"):
                    for sentence, shown in self.avoided:
                        with Vertical(classes="avoided-one"):
                            yield Avoided(shown, self.clock, plain=self.plain)
                            yield Static(sentence, classes="avoided-words", markup=False)
            with Vertical(classes="means"):
                for sentence in self.sentences:
                    yield Static(sentence, classes="means-line", markup=False)

    def keys(self) -> Keys:
        return (("Enter", "go on"), ("↑ ↓", "scroll"))

    @property
    def deaf(self) -> bool:
        """Whether it, or its end, has only just come: the key that led there may be hit twice, or held."""
        return self.clock() < self._listens_s

    def action_go_on(self) -> None:
        if self.deaf:
            self._stay()
        elif self.is_current:
            self.dismiss(None)

    def _stay(self) -> None:
        self._listens_s = max(self._listens_s, self.clock() + REPEATS_S)

    def action_page(self) -> None:
        """On to what is below, or on where everything was seen."""
        if self.unseen:
            self.action_scroll(5)
            self._stay()
        else:
            self.action_go_on()
