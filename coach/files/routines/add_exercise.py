"""Adds an exercise to a routine file without changing anything else in it; it must not know why it is added."""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from coach.core.exercise import Exercise, bases
from coach.core.model.mistakes import MistakesError
from coach.core.model.routine import Routine
from coach.core.safe_text import printable
from coach.errors import CoachError
from coach.files import atomic, routines, toml
from coach.files.paths import Home, shipped
from coach.files.routines import schema_file

ANY_WRITE = 0o222


def append(text: str, exercise: Exercise) -> str:
    """The text of a routine with the exercise at its start dose at the end; everything before stays byte for byte.

    The added lines end as the text's own do. Raises CoachError where the text cannot take an exercise there, which
    is found out by reading the result again: exactly this entry must have been added.
    """
    newline = toml.newline_of(text)
    dose = exercise.start
    entry = {"id": exercise.id, "sets": dose.sets, "reps": dose.reps, "hold_s": dose.hold_s}
    numbers = (f"{key} = {value}" for key, value in entry.items() if key != "id")
    lines = ["[[exercise]]", f'id = "{exercise.id}"', *numbers]
    gap = "" if not text or text.endswith("\n") else newline
    added = text + gap + newline + newline.join(lines) + newline
    before, after = _data(text), _data(added)
    entries = None if before is None else before.get("exercise", [])
    if before is None or not isinstance(entries, list) or after != {**before, "exercise": [*entries, entry]}:
        raise CoachError("The exercises of this routine are not written as [[exercise]] tables; add it by hand.")
    return added


def add(exercise: Exercise, shown: Routine, path: Path, home: Home, exercises: Mapping[str, Exercise]) -> Path:
    """Adds the exercise to the routine's file and gives the file that has it.

    A shipped routine is copied to the user's own routines first, where the copy takes its place. `shown` is the
    routine as it was loaded from `path`. Raises CoachError, and leaves every file as it is, where the file changed
    since, is not writable, or the routine cannot take the exercise.
    """
    if exercise.id in bases(shown.doses):
        raise CoachError(f"{exercise.name} is in this routine already.")
    content = _content(path)
    try:
        text = content.decode()
    except UnicodeDecodeError:
        raise _changed(path) from None  # It was UTF-8 when it was loaded.
    if _loaded(text, path, exercises) != shown:
        raise _changed(path)
    added = append(text, exercise)
    _loaded(added, path, exercises)
    target = path
    if path.resolve().parent == shipped("routines").resolve():
        target = home.routines / path.name
        if os.path.lexists(target):
            raise CoachError(f"You have a routine of your own of that name: {target}. Choose that one.")
    elif not path.stat().st_mode & ANY_WRITE or not os.access(path, os.W_OK):
        raise CoachError(f"{path} is write-protected. Change its permissions, or add the exercise by hand.")
    if _content(path) != content:
        raise _changed(path)
    atomic.write(target, added.encode())
    if target != path:
        schema_file.lay_beside(target, exercises)
    return target


def _loaded(text: str, path: Path, exercises: Mapping[str, Exercise]) -> Routine:
    """Raises CoachError with the first mistake."""
    try:
        return routines.parse(text, printable(str(path)), exercises)[0]
    except MistakesError as error:
        first = next(mistake for mistake in error.mistakes if mistake.severity == "error")
        raise CoachError(f"It cannot be added, and the file stays as it is: {first.message}.") from None


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CoachError(f"{path} cannot be read: {error.strerror or error}. Run: coach doctor") from error


def _changed(path: Path) -> CoachError:
    return CoachError(f"{path} has changed since it was read. Nothing was added; look at it again, then try again.")


def _data(text: str) -> dict[str, Any] | None:
    try:
        return tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError:
        return None
