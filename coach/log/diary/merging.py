"""Adds the diary of an import to that of the log, each thing once; it must not know the file that it came from."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from coach.core.diary import MOST_THINGS, Activity, Diary
from coach.files.moments import local
from coach.log.diary import rows


def merge(connection: sqlite3.Connection, told: Diary) -> tuple[int, int]:
    """Writes what is not there yet; gives how much was added, and how much was there, within a transaction.

    The log's own is kept where both say something: an activity of the same name and moment, also one that was
    deleted here, a thing of the same words, a rating of the same week. A thing that would be the fourth one to be
    asked for comes as one that is not.
    """
    added = list(_added(connection, told))
    return sum(added), len(added) - sum(added)


def _added(connection: sqlite3.Connection, told: Diary) -> Iterator[bool]:
    """For each part of it whether it was added."""
    ours = rows.read(connection)
    seen = {_key(each) for each in (*ours.activities, *rows.activities(connection, deleted=True))}
    for activity in told.activities:
        yield _key(activity) not in seen
        if _key(activity) not in seen:
            rows.insert_activity(connection, activity)
        seen.add(_key(activity))
    numbers = {each.what: each.id for each in ours.things}
    asked = sum(each.dropped_at is None for each in ours.things)
    for thing in told.things:
        yield thing.what not in numbers
        if thing.what not in numbers:
            full = thing.dropped_at is None and asked >= MOST_THINGS
            asked += thing.dropped_at is None and not full
            kept = replace(thing, dropped_at=thing.at) if full else thing
            numbers[thing.what] = rows.insert_thing(connection, kept)
    rated = {(each.what, each.week) for each in ours.ratings}
    for rating in told.ratings:
        yield (rating.what, rating.week) not in rated
        if (rating.what, rating.week) not in rated:
            rows.insert_rating(connection, numbers[rating.what], rating)
        rated.add((rating.what, rating.week))
    for week in sorted(told.skipped):
        yield week not in ours.skipped
        rows.insert_skipped(connection, week)


def _key(activity: Activity) -> tuple[str, datetime]:
    return activity.what, local(activity.at).astimezone(UTC).replace(microsecond=0)
