"""Keeps the desktop told of a session, many times a second, and no oftener than it has to know."""

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol, Self

from coach.desktop.orders import Now, Press
from coach.session.conductor import Conductor
from coach.session.desktop.picture import now_of

AWAKE_IN_PAUSE_S = 300.0  # Whoever pauses for longer than this has gone; the computer may rest.
DRIFT_MS = 700  # A position that is further off than this has jumped.


class Tells(Protocol):
    """What the desktop is told by."""

    def show(self, now: Now) -> None: ...

    def presses(self) -> tuple[Press, ...]: ...

    def close(self) -> None: ...


class Beside:
    """One session's company; `look` never waits."""

    def __init__(self, desktop: Tells | None, conductor: Conductor, now_s: Callable[[], float]) -> None:
        """Without a desktop there is nobody to tell."""
        self._desktop = desktop
        self._conductor = conductor
        self._now_s = now_s
        self._stands_since_s: float | None = None
        self._told: tuple[Now, float] | None = None

    def look(self) -> tuple[Press, ...]:
        """Tells what is new, and gives what was pressed since the last look."""
        if self._desktop is None:
            return ()
        at_s = self._now_s()
        now = now_of(self._conductor, awake=self._awake(at_s))
        if self._told is None or _is_news(*self._told, now, at_s):
            self._told = (now, at_s)
            self._desktop.show(now)
        return self._desktop.presses()

    def close(self) -> None:
        """Lets the desktop be as it was; harmless when repeated."""
        desktop, self._desktop = self._desktop, None
        if desktop is not None:
            desktop.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _awake(self, at_s: float) -> bool:
        if not self._conductor.paused and not self._conductor.finished:
            self._stands_since_s = None
            return True
        if self._stands_since_s is None:
            self._stands_since_s = at_s
        return at_s - self._stands_since_s < AWAKE_IN_PAUSE_S


def _is_news(told: Now, told_s: float, now: Now, now_s: float) -> bool:
    """Whether anything but the time that has passed is different."""
    ran_ms = (now_s - told_s) * 1000 if told.status == "Playing" else 0.0
    jumped = abs(now.position_ms - told.position_ms - ran_ms) > DRIFT_MS
    # The length is where the session stands and what is left: with a jump, and at another pace, it moves.
    same = replace(now, position_ms=told.position_ms, length_ms=told.length_ms) == told
    return jumped or not same or abs(now.length_ms - told.length_ms) > DRIFT_MS
