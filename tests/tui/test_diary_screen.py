"""The diary on the screen: a walk is logged and taken back, things are named, rated, left out for a week."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fake_clock import FakeClock
from looking import seen, until, words
from rich.cells import cell_len
from scenes import NOW, PROFILE, Host, first_weeks, home_in, ws_of
from textual.pilot import Pilot
from textual.screen import Screen

from coach.app.diary.week import OwnDiary
from coach.core.diary import asking
from coach.core.model.done import Session, SetDone
from coach.log import Log
from coach.tui.app import CoachApp
from coach.tui.screens.card import Card
from coach.tui.screens.dashboard import Dashboard
from coach.tui.screens.diary.scale import OwnScale
from coach.tui.screens.diary.visit import WIDEST, card, visit
from coach.tui.screens.text_question import TextQuestion


class Visited(Host):
    """An app that has nothing but the diary."""

    def __init__(self, home: Path) -> None:
        super().__init__(Screen[Any]())
        self.own = OwnDiary(ws_of(home_in(home)), lambda: NOW)
        self.left = False
        self.routine = first_weeks(home_in(home))

    def on_mount(self) -> None:
        super().on_mount()
        self.run_worker(self._visit())

    async def _visit(self) -> None:
        await visit(self, self.own, self.routine)
        self.left = True


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """With a round of yesterday."""
    at = NOW - timedelta(days=1)
    with Log(home_in(tmp_path).log) as log:
        log.add(Session(0, at, "first-weeks", {}, (SetDone("bird_dog", 1, "both", 6, at),)))
    return tmp_path


async def shows(pilot: Pilot[None], what: str) -> None:
    await until(pilot, lambda: what in words(pilot), what)


async def press(pilot: Pilot[None], key: str) -> None:
    """A key, once the card listens."""
    await until(
        pilot, lambda: isinstance(pilot.app.screen, Card) and not pilot.app.screen.deaf, "a card that hears"
    )
    await pilot.press(key)


async def typed(pilot: Pilot[None], text: str) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, TextQuestion), "a line to write")
    await pilot.press("ctrl+u", *("space" if sign == " " else sign for sign in text), "enter")


@asynccontextmanager
async def visiting(app: Visited, size: tuple[int, int] = (60, 20)) -> AsyncIterator[Pilot[None]]:
    """A look into the diary, from the card of the week to the way back."""
    async with app.run_test(size=size) as pilot:
        await shows(pilot, "Your week")
        yield pilot
        await press(pilot, "escape")
        await until(pilot, lambda: app.left, "the way back")


async def test_a_walk_is_logged_and_taken_back(home: Path) -> None:
    app = Visited(home)
    async with visiting(app) as pilot:
        await press(pilot, "w")
        await typed(pilot, "two")
        await shows(pilot, "1 to 1440")
        await typed(pilot, "20")
        await shows(pilot, "Kept: walk, 20 minutes.")
        assert "walks 20 min" in words(pilot)
        await press(pilot, "u")
        await shows(pilot, "Taken back: walk.")
        assert app.own.read().activities == ()
        await press(pilot, "o")
        await typed(pilot, "[b]Yoga with Ana[/b]")
        await typed(pilot, "45")
        await shows(pilot, "Kept: [b]Yoga with Ana[/b], 45 minutes.")
        assert "activities 45 min" in words(pilot)


async def test_things_are_named_and_rated_and_what_is_left_stays_open(home: Path) -> None:
    app = Visited(home)
    async with visiting(app) as pilot:
        await press(pilot, "n")
        await typed(pilot, "tie my shoes")
        await typed(pilot, "stairs")
        await typed(pilot, "")
        await shows(pilot, "rate your own things")
        await press(pilot, "r")
        await until(pilot, lambda: isinstance(pilot.app.screen, OwnScale), "the scale")
        assert "How well does this go: tie my shoes?" in words(pilot)
        assert "as well as before" in words(pilot)
        assert "no pain" not in words(pilot)
        await press(pilot, "7")
        await shows(pilot, "stairs?")
        await press(pilot, "s")
        await shows(pilot, "Kept. It is asked again next week.")
        assert asking.ratings_of(app.own.read(), app.own.week) == {"tie my shoes": 7}
        assert "leave it out" not in seen(pilot)
    assert not app.own.this_week(app.routine).asks


async def test_a_thing_whose_line_is_emptied_is_left_out_and_the_others_stay(home: Path) -> None:
    app = Visited(home)
    app.own.name(["tie my shoes", "stairs"])
    async with visiting(app) as pilot:
        await press(pilot, "n")
        await shows(pilot, "1 of 3. Empty: leave this one out.")
        await typed(pilot, "")
        await shows(pilot, "2 of 3. Empty: leave this one out.")
        await pilot.press("enter")
        await shows(pilot, "3 of 3. Empty: no more.")
        await pilot.press("enter")
        await shows(pilot, "Your week")
        assert [each.what for each in asking.asked_for(app.own.read())] == ["stairs"]


def test_things_stand_in_columns_whatever_their_signs_take(home: Path) -> None:
    own = OwnDiary(ws_of(home_in(home)), lambda: NOW)
    own.name(["階段を上る", "階段を上る" * 6, "stairs"])
    week, diary = own.this_week(first_weeks(home_in(home))), own.read()
    shown = [line for line in card(week, diary).note.split("\n") if line.endswith("–")]
    assert [cell_len(line) for line in shown] == [WIDEST + 3] * 3


async def test_a_week_that_was_left_out_is_not_asked_about_again(home: Path) -> None:
    app = Visited(home)
    app.own.name(["stairs"])
    assert app.own.this_week(app.routine).asks
    async with visiting(app, (80, 24)) as pilot:
        await shows(pilot, "leave it out this week")
        await press(pilot, "l")
        await shows(pilot, "Leaving it out is fine.")
    assert not app.own.this_week(app.routine).asks
    later = OwnDiary(app.own._ws, lambda: datetime(2026, 11, 30, 9))
    assert later.this_week(app.routine).asks


async def test_the_dashboard_tells_the_week_and_leads_here(home: Path) -> None:
    ws = replace(ws_of(home_in(home)), profile=replace(PROFILE, screened_at=NOW))
    OwnDiary(ws, lambda: NOW).add("walk", 20)
    with Log(ws.home.log) as log:
        log.skip_morning(NOW.date())
    app = CoachApp(lambda: ws, clock=FakeClock(NOW).clock, start="dashboard", output="silent")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, Dashboard), "the dashboard")
        await shows(pilot, "Walks 20 min. If you like, name what your back makes hard: press l.")
        assert "This week: " not in words(pilot), "the frame says it"
        await pilot.press("l")
        await shows(pilot, "name up to three things")
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(app.screen, Dashboard), "the dashboard")
