"""When a session begins by itself, and how that is waited for in plain lines; the clock is handed in."""

import os
import sys
from datetime import datetime, time
from pathlib import Path

import pytest
from fake_clock import FakeClock

from coach.app import workspace
from coach.errors import CoachError
from coach.files import exercises, paths
from coach.files.settings import Settings
from coach.session.asking.beginning import AT_ONCE, Beginning, next_time
from coach.session.instruments import Instruments
from coach.session.plain_player.beginning import LOOK_S, Waiting

NOW = datetime(2026, 11, 23, 7, 30, 20).astimezone()


@pytest.mark.parametrize(
    ("wanted", "now", "at"),
    [
        (time(12, 30), NOW, NOW.replace(hour=12, minute=30, second=0)),
        (time(7, 30), NOW, NOW.replace(second=0)),  # It is that time now.
        (time(0, 10), NOW.replace(hour=23, minute=50), NOW.replace(day=24, hour=0, minute=10, second=0)),
        (time(19, 30), NOW, NOW.replace(hour=19, minute=30, second=0)),
    ],
)
def test_a_time_is_the_next_one(wanted: time, now: datetime, at: datetime) -> None:
    assert next_time(wanted, now) == at


@pytest.mark.parametrize("wanted", [time(7, 29), time(7, 0), time(19, 31), time(0, 0)])
def test_a_time_that_is_past_is_told_with_one_that_is_not(wanted: time) -> None:
    with pytest.raises(CoachError, match=r"it is 07:30 now\. Give a time that comes sooner, like --at 07:40"):
        next_time(wanted, NOW)


class Plainly:
    """What waits, with time that passes while it does."""

    def __init__(self, folder: Path, beginning: Beginning) -> None:
        self.fake = FakeClock()
        home = paths.Home(folder, folder / "cache")
        ws = workspace.Workspace(home, exercises.load_shipped(), None, Settings(output="silent"))
        self.instruments = Instruments(ws, self.fake.clock, "silent")
        self.waiting = Waiting(beginning, ws.settings, self.fake.clock, self.instruments, None)
        self.waiting._pause = self.fake.go_on

    def waited_s(self) -> float:
        began_s = self.fake.now_s
        try:
            self.waiting.until_the_time()
            self.waiting.the_seconds()
        finally:
            self.instruments.close()
        return self.fake.now_s - began_s


@pytest.mark.parametrize(
    ("beginning", "seconds", "told"),
    [
        (AT_ONCE, 0.0, ""),
        (Beginning(in_s=20), 20.0, "The session begins in 20 seconds.\n"),
        (Beginning(at=datetime(2026, 11, 23, 12, 30).astimezone()), 5 * 3600.0, "The session begins at 12:30.\n"),
    ],
)
def test_it_is_waited_for_as_long_as_that_without_a_person(
    tmp_path: Path, beginning: Beginning, seconds: float, told: str, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    with open(os.devnull, encoding="utf-8") as nothing:  # A pipe that brings answers, or nothing, ends no wait.
        monkeypatch.setattr(sys, "stdin", nothing)
        assert Plainly(tmp_path, beginning).waited_s() == pytest.approx(seconds, abs=2 * LOOK_S)
    assert capsys.readouterr().err == told


@pytest.mark.skipif(os.name != "posix", reason="a terminal of Unix")
def test_a_person_is_waited_for_and_enter_begins_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ours, theirs = os.openpty()
    plainly = Plainly(tmp_path, Beginning(at=datetime(2026, 11, 23, 7, 31).astimezone()))
    due_s = plainly.fake.now_s + 600

    def passes(seconds: float) -> None:
        plainly.fake.go_on(seconds)
        if due_s <= plainly.fake.now_s < due_s + LOOK_S:
            os.write(ours, b"\n")

    plainly.waiting._pause = passes
    with open(theirs, encoding="utf-8") as terminal:
        monkeypatch.setattr(sys, "stdin", terminal)
        assert 600 <= plainly.waited_s() < 900
    os.close(ours)
    assert "Ready when you are. Press Enter.\n" in capsys.readouterr().err
