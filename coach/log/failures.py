"""Says in plain words why SQLite cannot use the log, and names no file damaged that is only out of reach.

It must not know who asked. A disk that is full is told by SQLite in three ways, one of them "disk I/O error": so
the file system is asked, too.
"""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from coach.errors import CoachError
from coach.files import reach
from coach.log import kinds
from coach.log.schema import OtherFileError

LITTLE = 64 * 1024  # Bytes: what SQLite needs beside a log, 32 KiB for its index and some pages.
OUT_OF_REACH = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)
IN_USE = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL)


@contextmanager
def plainly(path: Path) -> Iterator[None]:
    """Within it what SQLite and the system raise becomes a CoachError that says what to do."""
    try:
        yield
    except OtherFileError as error:
        raise CoachError(not_a_log(path)) from error
    except sqlite3.Error as error:
        raise CoachError(plain(path, error)) from error
    except OSError as error:
        raise CoachError(reach.why(path, error)) from error


def code_of(error: sqlite3.Error) -> int | None:
    """SQLite's primary result code; None for what was not raised by SQLite itself."""
    code: int | None = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF


def plain(path: Path, error: sqlite3.Error) -> str:
    """One or two sentences: what it is, and what to do."""
    code = code_of(error)
    if code in IN_USE:
        return f"{path} is in use by another Backcoach. Close that one, then try again."
    if code == sqlite3.SQLITE_NOMEM:
        return f"{path} cannot be read: there is no memory left. Close other programs, then try again."
    if code in OUT_OF_REACH:
        return _out_of_reach(path, code, str(error))
    return not_a_log(path, str(error))


def not_a_log(path: Path, what: str = "its head is not that of a log") -> str:
    """For a file that is no log as it is: whether it certainly is none, or a damaged one."""
    if kinds.kind_of(path) in ("other", "folder"):
        return (
            f"{path} is not a session log of Backcoach. It is left untouched. "
            "To set it aside under another name, and begin a new log: coach log --repair"
        )
    copied = ". To go back to a copy of the last days: coach log --restore" if kinds.copies_of(path) else ""
    return f"{path} is damaged ({what}). It is left untouched. To save what can be read: coach log --repair{copied}"


def _out_of_reach(path: Path, code: int | None, message: str) -> str:
    if code == sqlite3.SQLITE_FULL or _free(path) < LITTLE:
        return f"{path} cannot be written: the disk is full. Make room, then try again."
    if _only_read(path):
        return f"{path} cannot be written: its drive can only be read. Make it writable, then try again."
    if code == sqlite3.SQLITE_IOERR:
        return (
            f"The drive of {path} reports an error ({message}). The log is left as it is. "
            "Check the drive and its connection, then try again."
        )
    return f"{path} cannot be written. Check the permissions of the file and its folder."


def _free(path: Path) -> int:
    """The bytes that are free where the file is; more than enough where nobody can tell."""
    with suppress(OSError):
        return shutil.disk_usage(path.parent).free
    return 2 * LITTLE


def _only_read(path: Path) -> bool:
    if not hasattr(os, "statvfs"):
        return False
    with suppress(OSError):
        return bool(os.statvfs(path.parent).f_flag & os.ST_RDONLY)
    return False
