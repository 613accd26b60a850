"""`coach` alone: the screening where it is missing, then the dashboard."""

import argparse
import sys
from datetime import datetime
from typing import Literal

from coach import paths, wiring
from coach.commands.screened import screened
from coach.model import CoachError


def run(_args: argparse.Namespace) -> int:
    return open_app(screened(wiring.open_workspace()), start="dashboard")


def open_app(
    ws: wiring.Workspace,
    *,
    start: Literal["dashboard", "play"],
    routine: str | None = None,
    rating: bool = True,
    speed: float = 1.0,
    output: str | None = None,
) -> int:
    """Runs the TUI and returns the exit code."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise CoachError("The full screen needs a terminal. Without one: coach play --plain, or coach today")
    from coach.tui.app import CoachApp

    class Guarded(CoachApp):
        """Hands an unforeseen error on, where Textual would print a traceback with the values in it."""

        CSS_PATH = str(paths.PACKAGE / "tui" / "coach.tcss")  # Else it is looked for beside this file.

        def _fatal_error(self) -> None:
            self._close_messages_no_wait()

    app = Guarded(
        ws,
        clock=datetime.now,
        start=start,
        routine=routine,
        rating=rating,
        speed=speed,
        output=output or ws.settings.output,
    )
    app.run()
    if app._exception is not None:
        raise app._exception
    return app.return_code or 0
