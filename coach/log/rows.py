"""The rows of the session log as values, and values as rows; it must not know files, transactions or what follows.

Moments are kept to the second, with their offset from UTC; they sort as texts by the date as it was.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime
from functools import cache

from coach.core.exercise import Dose
from coach.core.model.done import Aside, Hurt, Session, SetDone, Stop
from coach.core.reason import Reason
from coach.core.words import sentence
from coach.files import moments
from coach.files.moments import as_text
from coach.log.schema import RATINGS

Doses = dict[int, dict[str, Dose]]


def sessions_since(connection: sqlite3.Connection, since: str) -> tuple[Session, ...]:
    """The sessions from a date (YYYY-MM-DD) on, all for "", sorted by moment, then in the order of recording.

    Never those that were deleted.
    """
    planned, routine, fixed, aside = _doses(connection, since)
    sets = _sets(connection, since)
    hurts = _hurts(connection, since)
    rows = connection.execute(
        "SELECT id, at, routine, before, during, after, morning, effort,"
        " coalesce(stopped, CASE interrupted WHEN 1 THEN 'interrupted' END), finished, usual_pain, screened_at,"
        " morning_at, routine_title, note, running, spread_passed FROM session"
        " WHERE at >= ? AND deleted = 0 ORDER BY at, id",
        (since,),
    )
    sessions = (
        Session(
            id_, as_time(at), name, planned.get(id_, {}), tuple(sets.get(id_, ())), before, during, after, morning,
            effort, stopped, bool(finished), routine.get(id_, {}), _as_corrected(hurts.get(id_, ()), during), usual,
            screened and as_time(screened), rated and as_time(rated), title, note, bool(running),
            bool(passed), frozenset(fixed.get(id_, ())), aside.get(id_, {}),
        )
        for id_, at, name, before, during, after, morning, effort, stopped, finished, usual, screened, rated, title,
        note, running, passed in rows
    )  # fmt: skip
    return tuple(sorted(sessions, key=_moment))


def _moment(session: Session) -> datetime:
    return session.at


# Ten years of sessions are a hundred thousand rows: what is done for each of them is what opening the coach costs.
# The rows of a session were written together, so its dictionary or list is looked up once, not for each row.


def _asked(since: str) -> str:
    return "session IN (SELECT id FROM session WHERE at >= ?) ORDER BY rowid" if since else "? = '' ORDER BY rowid"


def _doses(
    connection: sqlite3.Connection, since: str
) -> tuple[Doses, Doses, dict[int, list[str]], dict[int, dict[str, Aside]]]:
    """The planned doses and the routine's own, by session; of these what was fixed, and what was not for it."""
    planned: Doses = {}
    routine: Doses = {}
    fixed: dict[int, list[str]] = {}
    aside: dict[int, dict[str, Aside]] = {}
    same = cache(Dose)  # Ten years of sessions have few different doses.
    last: tuple[object, object] = None, None
    doses: dict[str, Dose] = {}
    for session, is_plan, exercise, number, reps, hold_s, is_fixed, why_not in connection.execute(
        "SELECT session, kind = 'planned', exercise, sets, reps, hold_s, fixed, aside FROM dose"
        f" WHERE {_asked(since)}",
        (since,),
    ):
        if last != (session, is_plan):
            last = session, is_plan
            doses = (planned if is_plan else routine).setdefault(session, {})
        doses[exercise] = same(number, reps, hold_s)
        if is_fixed:
            fixed.setdefault(session, []).append(exercise)
        if why_not:
            aside.setdefault(session, {})[exercise] = why_not
    return planned, routine, fixed, aside


def _sets(connection: sqlite3.Connection, since: str) -> dict[int, list[SetDone]]:
    """The sets that were done, by session."""
    sets: dict[int, list[SetDone]] = {}
    last = None
    done: list[SetDone] = []
    for session, exercise, number, side, reps, at in connection.execute(
        f"SELECT session, exercise, number, side, reps, at FROM done WHERE {_asked(since)}", (since,)
    ):
        if session != last:
            last = session
            done = sets.setdefault(session, [])
        done.append(SetDone(exercise, number, side, reps, as_time(at)))
    return sets


def _hurts(connection: sqlite3.Connection, since: str) -> dict[int, list[Hurt]]:
    """The reports of pain, by session."""
    hurts: dict[int, list[Hurt]] = {}
    for session, exercise, rating, at in connection.execute(
        f"SELECT session, exercise, rating, at FROM hurt WHERE {_asked(since)}", (since,)
    ):
        hurts.setdefault(session, []).append(Hurt(exercise, rating, as_time(at)))
    return hurts


def _as_corrected(hurts: Sequence[Hurt], during: int | None) -> tuple[Hurt, ...]:
    """The reports, none higher than `during`: that is the highest of them, and may have been corrected since."""
    if during is None:
        return ()
    return tuple(hurt if hurt.rating <= during else replace(hurt, rating=during) for hurt in hurts)


def insert_session(connection: sqlite3.Connection, session: Session, id_: int | None = None) -> int:
    """Writes a session with all that belongs to it, and gives its id: `id_`, or the next one; not `session.id`."""
    columns = {
        "id": id_,
        "at": as_text(session.at),
        "routine": session.routine,
        **{name: checked_rating(getattr(session, name)) for name in (*RATINGS, "usual_pain")},
        "effort": session.effort,
        "finished": session.finished,
        "screened_at": session.screened_at and as_text(session.screened_at),
        "morning_at": session.morning_at and as_text(session.morning_at),
        "routine_title": session.routine_title,
        "note": session.note,
        "running": session.running,
        "spread_passed": session.spread_passed,
    }
    inserted = connection.execute(
        f"INSERT INTO session ({', '.join(columns)}) VALUES ({', '.join(f':{name}' for name in columns)})", columns
    )
    made = id_of(inserted)
    insert_planned(connection, made, session)
    insert_routine(connection, made, session)
    for done in session.sets:
        insert_set(connection, made, done)
    for hurt in session.hurts:
        insert_hurt(connection, made, hurt)
    update_stopped(connection, made, session.stopped)
    return made


