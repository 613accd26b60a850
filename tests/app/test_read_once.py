"""What a start costs: the routine's file is read and checked once and the log folded once, in both players."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from command import ROOT, coach, environment, screened
from counted import counted
from full_screen import NOW, PROFILE, Bench, on, session_of
from looking import until

from coach.app.today import basis_of
from coach.app.workspace import open_log
from coach.core import screening
from coach.core.exercise import Dose
from coach.core.model.done import Session, SetDone
from coach.tui.screens.card import Message
from coach.tui.screens.dashboard import Dashboard
from coach.tui.screens.question import Question
from coach.tui.screens.rating import Rating
from coach.tui.screens.session import SessionScreen

ONCE = {"opened": 1, "checks": 1, "folds": 1}


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = screened(tmp_path_factory.mktemp("template"))
    day = datetime.now() - timedelta(days=1)
    for hour in (8, 12):
        at = f"{day:%Y-%m-%d}T{hour:02}:00"
        assert coach(home, "log", "add", "--routine", "short", "--at", at, "--after", "2").returncode == 0
    return home


@pytest.fixture
def home(template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(template, tmp_path / "home"))


def of_command(home: Path, *arguments: str, stdin: str = "") -> dict[str, int]:
    """How often the command opened short.toml, checked a routine and folded the log."""
    program = (sys.executable, str(ROOT / "tests" / "helpers" / "counted.py"))
    more = {"PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "tests" / "helpers")))}
    done = subprocess.run(
        [*program, *arguments],
        input=stdin,
        capture_output=True,
        env=environment(home, more),
        timeout=100,
        check=False,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    return of_short(json.loads(done.stderr.splitlines()[-1]), "short.toml")


def of_short(found: dict[str, int], file: str) -> dict[str, int]:
    opened = sum(number for path, number in found.items() if path.endswith(file))
    return {"opened": opened, "checks": found.get("checks", 0), "folds": found.get("folds", 0)}


@pytest.mark.parametrize(("more", "stdin", "folds"), [(("--no-rating",), "", 1), (("short",), "2\n3\nok\n", 2)])
def test_a_plain_session_reads_once_and_folds_once(
    home: Path, more: tuple[str, ...], stdin: str, folds: int
) -> None:
    """Named or not; the rating before it takes no more. What a rated one means for the next is one more."""
    fast = ("--plain", "--output", "silent", "--speed", "1000")
    assert of_command(home, "play", *fast, *more, stdin=stdin) == {**ONCE, "folds": folds}


@pytest.mark.parametrize("command", [("today", "short"), ("today",), ("today", "short", "--json", "--before", "5")])
def test_today_reads_and_folds_once(home: Path, command: tuple[str, ...]) -> None:
    assert of_command(home, *command) == ONCE


async def test_a_session_on_the_full_screen_reads_and_folds_once(tmp_path: Path) -> None:
    """The sheet after it folds what has been added, without reading the routine again."""
    bench = Bench(tmp_path)
    yesterday = NOW - timedelta(days=1)
    done = SetDone("bird_dog", 1, "both", 4, yesterday)
    with open_log(bench.ws) as log:
        log.add(Session(0, yesterday, "two", {"bird_dog": Dose(1, 4, 2)}, (done,), before=2, after=2, morning=2))
    with counted() as found:
        async with bench.app(start="play").run_test(size=(80, 24)) as pilot:
            await on(pilot, Rating, "How is your back now")
            await pilot.press("2")
            await on(pilot, SessionScreen, "left")
            await until(pilot, lambda: session_of(pilot).conductor.view() is not None, "the first view")
            assert of_short(found, "two.toml") == ONCE
            await pilot.press("q")
            for screen, text, key in (
                (Question, "End the session?", "y"),
                (Question, "Why did you stop?", "t"),
                (Message, "Next time", "enter"),
            ):
                await on(pilot, screen, text)
                await pilot.press(key)
            await until(pilot, lambda: pilot.app.return_code is not None, "the end")
    assert of_short(found, "two.toml") == {"opened": 1, "checks": 1, "folds": 2}


async def test_the_dashboard_reads_and_folds_once_and_each_start_from_it_anew(tmp_path: Path) -> None:
    """Anew, as it may have been open since yesterday, and another window may have changed anything."""
    with counted() as found:
        bench = Bench(tmp_path)
        async with bench.app().run_test(size=(80, 24)) as pilot:
            await on(pilot, Dashboard)
            assert of_short(found, "two.toml")["folds"] == 1
            await pilot.press("enter")
            await on(pilot, Rating, "How is your back now")
            await pilot.press("2")
            await on(pilot, SessionScreen, "left")
    assert of_short(found, "two.toml")["folds"] == 2


def test_leg_pain_in_the_last_sessions_is_known_before_the_fold(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.ws = replace(bench.ws, profile=replace(PROFILE, diagnosis=("disc_herniation",), weeks_since_flare=30))
    with open_log(bench.ws) as log:
        log.add(Session(0, NOW - timedelta(days=3), "two", {"bird_dog": Dose(1, 4, 2)}, before=2, stopped="spread"))
    with counted() as found:
        basis = basis_of(bench.ws, "two", NOW)
    assert of_short(found, "two.toml") == ONCE
    assert "DE" in screening.judge(basis.profile, basis.on, basis.setting.lately).groups


def test_a_rating_changes_the_decision_and_not_what_it_is_made_from(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    basis = basis_of(bench.ws, "two", NOW)
    unrated, sore, again = basis.decided(), basis.decided(8), basis.decided()
    assert unrated == again
    assert (unrated.decision.allowed, sore.decision.allowed) == (True, False)
    assert sore.decision.rules[0] == "P3"
