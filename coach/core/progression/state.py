"""The state that the log leads to, and what stays the same while it is folded; it must not know what changes it.

Targets, marks, hand edits and the count of P11 belong to a routine, everything else to the person. What belongs to
a routine goes by entry ("clamshell:left"); screening, own levels and what comes back go by exercise ("clamshell").
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Literal

from coach.core.exercise import Dose, Exercise, base_of
from coach.core.model.decided import Finding, Level, OwnLevel
from coach.core.model.done import Session
from coach.core.model.routine import Routine, RoutineItem
from coach.core.model.screened import NOTHING_LATELY, Lately, Omission
from coach.core.progression.matchers import Fortnights
from coach.core.progression.moments import is_later
from coach.core.reason import Reason
from coach.core.screening.table import HIGHEST_UNSCREENED_STAGE

LEVELS: tuple[Level, ...] = ("half", "reduced", "full")
HIGHEST_STAGE = 3


@dataclass(frozen=True, slots=True)
class Setting:
    """What stays the same during one fold. `barred`: what screening leaves out; `refusal`: why it allows none, with
    what it says to it in `refused_for`.

    `items` are those of today's file; `exercises` has every known one, those of older files as well. `opened` is
    the same setting after the days that open a movement again (row DL); None where they do not. `slow`: what is
    then open at half range and its start dose only. `others`: rounds a day of the person's other routines, by id;
    None where they are not known, so that none was surely renamed. `lately` is what the log tells the screening.
    `lifts`: whether today's screening lifts what was before it. `stands_in`: for which exercise each of the others
    does; those that are not needed are barred as well, with a reason of their own (`unneeded`).
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
    others: Mapping[str, int] | None = None
    slow: frozenset[str] = frozenset()
    lately: Lately = NOTHING_LATELY
    lifts: bool = True
    stands_in: Mapping[str, str] = field(default_factory=dict)
    unneeded: frozenset[str] = frozenset()

    @property
    def highest_stage(self) -> int:
        """The highest stage that P13 may open: without a screening none."""
        return HIGHEST_UNSCREENED_STAGE if self.screened_at is None else HIGHEST_STAGE

    def rounds(self, routine: str) -> int:
        """Rounds a day of a routine; of one that is not known, those of the routine at hand.

        What is done in some of them alone is reckoned as if in all: the file of today moves no raise of old.
        """
        if routine == self.routine.id:
            return self.routine.rounds_per_day
        return (self.others or {}).get(routine, self.routine.rounds_per_day)

    def screened(self, session: Session | None) -> datetime | None:
        """The latest screening that was known at a session, or for a plan; today's where the log has none.

        None where it lifts nothing: nobody knows when it was, as its date was in the future then.
        """
        if session is None or session.screened_at is None:
            return self.screened_at if self.lifts else None
        return None if is_later(session.screened_at, session.at) else session.screened_at

    def routine_of(self, session: Session) -> str:
        """The id of a session's routine today: a file that was renamed takes its sessions along."""
        mine = self.routine
        if session.routine == mine.id or not session.routine_title:
            return session.routine
        if self.others is None or session.routine in self.others:
            return session.routine
        same = session.routine_title == mine.title and session.routine_doses.keys() == self.items.keys()
        return mine.id if same else session.routine


@dataclass(slots=True)
class Targets:
    """What belongs to one routine: the doses in its file at its last session, in its order, and what they became.

    `marks`: the most that each target has been. `easy_days`: those in a row since its last raise, of P11.
    `planned`: the last dose of each exercise in a plan.
    """

    own: dict[str, Dose]
    targets: dict[str, Dose]
    marks: dict[str, Dose]
    easy_days: int = 0
    planned: dict[str, Dose] = field(default_factory=dict)

    def copy(self) -> "Targets":
        return replace(
            self,
            own=dict(self.own),
            targets=dict(self.targets),
            marks=dict(self.marks),
            planned=dict(self.planned),
        )


@dataclass(frozen=True, slots=True)
class Own:
    """The own level of an exercise that hurt, with the green days since it changed; `rests_from` of a rest."""

    level: OwnLevel
    green_days: int = 0
    rests_from: date | None = None


@dataclass(frozen=True, slots=True)
class Blocked:
    """A row that allows no session until the person was screened again at a moment after `until` (P2, G3).

    `known` is the screening that the session knew already: whatever its date says, that is no newer one.
    """

    found: Finding
    until: datetime
    known: datetime | None = None


