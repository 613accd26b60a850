"""The last resort: a failure that nobody foresaw becomes a file with its details and one sentence for the user.

It must not know what the program was doing.
"""

import contextlib
import os
import select
import sys
import threading
from types import TracebackType
from typing import TYPE_CHECKING

from coach import __version__

if TYPE_CHECKING:
    from pathlib import Path

_at_first: frozenset[int] = frozenset()  # Which standard streams were terminals at the start.
SAYS = "Something went wrong inside Backcoach. Every set that was told as done is in the log."


def install() -> None:
    """From now on no traceback reaches the terminal; an unforeseen error ends the program with exit code 1."""
    global _at_first
    _at_first = _terminals()
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
    import traceback

    from coach.files import crash_reports

    about = f"coach {__version__}, Python {platform.python_version()}, {platform.platform()}\n"
    return crash_reports.put(about + "".join(traceback.format_exception(error)))


def _last_words(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
    if _is_closed_terminal(error):
        return
    with contextlib.suppress(OSError, ValueError):  # The terminal may be gone as well.
        print("Stopped." if isinstance(error, KeyboardInterrupt) else report(error), file=sys.stderr)


def _in_thread(args: threading.ExceptHookArgs) -> None:
    """A thread that fails must not write over the screen; the session notices that it is gone."""
    if args.exc_value is not None and not _is_closed_terminal(args.exc_value):
        keep(args.exc_value)


def _terminals() -> frozenset[int]:
    """Which of the standard streams are terminals that are there."""
    there = set()
    for number in range(3):
        with contextlib.suppress(OSError):
            if os.isatty(number) and not _hung_up(number):
                there.add(number)
    return frozenset(there)


def _hung_up(number: int) -> bool:
    """Whether the other side is closed: it is still a terminal then."""
    if not hasattr(select, "poll"):
        return False  # Windows ends a program together with its window.
    asked = select.poll()
    asked.register(number, 0)
    return bool(asked.poll(0))


def _is_closed_terminal(error: BaseException) -> bool:
    """Whether it failed because the window was closed, which is nothing to report."""
    of_a_terminal = isinstance(error, OSError) or type(error).__module__ == "termios"
    return of_a_terminal and _terminals() < _at_first
