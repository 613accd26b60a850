"""Routines, profiles and logs for the tests of the progression; logs are written as texts."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from typing import Any

from person import person

from coach.core import words
from coach.core.exercise import Dose, Entries
from coach.core.model.decided import Decision
from coach.core.model.done import Hurt, Session, SetDone, SetSide
from coach.core.model.routine import Routine, RoutineItem
from coach.core.model.screened import Profile
from coach.core.progression import decide
from coach.files.exercises import load_shipped

EXERCISES = Entries(load_shipped())
MONDAY = date(2026, 11, 2)
WORKED = {"clamshell": Dose(1, 10, 0), "bird_dog": Dose(1, 6, 2), "plank": Dose(1, 3, 10)}


def routine(doses: Mapping[str, Dose] = WORKED, rounds: int = 1, name: str = "worked") -> Routine:
    items = tuple(
        RoutineItem(e := EXERCISES[id_], dose, e.move_ms, e.return_ms, e.rest_ms) for id_, dose in doses.items()
    )
    return Routine(name, name.capitalize(), f"{name}.toml", rounds, "full", items)


def profile(
    usual: int | None = 2, stage: int = 2, screened: datetime | None = None, diagnosis: str = "none_sitting"
) -> Profile:
    return person(
        diagnosis=(diagnosis,),
        weeks_since_flare=30,
        usual_pain=usual,
        stage=stage,
        screened_at=screened or datetime.combine(MONDAY - timedelta(days=30), time(7)),
    )


def sides_of(id_: str) -> tuple[SetSide, ...]:
    match EXERCISES[id_].side:
        case "each":
            return ("left", "right")
        case "left" | "right" as one:
            return (one,)
    return ("both",)


def sets_of(planned: Mapping[str, Dose], at: datetime, done: Mapping[str, int]) -> tuple[SetDone, ...]:
    """The sets of a session in which everything planned was done, but for the exercises named in `done`."""
    return tuple(
        SetDone(id_, number, side, done.get(id_, dose.reps), at)
        for id_, dose in planned.items()
        for number in range(1, dose.sets + 1)
        for side in sides_of(id_)
    )


def played(
    decision: Decision,
    at: datetime,
    ratings: Session,
    doses: Mapping[str, Dose],
    done: Mapping[str, int] = MappingProxyType({}),
    fixed: frozenset[str] = frozenset(),
) -> Session:
    """The session that plays a decision, with the ratings of another one."""
    planned = {each.id: each.dose for each in decision.exercises}
    sets = sets_of(planned, at, done)
    return replace(
        ratings,
        at=at,
        routine=decision.routine,
        planned=planned,
        sets=sets,
        routine_doses=dict(doses),
        fixed=fixed,
        aside=decision.aside,
    )


BLANK = Session(0, datetime.combine(MONDAY, time(8)), "", {})


def read_session(text: str) -> tuple[Session, dict[str, int], int]:
    """`before 2, after 4, easy, bird_dog 4 done, 10 days later` as ratings, counts done, days since the last."""
    given: dict[str, Any] = {"effort": "ok"}
    done: dict[str, int] = {}
    days = 1
    for part in (part.strip() for part in text.split(",")):
        if found := re.fullmatch(r"(before|during|after|morning) (\d+)", part):
            given[found[1]] = int(found[2])
        elif part in ("easy", "ok", "hard"):
            given["effort"] = part
        elif part == "unrated effort":
            given["effort"] = None
        elif found := re.fullmatch(r"report (\d+) in ([\w:]+)", part):
            hurts = given.get("hurts", ())
            given["hurts"] = (*hurts, Hurt(found[2], int(found[1]), BLANK.at))
        elif found := re.fullmatch(r"stopped (\w+)", part):
            given["stopped"] = found[1]
        elif found := re.fullmatch(r"([\w:]+) (\d+) done", part):
            done[found[1]] = int(found[2])
        elif found := re.fullmatch(r"(\d+) days? later", part):
            days = int(found[1])
        else:
            assert part == "same day", part
            days = 0
    return replace(BLANK, **given), done, days


def course(log: str, who: Profile, what: Routine | None = None, start: date = MONDAY) -> tuple[list[Session], date]:
    """Plays a log, a session for each part between semicolons; the sessions, and the day after the last one."""
    what = what or routine()
    own = what.doses
    sessions: list[Session] = []
    day = start - timedelta(days=1)
    for text in filter(None, (part.strip() for part in log.split(";"))):
        ratings, done, days = read_session(text)
        day = start if not sessions else day + timedelta(days=days)
        at = datetime.combine(day, time(8, len(sessions) % 60))
        decision = decide(what, EXERCISES, who, sessions, day, ratings.before)
        sessions.append(replace(played(decision, at, ratings, own, done, what.fixed), id=len(sessions) + 1))
    return sessions, day + timedelta(days=1)


def plan_text(decision: Decision) -> str:
    """A decision as one line: level, stage where it is not 2, doses."""
    if not decision.allowed:
        return "no session"
    parts = [decision.level, *([f"stage {decision.stage}"] if decision.stage != 2 else [])]
    parts += [f"{each.id} {dose_text(each.dose)}" for each in decision.exercises]
    return ", ".join(parts)


def said(decision: Decision) -> str:
    """What a person is told of the day."""
    return words.together(decision.reasons)


def dose_text(dose: Dose) -> str:
    return f"{dose.sets}×{dose.reps}×{dose.hold_s}"


def targets_text(decision: Decision) -> str:
    return ", ".join(f"{each.id} {dose_text(each.target)}" for each in decision.exercises)


def after(
    log: str, who: Profile | None = None, what: Routine | None = None, *, days: int = 0, before: int | None = None
) -> Decision:
    """The decision for the day after a log (or `days` later than that)."""
    who = who or profile()
    sessions, day = course(log, who, what)
    return decide(what or routine(), EXERCISES, who, sessions, day + timedelta(days=days), before)
