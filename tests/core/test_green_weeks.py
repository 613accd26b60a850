"""Row DL of the screening: four weeks of green sessions open the end of the range again, at half range first."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from logbook import EXERCISES, profile, routine, sets_of

from coach.core import plan, screening
from coach.core.model import Decision, Dose, Session
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


def test_until_four_weeks_are_over_the_stretch_stays_out_and_says_when_it_comes() -> None:
    decision = decided(every_second_day(), 27)
    assert played(decision) == {"clamshell"}
    assert [each.id for each in decision.omitted] == ["seated_flexion"]
    assert "until four good weeks have passed" in sentence(decision.omitted[0].reason)


def test_after_four_weeks_it_comes_back_at_half_range_and_its_start_dose() -> None:
    decision = decided(every_second_day(), 28)
    assert played(decision) == {"seated_flexion", "clamshell"}
    stretch = decision.exercises[0]
    assert (stretch.dose, stretch.half_range) == (Dose(1, 5, 10), True)
    assert "half as far" in sentence(stretch.reason)


def test_the_gate_itself_opens_only_for_a_decision_that_counted_the_weeks() -> None:
    decision = replace(decided(every_second_day(), 28), green_weeks=0)
    assert played(decision) == {"clamshell"}


def test_once_played_it_goes_to_the_whole_range_on_a_later_day() -> None:
    planned = {"seated_flexion": Dose(1, 5, 10), "clamshell": DOSES["clamshell"]}
    at = datetime(2026, 9, 29, 8, 0)
    past = (*every_second_day(), session(99, at, planned=planned, sets=sets_of(planned, at, {})))
    same_day, next_day = decided(past, 28), decided(past, 29)
    assert same_day.exercises[0].half_range
    assert not next_day.exercises[0].half_range
    assert next_day.exercises[0].dose == Dose(1, 5, 10)


@pytest.mark.parametrize(
    "spoiled",
    [{"effort": None}, {"after": 3}, {"before": 3}, {"stopped": "time", "finished": False}],
)
def test_one_session_that_is_not_green_starts_the_four_weeks_anew(spoiled: dict[str, Any]) -> None:
    past = list(every_second_day(range(0, 40, 2)))
    past[5] = replace(past[5], **spoiled)
    assert "seated_flexion" not in played(decided(past, 39))
    assert "seated_flexion" in played(decided([*past, session(50, datetime(2026, 10, 11, 8, 0))], 41))


@pytest.mark.parametrize("bad", [{"after": 5}, {"after": 7}, {"effort": "hard"}])
def test_a_step_back_takes_it_away_for_four_weeks_more(bad: dict[str, Any]) -> None:
    past = list(every_second_day(range(0, 32, 2)))
    assert "seated_flexion" in played(decided(past, 31))
    past[-1] = replace(past[-1], **bad)
    assert "seated_flexion" not in played(decided(past, 31))


def test_it_is_not_played_on_a_day_that_begins_sore_nor_after_a_break() -> None:
    assert "seated_flexion" not in played(decided(every_second_day(), 28, before=4))
    assert "seated_flexion" not in played(decided(every_second_day(range(0, 28, 2)), 34))


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
def test_early_on_no_number_of_weeks_opens_anything(changes: dict[str, Any]) -> None:
    early = replace(LATER, **changes)
    for weeks in (0, 4, 100):
        verdict = screening.judge(early, FIRST, weeks)
        assert verdict.groups == ("DE",)
        assert screening.omission(early, verdict, EXERCISES["seated_flexion"]) is not None
    assert "seated_flexion" not in {each.id for each in decided(every_second_day(), 28, **changes).exercises}


def test_heavy_load_stays_out_for_good() -> None:
    verdict = screening.judge(LATER, FIRST, 100)
    assert screening.omission(LATER, verdict, EXERCISES["superman"]) is not None
    assert verdict.excluded_tags == {"load"}


def test_without_a_date_of_the_screening_no_weeks_count() -> None:
    assert "seated_flexion" not in played(decided(every_second_day(), 28, screened_at=datetime(1970, 1, 1)))