@dataclass(slots=True)
class Day:
    """What the date at hand is so far, by its last session with a plan; `spoiled` by an S or B row.

    `quiet`: all of them were whole and near the usual. `sore`: its B rows; `sessions`: those of it, `counted`:
    whether anything was planned in one of them; `refused`: a start came to nothing; `begun`: how the last began.
    """

    on: date
    green: bool = False
    easy: bool = False
    quiet: bool = True
    spoiled: bool = False
    refused: bool = False
    counted: bool = False
    sore: tuple[Finding, ...] = ()
    sessions: tuple[Session, ...] = ()
    begun: "Begun | None" = None


@dataclass(frozen=True, slots=True)
class Begun:
    """What was to be played at the start of a session: the level, the own ones, each routine's file and targets."""

    level: OwnLevel
    own: Mapping[str, OwnLevel]
    files: Mapping[str, Mapping[str, Dose]]
    targets: Mapping[str, Mapping[str, Dose]]


@dataclass(slots=True)
class State:
    """Everything that the log has led to. Days are counted when they are over.

    `own`: the exercises whose own level is below full. `first`: the date of the first session. `lowered`: what has
    lowered the level since it was last full. `ended_green`, `ended_quiet`, `ended_easy`: what the last day that is
    over was. `quiet_days`: the green days of P12, `green_days` those of P17. `stage_changed`, `stage_fell`,
    `row_on` (the last S or G row), `climbed` (P6), `rested` (P16), `setback` (since when row DL counts anew: the
    last P2, P4 or P5 after a session, or session that had other answers): dates.
    `last`: the last session, `last_on` its date. `rose`: after it pain was a little higher. `refused`: the last
    start was too sore. `matched`: the S rows of the last session. `rest_until`: until when P16 forbids.
    `opened`: the stage whose exercise is suggested, 0 for none; `eased`: exercises for which an easier one is.
    `held_out`: what screening left out of the last session of a routine; `half_today`: the movements that came back
    on the day at hand; `green_on`: the latest green days; `open_since`: since when they are enough for row DL;
    `back`: what came back since then. `times_done`: in how many sessions some of an exercise was done.

    For speed it changes in place, but inside the fold only: `begin`, `end`, `fold` change nothing they are given.
    """

    level: Level
    stage: int
    routines: dict[str, Targets] = field(default_factory=dict)
    own: dict[str, Own] = field(default_factory=dict)
    day: Day | None = None
    first: date | None = None
    lowered: Literal["", "break", "session"] = ""
    ended_green: bool = False
    ended_quiet: bool = False
    ended_easy: bool = False
    quiet_days: int = 0
    green_days: int = 0
    easy_days: int = 0
    stage_changed: date | None = None
    stage_fell: date | None = None
    row_on: date | None = None
    climbed: date | None = None
    rested: date | None = None
    setback: date | None = None
    befores: tuple[int, ...] = ()
    fortnights: Fortnights = field(default_factory=Fortnights)
    last: Session | None = None
    last_on: date | None = None
    last_ref: int = 0
    rose: bool = False
    refused: bool = False
    matched: tuple[Finding, ...] = ()
    blocked: tuple[Blocked, ...] = ()
    rest: Finding | None = None
    rest_until: date | None = None
    opened: int = 0
    eased: tuple[str, ...] = ()
    times_done: dict[str, int] = field(default_factory=dict)
    held_out: frozenset[str] = frozenset()
    half_today: frozenset[str] = frozenset()
    green_on: tuple[date, ...] = ()
    open_since: date | None = None
    back: frozenset[str] = frozenset()

    def copy(self) -> "State":
        """A state that can be changed without changing this one."""
        return replace(
            self,
            routines={id_: each.copy() for id_, each in self.routines.items()},
            own=dict(self.own),
            day=None if self.day is None else replace(self.day),
            fortnights=self.fortnights.copy(),
            times_done=dict(self.times_done),
        )

    @property
    def sore(self) -> bool:
        """Whether the day at hand is a sore one."""
        return self.day is not None and bool(self.day.sore)

    def own_of(self, id_: str) -> Own | None:
        """The own level of an exercise, which all its entries share; None for full."""
        return self.own.get(base_of(id_)) if self.own else None

    def level_now(self, id_: str | None = None) -> OwnLevel:
        """What is played now, of one exercise or of all: the lowest of level, own level and sore day."""
        level: OwnLevel = "half" if self.sore else self.level
        own = self.own_of(id_) if id_ is not None else None
        if own is None:
            return level
        return own.level if own.level == "rest" else lower(level, own.level)


def lower(one: OwnLevel, other: OwnLevel) -> OwnLevel:
    order: tuple[OwnLevel, ...] = ("rest", *LEVELS)
    return order[min(order.index(one), order.index(other))]


def may_play(setting: Setting, state: State, id_: str) -> bool:
    """Whether screening and stage allow an exercise."""
    return base_of(id_) not in setting.barred and setting.exercises[id_].stage <= state.stage
