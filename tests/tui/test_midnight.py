"""A dashboard that is left open: the day goes over to the next one, or the wall clock jumps."""

from datetime import timedelta
from pathlib import Path

import pytest
from fake_clock import NOW
from full_screen import Bench, on
from looking import words as seen

from coach.app import workspace
from coach.core.exercise import Dose
from coach.core.model.done import Session, SetDone
from coach.tui.screens.dashboard import Dashboard
from coach.tui.screens.rating import Rating

DOSE = {"bird_dog": Dose(1, 4, 5)}


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """At ten in the evening, after a session of that day."""
    made = Bench(tmp_path)
    evening = NOW.replace(hour=22)
    made.clock.at = evening
    done = (SetDone("bird_dog", 1, "both", 4, evening - timedelta(hours=2)),)
    with workspace.open_log(made.ws) as log:
        log.add(Session(0, evening - timedelta(hours=2), "two", DOSE, done, before=2, after=2, effort="ok"))
    return made


async def test_it_shows_the_new_day_and_asks_for_its_morning(bench: Bench) -> None:
    async with bench.app().run_test(size=(100, 40)) as pilot:
        await on(pilot, Dashboard, "Mon 23 Nov")
        assert "1 of 2 rounds done" in seen(pilot)
        bench.clock.at += timedelta(hours=2, minutes=1)
        await on(pilot, Rating, "How was your back this morning")
        rating = pilot.app.screen
        assert isinstance(rating, Rating)
        assert not rating.asks, "nobody is spoken to at midnight"
        await pilot.press("1")
        await on(pilot, Dashboard, "Tue 24 Nov")
        assert "0 of 2 rounds done" in seen(pilot)
    assert bench.sessions()[0].morning == 1


async def test_a_question_that_is_open_at_midnight_stays(bench: Bench) -> None:
    async with bench.app().run_test(size=(100, 40)) as pilot:
        await on(pilot, Dashboard, "Mon 23 Nov")
        await pilot.press("enter")
        await on(pilot, Rating, "How is your back now")
        bench.clock.at += timedelta(hours=3)
        for _ in range(5):
            await pilot.pause(0.3)
        assert isinstance(pilot.app.screen, Rating)
        await pilot.press("escape")
        await on(pilot, Rating, "How was your back this morning")


async def test_a_clock_that_is_set_back_shows_that_day(bench: Bench) -> None:
    async with bench.app().run_test(size=(100, 40)) as pilot:
        await on(pilot, Dashboard, "Mon 23 Nov")
        bench.clock.at -= timedelta(days=1)
        await on(pilot, Dashboard, "Sun 22 Nov")
