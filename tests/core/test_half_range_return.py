"""A movement that screening opens again comes back at half range: in the decision, the plan and what is spoken."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from logbook import EXERCISES, course, profile, routine, said, sets_of

from coach.core import plan, timeline
from coach.core.exercise import Dose
from coach.core.model.done import Session
from coach.core.progression import decide

DOSES = {"clamshell": Dose(1, 10, 0), "pelvic_tilt": Dose(1, 10, 2), "knee_to_chest": Dose(1, 3, 10)}
ROUTINE = routine(DOSES, name="w")
PLAYED = {"clamshell": DOSES["clamshell"]}
LATER = replace(
    profile(stage=1, diagnosis="disc_herniation", screened=datetime(2026, 11, 4, 12, 0)),
    weeks_since_flare=8,
    leg_symptoms_last_14_days=False,
)


def session(number: int, at: datetime, planned: dict[str, Dose]) -> Session:
    return Session(
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


PAST = tuple(session(day, datetime(2026, 11, day, 8, 0), PLAYED) for day in (2, 3, 4))


def test_one_movement_comes_back_at_half_range_and_is_announced_so() -> None:
    decision = decide(ROUTINE, EXERCISES, LATER, PAST, date(2026, 11, 5))
    assert {each.id: each.half_range for each in decision.exercises} == {"clamshell": False, "pelvic_tilt": True}
    made = plan.make(ROUTINE, decision, LATER)
    assert made is not None
    assert not made.half_range
    cues = timeline.compile_plan(made, timeline.estimate_ms).cues
    said = [cue.text for cue in cues if cue.text]
    assert EXERCISES["pelvic_tilt"].cues.range in said
    assert EXERCISES["clamshell"].cues.range not in said


def test_it_stays_at_half_range_all_day_and_is_whole_on_the_next() -> None:
    planned = {"clamshell": Dose(1, 10, 0), "pelvic_tilt": Dose(1, 5, 2)}
    past = (*PAST, session(5, datetime(2026, 11, 5, 8, 0), planned))
    for days, half in ((0, True), (1, False)):
        decision = decide(ROUTINE, EXERCISES, LATER, past, date(2026, 11, 5) + timedelta(days=days))
        assert {each.id: each.half_range for each in decision.exercises}["pelvic_tilt"] is half


def test_stopping_for_pain_without_a_rise_is_said_as_that() -> None:
    stopped = replace(session(4, datetime(2026, 11, 4, 8, 0), PLAYED), stopped="pain")
    decision = decide(ROUTINE, EXERCISES, LATER, (stopped,), date(2026, 11, 5))
    assert (decision.rules, said(decision)) == (
        ("P5",),
        "You stopped for pain, so half as much and less far. Two good days in a row bring you back up.",
    )


def test_a_movement_left_out_of_one_routine_waits_in_another() -> None:
    doses = {"clamshell": Dose(1, 10, 0), "pelvic_tilt": Dose(2, 12, 3), "cat_cow": Dose(1, 6, 0)}
    other = routine(doses, name="v")
    past = tuple(replace(each, routine="w", routine_doses={**DOSES, **doses}) for each in PAST)
    decision = decide(other, EXERCISES, LATER, past, date(2026, 11, 5))
    assert [(each.id, each.dose, each.half_range) for each in decision.exercises] == [
        ("clamshell", Dose(1, 10, 0), False),
        ("pelvic_tilt", Dose(1, 5, 2), True),
    ]
    assert {each.id: each.rule for each in decision.omitted} == {"cat_cow": "return"}


def test_a_movement_that_came_back_in_another_routine_is_back_here_at_that_dose() -> None:
    planned = {"clamshell": Dose(1, 10, 0), "pelvic_tilt": Dose(1, 5, 2)}
    elsewhere = replace(session(5, datetime(2026, 11, 5, 8, 0), planned), routine="v")
    decision = decide(ROUTINE, EXERCISES, LATER, (*PAST, elsewhere), date(2026, 11, 6))
    found = {each.id: (each.dose, each.half_range) for each in decision.exercises}
    assert found["pelvic_tilt"] == (Dose(1, 5, 2), False)
    assert found["knee_to_chest"] == (Dose(1, 3, 5), True)


def test_nothing_comes_back_on_a_day_that_begins_less_comfortable() -> None:
    ids = {each.id for each in decide(ROUTINE, EXERCISES, LATER, PAST, date(2026, 11, 5), 4).exercises}
    assert ids == {"clamshell"}


def test_the_day_something_comes_back_says_so_where_no_rule_does() -> None:
    decision = decide(ROUTINE, EXERCISES, LATER, PAST, date(2026, 11, 5))
    assert decision.rules == ()
    assert said(decision) == "Pelvic tilt, flatten only is back today: a small dose, and only half as far."


def test_a_stage_that_has_nothing_for_this_person_says_so() -> None:
    doses = {"clamshell": Dose(1, 10, 0), "glute_bridge": Dose(1, 8, 3)}
    harder = routine(doses, name="h")
    person = profile(usual=2, stage=1, diagnosis="none_other", screened=datetime(2026, 9, 1, 7, 0))
    past, _ = course("; ".join(["before 1, after 1, easy"] * 15), person, harder, date(2026, 10, 1))
    reasons = [
        said(decision)
        for day in range(14, 17)
        if "P13" in (decision := decide(harder, EXERCISES, person, past[:day], date(2026, 10, 1 + day))).rules
    ]
    assert reasons == [
        "Ready for something slightly harder. For now your answers and your routine have nothing harder "
        "to add (run coach new)."
    ]
