"""Keeps the state that the older sessions led to, and folds the log on from it; it must not know what a rule says.

Ten years of sessions take half a second to read and fold. So the state before a date is kept in the log's own file,
and used only with the same edition of the rules, the same setting (routine, exercises, screening) and as many
sessions before that date, the last with the same id. `Log` forgets it with every change to one of those sessions.
"""

import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from coach.core.model.done import Session
from coach.core.progression import up_to
from coach.core.progression.first_state import first_doses
from coach.core.progression.fold import fold
from coach.core.progression.state import Setting, State
from coach.log.value_text import made, written

if TYPE_CHECKING:
    from coach.log import Log

EDITION = 46  # Raised with every change to what leads from the log's rows to a state; a test sees that it is.
DRAWN, LISTED = timedelta(weeks=8), 10  # The sessions that a screen needs, beside those in `Early.last`.
# So far back that ratings of the last mornings do not touch it, and that it serves a date two weeks back as well.
LEFT, FEWEST_LEFT = timedelta(weeks=10), 50
WORTH = 200  # As many sessions are worth being written to the disk, so as not to be folded again.
TABLE = """CREATE TABLE IF NOT EXISTS checkpoint (routine TEXT PRIMARY KEY, until TEXT NOT NULL,
    newest INTEGER NOT NULL, sessions INTEGER NOT NULL, text TEXT NOT NULL, seal TEXT NOT NULL)"""


class Early(NamedTuple):
    """The state before the date `until`; and from before it the last, the last rated, the last of each plan."""

    until: date
    last: tuple[Session, ...]
    state: State


def led_to(
    log: "Log", setting: Setting, on: date, worth: int = WORTH, now: datetime | None = None
) -> tuple[State, tuple[Session, ...]]:
    """What the sessions of the log up to and with `on` have led to; and its sessions, oldest first.

    Of these all from eight weeks before `on`, the last ten, and of earlier ones at least those in `Early.last`.
    Where `worth` sessions or more need not be folded again, that is kept in the log.
    """
    with log.view() as connection:
        early = _opened(connection, setting, on)
        sessions = log.read(connection, early.until.isoformat() if early else "")
        # Another program may have written a time in a form that sorts as a later one; and after a journey, or a
        # clock set back, what is of a later date may have been earlier.
        if early and (
            len(sessions) < LISTED or min(map(_day, sessions)) < early.until or sessions[0].at < early.last[-1].at
        ):
            early, sessions = None, log.read(connection, "")
        shown = (*early.last, *sessions) if early else sessions
        past = up_to(on, sessions, now)
        if further := _further(setting, early, past, worth, on):
            _keep(connection, setting, further)
            early, past = further, past[_first_from(past, further.until) :]
        return fold(setting, past, early.state if early else None, latest=on), shown


def _further(setting: Setting, early: Early | None, past: Sequence[Session], worth: int, on: date) -> Early | None:
    """The next checkpoint, where it is worth it and certain; `past` are the sessions since `early`."""
    if len(past) < worth + FEWEST_LEFT:
        return None
    weeks_before = date.fromordinal(max(1, min(_day(past[-1]), on).toordinal() - LEFT.days))
    until = min(weeks_before, _day(past[-FEWEST_LEFT]))
    first = _first_from(past, until)
    more = past[:first]
    if len(more) < worth or not (early or first_doses(setting, more)):
        return None  # Or what the routine began with is told by a later session.
    if any(_day(each) < until for each in past[first:]):
        return None  # A journey west just then: a later checkpoint will do.
    known = (*(early.last if early else ()), *more)
    plans = {session.routine: session.id for session in known if session.planned}
    rated = [session.id for session in known if session.before is not None or session.after is not None]
    last = tuple(each for each in known if each.id in {known[-1].id, *rated[-1:], *plans.values()})
    return Early(until, last, fold(setting, more, early.state if early else None))


def _opened(connection: sqlite3.Connection, setting: Setting, on: date) -> Early | None:
    """What is kept for this setting; None where it is nothing that holds, or too late for the date."""
    with suppress(sqlite3.Error, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        for until, text, seal in connection.execute(
            "SELECT until, text, seal FROM checkpoint WHERE routine = ?"
            " AND (newest, sessions) = (SELECT max(id), count(*) FROM session WHERE at < until AND deleted = 0)",
            (setting.routine.id,),
        ):
            if on - date.fromisoformat(until) >= DRAWN and seal == _seal(setting, until, text):
                return Early(date.fromisoformat(until), *made(text))
    return None


def _keep(connection: sqlite3.Connection, setting: Setting, early: Early) -> None:
    """Writes a checkpoint within the view that it was made from, so that no change since then is overlooked.

    Nobody waits or fails for it: SQLite refuses at once where another connection writes, or has written meanwhile.
    """
    with suppress(sqlite3.Error, TypeError):  # TypeError: a name in the log that is no text.
        until, text = early.until.isoformat(), written(early[1:])
        connection.execute(TABLE)
        connection.execute(
            "INSERT OR REPLACE INTO checkpoint SELECT ?, ?, max(id), count(*), ?, ?"
            " FROM session WHERE at < ? AND deleted = 0",
            (setting.routine.id, until, text, _seal(setting, until, text), until),
        )
        connection.execute("COMMIT")


def _seal(setting: Setting, until: str, text: str) -> str:
    return sha256(f"{EDITION}\n{written(setting)}\n{until}\n{text}".encode()).hexdigest()


def _first_from(sessions: Sequence[Session], until: date) -> int:
    """The place of the first session of that date or a later one."""
    return next((index for index, each in enumerate(sessions) if _day(each) >= until), len(sessions))


def _day(session: Session) -> date:
    return session.at.date()
