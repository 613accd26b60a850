"""Reads the routines that can be chosen from, also those that cannot be used, with the reason; it must not draw."""

import os
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from coach.app import workspace
from coach.app.today import Today, looked_at
from coach.core import plan, timeline
from coach.core.model.mistakes import MistakesError
from coach.core.model.planned import Plan
from coach.core.model.routine import Routine
from coach.errors import CoachError
from coach.files import routines


@dataclass(frozen=True, slots=True)
class Offer:
    """A routine by the name that it is chosen with; `wrong` says why it cannot be, and is empty where it can.

    `wrong` is short, `why` a sentence more. `minutes` is about how long a round takes as the file has it; `file` is
    what the loaded routine calls its file.
    """

    name: str
    file: str
    own: bool
    title: str
    minutes: int = 0
    rounds_per_day: int = 0
    exercises: tuple[str, ...] = ()
    wrong: str = ""
    why: str = ""


def offers(ws: workspace.Workspace) -> tuple[Offer, ...]:
    """Every routine there is: the user's own, then the shipped ones."""
    return tuple(_offers(ws))


def previewed(ws: workspace.Workspace, name: str, now: datetime) -> Today:
    """What the routine of this name would make today, were it chosen. Raises CoachError where it cannot be used."""
    return looked_at(ws, workspace.load_routine(ws, name), now)


def _offers(ws: workspace.Workspace) -> Iterator[Offer]:
    for name, path in routines.names(ws.home):
        own = path.parent == ws.home.routines
        try:
            loaded, _ = routines.load(path, ws.exercises)
        except MistakesError as error:
            errors = [each for each in error.mistakes if each.severity == "error"]
            wrong = f"has mistakes: coach check {_typed(path)}"
            why = f"Line {errors[0].line}: {errors[0].message}" if errors else ""
            yield Offer(name, "", own, name, wrong=wrong, why=why)
        except CoachError as error:
            yield Offer(name, "", own, name, wrong="cannot be read", why=str(error))
        else:
            names = tuple(item.exercise.name for item in loaded.items)
            yield Offer(name, loaded.file, own, loaded.title, _minutes(loaded), loaded.rounds_per_day, names)


def _minutes(loaded: Routine) -> int:
    items = tuple(map(plan.as_written, loaded.items))
    return timeline.minutes(Plan(loaded.id, loaded.title, loaded.voice, items))


def _typed(path: Path) -> str:
    """The path as it can be typed into a shell."""
    home = Path.home()
    if os.name == "posix" and path.is_relative_to(home):
        return f"~/{shlex.quote(str(path.relative_to(home)))}"
    return shlex.quote(str(path)) if os.name == "posix" else f'"{path}"'
