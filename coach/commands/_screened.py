"""Gives a workspace with a profile: the screening is asked where it is missing and there is a terminal."""

import sys
from datetime import datetime

from coach.app import workspace
from coach.core.model import CoachError


def screened(ws: workspace.Workspace, *, full_screen: bool = True) -> workspace.Workspace:
    """The workspace with a profile, asked for on the full screen or line by line.

    Raises CoachError where it is missing and cannot be asked for, or is not answered to the end.
    """
    if ws.profile is not None:
        if not full_screen and not ws.profile.disclaimer_agreed:
            from coach.commands import screen

            screen.agree_in_lines(ws.home)
        return ws
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise CoachError(workspace.SCREENING_FIRST)
    from coach.commands import screen

    code = screen.ask_on_screen(ws.home) if full_screen else screen.ask_in_lines(ws.home)
    if code != 0:
        raise CoachError(workspace.SCREENING_FIRST)
    return workspace.open_workspace(datetime.now())
