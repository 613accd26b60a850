"""Makes a new routine file out of what the profile allows; it must not know who asks for it."""

import itertools
import os
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from coach.core import plan, routine_builder, timeline
from coach.core.exercise import Exercise
from coach.core.model.planned import Plan
from coach.core.model.routine import RoutineItem
from coach.core.model.screened import NOTHING_LATELY, Lately, Profile
from coach.core.safe_text import printable
from coach.errors import CoachError
from coach.files.atomic import write
from coach.files.paths import shipped
from coach.files.routines import schema_file
from coach.files.toml import write as toml_text

LONGEST_NAME = 60
USUAL_NAME = "my-routine"
NAME = re.compile(r"[\w][\w -]*")
# Windows keeps these names for devices, whatever the ending.
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
HEADER = f"""\
{schema_file.LINE}
# Built from your screening on {{day}}. It is yours: edit it by hand, then run: coach check
# An exercise needs only its id; sets, reps, hold_s, rest_s and tempo_s = [out, back] can be added.
# All that can be written, by examples: coach help routine
# Today's doses come from your pain ratings and never exceed what is written here by more than small steps.

"""
COPIED = f"""\
{schema_file.LINE}
# A copy of another one's routine, made on {{day}}. It is yours: edit it by hand, then run: coach check
# All that can be written, by examples: coach help routine

"""


def create(
    folder: Path,
    profile: Profile,
    exercises: Mapping[str, Exercise],
    wishes: routine_builder.Wishes,
    now: datetime,
    name: str | None = None,
    lately: Lately = NOTHING_LATELY,
) -> Path:
    """Builds a routine, writes it into the folder, and gives its file; `lately` as in `screening.judge`.

    Without a name it is "my-routine", or that with a free number. Raises CoachError where the profile has no plan,
    for a wish that cannot be granted and for a name that is taken.
    """
    path = place(folder, name)
    items = routine_builder.build(profile, exercises, wishes, duration_ms, now.date(), lately)
    put(path, text_of(path.stem, items, now), exercises)
    return path


def put(path: Path, text: str, exercises: Mapping[str, Exercise]) -> None:
    """Writes a new routine, with the schema of these exercises beside it.

    Raises CoachError where it cannot be written, or a file of that name has come to be since its place was chosen.
    """
    if os.path.lexists(path):
        raise _taken(path)
    write(path, text.encode())
    schema_file.lay_beside(path, exercises)


def free_name(folder: Path, wanted: str = USUAL_NAME) -> str:
    """A name for a new routine: the wanted one, else the usual one, with a number where it is taken."""
    if not _can_be(wanted):
        wanted = USUAL_NAME
    names = itertools.chain([wanted], (f"{wanted[: LONGEST_NAME - 5]}-{number}" for number in itertools.count(2)))
    return next(name for name in names if not _is_taken(folder / f"{name}.toml"))


def place(folder: Path, name: str | None) -> Path:
    """Where the routine goes; raises CoachError for a name that is taken or cannot be a file's name."""
    if name is None:
        return folder / f"{free_name(folder)}.toml"
    name = name.removesuffix(".toml")
    if not NAME.fullmatch(name) or RESERVED.fullmatch(name):
        raise CoachError(
            f"'{printable(name)}' cannot be a routine's name: use letters, digits, spaces, '-' and '_'."
        )
    if len(name) > LONGEST_NAME:
        raise CoachError(f"That name has {len(name)} letters; a routine's name has at most {LONGEST_NAME}.")
    path = folder / f"{name}.toml"
    if (shipped("routines") / path.name).exists():
        raise CoachError(f"'{name}' came with Backcoach, and one of that name would hide it. Choose another name.")
    if os.path.lexists(path):
        raise _taken(path)
    return path


def _taken(path: Path) -> CoachError:
    return CoachError(f"{path} is there already and stays as it is. Choose another name.")


def _can_be(name: str) -> bool:
    return bool(NAME.fullmatch(name)) and not RESERVED.fullmatch(name) and len(name) <= LONGEST_NAME


def _is_taken(path: Path) -> bool:
    return os.path.lexists(path) or (shipped("routines") / path.name).exists()


def text_of(name: str, items: Sequence[RoutineItem], now: datetime, days: Sequence[str] = ()) -> str:
    """The file of a new routine, with comments that say how to go on.

    `days` are those of a week that it is meant for, as in `parts.clock`; none for every day.
    """
    table = {
        "format": 2 if days else 1,
        "name": name.replace("-", " ").capitalize(),
        "rounds_per_day": routine_builder.ROUNDS_PER_DAY,
        **({"schedule": {"days": days}} if days else {}),
        "words": "learning",
    }
    doses = (
        {"id": i.exercise.id, "sets": i.dose.sets, "reps": i.dose.reps, "hold_s": i.dose.hold_s} for i in items
    )
    header = HEADER.format(day=now.date().isoformat())
    return header + toml_text.lines(table) + toml_text.tables("exercise", doses)


def copy_of(data: Mapping[str, Any], now: datetime) -> str:
    """The file of a routine out of the data of another one's file, without its comments."""
    header = COPIED.format(day=now.date().isoformat())
    top = {key: value for key, value in data.items() if key != "exercise"}
    return header + toml_text.lines(top) + toml_text.tables("exercise", data["exercise"])


def duration_ms(items: Sequence[RoutineItem]) -> int:
    """How long a session of these exercises lasts, at full voice with estimated lengths of speech."""
    new = Plan(
        routine="new",
        title="New",
        voice="learning",
        items=tuple(map(plan.as_written, items)),
    )
    return timeline.compile_plan(new, timeline.estimate_ms).total_ms
