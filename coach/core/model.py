"""The values that the modules hand to each other: frozen, with units in their names.

It must not know where values come from: no file, no clock, no screen, no sound; of ours but `errors` and `reason`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from coach.core import changes
from coach.core.exercise import Dose, Exercise
from coach.core.history.schedule import Schedule
from coach.core.reason import Reason
from coach.errors import CoachError

Side = Literal["left", "right"]
SetSide = Literal["left", "right", "both"]
Level = Literal["full", "reduced", "half"]
OwnLevel = Literal["full", "reduced", "half", "rest"]
Range = Literal["full", "half"]
Effort = Literal["easy", "ok", "hard"]
Stop = Literal["pain", "sharp", "spread", "tired", "time", "interrupted"]
PhaseName = Literal["move", "hold", "return", "rest", "change"]
VoiceMode = Literal["learning", "full", "brief", "beeps"]
ChangeMode = Literal["wait", "timed"]
Severity = Literal["error", "warning"]
# Why an exercise is not for a session, whatever the answers are; what "waits" would not rise either.
Aside = Literal["round", "waits"]
Outcome = Literal["emergency", "see_clinician", "clinician_first", "no_plan", "plan"]


MOST_TOLD = 100  # Mistakes of one file: nobody reads on behind so many.


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake in a text file; line and column count from 1, columns in characters.

    `help` says what to write; it may be empty. `missing` are the keys one of which is needed where none of them is.
    """

    file: str
    line: int
    column: int
    message: str
    rule: str
    severity: Severity = "error"
    help: str = ""
    missing: tuple[str, ...] = field(default=(), compare=False)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.severity}: {self.message} [{self.rule}]"


class MistakesError(CoachError):
    """A file that cannot be used, with every mistake that was found in it."""

    def __init__(self, mistakes: tuple[Mistake, ...]) -> None:
        more = len(mistakes) - MOST_TOLD
        left = [f"{more} more {'mistake is' if more == 1 else 'mistakes are'} not shown."] if more > 0 else []
        super().__init__("\n".join([*map(str, mistakes[:MOST_TOLD]), *left]))
        self.mistakes = mistakes


@dataclass(frozen=True, slots=True)
class RoutineItem:
    """One exercise of a routine with everything filled in from the exercise set.

    `half_range`: it goes half as far, whatever the level is. `note` is said once before it. `fixed`: nothing raises
    it above its written dose. `rounds`: the rounds of a day in which it is done, from 1; empty for all. `instead`
    is done in its place where screening leaves it out. `shape`: the repetitions of each set, empty where all are
    alike; a session's are spread like these.
    Neighbours of one `group` take turns set by set. The exercise's cues are the routine's own where it has some.
    """

    exercise: Exercise
    dose: Dose
    move_ms: int
    return_ms: int
    rest_ms: int
    line: int = 1
    column: int = 1
    half_range: bool = False
    note: str = ""
    fixed: bool = False
    rounds: tuple[int, ...] = ()
    shape: tuple[int, ...] = ()
    group: str = ""
    instead: "RoutineItem | None" = None


MOST_ROUNDS_PER_DAY = 6


@dataclass(frozen=True, slots=True)
class Routine:
    """A routine file after loading; `id` is the file's name without ".toml", `title` the name written in it."""

    id: str
    title: str
    file: str
    rounds_per_day: int
    voice: VoiceMode
    items: tuple[RoutineItem, ...]
    minutes_between_rounds: int | None = None
    change: ChangeMode = "timed"
    change_s: changes.ChangeSeconds = changes.USUAL
    schedule: Schedule | None = None

    @property
    def every(self) -> tuple[RoutineItem, ...]:
        """Its exercises, behind each the one that stands in for it."""
        return tuple(each for item in self.items for each in (item, item.instead) if each is not None)

    @property
    def doses(self) -> dict[str, Dose]:
        """Its own doses, as they are written, by exercise in its order; those that stand in among them."""
        return {item.exercise.id: item.dose for item in self.every}

    @property
    def fixed(self) -> frozenset[str]:
        """The exercises that nothing raises above their written dose."""
        return frozenset(item.exercise.id for item in self.every if item.fixed)


