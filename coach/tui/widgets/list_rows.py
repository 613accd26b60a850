"""A list of things in rows that one of them is chosen from; it must not know what they are.

Only the rows that are seen are drawn, so that a screenful costs the same however long the list is.
"""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from coach.tui.app_clock import clock_of
from coach.tui.one_button import clicker
from coach.tui.one_button.walk import Strides

MARKED, REVERSED = Style(reverse=True, bold=True), Style(reverse=True)
Line = tuple[str, str]  # A text, and what it is: "title", "about", "wrong" or nothing, a component class.


class Rows(ScrollView, can_focus=True):
    """Rows of `lines_each` lines, one of them marked; keys and mouse move the mark."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--title", "rows--about", "rows--wrong"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "Up", show=False),
        Binding("down,j", "move(1)", "Down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("home", "move(-1000000)", "First", show=False),
        Binding("end", "move(1000000)", "Last", show=False),
        Binding(clicker.GO, "open", "Open", show=False),
    ]

    class Chosen(Message):
        """Another row is marked, or with `opened` the marked one is taken, maybe by a click."""

        def __init__(self, index: int, opened: bool, clicked: bool = False) -> None:
            super().__init__()
            self.index = index
            self.opened = opened
            self.clicked = clicked

    def __init__(self, css_id: str, *, lines_each: int = 1, nothing: str = "") -> None:
        super().__init__(id=css_id)
        self.lines_each = lines_each
        self.nothing = nothing
        self.count = 0
        self.marked = 0
        self._strides = Strides()

    def show(self, count: int) -> None:
        """So many rows; the mark stays where it is."""
        self.count = count
        self.marked = min(self.marked, max(0, count - 1))
        self.virtual_size = Size(1, count * self.lines_each)
        self.refresh()

    @property
    def shows_mark(self) -> bool:
        """Whether the marked row is seen as such."""
        return True

    def row(self, index: int, width: int) -> Sequence[Line]:
        """The lines of a row, each to be cut at `width` columns."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        index, line = divmod(y + round(self.scroll_offset.y), self.lines_each)
        if index == 0 and line == 0 and not self.count:
            return self._strip((f" {self.nothing}", ""), width, marked=False)
        if index >= self.count:
            return Strip.blank(width, self.rich_style)
        lines = self.row(index, width)
        if line >= len(lines):
            return Strip.blank(width, self.rich_style)
        return self._strip(lines[line], width, marked=index == self.marked and self.shows_mark)

    def _strip(self, line: Line, width: int, *, marked: bool) -> Strip:
        text, kind = line
        style = self.rich_style
        if marked:
            style += MARKED if kind != "about" else REVERSED
        elif kind:
            style = self.get_component_rich_style(f"rows--{kind}")
        return Strip([Segment(set_cell_size(text, width), style)], width)

    def action_move(self, rows: int) -> None:
        self.mark(self.marked + rows)

    def action_page(self, pages: int) -> None:
        """A row on, so that a clicker reaches every one; a page where the key is held, or pressed on and on."""
        fit = self.size.height // self.lines_each
        runs = abs(self._strides.step(pages, clock_of(self).monotonic_s())) > 1
        self.mark(self.marked + pages * (max(1, fit - 1) if runs and self.count > fit else 1))

    def action_open(self, clicked: bool = False) -> None:
        if self.count:
            self.post_message(self.Chosen(self.marked, opened=True, clicked=clicked))

    def on_click(self, event: events.Click) -> None:
        index = (event.y + round(self.scroll_offset.y)) // self.lines_each
        if index < self.count:
            self.mark(index)
            self.action_open(clicked=True)

    def mark(self, index: int) -> None:
        """Marks a row, or the nearest one that there is, and scrolls to it."""
        index = max(0, min(self.count - 1, index))
        if not self.count or index == self.marked:
            return
        self.marked = index
        self.scroll_to_marked()
        self.refresh()
        self.post_message(self.Chosen(index, opened=False))

    def scroll_to_marked(self) -> None:
        """Brings the whole marked row into view."""
        first, last = self.marked * self.lines_each, (self.marked + 1) * self.lines_each
        top, height = round(self.scroll_offset.y), self.size.height
        if height and not top <= first <= last <= top + height:
            self.scroll_to(y=first if first < top else max(0, last - height), animate=False, force=True)

    def on_resize(self) -> None:
        self.scroll_to_marked()


def shortened(text: str, columns: int) -> str:
    """The text, or as much of it as fits with an ellipsis."""
    if cell_len(text) <= columns:
        return text
    return f"{set_cell_size(text, max(0, columns - 1)).rstrip()}…"


def padded(text: str, columns: int) -> str:
    """The text in exactly so many columns."""
    return set_cell_size(shortened(text, columns), columns)
