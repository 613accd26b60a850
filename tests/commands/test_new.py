"""`coach new`: asked, shown, and written after a yes; what is said of a length; that it is played from then on."""

import json
import os
import re
from pathlib import Path

import pytest
from command import coach, screened
from terminal import typed

from coach.cli import values
from coach.commands.new import length_note
from coach.files.routines.parts import clock

asks = pytest.mark.skipif(os.name != "posix", reason="a terminal of its own needs POSIX")


def written(home: Path) -> set[str]:
    return {path.name for path in (home / "routines").glob("*.toml")} - {"short.toml"}


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


@asks
def test_on_a_terminal_it_asks_shows_and_writes_after_a_yes(tmp_path: Path) -> None:
    screened(tmp_path)
    code, shown = typed(tmp_path, "evening\n15\n2\ncat cow\nbird-dog\nFriday, mon\ny\n", "new")
    assert code == 0
    assert written(tmp_path) == {"evening.toml"}
    text = (tmp_path / "routines" / "evening.toml").read_text("utf-8")
    assert 'id = "cat_cow"' in text
    assert 'id = "bird_dog"' not in text
    card = shown[shown.index("evening: ") :]
    assert re.search(r"evening: \d+ exercises, about \d+ minutes, 3 rounds a day on Mon, Fri\.", card)
    assert 'schedule = { days = ["mon", "fri"] }' in text
    assert coach(tmp_path, "check", "evening").returncode == 0
    assert "Cat-cow" in card
    assert "Prone back lift: A harder exercise" in card, "what is left out, and why"
    assert card.index("Left out for you") < card.index("Write it to")


@asks
@pytest.mark.parametrize("lines", ["evening\n\n\n\n\n\nn\n", "evening\n\nq\n", "evening\n\n\n\n\n\nq\n"])
def test_without_a_yes_nothing_is_written(tmp_path: Path, lines: str) -> None:
    screened(tmp_path)
    code, shown = typed(tmp_path, lines, "new")
    assert (code, written(tmp_path)) == (1, set())
    assert "Nothing was written." in shown
    assert not (tmp_path / "settings.toml").exists()


@asks
def test_what_cannot_be_is_told_and_asked_again(tmp_path: Path) -> None:
    screened(tmp_path)
    lines = "../x\nfirst-weeks\nshort\nmine\n90\n\n9\n4\nsuperman\nnobody\n?\n\n\nmoonday\n\nmaybe\ny\n"
    code, shown = typed(tmp_path, lines, "new")
    assert code == 0, shown
    assert written(tmp_path) == {"mine.toml"}
    for said in (
        "'../x' cannot be a routine's name", "came with Backcoach", "short.toml is there already", "from 3 to 60",
        "a number from 1 to 4", "days from mon, tue", "no exercise called 'superman'",
        "no exercise called 'nobody'", "  Cat-cow",
        "Please answer y (yes) or n (no).",
    ):  # fmt: skip
        assert said in shown, said


@asks
def test_wishes_that_leave_too_little_are_asked_for_again(tmp_path: Path) -> None:
    screened(tmp_path)
    upright = "sit to stand, seated march, standing back bend, standing side leg lift, wall plank, calm breathing"
    again = f"mine\n\n4\n\n{upright}, seated flexion\n\n1\n\n\n\ny\n"
    code, shown = typed(tmp_path, again, "new")
    assert (code, written(tmp_path)) == (0, {"mine.toml"}), shown
    assert "A routine needs at least two exercises" in shown


@asks
def test_what_flags_say_is_not_asked_and_with_yes_nothing_is(tmp_path: Path) -> None:
    screened(tmp_path)
    flags = ("--days", "sun,mon", "--minutes", "10", "--like", "stretch", "--with", "cat_cow", "--without", "brace")
    code, shown = typed(tmp_path, "y\n", "new", "one", *flags)
    assert (code, written(tmp_path)) == (0, {"one.toml"})
    assert "What do you like" not in shown
    assert "Days" not in shown
    assert 'days = ["mon", "sun"]' in (tmp_path / "routines" / "one.toml").read_text("utf-8")
    assert typed(tmp_path, "", "new", "two", "--yes")[0] == 0
    assert written(tmp_path) == {"one.toml", "two.toml"}


def test_a_dry_run_shows_and_writes_nothing(tmp_path: Path) -> None:
    screened(tmp_path)
    shown = coach(tmp_path, "new", "--dry-run", "--like", "upright")
    assert shown.returncode == 0
    assert "Sit to stand" in shown.stdout
    assert "Bird-dog" not in shown.stdout
    assert written(tmp_path) == set()
    assert coach(tmp_path, "new", "--dry-run", "--yes").returncode == 2
    assert coach(tmp_path, "new", "--dry-run", "--days", "mon,moonday").returncode == 2
    assert values.DAYS == clock.DAYS
