"""Makes every text that reaches the screen harmless: no markup, no signs that a terminal would act on.

Texts come from files, folders and other programs. What a widget is given goes through `as_it_is`, and what a widget
draws goes through `Harmless`, so that a text which took another way ends there.
"""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.content import Content
from textual.filter import LineFilter

from coach.core.safe_text import unseen


def as_it_is(text: str) -> Content:
    """The text letter by letter, brackets too, on as many lines as it has, with a blank for every unseen sign."""
    if not text.isprintable():
        text = "".join(" " if sign != "\n" and unseen(sign) else sign for sign in text)
    return Content(text)


class Harmless(LineFilter):
    """Leaves out of a line what is not to be seen: it would be acted on, or turn round what stands beside it."""

    def apply(self, segments: Sequence[Segment], background: Color) -> list[Segment]:
        del background
        return [
            segment if segment.text.isprintable() or segment.control
            else Segment(_harmless(segment.text), segment.style)
            for segment in segments
        ]  # fmt: skip


def _harmless(text: str) -> str:
    """As many columns as before: where a sign takes one there is a blank, and else nothing."""
    return "".join(sign if sign.isprintable() else " " * cell_len(sign) for sign in text)
