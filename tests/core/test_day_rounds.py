"""An exercise of some rounds of a day: done in these alone, with limits and raises as if it were in all."""

from dataclasses import replace
from datetime import datetime, time, timedelta

from hypothesis import given
from logbook import BLANK, EXERCISES, MONDAY, played, profile, routine
from made_up_courses import SOME, Course, histories

from coach.core import plan
from coach.core.exercise import Dose
from coach.core.history import summary
from coach.core.model.decided import Decision
from coach.core.model.done import Session
from coach.core.model.routine import Routine
from coach.core.model.screened import Profile
from coach.core.progression import decide

OWN = {"clamshell": Dose(1, 10, 0), "bird_dog": Dose(1, 6, 2)}


def with_rounds(*rounds: int, id_: str = "bird_dog", a_day: int = 2) -> Routine:
    base = routine(OWN, rounds=a_day)
    return replace(
        base, items=tuple(replace(item, rounds=rounds if item.exercise.id == id_ else ()) for item in base.items)
    )


def course_of(what: Routine, days: int, a_day: int, who: Profile) -> tuple[list[Session], list[Decision]]:
    """So many rounds on each day, all easy; and what was decided for each."""
    sessions: list[Session] = []
    decisions = []
    easy = replace(BLANK, before=2, after=2, effort="easy")
    for number in range(days * a_day):
        day = MONDAY + timedelta(days=number // a_day)
        at = datetime.combine(day, time(8 + number % a_day))
        decision = decide(what, EXERCISES, who, sessions, day, 2)
        done = played(decision, at, easy, what.doses, fixed=what.fixed)
        sessions.append(replace(done, id=number + 1))
        decisions.append(decision)
    return sessions, decisions


def ids(decision: Decision) -> list[str]:
    return [each.id for each in decision.exercises]


def test_it_is_done_in_its_round_alone_and_told_of_in_the_others() -> None:
    _, decisions = course_of(with_rounds(2), 2, 3, profile())
    assert [ids(each) for each in decisions] == [["clamshell"], ["clamshell", "bird_dog"], ["clamshell"]] * 2
    first = decisions[0]
    assert [(each.id, each.reason.id, each.reason.figures["rounds"]) for each in first.omitted] == [
        ("bird_dog", "other_round", (2,))
    ]
    assert first.aside == {"bird_dog": "round"}
    assert decisions[1].aside == {}


def test_that_it_is_there_in_one_round_and_not_in_the_next_is_told_as_nothing_new() -> None:
    sessions, decisions = course_of(with_rounds(2), 2, 2, profile())
    assert {each.reason.id for each in decisions[1:]} == {"steady"}
    for number, decision in enumerate(decisions[1:], 1):
        assert summary.changes(decision, sessions[:number]) == ()


def test_a_round_without_a_repetition_is_none() -> None:
    what, who = with_rounds(2), profile()
    (first,), _ = course_of(what, 1, 1, who)
    nothing = replace(first, sets=(), stopped="time", effort=None, after=None)
    assert ids(decide(what, EXERCISES, who, [nothing], MONDAY)) == ["clamshell"]
    assert ids(decide(what, EXERCISES, who, [first], MONDAY)) == ["clamshell", "bird_dog"]


def test_it_rises_with_easy_days_though_the_first_round_of_the_day_has_none_of_it() -> None:
    what, who = with_rounds(2), profile()
    _, decisions = course_of(what, 8, 2, who)
    target = {each.id: each.target for each in decisions[-1].exercises}
    assert target["bird_dog"].repetitions > OWN["bird_dog"].repetitions


def test_days_of_the_first_round_alone_do_not_make_it_wait_as_something_left_out() -> None:
    what, who = with_rounds(2), profile()
    sessions, _ = course_of(what, 4, 1, who)
    day = MONDAY + timedelta(days=3)
    now = decide(what, EXERCISES, who, sessions, day)
    assert ids(now) == ["clamshell", "bird_dog"]
    assert now.exercises[1].reason.id != "back_half_range"


def test_the_limits_of_a_day_reckon_with_all_its_rounds() -> None:
    """So that a change of the file today moves nothing of what was raised before."""
    exercise = EXERCISES["clamshell"]
    base = routine({"clamshell": Dose(1, exercise.max_reps, 0), "bird_dog": OWN["bird_dog"]}, rounds=6)
    every, once = (
        replace(base, items=(replace(base.items[0], rounds=rounds), base.items[1])) for rounds in ((), (1,))
    )
    found = {decide(what, EXERCISES, profile(), (), MONDAY).exercises[0].dose for what in (every, once)}
    assert found == {Dose(1, exercise.day_reps // 6, 0)}


@SOME
@given(histories)
def test_what_is_planned_is_of_the_round_at_hand(course: Course) -> None:
    rounds = {item.exercise.id: item.rounds for item in course.what.every}
    done: dict[object, int] = {}
    for step in course.steps:
        day = step.session.at.date()
        if step.decision.allowed:
            for each in step.decision.exercises:
                assert not rounds[each.id] or done.get(day, 0) + 1 in rounds[each.id]
            made = plan.make(course.what, step.decision, course.who)
            assert made is None or {item.exercise.id for item in made.items} <= {*ids(step.decision)}
        done[day] = done.get(day, 0) + any(each.reps for each in step.session.sets)
