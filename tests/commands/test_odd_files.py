"""Homes, paths, files and dates that nobody expects: a sentence each time, nothing lost, nothing for a terminal."""

import csv
import io
import json
import os
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from command import ANSWERS, coach, environment, screened
from terminal import on_terminal

BREAK = "import sys\nfrom coach import cli\ndel cli.build_parser\nsys.exit(cli.main())\n"
POSIX = pytest.mark.skipif(os.name != "posix", reason="links, permissions and terminals of POSIX")
COMMANDS = [
    ["today"], ["play", "--plain"], ["check"], ["log"], ["export", "--format", "csv"], ["new"], ["doctor"],
    ["log", "add", "--routine", "short", "--at", "2026-11-20T07:30"], ["show", "bird_dog"], ["schema"], ["screen"],
    ["timeline", "first-weeks"], ["render", "first-weeks", "-o", "a.wav"], ["voices"], [],
]  # fmt: skip


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A screened home with three sessions, which no test changes."""
    home = screened(tmp_path_factory.mktemp("home"))
    for day in (18, 19, 20):
        done = coach(home, "log", "add", "--routine", "short", "--at", f"2026-11-{day}T07:30", "--after", "3")
        assert done.returncode == 0, done.stderr
    return home


@POSIX
@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_a_home_of_nobody_known_is_a_sentence_in_every_command(arguments: list[str], tmp_path: Path) -> None:
    del tmp_path
    done = coach(Path("~nobody-of-this-name"), *arguments)
    assert done.returncode == 1
    assert done.stderr.startswith("COACH_HOME is ~nobody-of-this-name, and where that is cannot be told.")


@POSIX
def test_a_failure_with_a_home_of_nobody_known_is_told_all_the_same(tmp_path: Path) -> None:
    more = {"TMPDIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", BREAK], env=environment(Path("~nobody-of-this-name"), more), capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    assert f"this file: {tmp_path}/crash-" in done.stderr


# --- what reaches a terminal -------------------------------------------------------------------------------------


EVIL = "\x1b[31m\x1b]0;owned\x07\u202e"
SHOWN = "\\x1b[31m\\x1b]0;owned\\x07\\u202e"


@POSIX
@pytest.mark.parametrize("arguments", [["doctor"], ["check"], ["screen", "--answers", "sitting.toml"]])
def test_escape_codes_in_a_path_are_shown_and_do_nothing(arguments: list[str], tmp_path: Path) -> None:
    home = tmp_path / f"home{EVIL}"
    home.mkdir()
    screened(home)
    (home / "routines" / "short.toml").write_text("name = 1\n")
    if arguments[0] == "screen":
        arguments = ["screen", "--answers", str(ANSWERS)]
    typed = [("agree", "y\n")] if arguments[0] == "screen" else []
    shown = on_terminal(home, *arguments, typed=typed).text
    assert SHOWN in shown.replace("\n", "")  # What is longer than a line is folded.
    assert "\x1b]" not in shown
    assert "\u202e" not in shown
    assert "\x07" not in shown


@POSIX
def test_what_another_program_reads_is_the_path_itself(tmp_path: Path) -> None:
    home = tmp_path / "home\u202e"
    home.mkdir()
    screened(home)
    done = coach(home, "new", "mine")
    assert done.stdout == f"{home}/routines/mine.toml\n"
    assert "\u202e" not in done.stderr


@POSIX
def test_a_mistyped_command_with_escape_codes_is_shown(ready: Path) -> None:
    done = coach(ready, EVIL)
    assert done.returncode == 2
    assert "\x1b" not in done.stderr


# --- what is written over what -----------------------------------------------------------------------------------


def test_an_export_leaves_a_file_that_is_there_and_says_how_to_replace_it(ready: Path, tmp_path: Path) -> None:
    target = tmp_path / "thesis.txt"
    target.write_text("three years of work")
    done = coach(ready, "export", "--format", "csv", "-o", str(target))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"{target} is there already and stays as it is. To replace it, add: --replace\n"
    assert target.read_text() == "three years of work"
    assert coach(ready, "export", "--format", "csv", "-o", str(target), "--replace").returncode == 0
    assert target.read_text().startswith("id,at,")


@POSIX
@pytest.mark.parametrize(("answer", "replaced"), [("y\r", True), ("yes\r", True), ("\r", False), ("n\r", False)])
def test_on_a_terminal_an_export_asks(answer: str, replaced: bool, ready: Path, tmp_path: Path) -> None:
    target = tmp_path / "log.csv"
    target.write_text("old")
    done = on_terminal(
        ready, "export", "--format", "csv", "-o", str(target), typed=[("Replace it? yes or no", answer)]
    )
    assert (done.code == 0) == replaced
    assert (target.read_text() == "old") != replaced


@pytest.mark.parametrize("name", ["log.sqlite3", "profile.toml", "routines/short.toml", "routines/new.json"])
@pytest.mark.parametrize("way", ["", "link"])
def test_nothing_is_written_over_what_the_coach_needs(name: str, way: str, ready: Path, tmp_path: Path) -> None:
    target = ready / name
    before = target.read_bytes() if target.exists() else None
    if way:
        if os.name != "posix":
            pytest.skip("links of POSIX")
        target = tmp_path / "out.json"
        target.symlink_to(ready / name)
    done = coach(ready, "export", "--format", "json", "-o", str(target), "--replace")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"{target} is a file that the coach needs, so it stays as it is. Choose another name.\n"
    assert (target.read_bytes() if target.exists() else None) == before


def test_a_rendered_session_never_takes_the_place_of_an_own_sound(ready: Path) -> None:
    (ready / "sounds").mkdir(exist_ok=True)
    target = ready / "sounds" / "tick.wav"
    done = coach(ready, "render", "short", "-o", str(target))
    assert done.returncode == 1
    assert "is a file that the coach needs" in done.stderr
    assert not target.exists()


# --- spreadsheets ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝"])
def test_no_cell_is_reckoned_with_by_a_spreadsheet(sign: str, tmp_path: Path) -> None:
    home, note = screened(tmp_path), f"{sign}cmd|' /C calc'!A0"
    assert coach(
        home, "log", "add", "--routine", "short", "--at", "2026-11-20T07:30", "--note", note
    ).returncode in (0, 2)
    done = coach(home, "log", "add", "--routine", "short", "--at", "2026-11-21T07:30", f"--note={note}")
    assert done.returncode == 0, done.stderr
    rows = list(csv.DictReader(io.StringIO(coach(home, "export", "--format", "csv").stdout)))
    assert rows
    assert {row["note"] for row in rows} == {f"'{note}"}
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows for cell in row.values())
    kept = json.loads(coach(home, "export", "--format", "json").stdout)
    assert {each["note"] for each in kept} == {note}, "as it was, for coach import"


# --- reports of failures -----------------------------------------------------------------------------------------


@POSIX
def test_a_crash_report_is_a_new_file_of_its_owner_and_follows_no_link(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("mine")
    home = tmp_path / "home"
    home.mkdir()
    plant = (
        "import os, sys\nfrom datetime import datetime, timedelta\n"
        "for s in range(60):\n"
        "    when = datetime.now() + timedelta(seconds=s)\n"
        f"    os.symlink({str(victim)!r}, os.path.join({str(home)!r},"
        ' f"crash-{when:%Y%m%d-%H%M%S}-{os.getpid()}.txt"))\n'
    )
    done = subprocess.run(
        [sys.executable, "-c", plant + BREAK], env=environment(home), capture_output=True, text=True, check=False
    )
    assert victim.read_text() == "mine"
    report = Path(done.stderr.rpartition("this file: ")[2].strip())
    assert "NameError" in report.read_text()
    assert not report.is_symlink()
    assert stat.S_IMODE(report.stat().st_mode) == 0o600


def test_the_doctor_lists_crash_reports_and_removes_the_old(tmp_path: Path) -> None:
    home = screened(tmp_path)
    new, old, other = (home / f"crash-{name}.txt" for name in ("20261120-101010-12", "20250101-101010-13", "mine"))
    for path in (new, old, other):
        path.write_text("what failed")
    os.utime(old, (time.time() - 40 * 86_400,) * 2)
    done = coach(home, "doctor", more={"TMPDIR": str(tmp_path / "none")})
    assert f"note  crash report: {new}." in done.stdout
    assert "ok    crash reports: 1 older than 30 days was removed" in done.stdout
    assert (new.exists(), old.exists(), other.exists()) == (True, False, True)


@POSIX
@pytest.mark.parametrize("arguments", [[], ["show", "bird_dog"], ["play", "short", "--output", "silent"]])
def test_a_closed_window_leaves_no_crash_report(arguments: list[str], tmp_path: Path) -> None:
    home = screened(tmp_path)
    more = {"TMPDIR": str(tmp_path)}
    on_terminal(home, *arguments, more=more, closes_at="\x1b[?1049h")
    assert not [*tmp_path.rglob("crash-*")]


@POSIX
def test_a_terminal_that_is_gone_without_a_signal_leaves_no_crash_report(tmp_path: Path) -> None:
    pty = pytest.importorskip("pty")
    mine, its = pty.openpty()
    failing = (
        "import os, sys, threading\nfrom coach import crash\ncrash.install()\n"
        "os.write(1, b'up')\nsys.stdin.readline()\n"
        "def fail():\n    os.write(1, b'x')\n"
        "thread = threading.Thread(target=fail)\nthread.start()\nthread.join()\nfail()\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", failing], env=environment(tmp_path, {"TMPDIR": str(tmp_path)}),
        stdin=subprocess.PIPE, stdout=its, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(its)
    assert os.read(mine, 2) == b"up"
    os.close(mine)
    process.communicate(b"\n", timeout=60)
    assert process.returncode != 0
    assert not [*tmp_path.rglob("crash-*")]


# --- dates at the ends of the calendar ---------------------------------------------------------------------------


MOMENTS = ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00Z"]


@pytest.mark.parametrize("day", ["0001-01-01", "0001-12-31", "9999-01-01", "9999-12-31"])
def test_dates_at_the_ends_of_the_calendar_are_no_failure(day: str, ready: Path) -> None:
    for arguments in (
        ["today", "--on", day],
        ["today", "--json", "--on", day, "short"],
        ["today", "--why", "--on", day],
    ):
        done = coach(ready, *arguments)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr == f"--on: {day} is no day that can be recorded. Check the year.\n"
    for arguments in (
        ["log", "add", "--routine", "short", "--at", f"{day}T00:00", "--sure"],
        ["log", "add", "--routine", "short", "--at", f"{day}T00:00+14:00", "--sure"],
        ["log", "add", "--routine", "short", "--at", f"{day}T23:59-14:00", "--sure"],
        ["log", "edit", "1", "--at", f"{day}T12:00", "--sure"],
        ["log", "morning", "--date", day, "3", "--sure"],
    ):
        done = coach(ready, *arguments)
        assert done.returncode == 1, done.stdout
        assert "is no day that can be recorded" in done.stderr
    assert not [*ready.glob("crash-*")]


@pytest.mark.parametrize(
    "moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00Z"]
)
def test_moments_at_the_ends_of_the_calendar_in_files_are_a_sentence(
    moment: str, ready: Path, tmp_path: Path
) -> None:
    home = screened(tmp_path)
    profile = (home / "profile.toml").read_text()
    lines = [line for line in profile.splitlines() if not line.startswith("screened_at")]
    (home / "profile.toml").write_text("\n".join([*lines, f"screened_at = {moment}"]) + "\n")
    exported = json.loads(coach(ready, "export", "--format", "json").stdout)
    exported[0]["at"] = moment
    (tmp_path / "log.json").write_text(json.dumps(exported))
    for arguments in (["import", str(tmp_path / "log.json")], ["today"], ["check"], ["log"], ["doctor"]):
        done = coach(home, *arguments)
        assert "Something went wrong" not in done.stderr, (arguments, done.stderr)
        assert done.stdout or done.stderr
    assert not [*home.glob("crash-*")]
