"""The files that tell of a failure nobody foresaw: where they are put and found; it must not know what failed."""

import contextlib
import os
import re
import stat
import tempfile
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from coach.errors import CoachError
from coach.files import paths

KEPT_DAYS = 30
_NAME = re.compile(r"crash-\d{8}-\d{6}-\d+(-\d+)?\.txt")
_MOST_OF_A_MOMENT = 100


def folders() -> Iterator[Path]:
    """Where one is put, the first that takes it."""
    with contextlib.suppress(CoachError):
        yield paths.home().data
    yield Path(tempfile.gettempdir())


def put(text: str) -> Path | None:
    """Writes a new file that its owner alone can read; None where there is no place for it.

    No file or link that is there already is written to, as others may have put one into the temporary folder.
    """
    moment = f"crash-{datetime.now():%Y%m%d-%H%M%S}-{os.getpid()}"
    for folder in folders():
        with contextlib.suppress(OSError):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            path, handle = _new(folder, moment)
            with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
                file.write(text)
            return path
    return None


def found() -> tuple[Path, ...]:
    """Those that are there, the oldest first; in the temporary folder only one's own."""
    there: dict[Path, float] = {}
    for folder in folders():
        with contextlib.suppress(OSError):
            for entry in os.scandir(folder):
                if _NAME.fullmatch(entry.name):
                    status = entry.stat(follow_symlinks=False)
                    if stat.S_ISREG(status.st_mode) and _is_own(status):
                        there[Path(entry.path)] = status.st_mtime
    return tuple(sorted(there, key=lambda path: there[path]))


def remove_old() -> int:
    """Removes those of more than 30 days ago, which nobody will report any more; gives how many."""
    removed = 0
    for path in found():
        with contextlib.suppress(OSError):
            if time.time() - path.lstat().st_mtime > KEPT_DAYS * 86_400:
                path.unlink()
                removed += 1
    return removed


def _new(folder: Path, moment: str) -> tuple[Path, int]:
    """Its path and its handle. Raises OSError."""
    for number in range(_MOST_OF_A_MOMENT):
        path = folder / (f"{moment}-{number}.txt" if number else f"{moment}.txt")
        with contextlib.suppress(FileExistsError):
            return path, os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    raise FileExistsError(path)


def _is_own(status: os.stat_result) -> bool:
    return not hasattr(os, "getuid") or status.st_uid == os.getuid()
