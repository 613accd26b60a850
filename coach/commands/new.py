"""`coach new`: builds a routine out of what the profile allows, writes it, and prints its path."""

import argparse
import sys
from datetime import datetime

from coach import builder, new_routine, routine, wiring
from coach.commands.screened import screened

# A wish is met where the session is at most this much longer or shorter.
NEAR_MINUTES = 2


def run(args: argparse.Namespace) -> int:
    ws = screened(wiring.open_workspace())
    wishes = builder.Wishes(args.minutes, tuple(args.with_ids), tuple(args.without_ids))
    profile = wiring.need_profile(ws)
    path = new_routine.create(ws.home.routines, profile, ws.exercises, wishes, datetime.now(), args.name)
    print(path)
    if args.minutes is not None:
        built, _ = routine.load(path, ws.exercises)
        note = length_note(args.minutes, new_routine.duration_ms(built.items))
        if note:
            print(note, file=sys.stderr)
    return 0


def length_note(wished_minutes: int, length_ms: int) -> str:
    """What is said of a session that is not as long as was wished; "" where it is."""
    minutes = round(length_ms / 60_000)
    if minutes < wished_minutes - NEAR_MINUTES:
        return (f"A session takes about {minutes} minutes, not {wished_minutes}: it starts with few exercises at "
                "their start doses, and grows with good days.")
    if minutes > wished_minutes + NEAR_MINUTES:
        return f"A session takes about {minutes} minutes, not {wished_minutes}: shorter is not possible with these."
    return ""
