"""The one clock of the program, made by `system` and handed to whoever needs the time; it must not know for what.

A test hands in another one, whose time passes only when it is told so, however busy the machine is.
"""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from coach.files.moments import local

STOOD_S = 2.0  # A machine that is only busy looks more often than this.


@dataclass(frozen=True, slots=True)
class Clock:
    """What the time is, in three ways. Each may be asked in any thread and never waits.

    `wall` is the local date and time with its offset from UTC; one that is handed in without is of the computer's
    zone. `monotonic_s` are seconds that also pass while the computer
    sleeps, and never fall. `sound_ms` is what the device plays now, in ms of the timeline; 0 before there is one.
    """

    wall: Callable[[], datetime]
    monotonic_s: Callable[[], float]
    sound_ms: Callable[[], int] = lambda: 0

    def __post_init__(self) -> None:
        wall = self.wall
        object.__setattr__(self, "wall", lambda: local(wall()))

    def following(self, sound_ms: Callable[[], int]) -> "Clock":
        """The same clock for one session, whose output tells where its sound is."""
        return replace(self, sound_ms=sound_ms)


def system() -> Clock:
    """The clock of the computer; nothing else in session, app and TUI reads it."""
    return Clock(datetime.now, _monotonic_s)


def _monotonic_s() -> float:
    """`time.monotonic` stands still while the computer sleeps on Linux and macOS."""
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    if sys.platform == "darwin":
        return time.clock_gettime(time.CLOCK_MONOTONIC)
    return time.monotonic()


class Watch:
    """Tells that the program stood still: it was stopped, or the computer slept.

    To be looked at many times a second, from the first look on: what comes before it may take its time.
    """

    def __init__(self, now_s: Callable[[], float]) -> None:
        self._now_s = now_s
        self._looked_s: float | None = None

    def stood_still(self) -> bool:
        """Whether nobody looked for so long that the program must have stood still."""
        before_s, self._looked_s = self._looked_s, self._now_s()
        return before_s is not None and self._looked_s - before_s > STOOD_S
