"""Writes many sessions into a log at once, and tells what is seen of them on a screen."""

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import datetime, time
from pathlib import Path

from coach import trend
from coach.log import Log
from coach.model import Decision, Session
from coach.tui import glance
from coach.tui.dashboard import LAST_SESSIONS, WEEKS


def record(path: Path, sessions: Iterable[Session]) -> None:
    """The sessions with their own ids; each in a transaction of its own would take minutes."""
    with Log(path) as log:
        log._open()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA foreign_keys = ON")
        for each in sessions:
            write(connection, each)


def write(connection: sqlite3.Connection, each: Session) -> None:
    ratings = (each.before, each.during, each.after, each.morning, each.effort, each.stopped, int(each.finished))
    connection.execute(
        "INSERT INTO session (id, at, routine, before, during, after, morning, effort, stopped, finished)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (each.id, each.at.isoformat(timespec="seconds"), each.routine, *ratings),
    )
    for kind, doses in (("planned", each.planned), ("routine", each.routine_doses)):
        connection.executemany(
            "INSERT INTO dose VALUES (?, ?, ?, ?, ?, ?)",
            [(each.id, kind, name, dose.sets, dose.reps, dose.hold_s) for name, dose in doses.items()],
        )
    connection.executemany(
        "INSERT INTO done VALUES (?, ?, ?, ?, ?, ?)",
        [(each.id, d.exercise, d.set, d.side, d.reps, d.at.isoformat(timespec="seconds")) for d in each.sets],
    )


def seen(decision: Decision, sessions: Sequence[Session]) -> list[object]:
    """Everything that a glance at the day shows of past sessions."""
    on, now = decision.date, datetime.combine(decision.date, time(12))
    return [
        *(glance.pain_plot(sessions, on, columns, 12, plain=False) for columns in (40, 100)),
        glance.weeks_bars(sessions, on, WEEKS, plain=False), glance.week_marks(sessions, on, plain=False),
        glance.week_words(sessions, on), glance.next_words(decision, sessions, now, None),
        trend.changes(decision, sessions), tuple(sessions[-LAST_SESSIONS:]), bool(sessions),
        any(each.before is not None or each.after is not None for each in sessions),
    ]  # fmt: skip
