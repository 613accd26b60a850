"""`coach import` as a user runs it: a log that was exported comes back as it was, once, or not at all."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from command import coach, screened

from coach.log import Log

DAY = date.today() - timedelta(days=9)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A screened person with four sessions, in parts of two zones, and a morning."""
    home = tmp_path / "home"
    home.mkdir()
    screened(home)
    for number, flags in enumerate(
        (
            ("--before", "2", "--after", "4", "--hurt", "bird_dog=4", "--note", "so so\n\x1b[2J ü"),
            ("--before", "2", "--effort", "easy", "--done", "clamshell=3", "--stopped", "tired"),
            ("--before", "8", "--done", "none"),
            ("--during", "3", "--after", "2", "--stopped", "interrupted"),
        )
    ):
        at = f"{DAY + timedelta(days=number)}T07:30" + ("+13:00" if number == 3 else "")
        said(home, "log", "add", "--routine", "short", "--at", at, *flags)
    said(home, "log", "morning", "--date", str(DAY + timedelta(days=1)), "5")
    return home


@pytest.fixture
def other(tmp_path: Path, home: Path) -> Path:
    """Another computer with the same answers and routine, and an empty log."""
    other = tmp_path / "other"
    other.mkdir()
    screened(other)
    (other / "profile.toml").write_bytes((home / "profile.toml").read_bytes())
    return other


def said(home: Path, *words: str, code: int = 0, stdin: str = "") -> str:
    done = coach(home, *words, stdin=stdin)
    assert done.returncode == code, done.stderr
    return done.stdout if code == 0 else done.stderr


def exported(home: Path) -> str:
    return said(home, "export", "--format", "json")


def changed(text: str, number: int, **changes: Any) -> str:
    """An export with other values in one entry, counted from 0."""
    data = json.loads(text)
    data[number].update(changes)
    return json.dumps(data)


def test_an_export_comes_back_as_the_same_log_with_the_same_decisions(home: Path, other: Path) -> None:
    file = home / "all.json"
    said(home, "export", "--format", "json", "-o", str(file))
    assert said(other, "import", str(file)) == "4 sessions added, 0 there already.\n"
    assert exported(other) == exported(home) == file.read_text("utf-8")
    assert said(other, "log") == said(home, "log")
    for routine in ("short", "first-weeks"):
        for day in range(11):
            words = ("today", "--json", routine, "--on", str(DAY + timedelta(days=day)))
            assert said(other, *words) == said(home, *words)


def test_corrections_and_what_was_left_unanswered_come_along(home: Path, other: Path) -> None:
    said(home, "log", "edit", "1", "--after", "3", "--done", "bird_dog=4")
    said(home, "log", "edit", "2", "--at", f"{DAY + timedelta(days=1)}T09:00+02:00")
    said(home, "log", "edit", "1", "--note", "none")
    with Log(home / "log.sqlite3") as log:
        log.skip_morning(DAY + timedelta(days=2))
        log.leave_question(4)
    text = exported(home)
    assert [len(each["corrections"]) for each in json.loads(text)] == [3, 1, 0, 0]
    said(other, "import", "-", stdin=text)
    assert exported(other) == text
    with Log(home / "log.sqlite3") as here, Log(other / "log.sqlite3") as there:
        assert set(there.corrections()) == set(here.corrections())
        assert there.skipped_mornings() == here.skipped_mornings() == {2}
        assert there.left_questions() == here.left_questions() == {4}
    # A session that was moved is known by where it was, there as well.
    as_it_was = changed(text, 1, at=f"{DAY + timedelta(days=1)}T07:30")
    told = said(other, "import", "-", stdin=as_it_was)
    assert told.startswith("0 sessions added")


def test_a_correction_that_cannot_be_one_is_told_with_its_place(home: Path, other: Path) -> None:
    wrong = {"at": "today", "field": "", "old": 1.5, "new": True}
    told = said(other, "import", "-", stdin=changed(exported(home), 0, corrections=[wrong]), code=1)
    for key in wrong:
        assert f"entry 1: corrections[0].{key}: expected" in told
    wrong = {"at": f"{DAY}T07:30", "field": "at", "old": "long ago", "new": f"{DAY}T07:30"}
    told = said(other, "import", "-", stdin=changed(exported(home), 0, corrections=[wrong]), code=1)
    assert "entry 1: corrections[0].old: expected a moment" in told


def test_nothing_is_there_twice_however_often_it_is_imported(home: Path, other: Path) -> None:
    text = exported(home)
    assert said(home, "import", "-", stdin=text) == "0 sessions added, 4 there already.\n"
    half = json.dumps(json.loads(text)[1:3])
    assert said(other, "import", "-", stdin=half) == "2 sessions added, 0 there already.\n"
    assert said(other, "import", "-", stdin=text) == "2 sessions added, 2 there already.\n"
    assert said(other, "import", "-", stdin=text) == "0 sessions added, 4 there already.\n"
    for each in (home, other):
        assert [{**one, "id": 0} for one in json.loads(exported(each))] == [
            {**one, "id": 0} for one in json.loads(text)
        ]


def test_the_list_of_coach_log_is_taken_too(home: Path, other: Path) -> None:
    text = said(home, "log", "--json")
    said(other, "import", "-", stdin=text)
    assert said(other, "log", "--json") == text
    assert said(other, "import", "-", stdin=exported(home)).startswith("0 sessions added")


