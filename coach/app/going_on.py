"""How an interrupted session goes on: what is left of its plan, and from where; it must not know a screen.

It is offered for some hours on the same date, while no other session was begun, and never after pain that ends a
session (pain rules P2 and P4). Today's screening holds: what it has left out since is not played.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from coach.app.today import Today, basis_of
from coach.app.workspace import Loaded, Workspace, load_routine, open_log
from coach.core import plan as plans
from coach.core.exercise import base_of
from coach.core.model.done import Hurt, Session, SetDone
from coach.core.model.planned import Place, Plan
from coach.core.timeline import phrases
from coach.core.timeline.set_order import sets_from
from coach.errors import CoachError
from coach.log import progress
from coach.log.progress import Felt, Progress

WITHIN = timedelta(hours=3)  # Chosen: later one is cold, and begins anew.


@dataclass(frozen=True, slots=True)
class Earlier:
    """What was done of a session before it was interrupted and goes on.

    `whole`: of what lies behind nothing was left out. `worst` is the worst pain reported; `worked_in` the number in
    the plan of the exercise in which a repetition was done last, `worked_set` its set.
    """

    session: int
    whole: bool
    any_done: bool
    worst: int | None = None
    worked_in: int | None = None
    worked_set: int = 1


@dataclass(frozen=True, slots=True)
class WayOn:
    """A session that can go on: today with what is left of its plan, and the place where that begins."""

    loaded: Loaded
    today: Today
    plan: Plan
    place: Place
    earlier: Earlier
    before: int | None

    @property
    def sentence(self) -> str:
        """Where it goes on, as it is shown and spoken."""
        return self.plan.opening

    @property
    def less(self) -> bool:
        """Whether it goes on with less, after pain that was reported and not answered yet."""
        return self.plan.begin is None


def pain_open(ws: Workspace, session: Session) -> bool:
    """Whether it was asked how much it hurts when the session was lost. Raises CoachError."""
    with open_log(ws) as log:
        found = progress.of(log, session.id)
    return found is not None and found.pain == "asked"


def keep_pain(ws: Workspace, session: Session, rating: int | None, now: datetime) -> None:
    """Keeps the answer to that question, 0 to 10, None for no pain. Raises CoachError."""
    with open_log(ws) as log:
        if rating is None:
            progress.keep_pain(log, session.id, None)
        else:
            found = progress.of(log, session.id)
            exercise = _felt(found, session).exercise
            log.add_hurt(session.id, Hurt(exercise and base_of(exercise), rating, now))


def way_on(ws: Workspace, session: Session, now: datetime, wanted: Loaded | None = None) -> WayOn | None:
    """How a session goes on that was interrupted; None where it does not. Raises CoachError for a log that fails.

    `wanted` is a routine that was read already, for one that has no name.
    """
    with open_log(ws) as log:
        found = progress.of(log, session.id)
        session, others = _anew(log.sessions(session.at.date() - timedelta(days=1)), session)
    if found is None or found.place is None or found.pain == "asked" or not _is_near(session, others, now):
        return None
    try:
        loaded = wanted if _names(wanted, session) else load_routine(ws, session.routine)
    except CoachError:
        return None  # Its file is gone, or cannot be played.
    assert loaded is not None
    basis = basis_of(ws, loaded, now)
    today = basis.decided()
    plan = _left(ws, loaded, today, found, session) if today.decision.allowed else None
    if plan is None:
        return None
    index, number, side, behind = next(
        each for each in sets_from(plan) if each[3] < plan.items[each[0]].reps_in(each[1])
    )
    item = plan.items[index]
    place = Place(item.exercise.id, number, side, behind)
    opening = phrases.going_on(item, number, side, item.reps_in(number) - behind)
    plan = replace(plan, opening=opening, slow=basis.slow)
    ids = [each.exercise.id for each in plan.items]
    last = _last_set(session)
    earlier = Earlier(
        session.id,
        whole=_is_whole(plan, session),
        any_done=any(each.reps > 0 for each in session.sets),
        worst=session.during,
        worked_in=ids.index(last.exercise) if last is not None and last.exercise in ids else None,
        worked_set=1 if last is None else last.set,
    )
    return WayOn(loaded, replace(today, plan=plan), plan, place, earlier, session.before)


def _anew(sessions: tuple[Session, ...], wanted: Session) -> tuple[Session, tuple[Session, ...]]:
    """The session as it is by now, and the others around it."""
    mine = next((each for each in sessions if each.id == wanted.id), wanted)
    return mine, tuple(each for each in sessions if each.id != wanted.id)


def _is_near(session: Session, others: tuple[Session, ...], now: datetime) -> bool:
    """Whether it is still the same training, and nothing forbids to go on with it."""
    last = max((session.at, *(each.at for each in session.sets)))
    alone = not any(each.at >= session.at for each in others)
    bearable = session.during is None or session.during <= plans.MOST_PAIN_TO_GO_ON
    same_day = session.at.date() == now.date() and abs(now - last) <= WITHIN
    return alone and bearable and same_day and session.stopped == "interrupted"


def _names(wanted: Loaded | None, session: Session) -> bool:
    return wanted is not None and wanted.routine.id == session.routine


def _left(ws: Workspace, loaded: Loaded, today: Today, found: Progress, session: Session) -> Plan | None:
    """What is left of the plan that was played, after the gate of today's screening; None for nothing."""
    plan = plans.taken_up(loaded.routine, today.decision, ws.profile, found.plan, half_range=found.half_range)
    if plan is None or found.place is None:
        return None
    if found.pain == "told":
        felt = _felt(found, session)
        plan = plans.lighten(plan, _index_of(felt.exercise, plan, found), felt.set)
    else:
        plan = replace(plan, begin=_furthest(found.place, session))
    try:
        left = plan is not None and any(
            reps < plan.items[index].reps_in(number) for index, number, _, reps in sets_from(plan)
        )
    except ValueError:  # The place is of an exercise that is not played any more.
        return None
    return plan if left else None


def _furthest(place: Place, session: Session) -> Place:
    """The place, with all of its set that is in the log: a whole set is kept before the next place."""
    here = (place.exercise, place.set, place.side or "both")
    done = (each.reps for each in session.sets if (each.exercise, each.set, each.side) == here)
    return replace(place, reps=max(place.reps, *done, 0))


def _is_whole(plan: Plan, session: Session) -> bool:
    """Whether all that was planned is done once the rest is."""
    if plan.begin is None or plans.planned(plan) != dict(session.planned):
        return False
    done = {(each.exercise, each.set, each.side): each.reps for each in session.sets}
    return all(
        done.get((plan.items[index].exercise.id, number, side or "both"), 0) >= behind
        for index, number, side, behind in sets_from(plan)
    )


def _felt(found: Progress | None, session: Session) -> Felt:
    """Where the pain was; where nobody kept that, in the set of which a repetition was done last."""
    if found is not None and found.felt is not None:
        return found.felt
    last = _last_set(session)
    return Felt() if last is None else Felt(last.exercise, last.set)


def _index_of(exercise: str | None, plan: Plan, found: Progress) -> int | None:
    """Its place in what is left of the plan that was played; of one that is in it no more, where it was."""
    before = [each.exercise for each in found.plan]
    if exercise not in before:
        return None
    behind = before[: before.index(exercise) + 1]
    there = [index for index, item in enumerate(plan.items) if item.exercise.id in behind]
    return there[-1] if there else None


def _last_set(session: Session) -> SetDone | None:
    return next((each for each in reversed(session.sets) if each.reps > 0), None)
