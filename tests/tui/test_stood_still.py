"""The full screen in a real terminal, whose program is stopped for a while, as by a laptop that sleeps."""

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from command import COMMAND, environment, screened
from pulse import until

pytestmark = pytest.mark.terminal
STOPPED_S = 3.0
ROUTINE = """
format = 1
name = "Slow"
voice = "beeps"

[[exercise]]
id = "bird_dog"
reps = 4
hold_s = 0
tempo_s = [8, 8]
"""


class Terminal:
    """A tmux of its own, with a session of the routine in it."""

    def __init__(self, home: Path) -> None:
        self._tmux = ["tmux", "-L", f"backcoach-test-{os.getpid()}", "-f", "/dev/null"]
        play = shlex.join([*COMMAND, "play", "slow", "--no-rating", "--output", "silent"])
        # tmux wakes its own child when that is stopped, so a shell stands between.
        self._run("new-session", "-d", "-x", "60", "-y", "20", f"{play}; exec cat", env=environment(home))

    def _run(self, *arguments: str, env: dict[str, str] | None = None) -> str:
        done = subprocess.run([*self._tmux, *arguments], env=env, capture_output=True, text=True, check=True)
        return done.stdout

    def press(self, key: str) -> None:
        self._run("send-keys", key)

    def shows(self) -> str:
        return self._run("capture-pane", "-p")

    def left_s(self) -> int:
        found = re.search(r"(\d+):(\d\d) left", self.shows())
        return int(found[1]) * 60 + int(found[2]) if found else -1

    def program(self) -> int:
        shell = self._run("list-panes", "-F", "#{pane_pid}").strip()
        (child,) = Path(f"/proc/{shell}/task/{shell}/children").read_text("ascii").split()
        return int(child)

    def close(self) -> None:
        subprocess.run([*self._tmux, "kill-server"], check=False)


@contextmanager
def terminal(folder: Path) -> Iterator[Terminal]:
    if shutil.which("tmux") is None or not sys.platform.startswith("linux"):
        assert os.environ.get("CI") != "true", "CI has to bring tmux"
        pytest.skip("needs tmux and Linux")
    home = screened(folder)
    (home / "routines" / "slow.toml").write_text(ROUTINE, encoding="utf-8")
    answers = home / "profile.toml"
    agreed = answers.read_text("utf-8").replace("disclaimer_agreed = false", "disclaimer_agreed = true")
    answers.write_text(agreed, encoding="utf-8")
    running = Terminal(home)
    try:
        yield running
    finally:
        running.close()


def test_a_program_that_stood_still_pauses_at_the_start_of_its_repetition_and_says_so(tmp_path: Path) -> None:
    with terminal(tmp_path / "home") as running:
        until(lambda: "exercise 1 of 1" in running.shows(), 30)
        running.press("n")
        until(lambda: "1 of 4" in running.shows(), 20)
        began_s = running.left_s()
        until(lambda: running.left_s() <= began_s - 2, 20)
        before_s, program = running.left_s(), running.program()
        os.kill(program, signal.SIGSTOP)
        time.sleep(STOPPED_S)
        os.kill(program, signal.SIGCONT)
        until(lambda: "stood still" in running.shows())
        shown = running.shows()
        assert "Paused" in shown
        assert "1 of 4" in shown, "no repetition was jumped over"
        assert running.left_s() >= before_s, "the repetition starts again"
        standing_s = running.left_s()
        time.sleep(1.5)
        assert running.left_s() == standing_s, "it waits for the user"
        running.press("Space")
        until(lambda: running.left_s() < standing_s)
        assert "stood still" not in running.shows()
