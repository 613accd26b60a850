"""A full disk is named as such: the log is read, nothing is half written, and with room all is well again."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from command import coach, screened
from drives import fill, mounted, needs_mount

pytestmark = needs_mount
FREE_KIB = (0, 16, 24, 32)
ADD = ("log", "add", "--routine", "short", "--at")
PLAY = ("play", "short", "--plain", "--no-rating", "--output", "silent", "--speed", "200")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = screened(tmp_path_factory.mktemp("used"))
    assert coach(made, *ADD, f"{date.today()}T00:01").returncode == 0
    return made


@pytest.mark.parametrize("free_kib", FREE_KIB)
def test_a_log_on_a_full_disk_is_read_and_nothing_is_half_written(
    home: Path, tmp_path: Path, free_kib: int
) -> None:
    with mounted(tmp_path / "drive", "size=1m") as drive:
        there = Path(shutil.copytree(home, drive / "home"))
        fill(drive, free_kib)
        read = coach(there, "log", "--json")
        assert (read.returncode, read.stdout.count('"routine": "short"')) == (0, 1), read.stderr
        written, played = coach(there, *ADD, f"{date.today()}T00:02"), coach(there, *PLAY)
        for done in (written, played):
            assert done.returncode == 0 or "the disk is full. Make room" in done.stderr, done.stderr
        (drive / "filled").unlink()
        assert coach(there, "log", "--check").returncode == 0
        assert coach(there, "log", "--json").stdout.count('"routine": "short"') >= 1 + (written.returncode == 0)


@pytest.mark.parametrize("free_kib", FREE_KIB)
def test_a_first_log_on_a_full_disk_is_none_and_not_half_of_one(tmp_path: Path, free_kib: int) -> None:
    with mounted(tmp_path / "drive", "size=1m") as drive:
        home = screened(drive / "home")
        fill(drive, free_kib)
        done = coach(home, *ADD, f"{date.today()}T00:02")
        assert done.returncode == 1
        assert "the disk is full. Make room" in done.stderr
        (drive / "filled").unlink()
        assert coach(home, "log", "--json").stdout == "[]\n"
        assert [path.name for path in home.iterdir() if "sqlite" in path.name] == []
        assert coach(home, *ADD, f"{date.today()}T00:02").returncode == 0
