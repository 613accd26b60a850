"""Sound that is gone in the full screen: whoever presses a key watches; else it is asked whether it was done."""

from pathlib import Path

import pytest
from full_screen import Bench, in_session, on, reps_done, until
from textual.pilot import Pilot

from coach.session.sound.playback import Playback
from coach.tui.screens.question import Question
from coach.tui.screens.rating import Rating
from coach.tui.screens.session import SessionScreen


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


async def without_sound(pilot: Pilot[None], monkeypatch: pytest.MonkeyPatch) -> SessionScreen:
    """In a session whose device is lost in the first repetition."""
    screen = await in_session(pilot)
    await pilot.press("n")
    await until(pilot, lambda: screen.conductor.view().phase == "move", "a movement")  # type: ignore[union-attr]
    monkeypatch.setattr(Playback, "without_sound", True)
    return screen


@pytest.mark.parametrize(("key", "did"), [("y", True), ("n", False)])
async def test_it_is_asked_at_the_end_what_nobody_was_seen_to_do(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, key: str, did: bool
) -> None:
    app = bench.app(speed=12)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await without_sound(pilot, monkeypatch)
        await until(pilot, lambda: screen.conductor.counted.unguided >= 2, "repetitions that nobody heard")
        await on(pilot, SessionScreen, "press a key")
        await on(pilot, Question, "Did you do all of them?")
        await pilot.press(key)
        await on(pilot, Rating, "How is your back now")
        await pilot.press("2")
        await on(pilot, Question)
        await pilot.press("escape")
        await until(pilot, lambda: bool(bench.sessions()) and not bench.sessions()[0].running, "the end")
    (session,) = bench.sessions()
    assert session.finished == did
    assert session.stopped == (None if did else "interrupted")
    assert session.after == 2


async def test_who_presses_a_key_is_not_asked(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    app = bench.app(speed=12)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await without_sound(pilot, monkeypatch)
        await until(pilot, lambda: reps_done(screen) == 1, "the repetition that began with sound")
        await pilot.press("x")
        await until(pilot, lambda: reps_done(screen) == 3, "two repetitions")
        assert screen.conductor.counted.unguided == 0
        await on(pilot, Rating, "How is your back now")
