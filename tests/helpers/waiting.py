"""Waits in real time for what a thread or another program does, as long as a busy machine may take."""

import time
from collections.abc import Callable

LONGEST_S = 60.0


def wait_until(holds: Callable[[], bool], what: str) -> None:
    end_s = time.monotonic() + LONGEST_S
    while not holds():
        assert time.monotonic() < end_s, f"{what} did not come"
        time.sleep(0.02)
