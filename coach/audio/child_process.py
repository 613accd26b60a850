"""How the program and its processes with sound hold together: start, signs of life, end; it knows no output.

The processes import it before they make sound, so what the program alone needs is imported where it is used.
"""

import os
import queue
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import subprocess

BEAT = b"."
BEAT_S = 0.2  # Between two signs of life of the program.
MISSED_S = 2.0  # After many missed ones it must be stopped (Ctrl-Z), and so the sound.
# A busy machine uses up the 100 ms that are held; what is lost then makes all that follows late.
_PRIORITY = -11


# --- in the program ----------------------------------------------------------------------------------------------


def start(module: str, **more: str) -> "subprocess.Popen[bytes]":
    """Starts a module of ours as a process of its own, with pipes.

    `more` goes into its environment; what it writes on stderr goes nowhere: that is the screen of a TUI.
    Raises CoachError.
    """
    import subprocess

    from coach.errors import CoachError
    from coach.files.paths import PACKAGE

    path = os.pathsep.join(filter(None, (str(PACKAGE.parent), os.environ.get("PYTHONPATH"))))
    try:
        return subprocess.Popen(
            [sys.executable, "-P", "-m", module],
            env={**os.environ, "PYTHONPATH": path, **more},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except OSError as error:
        raise CoachError("The sound could not be started.") from error


def feed(
    process: "subprocess.Popen[bytes]", orders: "queue.SimpleQueue[bytes]", taken: Callable[[], None] | None = None
) -> None:
    """Hands on orders as they come and a sign of life between them, until the process has ended.

    Somebody else waits for the process. `taken` is called after each thing that went out.
    """
    assert process.stdin is not None
    with suppress(OSError), process.stdin as stdin:
        while process.returncode is None:
            try:
                data = orders.get(timeout=BEAT_S)
            except queue.Empty:
                data = BEAT
            stdin.write(data)
            stdin.flush()
            if taken is not None:
                taken()


# --- in the process ----------------------------------------------------------------------------------------------


class Life:
    """When the program was last heard of."""

    def __init__(self) -> None:
        self.hear()

    def hear(self) -> None:
        self._heard_s = time.monotonic()

    @property
    def missed(self) -> bool:
        """Whether the program has given no sign for so long that it must be stopped."""
        return time.monotonic() - self._heard_s > MISSED_S

    def check(self) -> None:
        """Ends this process without the program."""
        if self.missed:
            os._exit(0)


def made_ready() -> int:
    """Makes this process one that plays sound, before its threads begin; where it can answer, as a descriptor."""
    with suppress(OSError, AttributeError):  # Few systems let everybody, and Windows has it not at all.
        os.setpriority(os.PRIO_PROCESS, 0, _PRIORITY)
    # The program decides what Ctrl-C means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Libraries that write on stdout must not get into the answer.
    told = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return told
