"""The rows that go up or hold, looked at when nothing stepped back; it must not know what happened in a session."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from math import lcm

from coach.core import doses
from coach.core.exercise import Dose, Exercise, base_of
from coach.core.model.decided import Finding
from coach.core.model.done import Session
from coach.core.progression import matchers, ratings
from coach.core.progression.day_counts import no_counts
from coach.core.progression.first_state import limited, start_again
from coach.core.progression.state import LEVELS, Setting, State, Targets, may_play
from coach.core.reason import Figure
from coach.core.screening.table import RETURNING

DAYS_BEFORE_A_STAGE = 14
EASY_DAYS_FOR_A_STAGE = 4
DAYS_UP = 2
AT_ONCE = 2
NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Raised:
    """The up or hold rows, and the exercises whose targets P11 or P17 has raised."""

    rows: tuple[Finding, ...] = ()
    raised: frozenset[str] = NONE


def rise(
    setting: Setting,
    state: State,
    day: date,
    before: int | None,
    ref: int,
    routine: str,
    session: Session | None,
    fixed: frozenset[str] = NONE,
) -> Raised:
    """The up rows, in table order; only one applies. The date is known to be later than the last session's.

    `session` is the one that starts, None for a plan. What is `fixed` rises to its written dose, and no further.
    Changes the state.
    """
    comfortable = before is None or before <= ratings.comfort(ref)
    if state.level != "full":
        if not (comfortable and state.ended_quiet and state.quiet_days >= DAYS_UP):
            return Raised()
        row = matchers.finding("P12", green_days=state.quiet_days)
        state.level = LEVELS[LEVELS.index(state.level) + 1]
        if state.level == "full":
            state.lowered = ""
        no_counts(state)
        return Raised((row,))
    mine = state.routines[routine]
    if state.ended_green and state.green_days >= DAYS_UP and (before is None or before <= ratings.near(ref)):
        found = _choose(setting, state, routine, session, _toward_mark(mine))
        if found:
            row = matchers.finding("P17", green_days=state.green_days)
            return _raise(setting, state, mine, found, row)
    if not (comfortable and state.ended_easy):
        return Raised()
    if state.easy_days >= EASY_DAYS_FOR_A_STAGE and state.stage < setting.highest_stage and _settled(state, day):
        row = matchers.finding("P13", easy_days=state.easy_days, quiet_days=DAYS_BEFORE_A_STAGE)
        _open_stage(setting, state, day)
        return Raised((row,))
    if mine.easy_days >= DAYS_UP:
        up = _to_written(setting, mine, routine, fixed, _step_within(setting, routine))
        found = _choose(setting, state, routine, session, up)
        if found:
            return _raise(setting, state, mine, found, matchers.finding("P11", easy_days=mine.easy_days))
    return Raised()


def next_in_line(
    setting: Setting, state: State, routine: str, fixed: frozenset[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The exercises that P17, and those that P11, would raise now if the days were there; changes nothing."""
    mine = state.routines[routine]
    again = _choose(setting, state, routine, None, _toward_mark(mine))
    up = _to_written(setting, mine, routine, fixed, _step_within(setting, routine))
    return tuple(again), tuple(_choose(setting, state, routine, None, up))


Step = Callable[[str, Dose, Exercise], Dose | None]


