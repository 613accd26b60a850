"""A log that cannot be reached is never taken for an empty one: a sentence and exit 1, and no file is made."""

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from command import ANSWERS, COMMAND, coach, environment, screened
from drives import mounted, needs_mount

pytestmark = pytest.mark.skipif(os.name != "posix", reason="links, owners and mounts of Unix")
READERS = (
    ("today",),
    ("play", "short", "--plain", "--no-rating", "--output", "silent", "--speed", "200"),
    ("log",),
    ("log", "--json"),
    ("export", "--format", "json"),
    ("doctor",),
)
root = pytest.mark.skipif(
    os.name != "posix" or os.geteuid() != 0 or sys.platform != "linux", reason="needs root: it gives files away"
)


# What of Linux's rights of root is given up, and by which call.
CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, CAP_FOWNER, PR_CAPBSET_DROP = 1, 2, 3, 24
NOBODY = 65534


def with_a_session(folder: Path) -> Path:
    home = screened(folder)
    added = coach(home, "log", "add", "--routine", "short", "--at", f"{date.today()}T00:01")
    assert added.returncode == 0, added.stderr
    return home


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_a_session(tmp_path_factory.mktemp("used"))


@pytest.fixture
def home(used: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(used, tmp_path / "home"))


def left_open(home: Path) -> None:
    """One more session, by a program that was killed: it waits beside the file."""
    code = (
        "import os, sys; from datetime import datetime; from pathlib import Path; from coach.log import Log\n"
        "log = Log(Path(sys.argv[1])); log.start(datetime(2026, 11, 1, 8), 'short', {}, {}, before=1)\n"
        "log.finish(2, False, 'time'); os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", code, str(home / "log.sqlite3")], env=environment(home), check=True)
    assert (home / "log.sqlite3-wal").stat().st_size > 32


def told(home: Path, *arguments: str) -> str:
    """What a command says that fails: one with its sentence on the stream that is its own."""
    done = coach(home, *arguments)
    assert done.returncode == 1, (arguments, done.stdout, done.stderr)
    if arguments != ("doctor",):
        assert done.stdout == ""
    return done.stdout + done.stderr


def refused(home: Path, words: str, readers: tuple[tuple[str, ...], ...] = READERS) -> None:
    for arguments in readers:
        assert words in told(home, *arguments), arguments


def dangling_log(home: Path) -> str:
    shutil.move(home / "log.sqlite3", home.parent / "elsewhere")
    (home / "log.sqlite3").symlink_to(home.parent / "drive" / "log.sqlite3")
    return "and nothing is there"


def dangling_into_a_folder_that_is_there(home: Path) -> str:
    (home.parent / "drive").mkdir()
    return dangling_log(home)


def dangling_home(home: Path) -> str:
    shutil.move(home, home.parent / "elsewhere")
    home.symlink_to(home.parent / "drive" / "home")
    return "and nothing is there"


def circle_of_logs(home: Path) -> str:
    (home / "log.sqlite3").unlink()
    (home / "log.sqlite3").symlink_to(home / "other")
    (home / "other").symlink_to(home / "log.sqlite3")
    return "links on the way to it lead in a circle"


def circle_of_homes(home: Path) -> str:
    shutil.rmtree(home)
    home.symlink_to(home.parent / "other")
    (home.parent / "other").symlink_to(home)
    return "links on the way to it lead in a circle"


def emptied(home: Path) -> str:
    assert coach(home, "play", "short", "--plain", "--no-rating", "--output", "silent", "--speed", "200").stdout
    (home / "log.sqlite3").write_bytes(b"")
    return "is empty, though there was a log in it"


def test_a_folder_that_is_empty_as_before_its_log_is_no_first_start(home: Path) -> None:
    log = ("log", "add", "--routine", "short", "--at", f"{date.today()}T00:02")
    drive = home.rename(home.parent / "drive")
    home.mkdir()
    stands = home.rename(home.parent / "not mounted")
    drive.rename(home)
    assert coach(home, *log).returncode == 0
    home.rename(drive)
    stands.rename(home)
    refused(home, "is empty, though there was a log in it. Is its drive not mounted?", READERS[:3])
    assert coach(home, *log).returncode == 1
    assert list(home.iterdir()) == []
    assert coach(home, "screen", "--answers", str(ANSWERS)).returncode == 0
    assert "No session yet" in coach(home, "log").stdout
    shutil.rmtree(home)
    home.mkdir()
    assert coach(home, "log").returncode == 0, "who makes it anew means it"


@pytest.mark.parametrize(
    "damage",
    [
        dangling_log,
        dangling_into_a_folder_that_is_there,
        dangling_home,
        circle_of_logs,
        circle_of_homes,
        emptied,
    ],
)
def test_what_cannot_be_reached_is_told_and_nothing_is_made(home: Path, damage: Callable[[Path], str]) -> None:
    says = damage(home)
    refused(home, says)
    assert not (home.parent / "drive" / "log.sqlite3").exists()
    assert damage is not emptied or (home / "log.sqlite3").read_bytes() == b""


