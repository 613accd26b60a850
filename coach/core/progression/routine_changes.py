"""What the routine's file, as it was at each session, does to its targets: hand edits, and what comes back.

It must not know ratings. Every function changes the state that it is given.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace
from datetime import date

from coach.core import doses
from coach.core.exercise import Dose, base_of, bases
from coach.core.model.done import Session
from coach.core.progression.first_state import (
    all_limited,
    entries_together,
    known_doses,
    limited,
    smaller_start,
    start_again,
)
from coach.core.progression.state import Day, Setting, State, Targets, may_play
from coach.core.screening import is_quiet
from coach.core.screening.table import RETURNING

NONE: frozenset[str] = frozenset()
# A screening without a date is read as one of 1970.
DATED_FROM_YEAR = 2000


def hand_edits(setting: Setting, state: State, routine: str, own: Mapping[str, Dose]) -> frozenset[str]:
    """Where the routine's own dose differs from the one at its last session, the target becomes the new dose.

    Below level full only a smaller one counts. An exercise that is new in the file starts at the routine's dose.
    Gives the ids of those whose target changed.
    """
    mine = state.routines[routine]
    if own == mine.own and [*own] == [*mine.own]:
        return NONE
    then, mine.own = mine.own, known_doses(setting, own)
    edited = set()
    most = all_limited(setting, mine.own, routine)
    for id_, dose in mine.own.items():
        if then.get(id_) == dose:
            continue
        new, old = most[id_], mine.targets.get(id_)
        if id_ not in then or old is None or state.level == "full" or _smaller(setting, id_, new, old):
            mine.targets[id_] = mine.marks[id_] = new
            if new != old:
                edited.add(id_)
    for group in entries_together(mine.own):
        if any(then.get(id_) != mine.own[id_] for id_ in group):
            edited |= _at_most(setting, mine, group, most)
    return frozenset(edited)


def _at_most(setting: Setting, mine: Targets, group: Sequence[str], most: Mapping[str, Dose]) -> set[str]:
    """Where one entry of an exercise changed, the others go back to what is written: the day is for all of them."""
    lowered = {id_ for id_ in group if _smaller(setting, id_, most[id_], mine.targets[id_])}
    for id_ in group:
        mine.targets[id_] = most[id_] if id_ in lowered else mine.targets[id_]
        mine.marks[id_] = most[id_] if _smaller(setting, id_, most[id_], mine.marks[id_]) else mine.marks[id_]
    return lowered


def bring_to_written(setting: Setting, state: State, routine: str, fixed: frozenset[str]) -> frozenset[str]:
    """Brings what is fixed down to its written dose, where it rose before it was; its mark too.

    Gives the ids of those whose target changed.
    """
    mine, lowered = state.routines[routine], set()
    for id_ in fixed & mine.own.keys() & mine.targets.keys():
        written = limited(setting, id_, mine.own[id_], routine)
        if _smaller(setting, id_, written, mine.targets[id_]):
            mine.targets[id_] = written
            lowered.add(id_)
        if _smaller(setting, id_, written, mine.marks[id_]):
            mine.marks[id_] = written
    return frozenset(lowered)


def returning(setting: Setting, state: State, may: bool, session: Session | None) -> frozenset[str]:
    """The movement that comes back now after it had been left out; for a plan only where `may` says so.

    One comes back at a time, the first in routine order, of the lowest stage first, so that a step back of the
    stage brings nothing else back instead. For a past session it is those that were planned.
    """
    if session is not None:
        return state.held_out & bases(session.planned) | _began_small(setting, state, session)
    waiting = [id_ for id_ in setting.items if base_of(id_) in state.held_out and may_play(setting, state, id_)]
    if not may or not waiting:
        return NONE
    return frozenset({base_of(min(waiting, key=lambda id_: setting.exercises[id_].stage))})


def _began_small(setting: Setting, state: State, session: Session) -> frozenset[str]:
    """What was new in the file of a past session and yet began at its start dose: the answers of then said so."""
    mine = state.routines[session.routine]
    found = set()
    for id_ in _entries(session.planned.keys() & mine.targets.keys() - mine.planned.keys(), RETURNING):
        target, level, dose = mine.targets[id_], state.level_now(id_), session.planned[id_]
        start = smaller_start(setting, id_, target, session.routine)
        usual = target if level == "rest" else doses.at_level(target, setting.exercises[id_], level)
        if _smaller(setting, id_, dose, usual) and not _smaller(setting, id_, start, dose):
            found.add(base_of(id_))
    return frozenset(found)


def _entries(ids: Iterable[str], of: Set[str]) -> list[str]:
    """Those that are entries of these exercises."""
    return [id_ for id_ in ids if base_of(id_) in of]


def after_quiet_weeks(
    setting: Setting, opened: Setting, state: State, day: date, session: Session | None
) -> Setting:
    """The setting of a day: `opened` from 28 days with 10 green ones on, until the next P2, P4 or P5.

    Days before the screening do not count, nor those up to a session that had other answers. What opens has waited,
    also where it is new in the file: it comes back slowly as everything else does (screening, row DL), and the
    routine's file raises it no more than an easy day does.
    """
    slow = frozenset(id_ for id_ in setting.barred if id_ not in opened.barred)
    if setting.screened_at is None or setting.screened_at.year < DATED_FROM_YEAR:
        return setting  # Nobody knows since when the phase has been the later one.
    is_open = state.open_since is not None
    is_open = is_open or is_quiet(setting.screened_at.date(), state.setback, state.green_on, day)
    if session is not None and _had_other_answers(setting, state, session, slow, is_open=is_open):
        quiet_anew(state, day)
        return setting
    if not is_open:
        return setting
    if state.open_since is None:
        state.open_since, state.back = day, NONE
    opens = slow & bases(setting.items if session is None else session.planned)
    state.held_out |= opens - state.back
    for routine, mine in state.routines.items():
        start_again(setting, state, routine, _entries(mine.targets, opens))
    return replace(opened, slow=slow)


def quiet_anew(state: State, day: date) -> None:
    """The days of row DL begin anew, and what they had opened is left out again."""
    state.setback, state.open_since, state.back = day, None, NONE


def _had_other_answers(
    setting: Setting, state: State, session: Session, slow: frozenset[str], *, is_open: bool
) -> bool:
    """Whether a past session planned what today's answers would have left out of it, or kept small.

    Answers that were changed in the profile by hand keep the date of the old ones: the plans tell them apart.
    """
    if not is_open:
        return not slow.isdisjoint(bases(session.planned))
    known = state.routines[session.routine].targets
    return any(
        _smaller(setting, id_, smaller_start(setting, id_, known[id_], session.routine), session.planned[id_])
        for id_ in _entries(session.planned.keys() & known.keys(), slow)
    )


def bring_back(setting: Setting, state: State, returned: frozenset[str]) -> None:
    """An exercise that comes back does so at its start dose, or at its target where smaller, in every routine."""
    for routine, mine in state.routines.items():
        start_again(setting, state, routine, _entries(mine.targets, returned))
    state.held_out -= returned
    state.back |= returned
    state.half_today |= returned


def hold_out(setting: Setting, state: State, day: Day) -> None:
    """Notes the movements that screening left out on a day that is over: in a routine's file, and never planned.

    Neither above the stage nor at rest, nor of another round, nor standing in where that was not
    needed. A movement that was left out of one routine waits in all of them; what
    keeps the spine still was left out for other reasons, and comes back as it was.
    """
    shown = [session for session in day.sessions if session.planned and session.routine_doses]
    planned = {id_ for session in day.sessions for id_ in session.planned}
    out = {
        base_of(id_)
        for session in shown
        for id_ in session.routine_doses.keys() - planned - session.aside.keys()
        if _left_out(setting, state, session.routine, id_)
    }
    if out or state.held_out:
        state.held_out = frozenset((state.held_out | out) - bases(planned))


def _left_out(setting: Setting, state: State, routine: str, id_: str) -> bool:
    """Whether a movement of the routine would have been played, but for the screening."""
    exercise = setting.exercises.get(id_)
    if exercise is None or exercise.tags == {"neutral"} or exercise.stage > state.stage or state.own_of(id_):
        return False
    target = state.routines[routine].targets.get(id_)
    return target is not None and target.repetitions > 0


def _smaller(setting: Setting, id_: str, new: Dose, old: Dose) -> bool:
    exercise = setting.exercises[id_]
    return doses.total(new, exercise) < doses.total(old, exercise)
