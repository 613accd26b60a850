"""What the coach is and is not, to be agreed to once; it must not know what follows from a no."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from coach.core.reason import Reason
from coach.core.screening.questions import DISCLAIMER
from coach.core.words import sentence
from coach.tui.app_clock import clock_of
from coach.tui.one_button import clicker
from coach.tui.screens.sheet import Keys, Point, Sheet, key_line
from coach.tui.widgets.text import Static

REPEATS_S = 0.4  # Longer than from one repetition of a held key to the next.
ANSWERS: Keys = (("y", "yes, I agree"), ("n", "no, quit"))


class Agreement(Sheet[bool]):
    """What the coach is and is not, to be agreed to once."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "dismiss(True)", "I agree"),
        Binding("n,q,escape", "dismiss(False)", "No"),
        Binding(clicker.NEXT, "step(1)", "Down, then mark an answer", show=False),
        Binding(clicker.BACK, "step(-1)", "Up", show=False),
        Binding(clicker.GO, "take", "Take the marked answer", show=False),
    ]

    at = ""  # The key of the answer that a clicker has marked: to agree takes a step and a press.
    _listens_s = 0.0  # By the app's clock: the press that marked an answer, hit twice or held, does not take it.

    def bar(self) -> str:
        return "Backcoach   Before you start"

    def content(self) -> ComposeResult:
        for each in DISCLAIMER:
            yield Point(sentence(each))
        yield Static(sentence(Reason("do_you_agree")), classes="lead -later", markup=False)

    def keys(self) -> Keys:
        return (*ANSWERS, ("↑ ↓", "scroll"))

    def action_step(self, by: int) -> None:
        """On to what is out of sight, then over the answers; and back."""
        marks = ("", *(key for key, _ in ANSWERS))
        place = marks.index(self.at) + by
        if place < 0 or (by > 0 and self.unseen):
            self.action_scroll(5 * by)
        else:
            self.at = marks[min(place, len(ANSWERS))]
            self.query_one("#keys", Static).update(key_line(self.keys(), self.at))

    def action_take(self) -> None:
        """What is marked; else what leads to it."""
        now_s = clock_of(self).monotonic_s()
        if not self.at:
            self.action_step(1)
            self._listens_s = now_s + clicker.HELD_S
        elif now_s < self._listens_s:
            self._listens_s = max(self._listens_s, now_s + REPEATS_S)
        elif self.is_current:
            self.dismiss(self.at == "y")
