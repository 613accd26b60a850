"""The ten invariants of the pain rules, on made-up routines, people and logs of up to a year."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from logbook import EXERCISES, MONDAY
from made_up_courses import SOME, Course, histories

from coach.core import doses
from coach.core.model import Decision, Session
from coach.core.progression import decide, decide_from, settle
from coach.core.progression.fold import begin, fold
from coach.core.progression.state import State

ORDER = {"half": 0, "reduced": 1, "full": 2}


def totals(decision: Decision) -> dict[str, int]:
    return {each.id: doses.total(each.dose, EXERCISES[each.id]) for each in decision.exercises}


def none_rises(lower: Decision, upper: Decision) -> None:
    high = totals(upper)
    for id_, total in totals(lower).items():
        assert total <= high.get(id_, 0), (id_, lower, upper)


@SOME
@given(histories, st.sampled_from(["during", "after", "morning"]), st.integers(1, 10), st.integers(0, 30))
def test_raising_a_rating_of_the_last_session_raises_nothing(
    course: Course, name: str, points: int, days: int
) -> None:
    last = course.sessions[-1]
    rating = getattr(last, name)
    if rating is None:
        return
    worse = [*course.sessions[:-1], replace(last, **{name: min(10, rating + points)})]
    on = last.at.date() + timedelta(days=days)
    none_rises(decide(course.what, EXERCISES, course.who, worse, on), course.next_day(days))


@SOME
@given(histories, st.integers(0, 9), st.integers(1, 10), st.integers(0, 30))
def test_raising_todays_pain_raises_nothing(course: Course, before: int, points: int, days: int) -> None:
    none_rises(course.next_day(days, min(10, before + points)), course.next_day(days, before))


@SOME
@given(histories)
def test_no_day_set_or_dose_passes_its_limits(course: Course) -> None:
    done: dict[tuple[date, str], int] = {}
    held: dict[tuple[date, str], int] = {}
    for step in course.steps:
        for each in step.decision.exercises:
            exercise, dose, target = EXERCISES[each.id], each.dose, each.target
            assert 0 < dose.sets <= target.sets <= exercise.max_sets
            assert 0 < dose.reps <= target.reps <= exercise.max_reps
            assert dose.hold_s <= target.hold_s <= exercise.max_hold_s
            assert doses.within_limits(target, exercise, course.what.rounds_per_day)
            key = (step.decision.date, each.id)
            assert done.get(key, 0) + dose.repetitions <= exercise.day_reps
            held_s = held.get(key, 0) + dose.holding_s
            assert exercise.day_holding_s is None or held_s <= exercise.day_holding_s
        for each_set in step.session.sets:
            if each_set.side != "right":
                key = (step.decision.date, each_set.exercise)
                done[key] = done.get(key, 0) + each_set.reps
                held_s = each_set.reps * step.session.planned[each_set.exercise].hold_s
                held[key] = held.get(key, 0) + held_s


@SOME
@given(histories)
def test_at_most_two_targets_rise_by_one_step_each_and_sides_stay_equal(course: Course) -> None:
    for step, following in zip(course.steps, course.steps[1:], strict=False):
        old = step.after.targets
        opened = following.decision.stage > step.after.stage
        risen = []
        for each in following.decision.exercises:
            exercise, was = EXERCISES[each.id], old[each.id]
            if exercise.side == "alternate":
                assert each.dose.reps % 2 == 0
            if doses.total(each.target, exercise) > doses.total(was, exercise):
                if opened and exercise.stage == following.decision.stage:
                    continue
                assert each.target == doses.one_step_up(was, exercise, course.what.rounds_per_day)
                risen.append(each.id)
        assert len(risen) <= 2


@SOME
@given(histories)
def test_an_excluded_exercise_never_appears(course: Course) -> None:
    barred = settle(course.what, EXERCISES, course.who, MONDAY).barred
    for step in course.steps:
        decision = step.decision
        named = {each.id for each in decision.exercises} | {each.id for each in decision.suggest}
        assert not named & set(barred)
        if decision.allowed:
            both = [each.id for each in decision.exercises] + [each.id for each in decision.omitted]
            assert sorted(both) == sorted(item.exercise.id for item in course.what.items)


def may_not_rise(decision: Decision, than: State) -> None:
    """Neither level nor stage nor a target is above that of a state.

    Only after 28 days and a new screening does the level start at full again, with targets that did not rise.
    """
    assert "G3" in decision.rules or ORDER[decision.level] <= ORDER[than.level]
    assert decision.stage <= than.stage
    for each in decision.exercises:
        exercise = EXERCISES[each.id]
        assert doses.total(each.target, exercise) <= doses.total(than.targets[each.id], exercise)


@SOME
@given(histories, st.sampled_from(["before", "after", "effort"]), st.integers(1, 6))
def test_a_missing_rating_lets_nothing_rise(course: Course, name: str, days: int) -> None:
    missing: dict[str, Any] = {name: None}
    unrated = replace(course.sessions[-1], **missing)
    day = unrated.at.date()
    setting = settle(course.what, EXERCISES, course.who, day)
    start = begin(setting, course.steps[-1].before, day, unrated.before, unrated.routine_doses, unrated)
    log = [*course.sessions[:-1], unrated]
    may_not_rise(decide(course.what, EXERCISES, course.who, log, day + timedelta(days=days)), start.state)


@SOME
@given(histories, st.integers(7, 60))
def test_a_break_lets_no_target_or_stage_rise(course: Course, days: int) -> None:
    may_not_rise(course.next_day(days), course.steps[-1].after)


@SOME
@given(histories)
def test_severe_pain_and_red_flags_beat_everything_until_screened_again(course: Course) -> None:
    severe = [
        session.at
        for session in course.sessions
        if session.stopped in ("sharp", "spread")
        or any((rating or 0) >= 8 for rating in (session.before, session.during, session.after, session.morning))
    ]
    decision = course.next_day()
    if severe and severe[-1] >= course.who.screened_at:
        assert not decision.allowed
        assert decision.exercises == ()
        assert "P2" in decision.rules
    on = course.sessions[-1].at.date() + timedelta(days=1)
    newer = replace(course.who, screened_at=datetime.combine(on, time(6)))
    assert decide(course.what, EXERCISES, newer, course.sessions, on).allowed
    flagged = replace(newer, red_flags_emergency=True)
    refused = decide(course.what, EXERCISES, flagged, course.sessions, on)
    assert (refused.allowed, refused.exercises, refused.rules[0]) == (False, (), "P1")


@SOME
@given(histories)
def test_the_stage_rises_by_one_at_most_and_not_twice_in_two_weeks(course: Course) -> None:
    rises: list[date] = []
    stage = course.who.stage
    for step in course.steps:
        assert step.decision.stage <= stage + 1
        if step.decision.stage > stage:
            assert not rises or (step.decision.date - rises[-1]).days >= 14
            rises.append(step.decision.date)
        stage = step.after.stage


def could_be_green(session: Session) -> bool:
    """What a green session cannot do without, whatever the usual pain is."""
    given_all = None not in (session.before, session.after, session.effort)
    values = (session.before, session.during, session.after, session.morning)
    return given_all and session.effort != "hard" and session.stopped is None and max(v or 0 for v in values) <= 4


@SOME
@given(histories)
def test_after_a_step_back_nothing_rises_before_two_green_days(course: Course) -> None:
    since: date | None = None
    green: dict[date, bool] = {}
    for step in course.steps:
        day, state = step.decision.date, step.before
        rows = set(step.decision.rules)
        count = sum(good for then, good in green.items() if since is not None and since <= then < day)
        if since is not None and count < 2:
            may_not_rise(step.decision, state)
        if rows & {"P2", "P3", "P4", "P5", "P6", "P7", "P8", "G1", "G2", "G3"} and step.after.row_on == day:
            since = day
        if any(each.rule for each in step.after.matched):
            since = day + timedelta(days=1)
        green[day] = green.get(day, True) and could_be_green(step.session)


@SOME
@given(histories, st.randoms(use_true_random=False), st.sampled_from([None, 1, 4]))
def test_the_same_log_gives_the_same_plan_and_sentences(course: Course, random: Any, before: int | None) -> None:
    shuffled = list(course.sessions)
    random.shuffle(shuffled)
    on = course.sessions[-1].at.date() + timedelta(days=1)
    later = replace(course.sessions[-1], id=999, at=datetime.combine(on + timedelta(days=1), time(8)), after=9)
    expected = course.next_day(before=before)
    assert decide(course.what, EXERCISES, course.who, [*shuffled, later], on, before) == expected
    setting = settle(course.what, EXERCISES, course.who, on)
    assert decide_from(setting, course.steps[-1].after, on, before) == expected


@SOME
@given(histories, st.sampled_from(["spondylolisthesis", "stenosis", "other", "none_other", "disc_herniation"]))
def test_stricter_answers_apply_at_once(course: Course, more: str) -> None:
    who = replace(course.who, clinician_agrees=True)
    stricter = replace(who, diagnosis=(*who.diagnosis, more))
    on = course.sessions[-1].at.date() + timedelta(days=1)
    decision = decide(course.what, EXERCISES, stricter, course.sessions, on)
    barred = settle(course.what, EXERCISES, stricter, on).barred
    assert not {each.id for each in decision.exercises} & set(barred)
    # What was earned under the old answers is not moved to other exercises afterwards.
    old = fold(settle(course.what, EXERCISES, who, on), course.sessions)
    assert fold(settle(course.what, EXERCISES, stricter, on), course.sessions).targets == old.targets


@SOME
@given(histories)
def test_the_plan_of_a_past_session_tells_nothing_new_while_no_file_changes(course: Course) -> None:
    for step in course.steps:
        session = step.session
        day, own = session.at.date(), session.routine_doses
        setting = settle(course.what, EXERCISES, course.who, day)
        plan = begin(setting, step.before, day, session.before, own)
        if not step.decision.exercises:
            continue
        start = begin(setting, step.before, day, session.before, own, session)
        assert (start.state.level, start.state.stage) == (plan.state.level, plan.state.stage)
        for id_ in session.planned:
            assert start.state.targets[id_] == plan.state.targets[id_]


@SOME
@given(histories, st.randoms(use_true_random=False))
def test_other_exercises_in_the_file_raise_no_dose_of_those_that_stay(course: Course, random: Any) -> None:
    kept = [item for item in course.what.items if random.random() < 0.6] or list(course.what.items[:1])
    random.shuffle(kept)
    on = course.sessions[-1].at.date() + timedelta(days=1)
    old = fold(settle(course.what, EXERCISES, course.who, on), course.sessions)
    new = fold(settle(replace(course.what, items=tuple(kept)), EXERCISES, course.who, on), course.sessions)
    assert new == old


@SOME
@given(histories, st.integers(1, 3), st.integers(1, 8))
def test_other_rounds_or_usual_pain_plan_no_more_than_one_step_above_what_was_planned(
    course: Course, rounds: int, usual: int
) -> None:
    allowed = [step for step in course.steps if step.decision.allowed]
    if not allowed or allowed[-1] is not course.steps[-1]:
        return
    what, who = replace(course.what, rounds_per_day=rounds), replace(course.who, usual_pain=usual)
    on = course.sessions[-1].at.date() + timedelta(days=1)
    new = decide(what, EXERCISES, who, course.sessions, on)
    last = allowed[-1].decision
    if new.level == last.level == "full":
        for each in new.exercises:
            exercise = EXERCISES[each.id]
            shown = next((one.target for one in last.exercises if one.id == each.id), None)
            step = None if shown is None else doses.one_step_up(shown, exercise, 1)
            most = shown if step is None else step
            if most is not None and last.rounds_done == 0:
                assert doses.total(each.target, exercise) <= doses.total(most, exercise)
