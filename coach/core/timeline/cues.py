"""The values of a timeline: cues, and the stretches and ends of sets around them; it must not know their rules."""

from dataclasses import dataclass
from typing import Literal

from coach.core.changes import ChangeKind
from coach.core.model.done import SetSide, Side
from coach.core.model.planned import PhaseName

CueKind = Literal["say", "beep", "phase"]


@dataclass(frozen=True, slots=True)
class Cue:
    """One thing that happens at one time; milliseconds from the start of the timeline.

    `text` belongs to kind "say", `sound` to "beep" (the name of a tone), `phase` to "phase".
    `set` and `rep` count from 1; they, `exercise` and `side` are None where they do not apply.
    """

    at_ms: int
    kind: CueKind
    dur_ms: int
    exercise: str | None = None
    set: int | None = None
    rep: int | None = None
    side: Side | None = None
    text: str | None = None
    sound: str | None = None
    phase: PhaseName | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the timeline that is jumped to or stretched as a whole.

    "prepare" is the change or rest before a set, "rep" one repetition with the breath after it, "close" the end.
    `first_cue` is the index of its first cue. `go_ms` (prepare only) is where its 3-2-1 count-in starts.
    `wait_ms` is where the silence begins that ends with being ready; None where nobody waits. `change` is the kind
    of change of position, None where there is none.
    """

    kind: Literal["prepare", "rep", "close"]
    start_ms: int
    end_ms: int
    item: int
    set: int
    side: Side | None
    rep: int
    first_cue: int
    go_ms: int | None = None
    wait_ms: int | None = None
    change: ChangeKind | None = None

    def spare_ms(self, position_ms: int) -> int:
        """How much of the wait is still ahead: what being ready leaves out."""
        if self.wait_ms is None or self.go_ms is None:
            return 0
        return max(0, self.go_ms - max(self.wait_ms, position_ms))


@dataclass(frozen=True, slots=True)
class SetEnd:
    """The moment when the last repetition of a set has been guided to its end."""

    at_ms: int
    exercise: str
    set: int
    side: SetSide
    reps: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """The cues of a plan, sorted by time, with the blocks and set ends that the player steps through."""

    cues: tuple[Cue, ...]
    blocks: tuple[Block, ...]
    set_ends: tuple[SetEnd, ...]
    total_ms: int
