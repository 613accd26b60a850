"""The state that the log leads to, and what stays the same while it is folded; it must not know when a row matches.

Targets belong to the routine at hand, everything else to the person.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from coach.core import doses
from coach.core.model import (
    NOTHING_LATELY,
    Dose,
    Exercise,
    Finding,
    Lately,
    Level,
    Omission,
    Routine,
    RoutineItem,
    Session,
)
from coach.core.progression import ratings, rules
from coach.core.progression.matchers import LONGEST_BREAK, Weeks
from coach.core.reason import Reason
from coach.core.screening.table import QUIET_GREEN_DAYS

LEVELS: tuple[Level, ...] = ("half", "reduced", "full")


@dataclass(frozen=True, slots=True)
class Setting:
    """What stays the same during one fold. `barred`: what screening leaves out; `refusal`: why it allows none, with
    what it says to it in `refused_for`.

    `items` are those of today's file; `exercises` has every known one, those of older files as well. `opened` is
    the same setting after the quiet weeks that bring a movement back (row DL); None where they do not. `lately` is
    what the log tells the screening beside that.
    """

    routine: Routine
    exercises: Mapping[str, Exercise]
    items: Mapping[str, RoutineItem]
    barred: Mapping[str, Omission]
    refusal: tuple[Finding, ...]
    refused_for: tuple[Reason, ...]
    usual: int | None
    stage: int
    screened_at: datetime | None
    opened: "Setting | None" = None
    lately: Lately = NOTHING_LATELY

    def cleared(self, session: Session) -> bool:
        """Whether the person was screened after a session: the only thing that lifts P2."""
        return self.screened_at is not None and self.screened_at > wall_time(session.at)

    def screened_after_break(self, last: date) -> bool:
        """Whether the person was screened when the break since `last` was already a very long one: what lifts G3.

        A screening from before says nothing about how the back is after the break.
        """
        return self.screened_at is not None and self.screened_at.date() >= last + timedelta(days=LONGEST_BREAK)


@dataclass(slots=True)
class State:
    """Everything that the log has led to. Days are counted when they are over.

    `targets`: of every exercise that the routine has had. `own`: the doses in the routine's file at its last
    session, in its order. `first`, `day`: dates of the first and the last session; `row_on`: of the last S, G or B
    row; `climbed`: of the last P6. `last`: the last session, `done_on`: the date of the last that was not a refused
    start, `today`: those of `day`. `matched`: the S rows of the last session. `blocked`: P2 and G3 rows that no
    newer screening has lifted; `shut`: one was lifted, maybe only later; `sore`: the P3 row of `day`. `held_out`:
    what screening left out of the last session of the routine; `half_today`: the movements that came back on `day`,
    at half range. `planned`: the last dose of each exercise in a plan. `stepped_back`: the date of the
    last P2, P4 or P5 after a session, `green_on`: of the last green days since; `open_since`: since when these are
    enough for row DL, until the next such row; `back`: what came back since then.
    `anew`: started again (G3) at a session that did not show the routine's file.

    For speed it changes in place, but inside the fold only: `begin`, `end`, `fold` change nothing they are given.
    """

    level: Level
    stage: int
    targets: dict[str, Dose]
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
    weeks: Weeks = field(default_factory=Weeks)
    climbed: date | None = None
    sore: Finding | None = None
    last: Session | None = None
    last_ref: int = 0
    done_on: date | None = None
    matched: tuple[Finding, ...] = ()
    blocked: tuple[Finding, ...] = ()
    shut: bool = False
    anew: bool = False
    played: set[str] = field(default_factory=set)
    held_out: frozenset[str] = frozenset()
    stepped_back: date | None = None
    green_on: tuple[date, ...] = ()
    open_since: date | None = None
    back: frozenset[str] = frozenset()
    half_today: frozenset[str] = frozenset()
    planned: dict[str, Dose] = field(default_factory=dict)
    today: list[Session] = field(default_factory=list)

    def copy(self) -> "State":
        """A state that can be changed without changing this one."""
        return replace(
            self, targets=dict(self.targets), weeks=self.weeks.copy(), played=set(self.played),
            planned=dict(self.planned), today=list(self.today),
        )  # fmt: skip

    def no_good_day(self) -> None:
        """The day at hand counts neither as green nor as easy."""
        self.day_green = self.day_easy = False


def wall_time(at: datetime) -> datetime:
    """Local time without its zone, so that times written with and without one compare."""
    return at if at.tzinfo is None else at.replace(tzinfo=None)


def first_doses(setting: Setting, sessions: Iterable[Session]) -> Mapping[str, Dose] | None:
    """The routine's own doses at the first session that shows them; None where none of the sessions does."""
    return next((s.routine_doses for s in sessions if s.routine == setting.routine.id and s.routine_doses), None)


