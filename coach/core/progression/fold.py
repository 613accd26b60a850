"""The fold over the session log: what the start and the end of a session do; it must not know how a plan is shown.

Ratings, level, own levels and stage belong to the person and fold over every session, whatever its routine. Targets
belong to each routine; a cut cuts all of them. Screening is today's; what it allowed at a past session is seen from
that session's plan, and the exercises of that day and their order from the routine's doses that it keeps.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from coach.core import doses
from coach.core.exercise import Dose
from coach.core.history import repetitions
from coach.core.model import Finding, Session
from coach.core.progression import matchers, ratings, rules
from coach.core.progression import routine_changes as of_file
from coach.core.progression.day_limits import begun
from coach.core.progression.matchers import LONGEST_BREAK
from coach.core.progression.raises import Raised, holds, rise
from coach.core.progression.ratings import Rated
from coach.core.progression.state import (
    Blocked,
    Own,
    Setting,
    State,
    fall,
    first_state,
    first_targets,
    is_later,
    move_on,
    start_again,
)

REST_UNTIL_DAYS = 3
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


def fold(setting: Setting, sessions: Sequence[Session], earlier: State | None = None) -> State:
    """The state after the sessions, which are sorted by time.

    `earlier` is the state after the sessions before them, with the same setting; None where these are the first.
    """
    state = first_state(setting, sessions) if earlier is None else earlier.copy()
    for session in sessions:
        if not session.running:
            session = _named_today(setting, session)
            own = session.routine_doses or None
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
    gap: tuple[Finding, ...] = () if is_refused else _after_break(state, day)
    _sore(state, before, ref)
    edited = of_file.hand_edits(setting, state, routine, own) if own is not None and not is_refused else NONE
    if any(each.rule == "G3" for each in gap):
        _start_anew(setting, state, day)
    _lift(setting, state, session)
    if is_refused:
        return Start(setting, state, ref, gap, (), NONE, edited, NONE)
    if setting.opened is not None:
        setting = of_file.after_quiet_weeks(setting, setting.opened, state, day, session)
    comfortable = before is None or before <= ratings.comfort(ref)
    waited = state.held_out
    returned = of_file.returning(setting, state, later and comfortable, session) if waited else NONE
    of_file.bring_back(setting, state, returned)
    found = Raised()
    clear = not (state.matched or gap or state.blocked or state.rest or state.sore)
    if clear and not (session is None and setting.refusal):
        if later:
            found = rise(setting, state, day, before, ref, routine, session)
        if session is None and not found.rows:
            found = Raised(holds(state, before, ref))
    if session is not None:
        state.day.begun = begun(state)
    return Start(setting, state, ref, gap, found.rows, found.raised, edited, returned)


def _sore(state: State, before: int | None, ref: int) -> None:
    """The B rows: a sore day from now to the end of the date."""
    assert state.day is not None
    found = matchers.at_start(before, ref, state.refused)
    if found:
        known = {each.rule: each for each in (*found, *state.day.sore)}
        state.day.sore = tuple(sorted(known.values(), key=lambda each: rules.ORDER[each.rule]))
        state.day.spoiled = True


def _after_break(state: State, day: date) -> tuple[Finding, ...]:
    """The G row."""
    if state.last_on is None:
        return ()
    found = matchers.after_break((day - state.last_on).days)
    if found is None:
        return ()
    row = rules.rule(found.rule)
    fall(state, (row.level,), row.stage, day, "break")
    if row.blocks:
        # A screening from before says nothing about how the back is after the break.
        until = datetime.combine(state.last_on + timedelta(days=LONGEST_BREAK), time()) - timedelta(microseconds=1)
        state.blocked = (*state.blocked, Blocked(found, until))
    return (found,)


def _lift(setting: Setting, state: State, session: Session | None) -> None:
    """Takes away the P2 and G3 that a newer screening has lifted."""
    screened = setting.screened(session)
    if screened is not None:
        state.blocked = tuple(each for each in state.blocked if not is_later(screened, each.until))


def _start_anew(setting: Setting, state: State, day: date) -> None:
    """G3: start doses or less, full, stage 1. A break never lets anything rise.

    At the break itself, not at the screening that allows the next session: what is recorded meanwhile still lowers.
    """
    if state.stage != 1:
        state.stage, state.stage_changed = 1, day
    state.level, state.lowered = "full", ""
    state.own, state.eased, state.opened = {}, (), 0
    for routine, mine in state.routines.items():
        start_again(setting, state, routine, mine.targets)


def _end(setting: Setting, start: Start, session: Session) -> None:
    state = start.state
    day = state.day
    assert day is not None
    if ratings.refused(session):
        day.refused = True
        state.refused = session.before is not None and matchers.too_sore(session.before)
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
        _after_rows(setting, state, session, rated, unfinished, found)
    _note(state, session, rated, start.ref, found)


def _note(state: State, session: Session, rated: Rated, ref: int, found: tuple[Finding, ...]) -> None:
    """What is remembered of a session."""
    assert state.day is not None
    if session.before is not None:
        state.befores = (*state.befores, session.before)[-ratings.LATEST :]
    state.first = state.first or state.day.on
    state.last, state.last_on, state.last_ref, state.matched = session, state.day.on, ref, found
    state.rose = matchers.rose_a_little(rated)
    state.refused = False
    state.played.update(each.exercise for each in session.sets if each.reps > 0)
    state.routines[session.routine].planned.update(session.planned)
    state.day.sessions = (*state.day.sessions, session)


def _after_rows(
    setting: Setting,
    state: State,
    session: Session,
    rated: Rated,
    unfinished: tuple[str, ...],
    found: Sequence[Finding],
) -> None:
    """What the S rows do: at half already pain cuts the targets, then P8 what was not finished."""
    assert state.day is not None
    day, exercises = state.day.on, setting.exercises
    names = {each.rule for each in found}
    asked = [rules.rule(each.rule) for each in found]
    pain = rated.rise >= 2 or ratings.stop(session) in ("pain", "sharp", "spread")
    if state.level == "half" and pain and any(row.level == "half" for row in asked):
        for mine in state.routines.values():
            mine.targets = {id_: doses.cut(target, exercises[id_]) for id_, target in mine.targets.items()}
    if "P8" in names and not matchers.set_aside(session, rated):
        for mine in state.routines.values():
            for id_ in mine.targets.keys() & set(unfinished):
                mine.targets[id_] = doses.one_step_down(mine.targets[id_], exercises[id_])
    fall(state, [row.level for row in asked], min((row.stage for row in asked), default=0), day, "session")
    if names & {"P2", "P4", "P5"}:
        state.setback, state.open_since, state.back = day, None, NONE
    if "P6" in names:
        state.climbed = day
    if "P15" in names:
        _hurt(state, rated, day)
    for each in found:
        if each.rule == "P2":
            state.blocked = (*state.blocked, Blocked(each, _severe_at(session, rated)))
        elif each.rule == "P16":
            state.rest, state.rested, state.rest_until = each, day, day + timedelta(days=REST_UNTIL_DAYS)


def _hurt(state: State, rated: Rated, day: date) -> None:
    """P15: the own level of each exercise that hurt: half, and at half already a rest."""
    for id_ in matchers.hurting(rated):
        own = state.own.get(id_)
        if own is None or own.level not in ("half", "rest"):
            state.own[id_] = Own("half")
        else:
            state.own[id_] = Own("rest", rests_from=day)
            state.eased = (*(each for each in state.eased if each != id_), id_)


def _severe_at(session: Session, rated: Rated) -> datetime:
    """When the latest severe rating was given, or the session stopped; a morning counts from when it was given."""
    moments = [session.at, *(each.at for each in session.sets), *(each.at for each in session.hurts)]
    at = moments[0]
    for moment in moments:
        at = moment if is_later(moment, at) else at
    severe = matchers.severe(session, rated)
    if "morning" not in severe:
        return at
    # Where nothing says when the morning was rated, it counts from its end: later, and so safer.
    morning = session.morning_at or datetime.combine(session.at.date() + timedelta(days=1), time.max)
    return morning if is_later(morning, at) else at
