"""What is open while a session is played: sound, conductor, company; it shows and asks nothing."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from coach.app import workspace
from coach.app.today import Today
from coach.audio.loudspeakers import Loudspeakers
from coach.core.reason import Reason
from coach.tui.base_app import BaseApp

if TYPE_CHECKING:
    from coach.app.going_on import Earlier
    from coach.desktop.client import Desktop
    from coach.session.clocks import Clock
    from coach.session.conductor import Conductor
    from coach.session.instruments import Instruments
    from coach.tui.company import Company

StartDesktop = Callable[[workspace.Workspace], "Desktop | None"]


class OpenSession:
    """One session after the other: `prepare`, then `begin`, then `leave`, which is right at any time.

    The sound of each is among the `loudspeakers`.
    """

    def __init__(
        self,
        app: BaseApp,
        clock: "Clock",
        output: str,
        speed: float,
        desktop: StartDesktop,
        loudspeakers: Loudspeakers,
    ) -> None:
        self._app = app
        self._clock = clock
        self._output = output
        self._speed = speed
        self._start_desktop = desktop
        self._loudspeakers = loudspeakers
        self._instruments: Instruments | None = None
        self._conductor: Conductor | None = None
        self._company: Company | None = None
        self._left: Conductor | None = None  # The last one, which may still be writing.

    @property
    def words_sound(self) -> bool:
        """Whether words of the session are heard now."""
        return self._conductor is not None and self._conductor.sound.words_sound

    @property
    def unwritten(self) -> Reason | None:
        """What of the session that was left is not in the log."""
        return None if self._left is None else self._left.writer.unwritten

    def prepare(self, ws: workspace.Workspace) -> "Instruments":
        """Its sound and voice, which can be opened ahead. Raises CoachError while another session is played."""
        from coach.session import assemble
        from coach.session.instruments import Instruments

        assemble.refuse_second(ws)
        self._instruments = Instruments(ws, self._clock, self._output, self._speed, self._loudspeakers)
        return self._instruments

    async def begin(
        self,
        ws: workspace.Workspace,
        today: Today,
        *,
        before: int | None,
        questions: bool,
        earlier: "Earlier | None",
    ) -> "Conductor":
        """What leads today's plan, with what stands beside it. Raises CoachError where it cannot be played."""
        from coach.session import assemble
        from coach.session.desktop.beside import Beside
        from coach.tui.company import Company

        instruments, plan = self._instruments, today.plan
        assert instruments is not None
        assert plan is not None
        await asyncio.to_thread(instruments.insist, plan)
        conductor = self._conductor = await asyncio.to_thread(
            assemble.conductor,
            ws,
            today,
            before=before,
            questions=questions,
            clock=self._clock,
            instruments=instruments,
            earlier=earlier,
        )
        desktop = await asyncio.to_thread(self._start_desktop, ws)
        if desktop is not None:
            self._company = Company(self._app, Beside(desktop, conductor, self._clock.monotonic_s), conductor)
        return conductor

    def leave(self) -> None:
        """Keeps what was done of a session that is still open, and closes sound and voice, also opened ahead."""
        conductor, self._conductor = self._conductor, None
        self._left = conductor or self._left
        instruments, self._instruments = self._instruments, None
        company, self._company = self._company, None
        try:
            if conductor is not None and not conductor.finished:
                conductor.end("interrupted")
        finally:
            for each in (company, conductor, instruments):
                if each is not None:
                    each.close()
