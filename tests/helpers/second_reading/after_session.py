"""The S rows, read a second time: what the ratings of a session do."""

from datetime import date, datetime, timedelta
from fractions import Fraction

from second_reading.arithmetic import FULL, HALF, REST, at_its_least, cut, too_much
from second_reading.state import State
from second_reading.words import Judged, Session

S_ROWS = ("P2", "P4", "P5", "P6", "P7", "P8", "P16", "P15")  # In the table's order.


def judge_last(state: State) -> None:
    """The S rows of the last session, as late as possible: its `morning` comes late."""
    if state.last_judged or state.last is None:
        return
    state.last_judged = True
    judged = state.last
    session, today = judged.session, judged.day
    if session.after is not None:
        state.afters.append((today, session.after))
    state.last_rows = rows = s_rows(state, judged)
    at_half_already = state.level == HALF
    apply_s(state, judged, rows)
    # Taken: "every target" and "the target of each planned exercise" of every routine, which is safer.
    every = [(targets, id_) for targets in state.targets.values() for id_ in targets]
    if at_half_already and {"P2", "P4", "P5"} & set(rows) and judged.hurt:
        for targets, id_ in every:
            targets[id_] = cut(targets[id_], state.limits[id_])
    if "P8" in rows and not judged.p8_aside:
        for targets, id_ in every:
            if id_ in session.unfinished:
                targets[id_] = too_much(targets[id_], state.limits[id_])
    day = state.days[today]
    if rows:
        day.s_or_b = True
        state.set_counts_to_zero(today, state.starts)
    day.unrated_but_whole &= judged.whole or not session.planned
    if session.planned:
        day.planned_any, day.green, day.easy = True, judged.green, judged.easy


def s_rows(state: State, judged: Judged) -> list[str]:
    session, ref, rise, within = judged.session, judged.ref, judged.rise, judged.within
    morning, high = session.morning, within or 0
    severe = [r for r in (session.during, session.after, morning) if r is not None]
    worst = max(severe, default=0)
    again = state.before_last is not None and state.before_last.went_up
    rows = {
        "P2": worst >= 9 or (worst == 8 and ref <= 5) or session.stop in ("sharp", "spread"),
        "P4": rise >= 2 and high > 5,
        "P5": rise >= 2 or session.stop == "pain",
        "P6": climbing(state, judged.day),
        "P7": (rise == 1 and high > ref and again)
        or (rise == 1 and high > 5 and high > judged.near)
        or (rise <= 1 and morning is not None and morning > 2 and morning - ref >= 3),
        "P8": session.effort == "hard"
        or session.stop == "tired"
        or (not session.everything_done and not judged.p8_aside),
        "P16": (rise >= 2 or session.stop == "pain") and judged.played_at_half and all_least(state, session),
        "P15": any(rating > 2 and rating >= judged.base + 2 for rating in judged.in_exercises.values()),
    }
    return [row for row in S_ROWS if rows[row]]


def all_least(state: State, session: Session) -> bool:
    known = [(dose, state.limits[id_]) for id_, dose in session.planned.items() if id_ in state.limits]
    return bool(known) and all(at_its_least(dose, limits) for dose, limits in known)


def climbing(state: State, today: date) -> bool:
    """P6, over the sessions so far."""
    late = [after for at, after in state.afters if timedelta(0) <= today - at <= timedelta(13)]
    early = [after for at, after in state.afters if timedelta(14) <= today - at <= timedelta(27)]
    if len(late) < 5 or len(early) < 5 or any(today - at <= timedelta(13) for at in state.p6):
        return False
    return Fraction(sum(late), len(late)) - Fraction(sum(early), len(early)) >= 1


def apply_s(state: State, judged: Judged, rows: list[str]) -> None:
    """ "Within one step the level falls once: to the lowest that any matching row asks for."."""
    session, today = judged.session, judged.day
    figures: dict[str, int | None] = {"before": session.before, "after": session.after}
    state.figures = dict.fromkeys(rows, figures)
    state.see_clinician = False
    half = {"P2", "P4", "P5"} & set(rows)
    one_down = {"P6", "P7", "P8"} & set(rows)
    asked = HALF if half else max(HALF, state.level - 1) if one_down else state.level
    if asked < state.level:
        state.level, state.breaks_alone = asked, False
    if {"P2", "P4"} & set(rows):
        state.stage_down(today)
    if "P2" in rows:
        state.p2_at = moment_of_p2(state, judged)
    if "P6" in rows:
        state.see_clinician |= any(timedelta(14) <= today - at <= timedelta(27) for at in state.p6)
        state.p6.append(today)
    if "P16" in rows:
        if any(today - at <= timedelta(28) for at in state.p16):
            state.rests_again.add(today)
        state.p16.append(today)
    for id_, rating in judged.in_exercises.items():
        if rating > 2 and rating >= judged.base + 2:
            own_down(state, id_, today)


def moment_of_p2(state: State, judged: Judged) -> datetime:
    """A newer profile is one newer than the rating or stop; a morning counts from when it was given.

    Taken: where nothing says when the morning was rated, the end of the next date, which is later and safer.
    """
    session = judged.session
    worst_then = max([r for r in (session.during, session.after) if r is not None], default=0)
    moment = session.ended_at or session.at
    then = worst_then >= 9 or (worst_then == 8 and judged.ref <= 5) or session.stop in ("sharp", "spread")
    morning = session.morning or 0
    if morning >= 9 or (morning == 8 and judged.ref <= 5):
        next_day = (session.at + timedelta(1)).replace(hour=23, minute=59, second=59)
        given = session.morning_at or next_day
        moment = max(moment, given) if then else given
    return moment if state.p2_at is None else max(state.p2_at, moment)


def own_down(state: State, id_: str, today: date) -> None:
    """P15: half; at half already rest for 7 days; in a rest it begins anew."""
    if state.own.get(id_, FULL) <= HALF:
        state.own[id_], state.rest_from[id_] = REST, today
    else:
        state.own[id_] = HALF
    state.own_since[id_] = state.starts
