"""Follows the doses of each exercise, what was done of them and where it hurt; it must not judge."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from coach.core.history import repetitions
from coach.core.history.summary import is_round
from coach.core.model.done import Session
from coach.core.report.rounds import day_of
from coach.core.report.values import Course, DoseHeld, PainReport


def courses(sessions: Sequence[Session], told: Sequence[PainReport], latest: date) -> tuple[Course, ...]:
    """The course of each exercise that was planned in a round, in the order of the latest plan that has it.

    A session of a date after `latest` counts as one of that.
    """
    held: dict[str, list[DoseHeld]] = {}
    for session in filter(is_round, sessions):
        for id_, dose in session.planned.items():
            day, whole = day_of(session, latest), int(repetitions.everything_done(session, id_))
            doses = held.setdefault(id_, [])
            if doses and doses[-1].dose == dose:
                last = doses[-1]
                doses[-1] = replace(last, last=day, rounds=last.rounds + 1, whole=last.whole + whole)
            else:
                doses.append(DoseHeld(day, day, dose, 1, whole))
    order = dict.fromkeys(id_ for session in reversed(sessions) if is_round(session) for id_ in session.planned)
    return tuple(_course(id_, held[id_], told) for id_ in order)


def _course(id_: str, doses: Iterable[DoseHeld], told: Iterable[PainReport]) -> Course:
    mine = [each.rating for each in told if each.exercise == id_]
    return Course(id_, tuple(doses), len(mine), max(mine, default=None))


def reports(sessions: Iterable[Session]) -> tuple[PainReport, ...]:
    """Every report of pain, oldest first; of a session that tells its worst alone, that, in no exercise."""
    found = []
    for session in sessions:
        mine = [PainReport(each.at, each.exercise, each.rating, session.before) for each in session.hurts]
        if session.during is not None and session.during > max((each.rating for each in mine), default=-1):
            mine.append(PainReport(session.at, None, session.during, session.before))
        found += mine
    return tuple(found)
