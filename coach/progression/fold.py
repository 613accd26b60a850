"""The fold over the session log: what the start and the end of a session do; it must not know how a plan is shown.

Ratings, level and stage belong to the person and fold over every session, whatever its routine. Targets belong to
the routine at hand: a cut at any session cuts them; a raise at a session of another routine counts as the raise and
leaves them as they are. Screening is today's; what it allowed at a past session is seen from that session's plan.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from coach import doses
from coach.model import Dose, Finding, Session
from coach.progression import ratings, rows
from coach.progression.state import (
    Setting,
    State,
    close_day,
    dose_now,
    fall,
    first_state,
    limited,
    may_play,
    start_dose,
)
from coach.progression.up import holds, rise


@dataclass(frozen=True, slots=True)
class Start:
    """A state at the start of a session, with what led to it: `rows` G and B, `moves` up or, for a plan, hold.

    `raised` holds the targets as they were before P11; `edited` and `returned` name exercises.
    """

    state: State
    ref: int
    rows: tuple[Finding, ...]
    moves: tuple[Finding, ...]
    raised: Mapping[str, Dose]
    edited: frozenset[str]
    returned: frozenset[str]


def fold(setting: Setting, sessions: Sequence[Session]) -> State:
    """The state after the sessions, which are sorted by time."""
    state = first_state(setting, sessions)
    for session in sessions:
        ours = session.routine == setting.routine.id
        own = session.routine_doses if ours and session.routine_doses else None
        start = begin(setting, state, session.at.date(), session.before, own, session)
        state = end(setting, start, session)
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
    later = state.day is None or day > state.day
    day_was_green = state.day_green
    if later:
        state = close_day(state, day)
    ref = ratings.reference(state.befores, setting.usual)
    counts = session is None or not ratings.refused(session)
    state, found = _step_back(setting, state, day, before, ref, counts=counts)
    edited: frozenset[str] = frozenset()
    if own is not None:
        state, edited = _hand_edits(setting, state, own)
    ours = session is None or session.routine == setting.routine.id
    returned = _returning(setting, state, later, session) if ours else frozenset()
    state = _bring_back(setting, state, returned)
    moves: tuple[Finding, ...] = ()
    raised: Mapping[str, Dose] = {}
    if not (state.matched or state.blocked or found or state.sore or setting.refusal):
        if later and day_was_green and (before is None or before <= ratings.comfort(ref)):
            state, moves, raised = rise(setting, state, day, session)
        if session is None:
            moves = moves or holds(state, before, ref)
    return Start(state, ref, found, moves, raised, edited, returned)


def _step_back(
    setting: Setting, state: State, day: date, before: int | None, ref: int, *, counts: bool
) -> tuple[State, tuple[Finding, ...]]:
    """The G and B rows: one step, so the level falls once. A refused start (not `counts`) ends no break."""
    gap: tuple[Finding, ...] = ()
    base = state
    if counts and state.last_done is not None:
        days = (day - state.last_done.at.date()).days
        row = rows.between(days)
        if row is not None:
            gap = (rows.finding(row, f"{days} days since the last session"),)
        if row == "G3":
            if setting.cleared(state.last_done):
                base = _start_again(setting, state, day)
            else:
                base = replace(state, blocked=(*state.blocked, *gap))
    start = rows.at_start(before, ref, sore_before=bool(state.befores) and rows.too_sore(state.befores[-1]))
    if not gap and not start:
        return state, ()
    state = fall(base, (*gap, *start), day)
    if start:
        # The day that began too sore is not a good day; a break before it does not count against it.
        sore = next((each for each in start if each.rule == "P3"), state.sore)
        state = replace(state, day_green=False, day_easy=False, sore=sore)
    return state, (*gap, *start)


def _start_again(setting: Setting, state: State, day: date) -> State:
    """G3 after a new screening: start doses, full, stage 1.

    A break never lets anything rise, so a target, or a routine's own dose, that is below the start dose stays.
    """
    changed = day if state.stage != 1 else state.stage_changed
    targets = {id_: _restart_dose(setting, state, id_) for id_ in state.targets}
    return replace(state, level="full", stage=1, targets=targets, stage_changed=changed)


def _restart_dose(setting: Setting, state: State, id_: str) -> Dose:
    return doses.smallest(setting.items[id_].exercise, start_dose(setting, state, id_), state.targets[id_])


def _hand_edits(setting: Setting, state: State, own: Mapping[str, Dose]) -> tuple[State, frozenset[str]]:
    """Where the routine's own dose differs from the one at its last session, the target becomes the new dose.

    Below level full only a smaller one counts. An exercise that is new in the file starts at the routine's dose.
    """
    if own == state.own:
        return state, frozenset()
    own = {id_: dose for id_, dose in own.items() if id_ in setting.items}
    targets = dict(state.targets)
    for id_, dose in own.items():
        if state.own.get(id_) == dose:
            continue
        exercise = setting.items[id_].exercise
        new = limited(setting, id_, dose)
        smaller = doses.total(new, exercise) < doses.total(targets[id_], exercise)
        if id_ not in state.own or state.level == "full" or smaller:
            targets[id_] = new
    edited = frozenset(id_ for id_, target in targets.items() if target != state.targets[id_])
    return replace(state, targets=targets, own=own), edited


def _returning(setting: Setting, state: State, later: bool, session: Session | None) -> frozenset[str]:
    """The exercises that come back now, on a later date, after they had been left out.

    What a phase of the screening leaves out moves the spine: of those one comes back at a time, the first in
    routine order. Neutral ones were left out for other reasons (a lower stage in the profile) and come back
    together. For a past session it is those that were planned.
    """
    if not state.held_out:
        return frozenset()
    if session is not None:
        return state.held_out & session.planned.keys()
    if not later:
        return frozenset()
    waiting = [id_ for id_ in setting.items if id_ in state.held_out and id_ not in setting.barred]
    neutral = {id_ for id_ in waiting if setting.items[id_].exercise.tags == {"neutral"}}
    # The lowest stage first, so that a step back of the stage brings nothing else back instead.
    first = min(
        (id_ for id_ in waiting if id_ not in neutral),
        key=lambda id_: setting.items[id_].exercise.stage,
        default=None,
    )
    back = neutral if first is None else neutral | {first}
    return frozenset(id_ for id_ in back if may_play(setting, state, id_))


def _bring_back(setting: Setting, state: State, returned: frozenset[str]) -> State:
    """An exercise that comes back does so at its start dose, or at the routine's or its target where smaller."""
    if not returned:
        return state
    back = {id_: _restart_dose(setting, state, id_) for id_ in returned}
    return replace(state, targets={**state.targets, **back}, held_out=state.held_out - returned)


