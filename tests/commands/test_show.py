"""`coach show`: everything about an exercise in plain words, with and without a screening."""

import os
import subprocess
import sys
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from command import coach

from coach.commands import show
from coach.core import figure, screening
from coach.core.model.screened import NOTHING_LATELY, Lately, Profile
from coach.core.screening import for_exercise
from coach.core.words import together
from coach.files import exercises, profile

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = exercises.load_shipped()
TODAY = date(2026, 11, 24)
QUIET = Lately(quiet=True)
ANSWERS = Profile(
    age=41, red_flags_emergency=False, red_flags_clinician=False, clinician_agrees=True,
    clinician_agrees_extension=False, bone_heart_or_steroids=False, pregnant_weeks=0, active=True,
    months_since_spinal_surgery=-1, first_pain_age=35, diagnosis=("none_sitting",), weeks_since_flare=8,
    leg_symptoms_last_14_days=False, usual_pain=3, opt_in_hard=True, stage=3,
    screened_at=datetime(2026, 11, 23, 7, 30), disclaimer_agreed=True,
)  # fmt: skip
GROUPS: dict[str, dict[str, Any]] = {  # Answers that belong to just one group of the screening each.
    "SE": {"diagnosis": ("spondylolisthesis",), "weeks_since_flare": 2},
    "SL": {"diagnosis": ("spondylolisthesis",)},
    "DE": {"diagnosis": ("disc_herniation",), "weeks_since_flare": 2},
    "DL": {"diagnosis": ("disc_herniation",)},
    "ST": {"diagnosis": ("stenosis",)},
    "OP": {"diagnosis": ("fragile_bone",)},
    "PG": {"diagnosis": (), "pregnant_weeks": 8},
    "OT": {"diagnosis": ("other",)},
    "UX": {"diagnosis": ("none_other",)},
}


def changed(answers: dict[str, Any]) -> Profile:
    return replace(ANSWERS, **answers)


def run(home: Path, *args: str, **more: str) -> subprocess.CompletedProcess[str]:
    return coach(home, "show", *args, more={"COLUMNS": "80", **more})


@pytest.mark.parametrize("id_", SHIPPED)
@pytest.mark.parametrize("width", [80, 40])
def test_the_page_has_all_that_is_known_and_fits_the_width(id_: str, width: int) -> None:
    exercise = SHIPPED[id_]
    lines = list(show.page(exercise, SHIPPED, width, "braille"))
    assert all(len(line) <= width for line in lines[2:])
    text = " ".join(" ".join(lines).split())
    cues = exercise.cues
    spoken = (cues.move, cues.hold, cues.return_, *cues.corrections, cues.range)
    for words in (exercise.name, id_, *spoken, exercise.avoid, exercise.basis, *exercise.sources):
        assert words in text, words
    assert "{" not in text
    for link in (exercise.up, exercise.down):
        assert link is None or f"{SHIPPED[link].name} ({link})" in text
    assert f"most in a day: {exercise.day_reps} repetitions" in text


def test_the_figure_is_shown_from_its_start_to_its_end() -> None:
    lines = list(show.page(SHIPPED["plank"], SHIPPED, 80, "braille"))
    start, end = (figure.frame(SHIPPED["plank"], phase, 0.5, "right", 38, 10) for phase in (None, "hold"))
    shown = [line for line in lines if any("\u2800" <= sign <= "\u28ff" for sign in line)]
    assert shown[-1] == f"{start[-1]}    {end[-1]}"
    assert shown[-3] == f"{start[-3]} →  {end[-3]}"
    assert sum(" →  " in line for line in shown) == 1
    assert len(shown) < 10, "the empty lines above it are left out"


@pytest.mark.parametrize("group", GROUPS)
def test_left_out_for_says_what_the_screening_does(group: str) -> None:
    answers = changed(GROUPS[group])
    verdict = screening.judge(answers, TODAY)
    assert (verdict.outcome, verdict.groups[0]) == ("plan", group)
    groups = set(verdict.groups)
    said = {id_ for id_, exercise in SHIPPED.items() if groups & set(for_exercise.left_out_for(exercise))}
    assert said == {id_ for id_, exercise in SHIPPED.items() if screening.omission(answers, verdict, exercise)}


def test_without_a_profile_it_says_that_nothing_was_screened(tmp_path: Path) -> None:
    done = run(tmp_path, "bird_dog")
    assert done.returncode == 0
    assert done.stdout.startswith("Bird-dog  (bird_dog)\non hands and knees, sides in turn, stage 1\n")
    assert "First left hand, right leg, then right hand, left leg, in turn." in done.stdout
    assert "For you" not in done.stdout
    assert done.stderr == "Nothing was screened, as there is no profile yet. Answer the screening: coach screen\n"


