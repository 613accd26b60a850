"""Runs a program of the system that answers at once; it must not know which."""

import shutil
import subprocess
from dataclasses import dataclass

from coach.core.safe_text import clean

WITHIN_S = 20.0


@dataclass(frozen=True, slots=True)
class Ran:
    """How it went: `said` is its output, or in a few words why it failed."""

    well: bool
    said: str


def run(*command: str, environment: dict[str, str] | None = None) -> Ran:
    """Runs it without a shell, so that every argument stays one. Raises nothing."""
    program = shutil.which(command[0])
    if program is None:
        return Ran(False, f"{command[0]} is not there")
    try:
        done = subprocess.run(
            [program, *command[1:]],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=WITHIN_S,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Ran(False, f"{command[0]} gave no answer")
    except OSError as error:
        return Ran(False, f"{command[0]}: {error.strerror or error}")
    out, err = (part.decode("utf-8", "replace") for part in (done.stdout, done.stderr))
    if done.returncode == 0:
        return Ran(True, out)
    return Ran(False, clean(next(iter(err.split("\n")), "")).strip() or f"{command[0]} failed")
