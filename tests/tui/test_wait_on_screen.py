"""Waiting on the session screen: what goes on, what the footer says, and what the first session offers."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from fake_clock import FakeClock
from full_screen import Bench, on, session_of
from looking import seen, until, words
from scenes import EXERCISES, NOW, PROFILE, Host, first_weeks, home_in, in_silence
from textual.pilot import Pilot

from coach.core import plan, progression
from coach.core.changes import USUAL
from coach.core.model.routine import ChangeMode
from coach.files.changes import ChangeSecondsForm
from coach.files.settings import Settings
from coach.tui.screens.session import SessionScreen


@asynccontextmanager
async def going(
    folder: Path, change: ChangeMode, *, first: bool = False, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[Pilot[None], SessionScreen]]:
    home, watch = home_in(folder), FakeClock(NOW)
    loaded = first_weeks(home)
    decision = progression.decide(loaded, EXERCISES, PROFILE, (), NOW.date())
    made = plan.make(loaded, decision, PROFILE)
    assert made is not None
    conductor = in_silence(home, watch, replace(made, change=change))
    conductor.start()
    conductor.tick()
    while change == "wait" and not conductor.waiting:
        watch.go_on(0.05)
        conductor.tick()
    screen = SessionScreen(conductor, "First weeks", "", first=first)
    app = Host(screen, fake=watch)
    try:
        async with app.run_test(size=size) as pilot:
            await until(pilot, lambda: app.screen is screen and conductor.view() is not None, "the session")
            yield pilot, screen
    finally:
        conductor.close()


@pytest.mark.parametrize("key", ["space", "full_stop", "b", "enter", "x", "7", "up", "pagedown", "click"])
async def test_a_key_or_a_click_goes_on(tmp_path: Path, key: str) -> None:
    async with going(tmp_path, "wait") as (pilot, screen):
        await until(pilot, lambda: screen.conductor.waiting, "the wait")
        assert "Press any key, or click, when you are ready." in seen(pilot)
        assert "space ready" in " ".join(seen(pilot).split())
        await (pilot.click(offset=(5, 5)) if key == "click" else pilot.press(key))
        await until(pilot, lambda: not screen.conductor.waiting, "the count-in")
        view = screen.conductor.view()
        assert view is not None
        assert (view.wait, view.set, screen.conductor.paused) == ("", 1, False)
        assert 0 < view.go_left_ms <= 3000 or view.kind == "rep"


@pytest.mark.parametrize("key", ["s", "g", "p"])
async def test_keys_with_a_meaning_keep_it(tmp_path: Path, key: str) -> None:
    async with going(tmp_path, "wait") as (pilot, screen):
        await until(pilot, lambda: screen.conductor.waiting, "the wait")
        await pilot.press(key)
        await pilot.pause()
        view = screen.conductor.view()
        assert view is not None
        assert view.wait


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (140, 40)])
async def test_the_first_session_offers_to_wait_once(tmp_path: Path, size: tuple[int, int]) -> None:
    async with going(tmp_path, "timed", first=True, size=size) as (pilot, screen):
        await until(pilot, lambda: "w wait for me" in " ".join(seen(pilot).split()), "the offer")
        if size[0] >= 80:
            assert "w: in this session I wait" in seen(pilot)
        await pilot.press("w")
        assert screen.conductor.change == "wait"
        await until(pilot, lambda: "w wait for me" not in " ".join(seen(pilot).split()), "the end of the offer")
        assert "w: in this session I wait" not in seen(pilot)
        told = "In this session I wait for you at each new position. For every session: press s on the dashboard"
        assert told in words(pilot)
        await pilot.press("w")
        await until(pilot, lambda: "In this session I go on by myself" in words(pilot), "the other way")
        watch = screen.app.fake  # type: ignore[attr-defined]
        watch.go_on(10)
        await until(pilot, lambda: "In this session" not in seen(pilot), "the end of what is told")


async def test_later_sessions_offer_nothing(tmp_path: Path) -> None:
    async with going(tmp_path, "timed") as (pilot, _):
        assert "w: in this session" not in seen(pilot)


async def test_waiting_and_seconds_of_a_routine_and_of_the_settings_reach_the_screen(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    path = bench.ws.home.routines / "two.toml"
    keys = 'change = "wait"\nchange_s = { chair_to_floor = 33, other = 17 }'
    path.write_text(path.read_text("utf-8").replace("\n\n[[", f"\n{keys}\n\n[[", 1), encoding="utf-8")
    bench.ws = replace(bench.ws, settings=Settings(change_s=ChangeSecondsForm(other=25)))
    async with bench.app(rating=False, start="play").run_test() as pilot:
        await on(pilot, SessionScreen)
        going = session_of(pilot).conductor
        await until(pilot, lambda: going.waiting, "the wait")
        assert going.plan.change_s == replace(USUAL, chair_to_floor=33, other=25)
        await pilot.press("w")
        view = going.view()
        assert view is not None
        assert (view.wait, going.change) == ("", "timed")
