"""The diary as data of an export, and read back from it, value by value; it must not know files nor a log."""

from collections.abc import Mapping, Set
from datetime import date
from typing import Any

from coach.core.diary import FEWEST_MINUTES, LONGEST, MOST_MINUTES, NOTHING, Activity, Diary, OwnRating, OwnThing
from coach.log import import_values as values
from coach.log.exchange import moment

KEY = "diary"  # The one key of its entry in an export, behind those of the sessions.
PARTS = {"activities", "things", "ratings", "skipped_weeks"}
ACTIVITY, THING, RATING = {"at", "what", "minutes"}, {"at", "what", "dropped_at"}, {"what", "week", "at", "rating"}


def as_data(diary: Diary) -> dict[str, Any]:
    """The entry of an export."""
    return {
        KEY: {
            "activities": [
                {"at": moment(each.at), "what": each.what, "minutes": each.minutes} for each in diary.activities
            ],
            "things": [
                {
                    "at": moment(each.at),
                    "what": each.what,
                    "dropped_at": each.dropped_at and moment(each.dropped_at),
                }
                for each in diary.things
            ],
            "ratings": [
                {
                    "what": each.what,
                    "week": each.week.isoformat(),
                    "at": moment(each.at),
                    "rating": each.rating,
                }
                for each in diary.ratings
            ],
            "skipped_weeks": sorted(week.isoformat() for week in diary.skipped),
        }
    }


def is_diary(value: object) -> bool:
    """Whether an entry of a file is one of the diary, and no session."""
    return isinstance(value, dict) and KEY in value


def read(reading: values.Reading, number: int, value: object) -> Diary:
    """The diary of the entry with that number; what is wrong with it is told to `reading`."""
    outer = reading.fields(value, (number,), {KEY}, {KEY}, "entry_of_diary")
    place: values.Place = (number, KEY)
    data = outer and reading.fields(outer[KEY], place, PARTS, set(), "diary")
    if not data:
        return NOTHING
    one = reading.one
    activities = [
        Activity(
            0, one(each, "at", here, values.a_moment), one(each, "what", here, _words),
            one(each, "minutes", here, _minutes),
        )
        for each, here in _parts(reading, data, "activities", place, ACTIVITY)
    ]  # fmt: skip
    things = [
        OwnThing(
            0, one(each, "at", here, values.a_moment), one(each, "what", here, _words),
            one(each, "dropped_at", here, values.or_null(values.a_moment)),
        )
        for each, here in _parts(reading, data, "things", place, THING)
    ]  # fmt: skip
    named = {each.what for each in things}
    ratings = []
    for each, here in _parts(reading, data, "ratings", place, RATING):
        what = one(each, "what", here, _words)
        if what is not None and what not in named:
            reading.wrong((*here, "what"), "import_thing_unnamed")
        week, at = one(each, "week", here, _a_monday), one(each, "at", here, values.a_moment)
        ratings.append(OwnRating(what, week, at, one(each, "rating", here, values.a_pain)))
    skipped = set()
    for index, given in enumerate(one(data, "skipped_weeks", place, values.a_list, [])):
        try:
            skipped.add(_a_monday(given))
        except values.WrongError as wrong:
            reading.expected((*place, "skipped_weeks", index), wrong, given)
    return Diary(tuple(activities), tuple(things), tuple(ratings), frozenset(skipped))


def _parts(
    reading: values.Reading, data: Mapping[str, Any], key: str, place: values.Place, known: Set[str]
) -> list[tuple[Mapping[str, Any], values.Place]]:
    """The objects of a list, each with its place."""
    found = []
    for index, given in enumerate(reading.one(data, key, place, values.a_list, [])):
        here = (*place, key, index)
        if each := reading.fields(given, here, known, known - {"dropped_at"}, "object"):
            found.append((each, here))
    return found


def _words(value: object) -> str:
    if not isinstance(value, str) or len(value) > LONGEST or not values.is_name(value):
        raise values.WrongError("words", most=LONGEST)
    return values.a_text(value)


def _minutes(value: object) -> int:
    if type(value) is not int or not FEWEST_MINUTES <= value <= MOST_MINUTES:
        raise values.WrongError("minutes", least=FEWEST_MINUTES, most=MOST_MINUTES)
    return value


def _a_monday(value: object) -> date:
    try:
        found = date.fromisoformat(value) if isinstance(value, str) and len(value) == len("2026-11-02") else None
    except ValueError:
        found = None
    if found is None or found.weekday() or not values.FIRST_YEAR <= found.year <= values.LAST_YEAR:
        raise values.WrongError("monday")
    return found
