"""The session log: one SQLite file that holds what was really done; it must not know what follows from it.

Every call is a transaction of its own, so that a finished set stays finished whatever happens next. Write-ahead
logging keeps readers and the player out of each other's way; synchronous FULL, because sets end minutes, not
milliseconds, apart, and a set must survive a power cut too. Nothing is written before there is something to keep.
"""

import sqlite3
from collections.abc import Container, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Self

from coach.core.exercise import Dose
from coach.core.model.done import Aside, Effort, Hurt, Session, SetDone, Stop
from coach.core.model.screened import Profile
from coach.core.reason import Reason
from coach.core.words import sentence
from coach.errors import CoachError
from coach.files import reach
from coach.files.moments import as_text
from coach.log import beside, failures, opening, running
from coach.log.beside import Correction
from coach.log.rows import (
    as_time,
    checked_rating,
    drop_if_empty,
    forget_checkpoints,
    insert_hurt,
    insert_session,
    insert_set,
    interrupted,
    is_empty,
    sessions_since,
    update_session,
    update_stopped,
)
from coach.log.schema import prepare

__all__ = ["Correction", "Log", "LostError", "ReplacedError"]
BUSY_S = 5.0
LATELY = timedelta(weeks=8)
WIDEST = timedelta(days=2)  # Between the dates of moments of which the earlier date's is the later one.


class LostError(CoachError):
    """The file that was opened is not in its place any more."""


class ReplacedError(LostError):
    """Another file is in its place; the next call opens that one."""


