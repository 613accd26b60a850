"""`coach completion`: prints the script that lets a shell complete; it must not know any command.

The script has all that is the same for everybody, so that no start of the coach pays for it. For names of routines
and exercises it asks `coach completion --names …`. The shells read names as code, so only those are told that hold
nothing but letters, digits, '-', '_' and '.'.
"""

import argparse
import re
import sys
from collections.abc import Iterable
from typing import Any

from coach.errors import CoachError
from coach.files import exercises, paths, routines

SAFE = re.compile(r"\w[\w.-]*")
# What an argument is, by the name that it has in the help.
ROUTINES, EXERCISES = ("ROUTINE", "R"), ("EXERCISE",)
IDS = ("with_ids", "without_ids")  # Other IDs are numbers of sessions.
FILES = ("FILE", "FILE.toml", "FILE.vtt", "WAV")


def run(args: argparse.Namespace) -> int:
    """0 when it was printed; 2 where no shell was named."""
    if args.names is not None:
        print(*filter(SAFE.fullmatch, _names(args.names)), sep="\n")
        return 0
    if args.shell is None:
        print("coach completion: which shell? coach completion bash, zsh or fish", file=sys.stderr)
        return 2
    try:
        import shtab
    except ImportError:
        raise CoachError("The package shtab is missing. Install it: pip install shtab") from None
    parser = args.whole()
    _mark(parser, shtab)
    print(shtab.complete(parser, args.shell))
    return 0


def _names(kind: str) -> Iterable[str]:
    home = paths.home()
    if kind == "routines":
        return [name for name, _ in routines.names(home)]
    return [path.stem for folder in (exercises.SHIPPED, home.exercises) for path in sorted(folder.glob("*.toml"))]


def _mark(parser: argparse.ArgumentParser, shtab: Any) -> None:
    """Says of each argument of a command, and of those inside it, what it is completed with."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for inner in action.choices.values():
                _mark(inner, shtab)
        elif action.metavar in ROUTINES:
            action.complete = shtab.cmd("coach completion --names routines")  # type: ignore[attr-defined]
        elif action.metavar in EXERCISES or action.dest in IDS:
            action.complete = shtab.cmd("coach completion --names exercises")  # type: ignore[attr-defined]
        elif action.metavar in FILES:
            action.complete = shtab.FILE  # type: ignore[attr-defined]
