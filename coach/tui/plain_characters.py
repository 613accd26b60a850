"""Writes a screen with the characters that every font has; it must not know what is on the screen."""

from collections.abc import Sequence

from rich.segment import Segment
from textual.app import App
from textual.color import Color
from textual.filter import LineFilter
from textual.widget import Widget

# Letters stay as they are, also those of other languages, and so do the lines of boxes.
SIGNS = str.maketrans({
    "●": "*", "○": "o", "◉": ">", "•": "*", "✓": "+", "·": "-", "×": "x", "…": ".", "–": "-", "—": "-",
    "→": ">", "←": "<", "↑": "^", "↓": "v", "▲": "^", "▼": "v", "▸": ">", "◂": "<", "▾": "v",
    "“": '"', "”": '"', "‘": "'", "’": "'", "▌": "|", "▐": "|", "▎": "|", "▊": "|", "█": "#", "▒": "#",
    "▁": " ", "▂": " ", "▃": " ", "▄": " ", "▅": " ", "▆": " ", "▇": " ", "▀": " ", "▔": " ",
})  # fmt: skip


class Plainly(LineFilter):
    """Puts plain signs in the place of others, one for one."""

    def apply(self, segments: Sequence[Segment], background: Color) -> list[Segment]:
        del background
        return [
            segment if segment.text.isascii() or segment.control
            else Segment(segment.text.translate(SIGNS), segment.style)
            for segment in segments
        ]  # fmt: skip


def wanted(of: App[object] | Widget) -> bool:
    """Whether the app that this belongs to writes plainly: then there are no letters made of blocks either."""
    app = of if isinstance(of, App) else of.app
    return any(isinstance(each, Plainly) for each in app.get_line_filters())
