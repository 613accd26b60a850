"""The full screen in a real terminal, whose program is stopped for a while, as by a laptop that sleeps."""

import os
import re
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from in_tmux import Terminal, home_for
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


def left_s(running: Terminal) -> int:
    found = re.search(r"(\d+):(\d\d) left", running.shows())
    return int(found[1]) * 60 + int(found[2]) if found else -1


@contextmanager
def terminal(folder: Path) -> Iterator[Terminal]:
    home = home_for(folder)
    (home / "routines" / "slow.toml").write_text(ROUTINE, encoding="utf-8")
    running = Terminal(home, "play", "slow", "--no-rating", "--output", "silent")
    try:
        yield running
    finally:
        running.close()


def test_a_program_that_stood_still_pauses_at_the_start_of_its_repetition_and_says_so(tmp_path: Path) -> None:
    with terminal(tmp_path / "home") as running:
        until(lambda: "exercise 1 of 1" in running.shows(), 30)
        running.press("n")
        until(lambda: "1 of 4" in running.shows(), 20)
        began_s = left_s(running)
        until(lambda: left_s(running) <= began_s - 2, 20)
        before_s, program = left_s(running), running.program()
        os.kill(program, signal.SIGSTOP)
        time.sleep(STOPPED_S)
        os.kill(program, signal.SIGCONT)
        until(lambda: "stood still" in running.shows())
        shown = running.shows()
        assert "Paused" in shown
        assert "1 of 4" in shown, "no repetition was jumped over"
        assert left_s(running) >= before_s, "the repetition starts again"
        standing_s = left_s(running)
        time.sleep(1.5)
        assert left_s(running) == standing_s, "it waits for the user"
        running.press("Space")
        until(lambda: left_s(running) < standing_s)
        assert "stood still" not in running.shows()
