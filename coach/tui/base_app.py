"""What every app of ours has: themes, a clean end at a signal, errors kept for the caller; it knows no screen."""

import asyncio
import os
import signal
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.command import Provider
from textual.filter import LineFilter
from textual.worker import WorkerFailed

from coach.errors import CoachError
from coach.files.settings import ThemeName
from coach.session import clocks
from coach.tui.one_button.hands import Hands
from coach.tui.one_button.speaker import Silence, Speaks
from coach.tui.plain_characters import Plainly
from coach.tui.shown import Harmless
from coach.tui.themes import THEMES, THEMES_16

if TYPE_CHECKING:
    from coach.tui.by_voice.ear import Ear

ENDED_BY_CTRL_C = 130
FEW_COLOURS = "standard"
GRACE_S = 5.0  # In which a session is kept and the terminal restored.


def _commands() -> type[Provider]:
    """The palette's commands, loaded when it is opened."""
    from coach.tui.palette import Commands

    return Commands


class BaseApp(App[None]):
    """`return_code` is the command's exit code; `failure` an error that nobody foresaw, for the caller to raise."""

    CSS_PATH = Path(__file__).with_name("coach.tcss")
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_commands}
    # With priority, as the keys of an app do not reach a screen that asks something.
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+c,ctrl+q", "leave", "Quit", show=False, priority=True)]

    def __init__(
        self,
        theme: ThemeName,
        *,
        clock: clocks.Clock | None = None,
        plain: bool = False,
        keep_theme: Callable[[ThemeName], None] | None = None,
    ) -> None:
        """`clock` is the computer's where none is given. `plain` writes with characters that every font has;
        `keep_theme` keeps the theme that the user takes.
        """
        super().__init__()
        self.clock = clock or clocks.system()
        self.hands = Hands()
        self.speaker: Speaks = Silence()
        self.ear: Ear | None = None  # Hears what is said, once the flow has begun.
        self._keep_theme = keep_theme
        self.few_colours = False
        self.plain = plain
        self._plainly = Plainly(plain)
        self._harmless = Harmless()
        self.failure: BaseException | None = None
        self._handlers: dict[int, Any] = {}  # What signals did before.
        # Themes of our own, whatever the environment asks for: with NO_COLOR the ANSI themes are black on black.
        for each in (*THEMES.values(), *THEMES_16.values()):
            self.register_theme(each)
        self._use_theme(theme)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What every line of the screen goes through before it is written."""
        return [*super().get_line_filters(), self._harmless, *([self._plainly] if self._plainly.enabled else [])]

    def on_mount(self) -> None:
        """Now it is known what is drawn on: a terminal of 16 colours gets a theme made for those."""
        if not self.is_headless and self.console.color_system == FEW_COLOURS:
            self.few_colours = True
            self._use_theme("dark" if self.current_theme.dark else "light")

    def _use_theme(self, word: ThemeName) -> None:
        self.theme = (THEMES_16 if self.few_colours else THEMES)[word].name

    def action_use_theme(self, word: ThemeName) -> None:
        """Another theme, from now on."""
        self._use_theme(word)
        try:
            if self._keep_theme is not None:
                self._keep_theme(word)
        except CoachError as error:
            self.notify(str(error), severity="warning", markup=False)

    def action_leave(self) -> None:
        """Ends at once, unless the screen asks first (`asks_to_leave`); there the next time does."""
        asks: Callable[[], bool] | None = getattr(self.screen, "asks_to_leave", None)
        if asks is None or not asks():
            self.exit(return_code=ENDED_BY_CTRL_C)

    def listen_for_signals(self) -> None:
        """Ends cleanly where a signal would leave the terminal raw and the session's last set unkept.

        These are Python's own handlers, not the loop's: where a terminal takes nothing more Textual waits in the
        loop for ever. Then the process is ended all the same.
        """
        loop = asyncio.get_running_loop()

        def end(number: int, _frame: FrameType | None) -> None:
            if not self.is_headless:
                last = threading.Timer(GRACE_S, os._exit, [128 + number])
                last.daemon = True
                last.start()
            with suppress(RuntimeError):  # The loop has ended already.
                loop.call_soon_threadsafe(partial(self.exit, return_code=128 + number))

        for name in ("SIGTERM", "SIGHUP", "SIGINT"):
            number = getattr(signal, name, None)
            if number is not None:
                self._handlers[number] = signal.signal(number, end)
        self._continue_whole(loop)

    def _continue_whole(self, loop: asyncio.AbstractEventLoop) -> None:
        """After a SIGCONT that no SIGTSTP came before, as of `kill -STOP` and -CONT, the screen is there again.

        Textual 8 enters its mode a second time there, takes the raw terminal for what it was before, and leaves it
        raw at the end. No report of just this was found; https://github.com/Textualize/textual/issues/1582 is near.
        """
        number = getattr(signal, "SIGCONT", None)
        theirs = None if number is None else signal.getsignal(number)
        if number is None or self.is_headless or not callable(theirs):
            return

        def leave_and_enter() -> None:
            if self._driver is not None and self._running:
                self._driver.suspend_application_mode()
                self._driver.resume_application_mode()
                self.refresh(layout=True)

        def go_on(number: int, frame: FrameType | None) -> None:
            if getattr(self._driver, "_must_signal_resume", False):  # Textual's own SIGTSTP left its mode.
                theirs(number, frame)
            else:
                with suppress(RuntimeError):  # The loop has ended already.
                    loop.call_soon_threadsafe(leave_and_enter)

        self._handlers[number] = signal.signal(number, go_on)

    def on_unmount(self) -> None:
        while self._handlers:
            signal.signal(*self._handlers.popitem())

    def _handle_exception(self, error: Exception) -> None:
        """Keeps the error of a failed worker itself, which has the traceback that tells something."""
        if self.failure is None:
            self.failure = error.error if isinstance(error, WorkerFailed) else error
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Ends without a word: Textual would print a traceback with the values in it over the terminal.

        There is no public way to this in Textual 8: `App.run` prints, and returns as if nothing had happened.
        """
        self._close_messages_no_wait()
