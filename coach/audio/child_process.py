"""Starts a module of ours as a process of its own, with pipes; it must not know what the module does."""

import os
import subprocess
import sys

from coach.core.model import CoachError
from coach.files.paths import PACKAGE


def start(module: str, **more: str) -> "subprocess.Popen[bytes]":
    """`more` goes into its environment; what it writes on stderr goes nowhere: that is the screen of a TUI.

    Raises CoachError.
    """
    path = os.pathsep.join(filter(None, (str(PACKAGE.parent), os.environ.get("PYTHONPATH"))))
    try:
        return subprocess.Popen(
            [sys.executable, "-P", "-m", module],
            env={**os.environ, "PYTHONPATH": path, **more},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except OSError as error:
        raise CoachError("The sound could not be started.") from error
