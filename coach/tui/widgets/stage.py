"""The widgets of the session screen: they draw a picture into the room they have, and know nothing else."""

import textwrap
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip

from coach.core.timeline.view import View
from coach.tui.drawing import state_shapes
from coach.tui.widgets.figure import FigureView
from coach.tui.widgets.stage_parts import Bar, Count, Name, Repetitions, Side
from coach.tui.widgets.strip_cache import Kept
from coach.tui.widgets.text import Static
from coach.tui.words import texts
from coach.tui.words.session_picture import WAITING, Picture

FRAME, TITLE = "stage--frame", "stage--title"


class Stage(Vertical):
    """The framed middle of the screen: the figure beside the count, or one of them where both have no room.

    `both_fit` is set from outside, before `show`. Whether the user wants to see the figure is kept for each of
    the two layouts. In a rest nothing moves, and the count has all the room.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {FRAME, TITLE}

    def __init__(self, *, plain: bool = False) -> None:
        super().__init__(id="stage")
        self.plain = plain
        self.both_fit = False
        self.picture = WAITING
        self.side = Side("side", plain=plain)
        self.count = Count("count", plain=plain)
        self.figure = FigureView(plain=plain)
        self.repetitions = Repetitions("repetitions", plain=plain)
        self.parts = (Name("name", plain=plain), self.side, self.count, self.repetitions, Bar("bar", plain=plain))
        self._has_figure = False
        self._hidden_beside = False  # Where both fit.
        self._shown_alone = False  # Where they take turns.
        self._kept = Kept()

    def compose(self) -> ComposeResult:
        name, side, count, *below = self.parts
        yield name
        yield side
        yield Middle(self.figure, count, id="middle")
        yield from below

    @property
    def figure_key(self) -> str:
        """What the key for the figure does now; empty where it does nothing."""
        if not self._has_figure or self.picture.phase == "rest":
            return ""
        if self.both_fit:
            return "figure" if self._hidden_beside else "hide figure"
        return "count" if self._shown_alone else "figure"

    def toggle_figure(self) -> None:
        if self.figure_key and self.both_fit:
            self._hidden_beside = not self._hidden_beside
        elif self.figure_key:
            self._shown_alone = not self._shown_alone

    def show(self, picture: Picture, view: View | None, *, half: bool) -> None:
        before, self.picture = self._around(self.picture), picture
        if self._around(picture) != before:
            self.refresh()
        self.side.set_class(not picture.side, "-none")
        self._has_figure = view is not None and view.exercise.figure is not None
        self._arrange()
        for part in self.parts:
            part.show(picture)
        self.figure.show(view, half=half)

    @staticmethod
    def _around(picture: Picture) -> object:
        """What of a picture is seen in the frame."""
        return picture.state, picture.toward, picture.name, picture.side

    def _arrange(self) -> None:
        wanted = not self._hidden_beside if self.both_fit else self._shown_alone
        figure = self._has_figure and wanted and self.picture.phase != "rest"
        count = self.both_fit or not figure
        if (self.figure.display, self.count.display) != (figure, count):
            self.figure.display, self.count.display = figure, count
        tiny = self.screen.has_class("-tiny")
        classes = {f"-{self.picture.state}", *(() if count else ("-alone",))}
        if self.classes != classes:  # At once: each change goes through the styles of all that is in here.
            self.set_classes(classes)
        self.repetitions.counts = tiny or not count
        self.count.wants_word = not tiny

    # --- the frame: drawn here, as each state has characters of its own ------------------------------------------

    def render_lines(self, crop: Region) -> list[Strip]:
        style, title_style = self.get_component_rich_style(FRAME), self.get_component_rich_style(TITLE)
        told, edges = str(self.border_subtitle or ""), bool(self.styles.padding.top)
        key = (self.outer_size, edges, self._around(self.picture), self._title(), told, style, title_style)
        return self._kept.rows(self, crop, key, lambda: self._frame(edges, told, style, title_style))

    def _frame(self, edges: bool, told: str, style: Style, title_style: Style) -> list[Strip]:
        """The rows of the frame: exercise and side in its upper edge, what was adjusted in its lower one."""
        width, height = self.outer_size
        frame = state_shapes.frame(self.picture.state, self.picture.toward, plain=self.plain)
        rows = [Strip([Segment(f"{frame.left}{' ' * (width - 2)}{frame.right}", style)], width)] * height
        if edges and height > 1:
            upper, lower = frame[:3], frame[5:]
            rows[0] = _edge(*upper, self._title(), width, style, title_style)
            rows[-1] = _edge(*lower, told, width, style, title_style, end=True)
        return rows

    def _title(self) -> str:
        """Exercise and side, where they have no rows of their own."""
        return "" if self.screen.has_class("-tall") else texts.join((self.picture.name, self.picture.side))


class Middle(Horizontal):
    """What lies behind figure and count: nothing, and for little work."""

    def render_lines(self, crop: Region) -> list[Strip]:
        return [Strip.blank(crop.width, self.screen.rich_style)] * crop.height


def _edge(
    first: str, line: str, last: str, told: str, width: int, style: Style, told_style: Style, *, end: bool = False
) -> Strip:
    """An edge of the frame with a text in its middle, or near its end; as much of the text as fits."""
    told = f" {told[: max(0, width - 6)]} " if told else ""
    after = 1 if end else (width - 2 - len(told)) // 2
    before = width - 2 - len(told) - after
    return Strip(
        [Segment(first + line * before, style), Segment(told, told_style), Segment(line * after + last, style)]
    )


class Line(Static):
    """A line of text that is only repainted when it changes; it grows to `rows` where it needs more than one."""

    def __init__(self, css_id: str, rows: int = 1) -> None:
        super().__init__("", id=css_id, markup=False)
        self.rows = rows
        self._text = ""
        self._grown_for: tuple[str, int, bool] = ("", 0, False)

    def say(self, text: str) -> None:
        if text != self._text:
            self._text = text
            # Breaking between words costs up to a word's length in each row.
            self.set_class(len(text) > 2 * (self.size.width - 8), "-long")
            self.update(Content(text), layout=False)
        if self.rows > 1:
            self._grow(self.screen.size.width, self.screen.has_class("-low"))

    def _grow(self, width: int, low: bool) -> None:
        """As many rows as the text needs, but one in a low window: the count goes first."""
        if self._grown_for == (self._text, width, low):
            return
        self._grown_for = (self._text, width, low)
        needed = 1 if low else len(textwrap.wrap(self._text, max(1, width - 2)))
        self.styles.height = max(1, min(self.rows, needed))
