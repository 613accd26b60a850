"""The process that feeds the sound device: what happens to it when the program stops or dies."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from pulse import Pulse, need_simpleaudio, pulse, until

pytestmark = pytest.mark.sound
BOTH = pytest.mark.parametrize("kind", ["miniaudio", "simpleaudio"])

PROGRAM = """
import sys, time
import numpy as np
from coach.audio.mixer import Sound
from coach.audio.output import open_output
output = open_output(sys.argv[1])
hum = (np.sin(np.arange(48_000 * 60) * 2 * np.pi * 480 / 48_000) * 0.3).astype(np.float32)
output.play((Sound(0, hum),), 0)
print(output.name, flush=True)
sys.stdin.readline()
print(output.position_ms(), output.problem, flush=True)
sys.stdin.readline()
"""


@contextmanager
def humming(server: Pulse, kind: str) -> Iterator["subprocess.Popen[str]"]:
    """A program that plays a hum until it is told to go on."""
    if kind == "simpleaudio":
        need_simpleaudio()
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, kind],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, **server.environment},
        cwd=Path(__file__).parents[2],
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        assert process.stdout.readline() == f"{kind}\n"
        until(lambda: loud(server))
        yield process
    finally:
        process.kill()
        process.wait()
        process.stdin.close()
        process.stdout.close()


def loud(server: Pulse) -> bool:
    """Whether there was sound in the last 60 ms."""
    return bool(np.abs(server.recorded(-2880)).max(initial=0) > 1000)


@BOTH
def test_the_sound_stops_with_a_stopped_program_and_goes_on_with_it(tmp_path: Path, kind: str) -> None:
    with pulse(tmp_path) as server, humming(server, kind) as program:
        program.send_signal(signal.SIGSTOP)
        began = time.monotonic()
        until(lambda: not loud(server), 20)
        stopped_s = time.monotonic() - began
        time.sleep(1)
        assert not loud(server)
        program.send_signal(signal.SIGCONT)
        until(lambda: loud(server), 20)
        assert program.stdin is not None
        assert program.stdout is not None
        program.stdin.write("\n")
        program.stdin.flush()
        position_ms, problem = program.stdout.readline().split(maxsplit=1)
        assert problem == "None\n"
        # The second of silence is no part of the session.
        assert int(position_ms) < (time.monotonic() - began) * 1000
        assert stopped_s < 4


@BOTH
def test_no_sound_and_no_process_outlives_a_killed_program(tmp_path: Path, kind: str) -> None:
    with pulse(tmp_path) as server:
        with humming(server, kind) as program:
            assert server.streams() >= 1
            program.kill()
            until(lambda: server.streams() == 0, 20)
        until(lambda: not loud(server), 20)
