"""`coach` alone: the screening where it is missing, then the dashboard."""

import argparse
import sys
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from coach import streams
from coach.errors import CoachError
from coach.files.settings import Settings
from coach.session import clocks

if TYPE_CHECKING:
    from coach.app.workspace import Loaded, Workspace
    from coach.tui.flow import Start


def run(_args: argparse.Namespace) -> int:
    if not has_terminal():
        raise _no_terminal(_open_ws())
    from coach.files import paths, settings

    return open_app(_open_ws, settings.load(paths.home().settings), start="dashboard")


def _open_ws() -> "Workspace":
    from coach.app import workspace  # After the first frame.

    return workspace.open_workspace(clocks.system().wall())


def has_terminal() -> bool:
    """Whether there is a terminal to ask in and to draw on."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def open_app(
    open_ws: Callable[[], "Workspace"],
    settings: Settings,
    *,
    start: "Start",
    routine: "str | Loaded | None" = None,
    rating: bool = True,
    speed: float = 1.0,
    output: str | None = None,
) -> int:
    """Runs the TUI and returns the exit code; raises CoachError where it cannot, and whatever failed in it.

    `open_ws` is called when the first frame is on the screen.
    """
    if not has_terminal():
        raise _no_terminal(open_ws())
    from coach.files import paths
    from coach.files.settings import keep_theme
    from coach.tui.app import CoachApp

    app = CoachApp(
        open_ws,
        clock=clocks.system(),
        start=start,
        routine=routine,
        rating=rating,
        speed=speed,
        output=output,
        theme=settings.theme,
        plain=streams.writes_plainly(settings.plain_characters),
        keep_theme=partial(keep_theme, paths.home().settings),
    )
    app.run()
    if app.failure is not None:
        raise app.failure
    return app.return_code or 0


def _no_terminal(ws: "Workspace") -> CoachError:
    """What to do instead."""
    if ws.profile is None:
        from coach.app import workspace

        return CoachError(workspace.SCREENING_FIRST)
    return CoachError("The full screen needs a terminal. Without one: coach play --plain, or coach today")
