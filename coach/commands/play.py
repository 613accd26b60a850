"""`coach play`: the screening where it is missing, then a session in the TUI or, with --plain, line by line."""

import argparse
import sys

from coach.app import workspace
from coach.commands._shared import desktop_at, has_screen, has_terminal, open_app, with_words
from coach.commands.screen import screened
from coach.session import clocks
from coach.session.asking import beginning


def run(args: argparse.Namespace) -> int:
    clock = clocks.system()
    ws = with_words(workspace.open_workspace(clock.wall()), args.words)
    # A mistake in the file is told before the screen is taken over.
    at = None if args.at is None else beginning.next_time(args.at, clock.wall())
    begins = beginning.Beginning(args.start_in, at)
    wanted = None if args.routine is None else workspace.load_routine(ws, args.routine)
    if args.plain or (has_terminal() and not has_screen()):
        from coach.session import plain_player

        ws = with_words(screened(ws, full_screen=False), args.words)
        return plain_player.play(
            ws,
            wanted,
            clock=clock,
            rating=not args.no_rating,
            output_kind=args.output,
            speed=args.speed,
            listen=args.listen or _wished(ws),
            one_button=has_screen(),
            desktop=desktop_at(args.speed),
            beginning=begins,
        )
    if args.listen:
        from coach.listen import recogniser

        recogniser.insist()
    return open_app(
        lambda: ws,
        ws.settings,
        start="play",
        routine=wanted,
        rating=not args.no_rating,
        speed=args.speed,
        output=args.output,
        beginning=begins,
        listen=args.listen,
    )


def _wished(ws: workspace.Workspace) -> bool:
    """Whether the settings ask to listen; where that is not possible it is told, and the session goes on."""
    from coach.listen import recogniser

    if ws.settings.listen and not recogniser.installed():
        print(recogniser.MISSING, file=sys.stderr)
        return False
    return ws.settings.listen
