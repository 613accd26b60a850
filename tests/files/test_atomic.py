"""Files that are written whole or not at all; parts of processes that were killed."""

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from coach.errors import CoachError
from coach.files import atomic

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="permissions and links of POSIX")
HANGS = """
import sys
from pathlib import Path
from coach.files import atomic
with atomic.part(Path(sys.argv[1])) as part:
    part.write_bytes(b"half")
    print(part.name, flush=True)
    sys.stdin.read()
"""


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def hanging(target: Path) -> "tuple[subprocess.Popen[str], str]":
    """A process in the middle of writing, and the name of its part."""
    process = subprocess.Popen(
        [sys.executable, "-c", HANGS, str(target)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    return process, process.stdout.readline().strip()


@POSIX
def test_a_new_file_is_its_owners_alone_and_an_old_one_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "profile.toml"
    atomic.write(path, b"one")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.chmod(0o640)
    atomic.write(path, b"two")
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"two", 0o640)
    assert names(path.parent) == ["profile.toml"]


@POSIX
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    atomic.write(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


def test_a_folder_or_a_file_in_place_of_a_folder_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"mine")
    with pytest.raises(CoachError, match="is a folder"):
        atomic.write(tmp_path, b"x")
    with pytest.raises(CoachError, match=r"cannot be written: .* Run: coach doctor"):
        atomic.write(tmp_path / "file" / "x", b"x")
    assert names(tmp_path) == ["file"]
    assert (tmp_path / "file").read_bytes() == b"mine"


def test_what_fails_in_the_middle_leaves_the_old_file_and_no_part(tmp_path: Path) -> None:
    target = tmp_path / "a"
    target.write_bytes(b"old")

    def broken_off() -> None:
        with atomic.part(target) as part:
            part.write_bytes(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        broken_off()
    assert names(tmp_path) == ["a"]
    assert target.read_bytes() == b"old"


@POSIX
def test_a_part_of_a_killed_process_goes_and_a_running_ones_stays(tmp_path: Path) -> None:
    killed, left = hanging(tmp_path / "a")
    killed.send_signal(signal.SIGKILL)
    killed.wait(30)
    assert left in names(tmp_path)
    running, writing = hanging(tmp_path / "b")
    try:
        assert left not in names(tmp_path), "whoever writes next removes it"
        atomic.write(tmp_path / "c", b"c")
        atomic.sweep(tmp_path)
        assert names(tmp_path) == sorted([writing, "c"])
        running.communicate("", timeout=30)
    finally:
        running.kill()
        running.wait(30)
    assert names(tmp_path) == ["b", "c"]
    assert (tmp_path / "b").read_bytes() == b"half"


def test_what_can_be_made_again_is_put_whole_without_a_part_left(tmp_path: Path) -> None:
    atomic.put(tmp_path / "clip.wav", b"one")
    atomic.put(tmp_path / "clip.wav", b"two")
    assert (tmp_path / "clip.wav").read_bytes() == b"two"
    assert names(tmp_path) == ["clip.wav"]
    with pytest.raises(FileNotFoundError):
        atomic.put(tmp_path / "missing" / "clip.wav", b"x")


@POSIX
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_a_sentence(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(CoachError, match="cannot be written"):
            atomic.write(tmp_path / "a", b"x")
    finally:
        tmp_path.chmod(0o700)
