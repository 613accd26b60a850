"""The state that the log leads to, and what stays the same while it is folded; it must not know when a row matches.

Targets belong to the routine at hand, everything else to the person.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from coach import doses, rules
from coach.model import Dose, Exercise, Finding, Level, Omission, Routine, RoutineItem, Session
from coach.progression import ratings
from coach.progression.rows import DatedRating

LEVELS: tuple[Level, ...] = ("half", "reduced", "full")


@dataclass(frozen=True, slots=True)
class Setting:
    """What stays the same during one fold. `barred`: what screening leaves out; `refusal`: why it allows none."""

    routine: Routine
    exercises: Mapping[str, Exercise]
    items: Mapping[str, RoutineItem]
    barred: Mapping[str, Omission]
    refusal: tuple[Finding, ...]
    usual: int | None
    stage: int
    screened_at: datetime | None

    def cleared(self, session: Session) -> bool:
        """Whether the person was screened after a session: the only thing that lifts P2 and G3."""
        return self.screened_at is not None and self.screened_at > wall_time(session.at)


@dataclass(frozen=True, slots=True)
class State:
    """Everything that the log has led to. Days are counted when they are over.

    `own`: the doses in the routine's file at its last session. `first`, `day`: dates of the first and the last
    session; `row_on`: of the last S, G or B row; `climbed`: of the last P6. `last`: the last session, `last_done`:
    the last that was not a refused start, `today`: those of `day`. `matched`: the S rows of the last session.
    `blocked`: P2 and G3 rows that no newer screening has lifted; `sore`: the P3 row of `day`. `held_out`: what
    screening left out of the last session of the routine.
    """

    level: Level
    stage: int
    targets: Mapping[str, Dose]
    own: Mapping[str, Dose]
    first: date | None = None
    day: date | None = None
    day_green: bool = False
    day_easy: bool = False
    green_days: int = 0
    easy_days: int = 0
    easy_since_raise: int = 0
    stage_changed: date | None = None
    row_on: date | None = None
    befores: tuple[int, ...] = ()
    afters: tuple[DatedRating, ...] = ()
    climbed: date | None = None
    sore: Finding | None = None
    last: Session | None = None
    last_ref: int = 0
    last_done: Session | None = None
    matched: tuple[Finding, ...] = ()
    blocked: tuple[Finding, ...] = ()
    played: frozenset[str] = frozenset()
    held_out: frozenset[str] = frozenset()
    today: tuple[Session, ...] = ()


def wall_time(at: datetime) -> datetime:
    """Local time without its zone, so that times written with and without one compare."""
    return at.replace(tzinfo=None)


def first_state(setting: Setting, sessions: Sequence[Session]) -> State:
    """Level full, the profile's stage, the routine's own doses as they were at first."""
    known = [s.routine_doses for s in sessions if s.routine == setting.routine.id and s.routine_doses]
    now = {item.exercise.id: item.dose for item in setting.items.values()}
    first = {id_: next((then[id_] for then in known if id_ in then), dose) for id_, dose in now.items()}
    own = {id_: dose for id_, dose in first.items() if not known or id_ in known[0]}
    return State("full", setting.stage, {id_: limited(setting, id_, dose) for id_, dose in first.items()}, own)


def limited(setting: Setting, id_: str, dose: Dose) -> Dose:
    """A dose of the routine under the limits of its exercise."""
    return doses.under_limits(dose, setting.items[id_].exercise, setting.routine.rounds_per_day)


def may_play(setting: Setting, state: State, id_: str) -> bool:
    """Whether screening and stage allow an exercise of the routine."""
    return id_ not in setting.barred and setting.items[id_].exercise.stage <= state.stage


def start_dose(setting: Setting, state: State, id_: str) -> Dose:
    """The smaller of an exercise's start dose and the routine's own dose, under the limits."""
    item = setting.items[id_]
    own = limited(setting, id_, state.own.get(id_, item.dose))
    return doses.smallest(item.exercise, own, limited(setting, id_, item.exercise.start))


def dose_now(setting: Setting, state: State, id_: str) -> Dose:
    """What is played of an exercise now: its target at the level, and never past the limits of a day.

    `today` may hold more rounds than the routine asks for, or rounds of other routines with the same exercise.
    """
    exercise = setting.items[id_].exercise
    dose = doses.at_level(state.targets[id_], exercise, state.level)
    reps_left, holding_left_s = exercise.day_reps, exercise.day_holding_s
    for session in state.today:
        reps = ratings.most_done(ratings.counts(session).get(id_, {}), exercise)
        reps_left -= reps
        if holding_left_s is not None:
            hold_s = session.planned[id_].hold_s if id_ in session.planned else exercise.max_hold_s
            holding_left_s -= reps * hold_s
    if not state.today or dose.repetitions == 0:
        return dose
    if holding_left_s is not None:
        holding_left_s = max(0, holding_left_s)
    fitted = doses.fit(dose, exercise, max(0, reps_left), holding_left_s)
    return fitted if fitted.reps >= min(dose.reps, exercise.min_reps) else doses.NOTHING


def close_day(state: State, day: date) -> State:
    """Counts the day that is over. A day that is not easy breaks the run of easy days; green days only add up."""
    easy = state.day_easy
    return replace(
        state,
        day=day,
        first=state.first or day,
        day_green=True,
        day_easy=True,
        green_days=state.green_days + state.day_green,
        easy_days=state.easy_days + 1 if easy else 0,
        easy_since_raise=state.easy_since_raise + 1 if easy else 0,
        sore=None,
        today=(),
    )


def fall(state: State, found: Sequence[Finding], day: date) -> State:
    """One step down: to the lowest level that any row asks for, at most one stage; all counts start again."""
    asked = [rules.rule(each.rule) for each in found]
    level = state.level
    if any(row.level == "half" for row in asked):
        level = "half"
    elif any(row.level == "down" for row in asked):
        level = LEVELS[max(0, LEVELS.index(level) - 1)]
    stage = max(1, state.stage + min((row.stage for row in asked), default=0))
    return replace(
        state,
        level=level,
        stage=stage,
        stage_changed=day if stage != state.stage else state.stage_changed,
        row_on=day,
        green_days=0,
        easy_days=0,
        easy_since_raise=0,
    )
