"""`coach new --from`: somebody else's routine against one's own answers, and nothing in their file that acts."""

import os
import tomllib
from pathlib import Path

import pytest
from command import coach, screened
from terminal import typed

from coach.core.safe_text import unseen

asks = pytest.mark.skipif(os.name != "posix", reason="a terminal of its own needs POSIX")
# Escapes that a terminal would act on, a line that would make an editor fetch, a name that would lead elsewhere.
THEIRS = """\
#:schema https://example.org/theirs.json
# for you \u202e
format = 2
name = "Anna's morning"
description = "slowly\\u009b31m\\u202e\\nand gladly"
rounds_per_day = 3
change_s = { other = 12 }

[[exercise]]
id = "bird_dog"
dose = "3x30"
note = "A mat."
say = { move = "Long arm." }

[[exercise]]
id = "superman"

[[exercise]]
id = "../../annas_stretch"

[[exercise]]
id = "clamshel"

[[exercise]]
id = "plank"

[[exercise]]
id = "pelvic_tilt"
tempo_s = [3, 1, 3]
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return screened(tmp_path / "home")


def theirs(home: Path, text: str = THEIRS, name: str = "anna.toml") -> Path:
    path = home.parent / name
    path.write_text(text, "utf-8")
    return path


def written(home: Path) -> set[str]:
    return {path.name for path in home.rglob("*.toml")} - {"profile.toml", "settings.toml", "short.toml"}


def test_what_changes_is_said_and_without_consent_nothing_is_written(home: Path) -> None:
    done = coach(home, "new", "--from", str(theirs(home)))
    assert (done.returncode, done.stdout, written(home)) == (1, "", set())
    for said in (
        "Anna's morning: 3 of 6 exercises",
        "Your routine says 3×30",
        "Prone back lift: A harder exercise, for later",
        "../../annas_stretch: There is no exercise of that id here.",
        "clamshel: There is no exercise of that id here. Is clamshell meant?",
        "left for later:\n  Plank, knees first: A harder one",
        "Nothing was written.",
        "--yes",
    ):
        assert said in done.stderr, said


def test_with_consent_the_copy_has_all_that_is_left_and_only_that(home: Path) -> None:
    done = coach(home, "new", "--from", str(theirs(home)), "--yes")
    path = Path(done.stdout.strip())
    assert (done.returncode, path) == (0, home / "routines" / "anna.toml")
    entries = {entry["id"]: entry for entry in tomllib.loads(path.read_text("utf-8"))["exercise"]}
    assert [*entries] == ["bird_dog", "plank", "pelvic_tilt"]
    before = {entry["id"]: entry for entry in tomllib.loads(THEIRS)["exercise"]}
    assert all(entry == before[id_] for id_, entry in entries.items())
    assert coach(home, "check", "anna").returncode == 0
    assert "Bird-dog" in coach(home, "today").stdout, "it is the one that is played"


def test_nothing_in_their_file_acts(home: Path) -> None:
    done = coach(home, "new", "--from", str(theirs(home)), "--yes")
    text = (home / "routines" / "anna.toml").read_text("utf-8")
    for shown in (done.stdout, done.stderr, text):
        assert not [sign for sign in shown if unseen(sign) and sign != "\n"]
    assert "example.org" not in text
    assert tomllib.loads(text)["description"] == "slowly31m\nand gladly"
    assert {path.name for path in home.parent.iterdir()} == {"home", "anna.toml"}


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("first-weeks.toml", "first-weeks-2.toml"),  # One of that name would hide the shipped one.
        ("short.toml", "short-2.toml"),
        ("..toml", "my-routine.toml"),
        ("\x1b[2J.toml", "my-routine.toml"),
        ("x" * 200 + ".toml", "my-routine.toml"),
        ("con.toml", "my-routine.toml"),
    ],
)
def test_their_file_s_name_is_taken_only_where_it_can_be(home: Path, name: str, made: str) -> None:
    done = coach(home, "new", "--from", str(theirs(home, name=name)), "--yes")
    assert done.returncode == 0, done.stderr
    assert written(home) == {made}


def test_a_file_that_is_none_is_refused_as_the_checker_does(home: Path) -> None:
    broken = theirs(home, THEIRS.replace('note = "A mat."', 'note = "A mat.'))
    for file, said in (
        (str(broken), "anna.toml:12:"), ("/dev/zero", "larger than 1 MB"), (str(home), "a folder"),
        ("/nowhere.toml", "no such file"), ("x" * 300, "cannot be read"),
    ):  # fmt: skip
        done = coach(home, "new", "--from", file, "--yes")
        assert (done.returncode, done.stdout, written(home)) == (1, "", set())
        assert said in done.stderr


def test_a_routine_of_which_nothing_is_left_is_refused(home: Path) -> None:
    file = theirs(home, 'format = 1\n[[exercise]]\nid = "superman"\n[[exercise]]\nid = "theirs"\n')
    done = coach(home, "new", "--from", str(file), "--yes")
    assert (done.returncode, written(home)) == (1, set())
    assert "Nothing of this routine is left for you." in done.stderr


def test_it_is_read_from_the_standard_input_too(home: Path) -> None:
    done = coach(home, "new", "annas", "--from", "-", "--yes", stdin=THEIRS)
    assert done.returncode == 0
    assert written(home) == {"annas.toml"}
    assert coach(home, "new", "--from", "-", stdin=THEIRS).returncode == 1


def test_wishes_and_a_copy_do_not_go_together(home: Path) -> None:
    done = coach(home, "new", "--from", str(theirs(home)), "--minutes", "9", "--yes")
    assert (done.returncode, written(home)) == (2, set())


def test_a_dry_run_shows_it_and_writes_nothing(home: Path) -> None:
    done = coach(home, "new", "--from", str(theirs(home)), "--dry-run")
    assert (done.returncode, written(home)) == (0, set())
    assert "Not in your copy" in done.stdout


@asks
@pytest.mark.parametrize(("line", "code"), [("y\n", 0), ("n\n", 1), ("q\n", 1)])
def test_on_a_terminal_the_copy_is_written_after_a_yes(home: Path, line: str, code: int) -> None:
    done, shown = typed(home, line, "new", "--from", str(theirs(home)))
    assert done == code
    assert written(home) == ({"anna.toml"} if code == 0 else set())
    assert shown.index("Not in your copy") < shown.index("Write your copy to")


def test_an_own_exercise_of_the_same_id_is_told_of(home: Path) -> None:
    source = Path(__file__).parents[2] / "coach" / "files" / "exercises" / "brace.toml"
    (home / "exercises").mkdir()
    own = source.read_text("utf-8").replace('id = "brace"', 'id = "my_brace"')
    (home / "exercises" / "my_brace.toml").write_text(own, "utf-8")
    file = theirs(home, 'format = 1\n[[exercise]]\nid = "my_brace"\n[[exercise]]\nid = "bird_dog"\n')
    done = coach(home, "new", "--from", str(file), "--yes")
    assert done.returncode == 0, done.stderr
    assert "Your own exercise of that id is what is done" in done.stderr
    assert "my_brace" in (home / "routines" / "anna.toml").read_text("utf-8")