def test_two_sessions_of_one_moment_stay_two(home: Path, other: Path) -> None:
    said(home, "log", "add", "--routine", "short", "--at", f"{DAY}T07:30", "--again", "--after", "1")
    text = exported(home)
    said(other, "import", "-", stdin=text)
    assert exported(other) == text
    assert said(other, "import", "-", stdin=text).startswith("0 sessions added, 5")
    twice = json.dumps([*json.loads(text), *json.loads(text)])
    assert said(other, "import", "-", stdin=twice).startswith("0 sessions added")


def test_the_logs_own_is_kept_where_the_file_says_otherwise(home: Path) -> None:
    text = exported(home)
    told = said(home, "import", "-", stdin=changed(text, 0, after=9))
    assert "0 sessions added, 3 there already." in told
    assert f"Recorded otherwise here, which was kept: {DAY} 07:30 short" in told
    assert exported(home) == text


def test_the_same_moment_in_another_zone_is_the_same_session(home: Path) -> None:
    data = json.loads(exported(home))[3]
    at = f"{DAY + timedelta(days=2)}T18:30:00+00:00"
    told = said(home, "import", "-", stdin=json.dumps([{**data, "at": at}]))
    assert told.startswith("0 sessions added")
    assert len(json.loads(exported(home))) == 4


def test_what_was_deleted_or_moved_here_does_not_come_back_unasked(home: Path) -> None:
    text = exported(home)
    said(home, "log", "delete", "1")
    said(home, "log", "edit", "2", "--at", f"{DAY + timedelta(days=1)}T09:00")
    here = exported(home)
    told = said(home, "import", "-", stdin=text)
    assert f"Deleted here, and left so: {DAY} 07:30 short (coach log restore 1)" in told
    assert f"Recorded otherwise here, which was kept: {DAY + timedelta(days=1)} 07:30 short" in told
    assert exported(home) == here


def test_what_was_moved_there_after_it_came_here_is_not_here_twice(home: Path, other: Path) -> None:
    said(other, "import", "-", stdin=exported(home))
    here = exported(other)
    said(home, "log", "edit", "2", "--at", f"{DAY + timedelta(days=1)}T09:00")
    said(home, "log", "edit", "3", "--routine", "first-weeks", "--done", "none")
    told = said(other, "import", "-", stdin=exported(home))
    assert told.startswith("0 sessions added, 2 there already.")
    assert f"Recorded otherwise here, which was kept: {DAY + timedelta(days=1)} 09:00 short" in told
    assert exported(other) == here


def test_a_session_is_no_double_where_another_one_never_was(home: Path, other: Path) -> None:
    """One was moved and then told to be of another routine: it was never of the first one at its new moment."""
    there = f"{DAY + timedelta(days=5)}T07:30"
    said(home, "log", "edit", "1", "--routine", "first-weeks", "--done", "all")
    said(home, "log", "edit", "1", "--at", there)
    said(other, "import", "-", stdin=exported(home))
    said(home, "log", "add", "--routine", "short", "--at", there, "--before", "2", "--after", "9")
    assert said(other, "import", "-", stdin=exported(home)) == "1 session added, 4 there already.\n"
    assert json.loads(said(other, "today", "--json", "short", "--on", there[:10]))["rules"][0] == "P2"


def test_a_mistake_lets_nothing_in(home: Path, other: Path) -> None:
    told = said(other, "import", "-", stdin=changed(exported(home), 2, before=12), code=1)
    assert "nothing was imported" in told
    assert "entry 3: before: expected a whole number from 0 to 10, or null, not 12" in told
    assert not (other / "log.sqlite3").exists()


def test_a_file_that_cannot_be_read_is_a_plain_sentence(home: Path) -> None:
    assert "There is no such file." in said(home, "import", str(home / "none.json"), code=1)
    assert "folder" in said(home, "import", str(home), code=1)
    assert "no JSON" in said(home, "import", str(home / "profile.toml"), code=1)
    assert "UTF-8" in said(home, "import", str(home / "log.sqlite3"), code=1)
    assert said(home, "import", "-", stdin="[]").startswith("There is no session in it")
    assert coach(home, "import").returncode == 2


def test_a_slip_of_the_year_is_told(home: Path, other: Path) -> None:
    told = said(other, "import", "-", stdin=changed(exported(home), 1, at="3026-11-20T07:30:00+01:00"))
    assert "Dated later than now, so counted as of today (coach log edit --at): 3026-11-20 07:30 short" in told


def test_numbers_of_a_file_are_not_taken_over_where_they_cannot_be_counted_on(home: Path, other: Path) -> None:
    text = changed(exported(home), 1, id=2**63 - 1)
    said(other, "import", "-", stdin=text)
    said(other, "log", "add", "--routine", "short", "--at", f"{DAY}T06:00")
    assert {each["id"] for each in json.loads(exported(other))} == {1, 2, 3, 4, 5}


def test_an_imported_session_that_was_interrupted_is_not_asked_about(home: Path, other: Path) -> None:
    said(other, "import", "-", stdin=exported(home))
    assert json.loads(exported(other))[3]["stopped"] == "interrupted"
