"""Keeps the computer from sleeping and from locking its screen, by wakepy; it must not know why.

The systems take it back by themselves when this process ends.
"""

from contextlib import ExitStack
from typing import Any

from coach.desktop.orders import Report


class Awake:
    """Asks, and takes it back; to be used in one thread, which may wait some seconds. Nothing here raises."""

    def __init__(self) -> None:
        self._held = ExitStack()
        self._asked = False

    def set(self, wanted: bool) -> Report | None:
        """What came of it, where it was asked for anew."""
        if wanted == self._asked:
            return None
        self._asked = wanted
        if not wanted:
            self.close()
            return None
        return self._ask()

    def close(self) -> None:
        """Takes it back; harmless when repeated."""
        self._asked = False
        held, self._held = self._held, ExitStack()
        try:
            held.close()
        except Exception:  # noqa: BLE001 - a desktop that fails must disturb nothing; it ends with the process.
            return

    def _ask(self) -> Report:
        try:
            from wakepy import keep
        except ImportError:
            return Report("awake", False, why="not_installed")
        try:
            mode: Any = self._held.enter_context(keep.presenting(on_fail="pass"))
            method = mode.method
            if mode.active and method is not None:
                return Report("awake", True, how=str(method.name))
        except Exception:  # noqa: BLE001 - as above.
            return Report("awake", False, why="refused")
        return Report("awake", False, why="no_way")
