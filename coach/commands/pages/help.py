"""`coach help`: the commands, or a page on one topic; it must not know what a page says."""

import argparse


def run(args: argparse.Namespace) -> int:
    """Prints what `coach --help` prints, or the page."""
    if args.topic is None:
        print(args.overview(), end="")
        return 0
    from coach.commands.pages import routine_help

    print({"routine": routine_help.text}[args.topic]())
    return 0
