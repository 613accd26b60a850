"""The terminal after SIGCONT alone, and after a stop that nobody could catch: as it was before the program."""

import os
import select
import signal
import time
from pathlib import Path

import pytest
from command import COMMAND, environment

termios = pytest.importorskip("termios")
MOST_S = 100.0


def read_until(screen: int, text: bytes) -> None:
    """Raises AssertionError where it is not written in time."""
    seen, limit_s = b"", time.monotonic() + MOST_S
    while text not in seen:
        assert time.monotonic() < limit_s, seen[-300:]
        if select.select([screen], [], [], 1)[0]:
            seen += os.read(screen, 65536)


@pytest.mark.terminal
@pytest.mark.parametrize("signals", [(), (signal.SIGCONT,), (signal.SIGSTOP, signal.SIGCONT)])
def test_the_terminal_is_left_as_it_was(signals: tuple[int, ...], tmp_path: Path) -> None:
    mine, its = os.openpty()
    before = termios.tcgetattr(its)
    child = os.fork()
    if child == 0:
        os.setsid()
        for number in range(3):
            os.dup2(its, number)
        more = {"TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"}
        os.execvpe(COMMAND[0], [*COMMAND, "show", "bird_dog"], environment(tmp_path, more))
    status: int | None = None
    try:
        read_until(mine, b"How to do it")
        assert termios.tcgetattr(its) != before, "it is raw while the screen is there"
        for each in signals:
            os.kill(child, each)
        if signals:
            read_until(mine, b"\x1b[?1049l")
            read_until(mine, b"How to do it")
            assert termios.tcgetattr(its) != before
        os.write(mine, b"q")
        read_until(mine, b"\x1b[?1049l")
        limit_s = time.monotonic() + MOST_S
        while status is None and time.monotonic() < limit_s:
            if select.select([mine], [], [], 0.05)[0]:
                os.read(mine, 65536)
            ended, found = os.waitpid(child, os.WNOHANG)
            status = found if ended else None
    finally:
        if status is None:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
        after = termios.tcgetattr(its)
        os.close(mine)
        os.close(its)
    assert status is not None
    assert os.waitstatus_to_exitcode(status) == 0
    assert after == before
