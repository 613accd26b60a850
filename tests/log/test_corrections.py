"""Ratings corrected afterwards: the log reads as corrected, and still knows what was said at first."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from recording import correct

from coach.core.model.done import Hurt, Session
from coach.errors import CoachError
from coach.log import Correction, Log, corrections, running

AT = datetime(2026, 11, 20, 7, 30).astimezone()
LATER = datetime(2026, 11, 21, 9, 0).astimezone()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "log.sqlite3"


def begun(log: Log) -> int:
    return log.add(Session(0, AT, "r", {}, before=2, after=7, effort="hard"))


def test_a_corrected_rating_is_read_and_what_it_was_is_kept(path: Path) -> None:
    with Log(path) as log:
        session = begun(log)
        correct(log, session, "after", 3, LATER)
        correct(log, session, "effort", "ok", LATER)
    with Log(path) as log:
        assert (log.sessions()[0].after, log.sessions()[0].effort) == (3, "ok")
        assert log.corrections() == (
            Correction(session, LATER, "after", 7, 3), Correction(session, LATER, "effort", "hard", "ok"),
        )  # fmt: skip


def test_a_rating_can_be_taken_away(path: Path) -> None:
    with Log(path) as log:
        session = begun(log)
        correct(log, session, "before", None, LATER)
        assert log.sessions()[0].before is None
        assert log.corrections() == (Correction(session, LATER, "before", 2, None),)


def test_the_same_value_again_is_no_correction(path: Path) -> None:
    with Log(path) as log:
        correct(log, begun(log), "after", 7, LATER)
        assert log.corrections() == ()


@pytest.mark.parametrize(
    ("rating", "value"),
    [("after", 11), ("after", True), ("after", "3"), ("effort", "awful"), ("stopped", "tea")],
)
def test_what_is_no_rating_is_refused_and_changes_nothing(path: Path, rating: str, value: Any) -> None:
    with Log(path) as log:
        session = begun(log)
        before = log.sessions()
        with pytest.raises(ValueError, match=r"rating|refuses"):
            correct(log, session, rating, value, LATER)
        assert log.sessions() == before
        assert log.corrections() == ()


def reported(log: Log) -> tuple[int | None, list[tuple[str | None, int]]]:
    """The worst pain of the first session, and its reports."""
    session = log.sessions()[0]
    return session.during, [(hurt.exercise, hurt.rating) for hurt in session.hurts]


def test_no_report_is_higher_than_a_corrected_worst_and_none_is_lost(path: Path) -> None:
    with Log(path) as log:
        session = begun(log)
        for exercise, rating in (("plank", 6), (None, 3), ("bird_dog", 5)):
            log.add_hurt(session, Hurt(exercise, rating, AT))
        assert reported(log) == (6, [("plank", 6), (None, 3), ("bird_dog", 5)])
        correct(log, session, "during", 4, LATER)
        assert reported(log) == (4, [("plank", 4), (None, 3), ("bird_dog", 4)])
        correct(log, session, "during", None, LATER)
        assert reported(log) == (None, [])
        correct(log, session, "during", 6, LATER)
        assert reported(log) == (6, [("plank", 6), (None, 3), ("bird_dog", 5)])


def test_a_morning_counts_from_when_it_was_given_or_corrected(path: Path) -> None:
    with Log(path) as log:
        session = begun(log)
        log.morning(LATER.date(), 3, LATER)
        assert log.sessions()[0].morning_at == LATER
        correct(log, session, "morning", 9, LATER.replace(hour=21))
        assert log.sessions()[0].morning_at == LATER.replace(hour=21)
        correct(log, session, "morning", None, LATER.replace(hour=22))
        assert log.sessions()[0].morning_at is None


def test_reading_corrections_makes_no_file(path: Path) -> None:
    with Log(path) as log:
        assert log.corrections() == ()
    assert not path.exists()


def test_what_another_window_has_deleted_is_neither_deleted_again_nor_edited(path: Path) -> None:
    with Log(path) as log:
        number = begun(log)
        [seen] = log.sessions()
        corrections.delete(log, number, LATER)
        assert log.sessions() == ()
        with pytest.raises(CoachError, match="restore 1"):
            corrections.delete(log, number, LATER)
        with pytest.raises(CoachError, match="restore 1"):
            corrections.edit(log, seen, replace(seen, note="late"), LATER)
        assert corrections.restore(log, number, LATER) == seen
        assert [each.field for each in log.corrections()] == ["deleted", "deleted"]


def test_a_session_that_is_running_is_left_to_whoever_plays_it(path: Path) -> None:
    with Log(path) as log:
        number = log.add(Session(0, AT, "r", {}, before=2, effort="ok", running=True))
        hold = running.take(path)
        assert hold is not None
        try:
            with pytest.raises(CoachError, match="still running"):
                corrections.delete(log, number, LATER)
        finally:
            hold.release()
        [lost] = log.sessions()
        assert lost.stopped == "interrupted"
        corrections.edit(log, lost, replace(lost, stopped=None, after=2), LATER)
        [now] = log.sessions()
        assert (now.stopped, now.after, now.running) == (None, 2, False)


def test_an_edit_writes_only_what_differs_and_loses_nothing_said_meanwhile(path: Path) -> None:
    with Log(path) as log:
        number = begun(log)
        [seen] = log.sessions()
        log.rate(number, effort="ok")
        assert corrections.edit(log, seen, replace(seen, stopped="interrupted", after=4), LATER) == (
            "after",
            "stopped",
        )
        [now] = log.sessions()
        assert (now.after, now.stopped, now.effort) == (4, "interrupted", "ok")
        assert corrections.edit(log, now, replace(now, stopped=None), LATER) == ("stopped",)
        assert log.sessions()[0].stopped is None
        assert corrections.edit(log, now, now, LATER) == ()
