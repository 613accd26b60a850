"""Asks both readings of the pain rules for the plan of a moment, in a form in which they can be compared."""

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any, cast

from logbook import EXERCISES, profile, sides_of
from logbook import routine as made_routine
from random_courses import Moment
from second_reading import Plan
from second_reading.limits import Amount
from second_reading.words import Profile as OtherProfile
from second_reading.words import Routine as OtherRoutine
from second_reading.words import Session as OtherSession

from coach.core import screening
from coach.core.exercise import Dose
from coach.core.model.decided import Decision
from coach.core.model.done import Hurt, Session, SetDone
from coach.core.model.routine import Routine
from coach.core.model.screened import Profile
from coach.core.progression import decide

# The rows whose second time asks for a clinician: P3, P6, P16.
SEE_A_CLINICIAN = {"too_sore_again", "climbing_on", "rest_days_again"}


def doses_of(amounts: dict[str, Amount]) -> dict[str, Dose]:
    return {id_: Dose(*amount) for id_, amount in amounts.items()}


def routine_of(other: OtherRoutine) -> Routine:
    return made_routine(doses_of(dict(other.doses)), other.rounds, other.name)


def profile_of(other: OtherProfile, diagnosis: str) -> Profile:
    who = profile(other.usual_pain, other.stage, diagnosis=diagnosis)
    assert other.screened_at is not None
    # A usual pain of 8 or more asks for a clinician's yes, which the second reading takes as given.
    return replace(
        who,
        screened_at=other.screened_at,
        red_flags_emergency=other.red_flag,
        opt_in_hard=True,
        clinician_agrees=True,
    )


def session_of(number: int, other: OtherSession) -> Session:
    moment = other.ended_at or other.at
    sets = tuple(SetDone(id_, 1, side, reps, moment) for id_, reps in other.done.items() for side in sides_of(id_))
    hurts = tuple(Hurt(each.exercise, each.rating, moment) for each in other.reports)
    return Session(
        number,
        other.at,
        other.routine,
        doses_of(dict(other.planned)),
        sets,
        before=other.before,
        during=other.during,
        after=other.after,
        morning=other.morning,
        effort=cast(Any, other.effort),
        stopped=cast(Any, other.stopped),
        routine_doses=doses_of(dict(other.routine_doses or {})),
        hurts=hurts,
        usual_pain=other.usual_pain,
        morning_at=other.morning_at,
        spread_passed=other.went_away,
    )


def excluded(diagnosis: str, on: date) -> frozenset[str]:
    """What the screening leaves out with a diagnosis."""
    answers = profile_of(OtherProfile(screened_at=datetime.combine(on, time())), diagnosis)
    verdict = screening.judge(answers, on)
    left_out = (screening.omission(answers, verdict, exercise) for exercise in EXERCISES.values())
    return frozenset(each.id for each in left_out if each is not None)


def decided(moment: Moment, who: OtherProfile, diagnosis: str = "none_sitting") -> Decision:
    """The program's own decision of a moment."""
    others = {name: each.rounds for name, each in moment.routines.items() if name != moment.asked}
    sessions = [session_of(number, each) for number, each in enumerate(moment.log, 1)]
    mine, on = routine_of(moment.routines[moment.asked]), moment.now.date()
    return decide(
        mine, EXERCISES, profile_of(who, diagnosis), sessions, on, moment.before, others=others, now=moment.now
    )


def of_program(decision: Decision) -> dict[str, Any]:
    return {
        "allowed": decision.allowed,
        "level": decision.level,
        "stage": decision.stage,
        "sore": decision.sore_day,
        "rules": decision.rules,
        "clinician": any(each.reason.id in SEE_A_CLINICIAN for each in decision.findings),
        "exercises": [
            (each.id, each.dose.figures, each.target.figures, each.own_level, each.level)
            for each in decision.exercises
        ],
        "omitted": {each.id: each.rule for each in decision.omitted},
    }


def of_reading(plan: Plan) -> dict[str, Any]:
    entries = plan.exercises if plan.allowed else ()
    return {
        "allowed": plan.allowed,
        "level": plan.level,
        "stage": plan.stage,
        "sore": plan.sore_day,
        "rules": plan.rules,
        "clinician": plan.see_clinician,
        "exercises": [
            (each.id, tuple(each.dose), tuple(each.target), each.own_level, each.level) for each in entries
        ],
        "omitted": dict(plan.omitted),
    }
