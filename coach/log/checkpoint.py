"""Keeps in the log's file what its sessions before a date led to, as a text; it must not know what the text says.

A checkpoint is taken away by triggers in the file as soon as anything of one of those sessions is changed, whoever
changes it, and is not looked at where these triggers or the sessions are not as they were when it was written.
"""

import sqlite3
from contextlib import suppress
from typing import NamedTuple

from coach.log.schema import CHECKPOINT, CHECKPOINT_TRIGGERS, SORTS


class Checkpoint(NamedTuple):
    """`until`: the date (YYYY-MM-DD) before which the sessions lie; their number and highest id; what they led to.

    `seal` is for whoever reads the text, to tell that it is as it was and still holds.
    """

    until: str
    newest: int
    sessions: int
    text: str
    seal: str


def read(connection: sqlite3.Connection, routine: str) -> Checkpoint | None:
    """The checkpoint of a routine; None where there is none that can be trusted."""
    with suppress(sqlite3.Error):  # Whatever is wrong with the file itself, reading the sessions tells.
        if not _is_watched(connection):
            return None
        row = connection.execute(
            "SELECT until, newest, sessions, text, seal FROM checkpoint WHERE routine = ?", (routine,)
        ).fetchone()
        if row is None or tuple(map(type, row)) != (str, int, int, str, str):
            return None
        found = Checkpoint(*row)
        there = connection.execute("SELECT max(id), count(*) FROM session WHERE at < ?", (found.until,)).fetchone()
        return found if there == (found.newest, found.sessions) else None
    return None


def version(connection: sqlite3.Connection) -> int:
    """A number that changes whenever another connection has changed the file."""
    found: int = connection.execute("PRAGMA data_version").fetchone()[0]
    return found


def keep(connection: sqlite3.Connection, routine: str, checkpoint: Checkpoint, seen: int) -> None:
    """Writes the checkpoint of a routine, where the file is still of version `seen`.

    Nobody waits or fails for it: where it cannot be written at once, it is not written.
    """
    with suppress(sqlite3.Error):
        waits_ms = connection.execute("PRAGMA busy_timeout").fetchone()[0]
        connection.execute("PRAGMA busy_timeout = 0")
        try:
            connection.execute("BEGIN IMMEDIATE")
            if version(connection) == seen and _all_sort(connection):
                _watch(connection)
                connection.execute(
                    "INSERT OR REPLACE INTO checkpoint (routine, until, newest, sessions, text, seal)"
                    " VALUES (?, ?, ?, ?, ?, ?)",
                    (routine, *checkpoint),
                )
            connection.execute("COMMIT")
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            connection.execute(f"PRAGMA busy_timeout = {waits_ms}")


def _is_watched(connection: sqlite3.Connection) -> bool:
    """Whether the table and its triggers are there, each as this version writes it."""
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE name GLOB 'checkpoint*'")
    return dict(rows.fetchall()) == {"checkpoint": CHECKPOINT, **CHECKPOINT_TRIGGERS}


def _watch(connection: sqlite3.Connection) -> None:
    """Makes table and triggers where they are not as they should be; nothing that was kept without them stays."""
    if _is_watched(connection):
        return
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name GLOB 'checkpoint*'")
    for (name,) in rows.fetchall():
        connection.execute(f'DROP TRIGGER "{name}"')
    connection.execute("DROP TABLE IF EXISTS checkpoint")
    for statement in (CHECKPOINT, *CHECKPOINT_TRIGGERS.values()):
        connection.execute(statement)


def _all_sort(connection: sqlite3.Connection) -> bool:
    """Whether the times of all sessions are in the same order as texts and as times."""
    return connection.execute("SELECT 1 FROM session WHERE at NOT GLOB ? LIMIT 1", (SORTS,)).fetchone() is None
