"""Prints what the sound is worth beside others, as a table: `python tests/bench/sound.py [TERMDOWN]`.

It takes about three and a half minutes on an idle machine. Everything is recorded from a sink that plays in real
time. TERMDOWN is the path of that program where it is not on the PATH; what is missing is said and left out.
Nothing here is a test.
"""

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
import wave
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "helpers")]

from pulse import Pulse, pulse, until

from coach.audio import tones
from coach.audio.mixer import Sound
from coach.audio.output import open_output

STEPS = 20
PER_MS = 48
LOUD = 100
WATCHED_S = 20
TICK = ROOT / "sounds" / "tick.wav"
# What many a script does: speak, then sleep for the time between.
SAY_AND_SLEEP = f"""
import ctypes, os, time
import espeakng_loader
os.environ["ESPEAK_DATA_PATH"] = espeakng_loader.get_data_path()
espeakng_loader.load_library()
import pyttsx3
engine = pyttsx3.init()
for number in range({STEPS + 1}):
    engine.say("up")
    engine.runAndWait()
    time.sleep(1)
"""


def row(*cells: str) -> None:
    print(f"{cells[0]:<46}" + "".join(f"{cell:>18}" for cell in cells[1:]), flush=True)


def onsets_ms(server: Pulse, start: int) -> list[float]:
    """The moments at which sound sets in after at least 200 ms of silence."""
    loud = np.nonzero(np.abs(server.recorded(start)[:, 0]) > LOUD)[0]
    gaps = np.diff(loud, prepend=-48_000)
    return [float(frame) / PER_MS for frame in loud[gaps > 200 * PER_MS]]


def recorded(server: Pulse, play: Callable[[], object]) -> list[float]:
    start = server.frames()
    play()
    time.sleep(1)
    return onsets_ms(server, start)


def ours(server: Pulse) -> list[float]:
    tick = tones.load(None)["tick"]

    def play() -> None:
        with server.leads_this_process():
            output = open_output("miniaudio")
        output.play(tuple(Sound(1000 * step, tick, "tone") for step in range(1, STEPS + 2)), 0)
        until(lambda: output.position_ms() > STEPS * 1000 + 1300, STEPS + 20)
        output.close()

    return recorded(server, play)


def say_and_sleep(server: Pulse, folder: Path) -> list[float]:
    """pyttsx3 speaks through `aplay`; where that is missing, PulseAudio's own player takes its name."""
    environment = {**os.environ, **server.environment}
    if shutil.which("aplay") is None:
        (folder / "aplay").write_text('#!/bin/sh\nexec paplay "$1"\n', encoding="utf-8")
        (folder / "aplay").chmod(0o755)
        environment["PATH"] = f"{folder}:{environment['PATH']}"
    return recorded(
        server,
        lambda: subprocess.run(
            [sys.executable, "-c", SAY_AND_SLEEP],
            env=environment,
            capture_output=True,
            timeout=180,
            check=False,
        ),
    )


