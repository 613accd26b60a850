"""Fills a session log with years of sessions for the other benchmarks; nothing here is a test."""

import sqlite3
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

from coach.core.exercise import Dose
from coach.core.model.done import Session
from coach.log import Log

SESSIONS = 11_000  # Three rounds a day for ten years.


def fill(path: Path, doses: Mapping[str, Dose], now: datetime, sessions: int = SESSIONS) -> None:
    """A log whose last session is eight hours before `now`, each with a set of each exercise, rated, finished."""
    with Log(path) as log:
        log.add(Session(0, now - timedelta(hours=8 * (sessions + 1)), "first-weeks", doses, routine_doses=doses))
    # In one transaction: the log itself makes each session safe on the disk before the next.
    connection = sqlite3.connect(path)
    with connection:
        for number in range(sessions):
            at = now - timedelta(hours=8 * (sessions - number))
            made = connection.execute(
                "INSERT INTO session (at, routine, before, after, effort, finished) VALUES (?, ?, ?, ?, 'ok', 1)",
                (at.isoformat(timespec="seconds"), "first-weeks", number % 4, number // 3 % 4),
            ).lastrowid
            for kind in ("planned", "routine"):
                connection.executemany(
                    "INSERT INTO dose (session, kind, exercise, sets, reps, hold_s) VALUES (?, ?, ?, ?, ?, ?)",
                    [(made, kind, exercise, dose.sets, dose.reps, dose.hold_s) for exercise, dose in doses.items()],
                )
            connection.executemany(
                "INSERT INTO done (session, exercise, number, side, reps, at) VALUES (?, ?, ?, 'both', ?, ?)",
                [
                    (made, exercise, 1, dose.reps, (at + timedelta(minutes=index)).isoformat(timespec="seconds"))
                    for index, (exercise, dose) in enumerate(doses.items())
                ],
            )
    connection.close()
