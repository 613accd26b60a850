"""An exercise that stands in for one that screening leaves out: never beside it, never brought by pain."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from logbook import EXERCISES, course, profile, routine
from made_up_courses import SOME, Course, histories, stands_in

from coach.core import doses, plan
from coach.core.exercise import Dose
from coach.core.model.decided import Decision
from coach.core.model.routine import Routine
from coach.core.model.screened import Profile
from coach.core.progression import decide

EASY = "before 2, after 2, easy"
ON = date(2026, 11, 30)
NONE: Mapping[str, str] = {}


def with_others(others: Mapping[str, str], ids: tuple[str, ...] = ("cat_cow", "clamshell")) -> Routine:
    base = routine({id_: EXERCISES[id_].start for id_ in ids})
    return replace(
        base,
        items=tuple(
            replace(item, instead=stands_in(others[item.exercise.id]) if item.exercise.id in others else None)
            for item in base.items
        ),
    )


def early(diagnosis: str = "disc_herniation") -> Profile:
    """Someone whose answers leave bending out."""
    return replace(profile(diagnosis=diagnosis), weeks_since_flare=2, leg_symptoms_last_14_days=True)


def played(decision: Decision) -> dict[str, str | None]:
    return {each.id: each.instead_of for each in decision.exercises}


def test_it_is_done_where_the_answers_leave_the_other_out_and_only_there() -> None:
    what = with_others({"cat_cow": "brace"})
    allowed = decide(what, EXERCISES, profile(), (), ON)
    assert played(allowed) == {"cat_cow": None, "clamshell": None}
    assert [each.id for each in allowed.omitted] == []
    out = decide(what, EXERCISES, early(), (), ON)
    assert played(out) == {"brace": "cat_cow", "clamshell": None}
    assert [each.id for each in out.omitted] == ["cat_cow"]
    assert out.exercises[0].reason.id == "in_place"
    made = plan.make(what, out, early())
    assert made is not None
    assert [item.exercise.id for item in made.items] == ["brace", "clamshell"]


def test_one_that_is_left_out_itself_is_not_done_either_and_there_are_no_chains() -> None:
    what = with_others({"cat_cow": "seated_flexion"})
    assert played(decide(what, EXERCISES, early(), (), ON)) == {"clamshell": None}


def test_a_rest_a_stage_and_a_day_that_is_full_bring_in_nothing() -> None:
    what = with_others({"clamshell": "brace", "plank": "heel_slide"}, ("clamshell", "plank"))
    who = profile(stage=1)
    assert played(decide(what, EXERCISES, who, (), ON)) == {"clamshell": None}
    hurt = "; ".join(["before 2, report 6 in clamshell, after 2"] * 2)
    sessions, day = course(hurt, who, what)
    rests = decide(what, EXERCISES, who, sessions, day)
    assert played(rests) == {}
    assert {each.rule for each in rests.omitted} == {"rest", "stage"}


def test_it_rises_while_it_is_done_and_waits_while_it_is_not() -> None:
    what, who = with_others({"cat_cow": "brace"}), early()
    sessions, day = course("; ".join([EASY] * 12), who, what)
    risen = {each.id: each.target for each in decide(what, EXERCISES, who, sessions, day).exercises}
    start = EXERCISES["brace"].start
    assert risen["brace"].repetitions > start.repetitions
    assert all("brace" in session.planned for session in sessions)
    free, day = course("; ".join([EASY] * 12), profile(), what)
    assert all("brace" not in session.planned and session.aside == {"brace": "waits"} for session in free)
    answered = replace(early(), screened_at=datetime.combine(day, datetime.min.time()))
    now = decide(what, EXERCISES, answered, free, day)
    # Two easy days raise it today, by its first step.
    assert {each.id: each.target for each in now.exercises}["brace"] == doses.step(start, EXERCISES["brace"])


def test_what_comes_back_after_the_answers_changed_comes_back_small_and_the_other_goes() -> None:
    what = with_others({"cat_cow": "brace"})
    sessions, day = course("; ".join([EASY] * 4), early(), what)
    decision = decide(what, EXERCISES, profile(), sessions, day, 2)
    assert played(decision) == {"cat_cow": None, "clamshell": None}
    assert decision.exercises[0].reason.id == "back_half_range"
    sore = decide(what, EXERCISES, profile(), sessions, day, 5)
    assert "brace" not in played(sore)


def test_nothing_stands_in_for_what_quiet_weeks_bring_back() -> None:
    """Else a step back, which keeps it waiting, would bring in the other one."""
    what = with_others({"seated_flexion": "brace"}, ("seated_flexion", "clamshell"))
    later = replace(profile(diagnosis="disc_herniation"), weeks_since_flare=20)
    assert played(decide(what, EXERCISES, later, (), ON)) == {"clamshell": None}
    assert played(decide(what, EXERCISES, early(), (), ON)) == {"brace": "seated_flexion", "clamshell": None}


def test_a_log_from_before_reads_as_before() -> None:
    """Without a word of what was aside, as logs of earlier versions are."""
    plain, who = with_others(NONE), profile()
    sessions, day = course("; ".join([EASY] * 8), who, plain)
    before = decide(plain, EXERCISES, who, sessions, day)
    now = decide(with_others({"cat_cow": "brace"}), EXERCISES, who, sessions, day)
    assert now.exercises == before.exercises
    assert now.rules == before.rules


@SOME
@given(histories, st.sampled_from(["disc_herniation", "stenosis", "none_other", "spondylolisthesis"]))
def test_with_other_answers_the_same_log_never_plays_what_they_leave_out(course: Course, diagnosis: str) -> None:
    who = replace(course.who, diagnosis=(diagnosis,), clinician_agrees=True)
    last = course.sessions[-1].at.date()
    decision = decide(course.what, EXERCISES, who, course.sessions, last + timedelta(days=1))
    made = plan.make(course.what, decision, who)
    ids = [item.exercise.id for item in made.items] if made is not None else []
    assert len(ids) == len({*ids})
    pairs = {item.instead.exercise.id: item.exercise.id for item in course.what.items if item.instead is not None}
    for id_ in ids:
        assert plan.may_play(EXERCISES[id_], who, decision.date, decision.lately), id_
        if id_ in pairs:
            assert pairs[id_] not in ids
            assert not plan.may_play(EXERCISES[pairs[id_]], who, decision.date, decision.lately)


@pytest.mark.parametrize("dose", [Dose(1, 10, 0), Dose(2, 6, 0)])
def test_the_log_keeps_the_doses_of_both(dose: Dose) -> None:
    what = with_others({"cat_cow": "brace"})
    what = replace(what, items=(replace(what.items[0], dose=dose), what.items[1]))
    assert what.doses["cat_cow"] == dose
    assert what.doses["brace"] == EXERCISES["brace"].start
    assert [*what.doses] == ["cat_cow", "brace", "clamshell"]
