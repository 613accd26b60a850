"""Keeps how far a running session has come, for one that is interrupted; it must not know what goes on from there.

A few bytes with every repetition: the place, and the repetitions of a set that is not whole yet. The plan that is
played is kept once, and anew where less of it is played after pain.
"""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from coach.core.exercise import Dose
from coach.core.model.done import SetDone, Side
from coach.core.model.planned import Place, Played
from coach.core.reason import Reason
from coach.core.words import sentence
from coach.log import Log
from coach.log.rows import insert_set, update_session

# Of the last pain: it was asked for, or was told; until it was answered how the session goes on.
OpenPain = Literal["asked", "told"]


@dataclass(frozen=True, slots=True)
class Felt:
    """Where pain was felt: the exercise of the plan and its set, from 1; None and 0 in none."""

    exercise: str | None = None
    set: int = 0


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a session had come; `place` is None before the first set, and after the last one.

    `felt` is where the `pain` was; None where that is not known, as in logs before version 9.
    """

    plan: tuple[Played, ...]
    half_range: bool = False
    place: Place | None = None
    pain: OpenPain | None = None
    felt: Felt | None = None


def begin(log: Log, session: int, plan: Sequence[Played], half_range: bool) -> None:
    """Keeps what is played from now on; whatever was asked about pain is answered with it."""
    text = json.dumps([half_range, [[each.exercise, *_numbers(each.dose), each.half_range] for each in plan]])
    with log.change(session) as connection:
        connection.execute("INSERT OR REPLACE INTO progress (session, plan) VALUES (?, ?)", (session, text))


def reach(log: Log, session: int, place: Place | None, done: SetDone | None) -> None:
    """Keeps the place, and what was done of a set so far."""
    row = (None, None, None, 0) if place is None else (place.exercise, place.set, place.side, place.reps)
    with log.change(session) as connection:
        if done is not None:
            insert_set(connection, session, done)
        connection.execute(
            "UPDATE progress SET exercise = ?, number = ?, side = ?, reps = ? WHERE session = ?", (*row, session)
        )


def keep_pain(log: Log, session: int, pain: OpenPain | None, felt: Felt | None = None) -> None:
    """Keeps that it was asked how much it hurts, and where it was felt; or that this is answered."""
    row = (None, None) if felt is None else (felt.exercise, felt.set)
    with log.change(session) as connection:
        connection.execute(
            "UPDATE progress SET pain = ?, felt_in = ?, felt_number = ? WHERE session = ?", (pain, *row, session)
        )


def take_up(log: Log, session: int) -> None:
    """The session runs again; for whoever holds the lock of `running`. Raises ValueError where there is none."""
    with log.change(session) as connection:
        for column, value in (("running", 1), ("interrupted", 0), ("question", None)):
            update_session(connection, session, column, value)


def of(log: Log, session: int) -> Progress | None:
    """How far it had come; None where that is not known."""
    with log.view() as connection:
        row = connection.execute(
            "SELECT plan, exercise, number, side, reps, pain, felt_in, felt_number FROM progress WHERE session = ?",
            (session,),
        ).fetchone()
        return None if row is None else _read(*row)


def _read(
    text: str,
    exercise: str | None,
    number: int,
    side: Side | None,
    reps: int,
    pain: OpenPain | None,
    felt_in: str | None,
    felt_number: int | None,
) -> Progress:
    try:
        half_range, plan = json.loads(text)
        played = tuple(Played(id_, Dose(sets, most, hold), half) for id_, sets, most, hold, half in plan)
    except (ValueError, TypeError):
        raise sqlite3.DatabaseError(sentence(Reason("log_no_progress"))) from None
    place = Place(exercise, number, side, reps) if exercise else None
    return Progress(played, half_range, place, pain, None if felt_number is None else Felt(felt_in, felt_number))


def _numbers(dose: Dose) -> tuple[int, int, int]:
    return dose.sets, dose.reps, dose.hold_s
