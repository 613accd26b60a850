"""The rows of the diary as values, and values as rows; it must not know files, transactions or what follows."""

import sqlite3
from datetime import date

from coach.core.diary import Activity, Diary, OwnRating, OwnThing
from coach.core.diary.weeks import Glance
from coach.core.reason import Reason
from coach.core.words import sentence
from coach.files.moments import as_text
from coach.log.rows import as_time, id_of

TABLES = ("activity", "own_thing", "own_rating", "skipped_week")


def read(connection: sqlite3.Connection, since: str = "") -> Diary:
    """All of it, or the activities and ratings from a date (YYYY-MM-DD) on.

    The things always, those that are asked for no more too, and every week that was skipped. Not the activities
    that were deleted. Raises sqlite3.DatabaseError for a text that is no time.
    """
    things = tuple(
        OwnThing(number, as_time(at), what, dropped and as_time(dropped))
        for number, at, what, dropped in connection.execute(
            "SELECT id, at, what, dropped_at FROM own_thing ORDER BY id"
        )
    )
    ratings = tuple(
        OwnRating(what, _day(week), as_time(at), rating)
        for what, week, at, rating in connection.execute(
            "SELECT what, week, own_rating.at, rating FROM own_rating JOIN own_thing ON own_thing.id = thing"
            " WHERE date(week, '+6 days') >= ? ORDER BY week, thing",
            (since,),
        )
    )
    skipped = connection.execute("SELECT week FROM skipped_week")
    return Diary(activities(connection, since), things, ratings, frozenset(_day(week) for (week,) in skipped))


def activities(connection: sqlite3.Connection, since: str = "", *, deleted: bool = False) -> tuple[Activity, ...]:
    """The activities from a date on, sorted by moment; the deleted ones instead where those are asked for."""
    found = (
        Activity(number, as_time(at), what, minutes)
        for number, at, what, minutes in connection.execute(
            "SELECT id, at, what, minutes FROM activity WHERE at >= ? AND deleted = ? ORDER BY at, id",
            (since, deleted),
        )
    )
    return tuple(sorted(found, key=lambda each: each.at))


def insert_activity(connection: sqlite3.Connection, activity: Activity) -> int:
    """Writes an activity and gives its id; the id in `activity` is not looked at."""
    made = connection.execute(
        "INSERT INTO activity (at, what, minutes) VALUES (?, ?, ?)",
        (as_text(activity.at), activity.what, activity.minutes),
    )
    return id_of(made)


def insert_thing(connection: sqlite3.Connection, thing: OwnThing) -> int:
    """Writes a thing that is not there yet, and gives its id; the id in `thing` is not looked at."""
    made = connection.execute(
        "INSERT INTO own_thing (at, what, dropped_at) VALUES (?, ?, ?)",
        (as_text(thing.at), thing.what, thing.dropped_at and as_text(thing.dropped_at)),
    )
    return id_of(made)


def insert_rating(connection: sqlite3.Connection, thing: int, rating: OwnRating) -> None:
    """Writes the rating of a week, in place of another one of it."""
    connection.execute(
        "INSERT INTO own_rating (thing, week, at, rating) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (thing, week) DO UPDATE SET at = excluded.at, rating = excluded.rating",
        (thing, rating.week.isoformat(), as_text(rating.at), rating.rating),
    )


def insert_skipped(connection: sqlite3.Connection, week: date) -> None:
    connection.execute("INSERT OR IGNORE INTO skipped_week (week) VALUES (?)", (week.isoformat(),))


def glances(connection: sqlite3.Connection) -> tuple[Glance, ...]:
    """The little of every session that weeks are counted by, by moment as it was there; no row of a set is read.

    Ten years of sessions are to cost a few hundredths of a second. Not those that run, or were deleted.
    """
    return tuple(
        Glance(_day(at[:10]), routine, bool(is_round), before, during, after, morning, stopped, usual)
        for at, routine, is_round, before, during, after, morning, stopped, usual in connection.execute(
            "SELECT at, routine, EXISTS (SELECT 1 FROM done WHERE done.session = session.id AND reps > 0), before,"
            " during, after, morning, CASE WHEN stopped = 'spread' AND spread_passed THEN 'pain' ELSE stopped END,"
            " usual_pain FROM session WHERE deleted = 0 AND running = 0 ORDER BY at, id"
        )
    )


def _day(text: str) -> date:
    """Raises sqlite3.DatabaseError for a text that is no date."""
    try:
        return date.fromisoformat(text)
    except (ValueError, TypeError):
        raise sqlite3.DatabaseError(sentence(Reason("log_no_date", text=text))) from None
