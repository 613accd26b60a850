"""The question at a start about a session that was interrupted, on the full screen with a real log."""

from datetime import timedelta
from pathlib import Path

import pytest
from full_screen import NOW, PROFILE, Bench, on
from textual.pilot import Pilot

from coach.core.exercise import Dose
from coach.core.model import Session, SetDone
from coach.files import profile
from coach.log import Log
from coach.tui.screens.dashboard import Dashboard
from coach.tui.screens.question import Question
from coach.tui.screens.rating import Rating

EARLIER = NOW - timedelta(minutes=30)


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    bench = Bench(tmp_path)
    profile.save(PROFILE, bench.ws.home.profile)
    done = (SetDone("bird_dog", 1, "both", 4, EARLIER),)
    planned = {"bird_dog": Dose(1, 4, 5)}
    with Log(bench.ws.home.log) as log:
        log.add(Session(0, EARLIER, "two", planned, done, before=2, stopped="interrupted", finished=False))
    return bench


async def asked(pilot: Pilot[None]) -> None:
    await on(pilot, Question, "How did it go? Your session of Mon 23 Nov was interrupted. What you did is kept.")


async def test_an_interrupted_session_is_rated_at_the_next_start(bench: Bench) -> None:
    async with bench.app().run_test(size=(60, 20)) as pilot:
        await asked(pilot)
        await pilot.press("r")
        await on(pilot, Rating, "How was your back after it")
        await pilot.press("3")
        await on(pilot, Question, "How was it?")
        await pilot.press("o")
        await on(pilot, Dashboard)
    (session,) = bench.sessions()
    assert (session.after, session.effort, session.stopped) == (3, "ok", "interrupted")
    async with bench.app().run_test(size=(80, 40)) as pilot:
        await on(pilot, Dashboard, "Mon 23 Nov 2 → 3 interrupted felt ok")


@pytest.mark.parametrize(("key", "again"), [("l", False), ("escape", True)])
async def test_it_can_be_left_or_asked_about_next_time(bench: Bench, key: str, again: bool) -> None:
    async with bench.app().run_test(size=(60, 20)) as pilot:
        await asked(pilot)
        await pilot.press(key)
        await on(pilot, Dashboard)
    async with bench.app().run_test(size=(60, 20)) as pilot:
        await (asked(pilot) if again else on(pilot, Dashboard))
    assert bench.sessions()[0].after is None
