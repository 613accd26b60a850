"""The real command on a pseudo-terminal: what it writes there, and what a person types once something is asked."""

import os
import select
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from command import COMMAND, environment

MOST_S = 100.0  # A machine may be busy with other things.
FULL_SCREEN = "\x1b[?1049h"


@dataclass(frozen=True)
class Done:
    """What was written, with plain line ends, and the exit code."""

    text: str
    code: int


def on_terminal(
    home: Path,
    *arguments: str,
    typed: Sequence[tuple[str, str]] = (),
    more: Mapping[str, str] | None = None,
    closes_at: str = "",
) -> Done:
    """Runs `coach`; each of `typed` is a text that is waited for and the keys that are pressed then, in order.

    At the text of `closes_at` the window is closed.
    """
    pty = pytest.importorskip("pty")
    child, screen = pty.fork()
    if child == 0:
        given = {"TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24", **(more or {})}
        os.execvpe(COMMAND[0], [*COMMAND, *arguments], environment(home, given))
    written, left, seen = b"", list(typed), 0
    limit_s = time.monotonic() + MOST_S
    closed = False
    try:
        while time.monotonic() < limit_s:
            if not select.select([screen], [], [], 1)[0]:
                continue
            part = os.read(screen, 65536)
            if not part:
                break
            written += part
            if closes_at and closes_at.encode() in written:
                closed = True
                break
            if left and left[0][0].encode() in written[seen:]:
                seen = len(written)
                os.write(screen, left.pop(0)[1].encode())
        else:
            os.kill(child, 9)
            os.waitpid(child, 0)
            raise AssertionError(f"it did not end; still to be typed: {left}; it wrote:\n{_text(written)}")
    except OSError:
        pass  # Linux's way to say that the other side is closed.
    finally:
        os.close(screen)
    _, status = os.waitpid(child, 0)
    assert not left or closed, f"never asked: {left}; it wrote:\n{_text(written)}"
    return Done(_text(written), os.waitstatus_to_exitcode(status))


def typed(home: Path, lines: str, *arguments: str) -> tuple[int, str]:
    """The exit code, and all that the terminal showed; the lines are typed at the first that is shown."""
    done = on_terminal(home, *arguments, typed=[("", lines)] if lines else ())
    assert "Traceback" not in done.text, done.text
    return done.code, done.text


def _text(written: bytes) -> str:
    return written.decode(errors="replace").replace("\r\n", "\n")
