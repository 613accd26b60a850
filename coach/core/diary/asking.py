"""When the week's question is due, and which things it is about; it must not know how it is asked."""

from datetime import date

from coach.core.diary import Diary, OwnRating, OwnThing
from coach.core.history.summary import monday


def asked_for(diary: Diary) -> tuple[OwnThing, ...]:
    """The things that are asked for now, in the order in which they were named."""
    return tuple(each for each in diary.things if each.dropped_at is None)


def due(diary: Diary, first_day: date | None, on: date) -> bool:
    """Whether the week of `on` may be asked about: once a week, never again where it was skipped or rated.

    `first_day` is the day of the first round, None before it; nobody is asked on that day. Who has named no things
    and left a week out has said no: that person is not asked again.
    """
    week = monday(on)
    if diary.skipped and not asked_for(diary):
        return False
    if first_day is None or first_day >= on or week in diary.skipped:
        return False
    return not any(each.week == week for each in diary.ratings)


def last_ratings(diary: Diary, before: date) -> dict[str, int]:
    """The last rating of each thing from a week before the Monday `before`, by its words."""
    return {each.what: each.rating for each in _sorted(diary) if each.week < before}


def ratings_of(diary: Diary, week: date) -> dict[str, int]:
    """The ratings of the week with the Monday `week`, by the words of the things."""
    return {each.what: each.rating for each in _sorted(diary) if each.week == week}


def _sorted(diary: Diary) -> list[OwnRating]:
    return sorted(diary.ratings, key=lambda each: (each.week, each.at))
