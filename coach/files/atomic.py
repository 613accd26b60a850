"""Writes a file whole or not at all, by way of a part beside it; it must not know what is written.

A part whose process was killed is removed by a later one in that folder. Whether its writer still lives is asked
of the system: the writer keeps the part locked (on Windows it is enough that it keeps it open), and a lock ends
with its process, however that ends. A process id in the name would not do: it is given out again, and means nothing
in another container or on another computer with the same folder.
"""

import contextlib
import os
import re
import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from coach.errors import CoachError

if sys.platform != "win32":
    import fcntl

ENDING = ".backcoach-part"
LONGEST_START = 50  # Of the file's name, so that the part's is not too long.
ANYBODY, OWNER = 0o666, 0o600  # Who may read a new file, before the user's own mask.
_PART = re.compile(r"\..*\.[0-9a-f]{8}" + re.escape(ENDING), re.DOTALL)


def write(path: Path, content: bytes) -> None:
    """Puts the content where `path` points, so that a reader sees the old file or the new one, never a part.

    A new file is readable by its owner alone, as health answers should be; an old one keeps its permissions.
    Raises CoachError when it cannot be written; the old file is then untouched.
    """
    target = Path(os.path.realpath(path))  # A link stays a link.
    try:
        if target.is_dir():
            raise CoachError(f"{path} is a folder. Give the name of a file.")
        if target.exists() and not target.is_file():
            target.write_bytes(content)  # A pipe or a device cannot be replaced.
            return
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with part(target, OWNER) as unfinished:
            unfinished.write_bytes(content)
    except OSError as error:
        raise CoachError(f"{path} cannot be written: {error.strerror or error}. Run: coach doctor") from error


@contextlib.contextmanager
def part(target: Path, mode: int = ANYBODY) -> Iterator[Path]:
    """An empty file beside `target` that takes its place, and its permissions, when the block ends well.

    What it holds is on the disk by then. When the block does not end well, the part is removed and `target`
    untouched. Removes the parts that killed processes left in the folder. Raises OSError.
    """
    sweep(target.parent)
    with _locked(target, mode) as (path, handle):
        yield path
        os.fsync(handle)
        if target.exists():
            path.chmod(stat.S_IMODE(target.stat().st_mode))


@contextlib.contextmanager
def first(target: Path) -> Iterator[Path]:
    """As `part`, for a file that is not there yet, readable by its owner alone; one that came meanwhile stays."""
    sweep(target.parent)
    with _locked(target, OWNER, _put_first) as (path, handle):
        yield path
        os.fsync(handle)


def put(target: Path, content: bytes) -> None:
    """Writes what can be made again: whole or not at all, but neither forced to the disk nor after a `sweep`.

    A new file is readable by its owner alone. Raises OSError.
    """
    with _locked(target, OWNER) as (path, _):
        path.write_bytes(content)


def sweep(folder: Path) -> None:
    """Removes the parts of processes that are no more."""
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            if _PART.fullmatch(path.name) and not path.is_symlink():
                with contextlib.suppress(OSError):
                    _remove_unlocked(path)


def _put_first(path: Path, target: Path) -> None:
    """Gives a file its name, unless another has it; and tells the disk of the name."""
    try:
        os.link(path, target)
    except FileExistsError:
        pass
    except OSError:  # A file system without hard links.
        if not os.path.lexists(target):
            path.rename(target)
    with contextlib.suppress(OSError):  # A link leaves it behind, and so does one that came too late.
        path.unlink()
    if sys.platform != "win32":
        with contextlib.suppress(OSError):
            folder = os.open(target.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)


@contextlib.contextmanager
def _locked(
    target: Path, mode: int, place: Callable[[Path, Path], object] = Path.replace
) -> Iterator[tuple[Path, int]]:
    """A new part, open and locked, that `place` puts where `target` is when the block ends well, and else goes."""
    path, handle = _new(target, mode)
    try:
        try:
            yield path, handle
            if sys.platform != "win32":
                place(path, target)
        finally:
            os.close(handle)
        if sys.platform == "win32":
            place(path, target)  # An open file cannot be renamed there.
    except BaseException:
        with contextlib.suppress(OSError):
            path.unlink()
        raise


def _new(target: Path, mode: int) -> tuple[Path, int]:
    while True:
        path = target.parent / f".{target.name[:LONGEST_START]}.{os.urandom(4).hex()}{ENDING}"
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, mode)
        if sys.platform != "win32":
            with contextlib.suppress(OSError):  # A folder without locks: what is left over stays.
                fcntl.flock(handle, fcntl.LOCK_EX)
        if path.exists():
            return path, handle
        os.close(handle)  # Somebody swept before the lock.


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
