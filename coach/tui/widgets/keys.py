"""Key hints and lines that can be clicked in place of their keys; they must not know what a key does."""

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult, RenderResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget

from coach.tui.widgets.text import Static

# What is written as a key, where that is not what Textual calls it.
KEY_NAMES = {
    "space": "space", "Enter": "enter", "?": "question_mark", "+": "plus", "-": "minus", "!": "exclamation_mark",
    "^P": "ctrl+p",
}  # fmt: skip


class Press(Horizontal):
    """A line that does with a click what its key does; the key stands alone in front of it."""

    def __init__(self, key: str, text: str, *, id: str | None = None) -> None:  # noqa: A002 Textual's name
        super().__init__(id=id, classes="press")
        self.key = key
        self.text = text

    def compose(self) -> ComposeResult:
        yield Static(Content.assemble((f" {self.key} ", "bold reverse")), classes="press-key", markup=False)
        yield Static(self.text, classes="press-text", markup=False)

    def on_click(self) -> None:
        self.app.simulate_key(KEY_NAMES.get(self.key, self.key))


class Keys(Widget):
    """Key hints: the most important ones that fit in the width come first; a click on one presses it."""

    def __init__(self, keys: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__(id="keys")
        self._keys = tuple(keys)
        self._ends: list[tuple[int, str]] = []

    def show(self, keys: Sequence[tuple[str, str]]) -> None:
        if tuple(keys) != self._keys:
            self._keys = tuple(keys)
            self.refresh()

    def render(self) -> RenderResult:
        parts: list[str | tuple[str, str]] = []
        used = 0
        self._ends = []
        for key, does in self._keys:
            length = len(key) + len(does) + 3
            if used + length - 2 <= self.size.width:
                parts += [(key, "bold $accent"), f" {does}  "]
                used += length
                self._ends.append((used, key))
        return Content.assemble(*parts)

    def on_click(self, event: events.Click) -> None:
        x = event.x - self.gutter.left
        key = next((key for end, key in self._ends if x < end), "")
        if key in KEY_NAMES or len(key) == 1:
            self.app.simulate_key(KEY_NAMES.get(key, key))
