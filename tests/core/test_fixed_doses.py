"""An exercise that is fixed: no raise passes its written dose, pain lowers it, it comes back to that."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from logbook import EXERCISES, WORKED, after, course, profile, routine
from made_up_courses import SOME, Course, histories

from coach.core import doses
from coach.core.exercise import Dose
from coach.core.model.routine import Routine
from coach.core.progression import decide

EASY = "before 2, after 2, easy"
HURT = "before 2, after 4"


def with_fixed(*ids: str, base: Routine | None = None) -> Routine:
    base = base or routine()
    return replace(base, items=tuple(replace(item, fixed=item.exercise.id in ids) for item in base.items))


def dose_of(id_: str, what: Routine, log: str, then: Routine | None = None) -> Dose:
    """Today's target after a log that was played with `then`, where that is another file."""
    who = profile()
    sessions, day = course(log, who, then or what)
    return {each.id: each.target for each in decide(what, EXERCISES, who, sessions, day).exercises}[id_]


def test_easy_days_raise_the_others_and_never_what_is_fixed() -> None:
    log = "; ".join([EASY] * 12)
    assert dose_of("clamshell", with_fixed("clamshell"), log) == WORKED["clamshell"]
    assert dose_of("clamshell", routine(), log) != WORKED["clamshell"]
    assert dose_of("bird_dog", with_fixed("clamshell"), log).reps > WORKED["bird_dog"].reps


def test_pain_lowers_what_is_fixed_and_good_days_bring_it_back_to_what_is_written() -> None:
    what = with_fixed(*WORKED)
    hurt = after("; ".join([HURT] * 3), what=what)
    assert all(each.dose.reps <= WORKED[each.id].reps for each in hurt.exercises)
    assert dose_of("clamshell", what, "; ".join([HURT] * 3)).reps < WORKED["clamshell"].reps
    log = "; ".join([HURT] * 3 + [EASY] * 30)
    assert {id_: dose_of(id_, what, log) for id_ in WORKED} == WORKED


def test_what_rose_comes_down_to_the_written_dose_once_it_is_fixed_and_the_others_stay() -> None:
    log = "; ".join([EASY] * 12)
    free, fixed = routine(), with_fixed("bird_dog")
    assert dose_of("bird_dog", fixed, log, free) == WORKED["bird_dog"]
    assert dose_of("clamshell", fixed, log, free) == dose_of("clamshell", free, log)
    assert dose_of("plank", fixed, log, free) == dose_of("plank", free, log)


def test_what_is_fixed_no_more_rises_from_the_written_dose_on_by_one_step() -> None:
    log = "; ".join([EASY] * 12)
    free, fixed = routine(), with_fixed(*WORKED)
    up = {id_: doses.step(dose, EXERCISES[id_]) for id_, dose in WORKED.items()}
    raised = [id_ for id_ in WORKED if dose_of(id_, free, log, fixed) != WORKED[id_]]
    assert len(raised) == 2
    assert all(dose_of(id_, free, log, fixed) == up[id_] for id_ in raised)


def test_a_very_long_break_starts_small_and_comes_back_to_the_written_dose() -> None:
    what = with_fixed("clamshell", base=routine({"clamshell": Dose(2, 12, 0)}))
    who = profile(screened=None)
    sessions, _ = course(EASY, who, what)
    screened = replace(who, screened_at=sessions[0].at.replace(year=2027))
    later = date(2027, 11, 3)
    start = decide(what, EXERCISES, screened, sessions, later).exercises[0]
    assert start.target == EXERCISES["clamshell"].start
    more, day = course("; ".join([EASY] * 40), screened, what, later)
    found = decide(what, EXERCISES, screened, [*sessions, *(replace(s, id=s.id + 1) for s in more)], day)
    assert found.exercises[0].target == Dose(2, 12, 0)


@SOME
@given(histories)
def test_no_target_of_what_is_fixed_is_ever_above_its_written_dose(course: Course) -> None:
    for step in course.steps:
        for each in step.decision.exercises:
            if each.id in course.what.fixed:
                exercise = EXERCISES[each.id]
                item = next(item for item in course.what.every if item.exercise.id == each.id)
                written = doses.under_limits(item.dose, exercise, course.what.rounds_per_day)
                assert doses.total(each.target, exercise) <= doses.total(written, exercise), each
