"""Shows why today cannot be shown, with every mistake in its line, and what can be done; it mends nothing."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import Screen

from coach.app.writing.trouble import Trouble
from coach.core.safe_text import clean
from coach.tui.key_help import help_for
from coach.tui.one_button import clicker
from coach.tui.watching import Watch
from coach.tui.widgets.keys import Keys
from coach.tui.widgets.text import Static
from coach.tui.words import mistakes, texts

MOST_SHOWN = 100
IS_KEPT = "It stays the chosen one. Mend it, and today is here again at once; or take another with r."
ELSEWHERE = "As soon as that is mended, today is here again."


class TroubleScreen(Screen[str]):
    """Gives back what the user wants: "again", "edit", "outside", "routine", "screen" or "quit"."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "choose('edit')", "Mend it here"),
        Binding("E", "choose('outside')", "Mend it in your own editor"),
        Binding("r", "choose('routine')", "Another routine"),
        Binding("enter,space", "choose('again')", "Look again"),
        Binding("S", "choose('screen')", "Answer the screening again"),
        Binding(clicker.QUIET_GO, "choose('again')", "Look again", show=False),
        Binding("question_mark,f1", "help", "Help"),
        Binding("q,escape", "choose('quit')", "Quit"),
        Binding("up,k", "scroll(-1)", "Up", show=False),
        Binding("down,j", "scroll(1)", "Down", show=False),
        Binding("pageup", "scroll(-5)", "Up", show=False),
        Binding("pagedown", "scroll(5)", "Down", show=False),
    ]

    def __init__(
        self, trouble: Trouble, clock: Callable[[], datetime], watch: Callable[[Callable[[], None]], Watch]
    ) -> None:
        """`watch` makes what calls the function that it is given when a file has changed."""
        super().__init__()
        self.trouble = trouble
        self.now = clock()
        self._watch = watch(lambda: self.action_choose("again"))

    def compose(self) -> ComposeResult:
        with Horizontal(id="top"):
            yield Static(f"Backcoach   {texts.day(self.now)}", id="top-left", markup=False)
            yield Static(mistakes.count(self.trouble.mistakes), id="top-right", markup=False)
        with VerticalScroll(id="today", can_focus=True), Vertical(id="page"):
            yield Static(self._head(), id="reason", classes="-no", markup=False)
            for each in self.trouble.mistakes[:MOST_SHOWN]:
                yield Static(mistakes.shown(each, self.trouble.lines), classes="mistake", markup=False)
            more = len(self.trouble.mistakes) - MOST_SHOWN
            if more > 0:
                yield Static(f"{more} more are not shown.", classes="mistake dim", markup=False)
        yield Keys(self._keys)

    def _head(self) -> str:
        trouble = self.trouble
        if not trouble.mistakes:
            return clean(trouble.sentence)
        if trouble.path is None:
            return f"{clean(Path(trouble.mistakes[0].file).name)} cannot be used as it is. {ELSEWHERE}"
        number = trouble.errors
        what = "a mistake" if number == 1 else f"{number} mistakes"
        return f"{clean(trouble.path.name)} has {what}, so it cannot be played yet. {IS_KEPT}"

    @property
    def _keys(self) -> tuple[tuple[str, str], ...]:
        mend = (("e", "mend it here"), ("E", "in your editor")) if self.trouble.path is not None else ()
        return (*mend, ("r", "routine"), ("q", "quit"), ("?", "help"), ("Enter", "look again"))

    def on_mount(self) -> None:
        self.query_one("#today").focus()
        self._watch.begin(self)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether there is a file that can be mended here."""
        if action == "choose" and parameters in (("edit",), ("outside",)):
            return self.trouble.path is not None
        return True

    def action_choose(self, choice: str) -> None:
        if self.is_active:
            self.dismiss(choice)

    def action_help(self) -> None:
        self.app.push_screen(help_for(self))

    def action_scroll(self, lines: int) -> None:
        self.query_one("#today", VerticalScroll).scroll_relative(y=lines * 2, animate=False)