def test_a_profile_with_mistakes_is_named_and_the_exercise_shown(tmp_path: Path) -> None:
    (tmp_path / "profile.toml").write_text("age = \n", "utf-8")
    done = run(tmp_path, "bird_dog")
    assert (done.returncode, done.stderr) == (
        0,
        "Nothing was screened, as the profile has mistakes. Check it: coach check\n",
    )


@pytest.mark.parametrize(
    ("changes", "id_", "words"),
    [
        ({}, "clamshell", "Your screening allows it."),
        ({"stage": 1}, "glute_bridge", "Your screening allows it, from stage 2 on."),
        (
            {"opt_in_hard": False},
            "superman",
            "A harder exercise, for later, unless you allow hard exercises (run coach screen).",
        ),
        (GROUPS["DE"], "seated_flexion", "Bends the spine forward; left out for early disc herniation."),
        (GROUPS["SE"], "standing_extension", "Bends the spine backward; left out for early spondylolisthesis."),
        ({"red_flags_emergency": True}, "brace", "Call your emergency number"),
    ],
)
def test_with_a_profile_it_says_what_holds_for_this_person(changes: dict[str, Any], id_: str, words: str) -> None:
    assert words in together(for_exercise.for_you(changed(changes), SHIPPED[id_], SHIPPED, TODAY))


def test_what_quiet_weeks_have_brought_back_is_allowed() -> None:
    answers = changed(GROUPS["DL"])
    strict, opened = (
        {id_ for id_, each in SHIPPED.items() if for_exercise.omission(answers, each, TODAY, lately) is None}
        for lately in (NOTHING_LATELY, QUIET)
    )
    assert strict < opened
    for id_ in opened - strict:
        said = for_exercise.for_you(answers, SHIPPED[id_], SHIPPED, TODAY)
        assert "until 28 days without a step back have passed" in together(said)
        said = for_exercise.for_you(answers, SHIPPED[id_], SHIPPED, TODAY, QUIET)
        assert "Your screening allows it" in together(said)


def test_the_log_is_read_where_good_weeks_may_open_something(tmp_path: Path) -> None:
    answers = replace(changed(GROUPS["DL"]), screened_at=datetime(2026, 9, 1, 7, 30))
    profile.save(answers, tmp_path / "profile.toml")
    done = run(tmp_path, "seated_flexion")
    assert (done.returncode, done.stderr) == (0, "")
    assert "For you" in done.stdout


def test_an_exercise_that_would_do_instead_is_named(tmp_path: Path) -> None:
    profile.save(replace(ANSWERS, opt_in_hard=False), tmp_path / "profile.toml")
    done = run(tmp_path, "superman")
    assert "For you" in done.stdout
    assert "Bird-dog would do instead." in done.stdout
    assert done.stderr == ""


@pytest.mark.parametrize("name", ["Bird-dog", "BIRD_DOG", "bird dog", "bird-dog"])
def test_an_exercise_is_found_by_its_name_too(name: str) -> None:
    assert show.find(name, SHIPPED).id == "bird_dog"


def test_an_unknown_exercise_is_answered_with_the_nearest_one(tmp_path: Path) -> None:
    done = run(tmp_path, "clamshel")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "there is no exercise 'clamshel'; did you mean 'clamshell'?\n"
    done = run(tmp_path, "\x1b[2Jqqq")
    assert "choose from bird_dog" in done.stderr
    assert "\x1b" not in done.stderr


@pytest.mark.parametrize(
    ("more", "sign"), [({"TERM": "linux"}, "█"), ({"PYTHONIOENCODING": "latin-1"}, "#"), ({"TERM": "xterm"}, "⣿")]
)
def test_the_figure_is_drawn_with_what_the_terminal_shows(tmp_path: Path, more: dict[str, str], sign: str) -> None:
    env = {"PYTHONIOENCODING": "utf-8", **os.environ, "COACH_HOME": str(tmp_path), "COLUMNS": "80", **more}
    command = [sys.executable, "-m", "coach", "show", "hip_flexor"]
    done = subprocess.run(command, capture_output=True, env=env, cwd=ROOT, check=True)
    text = done.stdout.decode(more.get("PYTHONIOENCODING", "utf-8"))
    assert sign in text


def test_an_own_exercise_without_a_figure_is_shown_without_one(tmp_path: Path) -> None:
    (tmp_path / "exercises").mkdir()
    text = (exercises.SHIPPED / "brace.toml").read_text("utf-8").split("\n[figure]")[0]
    (tmp_path / "exercises" / "mine.toml").write_text(text.replace('id = "brace"', 'id = "mine"'), "utf-8")
    done = run(tmp_path, "mine")
    assert done.returncode == 0
    assert "\u2800" not in done.stdout
    assert "Hold, and keep breathing." in done.stdout
