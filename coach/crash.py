"""The last resort: a failure that nobody foresaw becomes a file with its details and one sentence for the user.

It must not know what the program was doing.
"""

import contextlib
import os
import sys
import threading
from types import TracebackType
from typing import TYPE_CHECKING

from coach import __version__

if TYPE_CHECKING:
    from pathlib import Path

SAYS = "Something went wrong inside Backcoach. Every set that was told as done is in the log."


def install() -> None:
    """From now on no traceback reaches the terminal; an unforeseen error ends the program with exit code 1."""
    sys.excepthook = _last_words
    threading.excepthook = _in_thread


def report(error: BaseException) -> str:
    """Writes the details of an error into a file and gives the sentence that says where it is."""
    kept = keep(error)
    return f"{SAYS} Please report it, with this file: {kept}" if kept else f"{SAYS} ({type(error).__name__})"


def keep(error: BaseException) -> "Path | None":
    """Writes version, platform and traceback, but no value of a variable, readable by the owner alone."""
    # Only imported here: a start that goes well should not pay for it.
    import platform
    import tempfile
    import traceback
    from datetime import datetime
    from pathlib import Path

    from coach.files import paths

    about = f"coach {__version__}, Python {platform.python_version()}, {platform.platform()}\n"
    text = about + "".join(traceback.format_exception(error))
    name = f"crash-{datetime.now():%Y%m%d-%H%M%S}-{os.getpid()}.txt"
    for folder in (paths.home().data, Path(tempfile.gettempdir())):
        with contextlib.suppress(OSError):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
                file.write(text)
            return folder / name
    return None


def _last_words(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
    with contextlib.suppress(OSError, ValueError):  # The terminal may be gone as well.
        print("Stopped." if isinstance(error, KeyboardInterrupt) else report(error), file=sys.stderr)


def _in_thread(args: threading.ExceptHookArgs) -> None:
    """A thread that fails must not write over the screen; the session notices that it is gone."""
    if args.exc_value is not None:
        keep(args.exc_value)
