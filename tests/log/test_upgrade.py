"""Logs of earlier versions are brought up to date whole, or left as they were with a plain word."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

import pytest

from coach.errors import CoachError
from coach.log import Log
from coach.log.schema import STEPS, VERSION

DATA = Path(__file__).resolve().parents[1] / "data" / "first_edition"
READ = (
    "from pathlib import Path; import sys; from coach.log import Log; print(len(Log(Path(sys.argv[1])).sessions()))"
)


@pytest.fixture(params=[1, 2, 4, 5, 6])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    where = Path(shutil.copy(DATA / "log.sqlite3", tmp_path))
    with sql(where) as connection:
        connection.create_function("moment", 1, lambda text: text)
        for statement in (each for step in STEPS[1 : request.param] for each in step):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {request.param}")
    return where


@contextmanager
def sql(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection


def number(path: Path, what: str) -> int:
    with sql(path) as connection:
        found: int = connection.execute(what).fetchone()[0]
    return found


def dumped(path: Path) -> list[str]:
    with sql(path) as connection:
        return [*connection.iterdump()]


def test_every_moment_gets_an_offset_and_no_session_is_lost(path: Path) -> None:
    sessions = number(path, "SELECT count(*) FROM session")
    with Log(path) as log:
        found = log.sessions()
    assert len(found) == sessions
    assert all(each.at.tzinfo and all(done.at.tzinfo for done in each.sets) for each in found)
    assert number(path, "PRAGMA user_version") == VERSION
    # What the file of a routine said beside its doses was not kept then.
    assert not any(each.fixed or each.aside for each in found)


def test_while_another_program_writes_it_is_left_as_it_was_and_read_afterwards(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coach.log.BUSY_S", 0.1)
    before = dumped(path)
    with sql(path) as other:
        other.execute("BEGIN EXCLUSIVE")
        with Log(path) as log, pytest.raises(CoachError, match="in use by another Backcoach"):
            log.sessions()
        other.execute("ROLLBACK")
    assert dumped(path) == before
    with Log(path) as log:
        assert log.sessions()


def test_several_programs_at_once_bring_it_up_to_date_once(path: Path) -> None:
    sessions = number(path, "SELECT count(*) FROM session")
    every = [
        subprocess.Popen([sys.executable, "-c", READ, str(path)], stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    assert [each.communicate(timeout=60)[0].strip() for each in every] == [str(sessions)] * 3


@pytest.mark.parametrize(
    "odd", ["yesterday", "", "2026-13-45T99:99", "2026-11-20", "0001-01-01T00:00:00", 12, b"\xff"]
)
def test_an_odd_time_stops_no_upgrade_and_is_told_where_it_is_none(path: Path, odd: object) -> None:
    with sql(path) as connection:
        connection.execute("UPDATE session SET at = ? WHERE id = (SELECT max(id) FROM session)", (odd,))
    sessions = number(path, "SELECT count(*) FROM session")
    is_time = True
    try:
        datetime.fromisoformat(odd)  # type: ignore[arg-type]
    except (ValueError, TypeError):
        is_time = False
    with Log(path) as log:
        if is_time:
            assert len(log.sessions()) == sessions
        else:
            with pytest.raises(CoachError, match="not a time"):
                log.sessions()
    assert number(path, "SELECT count(*) FROM session") == sessions
    with sql(path) as connection:
        connection.execute("UPDATE session SET at = '2026-09-20T08:00:00' WHERE id = (SELECT max(id) FROM session)")
    with Log(path) as log:
        assert len(log.sessions()) == sessions


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="whoever may do anything may write anything")
def test_a_log_that_cannot_be_written_is_a_plain_sentence(path: Path) -> None:
    before = path.read_bytes()
    path.chmod(0o400)
    with Log(path) as log, pytest.raises(CoachError, match="cannot be written"):
        log.sessions()
    assert path.read_bytes() == before
