"""`coach new exercise NAME` asks what it is and writes the file, or writes nothing."""

from pathlib import Path

import pytest
from command import coach, screened

from coach.files.exercises import load

# Position, spine, sides, repetitions, seconds, what grows, name, getting there, out, back, to avoid.
TYPED = (
    "8", "1", "3", "5", "10", "2", "", "Stand at a wall, {side} leg behind.", "Lean forward.", "",
    "Lifting the heel.",
)  # fmt: skip


def typed(*lines: str) -> str:
    return "".join(f"{line}\n" for line in lines)


def test_the_answers_become_a_file_that_the_coach_knows(tmp_path: Path) -> None:
    screened(tmp_path)
    done = coach(tmp_path, "new", "exercise", "Calf stretch", stdin=typed(*TYPED))
    assert done.returncode == 0, done.stderr
    path = tmp_path / "exercises" / "calf_stretch.toml"
    assert f"{path}\nYour screening allows it.\n" in done.stdout
    mine = load(tmp_path / "exercises")[0]["calf_stretch"]
    assert (mine.name, mine.position, mine.side, mine.scale) == ("Calf stretch", "standing", "each", "hold")
    assert (mine.start.reps, mine.start.hold_s, mine.cues.return_) == (5, 10, "And slowly back.")
    assert coach(tmp_path, "check").returncode == 0
    assert "calf_stretch  " in coach(tmp_path, "show").stdout
    assert "Calf stretch" in coach(tmp_path, "show", "calf_stretch").stdout
    (tmp_path / "routines" / "calf.toml").write_text('format = 1\n[[exercise]]\nid = "calf_stretch"\n')
    assert "calf stretch" in coach(tmp_path, "timeline", "calf").stdout.lower()


def test_what_cannot_be_taken_is_asked_again(tmp_path: Path) -> None:
    wrong = (
        "9",
        "x",
        "8",
        "",
        "7",
        "1 2",
        "1",
        "2",
        "5",
        "0",
        "6",
        "0",
        "",
        "",
        "Stand.",
        "x" * 81,
        "Go.",
        "",
        "No.",
    )
    done = coach(tmp_path, "new", "exercise", "mine", stdin=typed(*wrong))
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("Please write a number from 1 to 8.") == 2
    assert done.stdout.count("Please write one or more numbers from 1 to 6.") == 2
    for says in ("A spine that is kept still", "an even number", "from 1 to 30", "some words", "81 letters"):
        assert says in done.stdout, says
    assert load(tmp_path / "exercises")[0]["mine"].side == "alternate"


@pytest.mark.parametrize("number", range(len(TYPED)))
@pytest.mark.parametrize("end", ["", "q\n"])
def test_who_ends_early_gets_no_file(tmp_path: Path, number: int, end: str) -> None:
    done = coach(tmp_path, "new", "exercise", "mine", stdin=typed(*TYPED[:number]) + end)
    assert done.returncode == 1
    assert "Nothing was written." in done.stderr
    assert not (tmp_path / "exercises").exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("exercise",), "coach new exercise NAME makes an exercise of your own"),
        (("evening", "short"), "a routine has one name, in quotes where it has blanks: 'evening short'"),
    ],
)
def test_bad_usage_says_how_it_is_used(tmp_path: Path, arguments: tuple[str, ...], says: str) -> None:
    done = coach(screened(tmp_path), "new", *arguments)
    assert done.returncode == 2
    assert says in done.stderr
    assert not (tmp_path / "routines" / "exercise.toml").exists()
