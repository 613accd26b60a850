"""Real drives of a few KiB for the tests of what goes wrong with one; only root can mount them."""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

PAGE = 4096


@contextmanager
def mounted(where: Path, options: str) -> Iterator[Path]:
    """A drive in memory at a folder, which is made; gone at the end."""
    where.mkdir(parents=True, exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(where)], check=True)
    try:
        yield where
    finally:
        subprocess.run(["umount", "-l", str(where)], check=False)


def fill(drive: Path, free_kib: int) -> None:
    """Leaves so many KiB free on a drive."""
    with (drive / "filled").open("wb", buffering=0) as file:
        while (left := free_bytes(drive) - free_kib * 1024) >= PAGE:
            file.write(b"\0" * left)


def free_bytes(drive: Path) -> int:
    found = os.statvfs(drive)
    return found.f_bavail * found.f_frsize


def can_mount(where: Path) -> bool:
    """Whether this program may mount: root may, where the container lets it."""
    if os.name != "posix" or os.geteuid() != 0:
        return False
    where.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(["mount", "-t", "tmpfs", "tmpfs", str(where)], check=False, capture_output=True)
    if done.returncode == 0:
        subprocess.run(["umount", "-l", str(where)], check=False)
    return done.returncode == 0


def _may_mount() -> bool:
    with tempfile.TemporaryDirectory() as folder:
        return can_mount(Path(folder))


needs_mount = pytest.mark.skipif(not _may_mount(), reason="needs root, and a container that lets it mount")
