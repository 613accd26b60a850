"""The rounds of a day in which an exercise is done (`rounds`), and the mistakes in them; it must not know doses."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from coach.core.model.mistakes import Mistake
from coach.core.model.routine import RoutineItem
from coach.files.toml import Document

if TYPE_CHECKING:
    from coach.files.routines.form import RoutineForm


def in_round(items: Sequence[RoutineItem], number: int) -> list[RoutineItem]:
    """The exercises that are done in a round of the day, from 1."""
    return [item for item in items if not item.rounds or number in item.rounds]


def mistakes(document: Document, form: "RoutineForm") -> Iterator[Mistake]:
    """Rounds that the day does not have, the same one twice, and a round in which nothing is done."""
    most = form.rounds_per_day
    for index, entry in enumerate(form.exercise):
        for at, number in enumerate(entry.rounds or ()):
            path = ("exercise", index, "rounds", at)
            if number > most:
                has = "1 round" if most == 1 else f"{most} rounds"
                message = f"there is no round {number}: a day has {has} here (rounds_per_day)"
                yield document.mistake(path, message, "round")
            elif number in (entry.rounds or ())[:at]:
                yield document.mistake(path, f"round {number} stands here twice; keep one", "duplicate")
    if not all(entry.rounds and max(entry.rounds) <= most for entry in form.exercise):
        return
    for number in range(1, most + 1):
        if form.exercise and not any(number in (entry.rounds or ()) for entry in form.exercise):
            message = f"no exercise is done in round {number} of the day; take 'rounds' out of one, or add {number}"
            yield document.mistake(("exercise", 0, "rounds"), message, "missing", at_key=True)
