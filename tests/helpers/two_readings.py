"""Asks both readings of the pain rules for the same plan, in a form in which they can be compared."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any

from logbook import EXERCISES
from second_reading import plan
from second_reading.limits import LIMITS, Amount
from second_reading.words import Profile as OtherProfile
from second_reading.words import Report
from second_reading.words import Routine as OtherRoutine
from second_reading.words import Session as OtherSession

from coach.core.history import repetitions
from coach.core.model import Decision, Dose, Profile, Routine, Session
from coach.core.progression import settle


def amounts(doses: Mapping[str, Dose]) -> dict[str, Amount]:
    return {id_: Amount(*dose.figures) for id_, dose in doses.items()}


def in_utc(at: datetime) -> datetime:
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at


def other_routine(what: Routine) -> OtherRoutine:
    doses = amounts({item.exercise.id: item.dose for item in what.items})
    return OtherRoutine(what.id, doses, what.rounds_per_day)


def other_session(session: Session) -> OtherSession:
    counts = repetitions.counts(session)
    reports = [Report(each.exercise, each.rating) for each in session.hurts]
    if session.during is not None and session.during > max((each.rating for each in reports), default=-1):
        reports.append(Report(None, session.during))
    moments = [session.at, *(each.at for each in session.sets), *(each.at for each in session.hurts)]
    return OtherSession(
        in_utc(session.at),
        session.routine,
        amounts(session.planned),
        {id_: repetitions.done(sides) for id_, sides in counts.items()},
        session.before,
        session.after,
        session.morning,
        session.effort,
        session.stopped,
        tuple(reports),
        session.usual_pain,
        amounts(session.routine_doses) or None,
        in_utc(max(moments)),
        None if session.morning_at is None else in_utc(session.morning_at),
        went_away=session.spread_passed,
        most_done={id_: repetitions.most_done(sides) for id_, sides in counts.items()},
    )


def second(
    routines: Sequence[Routine], who: Profile, sessions: Sequence[Session], on: Any, before: int | None
) -> dict[str, Any]:
    """The plan of the first of the routines by the second reading."""
    mine = routines[0]
    barred = settle(mine, EXERCISES, who, on).barred
    profile = OtherProfile(who.usual_pain, who.stage, in_utc(who.screened_at), excluded=frozenset(barred))
    found = plan(
        other_routine(mine),
        LIMITS,
        profile,
        [other_session(each) for each in sessions],
        datetime.combine(on, time.max, UTC) - timedelta(seconds=1),
        before,
        [other_routine(each) for each in routines[1:]],
    )
    return {
        "allowed": found.allowed,
        "level": found.level,
        "stage": found.stage,
        "sore": found.sore_day,
        "rules": found.rules,
        "exercises": [
            (each.id, tuple(each.dose), tuple(each.target), each.own_level, each.level) for each in found.exercises
        ]
        if found.allowed
        else [],
        "omitted": dict(found.omitted),
    }


def first(decision: Decision) -> dict[str, Any]:
    """The same of the program's own decision."""
    return {
        "allowed": decision.allowed,
        "level": decision.level,
        "stage": decision.stage,
        "sore": decision.sore_day,
        "rules": decision.rules,
        "exercises": [
            (each.id, each.dose.figures, each.target.figures, each.own_level, each.level)
            for each in decision.exercises
        ],
        "omitted": {each.id: each.rule for each in decision.omitted},
    }
