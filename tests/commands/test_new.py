"""`coach new`: what is said of a length that cannot be had, and that it is played from then on."""

import json
from pathlib import Path

import pytest
from command import coach, screened

from coach.commands.new import length_note


@pytest.mark.parametrize(
    ("minutes", "length_s", "says"),
    [
        (60, 640, "about 11 minutes, not 60"),
        (3, 400, "shorter is not possible"),
        (12, 660, ""),
        (12, 840, ""),
        (None, 480, "about 8 minutes: few"),
        (None, 600, ""),
    ],
)
def test_a_length_that_cannot_be_had_is_said(minutes: int | None, length_s: int, says: str) -> None:
    note = length_note(minutes, length_s * 1000)
    assert says in note
    assert bool(note) is bool(says)


def test_what_is_made_in_a_shell_is_played_from_then_on(tmp_path: Path) -> None:
    screened(tmp_path)
    (tmp_path / "settings.toml").write_text("# mine\nrate_wpm = 140\n")
    assert json.loads(coach(tmp_path, "today", "--json").stdout)["routine"] == "first-weeks"
    made = coach(tmp_path, "new", "evening")
    assert made.returncode == 0
    assert "It is played from now on." in made.stderr
    assert json.loads(coach(tmp_path, "today", "--json").stdout)["routine"] == Path(made.stdout.strip()).stem
    assert (tmp_path / "settings.toml").read_text().startswith("# mine\nrate_wpm = 140\n")
