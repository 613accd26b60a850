"""Shows the moving figure of an exercise at the moment of a view; it must not know time, keys or sound."""

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from coach import figure
from coach.raster import EMPTY_BRAILLE
from coach.view import View

FRAMES_PER_S = 15
MOST_FRAMES = 48  # In one phase: every repetition shows the same pictures, so that each is drawn once and kept.
LARGE, LARGE_FRAMES_PER_S = 1_200, 10  # Cells from which a picture is dear to draw, and smooth with fewer.


class FigureView(Widget):
    """The figure at the moment of a view; only the rows that changed are painted again.

    `plain` draws it from characters that every font has. `half` shows half the range of movement.
    """

    def __init__(self, *, plain: bool = False) -> None:
        super().__init__(id="figure")
        self.charset: figure.Charset = "ascii" if plain else "braille"
        self._view: View | None = None
        self._half = False
        self._lines: list[str] = []

    @property
    def lines(self) -> list[str]:
        """What is shown, a line a row."""
        return list(self._lines)

    def show(self, view: View | None, *, half: bool) -> None:
        self._view, self._half = view, half
        self._draw()

    def on_resize(self) -> None:
        self._draw()

    def _draw(self) -> None:
        width, height = self.size
        lines: list[str] = []
        if self._view is not None and self.display:
            view = self._view
            drawn = figure.frame(
                view.exercise, view.phase, progress(view, width * height), view.side, width, height, self.charset,
                half=self._half,
            )  # fmt: skip
            lines = [line.replace(EMPTY_BRAILLE, " ") for line in drawn]  # Some fonts draw it as empty rings.
        if len(lines) != len(self._lines):
            self._lines = lines
            self.refresh()
            return
        changed = [y for y, (old, new) in enumerate(zip(self._lines, lines, strict=True)) if old != new]
        self._lines = lines
        if changed:
            self.refresh(*(Region(0, y, width, 1) for y in changed))

    def render_line(self, y: int) -> Strip:
        style = self.rich_style
        if y >= len(self._lines):
            return Strip.blank(self.size.width, style)
        line = self._lines[y]
        return Strip([Segment(line, style)], len(line)).adjust_cell_length(self.size.width, style)


def progress(view: View, cells: int = 0) -> float:
    """How far the phase of a view is, 0 to 1, in the steps in which it is drawn into so many cells."""
    if view.phase_ms <= 0:
        return 0.0
    per_s = LARGE_FRAMES_PER_S if cells >= LARGE else FRAMES_PER_S
    steps = max(1, min(MOST_FRAMES, view.phase_ms * per_s // 1000))
    return round((1 - view.phase_left_ms / view.phase_ms) * steps) / steps
