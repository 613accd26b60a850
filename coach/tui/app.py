"""The TUI's flow from dashboard to session and back; it must not know rules, timing or how a screen is drawn."""

import asyncio
import signal
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import ClassVar, Literal

from rich.text import Text
from textual import work
from textual.app import App
from textual.binding import Binding, BindingType
from textual.theme import Theme

from coach import routine as routines
from coach import wiring
from coach.conductor import Conductor
from coach.model import CoachError, Stop
from coach.tui import texts
from coach.tui.dashboard import Dashboard, Shown
from coach.tui.dialogs import Answer, Message, Question
from coach.tui.rating import Rating, effort_question, stop_question
from coach.tui.session import Ended, SessionScreen

THEME = Theme(
    name="backcoach",
    primary="#7fc8a9",
    secondary="#8fb8ff",
    accent="#ffcf70",
    foreground="#e8e6df",
    background="#12161a",
    surface="#1a2026",
    panel="#232b33",
    success="#7fc8a9",
    warning="#ffcf70",
    error="#ff8a7a",
    dark=True,
)
ENDED_BY_CTRL_C = 130


class CoachApp(App[None]):
    """Dashboard, session and ratings for one user's files; `return_code` is the command's exit code.

    `start` "play" begins with a session of `routine` and ends after it; "dashboard" goes on until the user quits.
    """

    CSS_PATH = "coach.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+c,ctrl+q", "leave", "Quit", show=False, priority=False)]

    def __init__(
        self,
        ws: wiring.Workspace,
        *,
        clock: Callable[[], datetime],
        start: Literal["dashboard", "play"],
        routine: str | None,
        rating: bool,
        speed: float,
        output: str,
    ) -> None:
        super().__init__()
        self.ws = ws
        self.clock = clock
        self.start_with = start
        self.routine = routine
        self.rating = rating
        self.speed = speed
        self.output = output
        self.conductor: Conductor | None = None
        # A theme of our own, whatever the environment asks for: with NO_COLOR the ANSI themes are black on black.
        self.register_theme(THEME)
        self.theme = THEME.name

    def on_mount(self) -> None:
        self._listen_for_signals()
        self.flow()

    def on_unmount(self) -> None:
        self._leave_session()

    def action_leave(self) -> None:
        self.exit(return_code=ENDED_BY_CTRL_C)

    def _listen_for_signals(self) -> None:
        """Ends cleanly where a signal would leave the terminal raw and the session's last set unkept."""
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP", "SIGINT"):
            number = getattr(signal, name, None)
            if number is not None:
                with suppress(NotImplementedError):  # Windows has no such handlers.
                    loop.add_signal_handler(number, self._end_by_signal, number)

    def _end_by_signal(self, number: int) -> None:
        self.exit(return_code=128 + number)

    def _leave_session(self) -> None:
        """Keeps what was done of a session that is still open."""
        conductor, self.conductor = self.conductor, None
        if conductor is not None:
            try:
                if not conductor.finished:
                    conductor.end(None)
            finally:
                conductor.close()

    # --- the flow --------------------------------------------------------------------------------------------

    @work
    async def flow(self) -> None:
        """One choice after the other until the user quits."""
        try:
            if self.start_with == "play":
                await self._play()
                self.exit()
            else:
                while await self._dashboard():
                    pass
                self.exit()
        except CoachError as error:
            self.exit(return_code=1, message=Text(str(error)))

    async def _dashboard(self) -> bool:
        """Shows today and does what the user chooses; False to quit."""
        shown = await asyncio.to_thread(self._read)
        choice = await self.push_screen_wait(Dashboard(shown, self.ws.exercises, self.clock))
        try:
            if choice == "play":
                await self._play()
            elif choice == "routine":
                await self._change_routine()
        except CoachError as error:
            await self.push_screen_wait(Message("That did not work", str(error)))
        return choice != "quit"

    def _read(self) -> Shown:
        today = wiring.todays(self.ws, self.routine, self.clock())
        return Shown(today, wiring.sessions(self.ws), self.ws.warnings, plain=self.ws.settings.plain_characters)

    async def _today(self, before: int | None) -> wiring.Today:
        return await asyncio.to_thread(wiring.todays, self.ws, self.routine, self.clock(), before)

    async def _change_routine(self) -> None:
        names = routines.names(self.ws.home)[:9]
        answers = [Answer(str(index), texts.clean(name), name) for index, (name, _) in enumerate(names, 1)]
        chosen = await self.push_screen_wait(Question("Which routine?", answers, skip="keep this one"))
        if chosen is not None:
            path = dict(routines.names(self.ws.home))[chosen]
            await asyncio.to_thread(routines.load, path, self.ws.exercises)
            self.routine = chosen

    async def _play(self) -> None:
        """A whole session: rating, doses for it, playing, ratings, and what they mean for the next one."""
        today = await self._today(None)
        before = None
        if today.plan is not None and self.rating:
            before = await self.push_screen_wait(Rating())
            if before is not None:
                today = await self._today(before)
        if today.plan is None:
            wiring.note_too_sore(self.ws, today, self.clock(), before)
            await self._refuse(today.decision.reason)
            return
        self.conductor = wiring.conductor(
            self.ws, today, before=before, clock=self.clock, output_kind=self.output, speed=self.speed
        )
        try:
            rounds = texts.current_round(today.decision)
            plain = self.ws.settings.plain_characters
            screen = SessionScreen(self.conductor, today.routine.title, rounds, plain=plain)
            ended = await self.push_screen_wait(screen)
            if self.rating:
                await self._rate(self.conductor, ended)
        finally:
            self._leave_session()
        if self.rating:
            await self._say_what_follows(ended)

    async def _refuse(self, reason: str) -> None:
        if self.start_with == "play":
            raise CoachError(reason)
        await self.push_screen_wait(Message("Not today", reason, urgent=True))

    async def _rate(self, conductor: Conductor, ended: Ended) -> None:
        """Stores each answer at once, so that one given is kept whatever happens at the next question."""
        if ended != "finished":
            stopped: Stop | None = await self.push_screen_wait(stop_question())
            if stopped is not None:
                conductor.rate(None, None, stopped)
        after = await self.push_screen_wait(Rating())
        conductor.rate(after, None)
        effort = await self.push_screen_wait(effort_question())
        conductor.rate(None, effort)

    async def _say_what_follows(self, ended: Ended) -> None:
        tomorrow = self.clock() + timedelta(days=1)
        following = await asyncio.to_thread(wiring.todays, self.ws, self.routine, tomorrow, None)
        title = "Well done." if ended == "finished" else "Kept. Well done for listening to your back."
        await self.push_screen_wait(Message(title, f"Next time: {texts.clean(following.decision.reason)}"))
