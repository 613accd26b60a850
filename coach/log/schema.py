"""The tables of the session log, and the check that a file is one; it must not know what is kept, or when."""

import sqlite3
from contextlib import suppress
from pathlib import Path

from coach.core.model import CoachError

VERSION = 1
APPLICATION = 0x42434F41  # "BCOA": tells the log from another program's database
RATINGS = ("before", "during", "after", "morning")

_RATING = "INTEGER CHECK ({0} IS NULL OR (typeof({0}) = 'integer' AND {0} BETWEEN 0 AND 10))"
_COUNT = "INTEGER NOT NULL CHECK (typeof({0}) = 'integer' AND {0} >= 0)"
# Mornings that were asked for and not answered, so that nobody is asked twice. A log that was begun before it was
# thought of gets it with the first such morning; a coach that does not know it reads the log all the same.
SKIPPED = """CREATE TABLE IF NOT EXISTS skipped_morning (
    session INTEGER PRIMARY KEY REFERENCES session (id) ON DELETE CASCADE
)"""
# What a rating was before it was corrected; made, like the table above, when it is first needed.
CORRECTED = (*RATINGS, "effort")
CORRECTION = """CREATE TABLE IF NOT EXISTS correction (
    session INTEGER NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    at TEXT NOT NULL,
    rating TEXT NOT NULL,
    old,
    new
)"""
SCHEMA = f"""
CREATE TABLE session (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    routine TEXT NOT NULL,
    {", ".join(f"{name} {_RATING.format(name)}" for name in RATINGS)},
    effort TEXT CHECK (effort IN ('easy', 'ok', 'hard')),
    stopped TEXT CHECK (stopped IN ('pain', 'sharp', 'spread', 'tired', 'time')),
    finished INTEGER NOT NULL DEFAULT 0 CHECK (finished IN (0, 1))
);
CREATE TABLE dose (
    session INTEGER NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('planned', 'routine')),
    exercise TEXT NOT NULL,
    sets {_COUNT.format("sets")}, reps {_COUNT.format("reps")}, hold_s {_COUNT.format("hold_s")},
    UNIQUE (session, kind, exercise)
);
CREATE TABLE done (
    session INTEGER NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    exercise TEXT NOT NULL,
    number INTEGER NOT NULL CHECK (typeof(number) = 'integer' AND number >= 1),
    side TEXT NOT NULL CHECK (side IN ('left', 'right', 'both')),
    reps {_COUNT.format("reps")},
    at TEXT NOT NULL,
    UNIQUE (session, exercise, number, side)
);
CREATE INDEX session_at ON session (at, id);
{SKIPPED};
{CORRECTION};
PRAGMA application_id = {APPLICATION};
PRAGMA user_version = {VERSION};
"""


def prepare(connection: sqlite3.Connection, path: Path) -> None:
    """Makes the tables in an empty file; refuses a file that is of a newer version or of another program."""
    connection.execute("PRAGMA foreign_keys = ON")
    if not _is_ours(connection, path):
        connection.execute("BEGIN IMMEDIATE")
        try:
            if not _is_ours(connection, path):  # Another coach may have been quicker.
                for statement in filter(str.strip, SCHEMA.split(";")):
                    connection.execute(statement)
            connection.execute("COMMIT")
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
    _drop_first_checkpoints(connection)
    with suppress(sqlite3.OperationalError):  # Another coach is opening it now; the next one to open sets it.
        connection.execute("PRAGMA journal_mode = WAL").fetchall()
    connection.execute("PRAGMA synchronous = FULL")


def _drop_first_checkpoints(connection: sqlite3.Connection) -> None:
    """The first edition had triggers forget its checkpoints; neither is of use now."""
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name GLOB 'checkpoint_*'")
    names = [name for (name,) in rows]
    if names:
        with suppress(sqlite3.OperationalError):  # A log that cannot be written is read all the same.
            connection.execute("BEGIN IMMEDIATE")
            for name in names:
                connection.execute(f'DROP TRIGGER IF EXISTS "{name}"')
            connection.execute("DROP TABLE IF EXISTS checkpoint")
            connection.execute("COMMIT")


def _is_ours(connection: sqlite3.Connection, path: Path) -> bool:
    """True for a log, False for an empty database; raises CoachError for anything else."""
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if application == APPLICATION and version == VERSION:
        return True
    if application == APPLICATION and version > VERSION:
        raise CoachError(f"{path} was written by a newer Backcoach. Update Backcoach; the log is left untouched.")
    if tables or application or version:
        raise CoachError(f"{path} is not a session log of Backcoach. Move it away; it is left untouched.")
    return False
