"""The coach in lines, where nothing can be drawn or a screen reader listens: no full screen, no columns."""

import io
import json
import os
import re
import subprocess
from pathlib import Path

import pytest
from command import ANSWERS, COMMAND, coach, environment, screened
from terminal import on_terminal

from coach.commands.linear import asking
from coach.files import profile

pytestmark = pytest.mark.skipif(os.name != "posix", reason="terminals of POSIX")
DUMB, SPOKEN = {"TERM": "dumb"}, {"ACCESSIBLE": "1"}
COLUMNS = re.compile(r"\S {2,}\S|\x1b|[\u2800-\u28ff\u2500-\u259f│·×]")
MENU = "What now?"
DAYS = (18, 19, 20)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Somebody with three sessions."""
    folder = screened(tmp_path)
    profile.agree(folder / "profile.toml")
    for day in DAYS:
        at = f"2026-11-{day}T07:30"
        done = coach(folder, "log", "add", "--routine", "short", "--at", at, "--after", "3", "--sure")
        assert done.returncode == 0, done.stderr
    return folder


@pytest.mark.parametrize("more", [DUMB, SPOKEN], ids=["dumb", "accessible"])
def test_without_a_command_it_tells_today_and_offers_what_can_be_done_in_numbers(
    more: dict[str, str], home: Path
) -> None:
    done = on_terminal(home, more=more, typed=[(MENU, "\r")])
    assert done.code == 0
    assert COLUMNS.search(done.text) is None, done.text
    assert "Bird-dog: 1 set of" in done.text
    assert "1: Start the session" in done.text


@pytest.mark.parametrize("more", [DUMB, SPOKEN], ids=["dumb", "accessible"])
@pytest.mark.parametrize("arguments", [
    ["play", "short", "--output", "silent", "--speed", "1000", "--no-rating"], ["show", "bird_dog"], ["screen"],
])  # fmt: skip
def test_no_command_opens_the_full_screen(arguments: list[str], more: dict[str, str], home: Path) -> None:
    typed = [("> ", "q\r")] if arguments == ["screen"] else []
    shown = on_terminal(home, *arguments, more=more, typed=typed).text
    assert "\x1b" not in shown
    assert re.search("[\u2800-\u28ff\u2580-\u259f]", shown) is None


@pytest.mark.parametrize("value", ["", "0"])
def test_accessible_that_asks_for_nothing_changes_nothing(value: str, home: Path) -> None:
    shown = on_terminal(home, "show", "bird_dog", more={"ACCESSIBLE": value}, typed=[("Bird-dog", "q")])
    assert "\x1b[?1049h" in shown.text


def test_a_session_is_corrected_deleted_and_brought_back_by_numbers(home: Path) -> None:
    typed = [
        (MENU, "3\r"), ("the newest first", "1\r"), ("What about it?", "3\r"), ("0 is no pain", "5\r"),
        ("the newest first", "1\r"), ("What about it?", "5\r"), ("How did it feel?", "1\r"),
        ("the newest first", "1\r"), ("What about it?", "6\r"), ("Your note", "It rained.\r"),
        ("the newest first", "2\r"), ("What about it?", "8\r"), ("Delete this session?", "1\r"),
        ("counts for nothing", "\r"), ("2 sessions", "\r"), (MENU, "\r"),
    ]  # fmt: skip
    done = on_terminal(home, more=SPOKEN, typed=typed)
    assert done.code == 0
    assert COLUMNS.search(done.text) is None
    kept = json.loads(coach(home, "log", "--json").stdout)
    assert [each["at"][8:10] for each in kept] == ["18", "20"]
    assert (kept[-1]["after"], kept[-1]["effort"], kept[-1]["note"]) == (5, "easy", "It rained.")
    assert coach(home, "log", "restore", "2").returncode == 0


def test_another_routine_is_chosen_and_an_exercise_told(home: Path) -> None:
    shown = on_terminal(
        home, more=SPOKEN,
        typed=[(MENU, "5\r"), ("Which exercise?", "1\r"), (MENU, "4\r"), ("Which routine", "1\r"),
               (MENU, "2\r"), (MENU, "\r")],
    )  # fmt: skip
    assert shown.code == 0
    assert "How to do it" in shown.text
    assert COLUMNS.search(shown.text) is None
    assert 'routine = "short"' in (home / "settings.toml").read_text()


def test_the_screening_is_answered_in_lines(tmp_path: Path) -> None:
    done = on_terminal(tmp_path, more=SPOKEN, typed=[("y/n", "y\r"), ("> ", "41\r"), ("> ", "y\r"), (MENU, "\r")])
    assert "\x1b" not in done.text
    assert (tmp_path / "profile.toml").exists(), "a warning sign is kept at once"


@pytest.mark.parametrize("words", ["yes", "0", "", "🙂" * 100], ids=["yes", "0", "enter", "smiles"])
@pytest.mark.parametrize("arguments", [
    ["play", "short", "--plain", "--output", "silent", "--speed", "1000"], ["screen"], ["new"], [],
], ids=" ".join)  # fmt: skip
def test_who_answers_without_end_is_no_person(arguments: list[str], words: str, tmp_path: Path) -> None:
    home = screened(tmp_path)
    endless = subprocess.Popen(["yes", words], stdout=subprocess.PIPE)
    try:
        done = subprocess.run(
            [*COMMAND, *arguments], stdin=endless.stdout, env=environment(home), capture_output=True, timeout=100,
            check=False,
        )  # fmt: skip
    finally:
        endless.kill()
        endless.communicate()
    assert done.returncode in (0, 1)
    assert len(done.stdout + done.stderr) < 100_000
    assert ANSWERS.exists()


@pytest.mark.parametrize(
    ("typed", "number", "choice"),
    [("2", 2, 1), ("002", 2, 1), ("0", 0, None), ("10", 10, None), ("00000000099", None, None), ("²", None, None)],
)
def test_a_number_is_one_of_those_that_were_told(
    typed: str, number: int | None, choice: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def types() -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{typed}\n"))

    types()
    assert asking.number("How is it?") == number
    types()
    assert asking.choose("What now?", ["this", "that"], "leave") == choice
