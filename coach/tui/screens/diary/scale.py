"""Asks how well an own thing goes, 0 to 10, on the scale of the ratings; it must not know what follows."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from coach.core.reason import Reason
from coach.core.safe_text import clean
from coach.core.words import sentence
from coach.tui.screens.question import HELP
from coach.tui.screens.rating import HOW, Rating, scale_of
from coach.tui.widgets.text import Static

LEAST, MOST = "not at all", "as well as before"
# Here a high number is good, other than for pain: no colour says that one of them is bad.
ZONES = (
    ("", "calm", (0,)), ("hardly", "calm", (1, 2, 3)), ("half", "calm", (4, 5, 6)), ("nearly", "calm", (7, 8, 9)),
    ("", "calm", (10,)),
)  # fmt: skip
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
            yield from scale_of(ZONES, LEAST, MOST)
            yield Static(HOW, id="how", classes="hint", markup=False)
            yield Static(
                f"s  {self.skip}    Esc  {self.cancel}    {HELP}", id="leave", classes="hint", markup=False
            )
