"""The apps: of `coach`, a frame and then the flow, and of `coach show`; they must not know what a screen shows.

The frame is on the screen before the user's files and most of the coach's own modules are read.
"""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult

from coach.errors import CoachError
from coach.files.settings import ThemeName
from coach.tui.base_app import BaseApp
from coach.tui.widgets.text import Static
from coach.tui.words import texts

if TYPE_CHECKING:
    from coach.app.workspace import Loaded, Workspace
    from coach.core.exercise import Exercise
    from coach.core.screening.for_exercise import Known
    from coach.session.asking.beginning import Beginning
    from coach.session.clocks import Clock
    from coach.tui.around_session.open_session import StartDesktop
    from coach.tui.by_voice.hearing import OpenEars
    from coach.tui.flow import Flow, Start


class CoachApp(BaseApp):
    """Screening, dashboard, session and ratings for one user's files; `return_code` is the command's exit code.

    `open_ws` reads the files, in a thread and after the first frame; `start` and all that follows are those of
    `Flow`; `desktop` starts what stands beside a session. `failure` is what made the app end, for the caller to
    raise: a CoachError, for instance of a file that cannot be used, or an error that nobody foresaw.
    """

    def __init__(
        self,
        open_ws: Callable[[], "Workspace"],
        *,
        clock: "Clock",
        start: "Start",
        routine: "str | Loaded | None" = None,
        rating: bool = True,
        speed: float = 1.0,
        output: str | None = None,
        beginning: "Beginning | None" = None,
        listen: bool = False,
        open_ears: "OpenEars | None" = None,
        theme: ThemeName = "dark",
        plain: bool = False,
        keep_theme: Callable[[ThemeName], None] | None = None,
        desktop: "StartDesktop" = lambda _: None,
    ) -> None:
        super().__init__(theme, clock=clock, plain=plain, keep_theme=keep_theme)
        self._open_ws = open_ws
        self._start: Start = start
        self._routine = routine
        self._rating = rating
        self._speed = speed
        self._output = output
        self._desktop = desktop
        self._beginning = beginning
        self._listen = listen
        self._open_ears = open_ears
        self._flow: Flow | None = None

    def compose(self) -> ComposeResult:
        """What is there until the first screen is: its bar, in its place."""
        day = f"   {texts.day(self.clock.wall())}" if self._start == "dashboard" else ""
        yield Static(f"Backcoach{day}", classes="bar", markup=False)

    def on_mount(self) -> None:
        self.listen_for_signals()

    def on_ready(self) -> None:
        self.call_after_refresh(self.flow)

    def on_unmount(self) -> None:
        if self._flow is not None:
            self._flow.leave()

    @work
    async def flow(self) -> None:
        """Everything after the first frame."""
        try:
            self._flow = await asyncio.to_thread(self._load)
            await self._flow.run()
            self.exit()
        except CoachError as error:
            self.failure = error
            self.exit(return_code=1)

    def _load(self) -> "Flow":
        from coach.tui.flow import Flow

        return Flow(
            self,
            self._open_ws(),
            clock=self.clock,
            start=self._start,
            routine=self._routine,
            rating=self._rating,
            speed=self._speed,
            output=self._output,
            desktop=self._desktop,
            beginning=self._beginning,
            listen=self._listen,
            open_ears=self._open_ears,
        )


class ShowApp(BaseApp):
    """One exercise to look at, and from there the others; ends when the exercise is closed."""

    def __init__(
        self,
        exercise: "Exercise",
        known: "Known",
        theme: ThemeName,
        keep_theme: Callable[[ThemeName], None] | None = None,
    ) -> None:
        from coach.tui.screens.exercise import (
            ExerciseScreen,  # Figures: not before the first frame of the other app.
        )

        super().__init__(theme, plain=known.plain, keep_theme=keep_theme)
        self.shown = ExerciseScreen(exercise, known, self.clock.monotonic_s)

    def on_mount(self) -> None:
        self.listen_for_signals()
        self.push_screen(self.shown, lambda _: self.exit(return_code=0))
