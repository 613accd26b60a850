"""Tells one press of the one button from two quick ones, which mean that it hurts; it knows no screen.

A key that is held repeats itself, first after some time and then fast, so holding it says what pressing twice does.
"""

from typing import Literal

TWICE_WITHIN_S = 0.8
TELL_AFTER_S = 1.5  # Of a pause, what a press means now: who goes on at once needs no word.
HELD_S = 0.12  # Nobody presses so fast twice: it is a key that repeats itself.

Press = Literal["once", "twice", "held"]


class Presses:
    """Those of one session. Times are seconds of one clock that never falls."""

    def __init__(self) -> None:
        self._last_s: float | None = None
        self._may_be_first = False

    def press(self, now_s: float) -> Press:
        """What this press is, by the one before it; the third of three quick ones is a first again."""
        since_s = None if self._last_s is None else now_s - self._last_s
        self._last_s = now_s
        if since_s is not None and since_s < HELD_S:
            return "held"
        twice = self._may_be_first and since_s is not None and since_s <= TWICE_WITHIN_S
        self._may_be_first = not twice
        return "twice" if twice else "once"

    def forget(self) -> None:
        """Something else was pressed, or asked, since."""
        self._may_be_first = False
