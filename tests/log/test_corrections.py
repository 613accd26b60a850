"""Ratings corrected afterwards: the log reads as corrected, and still knows what was said at first."""

import sqlite3
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from coach.core.model import Session
from coach.log import Correction, Log

AT = datetime(2026, 11, 20, 7, 30)
LATER = datetime(2026, 11, 21, 9, 0)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "log.sqlite3"


def begun(log: Log) -> int:
    return log.add(Session(0, AT, "r", {}, before=2, after=7, effort="hard"))


def test_a_corrected_rating_is_read_and_what_it_was_is_kept(path: Path) -> None:
    with Log(path) as log:
        session = begun(log)
        log.correct(session, "after", 3, LATER)
        log.correct(session, "effort", "ok", LATER)
    with Log(path) as log:
        assert (log.sessions()[0].after, log.sessions()[0].effort) == (3, "ok")
        assert log.corrections() == (
            Correction(session, LATER, "after", 7, 3), Correction(session, LATER, "effort", "hard", "ok"),
        )  # fmt: skip


def test_a_rating_can_be_taken_away(path: Path) -> None:
    with Log(path) as log:
        session = begun(log)
        log.correct(session, "before", None, LATER)
        assert log.sessions()[0].before is None
        assert log.corrections() == (Correction(session, LATER, "before", 2, None),)


def test_the_same_value_again_is_no_correction(path: Path) -> None:
    with Log(path) as log:
        log.correct(begun(log), "after", 7, LATER)
        assert log.corrections() == ()


@pytest.mark.parametrize(
    ("rating", "value"),
    [("after", 11), ("after", True), ("after", "3"), ("effort", "awful"), ("stopped", "time"), ("at", 1)],
)
def test_what_is_no_rating_is_refused_and_changes_nothing(path: Path, rating: str, value: Any) -> None:
    with Log(path) as log:
        session = begun(log)
        before = log.sessions()
        with pytest.raises(ValueError, match=r"rating|refuses"):
            log.correct(session, rating, value, LATER)
        assert log.sessions() == before
        assert log.corrections() == ()


def test_a_session_that_is_not_there_cannot_be_corrected(path: Path) -> None:
    with Log(path) as log, pytest.raises(ValueError, match="no session 9"):
        log.correct(9, "after", 3, LATER)


def test_a_log_begun_before_there_were_corrections_takes_them(path: Path) -> None:
    with Log(path) as log:
        session = begun(log)
    with sqlite3.connect(path) as old:
        old.execute("DROP TABLE correction")
    old.close()
    with Log(path) as log:
        assert log.corrections() == ()
        log.correct(session, "after", 4, LATER)
        assert log.sessions()[0].after == 4
        assert len(log.corrections()) == 1


def test_reading_corrections_makes_no_file(path: Path) -> None:
    with Log(path) as log:
        assert log.corrections() == ()
    assert not path.exists()