@dataclass(frozen=True, slots=True)
class Profile:
    """The answers of the screening, one field for each key of the answers file.

    `bones` (which of `bone_heart_or_steroids` it is) counts only where that is true; `cannot` is made of kneeling,
    hands, floor and face_down. `ahead`, no key: its date, where that lies in the future and `screened_at` is now in
    its place. Nobody knows when it was, so it lifts no stop for severe pain.
    """

    age: int
    red_flags_emergency: bool
    red_flags_clinician: bool
    clinician_agrees: bool
    clinician_agrees_extension: bool
    bone_heart_or_steroids: bool
    pregnant_weeks: int
    active: bool
    months_since_spinal_surgery: int
    first_pain_age: int
    diagnosis: tuple[str, ...]
    weeks_since_flare: int
    leg_symptoms_last_14_days: bool
    usual_pain: int | None
    opt_in_hard: bool
    stage: int
    screened_at: datetime
    disclaimer_agreed: bool = False
    red_flags_assessed: bool = False
    bones: bool = True
    other_care: bool = False
    inflammatory: bool = False
    cannot: tuple[str, ...] = ()
    ahead: datetime | None = None

    @property
    def dated(self) -> datetime:
        """The date that is written in it, to be kept with a session."""
        return self.ahead or self.screened_at


@dataclass(frozen=True, slots=True)
class Omission:
    """An exercise that is left out, and why; `rule` names what left it out."""

    id: str
    reason: Reason
    rule: str = "screening"


@dataclass(frozen=True, slots=True)
class Lately:
    """What the log tells the screening beside the answers.

    `spread_on`: the date of the last session that was stopped because pain spread. `quiet`: whether weeks without a
    step back have brought something again (screening, row DL).
    """

    spread_on: date | None = None
    quiet: bool = False


NOTHING_LATELY = Lately()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the screening decided: the outcome, each reason for it, the groups, what they exclude.

    `returned` are exercises that quiet weeks have brought back (screening, row DL).
    """

    outcome: Outcome
    reasons: tuple[Reason, ...]
    groups: tuple[str, ...]
    excluded_tags: frozenset[str]
    returned: frozenset[str] = frozenset()
    advice: tuple[Reason, ...] = ()
    notes: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class SetDone:
    """A set that was done; `reps` per side where the exercise does each side; `at` in local time."""

    exercise: str
    set: int
    side: SetSide
    reps: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Hurt:
    """A report of pain during a session: in which exercise, None where in none; `rating` 0 to 10."""

    exercise: str | None
    rating: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Session:
    """What was really done; pain ratings 0 to 10 or None; `routine_doses` are the routine's own at that time.

    `during` is the highest of all reports in `hurts`; a log of the first edition has it alone. `usual_pain` and
    `screened_at` are those of the profile at that time, None where not kept. `morning_at` is when `morning` was
    given, `routine_title` the name written in the routine's file, "" where not kept. A session that is still
    `running` counts for nothing yet. `spread_passed`: leg symptoms that stopped it (`spread`) were back to usual
    within five minutes; the log still says spread, and P5 takes the place of P2 (screening). `fixed`: what nothing
    raised above the doses in `routine_doses`. `aside`: what of them was not for this session.
    """

    id: int
    at: datetime
    routine: str
    planned: Mapping[str, Dose]
    sets: tuple[SetDone, ...] = ()
    before: int | None = None
    during: int | None = None
    after: int | None = None
    morning: int | None = None
    effort: Effort | None = None
    stopped: Stop | None = None
    finished: bool = False
    routine_doses: Mapping[str, Dose] = field(default_factory=dict)
    hurts: tuple[Hurt, ...] = ()
    usual_pain: int | None = None
    screened_at: datetime | None = None
    morning_at: datetime | None = None
    routine_title: str = ""
    note: str | None = None
    running: bool = False
    spread_passed: bool = False
    fixed: frozenset[str] = frozenset()
    aside: Mapping[str, Aside] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Prescribed:
    """Today's dose of one exercise beside its target, and why it is that.

    `level` is what is played: the lowest of the person's level, the exercise's own and a sore day. `times_done`: in
    how many sessions before at least one repetition of it was done. `instead_of`: in whose place it is.
    `in_sets`: the repetitions of each set, empty where all are alike.
    """

    id: str
    dose: Dose
    target: Dose
    reason: Reason
    half_range: bool = False
    level: Level = "full"
    own_level: OwnLevel = "full"
    times_done: int = 0
    instead_of: str | None = None
    in_sets: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """A row of the pain rules that matched, and why; "screening" is the screening's own refusal."""

    rule: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An exercise that could be added to the routine at its start dose."""

    id: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Decision:
    """Today's doses, each with its reason: what `coach today` shows and the next session plays.

    `reason` is that of the day, `also` what is to be said after it. `lately` is what the log tells the screening.
    `aside`: what of the routine is not for this session, as the log keeps it.
    """

    date: date
    routine: str
    allowed: bool
    rounds_done: int
    rounds_goal: int
    level: Level
    stage: int
    rules: tuple[str, ...]
    reason: Reason
    findings: tuple[Finding, ...]
    exercises: tuple[Prescribed, ...]
    omitted: tuple[Omission, ...]
    suggest: tuple[Suggestion, ...] = ()
    lately: Lately = NOTHING_LATELY
    also: tuple[Reason, ...] = ()
    sore_day: bool = False
    aside: Mapping[str, Aside] = field(default_factory=dict)

    @property
    def range(self) -> Range:
        return "half" if self.level == "half" else "full"

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Everything that is said of the day."""
        return (self.reason, *self.also)


