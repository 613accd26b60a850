"""A line that can be clicked in place of its key; it must not know what the key does."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from coach.tui.widgets.stage import KEY_NAMES


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
