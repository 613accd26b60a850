"""Makes a new log out of what can be read of a damaged one; the damaged file is only read, and set aside whole.

SQLite gives up at the first page that it cannot read. So every table is read forwards, backwards and, where neither
comes to all rows, number by number; rows that say what cannot be are left out, and counted.
"""

import os
import sqlite3
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from coach.files import atomic
from coach.log import failures
from coach.log.care.check import OF_SESSIONS, TABLES
from coach.log.rows import as_time
from coach.log.schema import APPLICATION, STEPS, VERSION, prepare

# The last version whose list of tables is on the first page; its tables begin where those of later ones do.
ONE_PAGE = 8
MOST_PROBED = 20_000  # Row numbers of a table that are asked for one by one.
BESIDE = ("", "-wal", "-shm")
UNKNOWN = "recovered"  # The routine of a session of which only the sets could be read.
Row = Sequence[object]


@dataclass(slots=True)
class Recovered:
    """What became of a damaged log.

    Rows kept by table, rows left out, whether a table could not be read to its end, and how many sessions are
    known by their sets alone.
    """

    kept: dict[str, int] = field(default_factory=dict)
    left_out: int = 0
    cut: bool = False
    mended: int = 0


def recover(damaged: Path, new: Path) -> Recovered:
    """Fills the empty file `new` with what can be read. Raises sqlite3.Error or OSError."""
    told = Recovered()
    with closing(sqlite3.connect(new, isolation_level=None)) as made, closing(_opened(damaged)) as source:
        version = _version(source)
        made.create_function("moment", 1, lambda text: text)
        made.execute("BEGIN")
        for statement in (each for step in STEPS[:version] for each in step):
            made.execute(statement)
        for table in TABLES:
            _take(source, made, table, told)
        made.execute(f"PRAGMA application_id = {APPLICATION}")
        made.execute(f"PRAGMA user_version = {version}")
        made.execute("COMMIT")
        prepare(made, damaged)
        _mend(made, told)
    return told


def repair(log: Path, now: datetime) -> tuple[Recovered, Path | None]:
    """Puts what can be read of a log into a new one in its place; tells what, and the old file's new name.

    Raises CoachError where the new one cannot be written; then nothing has changed.
    """
    told = Recovered()

    def fill(new: Path) -> None:
        nonlocal told
        told = recover(log, new)

    with failures.plainly(log):
        aside = put_new(log, now, fill)
    return told, aside


def put_new(log: Path, now: datetime, fill: Callable[[Path], object]) -> Path | None:
    """Makes a new log by `fill`, beside its place, and only then sets the old one aside; gives its new name."""
    made = log.with_name(f"new-{log.name}")
    with atomic.part(made, atomic.OWNER) as unfinished:
        fill(unfinished)
    aside = set_aside(log, now)
    made.replace(log)
    return aside


def set_aside(log: Path, now: datetime) -> Path | None:
    """Gives the file, and what waits beside it, a name that is free, and tells it; None where nothing is there."""
    stem = f"{log.stem}-set-aside-{now:%Y-%m-%d-%H%M%S}"
    names = (f"{stem}{more}{log.suffix}" for more in ("", *(f"-{number}" for number in range(2, 1000))))
    aside = next(path for path in map(log.with_name, names) if not os.path.lexists(path))
    moved = False
    for ending in reversed(BESIDE):  # The file itself last: a log without what waits beside it is never found.
        part = log.with_name(log.name + ending)
        if os.path.lexists(part):
            part.rename(aside.with_name(aside.name + ending))
            moved = True
    return aside if moved else None


def _opened(damaged: Path) -> sqlite3.Connection:
    """The damaged log, or as much of it as SQLite takes for a database, in a copy; an empty one for nothing."""
    raw = damaged.read_bytes()
    for start in (raw[:100], _head(raw), _first_page(raw), _first_page(raw, ONE_PAGE)):
        with suppress(sqlite3.Error):
            return _copy(damaged, start + raw[len(start) :])
    return sqlite3.connect(":memory:", isolation_level=None)


def _copy(damaged: Path, raw: bytes) -> sqlite3.Connection:
    """Raises sqlite3.Error where not even the tables can be told. The copy is removed with its connection."""
    folder = tempfile.TemporaryDirectory(prefix="backcoach-", ignore_cleanup_errors=True)
    there = Path(folder.name) / "log.sqlite3"
    there.write_bytes(raw)
    waiting = damaged.with_name(damaged.name + "-wal")
    if waiting.exists():
        there.with_name(there.name + "-wal").write_bytes(waiting.read_bytes())
    connection = sqlite3.connect(there, isolation_level=None, factory=_OfAFolder)
    assert isinstance(connection, _OfAFolder)
    connection.folder = folder
    connection.text_factory = lambda text: text.decode("utf-8", "replace")
    try:
        connection.execute("SELECT count(*) FROM session WHERE rowid = 0").fetchone()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


