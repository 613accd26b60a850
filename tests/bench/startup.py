"""Prints what starting costs, each beside a reference run next to it: `python tests/bench/startup.py`.

The full screen is started in a terminal of its own, and the time counts until its words have been written there.
"""

import os
import pty
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from fcntl import ioctl
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "bench")]

from years import SESSIONS, fill

from coach.files import paths, routines
from coach.files.exercises import load_shipped

ROUNDS = 11
PATIENCE_S = 20
ROWS, COLUMNS = 50, 140
Env = dict[str, str]
MINIMAL = """
from textual.app import App
from textual.widgets import Static
class Minimal(App):
    def compose(self):
        yield Static("Hello")
Minimal().run()
"""
PYTHON = sys.executable
COACH = (PYTHON, "-m", "coach")


def ended_ms(command: Sequence[str], env: Env) -> float:
    """Until the command has ended."""
    start = time.perf_counter()
    subprocess.run(command, env=env, check=True, stdout=subprocess.DEVNULL)
    return (time.perf_counter() - start) * 1000


def shown_ms(command: Sequence[str], env: Env, words: str) -> float:
    """Until the words are on the screen."""
    start = time.perf_counter()
    child, screen = pty.fork()
    if child == 0:
        os.execvpe(command[0], list(command), env)
    ioctl(screen, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    written = b""
    try:
        while words.encode() not in written:
            written += os.read(screen, 65536)
            if time.perf_counter() - start > PATIENCE_S:
                raise TimeoutError(f"{words!r} was never shown")
        return (time.perf_counter() - start) * 1000
    finally:
        os.kill(child, signal.SIGKILL)
        os.close(screen)
        os.waitpid(child, 0)


def home(folder: Path, sessions: int) -> Env:
    """A screened user with so many sessions."""
    env = {**os.environ, "COACH_HOME": str(folder), "TERM": "xterm-256color"}
    answers = ROOT / "tests" / "data" / "sitting.toml"
    subprocess.run([*COACH, "screen", "--answers", str(answers)], env=env, check=True, stdout=subprocess.DEVNULL)
    profile = folder / "profile.toml"
    agreed = profile.read_text("utf-8").replace("disclaimer_agreed = false", "disclaimer_agreed = true")
    profile.write_text(agreed, "utf-8")
    (folder / "settings.toml").write_text('output = "silent"\n', "utf-8")
    if sessions:
        where = paths.Home(folder, folder / "cache")
        loaded, _ = routines.load(routines.find("first-weeks", where), load_shipped())
        # The last one is of this morning: then no rating of a morning is asked for.
        now = datetime.now().replace(hour=8, minute=0)
        fill(where.log, {item.exercise.id: item.dose for item in loaded.items}, now, sessions)
    return env


def median(took: Callable[[], float]) -> float:
    took()  # What is compiled, comes from the disk, or is kept of a long log, once.
    return statistics.median(took() for _ in range(ROUNDS))


def table(none: Env, many: Env) -> None:
    python = median(lambda: ended_ms([PYTHON, "-c", "pass"], none))
    minimal = median(lambda: shown_ms([PYTHON, "-c", MINIMAL], none, "Hello"))
    first = median(lambda: shown_ms(COACH, none, "Backcoach"))
    empty = median(lambda: shown_ms(COACH, none, "This week"))
    today = median(lambda: ended_ms([*COACH, "today"], none))
    rows = (
        ("coach --help", lambda: ended_ms([*COACH, "--help"], none), "python -c pass", python, None),
        ("coach today", lambda: ended_ms([*COACH, "today"], none), "python -c pass", python, None),
        (f"coach today, {SESSIONS:,}", lambda: ended_ms([*COACH, "today"], many), "coach today, none", today, 1.15),
        ("coach, first frame", lambda: shown_ms(COACH, none, "Backcoach"), "minimal Textual app", minimal, 1.4),
        (f"first frame, {SESSIONS:,}", lambda: shown_ms(COACH, many, "Backcoach"), "first frame, none", first, 1.0),
        ("coach, dashboard", lambda: shown_ms(COACH, none, "This week"), "minimal Textual app", minimal, None),
        (f"dashboard, {SESSIONS:,}", lambda: shown_ms(COACH, many, "This week"), "dashboard, none", empty, 1.15),
    )
    print(f"{'what':<22}{'ms':>7}   {'reference':<20}{'ms':>7}{'ratio':>7}{'more, ms':>10}{'aim':>6}")
    for what, took, reference, plain, aim in rows:
        ours = median(took)
        told = f"{ours / plain:>7.2f}{ours - plain:>10.0f}{aim or '':>6}"
        print(f"{what:<22}{ours:>7.0f}   {reference:<20}{plain:>7.0f}{told}")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        none, many = Path(folder, "none"), Path(folder, "many")
        for each in (none, many):
            each.mkdir()
        envs = home(none, 0), home(many, SESSIONS)
        print("Modules compiled, as they are when installed:")
        compiled = {"PYTHONPYCACHEPREFIX": str(Path(folder, "compiled"))}
        kept = [{**env, **compiled} for env in envs]
        for env in kept:
            env.pop("PYTHONDONTWRITEBYTECODE", None)
        table(*kept)
        if "PYTHONDONTWRITEBYTECODE" in os.environ:
            print("\nModules compiled at every start, as this environment asks for:")
            table(*envs)


if __name__ == "__main__":
    main()
