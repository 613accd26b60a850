"""The fold over the session log: what the start and the end of a session do; it must not know how a plan is shown.

Ratings, level and stage belong to the person and fold over every session, whatever its routine. Targets belong to
the routine at hand: a cut at any session cuts them; a raise at a session of another routine counts as the raise and
leaves them as they are. Screening is today's; what it allowed at a past session is seen from that session's plan,
and the exercises of that day and their order from the routine's doses that it keeps.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from coach.core import doses
from coach.core.model import Dose, Finding, Session
from coach.core.progression import matchers as rows
from coach.core.progression import past_plans, ratings
from coach.core.progression import routine_changes as of_file
from coach.core.progression.raises import holds, rise
from coach.core.progression.state import Setting, State, close_day, fall, first_state, restart_dose
from coach.core.reason import Reason

NO_DOSES: Mapping[str, Dose] = {}


@dataclass(slots=True)
class Start:
    """A state at the start of a session, with what led to it: `rows` G and B, `moves` up or, for a plan, hold.

    `raised` holds the targets as they were before P11; `edited` and `returned` name exercises. `setting` is the one
    that holds on this day; `allowed` says whether the session was, as far as the log can tell.
    """

    setting: Setting
    state: State
    ref: int
    rows: tuple[Finding, ...]
    moves: tuple[Finding, ...]
    raised: Mapping[str, Dose]
    edited: frozenset[str]
    returned: frozenset[str]
    allowed: bool = True


def fold(setting: Setting, sessions: Sequence[Session], earlier: State | None = None) -> State:
    """The state after the sessions, which are sorted by time.

    `earlier` is the state after the sessions before them, with the same setting; None where these are the first.
    """
    state = first_state(setting, sessions) if earlier is None else earlier.copy()
    routine = setting.routine.id
    for session in sessions:
        own = (session.routine_doses or None) if session.routine == routine else None
        start = _begin(setting, state, session.at.date(), session.before, own, session)
        _end(setting, start, session)
    return state


def begin(
    setting: Setting,
    state: State,
    day: date,
    before: int | None,
    own: Mapping[str, Dose] | None,
    session: Session | None = None,
) -> Start:
    """The start of a session (G and B, hand edits, then up and hold), or of a plan where there is no session yet.

    `own` are the doses in the routine's file at that time, None where unknown or of another routine.
    """
    return _begin(setting, state.copy(), day, before, own, session)


def end(setting: Setting, start: Start, session: Session) -> State:
    """The end of a session: its S rows, what they do to level, stage and targets, and what its day counts as."""
    start = replace(start, state=start.state.copy())
    _end(setting, start, session)
    return start.state


def _begin(
    setting: Setting,
    state: State,
    day: date,
    before: int | None,
    own: Mapping[str, Dose] | None,
    session: Session | None,
) -> Start:
    later = state.day is None or day > state.day
    day_was_green = state.day_green
    if later:
        close_day(state, day)
    ref = ratings.reference(state.befores, setting.usual)
    found, edited = _step_back(setting, state, day, before, ref, own, session)
    if own is not None:
        edited |= of_file.hand_edits(setting, state, own)
    ours = session is None or session.routine == setting.routine.id
    if setting.opened is not None and (later or state.open_since):
        setting = of_file.after_quiet_weeks(setting, setting.opened, state, day, session)
    comfortable = before is None or before <= ratings.comfort(ref)
    allowed = session is None or past_plans.was_allowed(setting, state, session)
    waited, returned = state.held_out, of_file.NONE
    if waited and allowed:
        returned = of_file.returning(setting, state, later and comfortable, session)
        of_file.bring_back(setting, state, returned)
    moves: tuple[Finding, ...] = ()
    raised = NO_DOSES
    if not (state.matched or state.blocked or found or state.sore or setting.refusal):
        if later and day_was_green and comfortable:
            moves, raised = rise(setting, state, day, session, waited)
        if session is None:
            moves = moves or holds(state, before, ref)
    if not allowed:
        state.no_good_day()
    elif session is not None and ours:
        past_plans.heed_plan(setting, state, session)
    return Start(setting, state, ref, found, moves, raised, edited, returned, allowed)


def _step_back(
    setting: Setting,
    state: State,
    day: date,
    before: int | None,
    ref: int,
    own: Mapping[str, Dose] | None,
    session: Session | None,
) -> tuple[tuple[Finding, ...], frozenset[str]]:
    """The G and B rows: one step, so the level falls once; with the hand edits that come before a new start."""
    gap, edited = _after_break(setting, state, day, own, session)
    start = rows.at_start(before, ref, sore_before=bool(state.befores) and rows.too_sore(state.befores[-1]))
    if gap or start:
        fall(state, (*gap, *start), day)
    if start:
        # The day that began too sore is not a good day; a break before it does not count against it.
        state.no_good_day()
        state.sore = next((each for each in start if each.rule == "P3"), state.sore)
    return (*gap, *start), edited


def _after_break(
    setting: Setting, state: State, day: date, own: Mapping[str, Dose] | None, session: Session | None
) -> tuple[tuple[Finding, ...], frozenset[str]]:
    """The G row. A refused start ends no break."""
    last = state.done_on
    if last is None or (session is not None and ratings.refused(session)):
        return (), of_file.NONE
    days = day.toordinal() - last.toordinal()
    row = rows.between(days)
    if row is None:
        return (), of_file.NONE
    gap = (rows.finding(row, days=days),)
    if row != "G3":
        return gap, of_file.NONE
    if not setting.screened_after_break(last):
        state.blocked = (*state.blocked, *gap)
        return gap, of_file.NONE
    # A dose that was changed in the break is the routine's own dose by now: it is no way around the start doses.
    edited = of_file.NONE if own is None else of_file.hand_edits(setting, state, own)
    _start_again(setting, state, day)
    state.anew = own is None
    return gap, edited


def _start_again(setting: Setting, state: State, day: date) -> None:
    """G3 after a new screening: start doses, full, stage 1.

    A break never lets anything rise, so a target, or a routine's own dose, that is below the start dose stays.
    """
    if state.stage != 1:
        state.stage, state.stage_changed = 1, day
    state.level = "full"
    state.targets = {id_: restart_dose(setting, state, id_) for id_ in state.targets}
    state.shut = True


def _end(setting: Setting, start: Start, session: Session) -> None:
    state = start.state
    day = session.at.date()
    counts = ratings.counts(session)
    unfinished = ratings.unfinished(session, counts, setting.exercises)
    worst = ratings.worst(session)
    state.weeks.add(day.toordinal(), session.after)
    ended = rows.Ended(
        session, worst, start.ref, unfinished, state.last, state.last_ref, state.weeks, state.climbed
    )
    found = rows.after_session(ended)
    if start.allowed:
        of_file.hold_out(setting, state, session)
    _count_day(setting, state, session, bool(found) or not ratings.green(session, start.ref, not unfinished))
    if found:
        found = tuple(_once_cleared(setting, session, each) for each in found)
        _after_rows(setting, state, ended, found)
    if session.before is not None:
        state.befores = (*state.befores[-2:], session.before)
    state.last, state.last_ref, state.matched = session, start.ref, found
    if not ratings.refused(session):
        state.done_on = day
    if not counts.keys() <= state.played:
        state.played.update(id_ for id_, sides in counts.items() if any(sides.values()))
    state.planned.update(session.planned)
    state.today.append(session)


def _count_day(setting: Setting, state: State, session: Session, not_green: bool) -> None:
    """What a session makes of its day. With an empty plan it may be a green day, but never an easy one."""
    if not_green or not (session.planned or past_plans.nothing_to_do(setting, state, session)):
        state.no_good_day()
    elif session.effort != "easy" or not (session.planned or any(each.planned for each in state.today)):
        state.day_easy = False


def _after_rows(setting: Setting, state: State, ended: rows.Ended, found: Sequence[Finding]) -> None:
    """What the S rows do, in table order: at half already pain cuts the targets, then P8 what was not finished."""
    session, targets, exercises = ended.session, state.targets, setting.exercises
    names = {each.rule for each in found}
    pain = "P2" in names or session.stopped == "pain" or ratings.rose(session)
    if state.level == "half" and names & {"P2", "P4", "P5"} and pain:
        state.targets = targets = {id_: doses.cut(target, exercises[id_]) for id_, target in targets.items()}
    if "P8" in names:
        for id_ in ended.unfinished:
            if id_ in targets:
                targets[id_] = doses.one_step_down(targets[id_], exercises[id_])
    if "P6" in names:
        state.climbed = session.at.date()
    if names & {"P2", "P4", "P5"}:
        state.stepped_back, state.green_on, state.open_since = session.at.date(), (), None
    if "P2" in names and setting.cleared(session):
        state.shut = True
    elif "P2" in names:
        state.blocked = (*state.blocked, *(each for each in found if each.rule == "P2"))
    fall(state, found, session.at.date())


def _once_cleared(setting: Setting, session: Session, found: Finding) -> Finding:
    """P2 after a newer screening allows a session again, so its sentence no longer says to stop."""
    if found.rule != "P2" or not setting.cleared(session):
        return found
    return replace(found, reason=Reason("severe_cleared", **found.reason.figures))
