"""What an edited routine would make today, of the keys that bring in or take out exercises."""

from datetime import datetime
from pathlib import Path

from logbook import EXERCISES, profile

from coach.app.workspace import Workspace
from coach.app.writing.judge import Judge
from coach.core import words
from coach.files import settings
from coach.files.paths import Home

NOW = datetime(2026, 11, 23, 8)
TEXT = """\
format = 2
rounds_per_day = 2

[[exercise]]
id = "cat_cow"
or = "brace"

[[exercise]]
id = "clamshell"
rounds = [2]

[[exercise]]
id = "bird_dog"
"""


def test_what_stands_in_and_what_is_of_another_round_is_said_in_the_order_of_the_file(tmp_path: Path) -> None:
    home = Home(tmp_path, tmp_path / "cache")
    who = profile(diagnosis="stenosis")
    ws = Workspace(home, EXERCISES, who, settings.Settings())
    made = Judge(ws, home.routines / "mine.toml", lambda: NOW).judged(TEXT.encode()).made
    assert made is not None
    assert [each.exercise.id for each in made.items] == ["brace", "clamshell", "bird_dog"]
    told = [(each.item.exercise.id, each.today is not None, words.sentence(each.reason)) for each in made.items]
    assert told == [
        ("cat_cow", True, f"Your answers leave it out; in its place: {EXERCISES['brace'].name}."),
        ("clamshell", False, "For round 2 of the day."),
        ("bird_dog", True, "As planned."),
    ]
