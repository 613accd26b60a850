"""The tables of the session log, and the check that a file is one; it must not know what is kept, or when."""

import sqlite3
from contextlib import suppress
from pathlib import Path

from coach.core.reason import Reason
from coach.core.words import sentence
from coach.errors import CoachError
from coach.files.moments import as_text, as_time

APPLICATION = 0x42434F41  # "BCOA": tells the log from another program's database
RATINGS = ("before", "during", "after", "morning")

_RATING = "INTEGER CHECK ({0} IS NULL OR (typeof({0}) = 'integer' AND {0} BETWEEN 0 AND 10))"
_COUNT = "INTEGER NOT NULL CHECK (typeof({0}) = 'integer' AND {0} >= 0)"
_FLAG = "INTEGER NOT NULL DEFAULT 0 CHECK ({0} IN (0, 1))"
FIRST = (
    f"""CREATE TABLE session (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    routine TEXT NOT NULL,
    {", ".join(f"{name} {_RATING.format(name)}" for name in RATINGS)},
    effort TEXT CHECK (effort IN ('easy', 'ok', 'hard')),
    stopped TEXT CHECK (stopped IN ('pain', 'sharp', 'spread', 'tired', 'time')),
    finished INTEGER NOT NULL DEFAULT 0 CHECK (finished IN (0, 1))
)""",
    f"""CREATE TABLE dose (
    session INTEGER NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('planned', 'routine')),
    exercise TEXT NOT NULL,
    sets {_COUNT.format("sets")}, reps {_COUNT.format("reps")}, hold_s {_COUNT.format("hold_s")},
    UNIQUE (session, kind, exercise)
)""",
    f"""CREATE TABLE done (
    session INTEGER NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    exercise TEXT NOT NULL,
    number INTEGER NOT NULL CHECK (typeof(number) = 'integer' AND number >= 1),
    side TEXT NOT NULL CHECK (side IN ('left', 'right', 'both')),
    reps {_COUNT.format("reps")},
    at TEXT NOT NULL,
    UNIQUE (session, exercise, number, side)
)""",
    "CREATE INDEX session_at ON session (at, id)",
)
# The second edition only adds, so that nothing of a first log is written anew. A log of the first has tables for
# corrections and skipped mornings where it needed them, and checkpoints that triggers took away, of no use now.
# An interruption is a fact of its own, beside what the person says later of why the session ended.
SECOND = (
    *(f"DROP TRIGGER IF EXISTS checkpoint_{number}" for number in range(9)),
    "DROP TABLE IF EXISTS checkpoint",
    """CREATE TABLE IF NOT EXISTS skipped_morning (
    session INTEGER PRIMARY KEY REFERENCES session (id) ON DELETE CASCADE
)""",
    """CREATE TABLE IF NOT EXISTS correction (
    session INTEGER NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    at TEXT NOT NULL,
    rating TEXT NOT NULL,
    old,
    new
)""",
    f"""CREATE TABLE hurt (
    session INTEGER NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    exercise TEXT,
    rating {_RATING.format("rating")} NOT NULL,
    at TEXT NOT NULL
)""",
    f"ALTER TABLE session ADD COLUMN usual_pain {_RATING.format('usual_pain')}",
    "ALTER TABLE session ADD COLUMN screened_at TEXT",
    "ALTER TABLE session ADD COLUMN morning_at TEXT",
    "ALTER TABLE session ADD COLUMN routine_title TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE session ADD COLUMN note TEXT",
    f"ALTER TABLE session ADD COLUMN running {_FLAG.format('running')}",
    f"ALTER TABLE session ADD COLUMN spread_passed {_FLAG.format('spread_passed')}",
    f"ALTER TABLE session ADD COLUMN interrupted {_FLAG.format('interrupted')}",
)
# Moments have their offset from UTC from the third edition on. Those without are of the computer's zone: the one
# where it first reads such a log, which is nearer to the truth than where it will be at some later time.
MOMENTS = (
    ("session", "at"), ("session", "screened_at"), ("session", "morning_at"), ("done", "at"), ("hurt", "at"),
    ("correction", "at"),
)  # fmt: skip
THIRD = (
    "DROP TABLE IF EXISTS checkpoint",
    *(f"UPDATE {table} SET {column} = moment({column}) WHERE {column} IS NOT NULL" for table, column in MOMENTS),
    "ALTER TABLE correction RENAME COLUMN rating TO field",
    f"ALTER TABLE session ADD COLUMN deleted {_FLAG.format('deleted')}",
    "ALTER TABLE session ADD COLUMN question TEXT CHECK (question IN ('left'))",
)
# How far a session came that does not run any more, and the plan that was played in it.
FOURTH = (
    """CREATE TABLE progress (
    session INTEGER PRIMARY KEY REFERENCES session (id) ON DELETE CASCADE,
    plan TEXT NOT NULL,
    exercise TEXT,
    number INTEGER,
    side TEXT CHECK (side IN ('left', 'right')),
    reps INTEGER NOT NULL DEFAULT 0,
    pain TEXT CHECK (pain IN ('asked', 'told'))
)""",
)
# Changes of position in which one paused or was waited for: the next ones have longer.
FIFTH = (
    f"""CREATE TABLE change_took (
    session INTEGER NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('floor_to_chair', 'chair_to_floor', 'lying_to_side', 'other')),
    seconds {_COUNT.format("seconds")}
)""",
    "CREATE INDEX change_took_session ON change_took (session)",
)
# What a routine's file says of an exercise beside its dose: that nothing raises it.
SIXTH = (f"ALTER TABLE dose ADD COLUMN fixed {_FLAG.format('fixed')}",)
# Which exercises of a routine were not for a session: of another round, or standing in where it was not needed.
SEVENTH = ("ALTER TABLE dose ADD COLUMN aside TEXT CHECK (aside IN ('round', 'waits'))",)
# From here on an exercise may be an entry of a routine, "clamshell:left" or "bird_dog:2". The tables are the same,
# but an earlier coach would reckon an entry as another exercise: it is to leave such a log alone.
EIGHTH: tuple[str, ...] = ()
# The diary: activities, things of a person's own with a rating a week, weeks in which nobody wanted to be asked.
# It stands apart from the sessions, and no rule reads it.
_WORDS = "TEXT NOT NULL{1} CHECK (typeof({0}) = 'text' AND length({0}) <= 60 AND trim({0}) <> '')"
_MONDAY = "TEXT NOT NULL CHECK (date({0}) IS {0} AND strftime('%w', {0}) = '1')"
NINTH = (
    f"""CREATE TABLE activity (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    what {_WORDS.format("what", "")},
    minutes INTEGER NOT NULL CHECK (typeof(minutes) = 'integer' AND minutes BETWEEN 1 AND 1440),
    deleted {_FLAG.format("deleted")}
)""",
    "CREATE INDEX activity_at ON activity (at, id)",
    f"""CREATE TABLE own_thing (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    what {_WORDS.format("what", " UNIQUE")},
    dropped_at TEXT
)""",
    f"""CREATE TABLE own_rating (
    thing INTEGER NOT NULL REFERENCES own_thing (id) ON DELETE CASCADE,
    week {_MONDAY.format("week")},
    at TEXT NOT NULL,
    rating {_RATING.format("rating")} NOT NULL,
    UNIQUE (thing, week)
)""",
    f"CREATE TABLE skipped_week (week {_MONDAY.format('week')} PRIMARY KEY)",
    # Where the pain was felt that `progress` asks about; a number of 0 is in no exercise, none is not known.
    "ALTER TABLE progress ADD COLUMN felt_in TEXT",
    "ALTER TABLE progress ADD COLUMN felt_number INTEGER",
)
STEPS = (FIRST, SECOND, THIRD, FOURTH, FIFTH, SIXTH, SEVENTH, EIGHTH, NINTH)
VERSION = len(STEPS)


