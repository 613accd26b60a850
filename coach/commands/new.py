"""`coach new`: builds a routine out of what the profile allows, writes it, and prints its path.

From then on it is the one that is played, as one that is made on the dashboard is.
"""

import argparse
import sys
from datetime import datetime
from pathlib import Path

from coach.app import workspace
from coach.app.lately import lately
from coach.commands.screen import screened
from coach.core import routine_builder
from coach.errors import CoachError
from coach.files import routines, settings
from coach.files.routines import create

# A wish is met where the session is at most this much longer or shorter.
NEAR_MINUTES = 2
SHORT_MINUTES = 10


def run(args: argparse.Namespace) -> int:
    ws, now = screened(workspace.open_workspace(datetime.now())), datetime.now()
    wishes = routine_builder.Wishes(args.minutes, tuple(args.with_ids), tuple(args.without_ids))
    path = create.create(
        ws.home.routines,
        workspace.need_profile(ws),
        ws.exercises,
        wishes,
        now,
        args.name,
        lately(ws.home, ws.exercises, ws.profile, now),
    )
    print(path)
    built, _ = routines.load(path, ws.exercises)
    note = length_note(args.minutes, create.duration_ms(built.items))
    if note:
        print(note, file=sys.stderr)
    print(_hold_on_to(ws.home.settings, path.stem), file=sys.stderr)
    return 0


def _hold_on_to(file: Path, routine: str) -> str:
    """Keeps the routine as the one that is played, and tells so, or why it could not: it is made all the same."""
    try:
        settings.keep(file, "routine", routine, why=f"To play it: coach play {routine}.")
    except CoachError as error:
        return str(error)
    return "It is played from now on. Another one: r on the dashboard."


def length_note(wished_minutes: int | None, length_ms: int) -> str:
    """What is said of a session that is not as long as was wished, or short without a wish; "" where it is."""
    minutes = round(length_ms / 60_000)
    if wished_minutes is None:
        short = f"A session takes about {minutes} minutes: few exercises, at their start doses."
        return f"{short} It grows with good days." if minutes < SHORT_MINUTES else ""
    if minutes < wished_minutes - NEAR_MINUTES:
        return (
            f"A session takes about {minutes} minutes, not {wished_minutes}: it starts with few exercises at "
            "their start doses, and grows with good days."
        )
    if minutes > wished_minutes + NEAR_MINUTES:
        return f"A session takes about {minutes} minutes, not {wished_minutes}: shorter is not possible with these."
    return ""
