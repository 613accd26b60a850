"""Row DL of the screening: the seated stretch comes back after 28 days with ten green ones, small at first."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from logbook import EXERCISES, course, profile, routine, sets_of

from coach.core import plan, screening
from coach.core.exercise import Dose
from coach.core.model.decided import Decision
from coach.core.model.done import Session
from coach.core.model.routine import Routine
from coach.core.model.screened import NOTHING_LATELY, Lately, Profile
from coach.core.progression import decide
from coach.core.words import sentence

DOSES = {"seated_flexion": Dose(1, 8, 15), "clamshell": Dose(1, 10, 0)}
ROUTINE = routine(DOSES, name="w")
FIRST = date(2026, 9, 1)
LATER = replace(
    profile(stage=1, diagnosis="disc_herniation", screened=datetime(2026, 9, 1, 7, 0)),
    weeks_since_flare=8,
    leg_symptoms_last_14_days=False,
    usual_pain=2,
)


def session(number: int, at: datetime, **changes: Any) -> Session:
    planned = {"clamshell": DOSES["clamshell"]}
    made = Session(
        number,
        at,
        "w",
        planned,
        sets=sets_of(planned, at, {}),
        before=2,
        after=2,
        effort="ok",
        finished=True,
        routine_doses=DOSES,
    )
    return replace(made, **changes)


def every_second_day(days: Iterable[int] = range(0, 28, 2)) -> tuple[Session, ...]:
    return tuple(session(day, datetime(2026, 9, 1, 8, 0) + timedelta(days=day)) for day in days)


def decided(past: Iterable[Session], day: int, **changes: Any) -> Decision:
    before = changes.pop("before", None)
    assert before is None or isinstance(before, int)
    person = replace(LATER, **changes)
    return decide(ROUTINE, EXERCISES, person, tuple(past), FIRST + timedelta(days=day), before)


def played(decision: Decision) -> set[str]:
    """What is in the plan, through the gate that everything played goes through."""
    made = plan.make(ROUTINE, decision, LATER)
    assert made is not None
    return {item.exercise.id for item in made.items}


def test_until_28_days_are_over_the_stretch_stays_out_and_says_when_it_comes() -> None:
    decision = decided(every_second_day(), 27)
    assert played(decision) == {"clamshell"}
    assert [each.id for each in decision.omitted] == ["seated_flexion"]
    assert "until 28 days without a step back have passed" in sentence(decision.omitted[0].reason)


def test_after_28_days_it_comes_back_at_half_range_and_its_start_dose() -> None:
    decision = decided(every_second_day(), 28)
    assert played(decision) == {"seated_flexion", "clamshell"}
    stretch = decision.exercises[0]
    assert (stretch.dose, stretch.half_range) == (Dose(1, 5, 10), True)
    assert "half as far" in sentence(stretch.reason)


def test_the_gate_itself_opens_only_for_a_decision_that_counted_the_days() -> None:
    decision = replace(decided(every_second_day(), 28), lately=NOTHING_LATELY)
    assert played(decision) == {"clamshell"}


def test_it_stays_at_half_range_and_its_start_dose_for_as_long_as_the_phase_lasts() -> None:
    planned = {"seated_flexion": Dose(1, 5, 10), "clamshell": DOSES["clamshell"]}
    past = list(every_second_day())
    for day in range(28, 40):
        at = datetime(2026, 9, 1, 8, 0) + timedelta(days=day)
        past.append(session(day, at, planned=planned, sets=sets_of(planned, at, {}), effort="easy"))
        stretch = decided(past, day + 1).exercises[0]
        assert (stretch.id, stretch.dose, stretch.half_range) == ("seated_flexion", Dose(1, 5, 10), True)


@pytest.mark.parametrize(("green", "back"), [(9, False), (10, True)])
def test_ten_green_days_are_needed_and_the_others_do_no_harm(green: int, back: bool) -> None:
    past = [
        each if index < green else replace(each, stopped="time", finished=False)
        for index, each in enumerate(every_second_day())
    ]
    assert ("seated_flexion" in played(decided(past, 28))) is back


@pytest.mark.parametrize("bad", [{"after": 5}, {"after": 7}, {"stopped": "pain", "finished": False}])
def test_a_step_back_for_pain_takes_it_away_for_28_days_more(bad: dict[str, Any]) -> None:
    past = list(every_second_day(range(0, 32, 2)))
    assert "seated_flexion" in played(decided(past, 31))
    past[-1] = replace(past[-1], **bad)
    assert "seated_flexion" not in played(decided(past, 31))
    more = every_second_day(range(32, 58, 2))
    assert "seated_flexion" not in played(decided([*past, *more], 57))
    assert "seated_flexion" in played(decided([*past, *more], 58))


def test_a_step_back_for_effort_takes_nothing_away() -> None:
    past = list(every_second_day(range(0, 32, 2)))
    past[-1] = replace(past[-1], effort="hard")
    assert "seated_flexion" in played(decided(past, 31))


def test_it_is_not_played_on_a_day_that_begins_sore() -> None:
    assert "seated_flexion" not in played(decided(every_second_day(), 28, before=4))


def test_weeks_before_the_screening_do_not_count() -> None:
    past = every_second_day(range(0, 30, 2))
    assert "seated_flexion" not in played(decided(past, 30, screened_at=datetime(2026, 9, 4, 7, 0)))
    assert "seated_flexion" in played(decided(past, 30, screened_at=datetime(2026, 9, 3, 7, 0)))


def test_new_in_the_file_it_waits_all_the_same_and_starts_small() -> None:
    old = {"clamshell": DOSES["clamshell"]}
    past = [replace(each, routine_doses=old) for each in every_second_day()]
    decision = decided(past, 28)
    assert (decision.exercises[0].dose, decision.exercises[0].half_range) == (Dose(1, 5, 10), True)


@pytest.mark.parametrize("changes", [{"weeks_since_flare": 3}, {"leg_symptoms_last_14_days": True}])
def test_early_on_no_number_of_days_opens_anything(changes: dict[str, Any]) -> None:
    early = replace(LATER, **changes)
    for quiet in (False, True):
        verdict = screening.judge(early, FIRST, Lately(quiet=quiet))
        assert verdict.groups == ("DE",)
        assert screening.omission(early, verdict, EXERCISES["seated_flexion"]) is not None
    assert "seated_flexion" not in {each.id for each in decided(every_second_day(), 28, **changes).exercises}


def test_harder_exercises_and_others_to_the_end_of_the_range_stay_out() -> None:
    verdict = screening.judge(LATER, FIRST, Lately(quiet=True))
    assert screening.omission(LATER, verdict, EXERCISES["superman"]) is not None
    assert verdict.returned == {"seated_flexion"}
    own = replace(EXERCISES["seated_flexion"], id="mine", shipped=False)
    assert screening.omission(LATER, verdict, own) is not None


@pytest.mark.parametrize(
    ("stepped_back", "green", "days", "quiet"),
    [
        (None, range(10), 28, True),
        (None, range(10), 27, False),
        (None, range(9), 28, False),
        (None, range(-5, 5), 28, False),
        (5, range(5, 15), 32, False),
        (5, range(6, 16), 33, True),
        (-3, range(10), 28, True),
    ],
)
def test_the_days_count_from_the_screening_or_the_last_step_back(
    stepped_back: int | None, green: Iterable[int], days: int, quiet: bool
) -> None:
    def day(number: int) -> date:
        return FIRST + timedelta(days=number)

    stepped_on = None if stepped_back is None else day(stepped_back)
    assert screening.is_quiet(FIRST, stepped_on, map(day, green), day(days)) is quiet


def test_without_a_date_of_the_screening_no_weeks_count() -> None:
    assert "seated_flexion" not in played(decided(every_second_day(), 28, screened_at=datetime(1970, 1, 1)))


EASY = "before 1, after 1, easy"
SITTING = profile(None, 1, datetime(2026, 9, 1, 7, 0))
BOTH = routine({**DOSES, "bird_dog": Dose(1, 4, 2), "brace": Dose(1, 5, 5)}, name="w")


def stretch_after(
    past: Iterable[Session], on: date, who: Profile, what: Routine = BOTH
) -> tuple[Dose, bool] | None:
    found = [
        each for each in decide(what, EXERCISES, who, tuple(past), on).exercises if each.id == "seated_flexion"
    ]
    return (found[0].dose, found[0].half_range) if found else None


def test_answers_changed_by_hand_count_from_the_last_session_that_had_others() -> None:
    """The date of the screening stays that of the old answers: the weeks under those open nothing."""
    past, day = course("; ".join([EASY] * 40), SITTING, BOTH, FIRST)
    stricter = replace(LATER, usual_pain=None)
    assert stretch_after(past, day, stricter) is None
    for days in range(27):
        at = datetime.combine(day, time(8)) + timedelta(days=days)
        decision = decide(BOTH, EXERCISES, stricter, tuple(past), at.date(), 1)
        planned = {each.id: each.dose for each in decision.exercises}
        assert "seated_flexion" not in planned
        past.append(session(100 + days, at, planned=planned, sets=sets_of(planned, at, {}), before=1, after=1))
    assert stretch_after(past, day + timedelta(days=27), stricter) == (Dose(1, 5, 10), True)


def test_a_phase_that_is_over_leaves_the_stretch_as_small_as_it_was() -> None:
    """Other answers since then do not let it have risen: it goes on with the one step of two easy days."""
    past, day = course("; ".join([EASY] * 60), LATER, BOTH, FIRST)
    assert stretch_after(past, day, LATER) == (Dose(1, 5, 10), True)
    for screened in (SITTING.screened_at, datetime.combine(day, time(6))):
        assert stretch_after(past, day, replace(SITTING, screened_at=screened)) == (Dose(1, 7, 10), False)


def test_new_in_the_file_it_is_no_more_once_the_phase_is_over() -> None:
    old = {id_: item.dose for item in BOTH.items if (id_ := item.exercise.id) != "seated_flexion"}
    past, day = course("; ".join([EASY] * 40), LATER, routine(old, name="w"), FIRST)
    decision = decide(BOTH, EXERCISES, LATER, past, day, 1)
    planned = {each.id: each.dose for each in decision.exercises}
    assert planned["seated_flexion"] == Dose(1, 5, 10)
    at = datetime.combine(day, time(8))
    past.append(session(99, at, planned=planned, sets=sets_of(planned, at, {}), routine_doses=dict(DOSES) | old))
    assert stretch_after(past, day + timedelta(days=1), SITTING) == (Dose(1, 5, 10), False)


def test_the_routines_file_does_not_raise_it_above_its_start_dose() -> None:
    past, day = course("; ".join([EASY] * 40), LATER, BOTH, FIRST)
    more = routine(
        {**{item.exercise.id: item.dose for item in BOTH.items}, "seated_flexion": Dose(2, 8, 20)}, name="w"
    )
    assert stretch_after(past, day, LATER, more) == (Dose(1, 5, 10), True)
