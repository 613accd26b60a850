"""Which files nothing else may be written over; it must not know who writes what."""

import os
from pathlib import Path

from coach.errors import CoachError
from coach.files.paths import Home

BESIDE = ("", "-wal", "-shm", "-journal")  # What SQLite keeps beside a database.


def refuse_own(target: Path, home: Home) -> None:
    """Raises CoachError for the log, the answers, the settings, and for what lies in the folders of the coach."""
    real = Path(os.path.realpath(target))
    own = (home.log, home.profile, home.settings)
    files = {os.path.realpath(f"{path}{ending}") for path in own for ending in BESIDE}
    folders = [os.path.realpath(folder) for folder in (home.routines, home.exercises, home.sounds)]
    if str(real) in files or any(_same(real, path) for path in own) or any(map(real.is_relative_to, folders)):
        raise CoachError(f"{target} is a file that the coach needs, so it stays as it is. Choose another name.")


def is_taken(target: Path) -> bool:
    """Whether there is a file that would be lost; a pipe or a device has nothing to lose."""
    return target.is_file()


def _same(path: Path, other: Path) -> bool:
    """Also by another name, as on a disk that does not tell large letters from small ones."""
    try:
        return path.samefile(other)
    except OSError:
        return False
