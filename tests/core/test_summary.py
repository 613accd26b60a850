"""What a glance needs from past sessions: each case worked out by hand."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from coach.core.exercise import Dose
from coach.core.history import repetitions, summary
from coach.core.history.schedule import Schedule
from coach.core.history.summary import Change, NextRound
from coach.core.model.decided import Decision, Prescribed
from coach.core.model.done import Session, SetDone
from coach.core.reason import Reason

WEDNESDAY = date(2026, 11, 25)
DOSE = Dose(1, 8, 0)


def session(on: date, clock: time = time(8), reps: int = 8, **ratings: Any) -> Session:
    at = datetime.combine(on, clock)
    sets = (SetDone("clamshell", 1, "left", reps, at + timedelta(minutes=4)),) if reps else ()
    return Session(0, at, "r", {"clamshell": DOSE}, sets=sets, **ratings)


def decision(doses: dict[str, Dose] | None = None, *, done: int = 1, goal: int = 3) -> Decision:
    planned = {"clamshell": DOSE} if doses is None else doses
    prescribed = tuple(Prescribed(id_, dose, dose, Reason("as_planned")) for id_, dose in planned.items())
    return Decision(WEDNESDAY, "r", True, done, goal, "full", 1, (), Reason("steady"), (), prescribed, ())


def at(clock: time) -> datetime:
    return datetime.combine(WEDNESDAY, clock)


def test_pain_is_the_mean_of_each_rated_day_within_the_days_asked_for() -> None:
    sessions = [
        session(WEDNESDAY - timedelta(days=3), before=9),
        session(WEDNESDAY - timedelta(days=2), before=4, after=1),
        session(WEDNESDAY - timedelta(days=2), before=3),
        session(WEDNESDAY, after=2),
        session(WEDNESDAY + timedelta(days=1), before=0),
    ]
    assert summary.pain(sessions, "before", WEDNESDAY, 3) == ((WEDNESDAY - timedelta(days=2), 3.5),)
    assert summary.pain(sessions, "after", WEDNESDAY, 3) == ((WEDNESDAY - timedelta(days=2), 1), (WEDNESDAY, 2))


def test_weeks_begin_on_monday_and_empty_ones_are_there() -> None:
    sunday, monday = date(2026, 11, 22), date(2026, 11, 23)
    sessions = [session(sunday), session(monday), session(WEDNESDAY), session(WEDNESDAY, reps=0)]
    assert summary.rounds_per_week(sessions, WEDNESDAY, 3) == (
        (date(2026, 11, 9), 0), (date(2026, 11, 16), 1), (monday, 2),
    )  # fmt: skip


def test_a_day_is_kept_with_one_round_and_not_with_an_empty_one() -> None:
    sunday, monday, tuesday = (date(2026, 11, day) for day in (22, 23, 24))
    sessions = [session(sunday), session(monday, reps=0), session(tuesday, reps=1)]
    assert summary.days_kept(sessions, WEDNESDAY) == (False, True, False, False, False, False, False)


def test_changes_are_against_the_last_round_of_the_same_routine() -> None:
    old = replace(session(WEDNESDAY), planned={"clamshell": DOSE, "plank": Dose(1, 1, 5)})
    other = replace(session(WEDNESDAY, time(9)), routine="another", planned={})
    now = decision({"bird_dog": Dose(1, 4, 0), "clamshell": Dose(1, 10, 0)})
    found = summary.changes(now, [old, other])
    assert found == (
        Change("bird_dog", None, Dose(1, 4, 0)), Change("clamshell", DOSE, Dose(1, 10, 0)),
        Change("plank", Dose(1, 1, 5), None),
    )  # fmt: skip
    assert [change.up for change in found] == [True, True, False]
    assert summary.changes(decision(), [old]) == (Change("plank", Dose(1, 1, 5), None),)
    assert summary.changes(now, [other]) is None


def test_a_longer_hold_is_more_and_fewer_repetitions_are_less() -> None:
    assert Change("x", Dose(1, 3, 5), Dose(1, 3, 10)).up
    assert not Change("x", Dose(1, 8, 2), Dose(1, 4, 0)).up


def test_the_next_round_is_spread_over_the_rest_of_the_day() -> None:
    morning = [session(WEDNESDAY, time(7, 30))]
    assert summary.next_round(decision(), morning, at(time(8)), None) == NextRound(at=at(time(11, 35)))
    assert summary.next_round(decision(), morning, at(time(15)), None) == NextRound(at=at(time(11, 35)))
    noon = [*morning, session(WEDNESDAY, time(16))]
    assert summary.next_round(decision(done=2), noon, at(time(17)), None) == NextRound(at=at(time(20, 5)))


def test_the_routines_own_time_between_rounds_is_kept_at_least() -> None:
    morning = [session(WEDNESDAY, time(7, 30))]
    assert summary.next_round(decision(), morning, at(time(8)), 360) == NextRound(at=at(time(13, 35)))
    assert summary.next_round(decision(goal=9), morning, at(time(8)), 30) == NextRound(at=at(time(9, 15)))


def test_late_in_the_evening_nothing_is_suggested_and_the_first_round_is_free() -> None:
    evening = [session(WEDNESDAY, time(19))]
    assert summary.next_round(decision(), evening, at(time(19, 30)), None) == NextRound(late=True)
    assert summary.next_round(decision(), [], at(time(9)), None) == NextRound()
    assert summary.next_round(decision(done=3), evening, at(time(9)), None) == NextRound(over=True)


@given(st.times(), st.integers(1, 8), st.integers(1, 8), st.none() | st.integers(1, 720))
def test_no_round_is_suggested_too_soon_or_too_late(done_at: time, goal: int, done: int, least: int | None) -> None:
    done_at = done_at.replace(microsecond=0)
    past = [session(WEDNESDAY, done_at)]
    ended = past[0].sets[0].at
    found = summary.next_round(decision(goal=goal, done=done), past, ended, least)
    if found.at is not None:
        assert found.at - ended >= timedelta(minutes=150 if least is None else least)
        assert found.at <= at(summary.LATEST)
        assert found.at.minute % 5 == found.at.second == 0


WEEK = Schedule((0, 2, 4), (time(7, 30), time(18)))


def test_a_schedule_says_when_a_round_is_and_which_days_are_rest() -> None:
    none, morning = decision(done=0, goal=2), [session(WEDNESDAY, time(7, 30))]
    assert summary.next_round(none, [], at(time(6)), None, WEEK) == NextRound(at=at(time(7, 30)), scheduled=True)
    one = decision(done=1, goal=2)
    assert summary.next_round(one, morning, at(time(8)), None, WEEK) == NextRound(at=at(time(18)), scheduled=True)
    friday = Reason("next_by_schedule", weekday=4, days=2)
    assert summary.next_round(decision(done=2, goal=2), morning, at(time(8)), None, WEEK) == NextRound(
        over=True, next=friday
    )
    thursday = at(time(8)) + timedelta(days=1)
    assert summary.next_round(none, [], thursday, None, WEEK) == NextRound(
        rest=True, next=Reason("next_by_schedule", weekday=4, days=1)
    )


def test_a_round_that_was_late_moves_the_next_one_by_the_rest_between_them() -> None:
    late = [session(WEDNESDAY, time(17, 30))]
    found = summary.next_round(decision(done=1, goal=2), late, at(time(17, 40)), None, WEEK)
    assert found == NextRound(at=at(time(20, 5)))
    near = Schedule(WEEK.days, (time(7, 30), time(8, 30)))
    found = summary.next_round(decision(done=1, goal=2), late, at(time(17, 40)), None, near)
    assert found == NextRound(at=at(time(18, 35)))


def test_the_days_of_a_week_that_are_meant() -> None:
    assert summary.days_meant(None) == (True,) * 7
    assert summary.days_meant(WEEK) == (True, False, True, False, True, False, False)
    once = Schedule((2,))
    assert once.following(WEDNESDAY) == Reason("next_by_schedule", weekday=2, days=7)


def test_everything_is_done_only_on_both_sides() -> None:
    half = session(WEDNESDAY)
    both = replace(half, sets=(*half.sets, SetDone("clamshell", 1, "right", 8, half.at)))
    assert not repetitions.everything_done(half, "clamshell")
    assert repetitions.everything_done(both, "clamshell")
    assert (repetitions.done_in(both, "clamshell"), repetitions.of_both_sides(both, "clamshell")) == (8, 16)


def test_the_next_round_is_told_in_the_zone_of_now_wherever_the_last_one_was() -> None:
    there, here = timezone(timedelta(hours=13)), timezone(timedelta(hours=-8))
    morning = session(WEDNESDAY, time(7, 30))
    done = [replace(each, at=each.at.replace(tzinfo=here).astimezone(there)) for each in morning.sets]
    away = replace(morning, at=morning.at.replace(tzinfo=here), sets=tuple(done))
    found = summary.next_round(decision(), [away], at(time(8)).replace(tzinfo=here), None)
    assert found == NextRound(at=at(time(11, 35)).replace(tzinfo=here))
    assert found.at is not None
    assert found.at.tzinfo is here


def test_a_session_of_a_later_date_counts_as_one_of_today_after_a_journey_west() -> None:
    there, here = timezone(timedelta(hours=14)), timezone(timedelta(hours=-11))
    now = at(time(12)).replace(tzinfo=here)
    hurt = replace(session(WEDNESDAY, time(9)), after=8)
    moved = replace(
        hurt,
        at=hurt.at.replace(tzinfo=here).astimezone(there),
        sets=tuple(replace(each, at=each.at.replace(tzinfo=here).astimezone(there)) for each in hurt.sets),
    )
    assert moved.at.date() > now.date()
    assert summary.too_much_today([moved], now)
    assert not summary.too_much_today([replace(moved, after=2)], now)
    found, same = (summary.next_round(decision(), [each], now, None) for each in (moved, here_(hurt, here)))
    assert found == same != NextRound()


def here_(what: Session, zone: timezone) -> Session:
    """The session as one that was in the zone."""
    sets = tuple(replace(each, at=each.at.replace(tzinfo=zone)) for each in what.sets)
    return replace(what, at=what.at.replace(tzinfo=zone), sets=sets)
