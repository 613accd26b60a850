"""The G rows, read a second time, and what a date or an edited file brings before any rating."""

from datetime import date, timedelta

from second_reading.arithmetic import FULL, HALF, REDUCED, REST, brought_under
from second_reading.limits import Amount
from second_reading.state import State
from second_reading.words import Routine


def after_a_gap(state: State, today: date) -> list[str]:
    """Days from the last session's date to the new one's."""
    gap = 0 if state.last is None else (today - state.last.day).days
    if gap < 10:
        return []
    state.set_counts_to_zero(today, state.starts)
    if gap >= 42:
        return ["G3"]
    lowest = REDUCED if gap <= 20 else HALF
    if lowest < state.level:
        state.breaks_alone = state.breaks_alone or state.level == FULL
        state.level = lowest
    if gap > 20:
        state.stage_down(today)
    return ["G1" if gap <= 20 else "G2"]


def very_long_break(state: State) -> None:
    """G3's targets, full levels and stage 1.

    Taken: at the break itself and not at the new screening, so that what is rated before that still lowers.
    "Until screened again": by a screening of 42 days or more after the last session, not one early in the gap.
    """
    assert state.last is not None
    state.g3_from = state.last.day + timedelta(42)
    for name in state.targets:
        to_start_doses(state, name)
    state.level, state.stage, state.breaks_alone = FULL, 1, False
    state.own.clear()
    state.own_since.clear()
    state.rest_from.clear()


def to_start_doses(state: State, name: str) -> None:
    """ "Each target the smaller of its start dose and itself, its mark with it"; of equal ones the shorter hold."""
    targets = state.targets[name]
    for id_ in targets:
        limits = state.limits[id_]
        targets[id_] = state.marks[name][id_] = limits.smaller(targets[id_], limits.start)


def own_levels_on(state: State, today: date) -> None:
    """Up by one on a date later than 2 green days on which it was played; a rest ends at half after 7 days."""
    for id_, level in list(state.own.items()):
        if level == REST:
            if today - state.rest_from[id_] >= timedelta(7):
                state.own[id_], state.own_since[id_] = HALF, state.starts
        elif level < FULL and state.green_days(today, state.own_since[id_], id_) >= 2:
            state.own[id_], state.own_since[id_] = level + 1, state.starts


def targets_of(state: State, routine: Routine) -> dict[str, Amount]:
    """A routine's targets after hand edits.

    Taken: an edit counts at the level before today's up rows; "smaller" is against the target; a mark is set
    anew only where the target is.
    """
    old, seen = state.targets.get(routine.name, {}), state.file_doses.get(routine.name, {})
    marks = state.marks.setdefault(routine.name, {})
    targets: dict[str, Amount] = {}
    for id_, dose in routine.doses.items():
        limits = state.limits[id_]
        new = brought_under(dose, limits, routine.rounds)
        if id_ in seen and id_ in old:
            targets[id_] = old[id_]
            edited = dose != seen[id_]
            if edited and (state.level == FULL or limits.total(new) < limits.total(old[id_])):
                targets[id_] = marks[id_] = new
        else:
            targets[id_] = marks[id_] = new
    state.targets[routine.name], state.file_doses[routine.name] = targets, dict(routine.doses)
    return targets