def termdown(server: Pulse, program: str) -> list[float]:
    """A tick each second by its own option for that."""
    command = shlex.join([program, "--exec-cmd", f"paplay {TICK} &", "-q", "1", str(STEPS + 1)])
    return recorded(
        server,
        lambda: subprocess.run(
            ["script", "-qec", command, "/dev/null"],
            env={**os.environ, **server.environment, "TERM": "xterm"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=120,
            check=False,
        ),
    )


def timing(server: Pulse, folder: Path, program: str | None) -> None:
    row("one sound a second, recorded", "largest error", "drift in all", "heard")
    base = 1 / PER_MS  # What is exact is exact to the frame.
    found: dict[str, Callable[[], list[float]]] = {
        "Backcoach": lambda: ours(server),
        "pyttsx3.say + time.sleep(1)": lambda: say_and_sleep(server, folder),
    }
    if program is None:
        print("termdown is not installed: left out (pip install termdown, in an environment of its own)")
    else:
        found["termdown, --exec-cmd paplay"] = lambda: termdown(server, program)
    worst: dict[str, float] = {}
    for name, measure in found.items():
        at = np.array(measure())
        if len(at) < 3:
            row(name, "nothing heard", "", str(len(at)))
            continue
        worst[name] = max(float(np.abs(np.diff(at) - 1000).max()), base)
        row(name, f"{worst[name]:.2f} ms", f"{at[-1] - at[0] - 1000 * (len(at) - 1):.1f} ms", str(len(at)))
    for name, error in worst.items():
        row(f"  error of {name}", f"{error / worst['Backcoach']:.0f} × ours")


def tree(process: int) -> list[int]:
    """A process and those that it started."""
    found = [process]
    for each in found:
        for task in Path(f"/proc/{each}/task").glob("*/children"):
            found += map(int, task.read_text(encoding="ascii").split())
    return found


def used(process: int) -> tuple[float, float]:
    """Seconds of processor and megabytes of memory (proportional) of a process and those that it started."""
    seconds = kilobytes = 0.0
    for each in tree(process):
        fields = Path(f"/proc/{each}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        seconds += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        rollup = Path(f"/proc/{each}/smaps_rollup").read_text(encoding="ascii")
        kilobytes += next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
    return seconds, kilobytes / 1000


def cost(process: int) -> tuple[float, float]:
    """Share of one core, and megabytes."""
    time.sleep(8)  # The voice is made, the session runs.
    before, _ = used(process)
    time.sleep(WATCHED_S)
    after, megabytes = used(process)
    return (after - before) / WATCHED_S, megabytes


def screened(folder: Path, server: Pulse) -> dict[str, str]:
    home = folder / "home"
    environment = {
        **os.environ,
        **server.environment,
        "COACH_HOME": str(home),
        "PYTHONPATH": str(ROOT),
        "TERM": "xterm-256color",
    }
    given = (ROOT / "tests" / "data" / "sitting.toml").read_text(encoding="utf-8")
    answers = folder / "answers.toml"
    answers.write_text(f"disclaimer_agreed = true\n{given}", encoding="utf-8")
    subprocess.run(
        [sys.executable, "-m", "coach", "screen", "--answers", str(answers)],
        env=environment,
        capture_output=True,
        check=True,
    )
    return environment


@contextmanager
def full_screen(environment: dict[str, str]) -> Iterator[tuple[int, Callable[[str], None]]]:
    """A session in a terminal of tmux: its process, and how to press a key."""
    tmux = ["tmux", "-L", f"bench{os.getpid()}", "-f", "/dev/null"]
    play = shlex.join([sys.executable, "-m", "coach", "play", "first-weeks", "--no-rating"])
    size = ["-x", "100", "-y", "30"]
    subprocess.run([*tmux, "new-session", "-d", *size, f"exec {play}"], env=environment, check=True)
    shown = subprocess.run([*tmux, "list-panes", "-F", "#{pane_pid}"], capture_output=True, text=True, check=True)
    try:
        yield int(shown.stdout), lambda key: void(subprocess.run([*tmux, "send-keys", key], check=True))
    finally:
        subprocess.run([*tmux, "kill-server"], check=False)


def void(_: object) -> None:
    pass


def costs(server: Pulse, folder: Path) -> None:
    environment = screened(folder, server)
    row("a session with sound", "of one core", "memory", "of plain")
    plain = subprocess.Popen(
        [sys.executable, "-m", "coach", "play", "first-weeks", "--plain", "--no-rating"],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        share, megabytes = cost(plain.pid)
    finally:
        plain.terminate()
        plain.wait()
    row("coach play --plain", f"{share:.1%}", f"{megabytes:.0f} MB", "1")
    with full_screen(environment) as (process, _):
        tui_share, tui_megabytes = cost(process)
    ratio = f"{tui_share / share:.1f} ×, {tui_megabytes / megabytes:.1f} ×"
    row("coach play, full screen in tmux", f"{tui_share:.1%}", f"{tui_megabytes:.0f} MB", ratio)


def pausing(server: Pulse, folder: Path) -> None:
    """The count-in hums for nine seconds, so that something is heard at every press."""
    environment = {**screened(folder, server)}
    home = Path(environment["COACH_HOME"])
    (home / "sounds").mkdir()
    (home / "settings.toml").write_text('words = "beeps"\n', encoding="utf-8")
    hum = (np.sin(np.arange(9 * 48_000) * 2 * np.pi * 480 / 48_000) * 9000).astype("<i2")
    with wave.open(str(home / "sounds" / "count_in.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(48_000)
        file.writeframes(hum.tobytes())
    silent_ms = []
    with full_screen(environment) as (_, press):
        time.sleep(5)
        press("n")
        until(lambda: heard(server), 20)
        behind_s = latest(server)
        for turn in range(6):
            time.sleep(0.7 + turn * 0.007)
            until(lambda: heard(server), 5)
            asked_s = time.monotonic()
            press("Space")
            time.sleep(0.5)
            loud = np.nonzero(np.abs(server.recorded()[:, 0]) > LOUD)[0]
            silent_ms.append((int(loud[-1]) / PER_MS / 1000 + behind_s - asked_s) * 1000)
            press("Space")
    row("key press in tmux to silence", "most", "median", "of 60 ms (aim)")
    most, median = max(silent_ms), float(np.median(silent_ms))
    row("pause on the full screen", f"{most:.0f} ms", f"{median:.0f} ms", f"{most / 60:.2f} ×")


def latest(server: Pulse) -> float:
    """At which second of the monotonic clock frame 0 was written, if each came as late as the latest of them."""
    until_s, found = time.monotonic() + 1, 0.0
    while time.monotonic() < until_s:
        frames = server.frames()
        found = max(found, time.monotonic() - frames / PER_MS / 1000)
        time.sleep(0.001)
    return found


def heard(server: Pulse) -> bool:
    return bool(np.abs(server.recorded(-2400)[:, 0]).max(initial=0) > LOUD)


def main() -> None:
    program = sys.argv[1] if len(sys.argv) > 1 else shutil.which("termdown")
    for measure in (lambda server, folder: timing(server, folder, program), costs, pausing):
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name, pulse(Path(name)) as server:
            folder = Path(name) / "bench"
            folder.mkdir()
            measure(server, folder)
            print()
    for script in ("mixer.py", "render.py"):
        subprocess.run(
            [sys.executable, str(Path(__file__).with_name(script))],
            check=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )


if __name__ == "__main__":
    main()
