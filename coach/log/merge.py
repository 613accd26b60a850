"""Adds the sessions of an import to the log, each once; it must not know the file that they came from."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import product
from typing import Any

from coach.core.diary import NOTHING, Diary
from coach.core.model.done import Session
from coach.files.moments import as_time, local
from coach.log import Log, beside
from coach.log.diary import merging
from coach.log.exchange import whole
from coach.log.import_form import Entry
from coach.log.rows import forget_checkpoints, insert_session, interrupted, sessions_since

Key = tuple[str, str]
Change = tuple[str, int | str | None]
UNSAID = {"id", "corrections", "morning_skipped", "question_left", "changes"}
HIGHEST_ID = 2**31  # Above it, numbers of a file are not taken over: the next ones could not be counted on.


@dataclass(frozen=True, slots=True)
class Place:
    """Where a session of the log is, by its number, and where it was before it was moved."""

    number: int
    now: Key
    before: frozenset[Key]
    deleted: bool


@dataclass(frozen=True, slots=True)
class Merged:
    """What became of the entries of a file.

    `longer` are those of which the log had the beginning alone, having been interrupted: they are whole now. Those
    that say otherwise than the log's own (`others`), and those that were `deleted` in it, with their number
    there, were left out. `diary`: how much of the diary was added, and how much was there.
    """

    added: tuple[Entry, ...]
    there: int
    others: tuple[Entry, ...]
    deleted: tuple[tuple[Entry, int], ...]
    longer: tuple[tuple[Entry, int], ...] = ()
    diary: tuple[int, int] = (0, 0)


def merge(log: Log, entries: Sequence[Entry], diary: Diary = NOTHING) -> Merged:
    """Records what is not there yet, all or nothing.

    A session is there where the log has one of the same routine and moment, now or before one of the two was moved;
    the log's own is kept, also where it says something else or was deleted; but for one that was interrupted, of
    which the file has all that was done, and more. An empty log takes over the numbers of
    the file.
    """
    entries = [_zoned(entry) for entry in entries]
    with log.change(None) as connection:
        present = log.read(connection, "")
        places = _places(connection)
        begun = () if log.playing() else tuple(map(interrupted, sessions_since(connection, "")))
        sorted_out = _sorted_out(entries, present, places, begun)
        ids = [entry.session.id for entry in sorted_out.added]
        keep = not places and len(set(ids)) == len(ids) and all(0 < id_ < HIGHEST_ID for id_ in ids)
        kept = []
        for entry, number in sorted_out.longer:
            forget_checkpoints(connection, number)
            connection.execute("DELETE FROM session WHERE id = ?", (number,))
            kept.append((insert_session(connection, entry.session, number), entry.beside))
            forget_checkpoints(connection, number)
        for entry in sorted_out.added:
            made = insert_session(connection, entry.session, entry.session.id if keep else None)
            kept.append((made, entry.beside))
            forget_checkpoints(connection, made)
        beside.write(connection, kept)
        in_diary = merging.merge(connection, diary)
    return replace(sorted_out, diary=in_diary)


def _sorted_out(
    entries: Iterable[Entry], present: Sequence[Session], places: Sequence[Place], begun: Sequence[Session]
) -> Merged:
    """Each session of the log answers for one entry: for one that says the same, else for one of its place.

    `begun` are all of them, those too of which nothing was done.
    """
    own: dict[Key, list[Session]] = defaultdict(list)
    for session in present:
        own[_key(session.routine, session.at)].append(session)
    there, open_ones, seen, answered = 0, [], set(), set()
    for entry in entries:
        key = _key(entry.session.routine, entry.session.at)
        same = next(
            (each for each in own[key] if _says(each, entry.keys) == _says(entry.session, entry.keys)), None
        )
        twice = (entry.session.id, str(whole(entry.session)))
        if same is not None:
            own[key].remove(same)
            answered.add(same.id)
            there += 1
        elif entry.session.id and twice in seen:
            there += 1
        else:
            open_ones.append(entry)
        seen.add(twice)
    found = _found(open_ones, [place for place in places if place.number not in answered])
    pairs = list(zip(open_ones, found, strict=True))
    mine = {session.id: session for session in begun}
    longer = {
        place.number
        for entry, place in pairs
        if place and place.number in mine and _goes_further(entry.session, mine[place.number])
    }
    return Merged(
        tuple(entry for entry, place in pairs if place is None),
        there,
        tuple(entry for entry, place in pairs if place and not place.deleted and place.number not in longer),
        tuple((entry, place.number) for entry, place in pairs if place and place.deleted),
        tuple((entry, place.number) for entry, place in pairs if place and place.number in longer),
    )


def _goes_further(theirs: Session, mine: Session) -> bool:
    """Whether the log has the beginning of a session alone, of which nobody said how it went."""
    if mine.stopped != "interrupted" or (mine.after, mine.effort, mine.note) != (None, None, None):
        return False
    ours, done = _done(mine), _done(theirs)
    further = sum(done.values()) > sum(ours.values()) or theirs.stopped != "interrupted"
    reported = all(hurt in theirs.hurts for hurt in mine.hurts)
    return (
        further
        and reported
        and mine.running == theirs.running
        and all(done.get(key, -1) >= ours[key] for key in ours)
    )


def _done(session: Session) -> dict[tuple[str, int, str], int]:
    return {(each.exercise, each.set, each.side): each.reps for each in session.sets}


def _found(entries: Sequence[Entry], free: Sequence[Place]) -> list[Place | None]:
    """The session that answers for each entry, and for no other one; None where there is none.

    First where both are now, then where one of the two was before; one that was deleted last.
    """
    now = [_key(entry.session.routine, entry.session.at) for entry in entries]
    before = [
        _earlier(key, [(each.field, each.old) for each in entry.beside.corrections])
        for key, entry in zip(now, entries, strict=True)
    ]
    found: list[Place | None] = [None] * len(entries)
    taken: set[int] = set()
    for deleted, ours_moved, theirs_moved in product((False, True), repeat=3):
        at: dict[Key, list[Place]] = defaultdict(list)
        for place in free:
            if place.deleted == deleted and place.number not in taken:
                for key in place.before if ours_moved else (place.now,):
                    at[key].append(place)
        for index, key in enumerate(now):
            keys = before[index] if theirs_moved else (key,)
            fitting = (each for one in keys for each in at[one] if each.number not in taken)
            if found[index] is None and (answers := next(fitting, None)):
                found[index] = answers
                taken.add(answers.number)
    return found


def _places(connection: sqlite3.Connection) -> list[Place]:
    """Where each session of the log is, was before, and whether it was deleted."""
    moved: dict[int, list[Change]] = defaultdict(list)
    for number, field, old in connection.execute("SELECT session, field, old FROM correction ORDER BY rowid"):
        moved[number].append((field, old))
    return [
        Place(number, now := _key(routine, as_time(at)), _earlier(now, moved[number]), bool(deleted))
        for number, at, routine, deleted in connection.execute("SELECT id, at, routine, deleted FROM session")
    ]


def _earlier(now: Key, changes: Sequence[Change]) -> frozenset[Key]:
    """Where a session was before it was corrected; `changes` are fields with what they were, oldest first."""
    (routine, at), found = now, set()
    for field, old in reversed(changes):
        routine, at = (str(old), at) if field == "routine" else (routine, at)
        routine, at = _key(routine, as_time(str(old))) if field == "at" else (routine, at)
        found.add((routine, at))
    return frozenset(found - {now})


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
