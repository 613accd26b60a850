"""Asks how well an own thing goes, 0 to 10, on the scale of the ratings; it must not know what follows."""

from textual.app import ComposeResult
from textual.containers import Center, Horizontal, Vertical, VerticalScroll

from coach.core.reason import Reason
from coach.core.safe_text import clean
from coach.core.words import sentence
from coach.tui.screens.question import HELP
from coach.tui.screens.rating import HOW, Number, Rating
from coach.tui.widgets.text import Static

LEAST, MOST = "not at all", "as well as before"
# Here a high number is good, other than for pain: no colour says that one of them is bad.
ZONES = (("", (0,)), ("hardly", (1, 2, 3)), ("half", (4, 5, 6)), ("nearly", (7, 8, 9)), ("", (10,)))
ABOUT = f"""0 is {LEAST}, 10 is {MOST}: here more is better.
The first thought is right. Leaving one open is fine.
No dose depends on it."""


class OwnScale(Rating):
    """The scale for one thing; `last` is what it was in an earlier week. Escape goes back, s leaves it open."""

    def __init__(self, what: str, last: int | None) -> None:
        super().__init__(
            sentence(Reason("own_rate", what=clean(what))),
            skip="leave it open",
            cancel="back",
            usual=last,
            follows=True,
            stays=True,
        )
        self.about = ABOUT
        self._last = sentence(Reason("own_last", rating=last))

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="card own", id="rating", can_focus=False):
            yield Static(self.question, classes="question", markup=False)
            if self._last:
                yield Static(self._last, classes="hint", markup=False)
            with Center(), Vertical(id="scale"):
                with Horizontal(id="numbers"):
                    for words, numbers in ZONES:
                        with Vertical(classes="zone calm"):
                            with Horizontal(classes="numbers"):
                                for number in numbers:
                                    yield Number(number)
                            yield Static(words, classes="words", markup=False)
                with Horizontal(id="ends"):
                    yield Static(LEAST, id="least", markup=False)
                    yield Static(MOST, id="most", markup=False)
            yield Static(HOW, id="how", classes="hint", markup=False)
            yield Static(f"s  {self.skip}    Esc  {self.cancel}    {HELP}", classes="hint", markup=False)
