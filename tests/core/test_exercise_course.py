"""The course of an exercise: what counts as done and planned, and a scale that fits its rows."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from logbook import EXERCISES, sets_of

from coach.core.exercise import Dose
from coach.core.history import exercise_course
from coach.core.model.done import Session, SetDone

DAY = date(2026, 11, 25)
AT = datetime(2026, 11, 25, 8)
PLANNED = {"clamshell": Dose(1, 10, 0), "plank": Dose(2, 3, 10), "bird_dog": Dose(1, 6, 2)}


def session(days_ago: int = 0, **done: int) -> Session:
    at = AT - timedelta(days=days_ago)
    return Session(1, at, "worked", PLANNED, sets=sets_of(PLANNED, at, done), routine_doses=PLANNED)


def course(id_: str, *sessions: Session) -> exercise_course.Course:
    return next(each for each in exercise_course.courses(sessions, EXERCISES) if each.id == id_)


def test_repetitions_are_those_of_a_side_and_holds_are_seconds() -> None:
    for id_, unit, amount in (
        ("clamshell", "repetitions", 10.0), ("plank", "seconds", 60.0), ("bird_dog", "repetitions", 6.0),
    ):  # fmt: skip
        found = course(id_, session())
        assert found.unit == unit
        assert [(each.planned, each.done) for each in found.rounds] == [(amount, amount)]
    assert course("clamshell", session()).each_side
    assert not course("bird_dog", session()).each_side


def test_one_side_alone_is_half_of_it() -> None:
    one = replace(session(), sets=(SetDone("clamshell", 1, "left", 10, AT),))
    assert [each.done for each in course("clamshell", one).rounds] == [5.0]


def test_what_was_left_out_of_a_round_is_nothing_done_and_a_session_without_a_repetition_is_no_round() -> None:
    past = [session(3), session(2, plank=0), session(1, plank=0, clamshell=0, bird_dog=0)]
    assert [each.done for each in course("plank", *past).rounds] == [60.0, 0.0]
    assert [each.id for each in exercise_course.courses(past, EXERCISES)] == ["clamshell", "bird_dog", "plank"]
    never = [session(1, plank=0)]
    assert "plank" not in {each.id for each in exercise_course.courses(never, EXERCISES)}


def test_an_exercise_that_is_no_longer_known_is_counted_in_repetitions() -> None:
    found = {each.id: each for each in exercise_course.courses([session()], {})}
    assert found["plank"].unit == "repetitions"
    assert [each.done for each in found["plank"].rounds] == [6.0]


@pytest.mark.parametrize(
    ("days_ago", "spans"),
    [((0,), (14,)), ((20,), (21,)), ((40, 3), (28, 41)), ((400,), (28, 91, 365, 401))],
)
def test_more_can_be_looked_at_until_it_is_everything(days_ago: tuple[int, ...], spans: tuple[int, ...]) -> None:
    found = course("clamshell", *map(session, days_ago))
    assert exercise_course.spans(found, DAY) == spans
    shown = [len(exercise_course.since(found, DAY, days)) for days in spans]
    assert shown == sorted(shown)
    assert shown[-1] == len(days_ago)


@pytest.mark.parametrize(
    ("most", "rows", "ticks"),
    [
        (10, 11, (0, 2, 4, 6, 8, 10)),
        (10, 9, (0, 5, 10)),
        (60, 7, (0, 20, 40, 60)),
        (1, 9, (0, 1)),
        (3, 7, (0, 1, 2, 3)),
    ],
)
def test_a_scale_has_round_numbers(most: float, rows: int, ticks: tuple[int, ...]) -> None:
    assert exercise_course.ticks(most, rows) == ticks


@given(st.floats(1, 6000), st.integers(3, 60))
def test_every_scale_reaches_the_highest_value_evenly_and_has_room_for_its_numbers(most: float, rows: int) -> None:
    found = exercise_course.ticks(most, rows)
    assert found[0] == 0
    assert found[-1] >= most
    assert len({after - before for before, after in pairwise(found)}) == 1
    assert len(found) <= rows
