"""The rows that go up or hold, looked at when nothing stepped back; it must not know what happened in a session."""

from collections.abc import Mapping
from datetime import date
from math import lcm

from coach.core import doses
from coach.core.model import Dose, Finding, Session
from coach.core.progression import matchers, ratings
from coach.core.progression.state import LEVELS, Setting, State, may_play, start_dose
from coach.core.reason import Figure

DAYS_BEFORE_A_STAGE = 14
HIGHEST_STAGE = 3


def rise(
    setting: Setting, state: State, day: date, session: Session | None, waited: frozenset[str]
) -> tuple[tuple[Finding, ...], Mapping[str, Dose]]:
    """The up rows, in table order; only one applies. The day just ended is known to be green.

    `session` is the one that starts, None for a plan; `waited` had been left out of the last one. Changes the
    state; gives the row, and the targets as they were before P11. Any up row is "the last raise" from which P11
    counts its easy days: the reading with less volume.
    """
    if state.level != "full":
        if state.green_days < 2:
            return (), {}
        up = matchers.finding("P12", green_days=state.green_days)
        state.level = LEVELS[LEVELS.index(state.level) + 1]
        state.green_days = state.easy_since_raise = 0
        return (up,), {}
    if state.easy_days >= 4 and state.stage < HIGHEST_STAGE and _settled(state, day):
        if _opens_only_now(setting, state, waited):
            state.stage_changed, state.easy_since_raise = day, 0
            return (), {}
        opened = matchers.finding("P13", easy_days=state.easy_days, quiet_days=DAYS_BEFORE_A_STAGE)
        open_stage(setting, state, day)
        return (opened,), {}
    if state.easy_since_raise >= 2:
        ours = session is None or session.routine == setting.routine.id
        raised = choose_raises(setting, state, session) if ours else {}
        nothing = None if raised or not ours else "at_limits"
        row = matchers.finding("P11", nothing, easy_days=state.easy_since_raise)
        old = {id_: state.targets[id_] for id_ in raised}
        state.targets.update(raised)
        state.easy_since_raise = 0
        return (row,), old
    return (), {}


def _opens_only_now(setting: Setting, state: State, waited: frozenset[str]) -> bool:
    """Whether the stage was never played so far: a clinician's decision for it must not be added to what P13 gave.

    The profile's stage is where the whole log starts, also that part of it which is older than the decision.
    """
    return state.stage > 1 and any(
        setting.exercises[id_].stage == state.stage and setting.exercises[id_].tags == {"neutral"} for id_ in waited
    )


def _settled(state: State, day: date) -> bool:
    """14 days or more since the first session, the last stage change and the last S, G or B row."""
    return all(
        then is None or (day - then).days >= DAYS_BEFORE_A_STAGE
        for then in (state.first, state.stage_changed, state.row_on)
    )


def open_stage(setting: Setting, state: State, day: date) -> None:
    """P13: one stage higher; what never played starts at the smaller of its start dose and the routine's."""
    state.stage += 1
    state.stage_changed = day
    state.easy_since_raise = 0
    for id_ in state.targets:
        if setting.exercises[id_].stage == state.stage and id_ not in state.played:
            state.targets[id_] = start_dose(setting, state, id_)


def choose_raises(setting: Setting, state: State, session: Session | None) -> dict[str, Dose]:
    """P11: one step up for the two allowed targets that have the smallest shares of their limits.

    `state.own` has the exercises of that day's file in its order: what the file holds today moves no raise of old.
    """
    ways = []
    for id_ in state.own:
        target, exercise = state.targets[id_], setting.exercises[id_]
        if target.reps and _may_rise(setting, state, id_, session):
            raised = doses.one_step_up(target, exercise, setting.routine.rounds_per_day)
            if raised is not None:
                ways.append((*doses.share(target, exercise), id_, raised))
    # Over the common denominator whole numbers compare as the fractions do. Of equal shares the first stays first.
    common = lcm(*(limit for _, limit, _, _ in ways))
    ways.sort(key=lambda way: way[0] * (common // way[1]))
    return {id_: raised for _, _, id_, raised in ways[:2]}


def _may_rise(setting: Setting, state: State, id_: str, session: Session | None) -> bool:
    """Whether screening and stage allow an exercise.

    At a past session screening allowed what was planned: answers given since must not move its raises elsewhere.
    """
    if session is not None:
        return id_ in session.planned and setting.exercises[id_].stage <= state.stage
    return id_ not in state.held_out and may_play(setting, state, id_)


def holds(state: State, before: int | None, ref: int) -> tuple[Finding, ...]:
    """The hold rows, all that match, in table order."""
    found = []
    if state.level != "full":
        found.append(matchers.finding("P14", level=state.level, green_days=state.green_days))
    last = state.last
    if last is not None:
        missing = tuple(name for name in ("before", "after", "effort") if getattr(last, name) is None)
        if missing or last.stopped == "time":
            found.append(matchers.finding("P9", missing=missing, out_of_time=last.stopped == "time"))
    limit, limit_today = ratings.comfort(state.last_ref), ratings.comfort(ref)
    given = {} if last is None else ratings.all_ratings(last)
    above: dict[str, Figure] = {name: value for name, value in given.items() if value > limit}
    if before is not None and before > limit_today:
        above |= {"before_today": before, "comfort_today": limit_today}
    if above:
        found.append(matchers.finding("P10", comfort=limit, **above))
    return tuple(found)
