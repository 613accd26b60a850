"""Runs the real command line in a process of its own, on files in a temporary folder."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import warm

ROOT = Path(__file__).parents[2]
ANSWERS = ROOT / "tests" / "data" / "sitting.toml"
COMMAND = (sys.executable, "-m", "coach")
# A small routine whose whole session takes a second at 200 times the speed.
SHORT = """
format = 1
name = "Short"
rounds_per_day = 3

[[exercise]]
id = "bird_dog"
reps = 6
hold_s = 2

[[exercise]]
id = "clamshell"
reps = 8
"""


def environment(home: Path, more: Mapping[str, str] | None = None) -> dict[str, str]:
    return {**os.environ, "COACH_HOME": str(home), "PYTHONPATH": str(ROOT), **(more or {})}


def coach(
    home: Path,
    *arguments: str,
    stdin: str | bytes = "",
    more: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> "subprocess.CompletedProcess[str]":
    """What the command printed and its exit code; a traceback is never right. It runs in `folder` or here."""
    given = stdin.encode() if isinstance(stdin, str) else stdin
    done = warm.run(COMMAND, arguments, given, environment(home, more), folder or Path.cwd())
    out, err = (part.decode("utf-8", "replace") for part in (done.stdout, done.stderr))
    assert "Traceback" not in err + out, err
    return subprocess.CompletedProcess(done.args, done.returncode, out, err)


def screened(home: Path) -> Path:
    """A home with a profile and the short routine."""
    assert coach(home, "screen", "--answers", str(ANSWERS)).returncode == 0
    (home / "routines").mkdir()
    (home / "routines" / "short.toml").write_text(SHORT, encoding="utf-8")
    return home
