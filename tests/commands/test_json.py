"""`--json` of the commands that tell of the program itself: what they say in words, for other programs."""

import json
from pathlib import Path

import pytest
from command import coach, screened

from coach.core.progression import rules
from coach.files.exercises import load_shipped


def test_an_exercise_with_what_the_screening_says(tmp_path: Path) -> None:
    screened(tmp_path)
    dog = json.loads(coach(tmp_path, "show", "bird-dog", "--json").stdout)
    assert (dog["id"], dog["own"], dog["start"]) == ("bird_dog", False, {"sets": 1, "reps": 6, "hold_s": 2})
    assert dog["limits"]["day_reps"] == 30
    assert (dog["left_out"], [each["reason_id"] for each in dog["for_you"]]) == (False, ["allowed"])
    every = json.loads(coach(tmp_path, "show", "--json").stdout)
    assert [each["id"] for each in every] == sorted(load_shipped())
    assert dog in every
    superman = next(each for each in every if each["id"] == "superman")
    assert superman["left_out"]
    assert superman["for_you"][0]["sentence"] in coach(tmp_path, "show", "superman").stdout.replace("\n    ", " ")


def test_without_a_screening_nothing_is_said_of_the_person(tmp_path: Path) -> None:
    done = coach(tmp_path, "show", "bird_dog", "--json")
    dog = json.loads(done.stdout)
    assert (dog["left_out"], dog["for_you"]) == (None, None)
    assert "Nothing was screened" in done.stderr


def test_every_rule_with_its_words(tmp_path: Path) -> None:
    told = json.loads(coach(tmp_path, "rules", "--json").stdout)
    assert [each["id"] for each in told] == [rule.id for rule in rules.TABLE]
    page = "".join(coach(tmp_path, "rules").stdout.split())  # A line may be broken behind a hyphen, too.
    for each in told:
        assert all("".join(each[key].split()) in page for key in ("sentence", "basis", "condition", "effect"))


@pytest.mark.parametrize("broken", [False, True])
def test_what_the_doctor_finds(tmp_path: Path, broken: bool) -> None:
    screened(tmp_path)
    if broken:
        (tmp_path / "routines" / "short.toml").write_text("format = \n", "utf-8")
    done = coach(tmp_path, "doctor", "--json")
    report = json.loads(done.stdout)
    marks = {each["mark"] for each in report["checks"]}
    assert marks <= {"ok", "note", "fail"}
    assert report["can_play"] == ("fail" not in marks) == (done.returncode == 0)
    routines = [each for each in report["checks"] if each["what"] == "routine"]
    assert any(each["mark"] == "fail" for each in routines) == broken


@pytest.mark.voice
def test_the_voices(tmp_path: Path) -> None:
    voices = json.loads(coach(tmp_path, "voices", "--json").stdout)
    assert len(voices) == len(coach(tmp_path, "voices").stdout.splitlines())
    assert sum(each["in_use"] for each in voices) == 1
    assert all(each.keys() == {"id", "language", "name", "engine", "in_use"} for each in voices)
