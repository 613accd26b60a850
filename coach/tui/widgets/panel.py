"""Frames with a title around what belongs together, and columns of them that fill a page; they know no content."""

from collections.abc import Sequence

from textual.app import RenderResult
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Size
from textual.layout import ArrangeResult, Layout
from textual.layouts.vertical import VerticalLayout
from textual.widget import Widget

from coach.tui.shown import as_it_is
from coach.tui.widgets.text import Static
from coach.tui.words.dotted import dotted

PANEL, GROWS = "panel", "-grows"
FRAME_ROWS, FRAME_COLUMNS = 2, 4  # What the frame takes with its padding.


def titled(widget: Widget, title: str, below: str = "") -> None:
    """Puts a title on the frame of a widget, and something small under it; no text is markup."""
    widget.add_class(PANEL)
    widget.border_title = as_it_is(title)
    widget.border_subtitle = as_it_is(below)


class TextPanel(Static):
    """Lines in a frame with a title."""

    def __init__(self, title: str, text: str | Content, *, below: str = "") -> None:
        super().__init__(text, markup=False)
        titled(self, title, below)


class ListPanel(Widget):
    """Things in a frame with a title, a dot before each; what goes on in another line hangs under its words."""

    def __init__(self, title: str, things: Sequence[str], *, below: str = "") -> None:
        super().__init__()
        self.things = [as_it_is(each) for each in things]
        titled(self, title, below)

    def _lines(self, width: int) -> list[Content]:
        return [line for each in self.things for line in dotted(each, width)]

    def render(self) -> RenderResult:
        return Content("\n").join(self._lines(self.size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as its lines are."""
        del container, viewport
        return len(self._lines(width))


class Panel(Vertical):
    """Widgets in a frame with a title."""

    def __init__(self, title: str, *, below: str = "", id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        titled(self, title, below)


class Filled(VerticalLayout):
    """One below the other; what is left of the height goes to the one that `-grows`, else to the last."""

    def arrange(self, parent: Widget, children: Sequence[Widget], size: Size, greedy: bool = True) -> ArrangeResult:
        placed = [*super().arrange(parent, [*children], size, greedy)]
        left = size.height - max((each.region.bottom for each in placed), default=0)
        if not placed or left <= 0:
            return placed
        grows = next((n for n, each in enumerate(placed) if each.widget.has_class(GROWS)), len(placed) - 1)
        grown = placed[grows]
        placed[grows] = grown._replace(region=grown.region.grow((0, 0, left, 0)))
        placed[grows + 1 :] = [
            each._replace(region=each.region.translate((0, left))) for each in placed[grows + 1 :]
        ]
        return placed


class Column(Vertical):
    """Frames one below the other, which in a wide window fill the height of the page where it `fills`."""

    def __init__(self, *, id: str, fills: bool = True) -> None:  # noqa: A002 (its name in Textual)
        super().__init__(id=id, classes="column")
        self.fills = fills
        self._filled = Filled()

    @property
    def layout(self) -> Layout:
        # The styles keep only the name of a layout, not one of our own.
        return self._filled if self.fills and self.screen.has_class("-wide") else super().layout
