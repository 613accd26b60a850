"""The schedule of a routine, and the mistakes in it; it must not know what was done, nor how it is shown."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import time
from typing import TYPE_CHECKING

from coach.core.history.schedule import DAYS_OF_A_WEEK, Schedule
from coach.core.model.mistakes import Mistake
from coach.files.routines.parts.clock import DAYS
from coach.files.toml import Document

if TYPE_CHECKING:
    from coach.files.routines.form import RoutineForm, ScheduleForm


def made(form: "ScheduleForm") -> Schedule:
    """The schedule; without days it is every day."""
    days = sorted({DAYS.index(each) for each in form.days or ()}) or range(DAYS_OF_A_WEEK)
    return Schedule(tuple(days), tuple(sorted({time.fromisoformat(each.zfill(5)) for each in form.times or ()})))


def mistakes(document: Document, form: "RoutineForm") -> Iterator[Mistake]:
    """The same day or time twice, and a warning for another number of times than of rounds."""
    schedule = form.schedule
    if schedule is None:
        return
    for key, words in (("days", "day"), ("times", "time")):
        given = [each.zfill(5) if key == "times" else each for each in getattr(schedule, key) or ()]
        for at, each in enumerate(given):
            if each in given[:at]:
                path = ("schedule", key, at)
                yield document.mistake(path, f"this {words} stands here twice; keep one", "duplicate")
    found, rounds = len(schedule.times or ()), form.rounds_per_day
    if found and found != rounds:
        times, a_day = _count(found, "time"), _count(rounds, "round")
        message = f"there {'is' if found == 1 else 'are'} {times} for {a_day} a day; write a time for each round"
        warning = document.mistake(("schedule", "times"), message, "schedule")
        yield replace(
            warning, severity="warning", help=f"write {_count(rounds, 'time')}, or rounds_per_day = {found}"
        )


def _count(number: int, of: str) -> str:
    return f"{number} {of}{'' if number == 1 else 's'}"
