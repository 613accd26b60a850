"""Prints what the full screen costs: `python tests/bench/tui.py`; nothing here is a test.

How long the dashboard takes with 11,000 sessions against none, and which part of that is reading the log and
working out the doses; and how much of one core a running session needs with its figure, without a terminal.
"""

import asyncio
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Literal

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "helpers"), str(ROOT / "tests" / "bench")]

from logbook import EXERCISES, profile
from years import SESSIONS, fill

from coach.app import workspace
from coach.core import progression
from coach.core.history import summary
from coach.files import paths, routines
from coach.files.settings import Settings
from coach.session import clocks
from coach.tui.app import CoachApp
from coach.tui.screens.dashboard import Dashboard
from coach.tui.screens.session import SessionScreen

NOW = datetime(2026, 11, 25, 13, 10)
WATCHED_S = 20.0
TIMES = 2  # What else the machine does makes a share greater, never less: the least one counts.
AIM_PERCENT = 8.0


def files_of(folder: Path, sessions: int) -> workspace.Workspace:
    agreed = replace(profile(), disclaimer_agreed=True)
    ws = workspace.Workspace(paths.Home(folder, folder / "cache"), EXERCISES, agreed, Settings())
    loaded, _ = routines.load(routines.find("first-weeks", ws.home), EXERCISES)
    doses = {item.exercise.id: item.dose for item in loaded.items}
    if sessions:
        folder.mkdir()
        fill(ws.home.log, doses, NOW, sessions)
    return ws


def app_of(ws: workspace.Workspace, start: Literal["dashboard", "play"]) -> CoachApp:
    return CoachApp(
        lambda: ws,
        clock=clocks.Clock(lambda: NOW, clocks.system().monotonic_s),
        start=start,
        routine="first-weeks",
        rating=False,
        speed=1.0,
        output="silent",
    )


async def opened_ms(ws: workspace.Workspace) -> float:
    """From the start of the app until the dashboard is drawn."""
    began = time.perf_counter()
    app = app_of(ws, "dashboard")
    async with app.run_test(size=(140, 40)) as pilot:
        while not isinstance(app.screen, Dashboard):
            await pilot.pause(0.005)
        await pilot.pause()
        return (time.perf_counter() - began) * 1000


async def percent_of_a_core(ws: workspace.Workspace, size: tuple[int, int]) -> float:
    """What a session needs while a bird-dog is done."""
    app = app_of(ws, "play")
    async with app.run_test(size=size) as pilot:
        while not isinstance(app.screen, SessionScreen) or app.screen.conductor.view() is None:
            await pilot.pause(0.05)
        await pilot.press("n", "n")
        await asyncio.sleep(15)
        began, used = time.perf_counter(), time.process_time()
        await asyncio.sleep(WATCHED_S)
        return (time.process_time() - used) / (time.perf_counter() - began) * 100


def took_ms(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def parts(ws: workspace.Workspace) -> None:
    with workspace.open_log(ws) as log:
        past = log.sessions()
    loaded, _ = workspace.load_routine(ws, "first-weeks")
    decision = progression.decide(loaded, EXERCISES, ws.profile, past, NOW.date())

    def decide() -> object:
        return progression.decide(loaded, EXERCISES, ws.profile, past, NOW.date())

    def glance() -> object:
        on = NOW.date()
        return (
            summary.pain(past, "before", on, 56), summary.pain(past, "after", on, 56), summary.days_kept(past, on),
            summary.rounds_per_week(past, on, 6), summary.changes(decision, past),
        )  # fmt: skip

    print(f"  the log, read once         {took_ms(lambda: workspace.open_log(ws).sessions()):8.0f} ms")
    print(f"  the doses, worked out once {took_ms(decide):8.0f} ms")
    print(f"  series, weeks and changes  {took_ms(glance):8.0f} ms")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        empty, full = files_of(Path(folder, "none"), 0), files_of(Path(folder, "many"), SESSIONS)
        asyncio.run(opened_ms(empty))  # What is loaded once.
        none, many = (min(asyncio.run(opened_ms(ws)) for _ in range(3)) for ws in (empty, full))
        print(f"dashboard, no session        {none:8.0f} ms")
        print(f"dashboard, {SESSIONS:,} sessions  {many:8.0f} ms   ratio {many / none:.1f} (aim 1)")
        parts(full)
        for size in ((80, 24), (200, 60)):
            shares = [asyncio.run(percent_of_a_core(empty, size)) for _ in range(TIMES)]
            least, most = min(shares), max(shares)
            aim = f"aim {AIM_PERCENT:g}, ratio {least / AIM_PERCENT:.2f}"
            print(f"session with figure {size[0]}×{size[1]:<6}{least:8.1f} to {most:.1f} % of one core ({aim})")


if __name__ == "__main__":
    main()