def id_of(inserted: sqlite3.Cursor) -> int:
    """The id of the row that was inserted."""
    if inserted.lastrowid is None:
        raise ValueError("nothing was inserted")
    return inserted.lastrowid


def insert_planned(connection: sqlite3.Connection, session_id: int, session: Session) -> None:
    """Writes the doses of a session's plan."""
    connection.executemany(
        "INSERT INTO dose (session, kind, exercise, sets, reps, hold_s) VALUES (?, 'planned', ?, ?, ?, ?)",
        [(session_id, id_, *dose.figures) for id_, dose in session.planned.items()],
    )


def insert_routine(connection: sqlite3.Connection, session_id: int, session: Session) -> None:
    """Writes the doses of the routine's file at a session, with what else it says of them."""
    connection.executemany(
        "INSERT INTO dose (session, kind, exercise, sets, reps, hold_s, fixed, aside)"
        " VALUES (?, 'routine', ?, ?, ?, ?, ?, ?)",
        [
            (session_id, id_, *dose.figures, id_ in session.fixed, session.aside.get(id_))
            for id_, dose in session.routine_doses.items()
        ],
    )


def insert_set(connection: sqlite3.Connection, session_id: int, done: SetDone) -> None:
    """Writes a set; one that was done again keeps the higher count."""
    row = {**asdict(done), "session": session_id, "at": as_text(done.at)}
    connection.execute(
        "INSERT INTO done (session, exercise, number, side, reps, at)"
        " VALUES (:session, :exercise, :set, :side, :reps, :at)"
        " ON CONFLICT (session, exercise, number, side) DO UPDATE SET reps = excluded.reps, at = excluded.at"
        " WHERE excluded.reps > reps",
        row,
    )


def insert_hurt(connection: sqlite3.Connection, session_id: int, hurt: Hurt) -> None:
    """Writes a report of pain; the highest of them is the session's `during`."""
    rating = checked_rating(hurt.rating)
    connection.execute(
        "INSERT INTO hurt (session, exercise, rating, at) VALUES (?, ?, ?, ?)",
        (session_id, hurt.exercise, rating, as_text(hurt.at)),
    )
    connection.execute("UPDATE session SET during = max(coalesce(during, 0), ?) WHERE id = ?", (rating, session_id))


def update_stopped(connection: sqlite3.Connection, session_id: int, stopped: Stop | None) -> None:
    """Says why a session was stopped, where that is known. That it was interrupted stays known beside it."""
    if stopped == "interrupted":
        update_session(connection, session_id, "interrupted", 1)
    elif stopped is not None:
        update_session(connection, session_id, "stopped", stopped)


def update_session(connection: sqlite3.Connection, session_id: int, column: str, value: object) -> None:
    """Changes a session; ValueError where there is none."""
    cursor = connection.execute(f"UPDATE session SET {column} = ? WHERE id = ?", (value, session_id))
    if cursor.rowcount != 1:
        raise ValueError(f"there is no session {session_id} in the log")


def interrupted(session: Session) -> Session:
    """A session whose program ended without a word, as what it is; any other as it is."""
    return replace(session, running=False, stopped=session.stopped or "interrupted") if session.running else session


def is_empty(session: Session) -> bool:
    """Whether nothing was done and nothing said in a session."""
    said = (session.before, session.during, session.after, session.morning, session.effort, session.stopped)
    return not session.sets and all(each is None for each in said)


def drop_if_empty(connection: sqlite3.Connection, session_id: int) -> None:
    """Takes a session out in which nothing was done and nothing said; one with `before` alone had no time."""
    unsaid = " AND ".join(f"{name} IS NULL" for name in (*RATINGS, "effort", "stopped") if name != "before")
    empty = f"id = ? AND {unsaid} AND NOT EXISTS (SELECT 1 FROM done WHERE done.session = session.id)"
    connection.execute(f"DELETE FROM session WHERE {empty} AND before IS NULL", (session_id,))
    connection.execute(
        f"UPDATE session SET stopped = 'time' WHERE {empty} AND finished = 0 AND interrupted = 0", (session_id,)
    )


def forget_checkpoints(connection: sqlite3.Connection, session_id: int) -> None:
    """Takes away what was kept (`checkpoint`) of sessions among which this one is, or was, or has come."""
    if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'checkpoint'").fetchone():
        connection.execute(
            "DELETE FROM checkpoint WHERE newest >= ?1 OR until > (SELECT at FROM session WHERE id = ?1)",
            (session_id,),
        )


def checked_rating(value: object) -> int | None:
    """A pain rating as it is; ValueError for anything but a whole number from 0 to 10 or None."""
    if value is None:
        return None
    if type(value) is not int or not 0 <= value <= 10:
        raise ValueError(f"a pain rating is a whole number from 0 to 10, not {value!r}")
    return value


def as_time(text: str) -> datetime:
    """Raises sqlite3.DatabaseError for a text that is no time."""
    try:
        return moments.as_time(text)
    except (ValueError, TypeError):
        raise sqlite3.DatabaseError(sentence(Reason("log_no_time", text=text))) from None
