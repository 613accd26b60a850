"""The diary in the log: reads it, and keeps what a person tells; it must not know who asks, nor any rule.

Every function raises CoachError where the log cannot be used, as `Log` does. Nothing of it touches a session or
what is kept of older ones (`checkpoint`).
"""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from coach.core.diary import MOST_THINGS, Activity, Diary, OwnRating, OwnThing
from coach.core.diary.weeks import Glance
from coach.core.reason import Reason
from coach.core.words import sentence
from coach.errors import CoachError
from coach.files.moments import as_text, as_time
from coach.log import Log
from coach.log.diary import rows


def read(log: Log, since: date | None = None) -> Diary:
    """The diary; activities and ratings from a date on, if one is given: of every week with a day since then."""
    with log.view() as connection:
        return rows.read(connection, _text(since))


def activities(log: Log, since: date | None = None) -> tuple[Activity, ...]:
    """The activities, or those from a date on, sorted by moment; not those that were deleted."""
    with log.view() as connection:
        return rows.activities(connection, _text(since))


def glances(log: Log) -> tuple[Glance, ...]:
    """The little of every session that weeks are counted by, by moment."""
    with log.view() as connection:
        return rows.glances(connection)


def add(log: Log, at: datetime, what: str, minutes: int) -> Activity:
    """Keeps an activity of 1 to 1440 minutes and gives it with its number; ValueError for what cannot be one."""
    told = Activity(0, as_time(as_text(at)), what, minutes)
    with log.change(None) as connection:
        return replace(told, id=rows.insert_activity(connection, told))


def delete(log: Log, number: int) -> Activity:
    """Takes an activity out and gives it; it stays in the file.

    Raises CoachError for one that is not there, or was deleted.
    """
    return _set_deleted(log, number, deleted=True)


def restore(log: Log, number: int) -> Activity:
    """Brings a deleted activity back and gives it. Raises CoachError for one that is not there, or not deleted."""
    return _set_deleted(log, number, deleted=False)


def correct(
    log: Log, number: int, *, at: datetime | None = None, what: str | None = None, minutes: int | None = None
) -> Activity:
    """Keeps an activity as it is told now, under a number of its own; what it was is kept as deleted.

    What is None stays. Raises as `delete`, and ValueError as `add`.
    """
    with log.change(None) as connection:
        old = _found(connection, number, deleted=False)
        new = Activity(
            0,
            old.at if at is None else as_time(as_text(at)),
            old.what if what is None else what,
            old.minutes if minutes is None else minutes,
        )
        if replace(new, id=number) == old:
            raise CoachError(sentence(Reason("activity_unchanged", number=number)))
        connection.execute("UPDATE activity SET deleted = 1 WHERE id = ?", (number,))
        return replace(new, id=rows.insert_activity(connection, new))


def name_things(log: Log, told: Sequence[str], at: datetime) -> tuple[OwnThing, ...]:
    """Makes these up to three things the ones that are asked for, and gives them; those left out are no more.

    A thing that was named before goes on where it was, with its ratings.
    """
    if len(told) > MOST_THINGS:
        raise ValueError(f"at most {MOST_THINGS} things")
    with log.change(None) as connection:
        known = rows.read(connection).things
        for each in known:
            if each.what not in told and each.dropped_at is None:
                connection.execute("UPDATE own_thing SET dropped_at = ? WHERE id = ?", (as_text(at), each.id))
            elif each.what in told:
                connection.execute("UPDATE own_thing SET dropped_at = NULL WHERE id = ?", (each.id,))
        there = {each.what for each in known}
        for what in dict.fromkeys(told):
            if what not in there:
                rows.insert_thing(connection, OwnThing(0, at, what))
        return tuple(each for each in rows.read(connection).things if each.dropped_at is None)


def rate_week(log: Log, week: date, given: Mapping[int, int], at: datetime) -> None:
    """Keeps ratings, 0 to 10, of things by their number, for the week with that Monday; the last told counts."""
    with log.change(None) as connection:
        for number, rating in given.items():
            rows.insert_rating(connection, number, OwnRating("", week, at, rating))


def skip_week(log: Log, week: date) -> None:
    """Keeps that nobody wants to be asked in the week with that Monday."""
    with log.change(None) as connection:
        rows.insert_skipped(connection, week)


def _set_deleted(log: Log, number: int, *, deleted: bool) -> Activity:
    with log.change(None) as connection:
        found = _found(connection, number, deleted=not deleted)
        connection.execute("UPDATE activity SET deleted = ? WHERE id = ?", (deleted, found.id))
    return found


def _found(connection: sqlite3.Connection, number: int, *, deleted: bool) -> Activity:
    for each in rows.activities(connection, deleted=deleted):
        if each.id == number:
            return each
    if any(each.id == number for each in rows.activities(connection, deleted=not deleted)):
        wrong = "activity_not_deleted" if deleted else "activity_deleted"
        raise CoachError(sentence(Reason(wrong, number=number)))
    raise CoachError(sentence(Reason("activity_unknown", number=number)))


def _text(since: date | None) -> str:
    return "" if since is None else since.isoformat()
