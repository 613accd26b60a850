"""The flow around the files of routines: which is played, what is wrong; it must not know what is in them."""

import asyncio
import os
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from textual.app import SuspendNotSupported
from textual.content import Content

from coach.app import workspace
from coach.app.writing import trouble
from coach.core.model.mistakes import MOST_TOLD
from coach.core.safe_text import clean
from coach.errors import CoachError
from coach.files import routines, settings, toml
from coach.files.stamp import Stamp
from coach.tui.screens.card import Message
from coach.tui.session_flow import SessionFlow
from coach.tui.watching import Watch
from coach.tui.words import mistakes

Read = tuple[date, Stamp]


class WritingFlow(SessionFlow):
    """Knows which routine is played, by name or path, read already, or None for the chosen one."""

    def __init__(self, *args: Any, routine: str | workspace.Loaded | None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.routine = routine

    def _marks(self) -> Read:
        """The day, and the marks of the files that it is read from."""
        path: Path | None = None
        if isinstance(self.routine, str):
            with suppress(CoachError):
                path = routines.find(self.routine, self.ws.home)
        return self.clock().date(), workspace.stamp(self.ws, path)

    def _watch(self, seen: Read) -> Callable[[Callable[[], None]], Watch]:
        """What makes a watch of these files and of the day, which were `seen` like this when today was read."""
        return lambda changed: Watch(self._marks, seen, changed)

    async def _reread(self) -> None:
        """Takes in what was changed in the files of settings, exercises and screening."""
        with suppress(CoachError):  # Whoever reads today next tells of it.
            self.ws = await asyncio.to_thread(workspace.reread, self.ws, self.clock())

    async def _mend(self, error: CoachError, seen: Read) -> bool:
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
                case "edit" if found.path is not None:
                    await self._edit(found.path)
                case "outside" if found.path is not None:
                    await self._edit_outside(found.path)
                case "again":
                    await self._reread()
        except CoachError as failure:
            await self._tell_failure(failure)
        return choice != "quit"

    async def _tell_failure(self, error: CoachError) -> None:
        self.session.leave()
        await self.app.push_screen_wait(Message("That did not work", clean(str(error))))

    async def _change_routine(self, current: str) -> None:
        """Another routine than the one of the file `current`."""
        from coach.app.routine_offers import offers, previewed
        from coach.tui.screens.routine_chooser import Chooser, Preview

        at = ""
        while True:
            found = await asyncio.to_thread(offers, self.ws)
            preview = Preview(lambda offer: previewed(self.ws, offer.name, self.clock()), self.ws.exercises)
            chosen = await self.app.push_screen_wait(Chooser(found, current, preview, at=at, plain=self.app.plain))
            match chosen:
                case None:
                    return
                case (name, "play"):
                    await asyncio.to_thread(workspace.load_routine, self.ws, name)
                    await self._hold_on_to(name)
                    return
                case (at, "edit"):
                    await self._told_failure(self._edit(routines.find(at, self.ws.home)))
                case (at, "outside"):
                    await self._told_failure(self._edit_outside(routines.find(at, self.ws.home)))

    async def _file(self) -> Path:
        """The file of the routine that is played."""
        return await asyncio.to_thread(trouble.file_of, self.ws, self.routine)

    async def _told_failure(self, doing: Awaitable[None]) -> None:
        """Does it, and tells where it could not be done."""
        try:
            await doing
        except CoachError as error:
            await self._tell_failure(error)

    async def _edit(self, path: Path, *, at_doses: bool = False) -> None:
        """Opens a file in the editor, where its doses are if asked. Raises CoachError where it cannot be edited."""
        from coach.app.writing import draft as drafts
        from coach.app.writing.judge import Judge
        from coach.tui.screens.writing.editor import Editor

        draft = await asyncio.to_thread(drafts.opened, self.ws, path)
        judge = await asyncio.to_thread(Judge, self.ws, draft.target, self.clock)
        save = partial(drafts.save, self.ws)
        editor = Editor(draft, judge.judged, save, at_doses=at_doses, plain=self.app.plain)
        if await self.app.push_screen_wait(editor):
            await self._reread()

    async def _edit_outside(self, path: Path) -> None:
        """Opens a file in the user's own editor, and tells of mistakes in it on return. Raises CoachError."""
        from coach.app.writing import draft as drafts
        from coach.app.writing import own_editor
        from coach.app.writing.judge import Judge

        own_editor.command(os.environ, path)
        draft = await asyncio.to_thread(drafts.opened, self.ws, path)
        with drafts.kept_if_changed(self.ws, draft), self._suspended():
            own_editor.edit(draft.target)
        await self._reread()
        there = drafts.there_now(draft)
        if there is None:
            return
        judge = await asyncio.to_thread(Judge, self.ws, draft.target, self.clock)
        judged = await asyncio.to_thread(judge.judged, there)
        if judged.mistakes:
            lines = toml.lines_of(there)
            told = [mistakes.shown(each, lines) for each in judged.mistakes[:MOST_TOLD]]
            title = f"{clean(draft.target.name)}: {mistakes.count(judged.mistakes)}"
            await self.app.push_screen_wait(Message(title, Content("\n\n").join(told)))

    @contextmanager
    def _suspended(self) -> Iterator[None]:
        """The terminal is another program's. Raises CoachError where it cannot be given away."""
        try:
            with self.app.suspend():
                yield
        except SuspendNotSupported:
            raise CoachError(
                "This terminal cannot be given to another program. Use e, the editor in here."
            ) from None

    async def _hold_on_to(self, routine: str) -> None:
        """Plays this routine from now on, also at the next start. Raises CoachError where that cannot be kept."""
        self.routine = routine
        await asyncio.to_thread(settings.keep, self.ws.home.settings, "routine", routine)
