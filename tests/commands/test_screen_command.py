"""`coach screen`, asked or read from a file, and what the questions make of what people type."""

import io
import json
import os
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import command
import pytest
from command import coach
from person import ANSWERS

from coach.app import screening as intake
from coach.cli import main
from coach.core import screening
from coach.core.model.screened import Profile
from coach.core.reason import Reason
from coach.core.screening import interview, questions, table
from coach.core.words import sentence, together
from coach.files import profile

ROOT = Path(__file__).resolve().parents[2]
AT = datetime(2026, 3, 2, 7, 30)


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """A user's folder with answers, as COACH_HOME."""
    earlier = os.environ.get("COACH_HOME")
    os.environ["COACH_HOME"] = str(tmp_path)
    (tmp_path / "profile.toml").write_text(ANSWERS)
    yield tmp_path
    if earlier is None:
        del os.environ["COACH_HOME"]
    else:
        os.environ["COACH_HOME"] = earlier


def test_answers_from_a_file_are_saved_and_told(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = home / "answers.toml"
    file.write_text(ANSWERS.replace("none_sitting", "disc_herniation"))
    assert main(["screen", "--answers", str(file)]) == 0
    saved = profile.load(home / "profile.toml", datetime.now())
    assert saved is not None
    assert saved.diagnosis == ("disc_herniation",)
    assert "disc herniation" in capsys.readouterr().out


def test_a_red_flag_is_saved_too_and_not_lifted_by_older_answers(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = home / "answers.toml"
    file.write_text(ANSWERS.replace("emergency = false", "emergency = true"))
    assert main(["screen", "--answers", str(file)]) == 0
    assert (
        "Call your emergency number or go to an emergency department now. Do not wait." in capsys.readouterr().out
    )
    file.write_text(ANSWERS.replace("2026-03-01", "2026-02-01"))
    assert main(["screen", "--answers", str(file)]) == 1
    assert "warning sign" in capsys.readouterr().err
    saved = profile.load(home / "profile.toml", datetime.now())
    assert saved is not None
    assert saved.red_flags_emergency
    file.write_text(ANSWERS.replace("2026-03-01", "2026-03-02"))
    assert main(["screen", "--answers", str(file)]) == 0


def test_answers_with_mistakes_write_nothing(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (home / "profile.toml").read_bytes()
    file = home / "answers.toml"
    file.write_text("age = 41\nstage = 9\n")
    assert main(["screen", "--answers", str(file)]) == 1
    assert f"{file}:2:9: error: " in capsys.readouterr().err
    assert (home / "profile.toml").read_bytes() == before


def asked(home: Path, *lines: str) -> subprocess.CompletedProcess[str]:
    """`coach screen` with these lines on standard input, in a process of its own."""
    return coach(home, "screen", stdin="".join(f"{line}\n" for line in lines))


def test_the_questions_can_be_answered_line_by_line(tmp_path: Path) -> None:
    lines = "y 41 n n no 2 ? n n no 35 n 3 b 8 n what 2 5 no y"
    result = asked(tmp_path, *lines.split())
    assert (result.returncode, result.stderr) == (0, "")
    saved = profile.load(tmp_path / "profile.toml", datetime.now())
    assert saved is not None
    assert (saved.age, saved.diagnosis) == (41, ("disc_herniation",))
    assert (saved.weeks_since_flare, saved.usual_pain) == (8, 2)
    assert saved.disclaimer_agreed
    again = asked(tmp_path, "41", "u")
    assert "medical device" not in again.stdout
    assert "Do not wait." in again.stdout
    saved = profile.load(tmp_path / "profile.toml", datetime.now())
    assert saved is not None
    assert saved.red_flags_emergency
    assert saved.disclaimer_agreed


@pytest.mark.parametrize(
    "lines", [(), ("y", "41"), ("n",), ("y", "41", "q"), ("y", "17", "n", "q"), ("y", "17", "n", "n", "n")]
)
def test_ending_early_saves_nothing(tmp_path: Path, lines: tuple[str, ...]) -> None:
    result = asked(tmp_path, *lines)
    assert result.returncode == 1
    assert "Nothing was saved." in result.stderr
    assert "Traceback" not in result.stderr
    assert not (tmp_path / "profile.toml").exists()


def flow(*answers: str) -> interview.Flow:
    """The questions after these answers, divided by blanks."""
    current = interview.Flow()
    for typed in " ".join(answers).split():
        current = current.answer(typed)
    return current


OPENING = ("red_flags_assessed", "active", "clinician_agrees", "clinician_agrees_extension", "opt_in_hard")


def test_unsure_everywhere_is_the_strictest_reading() -> None:
    for question in questions.QUESTIONS:
        if question.unsure is questions.NEVER:
            with pytest.raises(interview.AnswerError):
                interview.parse(question, "unsure")
        elif question.kind == "yes_no":
            opens = question.key in OPENING
            assert interview.parse(question, "u") is not opens
    assert interview.Flow().answer("41").answer("u").profile(AT).red_flags_emergency


def test_going_back_all_the_way_forgets_every_answer() -> None:
    current = flow("75 n n 24 1 n n y 40 n 10 n 3 no y y")
    assert current.question is None
    assert screening.judge(current.profile(AT)).outcome == "plan"
    for _ in range(20):
        current = current.back()
    assert (current.answers, current.unsure) == ({}, frozenset())
    assert current.offered == "75", "it can be kept"
    assert current.answer(current.offered).offered == "n"


def test_an_answer_that_one_goes_back_to_is_offered_as_it_was_but_no_yes_of_a_clinician() -> None:
    current = flow("41 n u").back()
    assert current.offered_told is not None
    assert sentence(Reason("answer_was", said=sentence(current.offered_told))) == (
        "Your answer was: not sure, so it counts as yes. Enter keeps it."
    )
    assert current.answer(current.offered) == flow("41 n u")
    agreed = flow("75 n n 24 1 n n y 40 n 10 n 3 no y y")
    assert agreed.answers["clinician_agrees"]
    anew = agreed.again("diagnosis")
    assert "clinician_agrees" not in anew.typed
    assert anew.offered == "1"


@pytest.mark.skipif(os.name != "posix", reason="a terminal of Unix")
def test_answers_from_a_file_are_agreed_to_where_somebody_is_there(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = home / "answers.toml"
    file.write_text(ANSWERS)
    before = (home / "profile.toml").read_bytes()
    monkeypatch.setattr("coach.commands.screen.has_terminal", lambda: True)
    for answer, agreed in (("n\n", False), ("y\n", True)):
        monkeypatch.setattr("sys.stdin", io.StringIO(answer))
        assert main(["screen", "--answers", str(file)]) == (0 if agreed else 1)
        assert "not a medical device" in capsys.readouterr().out
        assert ((home / "profile.toml").read_bytes() == before) == (not agreed)
    saved = profile.load(home / "profile.toml", datetime.now())
    assert saved is not None
    assert saved.disclaimer_agreed


def test_the_clinicians_yes_is_asked_for_only_where_it_matters() -> None:
    assert flow("41 n n no 6 n n no 30 n 9 n 3 no").question == questions.QUESTIONS[-1]
    pregnant = flow("31 n n no 6 n n 20 30 n 9 n 3 no")
    assert pregnant.question is not None
    assert pregnant.question.key == "clinician_agrees"
    assert screening.judge(pregnant.answer("no").profile(AT)).outcome == "clinician_first"


def test_the_red_flags_are_asked_even_where_no_plan_is_possible() -> None:
    assert flow("17", "n").question is not None
    young = flow("17", "n", "n")
    assert young.question is None
    verdict = screening.judge(young.profile(AT))
    assert verdict.outcome == "no_plan"
    said = "This coach is for adults. Under 18, please ask a doctor or a physiotherapist."
    assert together(verdict.reasons) == said


def test_editing_away_the_answer_that_ended_the_screening_opens_nothing() -> None:
    assert screening.judge(replace(flow("41", "y").profile(AT), red_flags_emergency=False)).outcome != "plan"
    assert (
        screening.judge(replace(flow("41", "n", "y", "n").profile(AT), red_flags_clinician=False)).outcome != "plan"
    )
    assert screening.judge(replace(flow("17", "n", "n").profile(AT), age=41)).outcome != "plan"
    operated = flow("41", "n", "n", "3").profile(AT)
    assert screening.judge(replace(operated, months_since_spinal_surgery=13)).outcome != "plan"


@pytest.mark.parametrize(
    ("key", "typed", "value"),
    [
        ("diagnosis", "2, 4", ("disc_herniation", "fragile_bone")),
        ("diagnosis", "stenosis", ("stenosis",)),
        ("pregnant_weeks", "No", 0),
        ("months_since_spinal_surgery", "none", -1),
        ("usual_pain", " 10 ", 10),
        ("active", "YES", True),
        ("months_since_spinal_surgery", "0", 0),
        ("usual_pain", "unsure", None),
    ],
)
def test_answers_are_read_as_people_type_them(key: str, typed: str, value: Any) -> None:
    question = next(each for each in questions.QUESTIONS if each.key == key)
    assert interview.parse(question, typed) == value


@pytest.mark.parametrize(
    ("key", "typed"),
    [
        ("diagnosis", ""),
        ("diagnosis", "8"),
        ("diagnosis", "1 6"),
        ("diagnosis", "0"),
        ("usual_pain", "11"),
        ("usual_pain", "3.5"),
        ("usual_pain", "٣"),
        ("active", "perhaps"),
        ("active", ""),
        ("age", "-1"),
    ],
)
def test_answers_that_cannot_be_read_are_asked_again(key: str, typed: str) -> None:
    question = next(each for each in questions.QUESTIONS if each.key == key)
    with pytest.raises(interview.AnswerError):
        interview.parse(question, typed)


def test_every_answer_of_the_questions_can_be_written_and_read() -> None:
    keys = {question.key for question in questions.QUESTIONS}
    assert keys | {"stage", "screened_at", "disclaimer_agreed", "ahead"} == set(Profile.__dataclass_fields__)
    assert questions.DIAGNOSES == profile.DIAGNOSES


def test_a_yes_to_bones_or_heart_asks_which_and_unsure_counts_as_bones() -> None:
    asked = flow("41", "n", "n", "no", "6", "y")
    question = asked.question
    assert question is not None
    assert question.key == "bones"
    heart = flow("41", "n", "n", "no", "6", "y", "n").profile(AT)
    assert "OP" not in screening.judge(heart).groups
    for answer in ("y", "unsure"):
        bones = flow("41", "n", "n", "no", "6", "y", answer).profile(AT)
        assert bones.diagnosis == ("none_sitting",)
        assert "OP" in screening.judge(bones).groups
    assert flow("41", "n", "n", "no", "4", "y").question != question


def test_signs_that_a_clinician_has_looked_at_do_not_stop_anything() -> None:
    asked = flow("41", "n", "y").question
    assert asked is not None
    assert asked.key == "red_flags_assessed"
    for answer in ("n", "unsure"):
        stopped = flow("41", "n", "y", answer)
        assert stopped.question is None
        assert screening.judge(stopped.profile(AT)).outcome == "see_clinician"
    looked_at = flow("41 n y y no 6 n n no 30 n 9 n 3 no n")
    assert looked_at.question is None
    assert screening.judge(looked_at.profile(AT)).outcome == "plan"


def test_what_a_person_cannot_do_is_asked_and_unsure_leaves_all_of_it_out() -> None:
    question = next(each for each in questions.QUESTIONS if each.key == "cannot")
    answers = {
        "no": (),
        "none": (),
        "2 4": ("hands", "face_down"),
        "u": ("kneeling", "hands", "floor", "face_down"),
    }
    for typed, value in answers.items():
        assert interview.parse(question, typed) == value
    with pytest.raises(interview.AnswerError):
        interview.parse(question, "")


def test_stiff_mornings_are_asked_of_those_whose_back_began_to_hurt_before_45() -> None:
    for age, key in (("44", "inflammatory"), ("45", "weeks_since_flare")):
        asked = flow(f"60 n n no 6 n n {age}").question
        assert asked is not None
        assert asked.key == key


@pytest.mark.parametrize(
    ("answers", "row"),
    [
        ("41 n n no 6 y n n no 30 n 9 n 3 no", "C1"),
        ("41 n n no 6 n y no 30 n 9 n 3 no", "C1b"),
        ("41 n n no 6 n n 20 30 n 9 n 3 no", "C2"),
        ("70 n n no 6 n n n 30 n 9 n 3 no", "C2"),
        ("41 n n 12 6 n n no 30 n 9 n 3 no", "C3"),
        ("41 n n no 6 n n no 30 n 9 n 8 no", "C6"),
    ],
)
def test_each_row_that_asks_for_a_clinician_is_answered_by_their_yes(answers: str, row: str) -> None:
    asked = flow(answers)
    assert asked.question is not None
    assert asked.question.key == "clinician_agrees"
    verdict = screening.judge(asked.answer("n").profile(AT))
    assert (verdict.outcome, verdict.reasons[0]) in [
        (gate.outcome, gate.reason) for gate in table.GATES if gate.row == row
    ]
    assert screening.judge(asked.answer("y").profile(AT)).outcome == "plan"


def test_asking_for_red_flags_again_asks_nothing_else() -> None:
    heart = replace(flow("41", "n", "n", "no", "6", "y", "n").profile(AT), clinician_agrees=True)
    again = intake.red_flag_flow(heart).answer("n").answer("n")
    assert again.question is None
    assert intake.with_red_flags(heart, again, AT) is None
    seen = intake.red_flag_flow(heart).answer("n").answer("y")
    assert seen.question is not None
    assert seen.question.key == "red_flags_assessed"
    assert intake.with_red_flags(heart, seen.answer("y"), AT) is None
    new = intake.with_red_flags(heart, seen.answer("n"), AT)
    assert new is not None
    assert screening.judge(new).outcome == "see_clinician"


def test_older_answers_do_not_replace_a_profile_that_cannot_be_read(tmp_path: Path) -> None:
    written = profile.dump(replace(flow("41", "y").profile(AT), disclaimer_agreed=True)) + "x = 1\n"
    (tmp_path / "profile.toml").write_text(written)
    answers = tmp_path / "answers.toml"
    healthy = profile.dump(flow("41 n n no 6 n n no 38 n 8 n 2 no n").profile(AT))
    answers.write_text(healthy)
    done = command.coach(tmp_path, "screen", "--answers", str(answers))
    assert (done.returncode, (tmp_path / "profile.toml").read_text()) == (1, written)
    assert "cannot be read" in done.stderr
    answers.write_text("".join(line for line in healthy.splitlines(keepends=True) if "screened_at" not in line))
    assert command.coach(tmp_path, "screen", "--answers", str(answers)).returncode == 0


def test_pain_that_spread_in_a_session_counts_against_the_answers_and_is_told(tmp_path: Path) -> None:
    today = datetime.now().replace(hour=6, minute=0, second=0, microsecond=0)
    answers, routine = tmp_path / "answers.toml", tmp_path / "routines" / "mine.toml"
    text = ANSWERS.replace("none_sitting", "disc_herniation")
    answers.write_text(text.replace("2026-03-01T07:30:00", (today - timedelta(days=20)).isoformat()))
    routine.parent.mkdir()
    routine.write_text('format = 1\n[[exercise]]\nid = "pelvic_tilt"\n[[exercise]]\nid = "clamshell"\n')
    told = command.coach(tmp_path, "screen", "--answers", str(answers))
    assert "disc herniation in its later phase" in " ".join(told.stdout.split())
    at = (today - timedelta(days=2)).isoformat(timespec="minutes")
    added = command.coach(
        tmp_path, "log", "add", "--routine", "mine", "--at", at, "--before", "2", "--stopped", "spread"
    )
    assert added.returncode == 0, added.stderr
    answers.write_text("".join(line for line in text.splitlines(keepends=True) if "screened_at" not in line))
    told = command.coach(tmp_path, "screen", "--answers", str(answers))
    said = " ".join(told.stdout.split())
    assert "the pain went down a leg" in said
    assert "early disc herniation" in said
    played = {}
    for days in (12, 13):
        on = (today + timedelta(days=days)).date().isoformat()
        found = json.loads(command.coach(tmp_path, "today", "--json", "--on", on, "mine").stdout)
        assert found["allowed"]
        played[days] = {each["id"] for each in found["omitted"]}
    assert played == {12: {"pelvic_tilt"}, 13: set()}


def test_answers_of_a_newer_edition_are_refused_and_stay(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    newer = f"format = 2\nsomething_new = 3\n{ANSWERS}"
    (home / "profile.toml").write_text(newer)
    file = home / "answers.toml"
    file.write_text(ANSWERS)
    for command_ in (["today"], ["screen", "--answers", str(file)], ["screen"]):
        assert main(command_) == 1
        told = capsys.readouterr().err
        assert "a newer Backcoach wrote these answers. Update Backcoach; they stay as they are" in told
        assert "something_new" not in told
    assert (home / "profile.toml").read_text() == newer
