"""The question at a start about a session that was interrupted, on the full screen with a real log."""

from datetime import timedelta
from pathlib import Path

import pytest
from full_screen import NOW, PROFILE, Bench, on
from textual.pilot import Pilot

from coach.core.exercise import Dose
from coach.core.model.done import Session, SetDone, SetSide
from coach.core.model.planned import Place, Played
from coach.files import profile
from coach.log import Log, progress
from coach.tui.screens.card import Message
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
    async with bench.app().run_test(size=(140, 40)) as pilot:
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


@pytest.fixture
def lost(tmp_path: Path) -> Bench:
    """A program was killed in the fourth repetition of the clamshell's second set on the left."""
    bench = Bench(tmp_path)
    profile.save(PROFILE, bench.ws.home.profile)
    at = NOW - timedelta(minutes=5)
    doses = {"bird_dog": Dose(1, 4, 5), "clamshell": Dose(2, 3, 0)}
    done: list[tuple[str, int, SetSide, int]] = [
        ("bird_dog", 1, "both", 4),
        ("clamshell", 1, "left", 3),
        ("clamshell", 2, "left", 1),
    ]
    with Log(bench.ws.home.log) as log:
        made = log.start(at, "two", doses, doses, 2, profile=PROFILE, runs=True)
        progress.begin(log, made, [Played(id_, dose, False) for id_, dose in doses.items()], False)
        for exercise, number, side, reps in done:
            place = Place("clamshell", 2, "left", 1)
            progress.reach(log, made, place, SetDone(exercise, number, side, reps, at))
    return bench


@pytest.mark.parametrize("key", ["g", "space"])
async def test_a_session_goes_on_where_it_was_and_is_whole_at_its_end(lost: Bench, key: str) -> None:
    async with lost.app(speed=200).run_test(size=(80, 24)) as pilot:
        await on(pilot, Question, "We go on with clamshell: second set, left side, two left.")
        await pilot.press(key)
        await on(pilot, Rating, "How is your back now")
        await pilot.press("2")
        await on(pilot, Question, "How was it?")
        await pilot.press("o")
        await on(pilot, Message, "Well done.")
    (session,) = lost.sessions()
    assert (session.before, session.after, session.stopped, session.finished) == (2, 2, None, True)
    assert [(each.exercise, each.set, each.side, each.reps) for each in session.sets] == [
        ("bird_dog", 1, "both", 4), ("clamshell", 1, "left", 3), ("clamshell", 2, "left", 3),
        ("clamshell", 1, "right", 3), ("clamshell", 2, "right", 3),
    ]  # fmt: skip


async def test_a_number_that_was_asked_for_is_asked_first_and_ends_it_where_it_is_too_much(lost: Bench) -> None:
    with Log(lost.ws.home.log) as log:
        progress.keep_pain(log, 1, "asked")
    async with lost.app().run_test(size=(80, 24)) as pilot:
        await on(pilot, Rating, "How much did it hurt")
        await pilot.press("6")
        await on(pilot, Question, "How did it go?")
        await pilot.press("l")
        await on(pilot, Dashboard)
    (session,) = lost.sessions()
    assert [(each.exercise, each.rating) for each in session.hurts] == [("clamshell", 6)]
