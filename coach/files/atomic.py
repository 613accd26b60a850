"""Writes a whole file or nothing; it must not know what is in it."""

import contextlib
import os
import stat
from pathlib import Path

from coach.core.model import CoachError


def write(path: Path, content: bytes) -> None:
    """Puts the content where `path` points, so that a reader sees the old file or the new one, never a part.

    A new file is readable by its owner alone, as health answers should be; an old one keeps its permissions.
    Raises CoachError when it cannot be written; the old file is then untouched.
    """
    target = Path(os.path.realpath(path))  # A link stays a link.
    try:
        if target.is_dir():
            raise CoachError(f"{path} is a folder. Give the name of a file.")
        if target.exists() and not target.is_file():
            target.write_bytes(content)  # A pipe or a device cannot be replaced.
            return
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _replace(target, content)
    except OSError as error:
        raise CoachError(f"{path} cannot be written: {error.strerror or error}. Run: coach doctor") from error


def _replace(target: Path, content: bytes) -> None:
    import tempfile  # Not for those who only read.

    handle, name = tempfile.mkstemp(prefix=f".{target.name[:100]}.", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            Path(name).chmod(stat.S_IMODE(target.stat().st_mode))
        Path(name).replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
