"""Changes one figure of a dose in a routine's bytes and no other byte; it must not know why it is changed."""

import re
from collections.abc import Mapping
from typing import Any, Literal

from coach.core.exercise import Exercise
from coach.core.model.routine import RoutineItem
from coach.errors import CoachError
from coach.files import toml
from coach.files.routines import dose_text
from coach.files.toml import edit_value

Figure = Literal["sets", "reps", "hold_s"]
FIGURES: tuple[Figure, ...] = ("sets", "reps", "hold_s")
_DOSE = re.compile(r"""(["'])([0-9]+) ?[xX×] ?([0-9]+)(?: ?[xX×] ?([0-9]+) ?s)?\1""")
NOT_ONE = "It is not written as one number here. Change it in the text."


def first_figure(exercise: Exercise) -> Figure:
    """What of an exercise grows first."""
    return "hold_s" if exercise.scale == "hold" else "reps"


def has(exercise: Exercise, figure: Figure) -> bool:
    """Whether an exercise has this figure at all: many are not held."""
    return figure != "hold_s" or exercise.max_hold_s > 0


def stepped(item: RoutineItem, figure: Figure, steps: int) -> int | None:
    """What a figure becomes a step up (1) or down (-1); None where it is at its most or least already.

    Within the exercise's limits, and even where sides take turns with each repetition. What is written beyond a
    limit comes back to it at once.
    """
    exercise, now = item.exercise, getattr(item.dose, figure)
    step, least, most = 1, 1, 1
    match figure:
        case "sets":
            most = exercise.max_sets
        case "reps":
            step = least = 2 if exercise.side == "alternate" else 1
            most = exercise.max_reps
        case "hold_s":
            least, most = exercise.min_hold_s, exercise.max_hold_s
    if now > most or now < least:
        wanted = min(max(now, least), most)
        return wanted if (wanted - now) * steps > 0 else None
    wanted = now + steps * step
    if wanted % step:
        wanted -= steps  # An odd number of repetitions, to the next even one.
    return wanted if least <= wanted <= most else None


def changed(content: bytes, index: int, figure: Figure, value: int) -> bytes:
    """The routine's bytes with another figure in the exercise of this index, counted from 0 as the file has them.

    A number stays where it is written: under its key, in `dose`, or in the middle of `tempo_s`. One that is left
    to the exercise so far gets a line of its own. Raises CoachError where that cannot be, or the file has mistakes.
    """
    entry = _entry(content, index)
    path = ("exercise", index)
    if figure == "sets" and isinstance(entry.get("reps"), list):
        raise CoachError(NOT_ONE)  # As many as it has numbers.
    if figure in entry:
        if type(entry[figure]) is not int:
            raise CoachError(NOT_ONE)
        return edit_value.replaced(content, (*path, figure), str(value))
    tempo = entry.get("tempo_s")
    if figure == "hold_s" and isinstance(tempo, list) and len(tempo) == 3:
        return edit_value.replaced(content, (*path, "tempo_s", 1), str(value))
    if isinstance(entry.get("dose"), str):
        literal = edit_value.written(content, (*path, "dose")) or ""
        return edit_value.replaced(content, (*path, "dose"), _in_text(literal, entry["dose"], figure, value))
    return edit_value.added(content, path, "id", figure, str(value))


def _in_text(literal: str, dose: str, figure: Figure, value: int) -> str:
    """The text of a dose as it is written, with another figure in it."""
    found = _DOSE.fullmatch(literal)
    if found is None:
        if dose_text.objection(dose) is not None:
            raise CoachError(NOT_ONE)
        sets, reps, hold_s = dose_text.read(dose)
        figures: dict[str, int | None] = {"sets": sets, "reps": reps, "hold_s": hold_s} | {figure: value}
        return f'"{dose_text.write(figures["sets"] or 1, figures["reps"] or 1, figures["hold_s"])}"'
    group = FIGURES.index(figure) + 2
    if found[group] is None:  # The seconds held are left to the exercise so far.
        cross = re.search("[xX×]", literal)
        return f"{literal[:-1]}{cross[0] if cross else 'x'}{value}s{literal[-1]}"
    return f"{literal[: found.start(group)]}{value}{literal[found.end(group) :]}"


def _entry(content: bytes, index: int) -> Mapping[str, Any]:
    entries = toml.parse_bytes(content, "").data.get("exercise")
    if not isinstance(entries, list) or not 0 <= index < len(entries) or not isinstance(entries[index], dict):
        raise CoachError(edit_value.WHY)
    entry: Mapping[str, Any] = entries[index]
    return entry
