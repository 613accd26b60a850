"""Tells what would bring more: which good or easy days lead up, and to what; it must not decide or change anything.

Days are counted as the fold counts them; the day at hand counts as it stands. Reasons are ids with figures; the
sentences are elsewhere (`coach.core.words`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from coach.core.exercise import base_of
from coach.core.progression import explain, ratings
from coach.core.progression.day_counts import GREEN_DAYS_UP
from coach.core.progression.first_state import doses_of_today
from coach.core.progression.fold import Start, begin
from coach.core.progression.raises import DAYS_BEFORE_A_STAGE, DAYS_UP, EASY_DAYS_FOR_A_STAGE, next_in_line
from coach.core.progression.state import LEVELS, Setting, State
from coach.core.reason import Reason

OF_GOOD_DAYS = frozenset(("more_dose", "more_again", "more_of_exercise"))
OF_EASY_DAYS = frozenset(("more_step", "more_harder"))
MEANINGS = ("good_day", "easy_day")


@dataclass(frozen=True, slots=True)
class Now:
    """What the day at hand is so far: good, quiet (`ratings.quiet`) or easy; `over` where something was counted."""

    good: bool
    quiet: bool
    easy: bool
    over: bool


def ahead(setting: Setting, state: State, on: date) -> tuple[Reason, ...]:
    """What comes next on the way up, the nearest first; then what a good and an easy day are, where that matters.

    `state` as for `decide_from`. `days` in a reason are those still needed; 0 where this day is the last one.
    """
    start = begin(setting, state, on, None, doses_of_today(setting))
    setting, state = start.setting, start.state
    if setting.refusal or state.blocked:
        return (Reason("more_after_screening"),)
    if state.rest is not None and state.rest_until is not None:
        return (Reason("more_after_rest", days=(state.rest_until - start.day).days),)
    now = _now(state)
    sore = (Reason("more_after_sore_day"),) if state.sore and not state.matched else ()
    found = (*sore, *_of_exercises(start, now), *_of_all(start, now))
    told = {each.id for each in found}
    good = (Reason("good_day", near=ratings.near(start.ref)),) if told & (OF_GOOD_DAYS | OF_EASY_DAYS) else ()
    easy = (Reason("easy_day"),) if told & OF_EASY_DAYS else ()
    return (*found, *good, *easy) or (explain.NOTHING_HARDER,)


def _now(state: State) -> Now:
    day = state.day
    if day is None:
        return Now(good=False, quiet=False, easy=False, over=False)
    counted = day.counted and not day.spoiled
    good = counted and day.green
    quiet = good or (counted and day.quiet and state.lowered == "break")
    return Now(good, quiet, counted and day.easy, day.counted or day.spoiled or day.refused)


def _of_exercises(start: Start, now: Now) -> Iterator[Reason]:
    """P15: good days with it bring back what hurt in itself; what rests is told of where it is left out."""
    state = start.state
    today = () if state.day is None else state.day.sessions
    done = {base_of(each.exercise) for session in today for each in session.sets if each.reps > 0}
    for id_ in dict.fromkeys(map(base_of, start.setting.items)):
        own = state.own.get(id_)
        if own is not None and own.level != "rest" and id_ not in start.setting.barred:
            days = _left(GREEN_DAYS_UP, own.green_days, now.good and id_ in done)
            yield Reason("more_of_exercise", exercises=(id_,), days=days)


def _of_all(start: Start, now: Now) -> Iterator[Reason]:
    """P12 below the full dose, else P17, P11 and P13; each only where there is something that it would bring."""
    setting, state = start.setting, start.state
    if state.level != "full":
        following = LEVELS[LEVELS.index(state.level) + 1]
        yield Reason("more_dose", level=following, days=_left(DAYS_UP, state.quiet_days, now.quiet))
        return
    routine = setting.routine.id
    again, harder = next_in_line(setting, state, routine, setting.routine.fixed)
    stage_days, wait = _to_next_stage(start, now)
    opens = state.stage < setting.highest_stage
    step_days = _run_left(DAYS_UP, state.routines[routine].easy_days, now)
    stage_first = opens and stage_days <= step_days and wait <= step_days
    if again:
        yield Reason("more_again", exercises=again, days=_left(DAYS_UP, state.green_days, now.good))
    elif harder and not stage_first:
        yield Reason("more_step", exercises=harder, days=step_days)
    if opens and explain.has_for_stage(setting, state, state.stage + 1):
        yield Reason("more_harder", days=stage_days, wait=wait)
    elif harder and stage_first and not again:  # P13 comes first, brings nothing, and all counts begin again.
        yield Reason("more_step", exercises=harder, days=stage_days + DAYS_UP)


def _to_next_stage(start: Start, now: Now) -> tuple[int, int]:
    """P13: the easy days that are still needed, and the days until it can be at the earliest."""
    state = start.state
    since = [then for then in (state.first, state.stage_changed, state.row_on) if then is not None]
    waited = max(since, default=start.day) + timedelta(days=DAYS_BEFORE_A_STAGE)
    return _run_left(EASY_DAYS_FOR_A_STAGE, state.easy_days, now), max(0, (waited - start.day).days)


def _left(needed: int, done: int, today: bool) -> int:
    """Good days only add up; the last one before a step has to be good, so that one is needed in any case."""
    return max(0, needed - done - 1) if today else max(1, needed - done)


def _run_left(needed: int, run: int, now: Now) -> int:
    """Easy days have to be in a row."""
    if now.easy:
        return max(0, needed - run - 1)
    return needed if now.over else max(1, needed - run)
