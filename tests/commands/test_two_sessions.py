"""A session beside another, and one that was killed, through the command line."""

import json
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

from command import coach
from logbook import profile as answered

from coach.files import profile

PLAY = ("play", "first-weeks", "--plain", "--no-rating", "--output", "silent")


def test_a_second_session_is_told_and_a_killed_one_is_never_too_much(tmp_path: Path) -> None:
    profile.save(answered(screened=datetime.now().astimezone()), tmp_path / "profile.toml")
    first = subprocess.Popen(
        [sys.executable, "-m", "coach", *PLAY],
        env={**os.environ, "COACH_HOME": str(tmp_path)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert first.stdout is not None
        assert first.stdout.readline()
        second = coach(tmp_path, *PLAY)
        assert second.returncode == 1
        assert "A session is running already" in second.stderr
        assert json.loads(coach(tmp_path, "today", "first-weeks", "--json").stdout)["rounds_done"] == 0
    finally:
        first.kill()
        first.communicate(timeout=20)
    assert json.loads(coach(tmp_path, "today", "first-weeks", "--json").stdout)["rules"] == []
    assert json.loads(coach(tmp_path, "log", "--json").stdout) == []
