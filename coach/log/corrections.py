"""Corrects, deletes and restores sessions of the log, and keeps what they said; it must not know who asks."""

import json
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from coach.core.model.done import Session
from coach.core.reason import Reason
from coach.core.words import sentence
from coach.errors import CoachError
from coach.files.moments import as_text
from coach.log import Log, beside
from coach.log.beside import Correction
from coach.log.exchange import as_data
from coach.log.rows import (
    checked_rating,
    forget_checkpoints,
    insert_hurt,
    insert_planned,
    insert_routine,
    insert_set,
    update_session,
)
from coach.log.schema import RATINGS

# What is kept of a value in a correction: a number or a text.
KEPT: Mapping[str, Callable[[Any], Any]] = {"at": as_text, "morning_at": lambda at: at and as_text(at)}
COLUMNS = (
    "at", "routine", "routine_title", "before", "during", "after", "morning", "morning_at", "effort", "stopped",
    "finished", "note",
)  # fmt: skip
OF_THE_ROUTINE = ("routine_doses", "fixed", "aside")
# They follow from others, which are told.
UNTOLD = {"routine_title", *OF_THE_ROUTINE, "morning_at", "finished"}
DOSES = {"planned": "planned", **dict.fromkeys(OF_THE_ROUTINE, "routine")}  # The kind of their rows.


def find(log: Log, number: int) -> Session:
    """The session of a number. Raises CoachError for one that is not there, was deleted, or is still running."""
    for session in log.sessions():
        if session.id == number:
            return session
    deleted = _deleted(log, number)
    if deleted:
        raise CoachError(sentence(Reason("session_deleted", number=number)))
    if deleted is not None and log.playing():
        raise CoachError(sentence(Reason("session_running", number=number)))
    raise CoachError(sentence(Reason("session_unknown", number=number)))


def _deleted(log: Log, number: int) -> bool | None:
    """Whether a session was deleted; None where there is none of that number."""
    with log.view() as connection:
        found = connection.execute("SELECT deleted FROM session WHERE id = ?", (_key(number),)).fetchone()
    return None if found is None else found[0] == 1


def delete(log: Log, number: int, at: datetime) -> Session:
    """Takes a session out of all that is counted and shown, and gives it; raises as `find`.

    It stays in the file, and `restore` brings it back.
    """
    session = find(log, number)
    _set_deleted(log, number, at, deleted=True)
    return session


def restore(log: Log, number: int, at: datetime) -> Session:
    """Brings a deleted session back and gives it. Raises CoachError for one that is not there, or not deleted."""
    if not _deleted(log, number):
        find(log, number)
        raise CoachError(sentence(Reason("session_not_deleted", number=number)))
    _set_deleted(log, number, at, deleted=False)
    return find(log, number)


def edit(log: Log, old: Session, new: Session, at: datetime) -> tuple[str, ...]:
    """Writes what is different in `new`, and keeps what it was. Gives the names of the fields that have changed.

    Raises as `find`: it may have been deleted in another window since it was read.
    """
    find(log, old.id)
    names = [name for name in (*COLUMNS, "planned", *OF_THE_ROUTINE, "sets", "hurts") if _differ(old, new, name)]
    if not names:
        return ()
    told = tuple(name for name in names if name not in UNTOLD and not _moved_along(old, new, name))
    with log.change(old.id) as connection:
        forget_checkpoints(connection, old.id)  # As long as it is where it was.
        # One whose program was lost is known by that; from now on by what it says.
        connection.execute(
            "UPDATE session SET running = 0, interrupted = 1 WHERE id = ? AND running = 1", (old.id,)
        )
        for name in names:
            _write(connection, name, old, new)
            if name in told and not (name == "note" and old.note is None):  # The first one is no correction.
                _keep(connection, old.id, at, name, _plain(old, name), _plain(new, name))
    return told


def _set_deleted(log: Log, number: int, at: datetime, *, deleted: bool) -> None:
    with log.change(number) as connection:
        update_session(connection, number, "deleted", int(deleted))
        _keep(connection, number, at, "deleted", int(not deleted), int(deleted))


def _keep(connection: sqlite3.Connection, number: int, at: datetime, name: str, old: Any, new: Any) -> None:
    beside.keep(connection, Correction(number, at, name, old, new))


def _differ(old: Session, new: Session, name: str) -> bool:
    if name in ("at", "sets", "hurts"):  # The same moment in another zone is told too: the date may be another.
        return bool(_plain(old, name) != _plain(new, name))
    return bool(getattr(old, name) != getattr(new, name))


def _moved_along(old: Session, new: Session, name: str) -> bool:
    """Whether sets or reports are what they were, only at the moments that follow from the session's own."""
    if name not in ("sets", "hurts") or old.at == new.at:
        return False
    first, last = ([replace(each, at=None) for each in getattr(session, name)] for session in (old, new))
    return first == last


def _plain(session: Session, name: str) -> Any:
    value = getattr(session, name)
    if name in KEPT:
        return KEPT[name](value)
    return json.dumps(as_data(session)[name]) if name in ("sets", "hurts", "planned") else value


def _write(connection: sqlite3.Connection, name: str, old: Session, new: Session) -> None:
    number = old.id
    if name == "stopped":
        update_session(connection, number, "interrupted", int(new.stopped == "interrupted"))
        update_session(connection, number, "stopped", None if new.stopped == "interrupted" else new.stopped)
    elif name in COLUMNS:
        kept = checked_rating if name in RATINGS else KEPT.get(name, lambda value: value)
        update_session(connection, number, name, kept(getattr(new, name)))
    elif name in DOSES:
        connection.execute("DELETE FROM dose WHERE session = ? AND kind = ?", (number, DOSES[name]))
        (insert_planned if name == "planned" else insert_routine)(connection, number, new)
    else:
        connection.execute(f"DELETE FROM {'done' if name == 'sets' else 'hurt'} WHERE session = ?", (number,))
        for done in new.sets if name == "sets" else ():
            insert_set(connection, number, done)
        for hurt in new.hurts if name == "hurts" else ():
            insert_hurt(connection, number, hurt)


def _key(number: int) -> int:
    """A number that SQLite can hold, in place of any."""
    return min(number, 2**63 - 1)
