"""`coach today` and `coach rules` as other programs and people see them, with real files."""

import contextlib
import fcntl
import json
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from datetime import date, timedelta
from pathlib import Path

import pytest
from command import coach
from said import as_said

from coach.commands import today
from coach.core.exercise import Dose
from coach.core.model.decided import Decision, Prescribed, Suggestion
from coach.core.model.screened import Omission
from coach.files.exercises import load_shipped

ROOT = Path(__file__).resolve().parents[2]
ANSWERS = (ROOT / "tests/data/sitting.toml").read_text("utf-8")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A screened person with a session that hurt on 20 November."""
    screened = "" if "screened_at" in ANSWERS else "screened_at = 2026-11-01T07:30:00\n"
    (tmp_path / "profile.toml").write_text(ANSWERS + screened, "utf-8")
    added = coach(
        tmp_path,
        "log",
        "add",
        "--routine",
        "first-weeks",
        "--at",
        "2026-11-20T07:30",
        "--before",
        "2",
        "--after",
        "4",
        "--effort",
        "ok",
        "--sure",  # The date is a fixed one, and will be long ago.
    )
    assert added.returncode == 0, added.stderr
    return tmp_path


def test_the_json_has_the_keys_and_shapes_of_the_contract(home: Path) -> None:
    done = coach(home, "today", "--json", "--on", "2026-11-21", "first-weeks")
    found = json.loads(done.stdout)
    assert list(found) == [
        "date",
        "allowed",
        "routine",
        "rounds_done",
        "rounds_goal",
        "level",
        "stage",
        "range",
        "sore_day",
        "rules",
        "reason",
        "reason_id",
        "figures",
        "exercises",
        "findings",
        "omitted",
        "suggest",
    ]
    assert (found["date"], found["allowed"], found["routine"]) == ("2026-11-21", True, "first-weeks")
    assert (found["level"], found["range"], found["stage"], found["rules"]) == ("half", "half", 1, ["P5"])
    assert (found["rounds_done"], found["rounds_goal"]) == (0, 3)
    assert list(found["exercises"][0]) == [
        "id",
        "sets",
        "reps",
        "hold_s",
        "target",
        "level",
        "own_level",
        "reason",
        "reason_id",
        "figures",
        "instead_of",
        "reps_in_sets",
    ]
    assert list(found["exercises"][0]["target"]) == ["sets", "reps", "hold_s"]
    assert found["findings"] == [
        {
            "rule": "P5",
            "reason_id": "rise",
            "figures": {"before": 2, "after": 4},
            "sentence": "Your pain went up from 2 to 4, so half as much and less far.",
        }
    ]
    assert (found["reason_id"], found["figures"]) == ("rise", {"before": 2, "after": 4})
    assert found["suggest"] == []


def test_todays_pain_and_the_date_are_taken_into_account(home: Path) -> None:
    same_day = json.loads(coach(home, "today", "--json", "--on", "2026-11-20").stdout)
    assert (same_day["rounds_done"], same_day["rules"]) == (1, ["P5"])
    sore = json.loads(coach(home, "today", "--json", "--on", "2026-11-21", "--before", "8").stdout)
    assert (sore["allowed"], sore["rules"], sore["exercises"]) == (False, ["P5", "P3", "P4"], [])
    assert sore["reason"] == "Too sore to start today. Gentle walking is fine, and so is calm breathing."
    assert sore["sore_day"]
    earlier = json.loads(coach(home, "today", "--json", "--on", "2026-11-19").stdout)
    assert (earlier["level"], earlier["rules"]) == ("full", [])


def test_the_text_says_why_within_80_columns(home: Path) -> None:
    done = coach(home, "today", "--why", "--on", "2026-11-21")
    assert done.returncode == 0
    assert "Your pain went up from 2 to 4, so half as much and less far." in done.stdout
    assert "because 2 before, 4 afterwards" in done.stdout
    assert "rule    clearly more pain, P5 of `coach rules`" in done.stdout
    assert "made for improvement" in " ".join(done.stdout.split())
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_without_a_profile_the_screening_comes_first(tmp_path: Path) -> None:
    done = coach(tmp_path, "today", "--json")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.strip() == "Answer the screening first: coach screen"


def test_the_rules_are_listed_with_sentence_and_basis_without_a_profile(tmp_path: Path) -> None:
    done = coach(tmp_path, "rules")
    assert done.returncode == 0
    assert "P5   Clearly more pain\n     says  Your pain went up by two points or more, so half as" in done.stdout
    assert done.stdout.count("basis") == 20
    assert max(map(len, done.stdout.splitlines())) <= 80


def on_a_terminal(home: Path, columns: int, *args: str, **more: str) -> str:
    """What `coach` prints on a pseudo-terminal, with plain line ends."""
    environment = {**os.environ, "COACH_HOME": str(home), "PYTHONPATH": str(ROOT), "TERM": "xterm-256color", **more}
    mine, its = pty.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    process = subprocess.Popen([sys.executable, "-m", "coach", *args], env=environment, stdout=its, stderr=its)
    os.close(its)
    found = b""
    with contextlib.suppress(OSError):  # The end of a pseudo-terminal is an error on Linux.
        while piece := os.read(mine, 65536):
            found += piece
    os.close(mine)
    assert process.wait() == 0
    return found.decode("utf-8").replace("\r\n", "\n")


def without_colour(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


def test_on_a_terminal_the_card_has_colours_and_is_the_same_text(home: Path) -> None:
    args = ("today", "--on", "2026-11-21", "first-weeks")
    shown = on_a_terminal(home, 80, *args, NO_COLOR="")
    assert "\x1b[35mHalf dose" in shown
    assert without_colour(shown) == coach(home, *args).stdout
    assert "\x1b" not in on_a_terminal(home, 80, *args, NO_COLOR="1")
    assert "\x1b" not in on_a_terminal(home, 80, *args, NO_COLOR="", TERM="dumb")


def test_the_card_is_compact_and_says_nothing_of_what_is_as_planned(home: Path) -> None:
    done = coach(home, "today", "--on", "2026-11-19", "first-weeks")
    lines = done.stdout.splitlines()
    assert lines[0] == "First weeks · Thu 19 Nov 2026"
    assert "" not in lines
    assert len(lines) <= 12
    assert "As planned" not in done.stdout
    assert max(map(len, lines)) <= 80


def test_what_the_screening_asks_for_is_said_whole_wherever_it_is_said(tmp_path: Path) -> None:
    answers = tmp_path / "answers.toml"
    given = ANSWERS.replace("bone_heart_or_steroids = false", "bone_heart_or_steroids = true")
    answers.write_text(given, encoding="utf-8")
    assert coach(tmp_path, "screen", "--answers", str(answers)).returncode == 0
    assert " ".join(coach(tmp_path, "today", "--why").stdout.split()).count("When they agree, answer") == 2
    today = json.loads(coach(tmp_path, "today", "--json").stdout)
    assert [each["sentence"] for each in today["findings"]] == [today["reason"]]
    assert "When they agree, answer" in today["reason"]


def test_after_a_red_flag_nothing_is_left_out_for_answers_that_nobody_gave(tmp_path: Path) -> None:
    answers = tmp_path / "answers.toml"
    answers.write_text(ANSWERS.replace("red_flags_emergency = false", "red_flags_emergency = true"), "utf-8")
    assert coach(tmp_path, "screen", "--answers", str(answers)).returncode == 0
    today = json.loads(coach(tmp_path, "today", "--json").stdout)
    assert (today["rules"], today["exercises"], today["omitted"]) == (["P1"], [], [])
    assert "Left out" not in coach(tmp_path, "today").stdout


def test_the_card_needs_no_library_for_screens_and_no_timeline(home: Path) -> None:
    spared = "{'rich', 'textual', 'coach.core.timeline'}"
    code = f"import sys; from coach.cli import main; main(['today']); print(*{spared} & set(sys.modules))"
    environment = {**os.environ, "COACH_HOME": str(home), "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=True)
    assert done.stdout.splitlines()[-1] == b""


def test_long_names_and_reasons_stay_within_80_columns() -> None:
    exercises = load_shipped()
    long = "a reason that goes on and on " * 6
    decision = Decision(
        date=date(2026, 11, 21),
        routine="r",
        allowed=True,
        rounds_done=0,
        rounds_goal=6,
        level="half",
        stage=3,
        rules=(),
        reason=as_said(long),
        findings=(),
        exercises=tuple(Prescribed(id_, Dose(3, 15, 30), Dose(3, 15, 30), as_said(long)) for id_ in exercises),
        omitted=tuple(Omission(id_, as_said(long)) for id_ in exercises),
        suggest=(Suggestion("dead_bug", as_said(long)),),
    )
    for line in today.as_text(decision, exercises, "A routine with a long name " * 5).splitlines():
        assert len(line) <= 80


def test_a_broken_file_of_ones_own_is_told_in_two_lines_and_stops_nothing(home: Path) -> None:
    (home / "exercises").mkdir()
    (home / "exercises" / "mine.toml").write_text('id = "mine"\n', "utf-8")
    done = coach(home, "today", "--on", "2026-11-21", "first-weeks")
    assert done.returncode == 0
    first, more = done.stderr.splitlines()
    assert first.startswith(str(home / "exercises" / "mine.toml:1:1: error: "))
    assert more.endswith(" more in that file: coach check")


def test_on_a_narrow_terminal_no_line_is_broken_by_it(home: Path) -> None:
    for columns in (46, 60):
        shown = without_colour(on_a_terminal(home, columns, "today", "--on", "2026-11-21", "first-weeks", "--why"))
        assert max(map(len, shown.splitlines())) <= columns
        assert "hold" in shown


def test_a_session_dated_later_than_today_counts_as_one_of_today_and_that_is_said(home: Path) -> None:
    tomorrow = date.today() + timedelta(days=1)
    given = ("--routine", "first-weeks", "--at", f"{tomorrow}T07:30", "--before", "2", "--after", "4")
    assert coach(home, "log", "add", *given).returncode == 0
    told = coach(home, "today")
    assert f"dated {tomorrow} 07:30, which is still to come" in " ".join(told.stdout.split())
    assert json.loads(coach(home, "today", "--json").stdout)["rules"][0] == "P5"
    past = json.loads(coach(home, "today", "--json", "--on", "2026-11-19").stdout)
    assert past["rules"] == []


SIDED = """\
format = 2

