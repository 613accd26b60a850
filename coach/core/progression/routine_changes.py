"""What the routine's file, as it was at each session, does to its targets: hand edits, and what comes back.

It must not know ratings. Every function changes the state that it is given.
"""

from collections.abc import Mapping
from datetime import date

from coach.core import doses
from coach.core.model import Dose, Session
from coach.core.progression.state import Setting, State, dose_now, known_doses, limited, may_play, restart_dose
from coach.core.screening import is_quiet

NONE: frozenset[str] = frozenset()
# A screening without a date is read as one of 1970.
DATED_FROM_YEAR = 2000


def hand_edits(setting: Setting, state: State, own: Mapping[str, Dose]) -> frozenset[str]:
    """Where the routine's own dose differs from the one at its last session, the target becomes the new dose.

    Below level full only a smaller one counts. An exercise that is new in the file starts at the routine's dose.
    Gives the ids of those whose target changed.
    """
    if own == state.own and [*own] == [*state.own]:
        return NONE
    then, state.own = state.own, known_doses(setting, own)
    edited = set()
    for id_, dose in state.own.items():
        if then.get(id_) == dose:
            continue
        new, old = limited(setting, id_, dose), state.targets.get(id_)
        if id_ not in then or old is None or state.level == "full" or _smaller(setting, id_, new, old):
            state.targets[id_] = new
            if state.anew:
                state.targets[id_] = restart_dose(setting, state, id_)
            if state.targets[id_] != old:
                edited.add(id_)
    state.anew = False
    return frozenset(edited)


def returning(setting: Setting, state: State, may: bool, session: Session | None) -> frozenset[str]:
    """The exercises that come back now after they had been left out; for a plan only where `may` says so.

    What a phase of the screening leaves out moves the spine: of those one comes back at a time, the first in
    routine order. Neutral ones were left out for other reasons (a lower stage in the profile) and come back
    together. For a past session it is those that were planned.
    """
    if session is not None:
        return state.held_out & session.planned.keys()
    if not may:
        return NONE
    waiting = [id_ for id_ in setting.items if id_ in state.held_out and id_ not in setting.barred]
    neutral = {id_ for id_ in waiting if setting.exercises[id_].tags == {"neutral"}}
    # The lowest stage first, so that a step back of the stage brings nothing else back instead.
    first = min(
        (id_ for id_ in waiting if id_ not in neutral),
        key=lambda id_: setting.exercises[id_].stage,
        default=None,
    )
    back = neutral if first is None else neutral | {first}
    return frozenset(id_ for id_ in back if may_play(setting, state, id_))


def after_quiet_weeks(
    setting: Setting, opened: Setting, state: State, day: date, session: Session | None
) -> Setting:
    """The setting of a day: `opened` after quiet weeks (`screening.is_quiet`), until the next P2, P4 (S) or P5 (S).

    Weeks before the screening do not count. What opens has waited, also where it is new in the file: it comes back
    slowly as everything else does (screening, row DL).
    """
    if state.open_since is None:
        if setting.screened_at is None or setting.screened_at.year < DATED_FROM_YEAR:
            return setting  # Nobody knows since when the phase has been the later one.
        if not is_quiet(setting.screened_at.date(), state.stepped_back, state.green_on, day):
            return setting
        state.open_since, state.back = day, NONE
    names = setting.items if session is None else session.planned
    opens = {id_ for id_ in names if id_ in setting.barred and id_ not in opened.barred and id_ in state.targets}
    state.held_out |= opens - state.back
    return opened


def bring_back(setting: Setting, state: State, returned: frozenset[str]) -> None:
    """An exercise that comes back does so at its start dose, or at the routine's or its target where smaller."""
    state.targets.update({id_: restart_dose(setting, state, id_) for id_ in returned if id_ in state.targets})
    state.held_out -= returned
    state.back |= returned
    state.half_today |= {id_ for id_ in returned if setting.exercises[id_].tags != {"neutral"}}


def hold_out(setting: Setting, state: State, session: Session) -> None:
    """Notes what screening left out of a session: in the routine's file, allowed by stage, not planned.

    A movement that was left out of one routine waits in all of them.
    """
    planned, own = session.planned, session.routine_doses
    if not planned or not own:
        return
    if state.held_out or not own.keys() <= planned.keys():
        left = _left_out if session.routine == setting.routine.id else _left_out_elsewhere
        out = {
            id_
            for id_ in own
            if id_ not in planned
            and id_ in setting.exercises
            and setting.exercises[id_].stage <= state.stage
            and left(setting, state, id_)
        }
        state.held_out = frozenset((state.held_out | out) - planned.keys())


def _left_out(setting: Setting, state: State, id_: str) -> bool:
    """Whether an exercise of the routine would have been played, but for the screening."""
    return id_ in state.targets and dose_now(setting, state, id_).repetitions > 0


def _left_out_elsewhere(setting: Setting, state: State, id_: str) -> bool:
    """The same for another routine, whose targets are not known: half of one may have been too little to play."""
    return setting.exercises[id_].tags != {"neutral"} and state.level != "half" and not state.today


def _smaller(setting: Setting, id_: str, new: Dose, old: Dose) -> bool:
    exercise = setting.exercises[id_]
    return doses.total(new, exercise) < doses.total(old, exercise)
