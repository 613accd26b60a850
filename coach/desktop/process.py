"""The process beside the desktop; it must not know sessions or screens.

Orders come as lines on stdin, what came of them goes out as lines on stdout. It ends with its stdin, and a program
that is stopped or gone holds nothing: the computer may sleep, and music is as loud as before.
"""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from coach.audio.child_process import BEAT, Life
from coach.desktop import orders
from coach.desktop.awake import Awake
from coach.desktop.orders import Now, Press, Report
from coach.desktop.softer import Softer, is_of

if TYPE_CHECKING:
    from coach.desktop.media_player import MediaPlayer

KEPT, DUCKS = "BACKCOACH_DESKTOP_KEPT", "BACKCOACH_DESKTOP_DUCKS"  # Its environment: a path, and whether ("1").
LOOK_S = 0.5
_END_S = 3.0  # How long a part may take to end.
_READ_BYTES = 65_536


class _Ended(BaseException):
    """The system asks the process to end."""


class _Process:
    """Hands what it is told to each part, in the part's own thread."""

    def __init__(self, told_to: int) -> None:
        self._told_to = told_to
        self._writing = threading.Lock()
        self._now = Now()
        self._life = Life()
        self._over = False
        self._threads: list[tuple[threading.Thread, threading.Event]] = []

    def run(self) -> None:
        """Until stdin ends."""
        kept, ducks = Path(os.environ[KEPT]), os.environ[DUCKS] == "1"
        self._begin("awake", self._keep_awake)
        if ducks or kept.exists():
            self._begin("softer", lambda changed: self._make_softer(changed, kept, ducks))
        player = self._player()
        try:
            for now in self._orders():
                self._now = now
                for _, changed in self._threads:
                    changed.set()
                if player is not None:
                    player.show(now)
        finally:
            self._over = True
            for thread, changed in self._threads:
                changed.set()
                thread.join(_END_S)
            if player is not None:
                player.close()

    def _orders(self) -> Iterator[Now]:
        held = b""
        while data := os.read(sys.stdin.fileno(), _READ_BYTES):
            self._life.hear()
            *lines, held = (held + data).split(b"\n")
            held = held.lstrip(BEAT)
            for line in (line.lstrip(BEAT) for line in lines):
                if line + b"\n" == orders.END:
                    return
                now = orders.read(line)
                if isinstance(now, Now):
                    yield now

    def _begin(self, name: str, run: Callable[[threading.Event], None]) -> None:
        changed = threading.Event()
        thread = threading.Thread(target=run, args=(changed,), name=f"desktop: {name}", daemon=True)
        self._threads.append((thread, changed))
        thread.start()

    def _wanted(self, changed: threading.Event) -> Now | None:
        """What holds now, after a change or a while; None at the end."""
        changed.wait(LOOK_S)
        changed.clear()
        if self._over:
            return None
        return Now() if self._life.missed else self._now

    def _keep_awake(self, changed: threading.Event) -> None:
        awake = Awake()
        while (now := self._wanted(changed)) is not None:
            report = awake.set(now.awake)
            if report is not None:
                self._tell(report)
        awake.close()

    def _make_softer(self, changed: threading.Event, kept: Path, ducks: bool) -> None:
        softer = Softer(kept, is_of(os.getppid()))
        report = softer.start(tell=ducks)
        if report is not None:
            self._tell(report)
        while ducks and (now := self._wanted(changed)) is not None:
            softer.set(now.soft)
        softer.close()

    def _player(self) -> "MediaPlayer | None":
        if sys.platform != "linux":
            return None
        try:
            from coach.desktop.media_player import MediaPlayer
        except ImportError:
            self._tell(Report("player", False, why="not_installed"))
            return None
        return MediaPlayer(self._tell, self._tell)

    def _tell(self, told: Report | Press) -> None:
        with self._writing, suppress(OSError):  # The program is gone; stdin tells.
            os.write(self._told_to, orders.line_of(told))


def main() -> None:
    for name in ("SIGINT", "SIGHUP"):  # The program decides what they mean, and ends this process.
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    # Libraries that write on stdout must not get into the answer.
    told_to = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    signal.signal(signal.SIGTERM, _end)
    with suppress(_Ended):
        _Process(told_to).run()


def _end(*_: object) -> None:
    raise _Ended


if __name__ == "__main__":
    main()
