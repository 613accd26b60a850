"""A routine as its file says it, with everything filled in; it must not know who does it, nor when."""

from dataclasses import dataclass
from typing import Literal

from coach.core import changes
from coach.core.exercise import Dose, Exercise
from coach.core.history.schedule import Schedule

VoiceMode = Literal["learning", "full", "brief", "beeps"]
ChangeMode = Literal["wait", "timed"]


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
