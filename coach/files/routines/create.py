"""Makes a new routine file out of what the profile allows; it must not know who asks for it."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from coach.core import plan, routine_builder, timeline
from coach.core.exercise import Exercise
from coach.core.model import NOTHING_LATELY, Lately, Plan, Profile, RoutineItem
from coach.errors import CoachError
from coach.files.atomic import write
from coach.files.paths import shipped
from coach.files.routines import schema_file

LONGEST_NAME = 60
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
    path = _path(folder, name)
    items = routine_builder.build(profile, exercises, wishes, duration_ms, now.date(), lately)
    write(path, _text(path.stem, items, now).encode())
    schema_file.lay_beside(path, exercises)
    return path


def _path(folder: Path, name: str | None) -> Path:
    """Where the routine goes; raises CoachError for a name that is taken or cannot be a file's name."""
    if name is None:
        names = ("my-routine", *(f"my-routine-{number}" for number in range(2, 1000)))
        return next(path for path in (folder / f"{n}.toml" for n in names) if not path.exists())
    name = name.removesuffix(".toml")
    if not NAME.fullmatch(name) or RESERVED.fullmatch(name):
        raise CoachError(f"{name!r} cannot be a routine's name: use letters, digits, spaces, '-' and '_'.")
    if len(name) > LONGEST_NAME:
        raise CoachError(f"That name has {len(name)} letters; a routine's name has at most {LONGEST_NAME}.")
    path = folder / f"{name}.toml"
    if (shipped("routines") / path.name).exists():
        raise CoachError(f"'{name}' came with Backcoach, and one of that name would hide it. Choose another name.")
    if path.exists():
        raise CoachError(f"{path} is there already and stays as it is. Choose another name.")
    return path


def _text(name: str, items: Sequence[RoutineItem], now: datetime) -> str:
    import tomli_w

    table = {
        "format": 1,
        "name": name.replace("-", " ").capitalize(),
        "rounds_per_day": routine_builder.ROUNDS_PER_DAY,
        "words": "learning",
    }
    doses = (
        {"id": i.exercise.id, "sets": i.dose.sets, "reps": i.dose.reps, "hold_s": i.dose.hold_s} for i in items
    )
    # tomli-w would write short tables in one line each, to which no exercise can be added by a line of its own.
    tables = "".join(f"\n[[exercise]]\n{tomli_w.dumps(dose)}" for dose in doses)
    return HEADER.format(day=now.date().isoformat()) + tomli_w.dumps(table) + tables


def duration_ms(items: Sequence[RoutineItem]) -> int:
    """How long a session of these exercises lasts, at full voice with estimated lengths of speech."""
    new = Plan(
        routine="new",
        title="New",
        voice="learning",
        items=tuple(map(plan.as_written, items)),
    )
    return timeline.compile_plan(new, timeline.estimate_ms).total_ms
