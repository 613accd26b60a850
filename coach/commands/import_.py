"""`coach import`: reads a log that was exported, without doubles; it must not know how the log is kept."""

import argparse
import os
import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from coach.core.number_words import counted
from coach.core.safe_text import printable
from coach.errors import CoachError
from coach.files import paths
from coach.files.moments import MOMENT, local
from coach.log import Log, import_form, merge
from coach.log.import_form import Entry

MOST_BYTES = 256_000_000  # A hundred years of sessions.
MOST_SHOWN = 5


def run(args: argparse.Namespace) -> int:
    name = "standard input" if args.file == "-" else printable(args.file)
    try:
        entries, diary = import_form.everything(_read(args.file))
    except CoachError as error:
        raise CoachError(f"{name}: nothing was imported.\n{error}") from None
    if not entries and diary.empty:
        print("There is no session in it, so nothing was added.")
        return 0
    with Log(paths.home().log) as log:
        merged = merge.merge(log, entries, diary)
        log.keep_copy(datetime.now().date())
    if entries:
        print(f"{counted(len(merged.added), 'session')} added, {merged.there} there already.")
    if not diary.empty:
        print("Diary: {} added, {} there already.".format(*merged.diary))
    if merged.longer:
        print(f"{counted(len(merged.longer), 'session')} added to: the log had the beginning alone.")
    if ahead := [each for each in merged.added if local(each.session.at) > local(datetime.now())]:
        print(f"Dated later than now, so counted as of today (coach log edit --at): {_listed(map(_called, ahead))}")
    if merged.others:
        listed = _listed(map(_called, merged.others))
        print(f"Recorded otherwise here, which was kept: {listed}")
    if merged.deleted:
        listed = _listed([f"{_called(each)} (coach log restore {number})" for each, number in merged.deleted])
        print(f"Deleted here, and left so: {listed}")
    return 0


def _read(name: str) -> bytes:
    """The bytes of a file, or of standard input for "-". Raises CoachError for too many."""
    if name == "-":
        content = sys.stdin.buffer.read(MOST_BYTES + 1)
    else:
        path = Path(os.path.expanduser(name))
        if path.is_dir():
            raise CoachError("This is a folder. Give the name of a file.")
        try:
            with path.open("rb") as file:
                content = file.read(MOST_BYTES + 1)
        except FileNotFoundError:
            raise CoachError("There is no such file.") from None
        except ValueError:  # A name with a NUL in it.
            raise CoachError("That is no name of a file.") from None
    if len(content) > MOST_BYTES:
        raise CoachError("This is too large to be a log.")
    return content


def _called(entry: Entry) -> str:
    return f"{entry.session.at:{MOMENT}} {printable(entry.session.routine)}"


def _listed(given: Iterable[str]) -> str:
    """The first ones, and how many more there are."""
    names = list(given)
    more = len(names) - MOST_SHOWN
    return ", ".join(names[:MOST_SHOWN]) + (f" and {more} more" if more > 0 else "")
