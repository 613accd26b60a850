"""The answers of the screening, and what it decided of them; it must not know how."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from coach.core.reason import Reason

Outcome = Literal["emergency", "see_clinician", "clinician_first", "no_plan", "plan"]


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
