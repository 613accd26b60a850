"""Gives a workspace with a profile: the screening is asked where it is missing and there is a terminal."""

import argparse
import sys

from coach import wiring
from coach.model import CoachError


def screened(ws: wiring.Workspace) -> wiring.Workspace:
    """The workspace with a profile; raises CoachError where it is missing and cannot be asked for."""
    if ws.profile is not None:
        return ws
    if not sys.stdin.isatty():
        raise CoachError(wiring.SCREENING_FIRST)
    from coach.commands import screen

    if screen.run(argparse.Namespace(answers=None)) != 0:
        raise CoachError(wiring.SCREENING_FIRST)
    return wiring.open_workspace()
