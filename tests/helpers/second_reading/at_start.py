"""The B rows, the up rows and the holds, read a second time: what happens at a start."""

from collections.abc import Mapping
from datetime import date, timedelta

from second_reading.arithmetic import FULL, raised
from second_reading.days import Day
from second_reading.limits import Amount
from second_reading.state import State
from second_reading.words import Routine


def at_start(state: State, today: date, before: int | None, ref: int) -> None:
    """P3, P4 and P5 of B; they last to the end of their date, and so does a second P3 running."""
    rows = state.b_rows.setdefault(today, set())
    if before is None:
        return
    near = max(2, ref + 1)
    new = {
        "P3": before >= 8,
        "P4": before > 5 and before > near,
        "P5": before > 2 and before - ref >= 3,
    }
    rows |= {row for row, matched in new.items() if matched}
    if new["P3"] and state.too_sore:
        state.too_sore_again.add(today)


def way_up(state: State, today: date, routine: Routine, before: int | None, ref: int) -> list[str]:
    """The up rows, of which only one applies; else the holds, all that match."""
    near = max(2, ref + 1)
    sore = before is not None and before > min(5, near)
    ended = state.day_just_ended(today)
    later = state.last is not None and today > state.last.day
    if later and ended is not None:
        if not sore and p12(state, today, ended):
            return ["P12"]
        if (before is None or before <= near) and p17(state, today, ended, routine):
            return ["P17"]
        if not sore and p13(state, today, ended):
            return ["P13"]
        if not sore and p11(state, today, ended, routine):
            return ["P11"]
    return holds(state, sore)


def p12(state: State, today: date, ended: Day) -> bool:
    good = ended.is_green or (state.breaks_alone and ended.is_whole)
    if state.level == FULL or not good or state.days_for_p12(today) < 2:
        return False
    state.level += 1
    state.breaks_alone = state.breaks_alone and state.level < FULL
    state.set_counts_to_zero(None, state.starts)
    return True


def may_rise(state: State, routine: Routine) -> set[str]:
    """What screening and stage allow, and what has no own level below full."""
    return {
        id_
        for id_ in routine.doses
        if id_ not in state.profile.excluded
        and state.limits[id_].stage <= state.stage
        and state.own.get(id_, FULL) == FULL
    }


def p17(state: State, today: date, ended: Day, routine: Routine) -> bool:
    if state.level < FULL or not ended.is_green or state.green_days(today, state.raise_count) < 2:
        return False
    targets, marks = state.targets[routine.name], state.marks[routine.name]
    return rise(state, routine, raised(targets, state.limits, may_rise(state, routine), routine.rounds, marks))


def p13(state: State, today: date, ended: Day) -> bool:
    if state.level < FULL or state.stage >= 3 or not ended.is_easy or state.easy_run(today, 0) < 4:
        return False
    since = (state.first_session, state.stage_changed, state.last_s_or_g)
    if any(at is not None and today - at < timedelta(14) for at in since):
        return False
    state.stage += 1
    state.stage_changed = today
    state.set_counts_to_zero(None, state.starts)
    for name, targets in state.targets.items():
        for id_ in targets:
            limits = state.limits[id_]
            if limits.stage == state.stage and id_ not in state.ever_done:
                targets[id_] = limits.smaller(targets[id_], limits.start)
                state.marks[name][id_] = targets[id_]
    return True


def p11(state: State, today: date, ended: Day, routine: Routine) -> bool:
    since = state.routine_count.get(routine.name, 0)
    if state.level < FULL or not ended.is_easy or state.easy_run(today, since, routine.name) < 2:
        return False
    targets = state.targets[routine.name]
    return rise(state, routine, raised(targets, state.limits, may_rise(state, routine), routine.rounds))


def rise(state: State, routine: Routine, new: Mapping[str, Amount]) -> bool:
    """P11 and P17 match only where a target can rise; they set the counts of P11 and P17 to zero.

    Taken: P17's count is the person's and P11's the routine's, so a raise leaves another routine's P11 alone.
    """
    targets, marks = state.targets[routine.name], state.marks[routine.name]
    targets.update(new)
    for id_ in new:
        marks[id_] = max(marks[id_], targets[id_], key=state.limits[id_].total)
    if new:
        state.raise_count = state.routine_count[routine.name] = state.starts
    return bool(new)


def holds(state: State, sore: bool) -> list[str]:
    rows = ["P14"] if state.level < FULL else []
    if state.last is not None:
        session = state.last.session
        unrated = None in (session.before, session.after, session.effort)
        if unrated or session.stopped in ("time", "interrupted"):
            rows.append("P9")
        if sore or any(rating > state.last.comfort for rating in state.last.ratings):
            rows.append("P10")
    elif sore:
        rows.append("P10")
    return rows
