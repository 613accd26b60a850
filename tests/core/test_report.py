"""The report counts what the log has, and says what acted as the plans of its days said it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any, get_args

import pytest
from hypothesis import given
from logbook import EXERCISES, MONDAY, course, dose_text, profile, routine
from made_up_courses import SOME, Course, courses

from coach.core import report
from coach.core.diary import Activity, Diary, OwnRating, OwnThing
from coach.core.exercise import Dose
from coach.core.history import exercise_course, summary
from coach.core.history.schedule import Schedule
from coach.core.model.decided import Level
from coach.core.model.done import Hurt, Session
from coach.core.model.routine import Routine
from coach.core.model.screened import Outcome, Profile
from coach.core.progression import decide, rules, settle
from coach.core.progression.fold import fold
from coach.core.progression.ratings import refused
from coach.core.reason import Reason
from coach.core.report.acted import walked
from coach.core.report.values import Acted, Report
from coach.core.screening.table import GROUPS
from coach.core.words import sentence

FLARE = (
    "before 2, after 2; before 2, after 5, report 5 in bird_dog; before 3, after 3; before 2, after 2; "
    "before 7, after 7; before 2, after 2; before 2, after 2"
)


def source(
    sessions: Sequence[Session],
    on: date,
    what: Routine | None = None,
    who: Profile | None = None,
    known: Sequence[Routine] = (),
    diary: Diary | None = None,
) -> report.Source:
    what, who = what or routine(), who or profile()
    others = {each.id: each.rounds_per_day for each in known}
    setting = settle(what, EXERCISES, who, on, others=others)
    decision = decide(what, EXERCISES, who, sessions, on, others=others)
    routines = {each.id: each for each in (what, *known)}
    return report.Source(sessions, setting, decision, routines, who, diary or Diary())


def made(sessions: Sequence[Session], on: date, weeks: int = 1, **given: Any) -> Report:
    return report.make(source(sessions, on, **given), datetime.combine(on, time(20)), weeks)


def rows(found: Sequence[Acted]) -> list[str]:
    return [f"{each.on:%d} {'after' if each.after else 'start'} {each.finding.rule} {each.level}" for each in found]


def test_what_acted_is_told_with_its_day_its_moment_and_what_it_led_to() -> None:
    sessions, day = course(FLARE, profile())
    assert rows(made(sessions, day).acted) == [
        "03 after P5 half",
        "03 after P15 half",
        "06 start P4 half",
        "06 start P5 half",
        "08 start P12 reduced",
    ]


def test_what_goes_up_is_told_with_its_exercises() -> None:
    sessions, day = course("before 2, after 2, easy; " * 3, profile())
    (raise_,) = made(sessions, day).acted
    assert (raise_.finding.rule, raise_.after, raise_.level) == ("P11", False, "full")
    grown = {id_ for id_, dose in sessions[2].planned.items() if dose != sessions[1].planned[id_]}
    assert set(raise_.raised) == grown != set()


def test_what_acted_before_the_weeks_is_not_told_but_still_counts() -> None:
    sessions, day = course(f"{FLARE}; before 2, after 2, 30 days later", profile())
    found = made(sessions, day)
    assert rows(found.acted) == [f"{sessions[-1].at:%d} start G2 half"]
    assert found.rounds == 1
    assert found.began == MONDAY


@SOME
@given(courses())
def test_the_steps_lead_where_the_fold_does_and_each_is_what_matched_then(life: Course) -> None:
    sessions, on = life.sessions, life.steps[-1].session.at.date()
    setting = settle(life.what, EXERCISES, life.who, on)
    state, found = walked(setting, sessions, date.min, on)
    assert state == fold(setting, sessions, latest=on)
    for each in found:
        assert sentence(Reason(f"report_cause_{each.finding.reason.id}", **each.finding.reason.figures))
        assert each.finding.rule in rules.ORDER
    matched = [each for step in life.steps if not refused(step.session) for each in step.after.matched]
    assert [each.finding for each in found if each.after] == matched
    told = {rule for rule in life.next_day().rules if rules.rule(rule).moment.startswith("after")}
    assert told <= {each.finding.rule for each in found}


def test_rounds_and_days_are_those_of_the_log() -> None:
    sessions, day = course(
        "before 2; before 2, same day; clamshell 0 done, bird_dog 0 done, plank 0 done", profile()
    )
    found = made(sessions, day - timedelta(days=1), weeks=2)
    assert (found.rounds, found.days, found.whole) == (2, 1, 2)
    assert [(each.rounds, each.asked, each.days) for each in found.weeks] == [(0, 0, 0), (2, 1, 1)]
    assert [(each.whole, each.planned, each.all_done) for each in found.entries][2] == (0, 3, False)


def test_asked_is_what_the_routine_in_force_asks_from_the_first_session_on() -> None:
    sessions, _ = course("before 2; before 2, 2 days later; before 2, 4 days later", profile())
    other = replace(routine(rounds=3, name="other"), schedule=Schedule((0, 2)))
    sessions[1] = replace(sessions[1], routine="other", routine_title="Other")
    on = MONDAY + timedelta(days=6)
    known = made(sessions, on, known=(other,))
    # Two days of the one, then 4 of the other of which one is a Wednesday; today no more than was done.
    assert known.asked == 2 + 3 + 1
    assert [(each.title, each.rounds, each.rounds_per_day) for each in known.routines] == [
        ("Worked", 2, 1),
        ("Other", 1, 3),
    ]
    assert known.routines[1].weekdays == (0, 2)
    gone = made(sessions, on)
    assert gone.asked is None
    assert gone.routines[1].rounds_per_day is None


def test_the_first_day_of_the_weeks_and_the_last_are_among_them() -> None:
    sessions, _ = course("before 2; before 3, 6 days later", profile())
    found = made(sessions, MONDAY + timedelta(days=6))
    assert [each.before for each in found.entries] == [2, 3]
    assert [each.before for each in made(sessions, MONDAY + timedelta(days=7)).entries] == [3]


def test_a_session_of_a_later_date_counts_as_of_today() -> None:
    sessions, _ = course("before 2; before 3, 9 days later", profile())
    found = made(sessions, MONDAY + timedelta(days=1))
    assert (found.rounds, found.days, len(found.weeks)) == (2, 2, 1)
    assert {each.last for course_ in found.courses for each in course_.doses} == {MONDAY + timedelta(days=1)}
    assert found.pain["before"][-1].on == MONDAY + timedelta(days=1)


def test_the_points_are_those_of_the_dashboard_and_a_morning_stands_at_the_day_after() -> None:
    sessions, day = course("before 2, after 3, morning 5; before 4, after 6, same day; before 1", profile())
    found = made(sessions, day, weeks=1)
    for rated in ("before", "after"):
        expected = summary.pain(sessions, rated, day, 7)
        assert tuple((each.on, each.value) for each in found.pain[rated]) == expected
    assert [(each.on, each.value) for each in found.pain["morning"]] == [(MONDAY + timedelta(days=1), 5.0)]
    means = found.weeks[0].means
    assert means["before"].value == pytest.approx(7 / 3)
    assert means["before"].count == 3
    assert "morning" in means


def test_many_weeks_have_a_point_a_week() -> None:
    sessions, day = course("before 2; before 4; before 3, 300 days later", profile())
    found = made(sessions, day, weeks=60)
    assert found.by_week
    assert [each.value for each in found.pain["before"]] == [3.0, 3.0]
    assert len(found.weeks) == 60


def test_a_course_has_a_line_for_each_dose_and_as_many_rounds_as_its_plot() -> None:
    sessions, day = course(f"{FLARE}; before 2, after 2, clamshell 3 done", profile())
    found = {each.id: each for each in made(sessions, day, weeks=2).courses}
    assert [(dose_text(each.dose), each.rounds, each.whole) for each in found["clamshell"].doses] == [
        ("1×10×0", 2, 2),
        ("1×5×0", 4, 4),
        ("1×8×0", 2, 1),
    ]
    assert (found["bird_dog"].reports, found["bird_dog"].worst, found["plank"].worst) == (1, 5, None)
    for each in exercise_course.courses(sessions, EXERCISES):
        assert found[each.id].rounds == len(each.rounds)
        assert found[each.id].whole == sum(round_.done >= round_.planned for round_ in each.rounds)


def test_every_report_of_pain_is_told_and_the_worst_of_a_session_without_one() -> None:
    sessions, day = course("before 2, report 4 in plank, during 6; before 1", profile())
    old = replace(sessions[1], during=3)
    found = made([sessions[0], old], day).reports
    assert [(each.exercise, each.rating, each.before) for each in found] == [
        ("plank", 4, 2),
        (None, 6, 2),
        (None, 3, 1),
    ]


def test_what_is_not_rated_is_counted_and_efforts_and_stops_too() -> None:
    sessions, day = course("before 2, after 2, easy; before 2, hard, stopped time; unrated effort", profile())
    found = made(sessions, day)
    assert (found.unrated, found.efforts, found.stops) == (2, {"easy": 1, "hard": 1}, {"time": 1})
    assert Reason("report_unknown_unrated", rounds=3, unrated=2) in found.unknown


def test_the_diary_is_in_it_and_changes_nothing_else() -> None:
    sessions, _ = course(FLARE, profile())
    at = datetime.combine(MONDAY, time(9))
    thing = OwnThing(1, at, "socks")
    ratings = tuple(OwnRating("socks", MONDAY + timedelta(weeks=n), at, 4 + n) for n in (-1, 0))
    diary = Diary((Activity(1, at, "walk", 20), Activity(2, at - timedelta(days=9), "walk", 5)), (thing,), ratings)
    found = made(sessions, MONDAY + timedelta(days=6), diary=diary)
    assert [each.minutes for each in found.activities] == [20]
    assert [each.ratings for each in found.own] == [((MONDAY, 4),)]
    plain = made(sessions, MONDAY + timedelta(days=6))
    assert replace(found, activities=(), own=()) == plain


def test_the_screening_is_told_question_by_question() -> None:
    sessions, day = course("before 2", profile())
    found = made(sessions, day, who=profile(diagnosis="disc_herniation")).screening
    assert found is not None
    answers = {label.id: answer for label, answer in found.answers}
    assert answers["ask_diagnosis_label"] == Reason("answer_choices", chosen=("disc_herniation",))
    assert "ask_red_flags_assessed_label" not in answers  # It was not asked.
    assert [each.id for each in found.follows] == ["report_outcome_plan", "report_read_as", "report_leaves_out"]
    told = report.make(replace(source(sessions, day), profile=None), datetime.combine(day, time(8)), 1)
    assert told.screening is None


def test_every_outcome_level_and_group_has_words() -> None:
    for outcome in get_args(Outcome):
        assert sentence(Reason(f"report_outcome_{outcome}"))
    for level in get_args(Level):
        assert sentence(Reason("report_now", level=level, stage=1, allowed=False))
    named = tuple(id_ for id_, group in GROUPS.items() if not group.unnamed)
    assert sentence(Reason("report_read_as", groups=named))


def test_an_exercise_that_is_gone_is_called_by_its_id() -> None:
    (session,), day = course("before 2", profile())
    planned = {**session.planned, "gone": Dose(1, 2, 0)}
    gone = replace(session, planned=planned, hurts=(Hurt("gone_too", 1, session.at),))
    names = made([gone], day).names
    assert (names["gone"], names["gone_too"], names["bird_dog"]) == ("gone", "gone_too", "Bird-dog")
