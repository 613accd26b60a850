"""A session and the desktop around it: what it shows there, what is pressed there; it knows no screen of ours."""

from coach.app.workspace import Workspace
from coach.desktop import client
from coach.desktop.client import Desktop
from coach.errors import CoachError


def start(ws: Workspace) -> Desktop | None:
    """The process beside the desktop, for one session; None where there is nothing that it could do.

    Takes some hundredths of a second, so it is not for the thread that draws.
    """
    kept, ducks = ws.home.lowered, ws.settings.duck_music
    if not client.is_there(kept, ducks=ducks):
        return None
    try:
        return Desktop(kept, ducks=ducks)
    except CoachError:
        return None  # It can be done without.
