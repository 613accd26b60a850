"""`coach new`: builds a routine out of what the profile allows, writes it, and prints its path."""

import argparse
from datetime import datetime

from coach import builder, new_routine, wiring
from coach.commands.screened import screened


def run(args: argparse.Namespace) -> int:
    ws = screened(wiring.open_workspace())
    wishes = builder.Wishes(args.minutes, tuple(args.with_ids), tuple(args.without_ids))
    profile = wiring.need_profile(ws)
    print(new_routine.create(ws.home.routines, profile, ws.exercises, wishes, datetime.now(), args.name))
    return 0
