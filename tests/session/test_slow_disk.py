"""A disk that takes three seconds for each write: no cue waits, nothing is told that is not in the log."""

import json
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import IO

import pytest
from command import COMMAND, coach, environment, screened

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux") or shutil.which("gcc") is None,
    reason="needs gcc, and a preload as on Linux",
)
SLOW_S, SPEED = 3, 6
SLOW = f"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <unistd.h>
static int (*real(const char *name))(int) {{ return (int (*)(int))dlsym(RTLD_NEXT, name); }}
int fsync(int file) {{ sleep({SLOW_S}); return real("fsync")(file); }}
int fdatasync(int file) {{ sleep({SLOW_S}); return real("fdatasync")(file); }}
"""
ROUTINE = """
format = 1
name = "Short"
voice = "beeps"

[[exercise]]
id = "bird_dog"
reps = 4
hold_s = 0
tempo_s = [2, 2]
"""


@pytest.fixture
def preload(tmp_path: Path) -> Path:
    (tmp_path / "slow.c").write_text(SLOW, encoding="utf-8")
    made = tmp_path / "slow.so"
    command = ["gcc", "-shared", "-fPIC", "-o", str(made), str(tmp_path / "slow.c"), "-ldl"]
    subprocess.run(command, check=True, capture_output=True)
    return made


def read(pipe: IO[str], lines: list[tuple[float, str]]) -> None:
    lines.extend((time.monotonic(), line) for line in pipe)


def at_s(line: str) -> float:
    """The time of a printed cue, in seconds of real time."""
    return (60 * int(line[:2]) + int(line[3:5]) + int(line[6:9]) / 1000) / SPEED


def test_a_disk_that_takes_three_seconds_for_each_write_delays_no_cue(tmp_path: Path, preload: Path) -> None:
    home = screened(tmp_path / "home")
    (home / "routines" / "short.toml").write_text(ROUTINE, "utf-8")
    process = subprocess.Popen(
        [*COMMAND, "play", "short", "--plain", "--no-rating", "--output", "silent", "--speed", str(SPEED)],
        env=environment(home, {"PYTHONUNBUFFERED": "1", "LD_PRELOAD": str(preload)}),
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
    )  # fmt: skip
    lines: list[tuple[float, str]] = []
    assert process.stdout is not None
    assert process.stderr is not None
    reading = threading.Thread(target=read, args=(process.stdout, lines))
    reading.start()
    told = process.stderr.read()
    process.wait(100)
    reading.join(20)
    assert "stood still" not in told
    assert "slow to take what you did" in told
    cues = [(came_s, line) for came_s, line in lines if not line.startswith("set done")]
    assert sum(" move" in line.lower() for _, line in cues) == 4, "every repetition was guided"
    began_s = cues[0][0] - at_s(cues[0][1])
    late_s = max(came_s - began_s - at_s(line) for came_s, line in cues)
    print(f"the latest cue was {late_s:.2f} s late")
    assert late_s < SLOW_S, "no cue waited for a write"
    sets = [tuple(line.split()[2:]) for _, line in lines if line.startswith("set done")]
    (session,) = json.loads(coach(home, "log", "--json").stdout)
    kept = [(each["exercise"], str(each["set"]), each["side"]) for each in session["sets"]]
    assert set(sets) <= set(kept), "nothing is told that is not in the log"
    assert process.returncode == 0 or "could not be written down" in told, "what is missing is said"
    assert len(kept) == 1 or process.returncode == 1
