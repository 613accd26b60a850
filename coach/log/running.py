"""Tells whether a session is being played now, by a lock beside the log; it must not know what is in the log.

The program that plays holds the lock, and the system lets go of it when that program ends, however it ends: also at
kill -9, or when the power fails.
"""

import os
import sys
import time
from contextlib import suppress
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

ENDING = ".playing"
TRIES, BETWEEN_S = 20, 0.02  # Whoever only looks holds the lock for an instant, too.


class Hold:
    """The lock, taken; to be let go of when the session is in the log."""

    def __init__(self, handle: int | None) -> None:
        self._handle = handle

    def release(self) -> None:
        """Lets go of it; harmless when repeated."""
        handle, self._handle = self._handle, None
        if handle is not None:
            os.close(handle)


def take(log: Path) -> Hold | None:
    """Takes the lock of a log; None where another session has it. Raises OSError where no file can be made.

    A file system without locks gives one that nobody sees: nothing is played less for that.
    """
    log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(_beside(log), os.O_RDWR | os.O_CREAT, 0o600)
    for _ in range(TRIES):
        with suppress(BlockingIOError, PermissionError):
            _lock(handle)
            return Hold(handle)
        time.sleep(BETWEEN_S)
    os.close(handle)
    return None


def held(log: Path) -> bool:
    """Whether a session is being played, in this program or in another; never waits."""
    handle = _opened(_beside(log))
    if handle is None:
        return False
    try:
        _lock(handle, only_looking=True)
    except (BlockingIOError, PermissionError):
        return True
    finally:
        os.close(handle)
    return False


def _opened(path: Path) -> int | None:
    """None where there is no such file, or none that can be read."""
    for way in (os.O_RDWR, os.O_RDONLY):  # The second is enough on a drive that can only be read.
        with suppress(OSError):
            return os.open(path, way)
    return None


def _beside(log: Path) -> Path:
    return log.with_name(log.name + ENDING)


def _lock(handle: int, *, only_looking: bool = False) -> None:
    """Raises BlockingIOError or PermissionError where another has it."""
    if sys.platform == "win32":
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        if only_looking:
            msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)
        return
    try:
        fcntl.flock(handle, fcntl.LOCK_NB | (fcntl.LOCK_SH if only_looking else fcntl.LOCK_EX))
    except BlockingIOError:
        raise
    except OSError:  # A file system without locks.
        return
