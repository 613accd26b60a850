"""`coach` alone: the screening where it is missing, then the dashboard, or lines; it knows nothing they show."""

import argparse
from typing import TYPE_CHECKING

from coach.commands._shared import has_screen, has_terminal, no_terminal, open_app
from coach.session import clocks

if TYPE_CHECKING:
    from coach.app.workspace import Workspace


def run(_args: argparse.Namespace) -> int:
    """Raises CoachError where there is no terminal."""
    if not has_terminal():
        raise no_terminal(_open_ws())
    if not has_screen():
        from coach.commands import linear

        return linear.run(clocks.system())
    from coach.files import paths, settings

    return open_app(_open_ws, settings.load(paths.home().settings), start="dashboard")


def _open_ws() -> "Workspace":
    from coach.app import workspace  # After the first frame.

    return workspace.open_workspace(clocks.system().wall())
