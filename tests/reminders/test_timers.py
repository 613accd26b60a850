"""The files of the three kinds of timers, each read by what is to read it, and put and taken out with care."""

import os
import plistlib
import shutil
import subprocess
from datetime import time
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.core.history.schedule import Schedule
from coach.core.reminding.rings import EVERY_DAY, rings_of
from coach.errors import CoachError
from coach.reminders import job, launchd, systemd, task_scheduler, timers
from coach.reminders.job import Asked, Job
from coach.reminders.running import Ran
from coach.reminders.systemd import Systemd

ODD_HOME = "/tmp/a b/100% $HOME/q\"u'o\\te é;#"
WEEK = rings_of(Schedule((0, 4, 6), (time(7, 30), time(18))))


def a_job(home: str | None = ODD_HOME, routine: str | None = None, at: time | None = None) -> Job:
    return Job(Asked(routine, at, home), "evening", WEEK)


def analyze(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """systemd's own reader; with BACKCOACH_TEST_TIMERS set it has to be there."""
    if shutil.which("systemd-analyze") is None and os.environ.get("BACKCOACH_TEST_TIMERS") != "1":
        pytest.skip("needs systemd-analyze (Debian: systemd)")
    return subprocess.run(
        ["systemd-analyze", *arguments],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def configured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of units, in a home of its own; no systemd is asked for by that."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    return tmp_path / "config" / "systemd" / "user"


def test_systemd_finds_nothing_wrong_with_the_units(configured: Path, tmp_path: Path) -> None:
    timers.install(Systemd(), a_job(routine="/home/a b/my %h $routine.toml", at=time(9)))
    units = [str(configured / name) for name in (systemd.SERVICE, systemd.TIMER)]
    checked = analyze("verify", "--user", *units, XDG_RUNTIME_DIR=str(tmp_path))
    assert (checked.returncode, checked.stdout, checked.stderr) == (0, "", "")


def test_systemd_reads_the_rings_as_they_are_meant() -> None:
    assert systemd.on_calendar(a_job()) == (
        "Mon,Fri,Sun *-*-* 07:30:00", "Mon,Fri,Sun *-*-* 08:30:00",
        "Mon,Fri,Sun *-*-* 18:00:00", "Mon,Fri,Sun *-*-* 19:00:00",
    )  # fmt: skip
    read = analyze("calendar", "--base-time=2026-11-28 12:00:00", *systemd.on_calendar(a_job()))
    assert [line.split("elapse: ")[1][:20] for line in read.stdout.splitlines() if "elapse: " in line] == [
        "Sun 2026-11-29 07:30", "Sun 2026-11-29 08:30", "Sun 2026-11-29 18:00", "Sun 2026-11-29 19:00",
    ]  # fmt: skip
    daily = Job(Asked(None, None, None), "evening", rings_of(None))
    assert systemd.on_calendar(daily) == ("*-*-* 18:00:00", "*-*-* 19:00:00")


def test_launchd_gets_a_property_list_with_every_ring_and_every_argument_apart() -> None:
    made = plistlib.loads(launchd.plist(a_job(routine="--odd")))
    assert made["ProgramArguments"] == list(a_job(routine="--odd").command)
    assert made["ProgramArguments"][-3:] == ["remind", "--", "--odd"]
    assert made["EnvironmentVariables"] == {"COACH_HOME": ODD_HOME}
    rings = {(each["Weekday"], each["Hour"], each["Minute"]) for each in made["StartCalendarInterval"]}
    assert rings == {(day, *at) for day in (1, 5, 0) for at in ((7, 30), (8, 30), (18, 0), (19, 0))}


def test_windows_gets_a_task_with_every_ring() -> None:
    content = task_scheduler.task(a_job())
    root = ElementTree.fromstring(content.decode("utf-16"))
    space = {"t": task_scheduler.SPACE}
    starts = [each.text for each in root.findall(".//t:StartBoundary", space)]
    assert [str(each)[11:] for each in starts] == ["07:30:00", "08:30:00", "18:00:00", "19:00:00"]
    days = root.findall(".//t:DaysOfWeek", space)
    assert {tuple(day.tag.split("}")[1] for day in each) for each in days} == {("Monday", "Friday", "Sunday")}
    arguments = root.findtext(".//t:Arguments", "", space)
    assert arguments.endswith("remind")
    assert "COACH_HOME" in arguments


@settings(max_examples=50)
@given(
    routine=st.none() | st.text(min_size=1),
    home=st.none() | st.text(min_size=1),
    at=st.none() | st.times().map(lambda each: each.replace(second=0, microsecond=0)),
)
def test_every_kind_says_of_itself_what_it_was_made_from(
    routine: str | None, home: str | None, at: time | None
) -> None:
    asked = Asked(routine, at, home)
    made = Job(asked, "evening", WEEK)
    assert job.read_mark(systemd.timer_text(made)) == job.Marked(asked, "evening")
    try:
        made.insist()
    except CoachError:
        return
    for content in (systemd.service_text(made).encode(), launchd.plist(made), task_scheduler.task(made)):
        assert job.read_mark(job.decoded(content)) == job.Marked(asked, "evening")
    assert len(made.mark.splitlines()) == 1


@pytest.mark.parametrize("name", ["two\nlines", "escape \x1b[31m", "half \udce9"])
def test_a_name_that_no_file_of_a_timer_can_hold_is_refused(configured: Path, name: str) -> None:
    with pytest.raises(CoachError, match="Rename it") as refused:
        timers.install(Systemd(), a_job(f"/home/{name}"))
    assert "\x1b" not in str(refused.value)
    assert not configured.exists()


def test_what_was_put_there_is_found_and_taken_out_again(configured: Path) -> None:
    timer = Systemd()
    assert timers.found(timer) is None
    went = timers.install(timer, a_job(at=time(9)))
    assert not went.well
    assert went.said
    found = timers.found(timer)
    assert found is not None
    assert (found.marked.asked, found.whole) == (Asked(None, time(9), ODD_HOME), True)
    assert timers.is_as_now(timer, a_job(at=time(9)))
    assert not timers.is_as_now(timer, Job(a_job(at=time(9)).asked, "evening", rings_of(None)))
    timers.install(timer, a_job())
    assert timers.is_as_now(timer, a_job())
    wanted = configured / "timers.target.wants" / systemd.TIMER
    wanted.parent.mkdir()
    wanted.symlink_to(configured / systemd.TIMER)
    assert timers.remove(timer) == timer.paths()
    assert [each for each in configured.rglob("*") if not each.is_dir()] == []
    assert timers.remove(timer) == ()


@pytest.mark.parametrize("name", [systemd.TIMER, systemd.SERVICE])
def test_a_file_of_somebody_else_stays_as_it_is(configured: Path, name: str) -> None:
    configured.mkdir(parents=True)
    foreign = configured / name
    foreign.write_bytes(b"[Unit]\nDescription=mine \xff\n")
    for attempt in (lambda: timers.install(Systemd(), a_job()), lambda: timers.remove(Systemd())):
        with pytest.raises(CoachError, match="was not written by the coach"):
            attempt()
    assert [each.name for each in configured.iterdir()] == [name]
    assert foreign.read_bytes() == b"[Unit]\nDescription=mine \xff\n"


def test_what_cannot_be_written_whole_leaves_what_was_there(configured: Path) -> None:
    timer = Systemd()
    timers.install(timer, a_job())
    (configured / systemd.TIMER).unlink()
    (configured / systemd.TIMER).mkdir()
    old = (configured / systemd.SERVICE).read_bytes()
    with pytest.raises(CoachError):
        timers.install(timer, Job(Asked(None, None, None), "other", rings_of(None)))
    assert (configured / systemd.SERVICE).read_bytes() == old


def test_one_that_is_refused_at_the_end_is_taken_back(configured: Path) -> None:
    class Refusing(Systemd):
        def switch_on(self) -> Ran:
            raise CoachError("somebody else's")

    with pytest.raises(CoachError):
        timers.install(Refusing(), a_job())
    assert list(configured.iterdir()) == []


def test_every_day_and_each_weekday_are_named_right() -> None:
    for day in EVERY_DAY:
        one = Job(Asked(None, None, None), "r", rings_of(Schedule((day,), (time(12),))))
        assert systemd.on_calendar(one)[0].startswith(f"{systemd.DAYS[day]} ")
        (interval, _) = plistlib.loads(launchd.plist(one))["StartCalendarInterval"]
        assert (interval["Weekday"] + 6) % 7 == day
