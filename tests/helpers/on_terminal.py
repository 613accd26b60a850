"""Runs the real command line on a terminal of its own, with what a person types there."""

import contextlib
import os
import subprocess
from pathlib import Path

from command import COMMAND, environment


def typed(home: Path, lines: str, *arguments: str) -> tuple[int, str]:
    """The exit code, and all that the terminal showed; the lines are typed ahead, as a terminal lets one do."""
    import pty  # There is none on Windows.

    mine, its = pty.openpty()
    process = subprocess.Popen(
        [*COMMAND, *arguments], env=environment(home), stdin=its, stdout=its, stderr=its, start_new_session=True
    )
    os.close(its)
    os.write(mine, lines.encode())
    shown = b""
    with contextlib.suppress(OSError):  # The end of a pseudo-terminal is an error on Linux.
        while piece := os.read(mine, 65536):
            shown += piece
    os.close(mine)
    text = shown.decode("utf-8", "replace").replace("\r\n", "\n")
    assert "Traceback" not in text, text
    return process.wait(60), text
