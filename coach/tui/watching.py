"""Looks whether something has changed for as long as a screen is shown; it must not know what, nor read it."""

import asyncio
from collections.abc import Callable

from textual.screen import Screen

LOOK_S = 0.5
Marks = object  # Whatever differs then.


class Watch:
    """Calls `changed` once the marks are others than `seen`, and stay so for two looks: a file is whole by then.

    It only looks while the screen is the one in front; what changed meanwhile is found when it is again.
    """

    def __init__(self, marks: Callable[[], Marks], seen: Marks, changed: Callable[[], None]) -> None:
        """`marks` is asked in a thread of its own, as a folder may be far away."""
        self._marks = marks
        self._seen = self._last = seen
        self._changed = changed

    def begin(self, screen: Screen[str]) -> None:
        """From now on, until the screen is gone."""

        async def look() -> None:
            if not screen.is_active:
                return
            now = await asyncio.to_thread(self._marks)
            settled, self._last = now == self._last, now
            if settled and now != self._seen and screen.is_active:
                self._changed()

        screen.set_interval(LOOK_S, look)
