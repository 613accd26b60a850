"""Remembers which folders have had a log, so that one whose drive is not mounted is not taken for a new one.

A mark stands outside of the folder, in the platform's folder for a program's state: an empty file named by the
folder's path. Only a folder that is empty, and was before its log was last written, is refused: whoever takes the
files out, or makes the folder anew, changes it later than that.
"""

import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from coach.errors import CoachError

MOST = 50  # Folders that are remembered, the latest used.


def remember(folder: Path) -> None:
    """Notes that a folder has a log now; where that cannot be noted nothing is said."""
    with suppress(OSError):
        mark = _mark(folder)
        mark.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not mark.exists():
            for old in sorted(mark.parent.iterdir(), key=os.path.getmtime)[: -MOST + 1]:
                old.unlink(missing_ok=True)
        mark.touch(mode=0o600)


def insist(folder: Path) -> None:
    """Raises CoachError where the folder had a log, and now is as empty as before that."""
    try:
        if any(True for _ in os.scandir(folder)):
            return
        changed_s, marked_s = folder.stat().st_mtime, _mark(folder).stat().st_mtime
    except OSError:
        return
    if changed_s < marked_s:
        raise CoachError(
            f"{folder} is empty, though there was a log in it. Is its drive not mounted? Nothing was changed. "
            "Mount it, then try again. To begin anew there all the same: coach screen"
        )


def _mark(folder: Path) -> Path:
    import platformdirs  # Only where a log was just written, or a folder is empty.

    state = Path(platformdirs.user_state_dir("backcoach", appauthor=False))
    return state / "homes" / sha256(os.fsencode(folder.absolute())).hexdigest()[:32]
