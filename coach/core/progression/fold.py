"""The fold over the session log: what the start and the end of a session do; it must not know how a plan is shown.

Ratings, level, own levels and stage belong to the person and fold over every session, whatever its routine. Targets
belong to each routine; a cut cuts all of them. Screening is today's; what it allowed at a past session is seen from
that session's plan, and the exercises of that day and their order from the routine's doses that it keeps.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from coach.core.exercise import Dose, bases
from coach.core.history import repetitions
from coach.core.model.decided import Finding
from coach.core.model.done import Session
from coach.core.progression import matchers, ratings, rules
from coach.core.progression import routine_changes as of_file
from coach.core.progression.day_counts import move_on
from coach.core.progression.day_limits import begun
from coach.core.progression.first_state import first_state, first_targets
from coach.core.progression.raises import Raised, holds, rise
from coach.core.progression.ratings import Rated
from coach.core.progression.setbacks import after_break, after_rows, lift, start_anew
from coach.core.progression.state import Setting, State
from coach.core.screening.table import RETURNING

NONE: frozenset[str] = frozenset()


@dataclass(slots=True)
class Start:
    """A state at the start of a session, with what led to it: `gap` G, `moves` up or, for a plan, hold.

    `raised` are the exercises that P11 or P17 raised; `edited` and `returned` name exercises. `setting` is the one
    that holds on this day. B rows are in the state's day.
    """

    setting: Setting
    state: State
    ref: int
    gap: tuple[Finding, ...]
    moves: tuple[Finding, ...]
    raised: frozenset[str]
    edited: frozenset[str]
    returned: frozenset[str]

    @property
    def day(self) -> date:
        assert self.state.day is not None
        return self.state.day.on


def fold(
    setting: Setting, sessions: Sequence[Session], earlier: State | None = None, latest: date = date.max
) -> State:
    """The state after the sessions, which are sorted by moment.

    A session of a date after `latest` counts as one of that; days never run backwards, whatever the dates say.
    `earlier` is the state after the sessions before them, with the same setting; None where these are the first.
    """
    state = first_state(setting, sessions) if earlier is None else earlier.copy()
    for session in sessions:
        if not session.running:
            session = _named_today(setting, session)
            own = session.routine_doses or None
            day = min(session.at.date(), latest)
            start = _begin(setting, state, day, session.before, own, session)
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

    `own` are the doses in the routine's file at that time, None where unknown.
    """
    session = None if session is None else _named_today(setting, session)
    return _begin(setting, state.copy(), day, before, own, session)


def end(setting: Setting, start: Start, session: Session) -> State:
    """The end of a session: its S rows, what they do to level, stage and targets, and what its day counts as."""
    start = replace(start, state=start.state.copy())
    _end(setting, start, _named_today(setting, session))
    return start.state


def _named_today(setting: Setting, session: Session) -> Session:
    routine = setting.routine_of(session)
    return session if routine == session.routine else replace(session, routine=routine)


