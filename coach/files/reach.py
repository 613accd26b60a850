"""Tells a file that is not there from one that cannot be reached; it must not know what is in it.

`Path.exists` says no to both: then a drive that is not connected looks like a person without a past.
"""

import errno
import os
from pathlib import Path

from coach.errors import CoachError
from coach.files import known_homes

WHERE = "Nothing was changed. Then try again, or set COACH_HOME to the folder that is meant."


def is_there(path: Path) -> bool:
    """Whether a file or folder is there. Raises CoachError where nobody can tell, with what to do about it."""
    try:
        path.stat()
    except FileNotFoundError:
        link = _dangling(path)
        if link is not None:
            raise CoachError(
                f"{link} is a link to {os.readlink(link)}, and nothing is there. Is a drive not connected? {WHERE}"
            ) from None
        return False
    except OSError as error:
        raise CoachError(why(path, error)) from error
    return True


def insist(folder: Path) -> None:
    """For who only reads. Raises CoachError where the folder of COACH_HOME is not there: a drive may be missing.

    And where a folder is empty that had a log.
    """
    known_homes.insist(folder)
    if os.environ.get("COACH_HOME") and not is_there(folder):
        raise CoachError(
            f"{folder} is not there, and COACH_HOME says that your files are. Is a drive not connected? "
            "For a first start there: coach screen"
        )


def why(path: Path, error: OSError) -> str:
    """Why a file cannot be reached, as a sentence with what to do."""
    match error.errno:
        case errno.ELOOP:
            return f"{path} cannot be opened: links on the way to it lead in a circle. {WHERE}"
        case errno.ENOTDIR:
            return f"{path} cannot be opened: {_file_before(path)} is a file, where a folder has to be. {WHERE}"
        case errno.EACCES | errno.EPERM:
            return (
                f"{path} cannot be opened: it, or a folder before it, belongs to another user or is locked "
                f"({error.strerror}). Ask for the permission, or set COACH_HOME to a folder of your own."
            )
        case errno.EROFS:
            return f"{path} cannot be written: its drive can only be read. Make it writable, then try again."
        case errno.ENOSPC | errno.EDQUOT:
            return f"{path} cannot be written: the disk is full. Make room, then try again."
        case errno.EIO | errno.ENOTCONN | errno.ESTALE | errno.ENODEV | errno.ENXIO:
            return (
                f"{path} cannot be read: its drive reports an error ({error.strerror}). Check it, then try again."
            )
    return f"{path} cannot be opened: {error.strerror or error}. Run: coach doctor"


def _dangling(path: Path) -> Path | None:
    """The link on the way to a path that leads nowhere, the outermost one."""
    return next((each for each in (*reversed(path.parents), path) if each.is_symlink() and not each.exists()), None)


def _file_before(path: Path) -> Path:
    """The file among the folders of a path."""
    return next((each for each in path.parents if each.is_file()), path.parent)
