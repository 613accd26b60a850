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

from coach.core.reason import Reason
from coach.core.words import sentence
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
        return _said("log_in_use", path)
    if code == sqlite3.SQLITE_NOMEM:
        return _said("log_no_memory", path)
    if code in OUT_OF_REACH:
        return _out_of_reach(path, code, str(error))
    return not_a_log(path, str(error))


def not_a_log(path: Path, what: str | None = None) -> str:
    """For a file that is no log as it is: whether it certainly is none, or a damaged one, and `what` was found."""
    if kinds.kind_of(path) in ("other", "folder"):
        return _said("log_other_file", path)
    damaged = "log_damaged_copied" if kinds.copies_of(path) else "log_damaged"
    return _said(damaged, path, what=what or sentence(Reason("log_no_head")))


def _out_of_reach(path: Path, code: int | None, message: str) -> str:
    if code == sqlite3.SQLITE_FULL or _free(path) < LITTLE:
        return _said("log_disk_full", path)
    if _only_read(path):
        return _said("log_drive_read", path)
    if code == sqlite3.SQLITE_IOERR:
        return _said("log_drive_error", path, problem=message)
    return _said("log_unwritable", path)


def _said(id_: str, path: Path, **figures: str) -> str:
    return sentence(Reason(id_, path=str(path), **figures))


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