def _begin(
    setting: Setting,
    state: State,
    day: date,
    before: int | None,
    own: Mapping[str, Dose] | None,
    session: Session | None,
) -> Start:
    if state.day is None or day > state.day.on:
        if state.day is not None:
            of_file.hold_out(setting, state, state.day)
        move_on(state, day)
    assert state.day is not None
    day = state.day.on
    later = state.last_on is None or day > state.last_on
    if state.rest_until is not None and day >= state.rest_until:
        state.rest = state.rest_until = None
    kept_usual = None if session is None else session.usual_pain
    ref = ratings.reference(state.befores, setting.usual if kept_usual is None else kept_usual)
    routine = setting.routine.id if session is None else session.routine
    if routine not in state.routines:
        state.routines[routine] = first_targets(setting, routine, own or {})
    is_refused = session is not None and ratings.refused(session)
    gap: tuple[Finding, ...] = () if is_refused else after_break(state, day)
    _sore(state, before, ref)
    edited = of_file.hand_edits(setting, state, routine, own) if own is not None and not is_refused else NONE
    fixed = setting.routine.fixed if session is None else session.fixed
    if fixed and not is_refused:
        edited |= of_file.bring_to_written(setting, state, routine, fixed)
    if any(each.rule == "G3" for each in gap):
        start_anew(setting, state, day)
    lift(setting, state, session)
    if is_refused:
        return Start(setting, state, ref, gap, (), NONE, edited, NONE)
    if setting.opened is not None:
        setting = of_file.after_quiet_weeks(setting, setting.opened, state, day, session)
    comfortable = before is None or before <= ratings.comfort(ref)
    waited = state.held_out or (session is not None and not RETURNING.isdisjoint(bases(session.planned)))
    returned = of_file.returning(setting, state, later and comfortable, session) if waited else NONE
    of_file.bring_back(setting, state, returned)
    found = Raised()
    clear = not (state.matched or gap or state.blocked or state.rest or state.sore)
    if clear and not (session is None and setting.refusal):
        if later:
            found = rise(setting, state, day, before, ref, routine, session, fixed)
        if session is None and not found.rows:
            found = Raised(holds(state, before, ref))
    if session is not None:
        state.day.begun = begun(state)
    return Start(setting, state, ref, gap, found.rows, found.raised, edited, returned)


def _sore(state: State, before: int | None, ref: int) -> None:
    """The B rows: a sore day from now to the end of the date."""
    assert state.day is not None
    second = state.refused or any(each.reason.id == matchers.TOO_SORE_AGAIN for each in state.day.sore)
    found = matchers.at_start(before, ref, second)
    if found:
        # What the latest start found stands in place of what an earlier one of the date did.
        known = {each.rule: each for each in (*state.day.sore, *found)}
        state.day.sore = tuple(sorted(known.values(), key=lambda each: rules.ORDER[each.rule]))
        state.day.spoiled = True


def _end(setting: Setting, start: Start, session: Session) -> None:
    state = start.state
    day = state.day
    assert day is not None
    state.refused = session.before is not None and matchers.too_sore(session.before)
    if ratings.refused(session):
        day.refused = True
        return
    rated = ratings.read(session, start.ref)
    unfinished = repetitions.unfinished(session, setting.exercises)
    at_half = state.level_now() == "half"
    state.fortnights.add(day.on.toordinal(), session.after)
    hurt = frozenset(id_ for id_, own in state.own.items() if own.level in ("half", "rest"))
    found = matchers.after_session(
        matchers.Ended(
            session, day.on, rated, unfinished, setting.exercises, state.fortnights, state.climbed, state.rested,
            state.rose, at_half, hurt,
        )
    )  # fmt: skip
    if session.planned:
        whole = not unfinished
        day.counted = True
        day.green = ratings.green(session, rated, whole)
        day.easy = day.green and ratings.easy(session, rated)
        day.quiet = day.quiet and ratings.quiet(session, rated, whole)
    if found:
        day.spoiled = True
        after_rows(setting, state, session, rated, unfinished, found)
    _note(state, session, rated, start.ref, found)


def _note(state: State, session: Session, rated: Rated, ref: int, found: tuple[Finding, ...]) -> None:
    """What is remembered of a session."""
    assert state.day is not None
    if session.before is not None:
        state.befores = (*state.befores, session.before)[-ratings.LATEST :]
    state.first = state.first or state.day.on
    state.last, state.last_on, state.last_ref, state.matched = session, state.day.on, ref, found
    state.rose = matchers.rose_a_little(rated)
    for id_ in bases({each.exercise for each in session.sets if each.reps > 0}):
        state.times_done[id_] = state.times_done.get(id_, 0) + 1
    state.routines[session.routine].planned.update(session.planned)
    state.day.sessions = (*state.day.sessions, session)
