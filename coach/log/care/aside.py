"""Keeps a running session whose log is gone: in another log, or in a file for `coach import`; it knows no thread.

A session is its entry as it began, and every change since then, in order: so it can be told anew anywhere.
"""

import json
import os
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from coach.core.model.done import Session
from coach.errors import CoachError
from coach.files import atomic
from coach.log import Log, beside
from coach.log.exchange import NOTHING, whole
from coach.log.rows import forget_checkpoints, insert_session, interrupted, sessions_since

Change = Callable[[Log], None]
OLDEST = timedelta(days=2)  # Of a session that goes on.


def entry(log: Log, number: int, now: datetime) -> Session | None:
    """The session as it is in the log; None where there is none of that number."""
    with log.view() as connection:
        lately = sessions_since(connection, (now - OLDEST).date().isoformat())
    return next((each for each in lately if each.id == number), None)


def anchor(log: Log, begun: Session) -> int:
    """Puts a session into a log that may have a part of it, as it began, and gives its number there."""
    with log.change(None) as connection:
        there = connection.execute("SELECT id, at FROM session WHERE routine = ?", (begun.routine,)).fetchall()
        for number, at in there:
            if datetime.fromisoformat(at) == begun.at:
                forget_checkpoints(connection, number)
                connection.execute("DELETE FROM session WHERE id = ?", (number,))
        taken = connection.execute("SELECT 1 FROM session WHERE id = ?", (begun.id,)).fetchone()
        made = insert_session(connection, begun, None if taken else begun.id)
        forget_checkpoints(connection, made)
    return made


def write(begun: Session, changes: Iterable[Change], place: Path | None) -> Path:
    """Writes the session into a file that its owner alone can read, and gives its path.

    `place` is where it was written before; None for a new file of the temporary folder. Raises
    CoachError or OSError where that cannot be.
    """
    with tempfile.TemporaryDirectory(prefix="backcoach-") as folder, Log(Path(folder) / "log.sqlite3") as log:
        with log.change(None) as connection:
            insert_session(connection, begun, begun.id)
        for change in changes:
            with suppress(CoachError, ValueError):
                change(log)
        with log.view() as connection:
            sessions, kept = sessions_since(connection, ""), beside.read(connection)
    entries = [whole(interrupted(each), kept.get(each.id, NOTHING)) for each in sessions]
    if place is None:
        handle, name = tempfile.mkstemp(prefix=f"backcoach-session-{begun.at:%Y-%m-%d-%H%M}-", suffix=".json")
        os.close(handle)
        place = Path(name)
    atomic.write(place, (json.dumps(entries, indent=1, ensure_ascii=False) + "\n").encode())
    return place


def remove(path: Path) -> None:
    """Takes such a file away, as the log has the session after all."""
    with suppress(OSError):
        path.unlink()
