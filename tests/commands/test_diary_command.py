"""The diary on the command line and in lines: logged, corrected, listed, named, rated, asked for once a week."""

import io
import json
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from scenes import first_weeks, home_in, ws_of

from coach.app.diary.week import OwnDiary
from coach.cli import main
from coach.commands.linear import diary as in_lines
from coach.core.diary import WALK
from coach.core.model.done import Session, SetDone
from coach.files.moments import local
from coach.log import Log, diary

Said = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COACH_HOME", str(tmp_path))
    return tmp_path


def said(capsys: Said, *words: str, code: int = 0) -> str:
    """What a command says, on both ways out."""
    try:
        ended = main(list(words))
    except SystemExit as left:
        ended = left.code if isinstance(left.code, int) else 1
    out, err = capsys.readouterr()
    assert ended == code, (out, err)
    assert "\x1b" not in out + err
    return out + err


def log_of(home: Path) -> Log:
    return Log(home / "log.sqlite3")


def a_round(home: Path, at: datetime) -> None:
    with log_of(home) as log:
        log.add(Session(0, at, "first-weeks", {}, (SetDone("bird_dog", 1, "both", 6, at),), before=2, after=2))


def test_a_walk_is_logged_listed_corrected_deleted_and_brought_back(home: Path, capsys: Said) -> None:
    day = f"{datetime.now() - timedelta(days=1):%Y-%m-%d}"
    assert f"Recorded: walk, 20 minutes, {day} 17:30." in said(capsys, "log", "walk", "20", "--at", f"{day}T17:30")
    assert "recorded already: a1" in said(capsys, "log", "walk", "25", "--at", f"{day}T17:30", code=1)
    said(capsys, "log", "did", " ride\tto \x1b[2Jwork ", "1", "--date", day)
    told = said(capsys, "log")
    assert f"a1 {day} 17:30 20  walk" in told
    assert "ride to  [2Jwork" in told or "ride to [2Jwork" in told
    assert "No session yet" not in told
    assert json.loads(said(capsys, "log", "--json")) == []
    assert "walk, 25 minutes" in said(capsys, "log", "edit", "a1", "--minutes", "25")
    assert "coach log restore a1" in said(capsys, "log", "edit", "a1", "--minutes", "30", code=1)
    said(capsys, "log", "delete", "A3")
    with log_of(home) as log:
        assert [each.minutes for each in diary.activities(log)] == [1]
    said(capsys, "log", "restore", "a3")
    with log_of(home) as log:
        assert sorted(each.minutes for each in diary.activities(log)) == [1, 25]


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("walk", "0"), 2, "from 1 to 1440"),
        (("walk", "1441"), 2, "from 1 to 1440"),
        (("walk", "2e1"), 2, "from 1 to 1440"),
        (("walk", "20", "--date", "2031-01-01"), 1, "more than a day ahead"),
        (("walk", "20", "--at", "2026-11-20"), 2, "not a date and time"),
        (("did", " ", "20"), 1, "Say what it was"),
        (("did", "x" * 61, "20"), 1, "61 signs"),
        (("edit", "a1", "--after", "3"), 2, "--after is for a session"),
        (("edit", "a1"), 1, "Say what is to be changed"),
        (("edit", "a1", "--minutes", "3"), 1, "There is no activity a1"),
        (("edit", "1", "--minutes", "3"), 2, "are for an activity"),
        (("delete", "a0"), 2, "not a number"),
        (("delete", "a" + "9" * 30), 2, "not a number"),
        (("restore", "a9"), 1, "no activity a9"),
        (("week", "--rate", "4"), 2, "no things are named yet"),
        (("week", "--things", "a", "b", "c", "d"), 1, "At most 3"),
        (("week", "--rate", "11"), 2, "0 to 10"),
        (("week", "--rate", "1", "--skip"), 2, "not allowed"),
    ],
)
def test_what_cannot_be_is_told_and_makes_no_log(
    home: Path, capsys: Said, words: tuple[str, ...], code: int, says: str
) -> None:
    assert says in said(capsys, "log", *words, code=code)
    with log_of(home) as log:
        assert diary.read(log).empty


def test_a_home_that_is_not_there_is_told_and_not_made(
    home: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COACH_HOME", str(home / "drive"))
    for words in (("walk", "20"), ("did", "x", "5"), ("week", "--skip"), ("delete", "a1")):
        assert "is not there" in said(capsys, "log", *words, code=1)
    assert not (home / "drive").exists()


def test_the_week_is_told_with_the_things_that_are_named_and_rated(home: Path, capsys: Said) -> None:
    a_round(home, local(datetime.now()))
    assert "This week: rounds 1." in said(capsys, "log", "week")
    told = said(capsys, "log", "week", "--things", "tie my shoes", "stairs", "--rate", "4", "none")
    assert "1  tie my shoes  now 4\n2  stairs        not rated this week" in told
    said(capsys, "log", "week", "--things", "stairs", "tie my shoes", "--rate", "9", "1")
    assert "1  tie my shoes  now 1\n2  stairs        now 9" in said(capsys, "log", "week")
    said(capsys, "log", "week", "--rate", "4", "none")
    assert "2 things" in said(capsys, "log", "week", "--rate", "4", code=2)
    said(capsys, "log", "walk", "20")
    assert "This week: rounds 1, walks 20 min." in said(capsys, "log")
    data = json.loads(said(capsys, "log", "week", "--json"))
    assert data["things"] == [
        {"what": "tie my shoes", "rating": 4, "before": None},
        {"what": "stairs", "rating": 9, "before": None},
    ]
    assert (data["rounds"], data["meant"], data["weeks_kept"]) == (1, None, 0)
    assert "Leaving it out is fine." in said(capsys, "log", "week", "--skip")


def test_it_goes_to_another_home_and_is_there_once(
    home: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    said(capsys, "log", "walk", "20")
    said(capsys, "log", "week", "--things", "stairs", "--rate", "4")
    said(capsys, "export", "--format", "json", "-o", str(home / "out.json"))
    assert "The diary is not in it." in said(capsys, "export", "--format", "csv")
    (home / "other").mkdir()
    monkeypatch.setenv("COACH_HOME", str(home / "other"))
    assert said(capsys, "import", str(home / "out.json")) == "Diary: 3 added, 0 there already.\n"
    assert said(capsys, "import", str(home / "out.json")) == "Diary: 0 added, 3 there already.\n"


def test_in_lines_it_is_told_by_numbers(home: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    now = local(datetime(2026, 11, 23, 17))
    a_round(home, now - timedelta(days=1))
    own = OwnDiary(ws_of(home_in(home)), lambda: now)
    typed = ["1", "soon", "20", "3", "stairs", "", "3", "11", "7", "2", "garden", "30", ""]
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(typed) + "\n"))
    in_lines.run(own, first_weeks(home_in(home)))
    out = capsys.readouterr().out
    for each in ("Kept: walk, 20 minutes.", "1 to 1440", "How well does this go: stairs?", "Kept: garden, 30"):
        assert each in " ".join(out.split())
    found = own.read()
    assert [(each.what, each.minutes) for each in found.activities] == [(WALK, 20), ("garden", 30)]
    assert [(each.what, each.rating) for each in found.ratings] == [("stairs", 7)]
    assert "Leave them out this week" in out
    assert out.count("Leave them out this week") == 1
