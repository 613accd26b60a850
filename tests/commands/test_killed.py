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
from after_a_kill import holds, without_log
from command import COMMAND, coach, environment, screened

from coach.core.exercise import Dose
from coach.core.model.done import SetDone
from coach.log import Log

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals of Unix")
# Two hundred are for a long walk: BACKCOACH_KILLS=200.
KILLS = int(os.environ.get("BACKCOACH_KILLS", "10"))


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
    without_log(home)
    holds(home, killed(home, random.Random(seed).uniform(0, 1.6)))


def test_whoever_pipes_answers_is_told_where_it_goes_on_and_no_answer_is_taken_for_it(tmp_path: Path) -> None:
    home = screened(tmp_path)
    with Log(home / "log.sqlite3") as log:
        now = datetime.now().astimezone()
        number = log.start(now, "short", {"bird_dog": Dose(1, 6, 2)}, {}, runs=True)
        log.add_set(number, SetDone("bird_dog", 1, "both", 3, now))
    played = ("play", "short", "--plain", "--output", "silent", "--speed", "200")
    done = coach(home, *played, stdin="2\n3\nok\n")
    assert done.returncode == 0, done.stderr
    assert "was interrupted; what you did is kept. To go on with it, start in a terminal" in done.stderr
    assert f"to rate it: coach log edit {number} --after N" in done.stderr
    first, second = json.loads(coach(home, "log", "--json").stdout)
    assert (first["after"], first["stopped"]) == (None, "interrupted")
    assert (second["before"], second["after"], second["effort"]) == (2, 3, "ok")
    assert coach(home, "log", "edit", str(number), "--after", "3").returncode == 0
    assert "was interrupted" not in coach(home, *played, stdin="2\n3\nok\n").stderr
