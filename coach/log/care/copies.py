"""Keeps a copy of the log for each of the last seven days with a change; it must not know when one is wanted.

A copy is made by SQLite itself from one view, beside its place, looked through, and only then put there: a log that
is damaged never takes the place of a good copy.
"""

import sqlite3
from contextlib import closing, suppress
from datetime import date, datetime
from pathlib import Path

from coach.errors import CoachError
from coach.files import atomic, known_homes, reach
from coach.log import failures, kinds, opening
from coach.log.care.check import Found, look_at
from coach.log.care.recover import put_new

KEPT = 7
FOLDER = "copies"
BUSY_S = 5.0


def keep(log: Path, on: date) -> Path:
    """Makes the copy of a day, in place of an earlier one of it, and lets go of those before the last seven.

    Raises CoachError, sqlite3.Error or OSError where none can be made; the others stay then. The largest copy of
    all stays, too: a log that began anew by mistake must not wear out what was there before.
    """
    place = log.parent / FOLDER / f"{log.stem}-{on.isoformat()}{log.suffix}"
    place.parent.mkdir(mode=0o700, exist_ok=True)
    with atomic.part(place, atomic.OWNER) as unfinished, closing(_source(log)) as source:
        with closing(sqlite3.connect(unfinished, isolation_level=None)) as copy:
            source.backup(copy, pages=opening.EVERY_PAGE)
            copy.execute("PRAGMA journal_mode = DELETE").fetchall()
            found = copy.execute("PRAGMA quick_check(1)").fetchone()[0]
        if found != "ok":
            raise sqlite3.DatabaseError(found)
    _let_go(log)
    return place


def keep_quietly(log: Path, on: date) -> None:
    """As `keep`, for whoever has more important things to tell: `coach doctor` tells of copies that are missing."""
    with suppress(CoachError, sqlite3.Error, OSError):
        keep(log, on)
    known_homes.remember(log.parent)


def dates(log: Path) -> dict[date, Path]:
    """The copies that there are, by day, the oldest first."""
    found = {}
    for path in kinds.copies_of(log):
        with suppress(ValueError):
            found[date.fromisoformat(path.stem[-len("2026-11-20") :])] = path
    return found


def _source(log: Path) -> sqlite3.Connection:
    if not reach.is_there(log):
        raise FileNotFoundError(log)
    return opening.to_read(log, BUSY_S)


def _let_go(log: Path) -> None:
    there = kinds.copies_of(log)
    largest = max(there, key=lambda path: path.stat().st_size)
    for path in there[:-KEPT]:
        if path != largest:
            path.unlink()


def look_into(copy: Path) -> Found:
    """What is in a copy; faults for one that is damaged itself. Raises CoachError where it cannot be reached."""
    with failures.plainly(copy), closing(opening.copied(copy)) as opened:
        return look_at(opened, copy)


def restore(log: Path, copy: Path, now: datetime) -> Path | None:
    """Puts a copy in the place of the log, and gives the name under which that is kept, if there was one.

    Raises CoachError where it cannot be written; then nothing has changed.
    """

    def fill(new: Path) -> None:
        with closing(opening.copied(copy)) as good, closing(sqlite3.connect(new, isolation_level=None)) as made:
            good.backup(made, pages=opening.EVERY_PAGE)

    with failures.plainly(log):
        return put_new(log, now, fill)
