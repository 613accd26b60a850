"""`coach log --check`, `--repair`, `--restore`: looks after the file of the log; nothing is ever thrown away.

It must not know how a log is read or made anew.
"""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

from coach.commands._shared import says_yes
from coach.core.number_words import counted
from coach.core.reason import Reason
from coach.core.words import sentence
from coach.errors import CoachError
from coach.files import paths, reach
from coach.log import failures, kinds, running
from coach.log.care import copies, recover
from coach.log.care.check import Found, look_through


def run(args: argparse.Namespace) -> int:
    """One of the three; exit 1 for a log that is not whole. Raises CoachError."""
    home = paths.home()
    reach.insist(home.data)
    log = home.log
    with failures.plainly(log):
        if args.check:
            return _check(log)
        with _alone(log):
            return _repair(log) if args.repair else _restore(log, args.restore)


def _check(log: Path) -> int:
    kind = _kind(log)
    if kind == "none":
        print("No session yet, so there is nothing to check.", *_copies_there(log))
        return 0
    found = _look(log, kind)
    if not found.faults:
        print(f"{log} is whole: {counted(found.sessions, 'session')}, {counted(found.sets, 'set')}.")
        print(*_copies_there(log))
        return 0
    for fault in found.faults:
        print(fault)
    print(
        f"{log} is not whole; it is left untouched. To save what can be read: coach log --repair", file=sys.stderr
    )
    print(*_copies_there(log), file=sys.stderr)
    return 1


def _repair(log: Path) -> int:
    kind = _kind(log)
    if kind == "none":
        raise CoachError(" ".join(("There is no log, so there is nothing to repair.", *_copies_there(log))))
    if not _look(log, kind).faults:
        print(f"{log} is whole. Nothing was changed.")
        return 0
    readable = kind in ("log", "damaged")
    what = "What can be read goes into a new log" if readable else f"There is no session in {log}: a new log begins"
    if not _agreed(f"{what}; the old file is kept under another name."):
        return 1
    now = datetime.now()
    if not readable:
        aside = recover.set_aside(log, now)
        print(
            f"A new log begins with the next session. What was in its place is kept: {aside}", *_copies_there(log)
        )
        return 0
    told, aside = recover.repair(log, now)
    kept = told.kept
    print(
        f"Recovered: {counted(kept.get('session', 0) + told.mended, 'session')}, "
        f"{counted(kept.get('done', 0), 'set')}."
    )
    if told.mended:
        print(f"{counted(told.mended, 'session')} known by the sets alone; the routine is named {recover.UNKNOWN}.")
    if told.left_out or told.cut:
        print(f"Not everything could be read ({counted(told.left_out, 'row')} left out).", *_copies_there(log))
    print(f"The damaged file is kept: {aside}")
    return 0


def _restore(log: Path, wanted: date | bool) -> int:
    there = copies.dates(log)
    if not there:
        raise CoachError(f"There is no copy of {log}. One is made after each day's sessions.")
    day = max(there) if wanted is True else wanted
    if not isinstance(day, date) or day not in there:
        raise CoachError(f"There is no copy of {day}. There are: {_listed(there)}")
    found = copies.look_into(there[day])
    if found.faults:
        raise CoachError(f"The copy of {day} is damaged itself. There are: {_listed(there)}")
    kept = "; the log of now is kept under another name" if _kind(log) != "none" else ""
    if not _agreed(f"The log of {day} comes back, with {counted(found.sessions, 'session')}{kept}."):
        return 1
    aside = copies.restore(log, there[day], datetime.now())
    print(f"The log is that of {day} again: {counted(found.sessions, 'session')}, {counted(found.sets, 'set')}.")
    if aside is not None:
        print(f"The one until now is kept: {aside}")
    return 0


def _kind(log: Path) -> kinds.Kind:
    """Raises CoachError where the file cannot be reached."""
    return kinds.kind_of(log) if reach.is_there(log) else "none"


def _look(log: Path, kind: kinds.Kind) -> Found:
    if kind == "folder":
        return Found(faults=(f"{log} is a folder",))
    if kind == "empty":
        return Found(faults=(f"{log} is empty",)) if kinds.was_log(log) else Found()
    if kind == "other":
        return Found(faults=(f"{log} is not a session log of Backcoach",))
    return look_through(log)


@contextmanager
def _alone(log: Path) -> Iterator[None]:
    """While no session is played. Raises CoachError where one is."""
    reach.is_there(log)
    hold = running.take(log)
    if hold is None:
        raise CoachError(sentence(Reason("already_playing")))
    try:
        yield
    finally:
        hold.release()


def _agreed(what: str) -> bool:
    """Asks a person; without a terminal the command itself says yes, as nothing is thrown away."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return True
    if says_yes(f"{what} Do that?"):
        return True
    print("Nothing was changed.", file=sys.stderr)
    return False


def _copies_there(log: Path) -> list[str]:
    there = copies.dates(log)
    return [f"Copies of {_listed(there)}; to go back to one: coach log --restore DATE"] if there else []


def _listed(there: dict[date, Path]) -> str:
    return ", ".join(day.isoformat() for day in there)
