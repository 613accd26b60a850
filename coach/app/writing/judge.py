"""What is wrong with an edited file, and what a routine in it would make today; it must not know a screen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from coach.app import check_files, today
from coach.app.workspace import Loaded, Workspace
from coach.core import timeline
from coach.core.exercise import Exercise
from coach.core.model.decided import Prescribed
from coach.core.model.mistakes import Mistake, MistakesError
from coach.core.model.routine import Routine, RoutineItem
from coach.core.reason import Reason
from coach.errors import CoachError
from coach.files import routines, toml


@dataclass(frozen=True, slots=True)
class MadeItem:
    """An exercise as the file has it, what is done today, None where it is left out, and why it is that.

    `exercise` is the one that is done: another one where that stands in its place.
    """

    item: RoutineItem
    today: Prescribed | None
    reason: Reason
    exercise: Exercise


@dataclass(frozen=True, slots=True)
class Made:
    """What a routine would make today: exercises as the file has them, and about how many minutes a round takes.

    `minutes` is None where nothing is played today; `reasons` say why that is, or how the day is.
    """

    title: str
    items: tuple[MadeItem, ...]
    minutes: int | None
    rounds: int
    reasons: tuple[Reason, ...]

    @property
    def left_out(self) -> int:
        return sum(each.today is None for each in self.items)


@dataclass(frozen=True, slots=True)
class Judged:
    """The mistakes in the order of the file; `usable` whether it could be used so; `made` for a routine that is.

    `trouble` says why what it makes cannot be told, and is empty otherwise.
    """

    mistakes: tuple[Mistake, ...]
    usable: bool
    made: Made | None = None
    trouble: str = ""


class Judge:
    """Judges one file again and again while it is edited; may be asked in any thread."""

    def __init__(self, ws: Workspace, path: Path, clock: Callable[[], datetime]) -> None:
        self._ws = ws
        self._path = path
        self._clock = clock
        self._checker = check_files.Checker(ws.home, clock())

    def judged(self, content: bytes) -> Judged:
        """What is to be said of a file of this content."""
        mistakes = tuple(self._checker.check_content(self._path, self._path.name, content))
        if self._checker.kind_of(self._path, content) != "routine":
            return Judged(mistakes, not any(each.severity == "error" for each in mistakes))
        routine = self._routine(content)
        if routine is None:
            return Judged(mistakes, usable=False)
        try:
            return Judged(mistakes, usable=True, made=self._made(routine))
        except CoachError as error:  # A log or another file that cannot be read.
            return Judged(mistakes, usable=True, trouble=str(error))

    def _routine(self, content: bytes) -> Routine | None:
        try:
            document = toml.parse_bytes(content, self._path.name, recover=True)
        except MistakesError:
            return None
        routine, _ = routines.examine(document, self._path.stem, self._checker.exercises)
        return routine

    def _made(self, routine: Routine) -> Made:
        found = today.looked_at(self._ws, Loaded(routine), self._clock())
        decision = found.decision
        done = decision.exercises if found.plan is not None else ()
        doses: Mapping[str, Prescribed] = {each.instead_of or each.id: each for each in done}
        left_out = {each.id: each.reason for each in decision.omitted}
        items = []
        for item in routine.items:
            prescribed = doses.get(item.exercise.id)
            reason = (
                prescribed.reason if prescribed is not None else left_out.get(item.exercise.id, decision.reason)
            )
            other = item.instead if prescribed is not None and prescribed.instead_of else None
            if other is not None:
                reason = Reason("done_instead", name=other.exercise.name)
            items.append(MadeItem(item, prescribed, reason, (other or item).exercise))
        minutes = None if found.plan is None else timeline.minutes(found.plan)
        return Made(routine.title, tuple(items), minutes, routine.rounds_per_day, decision.reasons)
