"""A session that is killed at any moment: every set told is in the log, none twice, and it goes on where it was."""

import json
import os
import random
import signal
import subprocess
import time
from datetime import datetime
from pathlib import Path

import pytest
from command import COMMAND, coach, environment, screened

from coach.app import going_on, interrupted, workspace
from coach.core.timeline import compile_plan, estimate_ms

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals of Unix")
# Two hundred are for a long walk: BACKCOACH_KILLS=200.
KILLS = int(os.environ.get("BACKCOACH_KILLS", "10"))
EVERY = [("bird_dog", 1, "both", 6), ("clamshell", 1, "left", 8), ("clamshell", 1, "right", 8)]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return screened(tmp_path_factory.mktemp("killed"))


def killed(home: Path, seconds: float) -> list[str]:
    """Plays a minute and a half in a second and a half, kills it after that time, and gives the sets it told."""
    process = subprocess.Popen(
        [*COMMAND, "play", "short", "--plain", "--no-rating", "--output", "silent", "--speed", "100"],
        env=environment(home),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    lines = [process.stdout.readline()]  # From here on it plays.
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    lines += process.communicate(timeout=30)[0].splitlines()
    return [line.strip() for line in lines if line.startswith("set done")]


@pytest.mark.parametrize("seed", range(KILLS))
def test_whenever_it_is_killed_nothing_is_lost_and_it_goes_on_there(
    home: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setenv("COACH_HOME", str(home))
    (home / "log.sqlite3").unlink(missing_ok=True)
    for ending in ("-wal", "-shm"):
        (home / f"log.sqlite3{ending}").unlink(missing_ok=True)
    told = killed(home, random.Random(seed).uniform(0, 1.6))
    found = json.loads(coach(home, "log", "--json").stdout)
    if not found:
        assert told == []
        return
    (session,) = found
    sets = [(each["exercise"], each["set"], each["side"], each["reps"]) for each in session["sets"]]
    assert len({each[:3] for each in sets}) == len(sets)
    whole = [each for each in sets if each in EVERY]
    assert told == [f"set done: {each[0]} {each[1]} {each[2]}" for each in whole][: len(told)]
    assert len(sets) - len(whole) <= 1, "only the last one is not whole"
    assert "P8" not in json.loads(coach(home, "today", "--json", "short").stdout)["rules"]
    now = datetime.now().astimezone()
    ws = workspace.open_workspace(now)
    asked = interrupted.to_ask(ws, now)
    way = None if asked is None else going_on.way_on(ws, asked, now)
    if not sets or way is None:
        assert not sets or sets == EVERY or session["stopped"] is None, "it would go on"
        return
    done = sum(reps for *_, reps in sets)
    left = sum(block.kind == "rep" for block in compile_plan(way.plan, estimate_ms).blocks)
    assert done + left == sum(reps for *_, reps in EVERY), "nothing is played twice, nothing is left out"