def end(setting: Setting, start: Start, session: Session) -> State:
    """The end of a session: its S rows, what they do to level, stage and targets, and what its day counts as."""
    state, day = start.state, session.at.date()
    unfinished = ratings.unfinished(session, setting.exercises)
    afters = state.afters if session.after is None else (*state.afters, (day, session.after))
    while afters and (day - afters[0][0]).days > 13:
        afters = afters[1:]
    ended = rows.Ended(session, start.ref, unfinished, state.last, state.last_ref, afters, state.climbed)
    found = tuple(_once_cleared(setting, session, each) for each in rows.after_session(ended))
    green = ratings.green(session, start.ref, not unfinished) and not found
    refused = ratings.refused(session)
    held_out = _held_out(setting, state, session)
    return replace(
        _after_rows(setting, state, ended, found),
        day_green=state.day_green and green,
        day_easy=state.day_easy and green and session.effort == "easy",
        befores=state.befores if session.before is None else (*state.befores[-2:], session.before),
        afters=afters,
        climbed=day if any(each.rule == "P6" for each in found) else state.climbed,
        last=session,
        last_ref=start.ref,
        last_done=state.last_done if refused else session,
        matched=found,
        played=state.played.union(each.exercise for each in session.sets if each.reps > 0),
        held_out=held_out,
        today=(*state.today, session),
    )


def _after_rows(setting: Setting, state: State, ended: rows.Ended, found: Sequence[Finding]) -> State:
    """What the S rows do, in table order: at half already pain cuts the targets, then P8 what was not finished."""
    if not found:
        return state
    names = {each.rule for each in found}
    targets = dict(state.targets)
    asks_half = bool(names & {"P2", "P4", "P5"})
    pain = "P2" in names or ended.session.stopped == "pain" or ratings.rose(ended.session)
    if state.level == "half" and asks_half and pain:
        targets = {id_: doses.cut(target, setting.items[id_].exercise) for id_, target in targets.items()}
    if "P8" in names:
        for id_ in ended.unfinished:
            if id_ in targets:
                targets[id_] = doses.one_step_down(targets[id_], setting.items[id_].exercise)
    severe = tuple(each for each in found if each.rule == "P2" and not setting.cleared(ended.session))
    state = replace(state, targets=targets, blocked=(*state.blocked, *severe))
    return fall(state, found, ended.session.at.date())


def _once_cleared(setting: Setting, session: Session, found: Finding) -> Finding:
    """P2 after a newer screening allows a session again, so its sentence no longer says to stop."""
    if found.rule != "P2" or not setting.cleared(session):
        return found
    return replace(found, sentence="After severe or spreading pain: half as much and less far.")


def _held_out(setting: Setting, state: State, session: Session) -> frozenset[str]:
    """The exercises that screening left out of a session: in the routine's file, allowed by stage, not planned."""
    if session.routine != setting.routine.id or not session.planned or not session.routine_doses:
        return state.held_out
    out = {
        id_
        for id_ in session.routine_doses
        if id_ in setting.items
        and id_ not in session.planned
        and setting.items[id_].exercise.stage <= state.stage
        and dose_now(setting, state, id_).repetitions > 0
    }
    return frozenset((state.held_out | out) - session.planned.keys())
