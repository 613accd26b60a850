"""`coach check`: prints every mistake in the user's files; it must not know what makes one."""

import argparse
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from coach.app.check_files import Checker
from coach.files import paths, routines


def run(args: argparse.Namespace) -> int:
    """Prints a line for each mistake; 1 when there is an error among them, else 0."""
    home = paths.home()
    checker = Checker(home, datetime.now())
    named = dict(routines.names(home))
    files = [(_path(file, named), file) for file in args.files] or [(p, str(p)) for p in checker.own_files()]
    if not files:
        print("You have no files of your own yet, so there is nothing to check.", file=sys.stderr)
        return 0
    mistakes = [mistake for path, shown in files for mistake in checker.check(path, shown)]
    for mistake in mistakes:
        print(mistake)
    sys.stdout.flush()  # What was found stands before the summary, wherever both go.
    if checker.note:
        print(checker.note, file=sys.stderr)
    errors = sum(mistake.severity == "error" for mistake in mistakes)
    print(_summary(len(files), errors, len(mistakes) - errors), file=sys.stderr)
    return 1 if errors else 0


def _path(file: str, named: Mapping[str, Path]) -> Path:
    """A file as it was typed, or a routine by its name."""
    return named[file] if file in named and not Path(file).is_file() else Path(file)


def _summary(files: int, errors: int, warnings: int) -> str:
    def count(number: int, word: str) -> str:
        return f"{number} {word}{'' if number == 1 else 's'}"

    checked = f"Checked {count(files, 'file')}"
    if not errors and not warnings:
        return f"{checked}: no mistakes."
    return f"{checked}: {count(errors, 'error')}, {count(warnings, 'warning')}."
