"""Keeps how long changes of position took that were slow, and tells of the last ones; it knows not what follows."""

import sqlite3
from collections.abc import Mapping
from datetime import date, timedelta

from coach.core.changes import KINDS, REMEMBERED, ChangeKind, LastTimes, Took
from coach.log import Log, beside

WITHIN = timedelta(weeks=8)  # Older ones tell nothing of how one gets down and up now.


def keep(log: Log, session: int, took: Took) -> None:
    """Keeps one; a few bytes, and only where somebody paused or was waited for."""
    with log.change(None) as connection:
        beside.insert_took(connection, session, took)


def lately(log: Log, on: date) -> Mapping[ChangeKind, LastTimes]:
    """The last ones of each kind in the weeks before a date; a kind that has none is not in it."""
    with log.view() as connection:
        rows = connection.execute(
            "SELECT kind, seconds, at, id FROM session JOIN change_took ON session = id"
            " WHERE at >= ? AND deleted = 0 ORDER BY at DESC, id DESC, change_took.rowid DESC",
            ((on - WITHIN).isoformat(),),
        ).fetchall()
        found = {kind: [row for row in rows if row[0] == kind][:REMEMBERED] for kind in KINDS}
        return {
            kind: LastTimes(tuple(seconds for _, seconds, _, _ in last), _sessions_since(connection, *last[0][2:]))
            for kind, last in found.items()
            if last
        }


def _sessions_since(connection: sqlite3.Connection, at: str, id_: int) -> int:
    """How many sessions came after one in which something was done."""
    found: int = connection.execute(
        "SELECT count(*) FROM session WHERE (at, id) > (?, ?) AND deleted = 0 AND running = 0"
        " AND EXISTS (SELECT 1 FROM done WHERE session = id)",
        (at, id_),
    ).fetchone()[0]
    return found
