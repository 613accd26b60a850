"""What the plan of a past session tells that the files of today no longer do; it must not know what rows ask for.

Rounds a day, usual pain, ratings and the screening may have been changed since. Folded anew, the log could then
lead to doses that nobody has played yet. So a past session shows how much its plan was, and whether it was allowed.
A plan that was made with the files of today changes nothing here. The functions change the state they are given.
"""

from coach.core import doses
from coach.core.model import Dose, Level, Session
from coach.core.progression.state import LEVELS, Setting, State, dose_now, wall_time

MOST_ROUNDS = 6


def heed_plan(setting: Setting, state: State, session: Session) -> None:
    """Lowers level or targets to what a session of the routine planned, where that was less.

    Where a lower level explains the whole plan, the level was that low; else the targets were. A copy of the
    routine's own doses says nothing of a level: the log also takes it down where there was nothing to play.
    """
    if any(each.routine == session.routine for each in state.today):
        return  # A later round may be near the limit of the day; the first one told.
    less = _planned_less(setting, state, session)
    if not less:
        return
    new = {id_: dose for id_, dose in session.planned.items() if _is_first(state, id_)}
    copied = session.planned == session.routine_doses
    level = None if copied else _explaining_level(setting, state, new)
    if level is not None:
        state.level = level
    elif state.level == "full":
        for id_ in less:
            state.targets[id_] = doses.least(setting.exercises[id_], state.targets[id_], new[id_])


def was_allowed(setting: Setting, state: State, session: Session) -> bool:
    """Whether the session was allowed when it was done, as far as the log can tell.

    Only the latest screening is known. Where it came after the session, an earlier one may have lifted a P2 or a G3
    before. What shows that: sets that were timed one by one, as only a session played with the coach has them, or a
    plan that is not just a copy of the routine's own doses, which the log takes down where nothing was allowed.
    """
    if state.blocked or state.sore is not None:
        return False
    if not state.shut:
        return True
    screened_before = setting.screened_at is not None and setting.screened_at <= wall_time(session.at)
    planned_by_coach = bool(session.planned) and session.planned != session.routine_doses
    played = any(each.at != session.at for each in session.sets)
    state.shut = not (screened_before or planned_by_coach or played)
    return not state.shut


def nothing_to_do(setting: Setting, state: State, session: Session) -> bool:
    """Whether an empty plan was one by the rules: all dropped at half, or done before on the same day.

    Such a day may be green, so that there is a way back. What another routine's plan would have held is not known.
    """
    if session.planned:
        return False
    if session.routine != setting.routine.id:
        return state.level == "half"
    mine = [id_ for id_ in state.own if setting.exercises[id_].stage <= state.stage]
    left = any(dose_now(setting, state, id_).repetitions > 0 for id_ in mine)
    return bool(mine) and not left and (state.level == "half" or bool(state.today))


def _planned_less(setting: Setting, state: State, session: Session) -> list[str]:
    """The exercises, played for the first time that day, of which less was planned than the state would."""
    if state.level == "half":
        return []
    found = []
    for id_, dose in session.planned.items():
        now = state.targets.get(id_)
        if now is None or (dose.reps >= now.reps and dose.sets >= now.sets and dose.hold_s >= now.hold_s):
            continue
        if state.level != "full":
            target, now = now, doses.at_level(now, setting.exercises[id_], state.level)
            if now == dose:
                if now != doses.at_level(target, setting.exercises[id_], "half"):
                    return []  # One exercise that was played at this level and at no lower one tells it all.
                continue
        if _is_first(state, id_) and doses.least(setting.exercises[id_], now, dose) != now:
            found.append(id_)
    return found


def _is_first(state: State, id_: str) -> bool:
    """Whether nothing of an exercise was planned before on that day: a later round may be near a limit."""
    return id_ in state.targets and not any(id_ in session.planned for session in state.today)


def _explaining_level(setting: Setting, state: State, planned: dict[str, Dose]) -> Level | None:
    """The highest level below the state's at which it would have planned just that.

    None where there is none, or where more rounds a day explain the plan as well: then the targets were lower.
    """
    here = {id_: (state.targets[id_], setting.exercises[id_], dose) for id_, dose in planned.items()}
    for rounds in range(setting.routine.rounds_per_day + 1, MOST_ROUNDS + 1):
        if all(doses.under_limits(target, exercise, rounds) == dose for target, exercise, dose in here.values()):
            return None
    for level in reversed(LEVELS[: LEVELS.index(state.level)]):
        if all(doses.at_level(target, exercise, level) == dose for target, exercise, dose in here.values()):
            return level
    return None