class _OfAFolder(sqlite3.Connection):
    """A connection that takes the folder of its file with it."""

    folder: "tempfile.TemporaryDirectory[str] | None" = None

    def close(self) -> None:
        super().close()
        if self.folder is not None:
            self.folder.cleanup()


def _head(raw: bytes) -> bytes:
    """The first hundred bytes as a log of that length has them."""
    return _first_page(raw)[:100]


def _first_page(raw: bytes, version: int = VERSION) -> bytes:
    """The first page as a new log of that version has it: the tables of both begin on the same pages."""
    with tempfile.TemporaryDirectory(prefix="backcoach-") as folder:
        path = Path(folder) / "log.sqlite3"
        with closing(sqlite3.connect(path, isolation_level=None)) as fresh:
            prepare(fresh, path, version)
            size: int = fresh.execute("PRAGMA page_size").fetchone()[0]
        page = bytearray(path.read_bytes()[:size])
    page[28:32] = (len(raw) // size).to_bytes(4, "big")
    page[32:40] = bytes(8)  # No list of free pages.
    page[92:96] = page[24:28]
    return bytes(page)


def _version(source: sqlite3.Connection) -> int:
    """The version whose tables the rows fit into; of the first one the second has all."""
    with suppress(sqlite3.Error):
        version: int = source.execute("PRAGMA user_version").fetchone()[0]
        if 1 <= version <= VERSION:
            return max(2, version)
    return VERSION


def _take(source: sqlite3.Connection, made: sqlite3.Connection, table: str, told: Recovered) -> None:
    """Writes the rows of a table that can be read, and are ones."""
    try:
        there = [row[1] for row in source.execute(f"PRAGMA table_info({table})")]
    except sqlite3.Error:
        there = []
    ours = [row[1] for row in made.execute(f"PRAGMA table_info({table})")]
    columns = [column for column in ours if column in there]
    if not columns:
        return
    rows, whole = _rows(source, table, columns)
    told.cut = told.cut or not whole
    written = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
    for _, row in sorted(rows.items()):
        try:
            made.execute(written, _timely(columns, row))
        except (sqlite3.IntegrityError, sqlite3.DatabaseError):
            told.left_out += 1
        else:
            told.kept[table] = told.kept.get(table, 0) + 1


def _rows(source: sqlite3.Connection, table: str, columns: Sequence[str]) -> tuple[dict[int, Row], bool]:
    """The rows by their number, and whether they are certainly all."""
    found: dict[int, Row] = {}
    asked = f"SELECT rowid, {', '.join(columns)} FROM {table} NOT INDEXED"
    for order in ("ASC", "DESC"):
        with suppress(sqlite3.Error):
            for number, *row in source.execute(f"{asked} ORDER BY rowid {order}"):
                found[number] = row
            return found, True
    first, last = (min(found), max(found)) if found else (1, MOST_PROBED)
    for number in range(first, min(last, first + MOST_PROBED) + 1):
        if number not in found:
            with suppress(sqlite3.Error):
                for _, *row in source.execute(f"{asked} WHERE rowid = ?", (number,)):
                    found[number] = row
    return found, False


def _timely(columns: Sequence[str], row: Row) -> Row:
    """The row with its times as times; one that can be missing is, where it is none. Raises DatabaseError."""
    values = list(row)
    for place, column in enumerate(columns):
        if column in ("screened_at", "morning_at", "dropped_at") and values[place] is not None:
            try:
                as_time(str(values[place]))
            except sqlite3.DatabaseError:
                values[place] = None
        elif column == "at":
            as_time(str(values[place]))
    return values


def _mend(made: sqlite3.Connection, told: Recovered) -> None:
    """Gives sets whose session could not be read one of their own, interrupted as far as anybody knows."""
    made.execute("BEGIN")
    lost = made.execute(
        "SELECT session, min(at) FROM done WHERE session NOT IN (SELECT id FROM session) GROUP BY session"
    ).fetchall()
    for number, at in lost:
        made.execute(
            "INSERT INTO session (id, at, routine, interrupted, question) VALUES (?, ?, ?, 1, 'left')",
            (number, at, UNKNOWN),
        )
    for table, column, whole in (
        *((table, "session", "session") for table in OF_SESSIONS[1:]),
        ("own_rating", "thing", "own_thing"),
    ):
        left = made.execute(f"DELETE FROM {table} WHERE {column} NOT IN (SELECT id FROM {whole})").rowcount
        told.left_out += left
    told.mended = len(lost)
    made.execute("COMMIT")
