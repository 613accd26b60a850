"""`coach convert`: a routine of format 1 as format 2; it must not know what either of them says."""

import argparse
import sys
from pathlib import Path

from coach.errors import CoachError
from coach.files import atomic, exercises, paths, routines
from coach.files.routines import convert


def run(args: argparse.Namespace) -> int:
    """Prints the routine as format 2, or writes it into a file; the routine's own file only where it is named."""
    home = paths.home()
    path = routines.find(args.routine, home)
    try:
        text = path.read_bytes().decode()
    except (OSError, UnicodeDecodeError) as error:
        raise CoachError(f"{path} cannot be read as a text. Run: coach check {path}") from error
    known, _ = exercises.load(home.exercises)
    result = convert.converted(text, str(path), known).encode()
    if args.output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(result)
        return 0
    target = Path(args.output)
    if target.exists() and target.resolve() != path.resolve():
        raise CoachError(f"{target} is there already and stays as it is. Choose another name.")
    atomic.write(target, result)
    print(target)
    return 0