class Log:
    """The log in a file, as a context manager; to be used in the thread that made it.

    Reading a log that is not there gives no sessions and makes no file; one out of reach is no empty one. Every
    method raises CoachError, in plain words, when the file cannot be used, and never changes a file that it does
    not understand. Moments are kept
    to the second, with their offset from UTC; one without is read in the computer's zone. ValueError is raised for
    a rating that is not 0 to 10 and the like.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None
        self._only_reads = False  # Whether the connection at hand cannot write.
        self._opened: opening.Identity | None = None  # Which file it was, from the first time on.
        self._played = False  # Whether a session was being played when the view at hand was taken.

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file; the log opens it again when it is used again."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def check_place(self) -> None:
        """Raises LostError where the file that was opened is not in its place, CoachError where nobody can tell."""
        if self._opened is None:
            return
        found = opening.identity(self._path)
        if found == self._opened:
            return
        self.close()
        if found is None:
            raise LostError(_said("log_gone", self._path))
        self._opened = None
        raise ReplacedError(_said("log_replaced", self._path))

    def keep_copy(self, on: date) -> None:
        """Makes the copy of that day; where that does not work, earlier ones stay, and nothing is said."""
        from coach.log.care import copies  # For whoever has changed something, at the end.

        copies.keep_quietly(self._path, on)

    def sessions(self, since: date | None = None, *, played_now: bool = False) -> tuple[Session, ...]:
        """Every session, or those from a date on, sorted by moment, then in the order of recording.

        Not those that were deleted; the one that is being played, which counts for nothing yet, only where
        `played_now` asks for it. One whose program ended without a word is interrupted; where nothing was done in
        it and nothing said it is left out, too.
        """
        with self.view() as connection:
            return self.read(connection, since.isoformat() if since else "", played_now=played_now)

    def read(self, connection: sqlite3.Connection, since: str, *, played_now: bool = False) -> tuple[Session, ...]:
        """The same within a view; `since` is a date, "" for all."""
        found = sessions_since(connection, since)
        if not any(each.running for each in found):
            return found
        if self._played or self.playing():
            return found if played_now else tuple(each for each in found if not each.running)
        return tuple(interrupted(each) for each in found if not (each.running and is_empty(each)))

    def playing(self) -> bool:
        """Whether a session is being played now, in this program or in another."""
        return running.held(self._path)

    def left_questions(self) -> frozenset[int]:
        """The interrupted sessions of which nobody wants to be asked any more how they went."""
        with self.view() as connection:
            return beside.left_questions(connection)

    def leave_question(self, session_id: int) -> None:
        """Keeps that it is not to be asked any more how an interrupted session went."""
        with self.change(None) as connection:
            update_session(connection, session_id, "question", beside.LEFT)

    def last_played(self, routines: Container[str]) -> str | None:
        """The routine that was played last among these, by moment."""
        last: tuple[datetime, str] | None = None
        with self.view() as connection:
            rows = connection.execute("SELECT routine, at FROM session WHERE deleted = 0 ORDER BY at DESC, id DESC")
            for name, text in rows:
                if name not in routines:
                    continue
                at = as_time(text)
                if last is None or at > last[0]:
                    last = at, name
                elif last[0].date() - at.date() > WIDEST:
                    break
        return None if last is None else last[1]

    def start(
        self,
        at: datetime,
        routine: str,
        planned: Mapping[str, Dose],
        routine_doses: Mapping[str, Dose],
        before: int | None = None,
        *,
        fixed: frozenset[str] = frozenset(),
        aside: Mapping[str, Aside] | None = None,
        profile: Profile | None = None,
        title: str = "",
        runs: bool = False,
    ) -> int:
        """Records that a session begins and gives its id; `title` is the routine's; `fixed` and `aside` as
        in `Session`.

        `runs`: it does so until `finish`. For whoever holds the lock of `running`: so what else is still said to
        run was interrupted. The usual pain and the date of the screening are kept with it: no later screening
        judges it anew.
        """
        usual, screened_at = (profile.usual_pain, profile.dated) if profile else (None, None)
        session = Session(
            0, at, routine, planned, before=before, routine_doses=routine_doses, usual_pain=usual,
            screened_at=screened_at, routine_title=title, running=runs, fixed=fixed, aside=aside or {},
        )  # fmt: skip
        with self.change(None) as connection:
            others = connection.execute("SELECT id FROM session WHERE running = 1 AND ?", (runs,)).fetchall()
            for (other,) in others:
                forget_checkpoints(connection, other)
                update_session(connection, other, "running", 0)
                update_stopped(connection, other, "interrupted")
                drop_if_empty(connection, other)
            made = insert_session(connection, session)
            forget_checkpoints(connection, made)
        return made

    def add(self, session: Session) -> int:
        """Records a whole session, all or nothing, and gives its id; the id in `session` is not looked at."""
        with self.change(None) as connection:
            made = insert_session(connection, session)
            forget_checkpoints(connection, made)
        return made

    def add_set(self, session_id: int, done: SetDone) -> None:
        """Keeps a finished set; a set that was done again keeps the higher count."""
        with self.change(session_id) as connection:
            insert_set(connection, session_id, done)

    def add_hurt(self, session_id: int, hurt: Hurt) -> None:
        """Keeps a report of pain as it is given: its exercise, None where in none, 0 to 10, and when."""
        with self.change(session_id) as connection:
            insert_hurt(connection, session_id, hurt)
            connection.execute("UPDATE progress SET pain = 'told' WHERE session = ?", (session_id,))

    def rate(
        self,
        session_id: int,
        *,
        after: int | None = None,
        effort: Effort | None = None,
        stopped: Stop | None = None,
        spread_passed: bool | None = None,
    ) -> None:
        """Sets what is given, 0 to 10 for pain, and leaves the rest as it was."""
        given = {"after": checked_rating(after), "effort": effort, "spread_passed": spread_passed}
        with self.change(session_id) as connection:
            for column, value in given.items():
                if value is not None:
                    update_session(connection, session_id, column, value)
            update_stopped(connection, session_id, stopped)

    def finish(
        self, session_id: int, finished: bool, stopped: Stop | None = None, *, questions: bool = False
    ) -> None:
        """Says whether everything planned was done and the session not stopped, and why it was if so.

        With `questions` it is asked how it went: until `questions_over` it still runs, as nobody has said yet
        that it was too much. Who is gone before the answers was interrupted.
        """
        with self.change(session_id) as connection:
            update_session(connection, session_id, "finished", int(finished))
            update_session(connection, session_id, "running", int(questions and stopped != "interrupted"))
            update_stopped(connection, session_id, stopped)
            if stopped != "interrupted":  # It ended as somebody wanted it: nothing is left to go on with.
                connection.execute("DELETE FROM progress WHERE session = ?", (session_id,))

    def questions_over(self, session_id: int) -> None:
        """Says that whoever played the session was asked how it went."""
        with self.change(session_id) as connection:
            update_session(connection, session_id, "running", 0)

    def drop_if_empty(self, session_id: int) -> None:
        """Takes a session out in which nothing was done and nothing said: it was opened and closed again.

        A rating that was given before it is kept. Then there was no time for it, as nobody can tell that it was too
        much (P8).
        """
        with self.change(session_id) as connection:
            drop_if_empty(connection, session_id)

    def morning(self, day: date, rating: int, at: datetime) -> Session:
        """Gives the rating of the morning of `day`, given at `at`, to the last session of the latest earlier date.

        That is the session which the morning tells about, however many there were on its date. Returns it with the
        rating, and keeps another one that it had as a correction. Raises CoachError when no session is earlier.
        """
        if checked_rating(rating) is None:
            raise ValueError("a morning needs a rating")
        rated = self._before(day)
        with self.change(rated.id) as connection:
            update_session(connection, rated.id, "morning", rating)
            update_session(connection, rated.id, "morning_at", as_text(at))
            if rated.morning not in (None, rating):
                beside.keep(connection, Correction(rated.id, at, "morning", rated.morning, rating))
        return replace(rated, morning=rating, morning_at=as_time(as_text(at)))

    def skip_morning(self, day: date) -> None:
        """Keeps that the morning of `day` was asked for and not answered; raises as `morning` does."""
        skipped = self._before(day)
        with self.change(None) as connection:
            connection.execute("INSERT OR IGNORE INTO skipped_morning (session) VALUES (?)", (skipped.id,))

    def skipped_mornings(self) -> frozenset[int]:
        """The sessions whose morning was asked for and not answered."""
        with self.view() as connection:
            return beside.skipped_mornings(connection)

    def _before(self, day: date) -> Session:
        """The last session of the latest date before `day`."""
        for since in (day - LATELY, None):
            earlier = [session for session in self.sessions(since) if session.at.date() < day]
            if earlier:
                return earlier[-1]
        raise CoachError(sentence(Reason("no_session_before", day=day.isoformat())))

    def corrections(self) -> tuple[Correction, ...]:
        """Every correction, in the order in which they were made."""
        with self.view() as connection:
            return beside.corrections(connection)

    @contextmanager
    def view(self) -> Iterator[sqlite3.Connection]:
        """One view of all tables: what another coach writes meanwhile is not seen. Empty where there is no file."""
        with self._plain_errors():
            self._played = self.playing()
            if self._connection is None and not reach.is_there(self._path):
                with closing(sqlite3.connect(":memory:", isolation_level=None)) as nothing:
                    prepare(nothing, self._path)
                    yield nothing
                return
            connection = self._open(to_read=True)
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")

    @contextmanager
    def change(self, session_id: int | None) -> Iterator[sqlite3.Connection]:
        """One transaction: committed to the disk when it ends well, else as if it had never been.

        What was kept of older sessions is forgotten where `session_id` is one of them; None changes none.
        """
        with self._plain_errors():
            self.check_place()
            connection = self._open()
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                if session_id is not None:
                    forget_checkpoints(connection, session_id)
                connection.execute("COMMIT")
                self.check_place()  # What went into a file that was removed meanwhile is not kept.
            finally:
                if self._connection is not None and connection.in_transaction:
                    connection.execute("ROLLBACK")

    @contextmanager
    def _plain_errors(self) -> Iterator[None]:
        with failures.plainly(self._path):
            try:
                yield
            except sqlite3.IntegrityError as error:
                raise ValueError(f"the session log refuses this: {error}") from error

    def _open(self, *, to_read: bool = False) -> sqlite3.Connection:
        if self._connection is not None and not to_read and self._only_reads:
            self.close()
        if self._connection is None:
            if self._opened is not None and opening.identity(self._path) is None:
                raise LostError(_said("log_gone", self._path))
            open_ = opening.to_read if to_read else opening.to_write
            self._connection = open_(self._path, BUSY_S)
            self._only_reads = to_read and opening.only_reads(self._connection)
            self._opened = opening.identity(self._path)
        return self._connection


def _said(id_: str, path: Path) -> str:
    return sentence(Reason(id_, path=str(path)))
