"""A full screen with something to read in its middle and answers under it; it must not know what it is about."""

from collections.abc import Sequence
from typing import ClassVar, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

from coach.tui import plain_characters
from coach.tui.drawing import letters
from coach.tui.widgets.text import Static

T = TypeVar("T")
Keys = Sequence[tuple[str, str]]
LARGE_COLUMNS, LARGE_ROWS = 78, 22
TALL_ROWS = 34
SHEET_COLUMNS = 76
TICKED, NOT_TICKED = "●", "○"


class Fitted(Static):
    """What is drawn anew, and larger or smaller, once the size of the screen is known."""

    def show(self, drawn: str | Content) -> None:
        """As `update`, which before the widget is mounted keeps the measures of the old drawing: it was cut."""
        self.update(drawn)
        self._layout_cache.clear()
        self.clear_cached_dimensions()


class Choice(Fitted):
    """An answer with the key that gives it, to be clicked too; if `large`, in large letters where there is room."""

    def __init__(self, key: str, label: str, *, large: bool = False) -> None:
        super().__init__(classes="choice", markup=False)
        self.key, self.label, self.large = key, label, large
        self.draw(False)

    def draw(self, large: bool) -> None:
        if large and self.large and letters.can_draw(self.label):
            lines = letters.render(self.label)
            left = " " * ((len(lines[0]) - 3) // 2)
            self.show(Content.assemble("\n".join(lines), "\n", left, (f" {self.key} ", "bold reverse")))
        else:
            shown = self.key if len(self.key) == 1 else self.key.capitalize()
            self.show(Content.assemble((f" {shown} ", "bold reverse"), f"  {self.label}"))


class Option(Horizontal):
    """One of several answers to tick; number and mark stand alone in front of it."""

    def __init__(self, number: int, label: str) -> None:
        super().__init__(classes="option")
        self.number, self.label = number, label
        self.mark = Static(NOT_TICKED, classes="option-mark", markup=False)

    def compose(self) -> ComposeResult:
        yield Static(Content.assemble((f" {self.number} ", "bold reverse")), classes="option-number", markup=False)
        yield self.mark
        yield Static(self.label, classes="option-text", markup=False)

    def tick(self, ticked: bool) -> None:
        self.set_class(ticked, "-ticked")
        self.mark.update(TICKED if ticked else NOT_TICKED)


class BigWord(Fitted):
    """A title in large letters where the width allows it, else in bold; `folded` where it may take two lines."""

    def __init__(self, text: str, *, folded: bool = False) -> None:
        super().__init__(text, classes="big", markup=False)
        self.text, self.folded = text, folded

    def fit(self, columns: int) -> None:
        """Draws it into a width."""
        before, _, last = self.text.rpartition(" ")
        ways = ((self.text,), (before, last)) if self.folded else ((self.text,),)
        for lines in ways if not plain_characters.wanted(self) else ():
            if all(letters.can_draw(line) and letters.columns(line) <= columns for line in lines):
                width = max(map(letters.columns, lines))
                drawn = ("\n".join(row.center(width).rstrip() for row in letters.render(line)) for line in lines)
                self.show("\n\n".join(drawn))
                return
        self.show(self.text)


class Point(Horizontal):
    """One thing of several, with a bullet that stands alone in front of it."""

    def __init__(self, text: str) -> None:
        super().__init__(classes="point")
        self.text = text

    def compose(self) -> ComposeResult:
        yield Static("•", classes="bullet", markup=False)
        yield Static(self.text, classes="point-text", markup=False)


class Sheet(Screen[T]):
    """The frame: a bar on top, the sheet, which scrolls where it is too long, and the keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll(-1)", "Up", show=False),
        Binding("down", "scroll(1)", "Down", show=False),
    ]

    def compose(self) -> ComposeResult:
        yield Static(self.bar(), classes="bar", markup=False)
        with VerticalScroll(classes="paper", can_focus=False), Vertical(classes="sheet"):
            for part in self.content():
                self._fit(part)
                yield part
        yield from self.below()
        yield Static(key_line(self.keys()), id="keys", markup=False)

    def bar(self) -> str:
        """The line on top."""
        return "Backcoach"

    def content(self) -> ComposeResult:
        """What is on the sheet."""
        raise NotImplementedError

    def below(self) -> ComposeResult:
        """What has to be seen under the sheet, however long that is."""
        yield from ()

    def keys(self) -> Keys:
        """Keys with what they do."""
        raise NotImplementedError

    @property
    def is_large(self) -> bool:
        """Whether there is room for large letters."""
        large = self.app.size.width >= LARGE_COLUMNS and self.app.size.height >= LARGE_ROWS
        return large and not plain_characters.wanted(self)

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.height >= TALL_ROWS, "-tall")
        self.set_class(event.size.height < LARGE_ROWS, "-short")
        self.draw()

    def draw(self) -> None:
        """Fits what is drawn to the size of the screen."""
        for part in self.query(Fitted):
            self._fit(part)

    def _fit(self, part: Widget) -> None:
        """Draws one part; before its first frame already, so that nothing jumps."""
        if isinstance(part, Choice):
            part.draw(self.is_large)
        elif isinstance(part, BigWord):
            part.fit(min(SHEET_COLUMNS, self.app.size.width) - 5)

    @property
    def unseen(self) -> bool:
        """Whether there is something out of sight below."""
        paper = self.query_one(".paper", VerticalScroll)
        return round(paper.max_scroll_y - paper.scroll_offset.y) > 0

    def action_scroll(self, lines: int) -> None:
        self.query_one(".paper", VerticalScroll).scroll_relative(y=lines * 2, animate=False)


def key_line(keys: Keys, marked: str = "") -> Content:
    """Keys with what they do, in a line: "y yes   n no"; one may be `marked`."""
    parts: list[str | tuple[str, str]] = []
    for key, does in keys:
        if key == marked:
            parts += [(f"{key} {does}", "bold reverse"), "   "]
        else:
            parts += [(key, "bold $accent"), f" {does}   "]
    return Content.assemble(*parts)
