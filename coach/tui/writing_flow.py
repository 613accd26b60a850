"""The flow around the files of routines: which is played, what is wrong; it must not know what is in them."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from coach.app import workspace
from coach.app.writing import trouble
from coach.core.safe_text import clean
from coach.errors import CoachError
from coach.files import routines, settings
from coach.files.stamp import Stamp
from coach.tui.screens.card import Message
from coach.tui.session_flow import SessionFlow
from coach.tui.watching import Watch


class WritingFlow(SessionFlow):
    """Knows which routine is played, by name or path, read already, or None for the chosen one."""

    def __init__(self, *args: Any, routine: str | workspace.Loaded | None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.routine = routine

    def _marks(self) -> Stamp:
        """The marks of the files that today is read from."""
        path: Path | None = None
        if isinstance(self.routine, str):
            with suppress(CoachError):
                path = routines.find(self.routine, self.ws.home)
        return workspace.stamp(self.ws, path)

    def _watch(self, seen: Stamp) -> Callable[[Callable[[], None]], Watch]:
        """What makes a watch of these files, which were `seen` like this when they were read."""
        return lambda changed: Watch(self._marks, seen, changed)

    async def _reread(self) -> None:
        """Takes in what was changed in the files of settings, exercises and screening."""
        with suppress(CoachError):  # Whoever reads today next tells of it.
            self.ws = await asyncio.to_thread(workspace.reread, self.ws, self.clock())

    async def _mend(self, error: CoachError, seen: Stamp) -> bool:
        """Shows why today cannot be read and does what the user chooses; False to quit."""
        from coach.tui.screens.writing.trouble import TroubleScreen

        found = await asyncio.to_thread(trouble.trouble_of, self.ws, self.routine, error)
        choice = await self.app.push_screen_wait(TroubleScreen(found, self.clock, self._watch(seen)))
        try:
            match choice:
                case "routine":
                    await self._change_routine("")
                case "screen":
                    await self.ask_screening()
                case "again":
                    await self._reread()
        except CoachError as failure:
            await self._tell_failure(failure)
        return choice != "quit"

    async def _tell_failure(self, error: CoachError) -> None:
        self._leave_session()
        await self.app.push_screen_wait(Message("That did not work", clean(str(error))))

    async def _change_routine(self, current: str) -> None:
        """Another routine than the one of the file `current`."""
        from coach.app.routine_offers import offers
        from coach.tui.screens.routine_chooser import Chooser

        found = await asyncio.to_thread(offers, self.ws)
        chosen = await self.app.push_screen_wait(Chooser(found, current, plain=self.app.plain))
        if chosen is not None:
            await asyncio.to_thread(workspace.load_routine, self.ws, chosen)
            await self._hold_on_to(chosen)

    async def _hold_on_to(self, routine: str) -> None:
        """Plays this routine from now on, also at the next start. Raises CoachError where that cannot be kept."""
        self.routine = routine
        await asyncio.to_thread(settings.keep, self.ws.home.settings, "routine", routine)