class OtherFileError(Exception):
    """It is a database, but of another program."""


def prepare(connection: sqlite3.Connection, path: Path, version: int = VERSION) -> None:
    """Makes the tables in an empty file, adds what a log of an earlier version does not have yet.

    Raises CoachError for a log of a newer version, OtherFileError for the database of another program.
    """
    connection.execute("PRAGMA foreign_keys = ON")
    if _version(connection, path) < version:
        connection.create_function("moment", 1, _moment, deterministic=True)
        connection.execute("BEGIN IMMEDIATE")
        try:
            for step in STEPS[_version(connection, path) : version]:  # Another coach may have been quicker.
                for statement in step:
                    connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION}")
            connection.execute(f"PRAGMA user_version = {version}")
            connection.execute("COMMIT")
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
    with suppress(sqlite3.OperationalError):  # Another coach is opening it now; the next one to open sets it.
        connection.execute("PRAGMA journal_mode = WAL").fetchall()
    connection.execute("PRAGMA synchronous = FULL")


def _moment(text: str) -> str:
    """The moment with its offset; what is no time stays as it is, and whoever reads it says so."""
    try:
        return as_text(as_time(text))
    except (ValueError, TypeError):
        return text


def _version(connection: sqlite3.Connection, path: Path) -> int:
    """The version of a log, 0 for an empty database; raises as `prepare` for anything else."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if application == APPLICATION and 1 <= version <= VERSION:
        return version
    if application == APPLICATION and version > VERSION:
        raise CoachError(sentence(Reason("log_newer", path=str(path))))
    if tables or application or version:
        raise OtherFileError
    return 0
