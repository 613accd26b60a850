"""A routine file that was renamed, through the command line: its targets come along, or it says what happened."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from command import coach, screened

FILE = """format = 1
name = "Mine"

[[exercise]]
id = "clamshell"
sets = 1
reps = 10

[[exercise]]
id = "bird_dog"
sets = 1
reps = 6
hold_s = 2
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Somebody whose routine `old` rises after two easy days."""
    home = screened(tmp_path)
    file(home, "old").parent.mkdir(exist_ok=True)
    file(home, "old").write_text(FILE)
    played(home, "old", 3)
    played(home, "old", 2)
    return home


def file(home: Path, name: str) -> Path:
    return home / "routines" / f"{name}.toml"


def played(home: Path, routine: str, days_ago: int) -> None:
    at = f"{datetime.now() - timedelta(days=days_ago):%Y-%m-%dT08:00}"
    easy = ("--before", "2", "--after", "2", "--effort", "easy")
    made = coach(home, "log", "add", "--routine", routine, "--at", at, *easy)
    assert made.returncode == 0, made.stderr


def clamshell(home: Path, routine: str) -> int:
    """The target of the clamshell: 12 after the sessions of `home`, 10 as the file says."""
    found = json.loads(coach(home, "today", routine, "--json").stdout)
    (one,) = [each for each in found["exercises"] if each["id"] == "clamshell"]
    target: int = one["target"]["reps"]
    return target


def told(home: Path, routine: str) -> str:
    return " ".join(coach(home, "today", routine).stdout.split())


def test_a_renamed_file_takes_its_targets_along_and_nothing_is_told(home: Path) -> None:
    assert clamshell(home, "old") == 12
    file(home, "old").rename(file(home, "new"))
    assert clamshell(home, "new") == 12
    assert "which is gone" not in told(home, "new")


def of_today(home: Path) -> tuple[str, bool]:
    """The routine of a start without a name, and whether it is told that the chosen one is gone."""
    told = " ".join(coach(home, "today").stdout.split())
    return json.loads(coach(home, "today", "--json").stdout)["routine"], "is there no more" in told


@pytest.mark.parametrize("kept", ["", 'routine = "old"'])
def test_a_start_without_a_name_follows_the_renamed_file(home: Path, kept: str) -> None:
    (home / "settings.toml").write_text(kept)
    file(home, "old").rename(file(home, "new"))
    assert of_today(home) == ("new", False)


def test_where_the_chosen_file_is_gone_and_none_follows_it_that_is_told(home: Path) -> None:
    (home / "settings.toml").write_text('routine = "old"')
    file(home, "old").unlink()
    assert of_today(home) == ("first-weeks", True)
    played(home, "short", 1)
    assert of_today(home) == ("short", True)
    (home / "settings.toml").write_text("")
    assert of_today(home) == ("short", False)


def test_a_copy_beside_the_original_is_another_routine(home: Path) -> None:
    file(home, "new").write_text(FILE)
    assert (clamshell(home, "old"), clamshell(home, "new")) == (12, 10)
    assert "which is gone" not in told(home, "new")


def test_two_copies_of_one_that_is_gone_both_go_on_from_it(home: Path) -> None:
    file(home, "new").write_text(FILE)
    file(home, "old").rename(file(home, "newer"))
    assert (clamshell(home, "new"), clamshell(home, "newer")) == (12, 12)


def test_a_renamed_file_whose_doses_were_edited_as_well_is_one_that_was_edited(home: Path) -> None:
    file(home, "old").write_text(FILE.replace("reps = 10", "reps = 7"))
    edited = clamshell(home, "old")
    assert edited < 12
    file(home, "old").rename(file(home, "new"))
    assert clamshell(home, "new") == edited


def test_with_another_name_in_it_the_file_begins_anew_and_it_is_told_how_to_go_on(home: Path) -> None:
    file(home, "old").unlink()
    file(home, "new").write_text(FILE.replace("Mine", "Other"))
    assert clamshell(home, "new") == 10
    assert 'To go on from where old was, put name = "Mine" into it.' in told(home, "new")
    file(home, "new").write_text(FILE)
    assert clamshell(home, "new") == 12
    file(home, "new").write_text(FILE.replace("Mine", "Other"))
    played(home, "new", 1)
    assert "which is gone" not in told(home, "new")


def test_with_other_exercises_the_file_begins_anew_and_that_is_told(home: Path) -> None:
    file(home, "old").unlink()
    file(home, "new").write_text(FILE.replace("bird_dog", "wall_plank").replace("reps = 6", "reps = 3"))
    assert clamshell(home, "new") == 10
    assert "has the name of old, which is gone, but other exercises: it starts as it says." in told(home, "new")
