"""A log of the first edition is read, and judged by the rules of today, without a loss.

`tests/data/first_edition` holds what that edition wrote: its log, with a checkpoint and corrections, profile and
routine; and, in log.json, what its own commands told of that log.
"""

import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from recording import correct

from coach.cli import main
from coach.core import progression
from coach.core.exercise import Dose
from coach.core.model.done import Hurt, Session, SetDone
from coach.errors import CoachError
from coach.files import exercises, moments, profile, routines
from coach.log import Log, checkpoint
from coach.log.exchange import as_data
from coach.log.schema import VERSION

DATA = Path(__file__).resolve().parents[1] / "data" / "first_edition"
TOLD: dict[str, Any] = json.loads((DATA / "log.json").read_text("utf-8"))
LAST = datetime(2026, 9, 17, 18).astimezone()
LATER = ("skipped_morning", "correction")  # Tables that the first of all logs did not have.


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return Path(shutil.copy(DATA / "log.sqlite3", tmp_path))


def rows(path: Path, statement: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(statement).fetchall()


def as_told() -> list[Session]:
    """The sessions as the first edition told them."""
    return [
        Session(
            **{
                **told,
                "at": moments.as_time(told["at"]),
                "planned": {id_: Dose(**dose) for id_, dose in told["planned"].items()},
                "sets": tuple(SetDone(**{**done, "at": moments.as_time(done["at"])}) for done in told["sets"]),
            },
            routine_doses={id_: Dose(*dose) for id_, dose in TOLD["routine_doses"][str(told["id"])].items()},
        )
        for told in TOLD["sessions"]
    ]


def with_offsets(told: dict[str, Any]) -> dict[str, Any]:
    """What is told of a session or a set, with the offset of the computer's zone."""
    sets = {"sets": [with_offsets(done) for done in told["sets"]]} if "sets" in told else {}
    return {**told, **sets, "at": moments.as_text(moments.as_time(told["at"]))}


def offset_free(row: tuple[Any, ...]) -> list[Any]:
    """A row of the log with the times as they were read there, without what follows the seconds."""
    return [each[:19] if type(each) is str and each[4:5] == "-" else each for each in row]


def test_the_fixture_is_a_log_of_the_first_edition() -> None:
    assert rows(DATA / "log.sqlite3", "PRAGMA user_version") == [(1,)]
    assert rows(DATA / "log.sqlite3", "SELECT count(*) FROM sqlite_master WHERE type = 'trigger'") == [(9,)]
    assert rows(DATA / "log.sqlite3", "SELECT count(*) FROM checkpoint") == [(1,)]
    assert {each["stopped"] for each in TOLD["sessions"]} == {None, "pain", "tired", "time"}
    assert len(TOLD["corrections"]) > 5


def test_every_session_and_all_that_was_said_of_it_is_there(path: Path) -> None:
    with Log(path) as log:
        sessions = log.sessions()
        assert [as_data(session) for session in sessions] == [
            {**with_offsets(told), "hurts": [], "note": None, "usual_pain": None} for told in TOLD["sessions"]
        ]
        assert list(sessions) == as_told()
        assert sorted(log.skipped_mornings()) == TOLD["skipped_mornings"]
        assert [[each.session, each.at, each.field, each.old, each.new] for each in log.corrections()] == [
            [id_, moments.as_time(at), *rest] for id_, at, *rest in TOLD["corrections"]
        ]


def test_its_checkpoint_and_triggers_are_gone_and_nothing_else_is(path: Path) -> None:
    tables = ("session", "dose", "done", *LATER, "sqlite_sequence")
    before = {table: rows(path, f"SELECT * FROM {table}") for table in tables}
    with Log(path) as log:
        log.sessions()
    assert rows(path, "SELECT name FROM sqlite_master WHERE name GLOB 'checkpoint*'") == []
    assert rows(path, "PRAGMA user_version") == [(VERSION,)]
    assert rows(path, "PRAGMA integrity_check") == [("ok",)]
    for table, old in before.items():
        found = [row[: len(old[0])] for row in rows(path, f"SELECT * FROM {table}")]
        assert [*map(offset_free, found)] == [*map(list, old)]


def test_a_log_from_before_corrections_and_skipped_mornings_is_read_and_takes_them(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for table in LATER:
            connection.execute(f"DROP TABLE {table}")
        connection.execute("DROP TRIGGER checkpoint_3")
        connection.commit()
    with Log(path) as log:
        assert list(log.sessions()) == as_told()
        assert (log.corrections(), log.skipped_mornings()) == ((), frozenset())
        correct(log, 1, "after", 4, LAST)
        log.skip_morning(LAST.date() + timedelta(days=1))
        assert (len(log.corrections()), len(log.skipped_mornings())) == (1, 1)


def test_it_takes_what_the_second_edition_says(path: Path) -> None:
    with Log(path) as log:
        last = log.sessions()[-1]
        log.add_hurt(last.id, Hurt("plank", 5, LAST))
        log.finish(last.id, finished=False, stopped="interrupted")
        made = log.add(replace(last, usual_pain=3, stopped="interrupted", note="cold"))
        assert (
            made == rows(DATA / "log.sqlite3", "SELECT seq FROM sqlite_sequence WHERE name = 'session'")[0][0] + 1
        )
        changed, added = log.sessions()[-2:]
        assert (changed.during, changed.hurts[-1].exercise, changed.stopped) == (5, "plank", "tired")
        assert (added.usual_pain, added.stopped, added.note) == (3, last.stopped and "interrupted", "cold")


@pytest.mark.parametrize("days", [1, 5, 12, 25, 60])
def test_it_is_judged_as_the_sessions_that_it_tells_of(path: Path, days: int) -> None:
    known = exercises.load_shipped()
    routine, _ = routines.load(DATA / "mine.toml", known)
    who = profile.load(DATA / "profile.toml", LAST)
    on = LAST.date() + timedelta(days=days)
    with Log(path) as log:
        setting = progression.settle(routine, known, who, on)
        for _ in range(2):
            state, _ = checkpoint.led_to(log, setting, on, worth=5)
            decision = progression.decide_from(setting, state, on, 2)
            assert decision == progression.decide(routine, known, who, as_told(), on, 2)
    assert rows(path, "SELECT count(*) FROM checkpoint") == [(1,)]


def test_the_commands_read_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COACH_HOME", str(tmp_path))
    for name in ("log.sqlite3", "profile.toml"):
        shutil.copy(DATA / name, tmp_path)
    (tmp_path / "routines").mkdir()
    shutil.copy(DATA / "mine.toml", tmp_path / "routines")
    assert main(["today", "mine", "--json", "--on", f"{date(2026, 9, 18)}"]) == 0
    assert json.loads(capsys.readouterr().out)["routine"] == "mine"
    assert main(["log", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == len(TOLD["sessions"])


def test_a_log_that_cannot_be_brought_up_to_date_is_left_as_it_was(path: Path) -> None:
    before = path.read_bytes()
    with closing(sqlite3.connect(path, isolation_level=None)) as first_edition:
        first_edition.execute("BEGIN IMMEDIATE")
        with Log(path) as log, pytest.raises(CoachError, match="in use by another Backcoach"):
            log.sessions()
        first_edition.execute("ROLLBACK")
    assert path.read_bytes() == before
