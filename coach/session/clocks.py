"""Tells that the program stood still: stopped, or the computer slept; it must not know what the program does."""

import sys
import time
from collections.abc import Callable

STOOD_S = 2.0  # A machine that is only busy looks more often than this.


def clock() -> float:
    """Seconds that also pass while the computer sleeps, and never fall. `time.monotonic` sleeps too on Linux."""
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    if sys.platform == "darwin":
        return time.clock_gettime(time.CLOCK_MONOTONIC)
    return time.monotonic()


class Watch:
    """To be looked at many times a second, from the first look on: what comes before it may take its time."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._looked_s: float | None = None

    def stood_still(self) -> bool:
        """Whether nobody looked for so long that the program must have stood still."""
        before_s, self._looked_s = self._looked_s, self._now()
        return before_s is not None and self._looked_s - before_s > STOOD_S
