"""The words that a routine has for an exercise, in place of its own; it must not know how they are spoken."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from coach.core.exercise import Cues
from coach.core.model.mistakes import Mistake
from coach.core.model.routine import RoutineItem
from coach.files.toml import Document

if TYPE_CHECKING:
    from coach.files.routines.form import ExerciseForm, SayForm


def over(cues: Cues, say: "SayForm") -> Cues:
    """The cues with the routine's words in their places; the longer and the shorter way of saying it are one."""
    changed = replace(
        cues,
        setup=say.setup or cues.setup,
        setup_short=say.setup or cues.setup_short,
        move=say.move or cues.move,
        move_short=say.move or cues.move_short,
        hold=say.hold or cues.hold,
        hold_short=say.hold or cues.hold_short,
        return_=say.return_ or cues.return_,
        return_short=say.return_ or cues.return_short,
    )
    return changed if say.mistake is None else replace(changed, corrections=(say.mistake,))


def unheard(document: Document, index: int, entry: "ExerciseForm", item: RoutineItem) -> Iterator[Mistake]:
    """A warning for words of a hold where nothing is held."""
    if entry.say is not None and entry.say.hold is not None and item.dose.hold_s == 0:
        message = f"{item.exercise.id} is not held here, so these words are not said; add hold_s, or take them out"
        mistake = document.mistake(("exercise", index, "say", "hold"), message, "unheard")
        yield replace(mistake, severity="warning")
