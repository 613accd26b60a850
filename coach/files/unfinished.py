"""Writes a file whole or not at all, by way of a part beside it; it must not know what is written.

A part whose process was killed is removed by the next one in that folder. Whether its writer still lives is asked
of the system: the writer keeps the part locked (on Windows it is enough that it keeps it open), and a lock ends
with its process, however that ends. A process id in the name would not do: it is given out again, and means nothing
in another container or on another computer with the same folder.
"""

import contextlib
import os
import re
import secrets
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

if sys.platform != "win32":
    import fcntl

ENDING = ".backcoach-part"
LONGEST_START = 50  # Of the file's name, so that the part's is not too long.
_PART = re.compile(r"\..*\.[0-9a-f]{8}" + re.escape(ENDING), re.DOTALL)


@contextlib.contextmanager
def part(target: Path) -> Iterator[Path]:
    """An empty file beside `target` that takes its place, and its permissions, when the block ends well.

    When it does not, the part is removed and `target` untouched. Raises OSError.
    """
    _sweep(target.parent)
    path, handle = _locked(target)
    try:
        try:
            yield path
            os.fsync(handle)
            if target.exists():
                path.chmod(stat.S_IMODE(target.stat().st_mode))
            if sys.platform != "win32":
                path.replace(target)
        finally:
            os.close(handle)
        if sys.platform == "win32":
            path.replace(target)  # An open file cannot be renamed there.
    except BaseException:
        with contextlib.suppress(OSError):
            path.unlink()
        raise


def _locked(target: Path) -> tuple[Path, int]:
    """A new part, open and locked."""
    while True:
        path = target.parent / f".{target.name[:LONGEST_START]}.{secrets.token_hex(4)}{ENDING}"
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o666)
        if sys.platform != "win32":
            with contextlib.suppress(OSError):  # A folder without locks: what is left over stays.
                fcntl.flock(handle, fcntl.LOCK_EX)
        if path.exists():
            return path, handle
        os.close(handle)  # Somebody swept before the lock.


def _sweep(folder: Path) -> None:
    """Removes the parts of processes that are no more."""
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            if _PART.fullmatch(path.name) and not path.is_symlink():
                with contextlib.suppress(OSError):
                    _remove_unlocked(path)


def _remove_unlocked(path: Path) -> None:
    """Raises OSError for a part that is being written, and where a lock cannot be had."""
    if sys.platform == "win32":
        path.unlink()  # An open file cannot be removed there.
    else:
        handle = os.open(path, os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            path.unlink()
        finally:
            os.close(handle)