@dataclass(frozen=True, slots=True)
class PlanItem:
    """One exercise as it will be played now; `times_done`: the sessions before in which some of it was done.

    `note` is said once before it. `shape` is how repetitions are spread over the sets, `in_sets` what
    that makes of the dose, empty where all are alike. Neighbours of one `group` take turns.
    """

    exercise: Exercise
    dose: Dose
    move_ms: int
    return_ms: int
    rest_ms: int
    half_range: bool = False
    times_done: int = 0
    note: str = ""
    shape: tuple[int, ...] = ()
    group: str = ""
    in_sets: tuple[int, ...] = ()

    def reps_in(self, set_number: int) -> int:
        """The repetitions of a set, counted from 1; per side where it does each side."""
        return self.in_sets[set_number - 1] if self.in_sets else self.dose.reps


@dataclass(frozen=True, slots=True)
class Place:
    """Where a session is: a set of an exercise, and the repetitions of it that were guided to their end.

    `side` is that of the set, None where its sides take turns or there are none.
    """

    exercise: str
    set: int
    side: Side | None
    reps: int


@dataclass(frozen=True, slots=True)
class Played:
    """What was to be done of an exercise in a session that was interrupted."""

    exercise: str
    dose: Dose
    half_range: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """A routine after screening and progression: what will be played now.

    `opening` is said at the start (today's reason), `notes` after it, one sentence each, and then the `doses`
    that are new or others than before, with why; `encouragement` is the sentence at the very end. Where the
    session is `rated` it comes after the ratings, else after the last words. `kind` is a kind word and the
    index of the exercise before which it is said. `change`: after a change of position it waits until one is
    ready, or goes on after `change_s` ("timed"); `slow` is what the log tells of changes that took long.
    `typed`: one is ready with Enter alone, where no other key is read. `begin` is where a session goes on that
    was interrupted; what lies before is not played.
    """

    routine: str
    title: str
    voice: VoiceMode
    items: tuple[PlanItem, ...]
    half_range: bool = False
    opening: str = ""
    notes: tuple[str, ...] = ()
    doses: tuple[str, ...] = ()
    encouragement: Reason | None = None
    rated: bool = False
    kind: tuple[int, Reason] | None = None
    change: ChangeMode = "timed"
    change_s: changes.ChangeSeconds = changes.USUAL
    typed: bool = False
    begin: Place | None = None
    slow: Mapping[changes.ChangeKind, changes.LastTimes] = field(default_factory=dict)
