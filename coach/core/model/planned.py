"""What will be played now, and where in it a session is; it must not know how it sounds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from coach.core import changes
from coach.core.exercise import Dose, Exercise
from coach.core.model.done import Side
from coach.core.model.routine import ChangeMode, VoiceMode
from coach.core.reason import Reason

PhaseName = Literal["move", "hold", "return", "rest", "change"]


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
