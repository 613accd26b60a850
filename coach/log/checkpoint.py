"""Keeps the state that the older sessions led to, and folds the log on from it; it must not know what a rule says.

Ten years of sessions take half a second to read and fold. So the state before a date is kept in the log's own file,
and used only with the same edition of the rules, the same setting (routine, exercises, screening) and as many
sessions before that date, the last with the same id. `Log` forgets it with every change to one of those sessions.
"""

import json
import sqlite3
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import fields
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from coach.core.exercise import Exercise
from coach.core.model import Session
from coach.core.progression import up_to
from coach.core.progression.first_state import first_doses
from coach.core.progression.fold import fold
from coach.core.progression.state import Setting, State
from coach.core.reason import Reason

if TYPE_CHECKING:
    from coach.log import Log

EDITION = 31  # Raised with every change to what leads from the log's rows to a state; a test sees that it is.
DRAWN, LISTED = timedelta(weeks=8), 10  # The sessions that a screen needs, beside those in `Early.last`.
# So far back that ratings of the last mornings do not touch it, and that it serves a date two weeks back as well.
LEFT, FEWEST_LEFT = timedelta(weeks=10), 50
WORTH = 200  # As many sessions are worth being written to the disk, so as not to be folded again.
TABLE = """CREATE TABLE IF NOT EXISTS checkpoint (routine TEXT PRIMARY KEY, until TEXT NOT NULL,
    newest INTEGER NOT NULL, sessions INTEGER NOT NULL, text TEXT NOT NULL, seal TEXT NOT NULL)"""
SHOWN = ("figure", "cues")  # Of an exercise, in a setting: what is shown and said of it decides nothing.
ATOMS = {str, int, float, bool, type(None)}
READ: Mapping[str, Callable[[Any], object]] = {
    "tuple": tuple, "list": list, "set": set, "frozenset": frozenset, "dict": dict,
    "date": date.fromisoformat, "datetime": datetime.fromisoformat,
}  # fmt: skip


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


def written(value: object) -> str:
    """A value of the core as a text, whatever fields it has. Raises TypeError for what cannot be read back."""
    return json.dumps(_plain(value))


def made(text: str) -> Any:
    """The value that was written. Another text raises ValueError, TypeError, LookupError or AttributeError."""
    return json.loads(text, object_hook=_value)


def _plain(value: Any) -> object:
    """Numbers, texts and None as they are; everything else as its class with its parts."""
    kind = type(value)
    if kind in ATOMS:
        return value
    if kind is tuple or kind is list:
        return {kind.__name__: [each if type(each) in ATOMS else _plain(each) for each in value]}
    if kind is set or kind is frozenset:
        return {kind.__name__: [_plain(each) for each in sorted(value)]}
    if isinstance(value, Mapping):
        return {"dict": [[_plain(key), _plain(each)] for key, each in value.items()]}
    if isinstance(value, date):  # A datetime is one too.
        return {kind.__name__: value.isoformat()}
    names = ("id", "figures") if kind is Reason else [each.name for each in fields(value)]
    parts = {name: getattr(value, name) for name in names if kind is not Exercise or name not in SHOWN}
    return {f"{kind.__module__} {kind.__name__}": _plain(parts)}


def _value(tagged: dict[str, Any]) -> Any:
    [(name, parts)] = tagged.items()
    if name in READ:
        return READ[name](parts)
    module, _, name = name.partition(" ")
    kind: Any = getattr(sys.modules[module], name)
    if kind is Reason:
        return Reason(parts["id"], **parts["figures"])
    if module.startswith("coach.core.") and hasattr(kind, "__dataclass_fields__"):
        return kind(**parts)
    raise TypeError(f"{module} {name} is no value of the core")
