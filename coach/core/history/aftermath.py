"""Which rules matched after a past session, seen from the day after it; it must not know files, nor sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from coach.core import screening
from coach.core.exercise import Dose, Exercise, base_of
from coach.core.exercise import entry as as_entry
from coach.core.model.decided import Finding
from coach.core.model.done import Session
from coach.core.model.routine import Routine, RoutineItem
from coach.core.model.screened import Profile
from coach.core.progression import decide
from coach.core.progression.moments import is_later


def followed(
    session: Session,
    sessions: Sequence[Session],
    routine: Routine | None,
    exercises: Mapping[str, Exercise],
    profile: Profile | None,
) -> tuple[Finding, ...] | None:
    """The rows of the day after; None where nothing tells what its routine was.

    `sessions` are those of the log, by moment; `routine` is the session's as its file is now, None where that is
    gone. It is judged with today's answers, but as if they had been given when they were: what forbade the next
    session then is told, and not what forbids every session now.
    """
    then = _as_it_was(session, routine, exercises)
    if then is None:
        return None
    until = next(index for index, each in enumerate(sessions, 1) if each.id == session.id)
    past = sessions[:until]
    # The dates of earlier sessions may be later ones, after a journey west.
    next_day = max(each.at.date() for each in past) + timedelta(days=1)
    if profile is not None:
        asked = session.screened_at or profile.screened_at  # Later than the session where that was told afterwards.
        profile = replace(profile, screened_at=session.at if is_later(asked, session.at) else asked)
        if screening.judge(profile, next_day).outcome != "plan":
            profile = None
    return decide(then, exercises, profile, past, next_day).findings


def _as_it_was(session: Session, routine: Routine | None, exercises: Mapping[str, Exercise]) -> Routine | None:
    """The routine with the exercises and doses that it had at the session."""
    doses = session.routine_doses or (session.planned if routine is None else {})
    now = {} if routine is None else {item.exercise.id: item for item in routine.every}
    items = tuple(
        replace(now[id_], dose=dose, instead=None, rounds=())
        if id_ in now
        else _item(as_entry(exercises[base_of(id_)], id_), dose)
        for id_, dose in doses.items()
        if base_of(id_) in exercises or id_ in now
    )
    if routine is not None:
        return replace(routine, id=session.routine, items=items or routine.items)
    title = session.routine_title or session.routine
    return Routine(session.routine, title, "", 1, "full", items) if items else None


def _item(exercise: Exercise, dose: Dose) -> RoutineItem:
    return RoutineItem(exercise, dose, exercise.move_ms, exercise.return_ms, exercise.rest_ms)
