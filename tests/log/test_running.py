"""A session that is being played counts for nothing; one whose program ended without a word is interrupted."""

import os
import signal
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from coach.core.exercise import Dose
from coach.core.model.done import SetDone
from coach.log import Log, running

AT = datetime(2026, 11, 20, 7, 30).astimezone()
DOSES = {"plank": Dose(2, 3, 5)}
PLAYER = """
import sys, time
from datetime import datetime
from pathlib import Path
from coach.core.exercise import Dose
from coach.core.model.done import SetDone
from coach.log import Log, running
path = Path(sys.argv[1])
hold = running.take(path)
with Log(path) as log:
    at = datetime(2026, 11, 20, 7, 30)
    session = log.start(at, "r", {"plank": Dose(2, 3, 5)}, {}, runs=True)
    for number in range(1, int(sys.argv[2]) + 1):
        log.add_set(session, SetDone("plank", number, "both", 3, at))
    print("playing", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "log.sqlite3"


def playing(path: Path, sets: int) -> "subprocess.Popen[str]":
    """Another program that plays a session, with so many sets done."""
    root = Path(__file__).resolve().parents[2]
    child = subprocess.Popen(
        [sys.executable, "-c", PLAYER, str(path), str(sets)], cwd=root, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "playing\n"
    return child


def killed(child: "subprocess.Popen[str]") -> None:
    child.send_signal(signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
    child.wait(60)
    assert child.stdout is not None
    child.stdout.close()


def test_a_session_that_is_played_counts_for_nothing_and_a_killed_one_is_interrupted(path: Path) -> None:
    child = playing(path, sets=1)
    try:
        with Log(path) as log:
            assert log.playing()
            assert log.sessions() == ()
            assert running.take(path) is None
    finally:
        killed(child)
    with Log(path) as log:
        (session,) = log.sessions()
        assert (session.stopped, session.running, len(session.sets)) == ("interrupted", False, 1)
        assert not log.playing()


def test_a_killed_session_in_which_nothing_was_done_or_said_leaves_nothing(path: Path) -> None:
    killed(playing(path, sets=0))
    with Log(path) as log:
        assert log.sessions() == ()


def test_the_next_session_keeps_what_was_interrupted_as_that(path: Path) -> None:
    killed(playing(path, sets=0))
    killed(playing(path, sets=1))
    hold = running.take(path)
    assert hold is not None
    with Log(path) as log:
        mine = log.start(AT, "r", DOSES, {}, runs=True)
        assert [(each.stopped, len(each.sets)) for each in log.sessions()] == [("interrupted", 1)]
        log.add_set(mine, SetDone("plank", 1, "both", 3, AT))
        log.finish(mine, finished=False)
        assert [each.stopped for each in log.sessions()] == ["interrupted", None]
    hold.release()
    hold.release()
    assert not running.held(path)
    again = running.take(path)
    assert again is not None
    again.release()


def test_what_is_recorded_beside_a_session_counts_at_once(path: Path) -> None:
    hold = running.take(path)
    assert hold is not None
    with Log(path) as log:
        log.start(AT, "played", DOSES, {}, runs=True)
        log.start(AT, "elsewhere", DOSES, {})
        assert [each.routine for each in log.sessions()] == ["elsewhere"]
    hold.release()
