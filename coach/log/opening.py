"""Opens the file of the log, to write or only to read, and makes a new one whole; it must not know what is in it.

An empty file is no new log where something beside it says that there was one. What can only be read is read all the
same: where SQLite cannot do that in place, by a copy in memory.
"""

import os
import sqlite3
import tempfile
from contextlib import closing, suppress
from pathlib import Path
from urllib.parse import quote

from coach.core.reason import Reason
from coach.core.words import sentence
from coach.errors import CoachError
from coach.files import atomic, reach
from coach.log import failures, kinds
from coach.log.schema import VERSION, prepare

Identity = tuple[int, int]
EVERY_PAGE = -1


def identity(path: Path) -> Identity | None:
    """Which file it is, whatever its name; None where there is none. Raises CoachError as `reach.is_there`."""
    try:
        found = path.stat()
    except OSError:
        reach.is_there(path)
        return None
    return found.st_dev, found.st_ino


def to_write(path: Path, busy_s: float) -> sqlite3.Connection:
    """The log, made where there is none. Raises CoachError, sqlite3.Error, OSError, or OtherFileError."""
    if not reach.is_there(path):
        _create(path)
    _refuse(path)
    connection = sqlite3.connect(path, timeout=busy_s, isolation_level=None)
    try:
        prepare(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def to_read(path: Path, busy_s: float) -> sqlite3.Connection:
    """As `to_write` for a log that is there; where nothing can be written, one that can only be read."""
    _refuse(path)
    if _is_writable(path):
        try:
            return to_write(path, busy_s)
        except sqlite3.OperationalError as error:
            if failures.code_of(error) not in failures.OUT_OF_REACH:
                raise
            first = error
    else:
        first = sqlite3.OperationalError("attempt to write a readonly database")
        first.sqlite_errorcode = sqlite3.SQLITE_READONLY
    for way in (_in_place, _unchanging, _copied):
        with suppress(sqlite3.OperationalError):
            return way(path, busy_s)
    raise first


def only_reads(connection: sqlite3.Connection) -> bool:
    """Whether a connection of `to_read` cannot write."""
    (name,) = [row[2] for row in connection.execute("PRAGMA database_list") if row[1] == "main"]
    return not name or bool(connection.execute("PRAGMA query_only").fetchone()[0])


def copied(path: Path) -> sqlite3.Connection:
    """A copy in memory of a log and what waits beside it, brought up to date; the file itself is not touched.

    Raises as `to_write`.
    """
    with tempfile.TemporaryDirectory(prefix="backcoach-") as folder:
        there = Path(folder) / "log.sqlite3"
        for ending in ("", "-wal"):
            beside = path.with_name(path.name + ending)
            if ending == "" or beside.exists():
                there.with_name(there.name + ending).write_bytes(beside.read_bytes())
        with closing(sqlite3.connect(there, isolation_level=None)) as opened:
            memory = sqlite3.connect(":memory:", isolation_level=None)
            try:
                opened.backup(memory, pages=EVERY_PAGE)
                prepare(memory, path)
            except BaseException:
                memory.close()
                raise
            return memory


def _create(path: Path) -> None:
    """Makes a new log beside its place, and puts it there whole: a full disk leaves no half of one."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with atomic.first(path) as unfinished, closing(sqlite3.connect(unfinished, isolation_level=None)) as connection:
        prepare(connection, path)


def _refuse(path: Path) -> None:
    """Raises CoachError for what is no log, and not even a file for a new one."""
    if path.is_dir():
        raise CoachError(sentence(Reason("log_is_folder", path=str(path))))
    if path.stat().st_size == 0 and kinds.was_log(path):
        copies = kinds.copies_of(path)
        if copies:
            raise CoachError(sentence(Reason("log_empty_copied", path=str(path), day=kinds.day_of(copies[-1]))))
        raise CoachError(sentence(Reason("log_empty", path=str(path))))


def _is_writable(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _in_place(path: Path, busy_s: float) -> sqlite3.Connection:
    return _readable(f"file:{quote(str(path))}?mode=ro", busy_s)


def _unchanging(path: Path, busy_s: float) -> sqlite3.Connection:
    """For a log of which nothing waits beside it: without the files that SQLite makes for it."""
    with suppress(OSError):
        if path.with_name(path.name + "-wal").stat().st_size > 0:
            raise sqlite3.OperationalError("something waits beside the log")
    return _readable(f"file:{quote(str(path))}?immutable=1", busy_s)


def _copied(path: Path, _busy_s: float) -> sqlite3.Connection:
    return copied(path)


def _readable(address: str, busy_s: float) -> sqlite3.Connection:
    """Raises OperationalError where SQLite cannot read it there, or the log is of an earlier version."""
    connection = sqlite3.connect(address, uri=True, timeout=busy_s, isolation_level=None)
    try:
        if connection.execute("PRAGMA user_version").fetchone()[0] != VERSION:
            raise sqlite3.OperationalError("of an earlier version")
        connection.execute("SELECT count(*) FROM session").fetchone()
        connection.execute("PRAGMA query_only = ON")
    except BaseException:
        connection.close()
        raise
    return connection
