"""Shows the figure that moves with a view; it must not know time, keys or sound."""

from typing import Protocol

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from coach.core import braille_cell, figure
from coach.core.exercise import Exercise
from coach.core.model.done import Side
from coach.core.model.planned import PhaseName
from coach.tui.widgets.strip_cache import cropped, filtered

FRAMES_PER_S = 15
MOST_FRAMES = 48  # In one phase: every repetition shows the same pictures, so that each is drawn once and kept.
LARGE, LARGE_FRAMES_PER_S = 1_200, 10  # Cells from which a picture is dear to draw, and smooth with fewer.


class Moving(Protocol):
    """A moment of an exercise; a session's view is one."""

    @property
    def exercise(self) -> Exercise: ...
    @property
    def phase(self) -> PhaseName | None: ...
    @property
    def phase_ms(self) -> int: ...
    @property
    def phase_left_ms(self) -> int: ...
    @property
    def side(self) -> Side | None: ...


class FigureView(Widget):
    """The figure at a moment of its movement; only the rows that changed are painted again.

    `plain` draws it from characters that every font has.
    """

    def __init__(self, *, plain: bool = False) -> None:
        self._rows: dict[int, Strip] = {}  # As they are shown; a row that has changed since is left out.
        super().__init__(id="figure")
        self.charset: figure.Charset = "ascii" if plain else "braille"
        self._view: Moving | None = None
        self._half = self._crossed = False
        self._lines: list[str] = []

    @property
    def lines(self) -> list[str]:
        """What is shown, a line a row."""
        return list(self._lines)

    def show(self, view: Moving | None, *, half: bool, crossed: bool = False) -> None:
        """`half` goes half the way; `crossed` puts a cross over what is not to be done."""
        self._view, self._half, self._crossed = view, half, crossed
        self._draw()

    def on_resize(self) -> None:
        self._rows = {}
        self._draw()

    def _draw(self) -> None:
        width, height = self.size
        lines: list[str] = []
        if self._view is not None and self.display:
            view = self._view
            drawn = figure.frame(
                view.exercise, view.phase, progress(view, width * height), view.side, width, height, self.charset,
                half=self._half, crossed=self._crossed,
            )  # fmt: skip
            lines = [line.replace(braille_cell.EMPTY, " ") for line in drawn]  # Some fonts draw it as empty rings.
        if len(lines) != len(self._lines):
            self._lines = lines
            self._rows = {}
            self.refresh()
            return
        changed = [y for y, (old, new) in enumerate(zip(self._lines, lines, strict=True)) if old != new]
        self._lines = lines
        for y in changed:
            self._rows.pop(y, None)
        if changed:
            self.refresh(*(Region(0, y, width, 1) for y in changed))

    def render_lines(self, crop: Region) -> list[Strip]:
        wanted = [y for y in crop.line_range if y not in self._rows]
        if wanted:
            style, width = self.rich_style, self.size.width
            lines = [self._lines[y] if y < len(self._lines) else "" for y in wanted]
            strips = [Strip([Segment(line, style)], len(line)).adjust_cell_length(width, style) for line in lines]
            self._rows.update(zip(wanted, filtered(self, strips), strict=True))
        return cropped([self._rows[y] for y in crop.line_range], Region(crop.x, 0, crop.width, crop.height))

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._rows = {}


def progress(view: Moving, cells: int = 0) -> float:
    """How far the phase of a view is, 0 to 1, in the steps in which it is drawn into so many cells."""
    if view.phase_ms <= 0:
        return 0.0
    per_s = LARGE_FRAMES_PER_S if cells >= LARGE else FRAMES_PER_S
    steps = max(1, min(MOST_FRAMES, view.phase_ms * per_s // 1000))
    return round((1 - view.phase_left_ms / view.phase_ms) * steps) / steps