[[exercise]]
id = "clamshell"
dose = "2x12"
side = "left"

[[exercise]]
id = "clamshell"
dose = "1x8"
side = "right"

[[exercise]]
id = "brace"
"""


def test_entries_of_one_exercise_are_told_apart(home: Path) -> None:
    (home / "routines").mkdir(exist_ok=True)
    (home / "routines" / "sided.toml").write_text(SIDED, "utf-8")
    found = json.loads(coach(home, "today", "--json", "--on", "2026-12-20", "sided").stdout)
    told = [(each["id"], each.get("entry"), each.get("side")) for each in found["exercises"]]
    assert told == [
        ("clamshell", "clamshell:left", "left"), ("clamshell", "clamshell:right", "right"), ("brace", None, None),
    ]  # fmt: skip
    assert "entry" not in found["exercises"][2]
    card = coach(home, "today", "--on", "2026-12-20", "sided").stdout
    assert "Clamshell, left side" in card
    assert "Clamshell, right side" in card


def test_an_entrys_id_is_no_exercise_that_can_be_shown_or_wished_for(home: Path) -> None:
    for wrong in (["show", "clamshell:left"], ["new", "mine", "--with", "clamshell:left", "--yes"]):
        done = coach(home, *wrong)
        assert done.returncode != 0
        assert "clamshell:left" in done.stderr
    assert not (home / "routines" / "mine.toml").exists()


def test_what_was_done_of_an_entry_comes_back_through_an_export(home: Path, tmp_path: Path) -> None:
    (home / "routines").mkdir(exist_ok=True)
    (home / "routines" / "sided.toml").write_text(SIDED, "utf-8")
    added = coach(
        home, "log", "add", "--routine", "sided", "--at", "2026-12-20T07:30", "--before", "2", "--after", "2",
        "--done", "clamshell:left=5,brace=3", "--hurt", "clamshell=3", "--sure",
    )  # fmt: skip
    assert added.returncode == 0, added.stderr
    told = json.loads(coach(home, "log", "--json").stdout)[-1]
    assert [*told["planned"]] == ["clamshell:left", "clamshell:right", "brace"]
    assert [(each["exercise"], each["side"], each["reps"]) for each in told["sets"]] == [
        ("clamshell:left", "left", 5), ("brace", "both", 3),
    ]  # fmt: skip
    exported = tmp_path / "export.json"
    assert coach(home, "export", "--format", "json", "-o", str(exported)).returncode == 0
    other = tmp_path / "other"
    other.mkdir()
    taken = coach(other, "import", str(exported))
    assert taken.returncode == 0, taken.stderr
    again = json.loads(coach(other, "log", "--json").stdout)
    assert [{**each, "id": 0} for each in again] == [
        {**each, "id": 0} for each in json.loads(coach(home, "log", "--json").stdout)
    ]
