"""The values that the modules hand to each other: frozen, with units in their names.

It must not know where values come from: no file, no clock, no screen, no sound; of ours but `errors` and `reason`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, get_args

from coach.core.reason import Reason
from coach.errors import CoachError as CoachError

Side = Literal["left", "right"]
SetSide = Literal["left", "right", "both"]
SideRule = Literal["none", "alternate", "each"]
Scale = Literal["reps", "hold"]
Level = Literal["full", "reduced", "half"]
OwnLevel = Literal["full", "reduced", "half", "rest"]
Range = Literal["full", "half"]
Effort = Literal["easy", "ok", "hard"]
Stop = Literal["pain", "sharp", "spread", "tired", "time", "interrupted"]
PhaseName = Literal["move", "hold", "return", "rest", "change"]
VoiceMode = Literal["full", "brief", "beeps"]
Severity = Literal["error", "warning"]
Outcome = Literal["emergency", "see_clinician", "clinician_first", "no_plan", "plan"]

# In the order of a way round in which each step is a small one: sit, kneel, lie, and up again.
Position = Literal[
    "sitting",
    "all_fours",
    "side_lying",
    "supine",
    "prone",
    "prone_support",
    "half_kneeling",
    "standing",
]
POSITIONS: tuple[str, ...] = get_args(Position)
Tag = Literal["flexion", "extension", "rotation", "end_range", "load", "neutral"]


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake in a text file; line and column count from 1, columns in characters."""

    file: str
    line: int
    column: int
    message: str
    rule: str
    severity: Severity = "error"

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.severity}: {self.message} [{self.rule}]"


class MistakesError(CoachError):
    """A file that cannot be used, with every mistake that was found in it."""

    def __init__(self, mistakes: tuple[Mistake, ...]) -> None:
        super().__init__("\n".join(str(mistake) for mistake in mistakes))
        self.mistakes = mistakes


@dataclass(frozen=True, slots=True)
class Dose:
    """Sets × repetitions × hold of one exercise in one session; per side where the exercise does each side."""

    sets: int
    reps: int
    hold_s: int

    @property
    def figures(self) -> tuple[int, int, int]:
        """Sets, repetitions and hold, as a reason keeps a dose."""
        return self.sets, self.reps, self.hold_s

    @property
    def repetitions(self) -> int:
        return self.sets * self.reps

    @property
    def holding_s(self) -> int:
        return self.sets * self.reps * self.hold_s


@dataclass(frozen=True, slots=True)
class Cues:
    """What is said, in a few plain words each, to a person on the floor with closed eyes.

    `setup` and `setup_short` may hold "{side}" ("left" or "right") and "{other}" (the opposite one).
    `left` and `right` name the sides of an alternating exercise ("left hand, right leg"), else they are empty.
    """

    setup: str
    setup_short: str
    move: str
    move_short: str
    hold: str
    hold_short: str
    return_: str
    return_short: str
    mistake: str
    range: str
    left: str = ""
    right: str = ""


Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Limb:
    """An arm or a leg of a figure: either the directions of its parts, or a place that its end reaches.

    `angles` in degrees, 0 to the right, 90 up: upper arm and forearm, or thigh, shin and, optionally, foot.
    `to` is where hand or ankle goes, seen from the joint named in `on` or, without one, from x = 0 on the ground.
    """

    angles: tuple[float, ...] = ()
    to: Point | None = None
    on: str = ""
    foot: float | None = None


@dataclass(frozen=True, slots=True)
class Pose:
    """One posture of a figure: `root` ("hip" or "shoulder") is at `at`; `back` goes from hip to waist to shoulder.

    Lengths in hundredths of the body's height, y from the ground up; `belly` is a factor of the trunk's width.
    """

    root: str
    at: Point
    back: tuple[float, float]
    head: float
    belly: float
    near_arm: Limb
    far_arm: Limb
    near_leg: Limb
    far_leg: Limb


@dataclass(frozen=True, slots=True)
class Figure:
    """A body that moves through `poses`, spread evenly from the start of a repetition to its end.

    Drawn for the right side: near limbs are the right ones. `things` (a chair) and `arrows` are lines x, y, x, y.
    `shorten` holds factors for limb parts that point toward the viewer or away. `trace` is the joint whose way is
    shown. `front` says that the face is toward the viewer.
    """

    poses: tuple[Pose, ...]
    front: bool = False
    things: tuple[tuple[float, float, float, float], ...] = ()
    arrows: tuple[tuple[float, float, float, float], ...] = ()
    shorten: tuple[tuple[str, float], ...] = ()
    trace: str = ""


@dataclass(frozen=True, slots=True)
class Exercise:
    """An entry of the exercise set; limits are for one session, per side where `side` is "each"."""

    id: str
    name: str
    position: str
    tags: frozenset[str]
    stage: int
    opt_in: bool
    start: Dose
    max_reps: int
    max_hold_s: int
    min_hold_s: int
    max_sets: int
    day_reps: int
    day_holding_s: int | None
    side: SideRule
    scale: Scale
    excluded_for: frozenset[str]
    up: str | None
    down: str | None
    move_ms: int
    return_ms: int
    rest_ms: int
    cues: Cues
    avoid: str
    basis: str
    sources: tuple[str, ...]
    shipped: bool = True
    figure: Figure | None = None

    @property
    def min_reps(self) -> int:
        """The fewest repetitions that a cut leaves in a set (pain-rules: minimum reps)."""
        return 4 if self.side == "alternate" else 3


@dataclass(frozen=True, slots=True)
class RoutineItem:
    """One exercise of a routine with everything filled in from the exercise set."""

    exercise: Exercise
    dose: Dose
    move_ms: int
    return_ms: int
    rest_ms: int
    line: int = 1
    column: int = 1


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


@dataclass(frozen=True, slots=True)
class Profile:
    """The answers of the screening, one field for each key of the answers file.

    `bones` (which of `bone_heart_or_steroids` it is) counts only where that is true; `cannot` is made of kneeling,
    hands, floor and face_down.
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
    within five minutes; the log still says spread, and P5 takes the place of P2 (screening).
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


@dataclass(frozen=True, slots=True)
class Prescribed:
    """Today's dose of one exercise beside its target, and why it is that.

    `level` is what is played: the lowest of the person's level, the exercise's own and a sore day.
    """

    id: str
    dose: Dose
    target: Dose
    reason: Reason
    half_range: bool = False
    level: Level = "full"
    own_level: OwnLevel = "full"


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

    @property
    def range(self) -> Range:
        return "half" if self.level == "half" else "full"

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Everything that is said of the day."""
        return (self.reason, *self.also)


@dataclass(frozen=True, slots=True)
class PlanItem:
    """One exercise as it will be played now."""

    exercise: Exercise
    dose: Dose
    move_ms: int
    return_ms: int
    rest_ms: int
    half_range: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """A routine after screening and progression: what will be played now.

    `opening` is said at the start (today's reason), `notes` after it, one sentence each; `encouragement` is the
    sentence at the end.
    """

    routine: str
    title: str
    voice: VoiceMode
    items: tuple[PlanItem, ...]
    half_range: bool = False
    opening: str = ""
    notes: tuple[str, ...] = ()
    encouragement: Reason | None = None
