"""A whole day with one key, one clicker or one mouse button, the screening apart: nothing else is ever pressed."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from full_screen import NOW, Bench, on
from looking import until, words
from scenes import Host
from textual.pilot import Pilot

from coach.session.asking.beginning import Beginning
from coach.session.asking.presses import TWICE_WITHIN_S
from coach.tui.flow import CANCELLED
from coach.tui.one_button.countdown import Countdown
from coach.tui.one_button.offering import Offering
from coach.tui.screens.card import Message
from coach.tui.screens.dashboard import Dashboard
from coach.tui.screens.pain import where_question
from coach.tui.screens.question import Question
from coach.tui.screens.rating import Rating, effort_question
from coach.tui.screens.session import SessionScreen

SIZES = [(60, 20), (80, 24), (140, 40)]
QUICK_S = 0.1
Button = Callable[[], Awaitable[Any]]


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


async def shown(pilot: Pilot[None], kind: type, text: str = "") -> None:
    """Waits for a kind of screen with a text that listens, in quick steps."""

    def there() -> bool:
        now = pilot.app.screen
        return type(now) is kind and not getattr(now, "deaf", False) and text in words(pilot)

    await until(pilot, there, f"{kind.__name__} with {text!r}", QUICK_S)


async def told(pilot: Pilot[None], index: int) -> None:
    """Waits until an answer has been told for a second."""
    screen = pilot.app.screen
    assert isinstance(screen, Offering)

    def is_told() -> bool:
        turns = screen.turns
        return turns.phase == "offering" and turns.at == index and screen._now_s - turns._began_s > 1

    await until(pilot, is_told, f"answer {index}", QUICK_S)


async def one_button_day(pilot: Pilot[None], press: Button) -> None:
    await shown(pilot, Dashboard)
    await until(pilot, lambda: True, "a moment", 1.0)
    await press()
    await shown(pilot, Rating, "How is your back now")
    await told(pilot, 3)
    await press()
    await until(pilot, lambda: "3 is taken" in words(pilot), "what is read back", QUICK_S)
    await shown(pilot, SessionScreen)
    await shown(pilot, Rating, "How is your back now")
    await told(pilot, 3)
    await press()
    await until(pilot, lambda: "3 is taken" in words(pilot), "what is read back", QUICK_S)
    await until(pilot, lambda: True, "a moment", 1.0)
    await press()  # That was wrong.
    await told(pilot, 4)
    await press()
    await shown(pilot, Question, "How was it?")
    await told(pilot, 1)
    await press()
    await shown(pilot, Message, "Next time")
    for _ in range(5):  # It may be long: the button goes on in it first.
        if isinstance(pilot.app.screen, Dashboard):
            break
        await press()
        await until(pilot, lambda: True, "a moment", 1.0)
    await shown(pilot, Dashboard)


def a_day(bench: Bench) -> tuple[Any, ...]:
    (session,) = bench.sessions()
    return session.before, session.after, session.effort, session.finished, session.stopped


@pytest.mark.parametrize(
    ("key", "size"),
    [*product(("enter",), SIZES), ("space", (60, 20)), ("pagedown", (60, 20)), ("b", (80, 24)), ("f5", (140, 40))],
)
async def test_a_whole_day_with_one_key(bench: Bench, key: str, size: tuple[int, int]) -> None:
    async with bench.app(speed=300).run_test(size=size) as pilot:
        await one_button_day(pilot, lambda: pilot.press(key))
    assert a_day(bench) == (3, 4, "ok", True, None)


async def test_a_whole_day_with_a_mouse_that_stays_where_it_is(bench: Bench) -> None:
    async with bench.app(speed=300).run_test(size=(60, 20)) as pilot:
        await shown(pilot, Dashboard, "start")
        spot = pilot.app.screen.query_one("#start").region.center
        await one_button_day(pilot, lambda: pilot.click(offset=(int(spot[0]), int(spot[1]))))
    assert a_day(bench) == (3, 4, "ok", True, None)


@pytest.mark.parametrize("size", SIZES)
async def test_a_day_with_a_clicker(bench: Bench, size: tuple[int, int]) -> None:
    """Page down and page up step, the button that darkens the screen confirms."""
    async with bench.app(speed=300).run_test(size=size) as pilot:
        await shown(pilot, Dashboard)
        await pilot.press("pagedown")
        await shown(pilot, Rating, "How is your back now")
        await pilot.press("pagedown", "pagedown", "pagedown", "pageup", "full_stop")
        await shown(pilot, SessionScreen)
        await pilot.press("pagedown", "b")
        await until(pilot, lambda: "Paused" in words(pilot), "the pause", QUICK_S)
        await until(pilot, lambda: True, "a moment", TWICE_WITHIN_S)
        await pilot.press("b")
        await shown(pilot, Rating, "How is your back now")
        await pilot.press("pagedown", "pagedown", "f5")
        await shown(pilot, Question, "How was it?")
        await pilot.press("pagedown", "pagedown", "pagedown", "pageup")
        await pilot.press("b")
        await shown(pilot, Message, "Next time")
        await pilot.press("b")
        await shown(pilot, Dashboard)
    (session,) = bench.sessions()
    assert (session.before, session.after, session.effort) == (2, 2, "ok")


@pytest.mark.parametrize(
    ("after_s", "between", "hurts"),
    [(TWICE_WITHIN_S / 2, (), True), (TWICE_WITHIN_S * 2, (), False), (TWICE_WITHIN_S / 2, ("m",), False)],
)
async def test_pressed_twice_at_once_it_hurts(
    bench: Bench, after_s: float, between: tuple[str, ...], hurts: bool
) -> None:
    async with bench.app(start="play", rating=False).run_test(size=(80, 24)) as pilot:
        await shown(pilot, SessionScreen)
        session = pilot.app.screen
        assert isinstance(session, SessionScreen)
        await until(pilot, lambda: session.conductor.view() is not None, "the session")
        await pilot.press("space")
        await until(pilot, lambda: session.conductor.paused, "the pause", 0.0)
        bench.clock.go_on(after_s)
        await pilot.press(*between, "space")
        if hurts:
            await shown(pilot, Rating, "How much does it hurt")
            await pilot.press("s")
            await shown(pilot, SessionScreen)
        assert not session.conductor.paused


async def test_what_was_pressed_before_a_question_or_a_headset_is_not_the_first_of_two(bench: Bench) -> None:
    async with bench.app(start="play", rating=False).run_test(size=(80, 24)) as pilot:
        await shown(pilot, SessionScreen)
        session = pilot.app.screen
        assert isinstance(session, SessionScreen)
        await until(pilot, lambda: session.conductor.view() is not None, "the session")
        await pilot.press("space")
        await until(pilot, lambda: session.conductor.paused, "the pause", 0.0)
        session.lead("toggle_pause")
        assert not session.conductor.paused
        bench.clock.go_on(TWICE_WITHIN_S / 2)
        await pilot.press("space")
        await until(pilot, lambda: session.conductor.paused, "the pause", 0.0)
        await pilot.press("question_mark")
        await until(pilot, lambda: isinstance(pilot.app.screen, Message), "the help", 0.0)
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is session, "the session", 0.0)
        bench.clock.go_on(TWICE_WITHIN_S / 2)
        await pilot.press("space")
        await until(pilot, lambda: not session.conductor.paused, "going on", 0.0)


async def test_pressed_twice_by_a_slip_one_button_says_that_it_is_fine(bench: Bench) -> None:
    async with bench.app(start="play", rating=False).run_test(size=(60, 20)) as pilot:
        await shown(pilot, SessionScreen)
        session = pilot.app.screen
        assert isinstance(session, SessionScreen)
        await until(pilot, lambda: session.conductor.view() is not None, "the session")
        await pilot.press("space")
        bench.clock.go_on(TWICE_WITHIN_S / 2)
        await pilot.press("space")
        await shown(pilot, Rating, "How much does it hurt")
        await pilot.press("space")
        await told(pilot, 0)
        assert pilot.app.screen.query_one("#leave").has_class("-chosen")
        await pilot.press("space")
        await until(pilot, lambda: "“it is fine, go on” is taken" in words(pilot), "what is read back", QUICK_S)
        await shown(pilot, SessionScreen)
        assert not session.conductor.paused
        assert session.conductor.pain.highest is None


async def test_who_answers_nothing_is_left_unrated_and_told_so_and_nothing_plays_to_an_empty_room(
    bench: Bench,
) -> None:
    async with bench.app(speed=300).run_test(size=(80, 24)) as pilot:
        await shown(pilot, Dashboard)
        await pilot.press("space")
        await shown(pilot, Rating)
        await shown(pilot, Question, "Ready when you are.")
        for _ in range(30):
            await until(pilot, lambda: True, "a moment", 10.0)
        await shown(pilot, Question, "Ready when you are.")
        assert bench.sessions() == ()
        await pilot.press("space")
        await shown(pilot, SessionScreen)
        await shown(pilot, Rating)
        await shown(pilot, Message, "Next time")
    (session,) = bench.sessions()
    assert (session.before, session.after, session.effort) == (None, None, None)
    assert (session.finished, session.stopped) == (True, None)


async def test_a_session_that_nobody_says_why_it_ended_is_asked_about_at_the_next_start(bench: Bench) -> None:
    async with bench.app(speed=300).run_test(size=(80, 24)) as pilot:
        await shown(pilot, Dashboard)
        await pilot.press("enter")
        await shown(pilot, Rating)
        await pilot.press("2")
        await on(pilot, SessionScreen, "left")
        await pilot.press("q")
        await shown(pilot, Question, "End the session?")
        await told(pilot, 0)
        await pilot.press("space")
        if await why_or_nothing(pilot):
            await shown(pilot, Message, "Next time")
    (session,) = bench.sessions()
    assert session.stopped in ("interrupted", "time")


async def why_or_nothing(pilot: Pilot[None]) -> bool:
    await shown(pilot, Question, "Why did you stop?")
    await until(pilot, lambda: not isinstance(pilot.app.screen, Question), "nobody answers", QUICK_S)
    return isinstance(pilot.app.screen, Message)


async def test_numbers_typed_while_it_counts_are_taken_at_once() -> None:
    async with Host(Message("Behind", "it")).run_test(size=(80, 24)) as pilot:
        given: list[int | None] = []
        pilot.app.push_screen(Rating(asks=True, usual=2), given.append)
        await shown(pilot, Rating)
        await told(pilot, 2)
        await pilot.press("7")
        await until(pilot, lambda: given == [7], "the typed number")


async def test_who_types_is_left_alone_for_longer() -> None:
    async with Host(Message("Behind", "it")).run_test(size=(80, 24)) as pilot:
        given: list[Any] = []
        pilot.app.push_screen(Rating(asks=True), given.append)
        await shown(pilot, Rating)
        await pilot.press("7")
        await until(pilot, lambda: given == [7], "the number")
        card = effort_question()
        pilot.app.push_screen(card, given.append)
        await shown(pilot, Question)
        for _ in range(100):
            await until(pilot, lambda: True, "a moment", QUICK_S)
        assert card.turns.phase == "asked"
        await pilot.press("o")
        await until(pilot, lambda: given == [7, "ok"], "the answer")


async def test_b_confirms_what_is_marked_and_not_the_answer_whose_letter_it_is() -> None:
    async with Host(Message("Behind", "it")).run_test(size=(60, 20)) as pilot:
        given: list[str | None] = []
        pilot.app.push_screen(where_question(), given.append)
        await shown(pilot, Question, "Where?")
        await pilot.press("pagedown", "pagedown", "b")
        await until(pilot, lambda: bool(given), "the answer", QUICK_S)
        second = where_question()
        pilot.app.push_screen(second, given.append)
        await shown(pilot, Question, "Where?")
        await pilot.press("b")  # By who was led by the button until now: nothing is marked.
        await told(pilot, 0)
        assert given == ["spread"]
        second.by_keys()
        second.action_skip()
        await until(pilot, lambda: len(given) == 2, "the end")
        pilot.app.push_screen(where_question(), given.append)
        await shown(pilot, Question, "Where?")
        await pilot.press("b")  # By who types.
        await until(pilot, lambda: given == ["spread", None, "back"], "the answer")


async def test_an_answer_that_comes_from_elsewhere_is_read_back_too() -> None:
    async with Host(Message("Behind", "it")).run_test(size=(80, 24)) as pilot:
        given: list[int | None] = []
        card = Rating(asks=True)
        pilot.app.push_screen(card, given.append)
        await shown(pilot, Rating)
        card.take(6)
        await until(pilot, lambda: "6 is taken press again if that is wrong" in words(pilot), "what is read back")
        await until(pilot, lambda: given == [6], "the answer", QUICK_S)


# --- without a hand --------------------------------------------------------------------------------------------


async def test_a_session_begins_by_itself_so_many_seconds_after_the_question(bench: Bench) -> None:
    app = bench.app(start="play", speed=300, beginning=Beginning(in_s=20))
    async with app.run_test(size=(80, 24)) as pilot:
        await shown(pilot, Rating)
        await pilot.press("2")
        await until(pilot, lambda: isinstance(pilot.app.screen, Countdown), "the countdown")
        begun_s = bench.clock.now_s
        await until(pilot, lambda: "The session begins in 20 seconds." in words(pilot), "what is told")
        assert "0:20" in words(pilot)
        await shown(pilot, SessionScreen)
        assert 20 <= bench.clock.now_s - begun_s < 30


@pytest.mark.parametrize(("key", "begins"), [("pagedown", True), ("escape", False)])
async def test_it_can_be_begun_earlier_or_left(bench: Bench, key: str, begins: bool) -> None:
    app = bench.app(start="play", speed=300, rating=False, beginning=Beginning(in_s=3000))
    async with app.run_test(size=(60, 20)) as pilot:
        await shown(pilot, Countdown)
        await pilot.press(key)
        if begins:
            await shown(pilot, SessionScreen)
        else:
            await until(pilot, lambda: app.failure is not None, "the end")
            assert str(app.failure) == CANCELLED
            assert bench.sessions() == ()


async def test_at_a_time_the_coach_is_ready_and_waits_for_the_person(bench: Bench) -> None:
    app = bench.app(start="play", speed=300, beginning=Beginning(at=NOW + timedelta(minutes=2)))
    async with app.run_test(size=(140, 40)) as pilot:
        await until(pilot, lambda: "The session begins at 07:32." in words(pilot), "what is told")
        await shown(pilot, Question, "Ready when you are.")
        assert bench.clock.wall() >= NOW + timedelta(minutes=2)
        for _ in range(20):
            await until(pilot, lambda: True, "a moment", 10.0)
        await shown(pilot, Question, "Ready when you are.")
        await pilot.press("space")
        await shown(pilot, Rating, "How is your back now")


async def test_what_ends_a_question_ends_it_once() -> None:
    """A question that is over is looked at on, until it is gone from the screen."""
    async with Host(Message("Behind", "it")).run_test(size=(80, 24)) as pilot:
        for taken in (4, None):
            given: list[int | None] = []
            card = Rating(asks=True)
            pilot.app.push_screen(card, given.append)
            await shown(pilot, Rating)
            if taken is not None:
                card.take(taken)
            for _ in range(1000):
                pilot.app.fake.go_on(0.1)  # type: ignore[attr-defined]
                card.look()
            await until(pilot, lambda taken=taken, given=given: given == [taken], "the end")  # type: ignore[misc]
            assert card.unanswered == (taken is None)