def _choose(setting: Setting, state: State, routine: str, session: Session | None, step: Step) -> dict[str, Dose]:
    """One step up for the two targets that may rise and have the smallest shares of their limits.

    The routine's own doses of that day have its exercises in their order: what the file holds today moves no raise
    of old.
    """
    mine = state.routines[routine]
    ways = []
    for id_ in mine.own:
        target, exercise = mine.targets[id_], setting.exercises[id_]
        if not target.reps or state.own_of(id_) is not None or not _may_rise(setting, state, id_, session):
            continue
        raised = step(id_, target, exercise)
        if raised is not None and _within_limits(setting, mine, routine, id_, {id_: raised}):
            ways.append((*doses.share(target, exercise), id_, raised))
    # Over the common denominator whole numbers compare as the fractions do. Of equal shares the first stays first.
    common = lcm(*(limit for _, limit, _, _ in ways))
    ways.sort(key=lambda way: way[0] * (common // way[1]))
    chosen: dict[str, Dose] = {}
    for _, _, id_, raised in ways:
        if len(chosen) < AT_ONCE and _within_limits(setting, mine, routine, id_, {**chosen, id_: raised}):
            chosen[id_] = raised
    return chosen


def _within_limits(setting: Setting, mine: Targets, routine: str, id_: str, raised: dict[str, Dose]) -> bool:
    """Whether a raised dose is within the limits of its exercise, those of a day with all its entries."""
    exercise, rounds, base = setting.exercises[id_], setting.rounds(routine), base_of(id_)
    if not doses.within_limits(raised[id_], exercise, rounds):
        return False
    entries = [raised.get(each, mine.targets[each]) for each in mine.own if base_of(each) == base]
    return len(entries) < 2 or doses.within_a_day(entries, exercise, rounds)


def _step_within(setting: Setting, routine: str) -> Step:
    """P11: one step up within the limits of its exercise."""
    rounds = setting.rounds(routine)
    return lambda _, dose, e: doses.one_step_up(dose, e, rounds)


def _toward_mark(mine: Targets) -> Step:
    """P17: one step up, at most to the mark; None for a target that is at it."""

    def step(id_: str, target: Dose, exercise: Exercise) -> Dose | None:
        mark = mine.marks[id_]
        if doses.total(target, exercise) >= doses.total(mark, exercise):
            return None
        raised = doses.step(target, exercise)
        return mark if doses.total(raised, exercise) > doses.total(mark, exercise) else raised

    return step


def _to_written(setting: Setting, mine: Targets, routine: str, fixed: frozenset[str], step: Step) -> Step:
    """The step, for what is fixed at most to the written dose; None for a target that is at it.

    What pain or a break took away comes back so: to what is written, as its mark would have been.
    """

    def capped(id_: str, target: Dose, exercise: Exercise) -> Dose | None:
        if id_ not in fixed:
            return step(id_, target, exercise)
        written = limited(setting, id_, mine.own[id_], routine)
        if doses.total(target, exercise) >= doses.total(written, exercise):
            return None
        raised = doses.step(target, exercise)
        if doses.total(raised, exercise) <= doses.total(written, exercise):
            return raised
        return written if written.hold_s <= raised.hold_s else None

    return capped


def _raise(setting: Setting, state: State, mine: Targets, found: dict[str, Dose], row: Finding) -> Raised:
    mine.targets.update(found)
    mine.easy_days = state.green_days = 0
    keep_marks(setting, mine)
    return Raised((row,), frozenset(found))


def keep_marks(setting: Setting, mine: Targets) -> None:
    """The mark of a target is the most that it has been."""
    for id_, target in mine.targets.items():
        exercise = setting.exercises[id_]
        if id_ not in mine.marks or doses.total(target, exercise) > doses.total(mine.marks[id_], exercise):
            mine.marks[id_] = target


def _settled(state: State, day: date) -> bool:
    """14 days or more since the first session, the last stage change and the last S or G row."""
    return all(
        then is None or (day - then).days >= DAYS_BEFORE_A_STAGE
        for then in (state.first, state.stage_changed, state.row_on)
    )


def _open_stage(setting: Setting, state: State, day: date) -> None:
    """P13: one stage higher; what never played starts at the smaller of its start dose and its target."""
    state.stage += 1
    state.stage_changed, state.opened = day, state.stage
    no_counts(state)
    for routine, mine in state.routines.items():
        new = [id_ for id_ in mine.targets if setting.exercises[id_].stage == state.stage]
        start_again(setting, state, routine, [id_ for id_ in new if base_of(id_) not in state.times_done])


def _may_rise(setting: Setting, state: State, id_: str, session: Session | None) -> bool:
    """Whether screening and stage allow an exercise.

    At a past session screening allowed what was planned, or was only for another round of its day: answers given
    since must not move its raises elsewhere.
    Whether it also let what comes back slowly (row DL) rise, only the plan of then says.
    """
    if session is None:
        base = base_of(id_)
        return base not in state.held_out and base not in setting.slow and may_play(setting, state, id_)
    if session.aside.get(id_) == "round":
        return setting.exercises[id_].stage <= state.stage
    if id_ not in session.planned or setting.exercises[id_].stage > state.stage:
        return False
    return base_of(id_) not in RETURNING or _was_above(setting, state, id_, session)


def _was_above(setting: Setting, state: State, id_: str, session: Session) -> bool:
    """Whether a past session planned more of an exercise than its target was before that session."""
    exercise, target = setting.exercises[id_], state.routines[session.routine].targets[id_]
    return doses.total(session.planned[id_], exercise) > doses.total(target, exercise)


def holds(state: State, before: int | None, ref: int) -> tuple[Finding, ...]:
    """The hold rows, all that match, in table order."""
    found = []
    if state.level != "full":
        found.append(matchers.finding("P14", level=state.level, green_days=state.quiet_days))
    last = state.last
    if last is not None:
        missing = tuple(name for name in ("before", "after", "effort") if getattr(last, name) is None)
        stopped = last.stopped if last.stopped in ("time", "interrupted") else None
        if missing or stopped:
            found.append(matchers.finding("P9", missing=missing, stopped=stopped))
    limit, limit_today = ratings.comfort(state.last_ref), ratings.comfort(ref)
    given = {} if last is None else ratings.all_ratings(last)
    above: dict[str, Figure] = {name: value for name, value in given.items() if value > limit}
    if before is not None and before > limit_today:
        above |= {"before_today": before, "comfort_today": limit_today}
    if above:
        found.append(matchers.finding("P10", comfort=limit, **above))
    return tuple(found)
