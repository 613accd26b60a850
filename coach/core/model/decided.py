"""Today's doses, each with its reason; it must not know the rules that led to them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from coach.core.exercise import Dose
from coach.core.model.done import Aside
from coach.core.model.screened import NOTHING_LATELY, Lately, Omission
from coach.core.reason import Reason

Level = Literal["full", "reduced", "half"]
OwnLevel = Literal["full", "reduced", "half", "rest"]
Range = Literal["full", "half"]


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