def first_state(setting: Setting, sessions: Iterable[Session]) -> State:
    """Level full, the profile's stage, the routine's own doses as they were at first."""
    own = known_doses(setting, first_doses(setting, sessions) or doses_of_today(setting))
    return State("full", setting.stage, {id_: limited(setting, id_, dose) for id_, dose in own.items()}, own)


def doses_of_today(setting: Setting) -> dict[str, Dose]:
    """The routine's own doses as its file has them today, in its order."""
    return {id_: item.dose for id_, item in setting.items.items()}


def known_doses(setting: Setting, own: Mapping[str, Dose]) -> dict[str, Dose]:
    """The doses of a routine's file without those of exercises that no longer exist."""
    return {id_: dose for id_, dose in own.items() if id_ in setting.exercises}


def limited(setting: Setting, id_: str, dose: Dose) -> Dose:
    """A dose of the routine under the limits of its exercise."""
    return doses.under_limits(dose, setting.exercises[id_], setting.routine.rounds_per_day)


def may_play(setting: Setting, state: State, id_: str) -> bool:
    """Whether screening and stage allow an exercise."""
    return id_ not in setting.barred and setting.exercises[id_].stage <= state.stage


def start_dose(setting: Setting, state: State, id_: str) -> Dose:
    """The smaller of an exercise's start dose and the routine's own dose, under the limits."""
    exercise = setting.exercises[id_]
    own = limited(setting, id_, state.own.get(id_, exercise.start))
    return doses.smallest(exercise, limited(setting, id_, exercise.start), own)


def restart_dose(setting: Setting, state: State, id_: str) -> Dose:
    """Where an exercise starts again: its start dose, in nothing more than the routine's own dose or its target."""
    exercise = setting.exercises[id_]
    start = limited(setting, id_, exercise.start)
    own = limited(setting, id_, state.own.get(id_, exercise.start))
    return doses.least(exercise, start, own, state.targets[id_])


def dose_now(setting: Setting, state: State, id_: str) -> Dose:
    """What is played of an exercise now: its target at the level, and never past the limits of a day.

    `today` may hold more rounds than the routine asks for, or rounds of other routines with the same exercise.
    """
    exercise = setting.exercises[id_]
    dose = doses.at_level(state.targets[id_], exercise, state.level)
    if not state.today or dose.repetitions == 0:
        return dose
    reps_left, holding_left_s = exercise.day_reps, exercise.day_holding_s
    for session in state.today:
        reps = ratings.most_done(ratings.counts(session).get(id_, {}), exercise)
        reps_left -= reps
        if holding_left_s is not None:
            hold_s = session.planned[id_].hold_s if id_ in session.planned else exercise.max_hold_s
            holding_left_s -= reps * hold_s
    if holding_left_s is not None:
        holding_left_s = max(0, holding_left_s)
    fitted = doses.fit(dose, exercise, max(0, reps_left), holding_left_s)
    return fitted if fitted.reps >= min(dose.reps, exercise.min_reps) else doses.NOTHING


def close_day(state: State, day: date) -> None:
    """Counts the day that is over. A day that is not easy breaks the run of easy days; green days only add up."""
    if state.day_green:
        state.green_days += 1
        state.green_on = (*state.green_on, *([state.day] if state.day else ()))[-QUIET_GREEN_DAYS:]
    if state.day_easy:
        state.easy_days += 1
        state.easy_since_raise += 1
    else:
        state.easy_days = state.easy_since_raise = 0
    state.day = day
    state.first = state.first or day
    state.day_green = state.day_easy = True
    state.sore = None
    state.half_today = frozenset()
    state.today = []


def fall(state: State, found: Sequence[Finding], day: date) -> None:
    """One step down: to the lowest level that any row asks for, at most one stage; all counts start again."""
    asked = [rules.rule(each.rule) for each in found]
    if any(row.level == "half" for row in asked):
        state.level = "half"
    elif any(row.level == "down" for row in asked):
        state.level = LEVELS[max(0, LEVELS.index(state.level) - 1)]
    stage = max(1, state.stage + min((row.stage for row in asked), default=0))
    if stage != state.stage:
        state.stage, state.stage_changed = stage, day
    state.row_on = day
    state.green_days = state.easy_days = state.easy_since_raise = 0
