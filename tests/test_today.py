"""`coach today` and `coach rules` as other programs and people see them, with real files."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ANSWERS = (ROOT / "tests/data/sitting.toml").read_text("utf-8")


def coach(home: Path, *args: str) -> subprocess.CompletedProcess[str]:
    import os

    environment = {**os.environ, "COACH_HOME": str(home), "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "coach", *args]
    return subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A screened person with a session that hurt on 20 November."""
    screened = "" if "screened_at" in ANSWERS else "screened_at = 2026-11-01T07:30:00\n"
    (tmp_path / "profile.toml").write_text(ANSWERS + screened, "utf-8")
    added = coach(
        tmp_path, "log", "add", "--routine", "first-weeks", "--at", "2026-11-20T07:30", "--before", "2",
        "--after", "4", "--effort", "ok",
    )
    assert added.returncode == 0, added.stderr
    return tmp_path


def test_the_json_has_the_keys_and_shapes_of_the_contract(home: Path) -> None:
    done = coach(home, "today", "--json", "--on", "2026-11-21", "first-weeks")
    found = json.loads(done.stdout)
    assert list(found) == [
        "date", "allowed", "routine", "rounds_done", "rounds_goal", "level", "stage", "range", "rules", "reason",
        "exercises", "omitted", "suggest",
    ]
    assert (found["date"], found["allowed"], found["routine"]) == ("2026-11-21", True, "first-weeks")
    assert (found["level"], found["range"], found["stage"], found["rules"]) == ("half", "half", 1, ["P5"])
    assert (found["rounds_done"], found["rounds_goal"]) == (0, 3)
    assert list(found["exercises"][0]) == ["id", "sets", "reps", "hold_s", "target", "reason"]
    assert list(found["exercises"][0]["target"]) == ["sets", "reps", "hold_s"]
    assert found["suggest"] == []


def test_todays_pain_and_the_date_are_taken_into_account(home: Path) -> None:
    same_day = json.loads(coach(home, "today", "--json", "--on", "2026-11-20").stdout)
    assert (same_day["rounds_done"], same_day["rules"]) == (1, ["P5"])
    sore = json.loads(coach(home, "today", "--json", "--on", "2026-11-21", "--before", "7").stdout)
    assert (sore["allowed"], sore["rules"], sore["exercises"]) == (False, ["P5", "P3"], [])
    assert sore["reason"] == "Too sore to start today."
    earlier = json.loads(coach(home, "today", "--json", "--on", "2026-11-19").stdout)
    assert (earlier["level"], earlier["rules"]) == ("full", [])


def test_the_text_says_why_within_80_columns(home: Path) -> None:
    done = coach(home, "today", "--why", "--on", "2026-11-21")
    assert done.returncode == 0
    assert "Two points more is a real change" in done.stdout
    assert "after 4 against a usual 2: rise 2" in done.stdout
    assert "made for improvement" in " ".join(done.stdout.split())
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_without_a_profile_the_screening_comes_first(tmp_path: Path) -> None:
    done = coach(tmp_path, "today", "--json")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.strip() == "Answer the screening first: coach screen"


def test_the_rules_are_listed_with_sentence_and_basis_without_a_profile(tmp_path: Path) -> None:
    done = coach(tmp_path, "rules")
    assert done.returncode == 0
    assert "P5   Two points more is a real change, so half as much and less far." in done.stdout
    assert done.stdout.count("basis") == 17
    assert max(map(len, done.stdout.splitlines())) <= 80
