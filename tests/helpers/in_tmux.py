"""The real program in a real terminal: a tmux of its own, whose keys are pressed and whose screen is read."""

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from itertools import count
from pathlib import Path

import pytest
from command import COMMAND, environment, screened

SERVERS = count()  # One that is just ending takes no new terminal.


def home_for(folder: Path) -> Path:
    """A home with an answered screening that was agreed to; skips the test where there is no tmux."""
    if shutil.which("tmux") is None or not sys.platform.startswith("linux"):
        assert os.environ.get("CI") != "true", "CI has to bring tmux"
        pytest.skip("needs tmux and Linux")
    home = screened(folder)
    answers = home / "profile.toml"
    agreed = answers.read_text("utf-8").replace("disclaimer_agreed = false", "disclaimer_agreed = true")
    answers.write_text(agreed, encoding="utf-8")
    return home


class Terminal:
    """A terminal of 60 columns and 20 rows with the program in it; to be closed."""

    def __init__(
        self, home: Path, *arguments: str, more: Mapping[str, str] | None = None, size: tuple[int, int] = (60, 20)
    ) -> None:
        self._tmux = ["tmux", "-L", f"backcoach-test-{os.getpid()}-{next(SERVERS)}", "-f", "/dev/null"]
        command = shlex.join([*COMMAND, *arguments])
        columns, rows = map(str, size)
        # tmux wakes its own child when that is stopped, so a shell stands between.
        self._run(
            "new-session", "-d", "-x", columns, "-y", rows, f"{command}; exec cat", env=environment(home, more)
        )

    def _run(self, *arguments: str, env: dict[str, str] | None = None) -> str:
        done = subprocess.run([*self._tmux, *arguments], env=env, capture_output=True, text=True, check=True)
        return done.stdout

    def press(self, *keys: str) -> None:
        self._run("send-keys", *keys)

    def shows(self) -> str:
        return self._run("capture-pane", "-p")

    def program(self) -> int:
        shell = self._run("list-panes", "-F", "#{pane_pid}").strip()
        (child,) = Path(f"/proc/{shell}/task/{shell}/children").read_text("ascii").split()
        return int(child)

    def close(self) -> None:
        subprocess.run([*self._tmux, "kill-server"], check=False)
