"""The process beside the desktop as a session sees it; it must not know what a key leads to.

Nothing here waits or raises after the start: without it a session is as it is with it.
"""

import os
import queue
import sys
import threading
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from coach.audio.child_process import feed, start
from coach.desktop import orders
from coach.desktop.orders import Now, Part, Press, Report
from coach.desktop.process import DUCKS, KEPT


def is_there(kept: Path, *, ducks: bool) -> bool:
    """Whether there is anything to start the process for: a desktop on Linux, or music to be made softer."""
    return sys.platform != "linux" or ducks or kept.exists() or has_bus()


def asked_of(*, ducks: bool) -> tuple[Part, ...]:
    """The parts that tell how they do."""
    player: tuple[Part, ...] = ("player",) if sys.platform == "linux" and has_bus() else ()
    return ("awake", *player, *(("softer",) if ducks else ()))


def has_bus() -> bool:
    """Whether a session bus can be expected."""
    folder = os.environ.get("XDG_RUNTIME_DIR")
    return bool(os.environ.get("DBUS_SESSION_BUS_ADDRESS")) or (bool(folder) and Path(folder or "", "bus").exists())


class Desktop:
    """One process until `close`."""

    def __init__(self, kept: Path, *, ducks: bool) -> None:
        """`kept` is the list of what was made softer, `ducks` whether anything is. Raises CoachError."""
        self.reports: dict[Part, Report] = {}
        self._new = threading.Condition()
        self._presses: queue.SimpleQueue[Press] = queue.SimpleQueue()
        self._orders: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._process = start("coach.desktop.process", **{KEPT: str(kept), DUCKS: "1" if ducks else "0"})
        self._reader = threading.Thread(target=self._read, name="desktop: read", daemon=True)
        self._reader.start()
        threading.Thread(target=self._feed, name="desktop: tell", daemon=True).start()

    def show(self, now: Now) -> None:
        """What the session is doing."""
        self._orders.put(orders.line_of(now))

    def wait_for(self, parts: Iterable[Part], within_s: float) -> None:
        """Waits until these parts have told how they do, at most so long."""
        with self._new:
            self._new.wait_for(lambda: self.reports.keys() >= set(parts), within_s)

    def presses(self) -> tuple[Press, ...]:
        """What was pressed since the last time it was asked for, in order."""
        found: list[Press] = []
        with suppress(queue.Empty):
            while True:
                found.append(self._presses.get_nowait())
        return tuple(found)

    def close(self, within_s: float = 0.0) -> None:
        """Ends the process, which takes back what it did, and waits so long for that; harmless when repeated."""
        self._orders.put(orders.END)
        if within_s > 0:
            self._reader.join(within_s)

    @property
    def ended(self) -> bool:
        """Whether the process is gone."""
        return not self._reader.is_alive()

    def _feed(self) -> None:
        feed(self._process, self._orders)

    def _read(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as told:
            for line in told:
                match orders.read(line):
                    case Report() as report:
                        with self._new:
                            self.reports = {**self.reports, report.part: report}
                            self._new.notify_all()
                    case str() as press:
                        self._presses.put(press)
        self._process.wait()
