"""Opens a file in the editor that the user has for everything, and waits for it; it must not read the file."""

import os
import shlex
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from coach.core.safe_text import printable
from coach.errors import CoachError

NAMES = ("VISUAL", "EDITOR")
NOT_SET = "No editor of yours is known. Set VISUAL or EDITOR to its name, for example: export EDITOR=nano"


def command(environment: Mapping[str, str], path: Path) -> Sequence[str]:
    """The command that opens a file. Raises CoachError with what to set where no editor is."""
    name = next((name for name in NAMES if environment.get(name, "").strip()), None)
    if name is None:
        raise CoachError(NOT_SET)
    typed = environment[name].strip()
    try:
        words = shlex.split(typed, posix=sys.platform != "win32")
    except ValueError:
        raise CoachError(f"{name} is {printable(typed)}, where a quote is left open. Set it anew.") from None
    return [*words, str(path)]


def edit(path: Path) -> None:
    """Runs the user's editor on a file until it is closed. Raises CoachError where it cannot be run or fails."""
    words = command(os.environ, path)
    try:
        code = subprocess.run(words, check=False).returncode
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it cannot be started"
        raise CoachError(f"{printable(words[0])}: {reason}. {NOT_SET.partition('. ')[2]}") from None
    if code != 0:
        raise CoachError(f"{printable(words[0])} ended with code {code}. The file is as it left it.")