def test_a_file_in_the_place_of_the_home_is_told(home: Path) -> None:
    shutil.rmtree(home)
    home.write_text("mine", encoding="utf-8")
    for arguments in READERS:
        said = told(home, *arguments)
        assert "is a file, where a folder has to be" in said or "is not a folder, but your files go there" in said
    assert home.read_text(encoding="utf-8") == "mine"


def test_a_home_that_is_not_there_is_no_log_without_sessions(tmp_path: Path) -> None:
    away = tmp_path / "drive" / "home"
    refused(
        away, "Is a drive not connected?", (("log",), ("log", "--json"), ("export", "--format", "csv"), ("doctor",))
    )
    refused(away, "coach screen", (("today",), ("play", "--plain")))
    assert not away.parent.exists()


def test_a_first_log_begins_as_ever(tmp_path: Path) -> None:
    home = screened(tmp_path / "home")
    assert coach(home, "log").stdout == "No session yet. To start one: coach play\n"
    assert coach(home, "export", "--format", "json").stdout == "[]\n"
    assert not (home / "log.sqlite3").exists()
    (home / "log.sqlite3").touch()
    assert coach(home, "log", "--json").stdout == "[]\n", "an empty file with nothing beside it is a new log"


# --- as another user ---------------------------------------------------------------------------------------------


def as_anybody(home: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Without root's right to read and write what belongs to others."""
    return subprocess.run(
        [*COMMAND, *arguments], env=environment(home), capture_output=True, text=True, encoding="utf-8",
        check=False, timeout=60, stdin=subprocess.DEVNULL, preexec_fn=_give_up_rights,
    )  # fmt: skip


def _give_up_rights() -> None:
    libc = ctypes.CDLL(None)
    for right in (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, CAP_FOWNER):
        libc.prctl(PR_CAPBSET_DROP, right, 0, 0, 0)


def given_away(home: Path, folders: int, files: int) -> None:
    """The home of another user, with these permissions."""
    for each in (home, *home.rglob("*")):
        os.chown(each, NOBODY, NOBODY)
        each.chmod(folders if each.is_dir() else files)


@root
def test_the_home_of_another_user_is_no_empty_one(home: Path) -> None:
    given_away(home, 0o700, 0o600)
    for arguments in READERS:
        done = as_anybody(home, *arguments)
        assert done.returncode == 1, (arguments, done.stdout, done.stderr)
        assert "Traceback" not in done.stderr
        assert "belongs to another user or is locked" in done.stdout + done.stderr, (arguments, done.stderr)


@root
def test_the_log_of_another_user_is_no_empty_one(home: Path) -> None:
    given_away(home, 0o755, 0o644)
    (home / "log.sqlite3").chmod(0o600)
    for arguments in READERS:
        done = as_anybody(home, *arguments)
        assert done.returncode == 1, (arguments, done.stdout, done.stderr)
        assert "log.sqlite3 cannot be" in done.stdout + done.stderr, (arguments, done.stdout, done.stderr)


# --- what can only be read ---------------------------------------------------------------------------------------


@root
@pytest.mark.parametrize("waiting", [False, True], ids=["closed", "with changes beside it"])
def test_who_may_only_read_reads(home: Path, waiting: bool) -> None:
    if waiting:
        left_open(home)
    given_away(home, 0o755, 0o644)
    before = sorted(path.name for path in home.iterdir())
    for arguments in (("log", "--json"), ("export", "--format", "json"), ("today",)):
        done = as_anybody(home, *arguments)
        assert done.returncode == 0, (arguments, done.stderr)
        if arguments[0] != "today":
            assert done.stdout.count('"routine": "short"') == (2 if waiting else 1)
    assert sorted(path.name for path in home.iterdir()) == before


@needs_mount
@pytest.mark.parametrize("waiting", [False, True], ids=["closed", "with changes beside it"])
def test_a_drive_that_can_only_be_read_is_read(home: Path, tmp_path: Path, waiting: bool) -> None:
    if waiting:
        left_open(home)
    with mounted(tmp_path / "drive", "size=4m") as drive:
        shutil.copytree(home, drive / "home")
        subprocess.run(["mount", "-o", "remount,ro", str(drive)], check=True)
        for arguments in (("log", "--json"), ("export", "--format", "json")):
            done = coach(drive / "home", *arguments)
            assert done.returncode == 0, done.stderr
            assert done.stdout.count('"routine": "short"') == (2 if waiting else 1)
        assert coach(drive / "home", "today").returncode == 0
        for writing in (("play", "short", "--plain", "--no-rating"), ("log", "delete", "1")):
            assert "can only be read" in told(drive / "home", *writing)
        assert "FAIL  your files" in told(drive / "home", "doctor")
