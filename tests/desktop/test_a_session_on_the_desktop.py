"""A whole session on a private bus, in the full screen and without it, led by playerctl alone."""

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from bus import Bus, bus, desk, need_desktop
from command import COMMAND, environment, screened
from full_screen import Bench, in_session, on
from looking import step
from looking import until as until_shown
from pulse import until

from coach.session import desktop
from coach.tui.screens.pain import HURTS
from coach.tui.screens.rating import Rating

pytestmark = pytest.mark.desktop


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Bus]:
    need_desktop()
    (tmp_path / "bus").mkdir()
    with bus(tmp_path / "bus") as started, pytest.MonkeyPatch.context() as patch:
        for name, value in started.environment.items():
            patch.setenv(name, value)
        patch.delenv("PULSE_SERVER", raising=False)
        yield started


async def test_in_the_full_screen_a_headset_leads_the_session(running: Bus, tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    with desk(running) as watched:
        app = bench.app(desktop=desktop.start)
        async with app.run_test(size=(100, 30)) as pilot:
            screen = await in_session(pilot)
            conductor = screen.conductor
            await until_shown(pilot, lambda: running.playerctl("status") == "Playing", "the player")
            await until_shown(pilot, lambda: len(watched.held) == 1, "no sleep")
            running.playerctl("pause")
            await until_shown(pilot, lambda: conductor.paused, "the pause")
            await until_shown(pilot, lambda: running.playerctl("status") == "Paused", "the pause on the desktop")
            running.playerctl("play")
            await until_shown(pilot, lambda: not conductor.paused, "going on")
            running.playerctl("next")
            await until_shown(pilot, lambda: "Clamshell" in running.playerctl("metadata", "title"), "the next set")
            await pilot.press("h")
            await on(pilot, Rating, HURTS)
            running.playerctl("pause")
            running.playerctl("play")
            rating = pilot.app.screen
            for _ in range(30):
                await step(pilot)
            assert pilot.app.screen is rating, "what a headset says when it is put on answers nothing"
            assert isinstance(rating, Rating)
            await until_shown(pilot, lambda: rating.chosen is not None, "the first number told")
            running.playerctl("play-pause")  # The one button: it takes the number just told.
            await until_shown(pilot, lambda: pilot.app.screen is not rating, "the answer")
            assert not conductor.finished
        until(lambda: running.playerctl("status") == "")
        until(lambda: not watched.held)


def test_without_the_full_screen_too(running: Bus, tmp_path: Path) -> None:
    home = screened(tmp_path / "home")
    with desk(running) as watched:
        played = subprocess.Popen(
            [*COMMAND, "play", "short", "--plain", "--no-rating", "--output", "silent"],
            env=environment(home),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            until(lambda: running.playerctl("status") == "Playing")
            until(lambda: len(watched.held) == 1)
            running.playerctl("pause")
            until(lambda: running.playerctl("status") == "Paused")
            running.playerctl("play-pause")
            until(lambda: running.playerctl("status") == "Playing")
            running.playerctl("next")  # Before the count-in it leads to the set that is prepared.
            until(lambda: " of " in running.playerctl("metadata", "artist"))
            running.playerctl("next")
            until(lambda: running.playerctl("metadata", "title").startswith("Clamshell"))
            played.send_signal(signal.SIGINT)
            _, told = played.communicate(timeout=60)
        finally:
            played.kill()
            played.communicate()
        assert played.returncode == 128 + signal.SIGINT
        assert "Traceback" not in told
        until(lambda: running.playerctl("status") == "")
        until(lambda: not watched.held)


def test_a_session_that_is_tried_out_at_speed_leaves_the_desktop_alone(running: Bus, tmp_path: Path) -> None:
    home = screened(tmp_path / "home")
    with desk(running) as watched:
        done = subprocess.run(
            [*COMMAND, "play", "short", "--plain", "--no-rating", "--speed", "200"],
            env={**os.environ, **environment(home)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0
        assert watched.asked == 0
