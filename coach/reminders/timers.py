"""Puts the timer of this computer in its place and takes it out again; it must not know when one is reminded."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from coach.errors import CoachError
from coach.files import atomic
from coach.files.paths import Home
from coach.reminders.job import Job, Marked, marked
from coach.reminders.running import Ran


class Timer(Protocol):
    """What the three kinds of timers have in common. Nothing of it raises but where it says so."""

    needs: str  # The program that switches it on.

    @property
    def by_hand(self) -> str:
        """How a person switches it on."""

    def paths(self) -> tuple[Path, ...]:
        """Its files."""

    def contents(self, job: Job) -> tuple[bytes, ...]:
        """What stands in each of them."""

    def switch_on(self) -> Ran:
        """Once the files are there. Raises CoachError where one of that name is somebody else's."""

    def switch_off(self) -> Ran:
        """While the files are there."""

    def forgotten(self) -> None:
        """When the files are gone."""

    def is_on(self) -> bool | None:
        """Whether it will ring; None where nobody can tell."""


@dataclass(frozen=True, slots=True)
class Found:
    """An installed timer: what it says of itself, its files that are there, and whether they are all whole."""

    marked: Marked
    files: tuple[Path, ...]
    whole: bool


def timer_here(home: Home) -> Timer:
    """The kind of this computer."""
    if sys.platform == "darwin":
        from coach.reminders.launchd import Launchd

        return Launchd()
    if sys.platform == "win32":
        from coach.reminders.task_scheduler import TaskScheduler

        return TaskScheduler(home.data)
    from coach.reminders.systemd import Systemd

    return Systemd()


def found(timer: Timer) -> Found | None:
    """The timer that is installed; None where there is none. Raises CoachError for files of somebody else."""
    there = [(path, told) for path in timer.paths() if (told := marked(path)) is not None]
    if not there:
        return None
    whole = len(there) == len(timer.paths()) and all(told == there[0][1] for _, told in there)
    return Found(there[0][1], tuple(path for path, _ in there), whole)


def install(timer: Timer, job: Job) -> Ran:
    """Writes its files and switches it on; how that went. Raises CoachError, and then nothing is installed anew."""
    job.insist()
    found(timer)  # It ends where one is not ours.
    before = {path: path.read_bytes() if path.exists() else None for path in timer.paths()}
    try:
        for path, content in zip(timer.paths(), timer.contents(job), strict=True):
            atomic.write(path, content)
        return timer.switch_on()
    except CoachError:
        _put_back(before)
        raise


def _put_back(before: dict[Path, bytes | None]) -> None:
    for path, content in before.items():
        if content is None:
            path.unlink(missing_ok=True)
        elif path.read_bytes() != content:
            atomic.write(path, content)


def remove(timer: Timer) -> Sequence[Path]:
    """Switches it off and removes its files, which are returned. Raises CoachError for files of somebody else."""
    installed = found(timer)
    if installed is None:
        return ()
    timer.switch_off()
    for path in installed.files:
        path.unlink(missing_ok=True)
    timer.forgotten()
    return installed.files


def is_as_now(timer: Timer, job: Job) -> bool:
    """Whether the files are just those that would be written now."""
    pairs = zip(timer.paths(), timer.contents(job), strict=True)
    return all(path.exists() and path.read_bytes() == content for path, content in pairs)
