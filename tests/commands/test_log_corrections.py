"""Wrong entries put right from the command line: edited, deleted, restored, told when they are there twice."""

import json
import sqlite3
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from command import coach, screened

DAY = date.today() - timedelta(days=9)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A screened person with a session that went up by five points, and a good one the day after."""
    screened(tmp_path)
    add(tmp_path, DAY, "--before", "2", "--after", "7", "--effort", "hard", "--note", "cold room")
    add(tmp_path, DAY + timedelta(days=1), "--before", "2", "--after", "2", "--effort", "ok")
    return tmp_path


def add(home: Path, day: date, *flags: str) -> str:
    return said(home, "log", "add", "--routine", "short", "--at", f"{day}T07:30", *flags)


def said(home: Path, *words: str, code: int = 0) -> str:
    done = coach(home, *words)
    assert done.returncode == code, done.stderr
    return done.stdout if code == 0 else done.stderr


def logged(home: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(said(home, "log", "--json"))
    return found


def rules(home: Path) -> list[str]:
    found: list[str] = json.loads(said(home, "today", "--json", "short", "--on", str(DAY + timedelta(days=2))))[
        "rules"
    ]
    return found


def kept(home: Path) -> list[tuple[str, Any, Any]]:
    with sqlite3.connect(home / "log.sqlite3") as file:
        return file.execute("SELECT field, old, new FROM correction ORDER BY rowid").fetchall()


def test_an_edited_value_counts_and_what_it_was_is_kept(home: Path) -> None:
    first = json.loads(said(home, "today", "--json", "short", "--on", str(DAY)))
    assert "P4" in first["rules"]
    assert first["level"] == "half"
    told = said(home, "log", "edit", "1", "--after", "2", "--effort", "easy", "--note", "warm room")
    assert "corrected after, effort, note" in told
    session = logged(home)[0]
    assert (session["after"], session["effort"], session["note"]) == (2, "easy", "warm room")
    assert kept(home) == [("after", 7, 2), ("effort", "hard", "easy"), ("note", "cold room", "warm room")]
    now = json.loads(said(home, "today", "--json", "short", "--on", str(DAY)))
    assert "P4" not in now["rules"]
    assert now["level"] == "full"


def test_a_morning_that_is_told_anew_keeps_what_it_was(home: Path) -> None:
    morning = str(DAY + timedelta(days=1))
    assert "before" not in said(home, "log", "morning", "--date", morning, "9")
    assert "before" not in said(home, "log", "morning", "--date", morning, "9")
    assert "It was 9 before; that is kept." in said(home, "log", "morning", "--date", morning, "2")
    assert kept(home) == [("morning", 9, 2)]
    later = coach(home, "log", "morning", "--date", str(DAY + timedelta(days=5)), "4").stderr
    assert "That is 4 days after it. Not the morning after it? coach log edit 2 --morning none" in later


def test_none_takes_a_value_away(home: Path) -> None:
    said(home, "log", "edit", "1", "--stopped", "pain", "--during", "4", "--hurt", "bird_dog=4", "--morning", "3")
    session = logged(home)[0]
    assert (session["stopped"], session["during"], session["morning"], session["finished"]) == ("pain", 4, 3, False)
    assert [(each["exercise"], each["rating"]) for each in session["hurts"]] == [("bird_dog", 4), (None, 4)]
    names = ("before", "during", "after", "morning", "effort", "stopped", "note")
    flags = [word for name in (*names, "hurt") for word in (f"--{name}", "none")]
    said(home, "log", "edit", "1", *flags)
    session = logged(home)[0]
    assert [session[name] for name in names] == [None] * len(names)
    assert (session["hurts"], session["finished"]) == ([], True)


def test_what_was_done_is_told_anew_and_the_old_sets_are_kept(home: Path) -> None:
    before = logged(home)[0]
    said(home, "log", "edit", "1", "--done", "clamshell=5")
    session = logged(home)[0]
    assert [(each["exercise"], each["side"], each["reps"]) for each in session["sets"]] == [
        ("clamshell", "left", 5), ("clamshell", "right", 5),
    ]  # fmt: skip
    assert not session["finished"]
    [(field, old, new)] = kept(home)
    assert (field, json.loads(old), json.loads(new)) == ("sets", before["sets"], session["sets"])
    said(home, "log", "edit", "1", "--done", "none")
    assert logged(home)[0]["sets"] == []
    said(home, "log", "edit", "1", "--done", "all")
    assert logged(home)[0]["sets"] == before["sets"]
    assert "was not planned then" in said(home, "log", "edit", "1", "--done", "plank=3", code=1)
    assert logged(home)[0]["sets"] == before["sets"]


def test_a_moved_session_takes_its_sets_along_and_counts_where_it_was(home: Path) -> None:
    said(home, "log", "edit", "1", "--hurt", "clamshell=7")
    there = DAY + timedelta(days=3)
    said(home, "log", "edit", "1", "--at", f"{there}T18:05+13:00")
    assert [each["id"] for each in logged(home)] == [2, 1]
    moved = logged(home)[1]
    moments = {moved["at"], *(each["at"] for each in (*moved["sets"], *moved["hurts"]))}
    assert moments == {f"{there}T18:05:00+13:00"}
    assert "P4" not in rules(home)


def test_what_only_moved_along_is_not_told_as_corrected(home: Path) -> None:
    there = f"{DAY + timedelta(days=3)}T18:05"
    assert "corrected date and time. What it was is kept." in said(home, "log", "edit", "1", "--at", there)
    assert [field for field, _, _ in kept(home)] == ["at"]
    told = said(home, "log", "edit", "1", "--at", f"{DAY}T06:00", "--done", "clamshell=5")
    assert "corrected date and time, what was done." in told


def test_the_routine_can_be_corrected_with_what_was_done(home: Path) -> None:
    assert "--done all" in said(home, "log", "edit", "1", "--routine", "desk-break", code=1)
    assert logged(home)[0]["routine"] == "short"
    said(home, "log", "edit", "1", "--routine", "desk-break", "--done", "all")
    session = logged(home)[0]
    assert (session["routine"], session["finished"]) == ("desk-break", True)
    assert {each["exercise"] for each in session["sets"]} == set(session["planned"])
    assert [field for field, _, _ in kept(home)] == ["routine", "planned", "sets"]


def test_a_deleted_session_counts_for_nothing_and_can_be_brought_back(home: Path) -> None:
    whole = logged(home)
    of_two, csv = rules(home), said(home, "export", "--format", "csv")
    assert "coach log restore 1" in said(home, "log", "delete", "1")
    assert logged(home) == whole[1:]
    assert json.loads(said(home, "export", "--format", "json"))[0]["id"] == 2
    assert f"{DAY}" not in said(home, "log")
    assert "P4" not in rules(home)
    assert "coach log restore 1" in said(home, "log", "delete", "1", code=1)
    assert "was deleted" in said(home, "log", "edit", "1", "--after", "3", code=1)
    said(home, "log", "restore", "1")
    assert (logged(home), rules(home), said(home, "export", "--format", "csv")) == (whole, of_two, csv)
    assert kept(home) == [("deleted", 0, 1), ("deleted", 1, 0)]
    assert "not deleted" in said(home, "log", "restore", "1", code=1)


def test_a_session_that_was_recorded_again_meanwhile_is_told_when_it_is_brought_back(home: Path) -> None:
    said(home, "log", "delete", "1")
    add(home, DAY, "--before", "2", "--after", "2")
    restored = coach(home, "log", "restore", "1")
    assert "Session 3 is of the same moment, and counts too." in restored.stderr


@pytest.mark.parametrize("action", [("edit", "{}", "--after", "3"), ("delete", "{}"), ("restore", "{}")])
@pytest.mark.parametrize("number", ["9", "999999999999999999"])
def test_a_number_that_is_not_there_is_told(home: Path, action: tuple[str, ...], number: str) -> None:
    whole = logged(home)
    told = said(home, "log", *(word.format(number) for word in action), code=1)
    assert f"There is no session {number}" in told
    assert logged(home) == whole


@pytest.mark.parametrize("number", ["0", "-1", "x", "1.5", "٣", "9" * 40])
def test_what_is_no_number_is_bad_usage(home: Path, number: str) -> None:
    assert coach(home, "log", "delete", number).returncode == 2


def test_that_a_number_is_not_there_is_told_before_what_to_type(home: Path) -> None:
    assert said(home, "log", "edit", "99", code=1).startswith("There is no session 99.")
    assert said(home, "log", "edit", "1", code=1).startswith("Say what is to be changed")
    far = ("--at", "2001-01-01T08:00")
    assert said(home, "log", "edit", "99", *far, code=1).startswith("There is no session 99.")


def test_the_word_none_is_no_note_wherever_it_is_said(home: Path) -> None:
    add(home, DAY + timedelta(days=2), "--note", "none")
    assert [each["note"] for each in logged(home)] == ["cold room", None, None]
    said(home, "log", "edit", "1", "--note", "none")
    assert logged(home)[0]["note"] is None


def test_all_is_all_also_where_it_was_stopped_after_that(home: Path) -> None:
    said(home, "log", "edit", "1", "--stopped", "tired")
    said(home, "log", "edit", "2", "--done", "clamshell=8")
    rows = [line.split() for line in said(home, "log").splitlines()[1:]]
    assert [row[4] for row in rows] == ["all", "1/2"]


def test_nothing_to_change_is_told(home: Path) -> None:
    assert "coach log edit 1 --after" in said(home, "log", "edit", "1", code=1)
    assert "says so already" in said(home, "log", "edit", "1", "--after", "7", "--note", "cold room", code=1)
    assert kept(home) == []


@pytest.mark.parametrize(
    "flags",
    [("--after", "11"), ("--effort", "awful"), ("--stopped", "bored"), ("--done", "x"), ("--hurt", "plank"),
     ("--at", "yesterday"), ("--at", "2026-11-20"), ("--hurt", "plank=3", "--hurt", "none")],
)  # fmt: skip
def test_a_value_that_cannot_be_read_is_bad_usage_and_changes_nothing(home: Path, flags: tuple[str, ...]) -> None:
    whole = logged(home)
    assert coach(home, "log", "edit", "1", *flags).returncode == 2
    assert logged(home) == whole


def test_the_same_entry_twice_is_told_and_wants_again(home: Path) -> None:
    flags = ("log", "add", "--routine", "short", "--at", f"{DAY}T07:30", "--after", "3")
    told = said(home, *flags, code=1)
    assert "recorded already: number 1" in told
    assert "--again" in told
    assert len(logged(home)) == 2
    said(home, *flags, "--again")
    assert len(logged(home)) == 3
    onto = ("log", "edit", "2", "--at", f"{DAY}T07:30")
    assert "recorded already" in said(home, *onto, code=1)
    said(home, *onto, "--again")
    said(
        home, "log", "add", "--routine", "first-weeks", "--at", f"{DAY}T07:30"
    )  # Another routine is another entry.


def test_a_deleted_entry_can_be_recorded_again(home: Path) -> None:
    said(home, "log", "delete", "1")
    add(home, DAY, "--after", "2")
    assert [each["id"] for each in logged(home)] == [3, 2]


@pytest.mark.parametrize(("days", "why"), [(3, "more than a day ahead"), (-500, "more than a year ago")])
def test_a_day_far_off_wants_to_be_sure(home: Path, days: int, why: str) -> None:
    day = date.today() + timedelta(days=days)
    add = ("log", "add", "--routine", "short", "--at", f"{day}T07:30")
    for words in (add, ("log", "edit", "1", "--at", f"{day}T08:30")):
        told = said(home, *words, code=1)
        assert why in told
        assert "--sure" in told
        said(home, *words, "--sure")
    morning = ("log", "morning", "--date", str(day + timedelta(days=1 if days > 0 else 2)), "3")
    assert why in said(home, *morning, code=1)
    said(home, *morning, "--sure")
    assert [each["at"][:10] for each in logged(home)].count(str(day)) == 2


@pytest.mark.parametrize(
    "at", ["1900-01-01T07:30", "0001-01-01T00:00", "9999-12-31T23:59", "0001-01-01T00:00+14:00"]
)
def test_a_day_that_cannot_be_reckoned_with_is_refused_however_sure(home: Path, at: str) -> None:
    told = said(home, "log", "add", "--routine", "short", "--at", at, "--sure", code=1)
    assert "Check the year" in told
    assert len(logged(home)) == 2


def test_an_offset_is_kept_and_none_is_local(home: Path) -> None:
    day = DAY + timedelta(days=2)
    said(home, "log", "add", "--routine", "short", "--at", f"{day}T07:30+13:00")
    more = {"TZ": "Asia/Tokyo"}
    done = coach(home, "log", "add", "--routine", "short", "--at", f"{day}T07:31", more=more)
    assert done.returncode == 0
    assert [each["at"] for each in logged(home)[2:]] == [f"{day}T07:30:00+13:00", f"{day}T07:31:00+09:00"]


def test_the_table_shows_the_numbers_that_a_correction_needs(home: Path) -> None:
    head, first, second = said(home, "log").splitlines()
    assert (head.split()[0], first.split()[0], second.split()[0]) == ("id", "1", "2")


def test_another_routine_is_planned_as_of_the_corrected_day_and_rating(home: Path) -> None:
    said(home, "log", "edit", "1", "--after", "2", "--effort", "ok")
    said(home, "log", "edit", "2", "--routine", "first-weeks", "--done", "all", "--before", "5")
    sore = logged(home)[1]["planned"]
    said(home, "log", "edit", "2", "--routine", "short", "--done", "all", "--before", "2")
    said(home, "log", "edit", "2", "--routine", "first-weeks", "--done", "all")
    calm = logged(home)[1]["planned"]
    assert sum(each["reps"] for each in sore.values()) < sum(each["reps"] for each in calm.values())
