"""A movement that screening opens again comes back at half range: in the decision, the plan and what is spoken."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from logbook import EXERCISES, profile, routine, sets_of

from coach import plan, timeline
from coach.model import Dose, Session
from coach.progression import decide

DOSES = {"clamshell": Dose(1, 10, 0), "pelvic_tilt": Dose(1, 10, 2), "knee_to_chest": Dose(1, 3, 10)}
ROUTINE = routine(DOSES, name="w")
PLAYED = {"clamshell": DOSES["clamshell"]}
LATER = replace(
    profile(stage=1, diagnosis="disc_herniation", screened=datetime(2026, 11, 4, 12, 0)),
    weeks_since_flare=8, leg_symptoms_last_14_days=False,
)


def session(number: int, at: datetime, planned: dict[str, Dose]) -> Session:
    return Session(
        number, at, "w", planned, sets=sets_of(planned, at, {}), before=2, after=2, effort="ok", finished=True,
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
    assert (decision.rules, decision.reason) == (("P5",), "You stopped for pain, so half as much and less far.")
