"""Weeks are counted kindly, a flare week with one round; the week's question is asked once and never twice."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from coach.core.diary import WALK, Activity, Diary, OwnRating, OwnThing, asking, weeks
from coach.core.diary.weeks import Glance, Meant
from coach.core.history.schedule import Schedule

MONDAY = date(2026, 11, 2)
SIX = weeks.meant(2, Schedule((0, 2, 4)))
ANY_DAY = weeks.meant(3, None)


def rounds(*days: int, **rated: Any) -> list[Glance]:
    return [Glance(MONDAY + timedelta(days=day), "own", True, **rated) for day in days]


def kept(glances: list[Glance], plan: Meant = SIX) -> list[date]:
    return sorted(weeks.weeks_kept(glances, lambda _: plan))


def test_what_a_routine_means_for_a_week() -> None:
    assert Meant(rounds=6, days=3, scheduled=True) == SIX
    assert Meant(rounds=21, days=7, scheduled=False) == ANY_DAY


@pytest.mark.parametrize(
    ("days", "plan", "counts"),
    [
        ((0, 0, 0), SIX, True),  # Half of its rounds on one day.
        ((0, 2), SIX, True),  # A round on two days of three.
        ((0, 0), SIX, False),
        ((0,), SIX, False),
        ((), SIX, False),
        ((0, 1, 3, 6), ANY_DAY, True),
        ((0, 1, 3), ANY_DAY, False),
        ((0,) * 11, ANY_DAY, True),
        ((0,), weeks.meant(1, Schedule((5,))), True),
    ],
)
def test_a_week_counts_with_half_of_what_was_meant(days: tuple[int, ...], plan: Meant, counts: bool) -> None:
    assert kept(rounds(*days), plan) == [MONDAY] * counts


@pytest.mark.parametrize(
    "rated",
    [
        {"before": 2, "after": 4},
        {"before": 5},
        {"before": 2, "after": 2, "morning": 6},
        {"before": 2, "during": 5, "after": 2},
        {"stopped": "pain"},
        {"stopped": "sharp", "before": 1},
    ],
)
def test_a_week_with_a_flare_counts_with_one_round(rated: dict[str, int | str]) -> None:
    assert kept(rounds(3, **rated)) == [MONDAY]


@pytest.mark.parametrize("rated", [{"before": 2, "after": 3}, {"before": 4, "after": 4}, {"stopped": "time"}, {}])
def test_an_ordinary_week_does_not(rated: dict[str, int | str]) -> None:
    assert kept(rounds(3, **rated)) == []


def test_a_start_that_was_too_sore_makes_a_flare_week_but_is_no_round() -> None:
    sore = Glance(MONDAY, "own", False, before=8)
    assert kept([sore]) == []
    assert kept([sore, *rounds(5)]) == [MONDAY]


def test_what_hurts_as_usual_is_no_flare() -> None:
    usual = [Glance(MONDAY + timedelta(days=day), "own", True, before=6, after=6, usual=6) for day in (0, 7, 14)]
    assert kept(usual) == []


def test_a_break_takes_nothing_away_and_each_week_is_measured_by_its_own_routine() -> None:
    then = [Glance(MONDAY - timedelta(weeks=20, days=-day), "small", True) for day in (0, 1)]
    plans = {"small": weeks.meant(1, Schedule((0, 1))), "own": SIX}
    found = weeks.this_week([*then, *rounds(0, 2)], (), MONDAY + timedelta(days=3), "own", plans.__getitem__)
    assert (found.rounds, found.meant, found.kept, found.weeks_kept) == (2, 6, True, 2)


def test_this_week_has_its_minutes_and_nothing_of_a_later_day() -> None:
    at = datetime.combine(MONDAY, time(9)).astimezone()
    told = [(0, WALK, 20), (1, WALK, 25), (2, "garden", 30), (-1, WALK, 99), (4, WALK, 99)]
    found = weeks.this_week(
        rounds(0, 2, 4), [Activity(1, at + timedelta(days=day), what, n) for day, what, n in told],
        MONDAY + timedelta(days=2), "own", lambda _: SIX,
    )  # fmt: skip
    assert (found.rounds, found.walked_minutes, found.other_minutes) == (2, 45, 30)
    without = weeks.this_week(rounds(0), (), MONDAY, "own", lambda _: ANY_DAY)
    assert (without.meant, without.kept, without.weeks_kept) == (None, False, 0)


# --- the week's question -----------------------------------------------------------------------------------------

AT = datetime.combine(MONDAY, time(9)).astimezone()


def test_it_is_asked_once_a_week_not_on_the_first_day_and_not_where_it_was_skipped() -> None:
    thursday = MONDAY + timedelta(days=3)
    assert asking.due(Diary(), MONDAY, thursday)
    assert not asking.due(Diary(), None, thursday)
    assert not asking.due(Diary(), thursday, thursday)
    assert not asking.due(Diary(skipped=frozenset({MONDAY})), MONDAY, thursday)
    assert not asking.due(Diary(skipped=frozenset({MONDAY})), MONDAY, MONDAY + timedelta(days=9)), "a no"
    named = Diary(things=(OwnThing(1, AT, "stairs"),), skipped=frozenset({MONDAY}))
    assert not asking.due(named, MONDAY, thursday)
    assert asking.due(named, MONDAY, MONDAY + timedelta(days=9))
    rated = Diary(ratings=(OwnRating("stairs", MONDAY, AT, 4),))
    assert not asking.due(rated, MONDAY, MONDAY + timedelta(days=6))
    assert asking.due(rated, MONDAY, MONDAY + timedelta(days=7))


def test_it_is_about_the_things_that_were_not_dropped_with_what_they_were_last_time() -> None:
    things = (OwnThing(1, AT, "stairs"), OwnThing(2, AT, "shoes", AT), OwnThing(3, AT, "a film"))
    given = tuple(
        OwnRating("stairs", MONDAY + timedelta(weeks=week), AT, rating) for week, rating in ((0, 3), (1, 4), (2, 5))
    )
    diary = Diary(things=things, ratings=given)
    assert [each.what for each in asking.asked_for(diary)] == ["stairs", "a film"]
    assert asking.last_ratings(diary, MONDAY + timedelta(weeks=2)) == {"stairs": 4}
    assert asking.ratings_of(diary, MONDAY + timedelta(weeks=2)) == {"stairs": 5}
