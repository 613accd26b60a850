"""Two hours of a session, and many sessions: nothing that is held grows. `tests/bench/long.py` prints figures."""

import gc
import os
import sys
import threading
import tracemalloc
from pathlib import Path

import pytest
from fake_clock import FakeClock
from session_bench import Bench
from size import sized

from coach.core.exercise import Dose

STEP_S = 0.5  # Fewer looks than in life, so that two hours are soon over; what they leave behind is the same.
HOURS = 2.0
DOSES = {"bird_dog": Dose(10, 30, 10), "clamshell": Dose(5, 30, 10), "plank": Dose(5, 2, 60)}
MOST_GROWN_BYTES = 300_000  # Of Python's objects in an hour and a half: 28 bytes a look.
SESSIONS = sized(3, 12)


def goes_on(bench: Bench, seconds: float) -> None:
    for _ in range(round(seconds / STEP_S)):
        bench.clock.now_s += STEP_S
        bench.conductor.tick()


def memory() -> int:
    gc.collect()
    return tracemalloc.get_traced_memory()[0]


def test_two_hours_leave_nothing_behind(tmp_path: Path) -> None:
    bench = Bench(tmp_path, DOSES)
    bench.settles = False
    assert bench.conductor.player is not None
    assert bench.conductor.player.timeline.total_ms > HOURS * 3600 * 1000
    goes_on(bench, 1800)
    bench.conductor.writer.settle()
    tracemalloc.start()
    try:
        before, threads = memory(), threading.active_count()
        goes_on(bench, HOURS * 3600 - 1800)
        bench.conductor.writer.settle()
        grown = memory() - before
    finally:
        tracemalloc.stop()
    assert not bench.conductor.finished
    assert grown < MOST_GROWN_BYTES
    assert threading.active_count() == threads
    assert len(bench.sets()) > 8
    bench.conductor.close()


def test_what_would_be_left_behind_is_found() -> None:
    tracemalloc.start()
    try:
        before = memory()
        kept = [FakeClock() for _ in range(10_000)]
        assert memory() - before > MOST_GROWN_BYTES
        assert kept
    finally:
        tracemalloc.stop()


@pytest.mark.skipif(sys.platform != "linux", reason="the handles of a process are counted in /proc")
def test_one_session_after_the_other_leaves_no_handle_and_no_thread(tmp_path: Path) -> None:
    counts = []
    for number in range(SESSIONS):
        folder = tmp_path / str(number)
        folder.mkdir()
        bench = Bench(folder)
        bench.until(lambda bench=bench: bench.conductor.finished)  # type: ignore[misc]
        bench.conductor.close()
        counts.append((len(os.listdir("/proc/self/fd")), threading.active_count()))
    assert len(set(counts[1:])) == 1, counts
