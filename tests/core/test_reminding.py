"""When a round is due, and when nothing is said: each case worked out by hand."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from logbook import routine

from coach.core import reminding, words
from coach.core.exercise import Dose
from coach.core.history.schedule import Schedule
from coach.core.model.decided import Decision, Prescribed
from coach.core.model.done import Session, SetDone
from coach.core.reason import Reason
from coach.core.reminding.rings import EVERY_DAY, Rings, rings_of

WEDNESDAY = date(2026, 11, 25)
DOSE = Dose(1, 8, 0)
SCHEDULE = Schedule((0, 2, 4), (time(7, 30), time(18)))
TWICE = replace(routine(rounds=2), schedule=SCHEDULE)
EXERCISES = (Prescribed("clamshell", DOSE, DOSE, Reason("as_planned")),)


def decision(**given: Any) -> Decision:
    usual = Decision(WEDNESDAY, "r", True, 0, 2, "full", 1, (), Reason("steady"), (), EXERCISES, ())
    return replace(usual, **given)


def at(clock: str, day: date = WEDNESDAY) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), UTC)


def done(clock: str, **ratings: Any) -> Session:
    began = at(clock)
    sets = (SetDone("clamshell", 1, "left", 8, began + timedelta(minutes=10)),)
    return Session(0, began, "r", {"clamshell": DOSE}, sets=sets, **ratings)


def ids(now: datetime, decided: Decision, *past: Session, playing: bool = False, what: Any = TWICE) -> str:
    """What is said, by its reasons; in capitals where it is due."""
    said = reminding.at(decided, what, past, now, rings_of(what.schedule), playing=playing)
    assert words.together(said.reasons)
    told = " ".join(each.id for each in said.reasons)
    return told.upper() if said.due else told


MORNING, OPEN = done("07:35"), decision(rounds_done=1)


@pytest.mark.parametrize(
    ("clock", "decided", "past", "said"),
    [
        # A day with its two rounds at 07:30 and 18:00.
        ("07:29", decision(), (), "quiet_until"),
        ("07:30", decision(), (), "REMIND_ROUND"),
        ("08:30", decision(), (), "REMIND_ROUND_AGAIN"),
        ("08:30", OPEN, (MORNING,), "quiet_until"),
        ("18:00", OPEN, (MORNING,), "REMIND_ROUND"),
        ("19:00", OPEN, (MORNING,), "REMIND_ROUND_AGAIN"),
        ("18:00", decision(rounds_done=2), (MORNING, done("16:00")), "quiet_done"),
        # The first one was late: the second waits until the back had its rest, or is left for today.
        ("18:00", OPEN, (done("17:00"),), "quiet_pause"),
        ("19:00", OPEN, (done("18:10"),), "quiet_pause"),
        # A flare, and the way back from one.
        ("18:00", decision(rounds_done=1, level="half"), (MORNING,), "REMIND_GENTLY"),
        ("19:00", decision(rounds_done=1, level="reduced"), (MORNING,), "REMIND_GENTLY_AGAIN"),
        ("07:30", decision(level="half", sore_day=True), (), "REMIND_GENTLY"),
        # Nobody is called to a session that must not be, or that hurts.
        ("18:00", decision(allowed=False, exercises=()), (), "quiet_stop"),
        ("18:00", decision(exercises=()), (), "quiet_nothing"),
        ("18:00", OPEN, (done("07:35", after=6),), "quiet_hurt"),
        ("18:00", OPEN, (done("07:35", stopped="pain"),), "quiet_hurt"),
        # A computer that slept through the ring wakes up.
        ("20:40", OPEN, (MORNING,), "REMIND_ROUND_AGAIN"),
        ("21:10", OPEN, (MORNING,), "quiet_late"),
    ],
)
def test_a_round_is_due_or_nothing_is_said(clock: str, decided: Decision, past: Any, said: str) -> None:
    assert ids(at(clock), decided, *past) == said


def test_nothing_is_said_on_a_day_of_rest_nor_while_a_session_runs() -> None:
    assert ids(at("18:00", WEDNESDAY + timedelta(days=1)), decision()) == "quiet_rest_day next_by_schedule"
    assert ids(at("18:00"), decision(), playing=True) == "quiet_playing"


def test_a_time_late_in_the_evening_rings_as_it_was_asked_for() -> None:
    late = replace(TWICE, schedule=Schedule(EVERY_DAY, (time(7), time(21, 30))))
    assert ids(at("21:30"), OPEN, MORNING, what=late) == "REMIND_ROUND"
    assert ids(at("22:30"), OPEN, MORNING, what=late) == "REMIND_ROUND_AGAIN"
    assert ids(at("23:45"), OPEN, MORNING, what=late) == "quiet_late"


def test_without_times_one_hour_is_for_all_rounds_that_are_open() -> None:
    plain = routine(rounds=3)
    assert ids(at("17:59"), decision(rounds_goal=3), what=plain) == "quiet_until"
    assert ids(at("18:00"), decision(rounds_goal=3), what=plain) == "REMIND_ROUND"
    assert ids(at("19:00"), decision(rounds_goal=3, rounds_done=1), done("18:05"), what=plain) == "quiet_pause"
    assert ids(at("18:00"), decision(rounds_goal=3, rounds_done=3), MORNING, what=plain) == "quiet_done"


@given(
    days=st.sets(st.integers(0, 6), min_size=1),
    times=st.sets(st.times(), max_size=6),
    now=st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)),
)
def test_each_time_rings_twice_at_most_and_the_next_ring_is_a_ring(
    days: set[int], times: set[time], now: datetime
) -> None:
    rings = rings_of(Schedule(tuple(sorted(days)), tuple(sorted(times))))
    assert len(set(rings.every)) == len(rings.every) <= 2 * len(rings.times)
    assert set(rings.times) == (times or {time(18)})
    following = rings.following(now)
    assert following > now
    assert following.weekday() in days
    assert following.time() in rings.every
    between = [now + timedelta(days=ahead) for ahead in range((following.date() - now.date()).days)]
    assert not any(day.weekday() in days and day.date() != now.date() for day in between)
    last = rings.last(following)
    assert last == following
    assert rings.is_again(following) == (following.time() in rings.again)


def test_no_second_ring_falls_on_another_day_or_on_a_first_one() -> None:
    rings = Rings(EVERY_DAY, (time(7, 30), time(8, 30), time(23, 30)), of_rounds=True)
    assert rings.every == (time(7, 30), time(8, 30), time(9, 30), time(23, 30))
    assert not rings.is_again(at("08:30"))


@pytest.mark.parametrize(
    ("clock", "decided", "past", "line"),
    [
        ("07:00", decision(), (), "0 of 2 rounds · from 07:30"),
        ("12:00", decision(), (), "0 of 2 rounds · now is good"),
        ("12:00", decision(rounds_done=1, level="half"), (MORNING,), "1 of 2 rounds · from 18:00 · half dose"),
        ("19:00", decision(rounds_done=2), (MORNING, done("18:00")), "2 of 2 rounds"),
        ("19:00", decision(rounds_done=1), (done("07:35", after=7),), "1 of 2 rounds · enough for today"),
        ("19:00", decision(allowed=False, exercises=()), (), "no session now"),
    ],
)
def test_how_today_stands_in_a_line(clock: str, decided: Decision, past: Any, line: str) -> None:
    parts = reminding.standing(decided, TWICE, past, at(clock), playing=False)
    assert " · ".join(map(words.sentence, parts)) == line
