"""The routine that was chosen or made on the dashboard is the one that is played from then on, everywhere."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from command import coach
from full_screen import NOW, PROFILE, Bench, on
from textual.pilot import Pilot

from coach.app import workspace
from coach.core.model.done import Session
from coach.files import profile, settings
from coach.tui.screens.card import Message
from coach.tui.screens.dashboard import Dashboard
from coach.tui.screens.question import Question
from coach.tui.screens.routine_chooser import Chooser


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """The routine that was played last is "two"."""
    bench = Bench(tmp_path)
    profile.save(PROFILE, bench.ws.home.profile)
    with workspace.open_log(bench.ws) as log:
        log.add(Session(0, NOW, "two", {}, before=2))
    return bench


def read_anew(bench: Bench) -> None:
    bench.ws = replace(bench.ws, settings=settings.load(bench.ws.home.settings))


def of_today(home: Path) -> str:
    result = coach(home, "today", "--json", "--on", f"{NOW.date()}")
    return str(json.loads(result.stdout)["routine"])


async def choose_desk_break(pilot: Pilot[None]) -> None:
    await on(pilot, Dashboard, "Two exercises")
    await pilot.press("r")
    await on(pilot, Chooser, "1 ● Two exercises own")
    await pilot.press("2")
    await on(pilot, Dashboard, "Desk break")


async def test_a_chosen_routine_holds_at_the_next_start_and_in_the_shell(bench: Bench, tmp_path: Path) -> None:
    bench.ws.home.settings.write_text("# mine\nrate_wpm = 140\n")
    assert of_today(tmp_path) == "two"
    async with bench.app(rating=False, routine=None).run_test(size=(80, 24)) as pilot:
        await choose_desk_break(pilot)
    assert bench.ws.home.settings.read_text() == '# mine\nrate_wpm = 140\nroutine = "desk-break"\n'
    assert of_today(tmp_path) == "desk-break"
    read_anew(bench)
    async with bench.app(rating=False, routine=None).run_test(size=(80, 24)) as pilot:
        await on(pilot, Dashboard, "Desk break")


async def test_a_new_routine_holds_too(bench: Bench, tmp_path: Path) -> None:
    async with bench.app(rating=False, routine=None).run_test(size=(80, 24)) as pilot:
        await on(pilot, Dashboard, "Two exercises")
        await pilot.press("c")
        await on(pilot, Question, "A new routine?")
        await pilot.press("y")
        await on(pilot, Message, "Your new routine")
    (made,) = (path for path in bench.ws.home.routines.glob("*.toml") if path.stem != "two")
    assert of_today(tmp_path) == made.stem
    assert settings.load(bench.ws.home.settings).routine == made.stem


async def test_one_that_is_there_no_more_is_passed_over(bench: Bench, tmp_path: Path) -> None:
    settings.keep(bench.ws.home.settings, "routine", "gone")
    assert of_today(tmp_path) == "two"
    read_anew(bench)
    async with bench.app(rating=False, routine=None).run_test(size=(80, 24)) as pilot:
        await on(pilot, Dashboard, "Two exercises")
    bench.ws.home.log.unlink()
    assert of_today(tmp_path) == "first-weeks"


async def test_where_it_cannot_be_kept_it_is_played_all_the_same(bench: Bench) -> None:
    bench.ws.home.settings.write_text("rate_wpm = 1\n")
    async with bench.app(rating=False, routine=None).run_test(size=(80, 24)) as pilot:
        await on(pilot, Dashboard, "Two exercises")
        await pilot.press("r")
        await on(pilot, Chooser)
        await pilot.press("2")
        await on(pilot, Message, "That did not work")
        await pilot.press("enter")
        await on(pilot, Dashboard, "Desk break")
    assert bench.ws.home.settings.read_text() == "rate_wpm = 1\n"
