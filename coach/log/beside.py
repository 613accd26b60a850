"""What the log keeps beside a session: its corrections, what is not asked again, what took long.

It must not know who asks.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from coach.core.changes import Took
from coach.files.moments import as_text
from coach.log.rows import as_time, update_session

FIELDS = (
    "at", "routine", "before", "during", "after", "morning", "effort", "stopped", "note", "planned", "sets",
    "hurts", "deleted",
)  # fmt: skip
LEFT = "left"  # What the column for the question how an interrupted session went says once nobody asks it any more.


@dataclass(frozen=True, slots=True)
class Correction:
    """A field of a session (a rating, the effort) that was changed afterwards; None is unrated."""

    session: int
    at: datetime
    field: str
    old: int | str | None
    new: int | str | None


@dataclass(frozen=True, slots=True)
class Beside:
    """What is kept of one session beside itself.

    `question_left`: nobody wants to be asked any more how it went, having been interrupted; None where it is not
    known. `changes` are those of position that took long.
    """

    corrections: tuple[Correction, ...] = ()
    morning_skipped: bool = False
    question_left: bool | None = None
    changes: tuple[Took, ...] = ()


def corrections(connection: sqlite3.Connection) -> tuple[Correction, ...]:
    """Every correction, in the order in which they were made."""
    rows = connection.execute("SELECT session, at, field, old, new FROM correction ORDER BY rowid")
    return tuple(Correction(row[0], as_time(row[1]), *row[2:]) for row in rows)


def skipped_mornings(connection: sqlite3.Connection) -> frozenset[int]:
    return frozenset(row[0] for row in connection.execute("SELECT session FROM skipped_morning"))


def left_questions(connection: sqlite3.Connection) -> frozenset[int]:
    return frozenset(row[0] for row in connection.execute("SELECT id FROM session WHERE question = ?", (LEFT,)))


def _took(connection: sqlite3.Connection) -> Mapping[int, list[Took]]:
    """The changes of position that took long, by session, in their order."""
    found: dict[int, list[Took]] = defaultdict(list)
    for session, kind, seconds in connection.execute(
        "SELECT session, kind, seconds FROM change_took ORDER BY rowid"
    ):
        found[session].append(Took(kind, seconds))
    return found


def insert_took(connection: sqlite3.Connection, session: int, took: Took) -> None:
    """Keeps one change of position that took long."""
    connection.execute(
        "INSERT INTO change_took (session, kind, seconds) VALUES (?, ?, ?)", (session, took.kind, took.seconds)
    )


def read(connection: sqlite3.Connection) -> Mapping[int, Beside]:
    """What is kept, by session; a session that is not named has nothing beside it."""
    of: dict[int, list[Correction]] = defaultdict(list)
    for each in corrections(connection):
        of[each.session].append(each)
    skipped, left, took = skipped_mornings(connection), left_questions(connection), _took(connection)
    return {
        number: Beside(tuple(of.get(number, ())), number in skipped, number in left, tuple(took.get(number, ())))
        for number in {*of, *skipped, *left, *took}
    }


def write(connection: sqlite3.Connection, besides: Iterable[tuple[int, Beside]]) -> None:
    """Keeps what is beside sessions, each by its number here; corrections in the order of their moments."""
    made: list[Correction] = []
    for number, each in besides:
        if each.question_left:
            update_session(connection, number, "question", LEFT)
        if each.morning_skipped:
            connection.execute("INSERT OR IGNORE INTO skipped_morning (session) VALUES (?)", (number,))
        for took in each.changes:
            insert_took(connection, number, took)
        made += [replace(correction, session=number) for correction in each.corrections]
    for correction in sorted(made, key=lambda each: each.at):
        keep(connection, correction)


def keep(connection: sqlite3.Connection, made: Correction) -> None:
    """Writes one correction down."""
    connection.execute(
        "INSERT INTO correction (session, at, field, old, new) VALUES (?, ?, ?, ?, ?)",
        (made.session, as_text(made.at), made.field, made.old, made.new),
    )
