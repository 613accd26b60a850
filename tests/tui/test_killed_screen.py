"""The full screen in a real terminal, killed at any moment: nothing is lost, and what is open is asked later."""

import os
import random
import re
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from after_a_kill import holds, without_log
from in_tmux import Terminal, home_for
from pulse import until

pytestmark = pytest.mark.terminal
# Two hundred are for a long walk: BACKCOACH_KILLS=200.
KILLS = int(os.environ.get("BACKCOACH_KILLS", "4"))
LONGEST_S = 3.2  # The session takes less.
PLAY = ("play", "short", "--no-rating", "--output", "silent")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return home_for(tmp_path_factory.mktemp("killed"))


@contextmanager
def playing(home: Path, *arguments: str) -> Iterator[Terminal]:
    running = Terminal(home, *arguments)
    try:
        yield running
    finally:
        running.close()


def kill(running: Terminal) -> None:
    try:
        os.kill(running.program(), signal.SIGKILL)
    except ValueError:
        return  # It has ended by itself.
    until(lambda: "Killed" in running.shows(), 20)


@pytest.mark.parametrize("seed", range(KILLS))
def test_whenever_the_screen_is_killed_nothing_is_lost_and_it_goes_on_there(
    home: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setenv("COACH_HOME", str(home))
    without_log(home)
    chance = random.Random(seed)
    with playing(home, *PLAY, "--speed", "40") as running:
        until(lambda: "exercise 1 of 2" in running.shows() or "of 2" in running.shows(), 30)
        time.sleep(chance.uniform(0, LONGEST_S))
        if chance.random() < 0.25:
            running.press("h")
            time.sleep(chance.uniform(0, 0.5))
        kill(running)
    holds(home, [])


def in_a_later_repetition(running: Terminal) -> bool:
    """Whether it is past the first; a session that stopped as the machine stood still is gone on with."""
    shown = running.shows()
    if "PAUSED" in shown.upper():
        running.press("Space")
    # At this speed a busy machine may not look while it is the second.
    return re.search("[2-6] of 6", shown) is not None


def test_pain_that_was_asked_for_is_asked_for_at_the_next_start(tmp_path: Path) -> None:
    home = home_for(tmp_path / "home")
    with playing(home, *PLAY, "--speed", "4") as running:
        until(lambda: in_a_later_repetition(running), 60)
        running.press("h")
        until(lambda: "0" in running.shows() and "hurt" in running.shows().lower(), 20)
        time.sleep(0.5)  # The log is written by a thread of its own.
        kill(running)
    with playing(home, "play", "short", "--output", "silent") as running:
        until(lambda: "How much did it hurt" in running.shows(), 30)
