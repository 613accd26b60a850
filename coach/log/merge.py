"""Adds the sessions of an import to the log, each once; it must not know the file that they came from."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from coach.core.model import Session
from coach.files.moments import as_time, local
from coach.log import Log, beside
from coach.log.exchange import whole
from coach.log.import_form import Entry
from coach.log.rows import forget_checkpoints, insert_session

Key = tuple[str, str]
Numbers = dict[Key, list[int]]
UNSAID = {"id", "corrections", "morning_skipped", "question_left"}
HIGHEST_ID = 2**31  # Above it, numbers of a file are not taken over: the next ones could not be counted on.


@dataclass(frozen=True, slots=True)
class Merged:
    """What became of the entries of a file.

    Those that say otherwise than the log's own (`others`), and those that were `deleted` in it, with their number
    there, were left out.
    """

    added: tuple[Entry, ...]
    there: int
    others: tuple[Entry, ...]
    deleted: tuple[tuple[Entry, int], ...]


def merge(log: Log, entries: Sequence[Entry]) -> Merged:
    """Records what is not there yet, all or nothing.

    A session is there where the log has one of the same routine and moment; the log's own is kept, also where it
    says something else, was moved away since, or was deleted. An empty log takes over the numbers of the file.
    """
    entries = [_zoned(entry) for entry in entries]
    with log.change(None) as connection:
        present, (gone, moved) = log.read(connection, ""), _earlier(connection)
        empty = not (present or gone)
        sorted_out = _sorted_out(entries, present, gone, moved)
        ids = [entry.session.id for entry in sorted_out.added]
        keep = empty and len(set(ids)) == len(ids) and all(0 < id_ < HIGHEST_ID for id_ in ids)
        kept = []
        for entry in sorted_out.added:
            made = insert_session(connection, entry.session, entry.session.id if keep else None)
            kept.append((made, entry.beside))
            forget_checkpoints(connection, made)
        beside.write(connection, kept)
    return sorted_out


def _sorted_out(entries: Iterable[Entry], present: Sequence[Session], gone: Numbers, moved: Numbers) -> Merged:
    """Each session of the log answers for one entry, first for one that says the same."""
    own: dict[Key, list[Session]] = defaultdict(list)
    for session in present:
        own[_key(session.routine, session.at)].append(session)
    added: list[Entry] = []
    others: list[Entry] = []
    deleted: list[tuple[Entry, int]] = []
    there, open_ones, seen = 0, [], set()
    for entry in entries:
        key = _key(entry.session.routine, entry.session.at)
        same = next(
            (each for each in own[key] if _says(each, entry.keys) == _says(entry.session, entry.keys)), None
        )
        twice = (entry.session.id, str(whole(entry.session)))
        if same is not None:
            own[key].remove(same)
            there += 1
        elif entry.session.id and twice in seen:
            there += 1
        else:
            open_ones.append((key, entry))
        seen.add(twice)
    for key, entry in open_ones:
        if own[key] or moved[key]:
            (own[key] or moved[key]).pop()
            others.append(entry)
        elif gone[key]:
            deleted.append((entry, gone[key].pop()))
        else:
            added.append(entry)
    return Merged(tuple(added), there, tuple(others), tuple(deleted))


def _earlier(connection: sqlite3.Connection) -> tuple[Numbers, Numbers]:
    """The numbers of sessions by where they were: of those that were deleted, and of those that were moved."""
    names: dict[int, set[str]] = defaultdict(set)
    moments: dict[int, set[str]] = defaultdict(set)
    now: dict[int, Key | None] = {}
    for number, at, routine, deleted in connection.execute("SELECT id, at, routine, deleted FROM session"):
        names[number].add(routine)
        moments[number].add(at)
        now[number] = None if deleted else _key(routine, as_time(at))
    for number, field, old in connection.execute(
        "SELECT session, field, old FROM correction WHERE field IN ('at', 'routine')"
    ):
        (names if field == "routine" else moments)[number].add(old)
    gone: Numbers = defaultdict(list)
    moved: Numbers = defaultdict(list)
    for number, here in now.items():
        for key in {_key(name, as_time(at)) for name in names[number] for at in moments[number]} - {here}:
            (gone if here is None else moved)[key].append(number)
    return gone, moved


def _zoned(entry: Entry) -> Entry:
    """With the computer's zone where a moment has none.

    Where a file does not say whether it is still to be asked how an interrupted session went, it is not.
    """
    session, kept = entry.session, entry.beside
    left = session.stopped == "interrupted" if kept.question_left is None else kept.question_left
    corrected = tuple(replace(each, at=local(each.at)) for each in kept.corrections)
    zoned = replace(
        session,
        at=local(session.at),
        sets=tuple(replace(each, at=local(each.at)) for each in session.sets),
        hurts=tuple(replace(each, at=local(each.at)) for each in session.hurts),
        screened_at=session.screened_at and local(session.screened_at),
        morning_at=session.morning_at and local(session.morning_at),
    )
    return replace(entry, session=zoned, beside=replace(kept, corrections=corrected, question_left=left))


def _key(routine: str, at: datetime) -> Key:
    return routine, at.astimezone(UTC).isoformat(timespec="seconds")


def _says(session: Session, keys: Iterable[str]) -> dict[str, Any]:
    """What a session says, of the keys that the file has; its number, and what is kept beside it, say nothing."""
    data = whole(session)
    return {key: data[key] for key in keys if key not in UNSAID}
