"""Prints what a long session holds as it goes on: `python tests/bench/long.py [MINUTES]`; nothing here is a test.

First two hours of a session in silence, as fast as they can be computed, in this process; then MINUTES (30) as fast
as life, with voice and sound, on a private PulseAudio, the program and its processes together. Memory, handles and
threads should not grow. Linux only.
"""

import gc
import os
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "helpers")]

from command import COMMAND, environment, screened
from held import Held, held
from pulse import pulse
from session_bench import Bench

from coach.core.exercise import Dose

# More than half an hour, as long as its doses allow.
EXERCISES = {"seated_flexion": (3, 10), "clamshell": (4, 15), "bird_dog": (3, 10), "glute_bridge": (3, 10)}
LONG = 'format = 1\nname = "Long"\nrounds_per_day = 1\n' + "".join(
    f'\n[[exercise]]\nid = "{each}"\nsets = {sets}\nreps = {reps}\nhold_s = 10\nrest_s = 30\n'
    for each, (sets, reps) in EXERCISES.items()
)
ROWS = 12
DOSES = {"bird_dog": Dose(10, 30, 10), "clamshell": Dose(5, 30, 10), "plank": Dose(5, 2, 60)}
TWO_HOURS_S, STEP_S = 7200, 0.05
SETTLED = 3  # Of the rows, after which nothing more is made for the first time.


def heading(after: str) -> None:
    print(f"{after:>10} {'MiB':>8} {'handles':>8} {'threads':>8} {'processes':>10}", flush=True)


def row(minutes: float, now: Held) -> Held:
    print(f"{minutes:6.1f} min {now.mib:8.1f} {now.handles:8} {now.threads:8} {now.processes:10}", flush=True)
    return now


def two_hours(folder: Path) -> list[Held]:
    """A session in this process, whose clock is moved on."""
    folder.mkdir()
    bench = Bench(folder, DOSES)
    heading("after")
    rows = []
    for number in range(ROWS):
        for _ in range(round(TWO_HOURS_S / ROWS / STEP_S)):
            bench.clock.now_s += STEP_S
            bench.conductor.tick()
        bench.conductor.writer.settle(60)
        gc.collect()
        rows.append(row(TWO_HOURS_S / ROWS * (number + 1) / 60, held(os.getpid())))
    bench.conductor.close()
    return rows


def watch(home: Path, lasts_s: float, arguments: tuple[str, ...], more: dict[str, str]) -> list[Held]:
    """Plays, and prints what is held, a row now and then."""
    playing = subprocess.Popen(
        [*COMMAND, "play", "long", "--plain", "--no-rating", *arguments],
        env=environment(home, more),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    rows = []
    heading("after")
    began_s = time.monotonic()
    try:
        for number in range(ROWS):
            time.sleep(max(0.0, began_s + lasts_s * (number + 1) / ROWS - time.monotonic()))
            if playing.poll() is not None:
                print("the session is over")
                break
            with suppress(OSError):  # One of them has just ended.
                rows.append(row((time.monotonic() - began_s) / 60, held(playing.pid)))
    finally:
        playing.terminate()
        playing.wait()
    return rows


def told(rows: list[Held]) -> None:
    settled = rows[SETTLED:]
    if settled:
        first, last = settled[0], settled[-1]
        print(
            f"grown since the {SETTLED + 1}. row: {last.mib - first.mib:+.1f} MiB, "
            f"{last.handles - first.handles:+} handles, {last.threads - first.threads:+} threads\n"
        )


def main(minutes: float) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        home = screened(folder / "home")
        (home / "routines" / "long.toml").write_text(LONG, encoding="utf-8")
        print("two hours of a session in silence")
        told(two_hours(folder / "silent"))
        print(f"{minutes:g} minutes as fast as life, with voice and sound")
        (folder / "pulse").mkdir()
        with pulse(folder / "pulse") as server:
            told(watch(home, minutes * 60, ("--output", "miniaudio"), server.environment))


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 30.0)
