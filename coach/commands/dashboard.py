"""`coach` alone: the screening where it is missing, then the dashboard."""

import argparse
import sys
from datetime import datetime
from typing import TYPE_CHECKING

from coach import wiring
from coach.model import CoachError

if TYPE_CHECKING:
    from coach.tui.app import Start


def run(_args: argparse.Namespace) -> int:
    return open_app(wiring.open_workspace(), start="dashboard")


def has_terminal() -> bool:
    """Whether there is a terminal to ask in and to draw on."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def open_app(
    ws: wiring.Workspace,
    *,
    start: "Start",
    routine: str | None = None,
    rating: bool = True,
    speed: float = 1.0,
    output: str | None = None,
) -> int:
    """Runs the TUI and returns the exit code; raises CoachError where it cannot, and whatever failed in it."""
    if not has_terminal():
        if ws.profile is None:
            raise CoachError(wiring.SCREENING_FIRST)
        raise CoachError("The full screen needs a terminal. Without one: coach play --plain, or coach today")
    from coach.tui.app import CoachApp

    app = CoachApp(
        ws,
        clock=datetime.now,
        start=start,
        routine=routine,
        rating=rating,
        speed=speed,
        output=output or ws.settings.output,
    )
    app.run()
    if app.failure is not None:
        raise app.failure
    return app.return_code or 0
