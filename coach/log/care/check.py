"""Looks through all of a log: its pages, its tables, every session; it mends nothing."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from coach.core.reason import Reason
from coach.core.words import sentence
from coach.log import beside, failures, opening
from coach.log.diary import rows as diary
from coach.log.rows import sessions_since
from coach.log.schema import OtherFileError, prepare

MOST = 20  # Faults that are listed.
OF_SESSIONS = ("session", "dose", "done", "hurt", "progress", "change_took", "correction", "skipped_morning")
TABLES = (*OF_SESSIONS, *diary.TABLES)


@dataclass(frozen=True, slots=True)
class Found:
    """What a look through a log has found; no `faults`: it is whole."""

    sessions: int = 0
    sets: int = 0
    faults: tuple[str, ...] = ()


def look_through(log: Path) -> Found:
    """Reads everything in a file that is there; what is wrong with it is a fault, not an error.

    Raises CoachError, sqlite3.Error or OSError where it cannot be reached, and CoachError for a newer version.
    """
    try:
        with closing(opening.to_read(log, 5.0)) as connection:
            return look_at(connection, log)
    except OtherFileError:
        return Found(faults=(failures.not_a_log(log),))
    except sqlite3.Error as error:
        if failures.code_of(error) in (*failures.OUT_OF_REACH, *failures.IN_USE):
            raise
        return Found(faults=(str(error),))


def look_at(connection: sqlite3.Connection, log: Path) -> Found:
    """The same of an open log."""
    faults: list[str] = []
    try:
        faults += [row[0] for row in connection.execute(f"PRAGMA integrity_check({MOST})") if row[0] != "ok"]
        for table, rowid, parent, _ in connection.execute("PRAGMA foreign_key_check").fetchmany(MOST):
            faults.append(sentence(Reason("log_row_alone", row=rowid, table=table, parent=parent)))
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as right:
            prepare(right, log)
            faults += _missing(connection, right)
    except sqlite3.Error as error:
        faults.append(str(error))
    try:
        sessions = sessions_since(connection, "")
        beside.read(connection)
        diary.read(connection)
    except (sqlite3.Error, ValueError, TypeError) as error:
        return Found(faults=(*faults, str(error))[:MOST])
    return Found(len(sessions), sum(len(each.sets) for each in sessions), tuple(faults[:MOST]))


def _missing(connection: sqlite3.Connection, right: sqlite3.Connection) -> list[str]:
    """Tables and columns that a log has to have."""
    found = []
    for table in TABLES:
        there = {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
        wanted = [row[1] for row in right.execute(f"PRAGMA table_info({table})")]
        missing = (column for column in wanted if column not in there)
        found += [sentence(Reason("log_no_column", table=table, column=column)) for column in missing]
    return found
