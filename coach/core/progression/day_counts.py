"""Counts the days that are over: green, easy, of own levels and routines; it must not know which row asks."""

from dataclasses import replace
from datetime import date, timedelta

from coach.core.exercise import base_of
from coach.core.progression.state import Day, Own, State

REST_DAYS = 7
GREEN_DAYS_UP = 2


def move_on(state: State, day: date) -> None:
    """Begins a date that is later than the day at hand: that one is counted."""
    if state.day is not None:
        _count(state, state.day)
    state.day = Day(day)
    state.half_today = frozenset()
    for id_, own in [*state.own.items()]:
        if own.level == "rest":
            if own.rests_from is None or day >= own.rests_from + timedelta(days=REST_DAYS):
                state.own[id_] = Own("half")
        elif own.green_days >= GREEN_DAYS_UP and own.level == "half":
            state.own[id_] = Own("reduced")
        elif own.green_days >= GREEN_DAYS_UP:
            del state.own[id_]
            state.eased = tuple(each for each in state.eased if each != id_)


def _count(state: State, day: Day) -> None:
    """Counts a day that is over. One that is not easy breaks the runs of easy days; green days only add up."""
    if not (day.counted or day.spoiled or day.refused):
        return
    good = day.counted and not day.spoiled
    green, easy = good and day.green, good and day.easy
    quiet = green or (good and day.quiet and state.lowered == "break")
    state.ended_green, state.ended_quiet, state.ended_easy = green, quiet, easy
    state.quiet_days += quiet
    if green:
        state.green_days += 1
        state.green_on = (*state.green_on, day.on)[-10:]
        done = {base_of(each.exercise) for session in day.sessions for each in session.sets if each.reps > 0}
        for id_ in done & state.own.keys():
            own = state.own[id_]
            state.own[id_] = replace(own, green_days=own.green_days + 1)
    state.easy_days = state.easy_days + 1 if easy else 0
    played = {session.routine for session in day.sessions if any(each.reps > 0 for each in session.sets)}
    for id_, mine in state.routines.items():
        mine.easy_days = (mine.easy_days + (id_ in played)) if easy else 0


def no_counts(state: State) -> None:
    """Any S or G row, P12 and P13: all counts of days begin again."""
    state.quiet_days = state.green_days = state.easy_days = 0
    for mine in state.routines.values():
        mine.easy_days = 0
