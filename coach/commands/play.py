"""`coach play`: the screening where it is missing, then a session in the TUI or, with --plain, line by line."""

import argparse
import sys
from datetime import datetime

from coach import wiring
from coach.model import CoachError


def screened(ws: wiring.Workspace) -> wiring.Workspace:
    """The workspace with a profile: asked for where there is none and there is a terminal to ask in."""
    if ws.profile is not None:
        return ws
    if not sys.stdin.isatty():
        raise CoachError(wiring.SCREENING_FIRST)
    from coach.commands import screen

    if screen.run(argparse.Namespace(answers=None)) != 0:
        raise CoachError(wiring.SCREENING_FIRST)
    return wiring.open_workspace()


def run(args: argparse.Namespace) -> int:
    ws = screened(wiring.open_workspace())
    if args.routine is not None:
        # A mistake in the file is told before the screen is taken over.
        wiring.load_routine(ws, args.routine, ())
    if args.plain:
        from coach import plain

        return plain.play(
            ws,
            args.routine,
            clock=datetime.now,
            rating=not args.no_rating,
            output_kind=args.output,
            speed=args.speed,
        )
    from coach.commands.dashboard import open_app

    return open_app(
        ws, start="play", routine=args.routine, rating=not args.no_rating, speed=args.speed, output=args.output
    )
