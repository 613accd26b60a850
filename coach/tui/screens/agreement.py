"""What the coach is and is not, to be agreed to once; it must not know what follows from a no."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from coach.core.reason import Reason
from coach.core.screening.questions import DISCLAIMER
from coach.core.words import sentence
from coach.tui.screens.sheet import Keys, Point, Sheet
from coach.tui.widgets.text import Static


class Agreement(Sheet[bool]):
    """What the coach is and is not, to be agreed to once."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "dismiss(True)", "I agree"),
        Binding("n,q,escape", "dismiss(False)", "No"),
        Binding("pagedown", "scroll(5)", "Down", show=False),
        Binding("pageup", "scroll(-5)", "Up", show=False),
    ]

    def bar(self) -> str:
        return "Backcoach   Before you start"

    def content(self) -> ComposeResult:
        for each in DISCLAIMER:
            yield Point(sentence(each))
        yield Static(sentence(Reason("do_you_agree")), classes="lead -later", markup=False)

    def keys(self) -> Keys:
        return (("y", "yes, I agree"), ("n", "no, quit"), ("↑ ↓", "scroll"))
