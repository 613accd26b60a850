"""A session log that somebody else holds, as a second program or a backup does."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path


class Lock:
    """The other connection; while it holds the log nobody else can write."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.held = False

    def take(self) -> None:
        self._connection.execute("BEGIN EXCLUSIVE")
        self.held = True

    def release(self) -> None:
        if self.held:
            self._connection.execute("ROLLBACK")
            self.held = False


@contextmanager
def locked(path: Path) -> Iterator[Lock]:
    """Holds the lock of a log from here on; it waits for a write that is going on."""
    with closing(sqlite3.connect(path, timeout=30, isolation_level=None)) as connection:
        lock = Lock(connection)
        lock.take()
        try:
            yield lock
        finally:
            lock.release()
