"""`coach remind` as a person and a timer run it, on real files; only the clock is a false one."""

import sys
from datetime import datetime
from pathlib import Path

import pytest
from command import ANSWERS, SHORT

from coach import cli
from coach.commands import remind
from coach.commands.remind import timer as timer_command
from coach.files import paths
from coach.log import Log

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="it installs a timer of systemd")
DAY = datetime(2026, 11, 30, 18, 0).astimezone()  # A Monday.
SCHEDULED = SHORT.replace("format = 1", "format = 2").replace(
    "rounds_per_day = 3", 'rounds_per_day = 2\nschedule = { days = ["mon", "wed"], times = ["07:30", "18:00"] }'
)


class Clock(datetime):
    """Tells one moment."""

    moment = DAY

    @classmethod
    def now(cls, tz: object = None) -> "Clock":
        del tz
        return cls.fromtimestamp(cls.moment.timestamp())


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A person with a routine on Mondays and Wednesdays, at a computer without a desktop, at six in the evening."""
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    for name in ("DBUS_SESSION_BUS_ADDRESS", "DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Clock, "moment", DAY)
    for module in (remind, timer_command):
        monkeypatch.setattr(module, "datetime", Clock)
    assert cli.main(["screen", "--answers", str(ANSWERS)]) == 0
    routines = tmp_path / "home" / "routines"
    routines.mkdir()
    (routines / "short.toml").write_text(SCHEDULED, "utf-8")
    return tmp_path / "home"


def ran(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    capsys.readouterr()
    code = cli.main(["remind", *arguments])
    return (code, *capsys.readouterr())


def test_what_is_due_is_said_and_nothing_else_changes(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sorted(home.rglob("*"))
    due = "Time for round 1 of 2. To begin: coach play\n"
    assert ran(capsys, "short", "--dry-run") == (0, due, "")
    code, out, err = ran(capsys, "short")
    assert (code, out) == (1, due)
    assert err.startswith("No notification could be shown here")
    monkeypatch.setattr(Clock, "moment", DAY.replace(day=24))  # A Tuesday before.
    assert ran(capsys, "short") == (0, "A day of rest by your schedule. The next round is tomorrow.\n", "")
    assert sorted(home.rglob("*")) == before


def test_it_is_silent_once_the_rounds_are_done(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for clock in ("07:40", "17:20"):
        code = cli.main(
            ["log", "add", "--routine", "short", "--at", f"2026-11-30T{clock}", "--after", "2", "--sure"]
        )
        assert code == 0
    assert ran(capsys, "short") == (0, "All 2 rounds of today are done.\n", "")
    with Log(home / "log.sqlite3") as log:
        assert len(log.sessions()) == 2


def test_a_timer_is_installed_looked_at_refreshed_and_removed(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = ran(capsys, "--install", "short")
    assert (code, out.splitlines()[0]) == (0, "Short: Mon and Wed at 07:30 and 18:00.")
    assert "It does not ring yet" in err
    written = [Path(line.removeprefix("Written: ")) for line in out.splitlines() if line.startswith("Written: ")]
    assert all(each.is_file() for each in written)
    assert [each.name for each in written] == ["backcoach-remind.service", "backcoach-remind.timer"]
    assert str(home) in written[0].read_text("utf-8")
    assert (
        "Next: Wednesday at 07:30." in ran(capsys, "--status")[1] or "today at 19:00" in ran(capsys, "--status")[1]
    )

    path = home / "routines" / "short.toml"
    path.write_text(path.read_text("utf-8").replace("18:00", "19:30"), "utf-8")
    told = ran(capsys, "--status")[1]
    assert "rings as it was then.\nTo have it ring as now: coach remind --install short\n" in told
    assert ran(capsys, "--install", "short")[0] == 0
    assert "19:30:00" in written[1].read_text("utf-8")
    assert "as it was then" not in ran(capsys, "--status")[1]

    path.unlink()
    code, _, err = ran(capsys, "--status")
    assert code == 1
    assert err.endswith("To remove them: coach remind --remove\n")
    assert ran(capsys, "--remove")[1].splitlines() == [
        *(f"Removed: {each}" for each in written),
        "No reminders any more.",
    ]
    assert not any(each.exists() for each in written)
    assert ran(capsys, "--remove") == (0, "No reminders are installed, so there is nothing to remove.\n", "")
    assert ran(capsys, "--status")[1].startswith("No reminders are installed.")


def test_those_of_other_files_are_not_taken_for_ones_own(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ran(capsys, "--install")[0] == 0
    monkeypatch.setenv("COACH_HOME", str(home.parent / "other"))
    assert ran(capsys, "--status")[1].startswith(f"Reminders are installed for the files in {home}, not for ")
    assert cli.main(["screen", "--answers", str(ANSWERS)]) == 0
    assert f"take the place of the reminders for the files in {home}.\n" in ran(capsys, "--install")[2]
    assert ran(capsys, "--status")[1].startswith("First weeks: every day at 18:00.\n")


def test_a_routine_by_its_path_is_found_from_every_folder(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    away = home.parent / "away"
    away.mkdir()
    (away / "my own.toml").write_text(SCHEDULED, "utf-8")
    monkeypatch.chdir(away)
    assert ran(capsys, "--install", "my own.toml")[0] == 0
    service = home.parent / "config" / "systemd" / "user" / "backcoach-remind.service"
    assert f'"--" "{away}/my own.toml"' in service.read_text("utf-8")
    monkeypatch.chdir("/")
    assert "Short: Mon and Wed" in ran(capsys, "--status")[1]


def test_a_calendar_is_written_and_none_over_a_file_that_is_there(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = home.parent / "rounds.ics"
    assert ran(capsys, "--ics", "-o", str(target), "short")[0] == 0
    content = target.read_bytes()
    assert content.count(b"BEGIN:VEVENT") == 2
    code, _, err = ran(capsys, "--ics", "-o", str(target), "--at", "09:00")
    assert (code, target.read_bytes()) == (1, content)
    assert "--replace" in err
    assert ran(capsys, "--ics", "-o", str(target), "--at", "09:00", "--replace")[0] == 0
    assert target.read_bytes().count(b"BEGIN:VEVENT") == 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--ics"], "Say where the calendar goes"),
        (["-o", "x.ics"], "Only a calendar is written to a file"),
        (["--install", "nowhere"], "There is no routine named 'nowhere'"),
    ],
)
def test_what_cannot_be_is_told(
    home: Path, arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = ran(capsys, *arguments)
    assert (code, out) == (1, "")
    assert told in err
    assert not (home.parent / "config").exists()


def test_where_no_session_is_meant_a_calendar_would_not_be_silent(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = paths.home().profile
    text = answers.read_text("utf-8").replace("red_flags_emergency = false", "red_flags_emergency = true")
    answers.write_text(text, "utf-8")
    assert ran(capsys, "short")[:2] == (0, "No session is meant for now, so nothing is said. Why: coach today\n")
    code, _, err = ran(capsys, "--ics", "-o", str(home.parent / "rounds.ics"))
    assert code == 1
    assert err.startswith("A calendar cannot know when to be silent")
    assert not (home.parent / "rounds.ics").exists()


def test_how_today_stands_is_one_line_for_another_program(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    del home
    capsys.readouterr()
    assert cli.main(["today", "--line", "first-weeks"]) == 0
    assert capsys.readouterr() == ("0 of 3 rounds\n", "")
