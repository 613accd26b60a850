"""Writes sessions as data for other programs and for an import; it must not know files nor how a log is kept."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from coach.core.exercise import Dose
from coach.core.model.done import Session
from coach.log.beside import Beside

NOTHING = Beside()


def as_data(session: Session) -> dict[str, Any]:
    """A session with exactly the keys of `coach log --json`; what is missing is None."""
    return {
        "id": session.id,
        "at": moment(session.at),
        "routine": session.routine,
        "planned": _doses(session.planned),
        "sets": [
            {
                "exercise": each.exercise,
                "set": each.set,
                "side": each.side,
                "reps": each.reps,
                "at": moment(each.at),
            }
            for each in session.sets
        ],
        "before": session.before,
        "during": session.during,
        "after": session.after,
        "morning": session.morning,
        "effort": session.effort,
        "stopped": session.stopped,
        "finished": session.finished,
        "hurts": [
            {"exercise": hurt.exercise, "rating": hurt.rating, "at": moment(hurt.at)} for hurt in session.hurts
        ],
        "note": session.note,
        "usual_pain": session.usual_pain,
    }


def whole(session: Session, kept: Beside = NOTHING) -> dict[str, Any]:
    """A session as `coach export --format json` has it, with all that later doses depend on and is `kept` of it."""
    return {
        **as_data(session),
        "routine_title": session.routine_title,
        "routine_doses": _doses(session.routine_doses),
        "fixed": sorted(session.fixed),
        "aside": dict(session.aside),
        "screened_at": session.screened_at and session.screened_at.isoformat(),
        "morning_at": session.morning_at and moment(session.morning_at),
        "spread_passed": session.spread_passed,
        "morning_skipped": kept.morning_skipped,
        "question_left": bool(kept.question_left),
        "changes": [{"kind": each.kind, "seconds": each.seconds} for each in kept.changes],
        "corrections": [
            {"at": moment(each.at), "field": each.field, "old": each.old, "new": each.new}
            for each in kept.corrections
        ],
    }


def moment(at: datetime) -> str:
    """To the second, with the offset from UTC where it is known."""
    return at.isoformat(timespec="seconds")


def _doses(doses: Mapping[str, Dose]) -> dict[str, dict[str, int]]:
    return {id_: {"sets": dose.sets, "reps": dose.reps, "hold_s": dose.hold_s} for id_, dose in doses.items()}
