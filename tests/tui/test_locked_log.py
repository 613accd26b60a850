"""The full screen with a log that another program holds: it goes on, says so, and asks at the end."""

from contextlib import ExitStack
from pathlib import Path

import pytest
from full_screen import Bench, flat, in_session, on, screen_text, until
from locked import locked

from coach.tui.screens.card import Message
from coach.tui.screens.dashboard import Dashboard
from coach.tui.screens.question import Question
from coach.tui.screens.rating import Rating


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


async def test_a_session_goes_on_while_the_log_is_locked_and_loses_nothing(bench: Bench) -> None:
    async with bench.app(speed=12).run_test(size=(80, 24)) as pilot:
        screen = await in_session(pilot)
        with locked(bench.ws.home.log) as lock:
            await pilot.press("n")
            await until(pilot, lambda: "written down as soon as that works" in flat(screen_text(pilot)), "a notice")
            assert not screen.conductor.paused
            told = screen.conductor.view()
            await until(pilot, lambda: screen.conductor.view() != told, "going on")
            assert bench.sessions()[0].sets == ()
            await until(pilot, lambda: isinstance(pilot.app.screen, Rating), "the end")
            await on(pilot, Rating)
            await pilot.press("2")
            await on(pilot, Question, "How was it?")
            await pilot.press("o")
            await on(pilot, Question, "Not in the log yet")
            assert "Not in the log: 5 finished sets, 2 ratings, its end." in flat(screen_text(pilot))
            lock.release()
            await pilot.press("t")
        await on(pilot, Message, "Next time:")
    (session,) = bench.sessions()
    assert len(session.sets) == 5
    assert (session.finished, session.after, session.effort) == (True, 2, "ok")


async def test_who_leaves_what_could_not_be_written_is_back_at_the_dashboard(bench: Bench) -> None:
    async with bench.app(speed=200).run_test(size=(80, 24)) as pilot:
        screen = await in_session(pilot)
        with locked(bench.ws.home.log):
            await pilot.press("q")
            await on(pilot, Question, "End the session?")
            await pilot.press("y")
            await on(pilot, Question, "Why did you stop?")
            await pilot.press("n")
            await until(pilot, lambda: not isinstance(pilot.app.screen, Question), "the answer")
            if isinstance(pilot.app.screen, Rating):
                await on(pilot, Rating)
                await pilot.press("2")
                await on(pilot, Question, "How was it?")
                await pilot.press("o")
            await on(pilot, Question, "Not in the log yet")
            await pilot.press("l")
            await on(pilot, Dashboard)
        await until(pilot, lambda: screen.conductor.writer.unwritten is None, "the writing after all")
    assert bench.sessions()[0].stopped == "time"


async def test_what_cannot_be_written_when_the_program_is_told_to_end_is_said(bench: Bench) -> None:
    app = bench.app(speed=12)
    with ExitStack() as until_it_has_ended:
        async with app.run_test(size=(80, 24)) as pilot:
            await in_session(pilot)
            until_it_has_ended.enter_context(locked(bench.ws.home.log))
            await pilot.press("ctrl+c")
            await on(pilot, Question, "End the session?")
            await pilot.press("ctrl+c")
            await until(pilot, lambda: app.return_code is not None, "the end")
    assert "could not be written down. Not in the log: its end." in str(app.failure)
