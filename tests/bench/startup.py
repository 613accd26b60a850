"""Prints what starting costs, each beside a reference run next to it: `python tests/bench/startup.py`."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence

ROUNDS = 15
MINIMAL = """
import time
from textual.app import App
from textual.widgets import Static
class Minimal(App):
    def compose(self):
        yield Static("hello")
    def on_mount(self):
        self.call_after_refresh(self.exit)
Minimal().run(headless=True)
"""
OURS = """
import sys
from datetime import datetime
from coach import paths, wiring
from coach.tui.app import CoachApp
class Once(CoachApp):
    CSS_PATH = paths.PACKAGE / "tui" / "coach.tcss"
    def on_ready(self):
        self.call_after_refresh(self.exit)
ws = wiring.open_workspace()
app = Once(ws, clock=datetime.now, start="dashboard", routine=None, rating=True, speed=1.0, output="silent")
app.run(headless=True)
"""


def median_ms(command: Sequence[str], env: dict[str, str]) -> float:
    took = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        subprocess.run(command, env=env, check=True, stdout=subprocess.DEVNULL)
        took.append((time.perf_counter() - start) * 1000)
    return statistics.median(took)


def main() -> None:
    with tempfile.TemporaryDirectory() as home:
        env = {**os.environ, "COACH_HOME": home}
        answers = os.path.join(os.path.dirname(__file__), "..", "data", "sitting.toml")
        subprocess.run([sys.executable, "-m", "coach", "screen", "--answers", answers], env=env, check=True,
                       stdout=subprocess.DEVNULL)
        python = sys.executable
        nothing = [python, "-c", "pass"]
        rows = (
            ("coach --help", [python, "-m", "coach", "--help"], "python -c pass", nothing, 6.0),
            ("coach today", [python, "-m", "coach", "today"], "python -c pass", nothing, None),
            ("first frame of coach", [python, "-c", OURS], "minimal Textual app", [python, "-c", MINIMAL], 1.4),
        )
        print(f"{'what':<24}{'ms':>8}   {'reference':<22}{'ms':>8}{'ratio':>8}{'aim':>8}")
        for what, command, reference, plain, aim in rows:
            ours, theirs = median_ms(command, env), median_ms(plain, env)
            print(f"{what:<24}{ours:>8.0f}   {reference:<22}{theirs:>8.0f}{ours / theirs:>8.1f}{aim or '':>8}")


if __name__ == "__main__":
    main()
