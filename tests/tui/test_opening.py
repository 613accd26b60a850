"""Opening the coach: right files load nothing heavy, the first frame waits for no file, mistakes end plainly."""

import os
import re
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from command import COMMAND, coach, environment, screened
from fake_clock import FakeClock
from full_screen import NOW
from logbook import profile
from looking import until, words

from coach.app import workspace
from coach.errors import CoachError
from coach.files import exercises, paths
from coach.files.settings import Settings
from coach.tui.app import CoachApp
from coach.tui.screens.dashboard import Dashboard

LEFT_THE_SCREEN = "\x1b[?1049l"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return screened(tmp_path)


def loaded(home: Path, program: str, modules: set[str]) -> set[str]:
    """Which of the modules a program has loaded when it is over."""
    told = f"{program}\nimport sys\nprint(*({modules!r} & set(sys.modules)), file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", told], capture_output=True, text=True, env=environment(home), check=True, timeout=60
    )
    return set(done.stderr.split())


def test_the_doses_of_right_files_are_told_without_pydantic_or_a_syntax_tree(home: Path) -> None:
    (home / "settings.toml").write_text('rate_wpm = 150\ntheme = "light"\n')
    (home / "exercises").mkdir()
    shipped = exercises.SHIPPED / "bird_dog.toml"
    own = shipped.read_text("utf-8").replace('id = "bird_dog"', 'id = "my_dog"')
    (home / "exercises" / "my_dog.toml").write_text(own, "utf-8")
    assert coach(home, "today").stderr == ""
    heavy = {"pydantic", "tree_sitter", "numpy", "textual", "miniaudio"}
    assert loaded(home, "from coach.cli import main\nmain(['today', '--json'])", heavy) == set()


def test_a_slip_is_still_found_with_its_line_and_column(home: Path) -> None:
    (home / "settings.toml").write_text('theme = "light"\nrate_wpm = 1500\n')
    told = coach(home, "today").stderr
    assert told.endswith("settings.toml:2:12: error: 'rate_wpm' must be at most 400, found 1500 [range]\n")


def test_the_first_frame_needs_no_sound_no_figures_and_no_rules(home: Path) -> None:
    later = {
        "numpy",
        "pydantic",
        "sqlite3",
        "coach.app.workspace",
        "coach.core.progression",
        "coach.tui.screens.session",
    }
    assert loaded(home, "import coach.tui.app, coach.commands.dashboard", later) == set()


def app_on(folder: Path, opened: threading.Event, failure: CoachError | None = None) -> CoachApp:
    """An app whose files are read when the event is set."""

    def open_ws() -> workspace.Workspace:
        opened.wait(20)
        if failure is not None:
            raise failure
        home = paths.Home(folder, folder / "cache")
        agreed = replace(profile(), disclaimer_agreed=True)
        return workspace.Workspace(home, exercises.load_shipped(), agreed, Settings())

    return CoachApp(open_ws, clock=FakeClock(NOW).clock, start="dashboard", output="silent")


async def test_the_first_frame_is_there_while_the_files_are_still_read(tmp_path: Path) -> None:
    opened = threading.Event()
    app = app_on(tmp_path, opened)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Backcoach" in words(pilot), "the first frame")
        bar = words(pilot)
        assert not isinstance(app.screen, Dashboard)
        opened.set()
        await until(pilot, lambda: isinstance(app.screen, Dashboard) and words(pilot) != "", "the dashboard")
        assert words(pilot).startswith(bar), "the bar stays where and as it was"


async def test_the_app_can_be_left_while_the_files_are_still_read(tmp_path: Path) -> None:
    opened = threading.Event()
    app = app_on(tmp_path, opened)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Backcoach" in words(pilot), "the first frame")
        await pilot.press("ctrl+c")
        await until(pilot, lambda: app.return_code is not None, "the end")
        opened.set()
    assert app.return_code == 130


async def test_a_file_that_cannot_be_used_ends_the_app_with_its_sentence(tmp_path: Path) -> None:
    opened = threading.Event()
    app = app_on(tmp_path, opened, CoachError("The profile cannot be used."))
    async with app.run_test(size=(80, 24)) as pilot:
        opened.set()
        await until(pilot, lambda: app.return_code is not None, "the end")
    assert app.return_code == 1
    assert str(app.failure) == "The profile cannot be used."


def in_a_terminal(home: Path, *arguments: str) -> tuple[int, str]:
    """Exit code and everything that a terminal was sent."""
    pty = pytest.importorskip("pty")
    child, screen = pty.fork()
    if child == 0:
        os.execvpe(COMMAND[0], [*COMMAND, *arguments], environment(home, {"TERM": "xterm-256color"}))
    written = b""
    try:
        while part := os.read(screen, 65536):
            written += part
    except OSError:
        pass  # Linux's way to say that the other side is closed.
    os.close(screen)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), written.decode(errors="replace").replace("\r\n", "\n")


@pytest.mark.parametrize("name", ["profile.toml", "settings.toml"])
def test_a_mistake_in_a_file_is_told_below_the_screen_with_exit_code_1(home: Path, name: str) -> None:
    (home / name).write_text("stage = 7\n")
    code, written = in_a_terminal(home)
    told = re.sub(r"\x1b\[[?0-9]*[a-z]", "", written.rpartition(LEFT_THE_SCREEN)[2])
    assert code == 1
    assert told == coach(home).stderr, "the same that is told without a terminal"
    assert f"{home / name}:1:" in told
