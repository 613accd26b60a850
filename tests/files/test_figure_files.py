"""Figures in a user's own exercise files: read, drawn, and every mistake shown where it is."""

from pathlib import Path

import pytest

from coach.core import figure
from coach.core.exercise import Exercise
from coach.files import exercises

OWN = (exercises.SHIPPED / "clamshell.toml").read_text("utf-8").split("\n[figure]")[0]
OWN = OWN.replace('id = "clamshell"', 'id = "mine"') + "\n"
FIGURE = """\
[figure]
trace = "near_hand"

[figure.start]
hip = [0, 52]
back = [90, 90]
arms = [-90, -90]
legs = [-90, -90]

[figure.end]
near_hand = [30, 80]
"""
FIRST = OWN.count("\n") + 1


def load(folder: Path, text: str) -> tuple[Exercise | None, list[tuple[int, int, str, str]]]:
    (folder / "mine.toml").write_text(OWN + text, "utf-8")
    loaded, mistakes = exercises.load(folder)
    return loaded.get("mine"), [(m.line - FIRST + 1, m.column, m.rule, m.message) for m in mistakes]


def test_an_own_exercise_may_have_a_figure(tmp_path: Path) -> None:
    exercise, mistakes = load(tmp_path, FIGURE)
    assert mistakes == []
    assert exercise is not None
    assert exercise.figure is not None
    assert [pose.near_arm.to for pose in exercise.figure.poses] == [None, (30, 80)]
    assert exercise.figure.poses[1].far_arm == exercise.figure.poses[0].far_arm
    assert len(set(figure.frame(exercise, "hold", 0, "left", 44, 12))) > 5


@pytest.mark.parametrize(
    ("old", "new", "line", "column", "rule", "words"),
    [
        ("back = [90, 90]", "back = 90", 6, 8, "type", "a list"),
        ("back = [90, 90]", "back = [90]", 6, 8, "range", "at least 2"),
        ("back = [90, 90]", 'back = [90, "up"]', 6, 13, "type", "a number"),
        ("back = [90, 90]\n", "", 4, 1, "missing", "'back'"),
        ("hip = [0, 52]\n", "", 4, 1, "missing", "where the body is"),
        ("hip = [0, 52]", "hip = [0, 52]\nshoulder = [0, 82]", 6, 12, "duplicate", "'hip' and 'shoulder'"),
        ("hip = [0, 52]", "hip = [0, nan]", 5, 11, "type", "number"),
        ("hip = [0, 52]", "hip = [0, 1e9]", 5, 11, "range", "at most 300"),
        ("hip = [0, 52]", "hop = [0, 52]", 5, 1, "unknown-key", "did you mean 'hip'"),
        ("arms = [-90, -90]", "arms = [-90, -90, 0]", 7, 8, "range", "at most 2"),
        ("arms = [-90, -90]", "near_arm = [-90, -90]", 4, 1, "missing", "where the far arm is"),
        ("arms = [-90, -90]", "arms = [-90, -90]\nhands_on = \"hip\"", 8, 12, "duplicate", "remove one"),
        ("near_hand = [30, 80]", 'near_hand_on = "nose"', 11, 16, "choice", "'hip'"),
        ('trace = "near_hand"', 'trace = "hand"', 2, 9, "choice", "'near_hand'"),
        ('trace = "near_hand"', 'view = "top"', 2, 8, "choice", "'side' or 'front'"),
        ('trace = "near_hand"', "things = [[0, 0, 1]]", 2, 11, "range", "at least 4"),
        ('trace = "near_hand"', "shorten = { near_thigh = 2 }", 2, 26, "range", "at most 1"),
        ('[figure.end]\nnear_hand = [30, 80]\n', "", 1, 1, "missing", "'end'"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_figure_is_shown_where_it_is(
    tmp_path: Path, old: str, new: str, line: int, column: int, rule: str, words: str
) -> None:
    assert FIGURE.count(old) == 1
    exercise, mistakes = load(tmp_path, FIGURE.replace(old, new))
    assert exercise is None
    shown = [(at, col, which) for at, col, which, message in mistakes if words in message]
    assert shown == [(line, column, rule)], mistakes
