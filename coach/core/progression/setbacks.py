"""What the rows after a session and after a break take away; it must not know when a row matches."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Literal

from coach.core import doses
from coach.core.model.decided import Finding
from coach.core.model.done import Session
from coach.core.progression import matchers, ratings, rules
from coach.core.progression.day_counts import no_counts
from coach.core.progression.first_state import start_again
from coach.core.progression.matchers import LONGEST_BREAK
from coach.core.progression.moments import is_later, is_same
from coach.core.progression.ratings import Rated
from coach.core.progression.routine_changes import quiet_anew
from coach.core.progression.state import LEVELS, Blocked, Own, Setting, State

REST_UNTIL_DAYS = 3
NONE: frozenset[str] = frozenset()


def after_break(state: State, day: date) -> tuple[Finding, ...]:
    """The G row."""
    if state.last_on is None:
        return ()
    found = matchers.after_break((day - state.last_on).days)
    if found is None:
        return ()
    row = rules.rule(found.rule)
    _fall(state, (row.level,), row.stage, day, "break")
    if row.blocks:
        # A screening from before says nothing about how the back is after the break.
        until = datetime.combine(state.last_on + timedelta(days=LONGEST_BREAK), time()) - timedelta(microseconds=1)
        state.blocked = (*state.blocked, Blocked(found, until))
    return (found,)


def start_anew(setting: Setting, state: State, day: date) -> None:
    """G3: start doses or less, full, stage 1. A break never lets anything rise.

    At the break itself, not at the screening that allows the next session: what is recorded meanwhile still lowers.
    """
    if state.stage != 1:
        state.stage, state.stage_changed = 1, day
    state.level, state.lowered = "full", ""
    state.own, state.eased, state.opened = {}, (), 0
    for routine, mine in state.routines.items():
        start_again(setting, state, routine, mine.targets)


def lift(setting: Setting, state: State, session: Session | None) -> None:
    """Takes away the P2 and G3 that a newer screening has lifted."""
    screened = setting.screened(session)
    if screened is not None:
        state.blocked = tuple(
            each
            for each in state.blocked
            if not is_later(screened, each.until) or (each.known is not None and is_same(screened, each.known))
        )


def after_rows(
    setting: Setting,
    state: State,
    session: Session,
    rated: Rated,
    unfinished: tuple[str, ...],
    found: Sequence[Finding],
) -> None:
    """What the S rows do: at half already pain cuts the targets, then P8 what was not finished."""
    assert state.day is not None
    day, exercises = state.day.on, setting.exercises
    names = {each.rule for each in found}
    asked = [rules.rule(each.rule) for each in found]
    pain = rated.rise >= ratings.REAL_RISE or ratings.stop(session) in ("pain", "sharp", "spread")
    if state.level == "half" and pain and any(row.level == "half" for row in asked):
        for mine in state.routines.values():
            mine.targets = {id_: doses.cut(target, exercises[id_]) for id_, target in mine.targets.items()}
    if "P8" in names and not matchers.set_aside(session, rated):
        for mine in state.routines.values():
            for id_ in mine.targets.keys() & set(unfinished):
                mine.targets[id_] = doses.one_step_down(mine.targets[id_], exercises[id_])
    _fall(state, [row.level for row in asked], min((row.stage for row in asked), default=0), day, "session")
    if names & {"P2", "P4", "P5"}:
        quiet_anew(state, day)
    if "P6" in names:
        state.climbed = day
    if "P15" in names:
        _hurt(state, rated, day)
    for each in found:
        if each.rule == "P2":
            state.blocked = (*state.blocked, Blocked(each, _severe_at(session, rated), session.screened_at))
        elif each.rule == "P16":
            state.rest, state.rested, state.rest_until = each, day, day + timedelta(days=REST_UNTIL_DAYS)


def _hurt(state: State, rated: Rated, day: date) -> None:
    """P15: the own level of each exercise that hurt: half, and at half already a rest."""
    for id_ in matchers.hurting(rated):
        own = state.own.get(id_)
        if own is None or own.level not in ("half", "rest"):
            state.own[id_] = Own("half")
        else:
            state.own[id_] = Own("rest", rests_from=day)
            state.eased = (*(each for each in state.eased if each != id_), id_)


def _severe_at(session: Session, rated: Rated) -> datetime:
    """When the latest severe rating was given, or the session stopped; a morning counts from when it was given."""
    moments = [session.at, *(each.at for each in session.sets), *(each.at for each in session.hurts)]
    at = moments[0]
    for moment in moments:
        at = moment if is_later(moment, at) else at
    severe = matchers.severe(session, rated)
    if "morning" not in severe:
        return at
    # Where nothing says when the morning was rated, it counts from its end: later, and so safer.
    morning = session.morning_at or datetime.combine(session.at.date() + timedelta(days=1), time.max)
    return morning if is_later(morning, at) else at


def _fall(
    state: State, asked: Sequence[str | None], stage: int, day: date, by: Literal["break", "session"]
) -> None:
    """One step down: to the lowest level that any row asks for, and at most one stage, once on a date."""
    before = state.level
    if "half" in asked:
        state.level = "half"
    elif "down" in asked:
        state.level = LEVELS[max(0, LEVELS.index(state.level) - 1)]
    elif "reduced" in asked and state.level == "full":
        state.level = "reduced"
    if state.level != before and (by == "session" or before == "full"):
        state.lowered = by
    if stage and state.stage > 1 and state.stage_fell != day:
        state.stage -= 1
        state.stage_changed = state.stage_fell = day
        if state.opened > state.stage:
            state.opened = 0
    state.row_on = day
    no_counts(state)
