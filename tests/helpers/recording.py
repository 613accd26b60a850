"""Long logs for the tests of what is kept of them: written at once, decided from, and seen on a screen."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path

from logbook import EXERCISES, MONDAY, WORKED, profile, routine, sets_of

from coach.app import entry
from coach.core import progression
from coach.core.history import summary
from coach.core.model.decided import Decision
from coach.core.model.done import Session
from coach.core.model.routine import Routine
from coach.core.model.screened import Profile
from coach.log import Log, checkpoint, corrections, rows
from coach.tui.screens.today.panels import LAST_SESSIONS, WEEKS
from coach.tui.words import dashboard

WHO = profile(screened=datetime(2020, 1, 1))
LAST = MONDAY
DAYS = 400


def history(name: str = "worked") -> list[Session]:
    """A session a day that ends on LAST, rated from 1 to 3, with one that was too much."""
    made = []
    for number in range(DAYS):
        at = datetime.combine(LAST - timedelta(days=DAYS - 1 - number), time(8))
        made.append(
            Session(
                number + 1, at, name, WORKED, sets_of(WORKED, at, {}), before=number // 7 % 2 + 1,
                after=number % 3, effort="hard" if number == 90 else "easy", finished=True, routine_doses=WORKED,
            )
        )  # fmt: skip
    return made


def record(path: Path, sessions: Iterable[Session]) -> None:
    """The sessions with their own ids; each in a transaction of its own would take minutes."""
    with Log(path) as log:
        log._open()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA foreign_keys = ON")
        for each in sessions:
            write(connection, each)


def write(connection: sqlite3.Connection, each: Session) -> None:
    connection.execute("DELETE FROM sqlite_sequence WHERE name = 'session'")
    connection.execute("INSERT INTO sqlite_sequence (name, seq) VALUES ('session', ?)", (each.id - 1,))
    assert rows.insert_session(connection, each) == each.id


def correct(log: Log, number: int, field: str, value: int | str | None, at: datetime) -> None:
    """Corrects one value of a session, as the history and `coach log edit` do."""
    old = corrections.find(log, number)
    new, _ = entry.corrected(old, {field: value}, EXERCISES, at)
    corrections.edit(log, old, new, at)


def seen(decision: Decision, sessions: Sequence[Session]) -> list[object]:
    """Everything that a glance at the day shows of past sessions."""
    on, now = decision.date, datetime.combine(decision.date, time(12)).astimezone()
    return [
        *(dashboard.pain_plot(sessions, on, columns, 12, plain=False) for columns in (40, 100)),
        dashboard.weeks_bars(sessions, on, WEEKS, plain=False),
        dashboard.week_marks(sessions, on, plain=False),
        dashboard.week_words(sessions, on),
        dashboard.next_words(summary.next_round(decision, sessions, now, None), now),
        summary.changes(decision, sessions),
        tuple(sessions[-LAST_SESSIONS:]),
        bool(sessions),
        any(each.before is not None or each.after is not None for each in sessions),
    ]


def decided(
    path: Path,
    who: Profile = WHO,
    what: Routine | None = None,
    on: date = LAST + timedelta(days=1),
    before: int | None = None,
) -> tuple[Decision, int]:
    """The decision with the help of what is kept, proved against the whole log; and the sessions read for it."""
    what = what or routine()
    with Log(path) as log:
        setting = progression.settle(what, EXERCISES, who, on)
        state, shown = checkpoint.led_to(log, setting, on)
        found = progression.decide_from(setting, state, on, before)
        every = log.sessions()
    assert found == progression.decide(what, EXERCISES, who, every, on, before)
    return found, len(shown)


@contextmanager
def sql(path: Path) -> Iterator[sqlite3.Connection]:
    """The file as another program sees it."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        yield connection
        connection.commit()


def kept(path: Path) -> int:
    """How many checkpoints the file has."""
    with sql(path) as connection:
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'checkpoint'").fetchone():
            return 0
        number: int = connection.execute("SELECT count(*) FROM checkpoint").fetchone()[0]
    return number


def with_older_part_kept(folder: Path) -> Path:
    """A long log with a checkpoint."""
    where = folder / "log.sqlite3"
    record(where, history())
    decided(where)
    assert kept(where) == 1
    return where
