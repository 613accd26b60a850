"""What is said of a day as a whole beside its rows: what they leave of the doses, what is new, what brings it back.

It decides nothing. Reasons are ids with figures; the sentences are elsewhere (`coach.core.words`).
"""

from dataclasses import replace

from coach.core import doses
from coach.core.exercise import Dose, Exercise
from coach.core.model.decided import Finding, Prescribed
from coach.core.progression import explain, matchers
from coach.core.progression.fold import Start
from coach.core.progression.setbacks import REST_UNTIL_DAYS
from coach.core.progression.state import Setting, State
from coach.core.reason import Figure, Reason

# The rows' sentences that say what follows for all doses, with the level that they take for granted.
SAYS_LEVEL = {
    **dict.fromkeys(("past_five", "rise", "stopped_for_pain", "sore_day", "severe_cleared", "long_break"), "half"),
    **dict.fromkeys(
        ("climbing", "climbing_on", "up_twice", "up_past_five", "sore_morning", "too_much", "short_break"),
        "reduced",
    ),
}
HOLDS = ("P14", "P9", "P10")
LONG_AGO_DAYS = 2  # From then on it is said when a session was.
# The rows of a session that tell of it as if it had just been.
OF_A_SESSION = (
    "past_five", "rise", "stopped_for_pain", "up_twice", "up_past_five", "sore_morning", "too_much",
    "hurt_in_exercise", "rest_of_exercise",
)  # fmt: skip


def as_played(
    setting: Setting, state: State, found: tuple[Finding, ...], played: tuple[Prescribed, ...], *, allowed: bool
) -> tuple[Finding, ...]:
    """The rows, each that says what follows for the doses told what is played now, where that is another level.

    At half already a row that asks for a little less changes nothing; what is at its least gets no smaller. Where
    no session is allowed nothing follows for the doses. What is some days old says when it was, and a rest how much
    of it is left.
    """
    level = state.level_now() if allowed else "none"
    less = (_total(setting, each.id, each.dose) < _total(setting, each.id, each.target) for each in played)
    least = allowed and level != "full" and bool(played) and not any(less)
    last = state.routines[setting.routine.id].planned
    same = allowed and bool(played) and all(last.get(each.id) == each.dose for each in played)
    only_sore = level != state.level
    told = (_back_up(each, level, same) or _as_played(each, level, least, only_sore) for each in found)
    return tuple(_as_of_today(state, each) for each in told)


def _total(setting: Setting, id_: str, dose: Dose) -> int:
    return doses.total(dose, setting.exercises[id_])


def _back_up(found: Finding, level: str, same: bool) -> Finding | None:
    """P12 where no dose grows by it: from half on the movement does."""
    if found.rule != "P12" or not same:
        return None
    return replace(found, reason=Reason("back_up_same", **{**found.reason.figures, "level": level}))


def _as_played(found: Finding, level: str, least: bool, only_sore: bool) -> Finding:
    says = SAYS_LEVEL.get(found.reason.id)
    if says is None or (says == level and not least):
        return found
    return _with(
        found, level=level, **({"least": True} if least else {}),
        **({"only_today": True} if only_sore and says == "reduced" and level == "half" else {}),
    )  # fmt: skip


def _as_of_today(state: State, found: Finding) -> Finding:
    """How long ago the session was that a row is about, what is left of a rest, and what today may add."""
    assert state.day is not None
    on, last, id_ = state.day.on, state.last_on, found.reason.id
    if id_ in OF_A_SESSION and last is not None and (on - last).days >= LONG_AGO_DAYS:
        return _with(found, days_ago=(on - last).days)
    if found.rule == "P16" and state.rest_until is not None and (state.rest_until - on).days < REST_UNTIL_DAYS:
        return _with(found, days_left=(state.rest_until - on).days)
    if id_ == "one_more_good_day" and last == on and state.day.green and not state.day.spoiled:
        return _with(found, today=True)
    return found


def _with(found: Finding, **figures: Figure) -> Finding:
    return replace(found, reason=Reason(found.reason.id, **{**found.reason.figures, **figures}))


def unlisted(setting: Setting, start: Start, played: tuple[Prescribed, ...]) -> Reason | None:
    """What is new today without a row of the table; None where all is as it was."""
    state, mine = start.state, start.state.routines[setting.routine.id]
    if state.last is None or not mine.planned:
        return Reason("first" if state.last is None else "first_of_routine")
    if came_back := explain.back(setting, start):
        return came_back
    if any(each.id in start.edited for each in played):
        return Reason("routine_changed")
    more = [
        each.id for each in played if _is_more(each.dose, mine.planned.get(each.id), setting.exercises[each.id])
    ]
    last = state.last
    if more and start.day != state.last_on and matchers.at_start(last.before, state.last_ref, False):
        return Reason("after_sore_day")
    if more:
        return Reason("step_back_up", names=tuple(setting.exercises[id_].name for id_ in more))
    # What is done in some rounds alone is there now and then, which is nothing new.
    by_turns = last.aside.keys() | {id_ for id_, item in setting.items.items() if item.rounds}
    others = (last.planned.keys() ^ {each.id for each in played}) - by_turns
    others = others if last.routine == setting.routine.id else set()
    same = not others and all(
        each.dose == mine.planned.get(each.id, each.dose if each.id in by_turns else None) for each in played
    )
    return None if same else Reason("some_change")


def _is_more(dose: Dose, last: Dose | None, exercise: Exercise) -> bool:
    if last is None or dose == last:
        return False
    return (doses.total(dose, exercise), dose.hold_s) > (doses.total(last, exercise), last.hold_s)


def also(
    setting: Setting, start: Start, found: tuple[Finding, ...], new: Reason | None, played: tuple[Prescribed, ...]
) -> tuple[Reason, ...]:
    """What is said after the day's reason of a session that is allowed: what brings back what is less today."""
    state, rows = start.state, {each.rule for each in found}
    if "P13" in rows:
        return (explain.NOTHING_HARDER,) if explain.opened_nothing(setting, start) else ()
    if not played or not found:
        return ()
    if rows <= {*HOLDS, explain.SCREENING}:
        return (new,) if new is not None and new.id not in ("first", "first_of_routine") else ()
    if not start.gap and not state.matched:
        return (Reason("only_today" if state.level == "full" else "way_back"),) if state.sore else ()
    if state.level != "full":
        mine = state.routines[setting.routine.id]
        less = any(explain.below_mark(setting, mine.targets[each.id], mine.marks, each.id) for each in played)
        return (Reason("way_back_from_less" if less and state.matched else "way_back"),)
    hurt = "P15" in rows and any(each.own_level != "full" for each in played)
    return (Reason("exercise_way_back"),) if hurt else ()
