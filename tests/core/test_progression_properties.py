"""The eleven invariants of the pain rules, on made-up routines, people and logs of up to a year."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.vendor.pretty import pretty
from logbook import EXERCISES, MONDAY, profile, read_session, routine
from made_up_courses import SOME, Course, histories, play, rows_met

from coach.core import doses
from coach.core.exercise import Dose, base_of, bases, side_of
from coach.core.model.decided import Decision
from coach.core.model.done import Hurt
from coach.core.model.screened import Lately
from coach.core.progression import decide, decide_from, settle
from coach.core.progression.first_state import first_state
from coach.core.progression.fold import begin, fold
from coach.core.progression.state import State

ORDER = {"half": 0, "reduced": 1, "full": 2}
STEPS_BACK = {"P2", "P4", "P5", "P6", "P7", "P8", "P15", "P16", "G1", "G2", "G3"}


def totals(decision: Decision) -> dict[str, int]:
    return {each.id: doses.total(each.dose, EXERCISES[each.id]) for each in decision.exercises}


def targets(course: Course, state: State) -> dict[str, Dose]:
    return state.routines[course.what.id].targets


def none_rises(lower: Decision, upper: Decision) -> None:
    high = totals(upper)
    for id_, total in totals(lower).items():
        assert total <= high.get(id_, 0), (id_, lower, upper)


# 1
@SOME
@given(histories, st.sampled_from(["during", "after", "morning"]), st.integers(1, 10), st.integers(0, 30))
def test_raising_a_rating_of_the_last_session_raises_nothing(
    course: Course, name: str, points: int, days: int
) -> None:
    last = course.sessions[-1]
    rating = getattr(last, name)
    if rating is None or (name == "during" and last.hurts):
        return
    worse = [*course.sessions[:-1], replace(last, **{name: min(10, rating + points)})]
    on = last.at.date() + timedelta(days=days)
    none_rises(decide(course.what, EXERCISES, course.who, worse, on), course.next_day(days))


@SOME
@given(histories, st.integers(1, 10), st.integers(0, 30))
def test_raising_a_report_of_the_last_session_raises_nothing(course: Course, points: int, days: int) -> None:
    last = course.sessions[-1]
    if not last.hurts:
        return
    first, *rest = last.hurts
    raised = (replace(first, rating=min(10, first.rating + points)), *rest)
    worse = replace(last, hurts=raised, during=max(each.rating for each in raised))
    on = last.at.date() + timedelta(days=days)
    none_rises(
        decide(course.what, EXERCISES, course.who, [*course.sessions[:-1], worse], on), course.next_day(days)
    )


@SOME
@given(histories, st.integers(0, 9), st.integers(1, 10), st.integers(0, 30))
def test_raising_todays_pain_raises_nothing(course: Course, before: int, points: int, days: int) -> None:
    none_rises(course.next_day(days, min(10, before + points)), course.next_day(days, before))


# 2
@SOME
@given(histories)
def test_no_day_set_or_dose_passes_its_limits(course: Course) -> None:
    done: dict[tuple[date, str], int] = {}
    held: dict[tuple[date, str], int] = {}
    for step in course.steps:
        now: dict[str, list[Dose]] = {}
        for each in step.decision.exercises:
            exercise, dose, target = EXERCISES[each.id], each.dose, each.target
            assert 0 < dose.sets <= target.sets <= exercise.max_sets
            assert 0 < dose.reps <= target.reps <= exercise.max_reps
            assert dose.hold_s <= target.hold_s <= exercise.max_hold_s
            assert doses.within_limits(target, exercise, course.what.rounds_per_day)
            key = (step.decision.date, exercise.base)
            entries = now.setdefault(exercise.base, [])
            entries.append(dose)
            assert done.get(key, 0) + sum(entry.repetitions for entry in entries) <= exercise.day_reps
            held_s = held.get(key, 0) + sum(entry.holding_s for entry in entries)
            assert exercise.day_holding_s is None or held_s <= exercise.day_holding_s
        for each_set in step.session.sets:
            if each_set.side != "right" or side_of(each_set.exercise) == "right":
                key = (step.decision.date, base_of(each_set.exercise))
                done[key] = done.get(key, 0) + each_set.reps
                held_s = each_set.reps * step.session.planned[each_set.exercise].hold_s
                held[key] = held.get(key, 0) + held_s


def limited(course: Course, id_: str, dose: Dose) -> Dose:
    return doses.under_limits(dose, EXERCISES[id_], course.what.rounds_per_day)


@SOME
@given(histories)
def test_sets_that_differ_have_the_repetitions_of_the_dose_and_none_is_above_its_limit(course: Course) -> None:
    for step in course.steps:
        for each in step.decision.exercises:
            if each.in_sets:
                assert (len(each.in_sets), sum(each.in_sets)) == (each.dose.sets, each.dose.repetitions)
                assert max(each.in_sets) <= EXERCISES[each.id].max_reps


# 3
@SOME
@given(histories)
def test_at_most_two_targets_rise_by_one_step_each_and_sides_stay_equal(course: Course) -> None:
    for step, following in zip(course.steps, course.steps[1:], strict=False):
        old, marks = targets(course, step.after), step.after.routines[course.what.id].marks
        risen = []
        for each in following.decision.exercises:
            exercise, was = EXERCISES[each.id], old[each.id]
            if exercise.side == "alternate":
                assert each.dose.reps % 2 == 0
            if doses.total(each.target, exercise) > doses.total(was, exercise):
                step_up = doses.step(was, exercise)
                written = step.after.routines[course.what.id].own[each.id] if each.id in course.what.fixed else was
                assert each.target in (step_up, marks[each.id], limited(course, each.id, written))
                assert each.target == marks[each.id] or each.target.hold_s <= max(was.hold_s, step_up.hold_s)
                assert doses.total(each.target, exercise) <= doses.total(doses.step(was, exercise), exercise)
                risen.append(each.id)
        assert len(risen) <= 2


# 4
@SOME
@given(histories)
def test_an_excluded_exercise_never_appears(course: Course) -> None:
    setting = settle(course.what, EXERCISES, course.who, MONDAY)
    barred = set(setting.barred)
    for_good = barred & set(setting.opened.barred) if setting.opened is not None else barred
    for step in course.steps:
        decision = step.decision
        named = {each.id for each in decision.exercises} | {each.id for each in decision.suggest}
        # Row DL lets the seated stretch return after its quiet weeks, and nothing else.
        assert not bases(named) & (for_good if decision.lately.quiet else barred)
        if decision.allowed:
            both = [each.id for each in decision.exercises] + [each.id for each in decision.omitted]
            assert sorted(both) == sorted(course.what.doses.keys() - setting.unneeded)
        for each in decision.exercises:
            assert each.instead_of is None or base_of(each.instead_of) in barred
            assert decision.aside.get(each.id) is None


def no_target_rises(course: Course, decision: Decision, than: State) -> None:
    for each in decision.exercises:
        exercise = EXERCISES[each.id]
        assert doses.total(each.target, exercise) <= doses.total(targets(course, than)[each.id], exercise)


def may_not_rise(course: Course, decision: Decision, than: State) -> None:
    """Neither level nor stage nor a target is above that of a state, but for the new start of G3."""
    assert "G3" in decision.rules or ORDER[decision.level] <= ORDER[than.level_now()]
    assert decision.stage <= than.stage
    no_target_rises(course, decision, than)


# 5
@SOME
@given(histories, st.integers(1, 6))
def test_without_a_rating_after_nothing_rises(course: Course, days: int) -> None:
    unrated = replace(course.sessions[-1], after=None)
    day = unrated.at.date()
    setting = settle(course.what, EXERCISES, course.who, day)
    start = begin(setting, course.steps[-1].before, day, unrated.before, unrated.routine_doses, unrated)
    log = [*course.sessions[:-1], unrated]
    decision = decide(course.what, EXERCISES, course.who, log, day + timedelta(days=days))
    state = start.state
    if state.lowered == "break":  # Whole and quiet days lead back, rated or not.
        assert decision.stage <= state.stage
        no_target_rises(course, decision, state)
    elif unrated.planned:
        assert state.day is not None
        state.day.sore = ()  # A sore day is forgotten at its end.
        may_not_rise(course, decision, state)


@SOME
@given(histories, st.sampled_from(["before", "effort"]), st.integers(1, 6))
def test_without_before_or_effort_nothing_is_raised_for_being_easy(course: Course, name: str, days: int) -> None:
    missing: dict[str, Any] = {name: None}
    log = [*course.sessions[:-1], replace(course.sessions[-1], **missing)]
    on = log[-1].at.date() + timedelta(days=days)
    decision = decide(course.what, EXERCISES, course.who, log, on)
    if log[-1].planned and course.steps[-1].decision.rounds_done == 0:
        assert not {"P11", "P13"} & set(decision.rules)


@SOME
@given(histories, st.integers(10, 60))
def test_a_break_lets_nothing_rise(course: Course, days: int) -> None:
    state = course.steps[-1].after
    decision = course.next_day(days)
    if state.last_on is not None and (decision.date - state.last_on).days >= 10:
        assert decision.stage <= state.stage
        assert "G3" in decision.rules or ORDER[decision.level] <= ORDER[state.level]
        no_target_rises(course, decision, state)


# 6
@SOME
@given(histories)
def test_severe_pain_and_red_flags_beat_everything_until_screened_again(course: Course) -> None:
    severe = [
        session.at
        for session in course.sessions
        if session.stopped in ("sharp", "spread")
        or any((rating or 0) >= 9 for rating in (session.during, session.after, session.morning))
    ]
    decision = course.next_day()
    if severe and severe[-1] >= course.who.screened_at:
        assert not decision.allowed
        assert decision.exercises == ()
        assert decision.rules[0] == "P2"
    on = course.sessions[-1].at.date() + timedelta(days=4)
    newer = replace(course.who, screened_at=datetime.combine(on, time(6)))
    assert decide(course.what, EXERCISES, newer, course.sessions, on).allowed
    flagged = replace(newer, red_flags_emergency=True)
    refused = decide(course.what, EXERCISES, flagged, course.sessions, on)
    assert (refused.allowed, refused.rules[0], refused.exercises) == (False, "P1", ())


# 7
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


# 8
@SOME
@given(histories)
def test_after_a_step_back_nothing_rises_before_two_green_days(course: Course) -> None:
    since: date | None = None
    days: set[date] = set()
    for step in course.steps:
        day, state = step.decision.date, step.before
        if since is not None and len({each for each in days if since <= each < day}) < 2 and state.day is not None:
            calm = replace(state, day=replace(state.day, sore=()))
            may_not_rise(course, step.decision, calm)
        if {each.rule for each in step.decision.findings} & {"G1", "G2", "G3"} and step.after.row_on == day:
            since = day
        # Where nothing was planned, the rows of the session before still stand there: that is no new step back.
        new = bool(step.session.planned) or step.after.matched != step.before.matched
        if new and {each.rule for each in step.after.matched} & STEPS_BACK:
            since = day + timedelta(days=1)
        if step.session.planned:
            days.add(day)


# 9
@SOME
@given(histories, st.randoms(use_true_random=False), st.sampled_from([None, 2, 5]))
def test_the_same_log_gives_the_same_plan_and_sentences(course: Course, random: Any, before: int | None) -> None:
    shuffled = list(course.sessions)
    random.shuffle(shuffled)
    on = course.sessions[-1].at.date() + timedelta(days=1)
    expected = course.next_day(before=before)
    assert decide(course.what, EXERCISES, course.who, shuffled, on, before) == expected
    # A session that was stopped for spreading pain counts in the screening, too.
    setting = settle(course.what, EXERCISES, course.who, on, Lately(expected.lately.spread_on))
    assert decide_from(setting, fold(setting, course.sessions), on, before) == expected


def easy_days(number: int, diagnosis: str, *ids: str) -> Course:
    """Nothing but easy days, on which something rises every second time."""
    who = profile(None, 1, datetime.combine(MONDAY, time(6)) - timedelta(days=30), diagnosis)
    easy: dict[str, Any] = {"before": 1, "after": 1, "effort": "easy"}
    return play(who, routine(dict.fromkeys(ids, Dose(1, 1, 0))), [(1, easy, True, False)] * number)


# 10
@SOME
@example(easy_days(27, "none_sitting", "seated_flexion"), "disc_herniation")
@example(easy_days(27, "none_sitting", "bird_dog", "seated_flexion", "brace"), "disc_herniation")
@example(easy_days(42, "disc_herniation", "bird_dog", "brace", "seated_flexion"), "spondylolisthesis")
@example(easy_days(42, "disc_herniation", "bird_dog", "brace", "seated_flexion"), "stenosis")
@given(histories, st.sampled_from(["spondylolisthesis", "stenosis", "other", "none_other", "disc_herniation"]))
def test_stricter_answers_apply_at_once(course: Course, more: str) -> None:
    who = replace(course.who, clinician_agrees=True)
    stricter = replace(who, diagnosis=(*who.diagnosis, more))
    on = course.sessions[-1].at.date() + timedelta(days=1)
    decision = decide(course.what, EXERCISES, stricter, course.sessions, on)
    setting = settle(course.what, EXERCISES, stricter, on)
    for each in decision.exercises:
        if (
            base_of(each.id) in setting.barred
        ):  # Row DL: it was back by the old answers, and none of the new ones is against it.
            assert decision.lately.quiet
            assert setting.opened is not None
            assert base_of(each.id) not in setting.opened.barred
            assert each.half_range
            assert doses.total(each.target, EXERCISES[each.id]) <= start_total(course, each.id)
    # What was earned under the old answers is not moved to other exercises afterwards.
    old = fold(settle(course.what, EXERCISES, who, on), course.sessions)
    assert fold(setting, course.sessions).routines == old.routines


def start_total(course: Course, id_: str) -> int:
    exercise = EXERCISES[id_]
    return doses.total(doses.under_limits(exercise.start, exercise, course.what.rounds_per_day), exercise)


@SOME
@example(easy_days(60, "disc_herniation", "bird_dog", "brace", "seated_flexion"), ["none_sitting"])
@given(
    histories, st.lists(st.sampled_from(["none_sitting", "disc_herniation", "stenosis", "none_other"]), min_size=1)
)
def test_other_answers_raise_no_target(course: Course, answers: list[str]) -> None:
    on = course.sessions[-1].at.date() + timedelta(days=1)
    other = replace(course.who, diagnosis=tuple(answers))
    state = fold(settle(course.what, EXERCISES, other, on), course.sessions)
    old = targets(course, course.steps[-1].after)
    for id_, target in targets(course, state).items():
        assert doses.total(target, EXERCISES[id_]) <= doses.total(old[id_], EXERCISES[id_])


# 11
@SOME
@given(histories, st.integers(0, 8), st.data())
def test_a_settled_report_in_one_exercise_lowers_no_other(course: Course, rating: int, data: st.DataObject) -> None:
    last = course.sessions[-1]
    if last.after is None or not last.planned or last.hurts or last.during is not None:
        return
    base = last.before if last.before is not None else course.steps[-1].after.last_ref + 1
    if last.after > base + 1:
        return
    hurt = data.draw(st.sampled_from(sorted(last.planned)))
    told = replace(last, hurts=(Hurt(hurt, rating, last.at),), during=rating)
    on = last.at.date() + timedelta(days=1)
    with_it = decide(course.what, EXERCISES, course.who, [*course.sessions[:-1], told], on)
    without = course.next_day()
    if "P2" in with_it.rules or {"P8", "P11", "P12", "P13", "P17"} & set(without.rules):
        return  # Of a number that is severe, or of a day that is not green, other rows speak.
    low = totals(with_it)
    for id_, total in totals(without).items():
        assert base_of(id_) == base_of(hurt) or low[id_] == total


@SOME
@given(histories, st.randoms(use_true_random=False))
def test_other_exercises_in_the_file_change_nothing_of_the_past(course: Course, random: Any) -> None:
    kept = [item for item in course.what.items if random.random() < 0.6] or list(course.what.items[:1])
    random.shuffle(kept)
    on = course.sessions[-1].at.date() + timedelta(days=1)
    old = fold(settle(course.what, EXERCISES, course.who, on), course.sessions)
    new = fold(settle(replace(course.what, items=tuple(kept)), EXERCISES, course.who, on), course.sessions)
    assert new == old


@SOME
@given(histories)
def test_a_course_is_folded_as_it_was_lived(course: Course) -> None:
    setting = settle(course.what, EXERCISES, course.who, course.sessions[-1].at.date())
    assert fold(setting, course.sessions) == course.steps[-1].after
    assert first_state(setting, []).level == "full"


def test_the_made_up_courses_reach_every_row() -> None:
    """A property that never meets a row says nothing of it."""
    rows = {"P3", "P4", "P5", "P7", "P8", "P11", "P12", "P14", "P15", "P17", "G1", "G2", "P9", "P10"}
    assert rows_met(rows) == rows


@SOME
@given(histories)
def test_a_made_up_course_is_told_briefly_and_in_words_that_a_test_can_play(course: Course) -> None:
    assert len(pretty(course)) < 30_000
    *_, log = repr(course).splitlines()
    told = [read_session(text) for text in log.removeprefix("log: ").split("; ")]
    assert [each.effort for each, _, _ in told] == [each.effort for each in course.sessions]
    assert [each.after for each, _, _ in told] == [each.after for each in course.sessions]
