"""Repetitions that differ from set to set, `reps = [8, 6, 4]`: read as a dose of as many sets, and as a shape.

A dose has the same repetitions in each set, and the pain rules reckon with these; the shape says how those of a
session are spread over its sets. It must not know screening or ratings.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from coach.core import doses
from coach.core.exercise import Exercise
from coach.core.model.mistakes import Mistake
from coach.core.model.routine import RoutineItem
from coach.files.forms.check import found
from coach.files.routines.dose_text import MOST_REPS, MOST_SETS
from coach.files.toml import Document

Shapes = Mapping[int, tuple[int, ...]]


def straightened(document: Document) -> tuple[Document, Shapes, list[Mistake]]:
    """The document with one number for each list, the lists by the place of their exercise, and what is wrong.

    Only in format 2; in format 1 a list is told of as a number that is none.
    """
    entries = document.data.get("exercise")
    if document.data.get("format") != 2 or not isinstance(entries, list):
        return document, {}, []
    shapes: dict[int, tuple[int, ...]] = {}
    wrong: list[Mistake] = []
    moved, changed = dict(document.moved), list(entries)
    for index, entry in enumerate(entries):
        if not isinstance(entry, dict) or not isinstance(entry.get("reps"), list):
            continue
        wrong += (mistakes := list(_wrong(document, index, entry)))
        numbers = tuple(entry["reps"]) if not mistakes else (2,)
        changed[index] = {**entry, "reps": max(1, sum(numbers) // len(numbers))}
        if not mistakes and "dose" not in entry:
            shapes[index] = numbers
            changed[index]["sets"] = len(numbers)
            if "sets" not in entry:
                moved["exercise", index, "sets"] = tuple(document.placed(("exercise", index, "reps")))
    if changed == entries:
        return document, {}, []
    return replace(document, data={**document.data, "exercise": changed}, moved=moved), shapes, wrong


def _wrong(document: Document, index: int, entry: Mapping[str, Any]) -> Iterator[Mistake]:
    numbers, path = entry["reps"], ("exercise", index, "reps")
    if not 1 <= len(numbers) <= MOST_SETS:
        message = f"'reps' has a number for each set, 1 to {MOST_SETS}, found {len(numbers)}"
        yield document.mistake(path, message, "range")
    for at, number in enumerate(numbers):
        label = f"item {at + 1} of 'reps'"
        if type(number) is not int:
            yield document.mistake((*path, at), f"{label} must be a whole number, found {found(number)}", "type")
        elif not 1 <= number <= MOST_REPS:
            bound = "at least 1" if number < 1 else f"at most {MOST_REPS}"
            yield document.mistake((*path, at), f"{label} must be {bound}, found {found(number)}", "range")
    sets = entry.get("sets")
    if type(sets) is int and numbers and sets != len(numbers):
        message = f"'reps' has {len(numbers)} numbers, one for each set; remove 'sets', or write {len(numbers)}"
        yield document.mistake(("exercise", index, "sets"), message, "duplicate")


def told(document: Document, index: int, item: RoutineItem, rounds: int) -> Iterator[Mistake]:
    """Warnings where another number is done than the one that is written, with all that will be."""
    exercise, shape = item.exercise, item.shape
    if len(shape) < 2:
        return
    used = doses.under_limits(item.dose, exercise, rounds)
    done = doses.in_sets(used, exercise, shape) if used.repetitions else ()
    if done == shape or not done:
        return
    if used != item.dose and used.sets == item.dose.sets and max(shape) <= exercise.max_reps:
        return  # What the limits of a day leave is told of already.
    why = _why(exercise, shape, used.sets)
    message = f"{why}; {', '.join(map(str, done))} will be done"
    yield replace(document.mistake(("exercise", index, "reps"), message, "limit"), severity="warning")


def _why(exercise: Exercise, shape: tuple[int, ...], sets: int) -> str:
    if max(shape) > exercise.max_reps:
        return f"{exercise.id} has at most {exercise.max_reps} repetitions in a set"
    if exercise.side == "alternate" and any(number % 2 for number in shape):
        return f"{exercise.id} changes sides with every repetition, so each number of 'reps' must be even"
    if sets == len(shape) and sum(shape) % sets:
        return f"{sum(shape)} repetitions cannot be raised and lowered evenly in {sets} sets"
    return f"{', '.join(map(str, shape))} are more than {exercise.id} has in a session or a day"
