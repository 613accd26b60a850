"""The real command when things go wrong in the middle: it is stopped and goes on, or its sound server is killed."""

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

import numpy as np
import pytest
from pulse import Pulse, need_simpleaudio, pulse, until

ROOT = Path(__file__).parents[2]
ROUTINE = """
format = 1
name = "Short"

[[exercise]]
id = "bird_dog"
reps = 4
hold_s = 0
tempo_s = [2, 2]
"""


def read(pipe: IO[str], kept: list[str]) -> None:
    with pipe:
        kept.extend(pipe)


class Playing:
    """A running `coach play --plain` with its lines as they come."""

    def __init__(self, home: Path, output: str, more: dict[str, str]) -> None:
        self.home = home
        self.environment = {
            **os.environ,
            **more,
            "COACH_HOME": str(home),
            "PYTHONPATH": str(ROOT),
            "PYTHONUNBUFFERED": "1",
        }
        self.coach("screen", "--answers", str(ROOT / "tests" / "data" / "sitting.toml"))
        self.lines: list[str] = []
        self.told: list[str] = []
        self.process = subprocess.Popen(
            [sys.executable, "-m", "coach", "play", "short", "--plain", "--no-rating", "--output", output],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        self.reading = [
            threading.Thread(target=read, args=(pipe, kept), daemon=True)
            for pipe, kept in ((self.process.stdout, self.lines), (self.process.stderr, self.told))
        ]
        for thread in self.reading:
            thread.start()

    def coach(self, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "coach", *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def repetitions(self) -> list[int]:
        """The times in the session at which a repetition was begun, in ms."""
        begun = [line for line in self.lines if re.match(r"[0-9:.]+ move\b", line, re.IGNORECASE)]
        return [60_000 * int(line[:2]) + 1000 * int(line[3:5]) + int(line[6:9]) for line in begun]

    def was_told(self, words: str) -> bool:
        return any(words in line for line in self.told)

    def to_the_end(self, *, heard: bool = True) -> list[int]:
        """Waits for it, checks that the log has the set, and gives the times of the repetitions.

        Of one that was not `heard` to its end the log has what was: nobody watches here.
        """
        assert self.process.wait(90) == 0
        for thread in self.reading:
            thread.join(5)
        (session,) = json.loads(self.coach("log", "--json"))
        ((exercise, reps),) = [(done["exercise"], done["reps"]) for done in session["sets"]]
        assert exercise == "bird_dog"
        if heard:
            assert reps == 4
        assert 1 <= reps <= 4
        assert (session["finished"], session["stopped"]) == ((True, None) if reps == 4 else (False, "interrupted"))
        assert self.was_told("Not counted") == (reps < 4)
        assert any(line.startswith("set done") for line in self.lines) == (reps == 4)
        return self.repetitions()


@contextmanager
def playing(tmp_path: Path, output: str, settings: str, more: dict[str, str]) -> Iterator[Playing]:
    home = tmp_path / "home"
    (home / "routines").mkdir(parents=True)
    (home / "routines" / "short.toml").write_text(ROUTINE, encoding="utf-8")
    (home / "settings.toml").write_text(settings, encoding="utf-8")
    running = Playing(home, output, more)
    try:
        yield running
    finally:
        running.process.kill()
        running.process.wait()


@pytest.mark.sound
def test_a_session_that_was_stopped_repeats_its_repetition_with_sound_and_without(tmp_path: Path) -> None:
    with pulse(tmp_path) as server, ExitStack() as stack:
        both = [
            stack.enter_context(playing(tmp_path / output, output, 'words = "beeps"\n', server.environment))
            for output in ("miniaudio", "silent")
        ]
        for running in both:
            until(lambda running=running: len(running.repetitions()) == 2, 60)
        time.sleep(0.5)
        for running in both:
            running.process.send_signal(signal.SIGSTOP)
        time.sleep(8)
        quiet = server.recorded(-3 * 48_000)[:, 0]
        for running in both:
            running.process.send_signal(signal.SIGCONT)
        for running in both:
            begun = running.to_the_end()
            assert len(begun) == 5
            assert begun[1] == begun[2]
            assert running.was_told("stood still")
            assert not running.was_told("stopped answering")
        assert np.abs(quiet).max() < 100, "no sound while nobody can hear what comes next"


def in_second_repetition(stack: ExitStack, folder: Path, kind: str, server: Pulse) -> tuple[Playing, Playing]:
    """Two sessions side by side: one that goes on without its device, and one that waits for it."""
    goes_on, waits = (
        stack.enter_context(
            playing(
                folder / setting,
                kind,
                f'words = "beeps"\nwhen_sound_fails = "{setting}"\n',
                server.environment,
            )
        )
        for setting in ("go_on", "pause")
    )
    for running in (goes_on, waits):
        until(lambda running=running: len(running.repetitions()) == 2, 60)
    return goes_on, waits


@pytest.mark.sound
@pytest.mark.parametrize("kind", ["miniaudio", "simpleaudio"])
def test_a_sound_server_that_is_killed_and_comes_back(tmp_path: Path, kind: str) -> None:
    if kind == "simpleaudio":
        need_simpleaudio()
    with pulse(tmp_path) as first, ExitStack() as stack:
        goes_on, waits = in_second_repetition(stack, tmp_path, kind, first)
        time.sleep(0.5)
        first.server.kill()
        until(lambda: goes_on.was_told("stopped answering"), 20)
        until(lambda: waits.was_told("waits until there is sound again"), 20)
        assert not waits.was_told("goes on in time")
        began_s, second_ms = time.monotonic(), waits.repetitions()[-1]
        time.sleep(5)
        assert max(waits.repetitions()) == second_ms, "nothing is counted that was not guided"
        folder = tmp_path / "again"
        folder.mkdir()
        with pulse(folder, first.environment) as second:
            until(lambda: np.abs(second.recorded(-48_000)).max() > 1000, 30)
            print(f"sound again {time.monotonic() - began_s:.1f} s after it was lost")
            assert len(waits.to_the_end()) == 5, "the second one twice"
            assert waits.was_told("There is sound again.")
        begun = goes_on.to_the_end(heard=False)
        assert begun == sorted(set(begun))
        assert len(begun) == 4


@pytest.mark.sound
@pytest.mark.parametrize("kind", ["miniaudio", "simpleaudio"])
def test_a_sound_server_that_stands_still_is_told_and_nothing_is_counted_by_it(tmp_path: Path, kind: str) -> None:
    if kind == "simpleaudio":
        need_simpleaudio()
    with pulse(tmp_path) as server, ExitStack() as stack:
        goes_on, waits = in_second_repetition(stack, tmp_path, kind, server)
        server.server.send_signal(signal.SIGSTOP)
        until(lambda: goes_on.was_told("stopped answering"), 20)
        until(lambda: waits.was_told("waits until there is sound again"), 20)
        at_ms = max(waits.repetitions())
        time.sleep(5)
        assert max(waits.repetitions()) == at_ms
        server.server.send_signal(signal.SIGCONT)
        waits.to_the_end()
        goes_on.to_the_end(heard=False)
        assert waits.was_told("There is sound again.")
        assert not goes_on.was_told("stood still"), "it was the device, not the program"


@pytest.mark.sound
def test_what_is_played_to_nobody_is_not_counted(tmp_path: Path) -> None:
    with (
        pulse(tmp_path) as server,
        playing(tmp_path / "home", "miniaudio", 'words = "beeps"\n', server.environment) as running,
    ):
        until(lambda: len(running.repetitions()) == 1, 60)
        server.server.kill()
        running.to_the_end(heard=False)
        assert running.was_told("press a key, or Enter")
        assert running.was_told("2 repetitions were played without it") or running.was_told("3 repetitions were")
