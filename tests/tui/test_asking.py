"""What is asked before, in and after a session: every key is taken, and none for another question."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fake_clock import FakeClock
from full_screen import NOW, Bench, flat, hurts, in_session, on, reps_done, screen_text, session_of
from logbook import EXERCISES, sets_of
from looking import until, words
from scenes import NOW as SCENE_NOW
from scenes import Host, conductor, home_in, run_to
from textual.command import CommandPalette
from textual.pilot import Pilot

from coach.core.exercise import Dose
from coach.core.model.done import Session
from coach.log import Correction, Log
from coach.tui.flow import CANCELLED
from coach.tui.screens.card import Card, Message
from coach.tui.screens.dashboard import Dashboard
from coach.tui.screens.pain import stop_question, sure_question, where_question
from coach.tui.screens.question import Question
from coach.tui.screens.rating import Rating, effort_question
from coach.tui.screens.session import SessionScreen
from coach.tui.words import past_session

SMALL = (60, 20)


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


async def asked(pilot: Pilot[Any], card: Card[Any]) -> list[Any]:
    """Asks; what is answered comes into the list."""
    given: list[Any] = []
    pilot.app.push_screen(card, given.append)
    await until(pilot, lambda: pilot.app.screen is card and not card.deaf, "the question")
    return given


async def at_the_end(pilot: Pilot[None]) -> None:
    """Leaves set after set until only the last words are left."""
    screen = session_of(pilot)
    for _ in range(12):
        view = screen.conductor.view()
        if view is not None and view.kind == "close":
            return
        await pilot.press("n")
        await pilot.pause(0.02)
    raise AssertionError(screen_text(pilot))


# --- the scale -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "number"), [(("0", "0"), 10), (("0", "enter"), 0), (("1", "enter"), 1), (("0", "4"), 4)]
)
async def test_a_zero_waits_for_another_one(keys: tuple[str, ...], number: int) -> None:
    async with Host(Message("Behind", "it")).run_test(size=SMALL) as pilot:
        given = await asked(pilot, Rating())
        await pilot.press(*keys)
        await until(pilot, lambda: given == [number], f"{number}")


async def test_it_is_seen_that_a_zero_is_taken_and_what_another_one_makes_of_it() -> None:
    async with Host(Message("Behind", "it")).run_test(size=SMALL) as pilot:
        given = await asked(pilot, Rating())
        assert "0 to 9 the number t ten" in words(pilot)
        await pilot.press("0")
        await until(pilot, lambda: "0 is taken 0 again ten Enter go on at once" in words(pilot) or bool(given), "0")
        await until(pilot, lambda: given == [0], "the answer after a while")


@pytest.mark.parametrize("size", [SMALL, (80, 24), (140, 40)])
async def test_the_ends_of_the_scale_have_their_words(size: tuple[int, int]) -> None:
    async with Host(Rating()).run_test(size=size) as pilot:
        await until(pilot, lambda: "Esc skip" in words(pilot), "the scale")
        for text in ("no pain", "a little", "clearly there", "strong", "severe", "worst imaginable"):
            assert text in words(pilot)


async def test_keys_that_were_typed_before_the_scale_was_there_count() -> None:
    async with Host(Message("Behind", "it")).run_test(size=SMALL) as pilot:
        given: list[int | None] = []
        pilot.app.push_screen(Rating(typed="10"), given.append)
        await until(pilot, lambda: given == [10], "10")


# --- one question after another ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("card", "key"), [(Rating(), "5"), (effort_question(), "e"), (Message("Read", "this"), "enter")]
)
async def test_a_card_that_does_not_listen_yet_takes_no_key(card: Card[Any], key: str) -> None:
    async with Host(Message("Behind", "it")).run_test(size=SMALL) as pilot:
        given = await asked(pilot, card)
        card.deaf = True
        await pilot.press(key)
        await pilot.pause(0.05)
        assert (given, pilot.app.screen) == ([], card)
        card.deaf = False
        await pilot.press(key)
        await until(pilot, lambda: bool(given), "the answer")


async def test_every_question_after_another_one_listens_only_after_a_moment(bench: Bench) -> None:
    async with bench.app().run_test(size=SMALL) as pilot:
        await in_session(pilot)
        follows = []
        await pilot.press("h")
        for screen, text, key in (
            (Rating, "How much does it hurt", "7"), (Question, "Where?", "b"), (Message, "Stop here", "enter"),
            (Rating, "How is your back now", "3"), (Question, "How was it?", "o"), (Message, "Next time:", "enter"),
        ):  # fmt: skip
            await on(pilot, screen, text)
            assert isinstance(pilot.app.screen, Card)
            follows.append(pilot.app.screen.follows)
            await pilot.press(key)
        await on(pilot, Dashboard)
        assert follows == [False, True, True, True, True, True]


# --- help and palette ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("card", "told", "key", "answer"),
    [
        (Rating(), "8 to 10 severe: no exercise today", "3", 3),
        (effort_question(), "a little less next time", "h", "hard"),
        (stop_question(), "half as much next time", "t", "tired"),
        (where_question(), "the session ends", "l", "spread"),
    ],
)
async def test_help_says_what_an_answer_leads_to_and_then_asks_again(
    card: Card[Any], told: str, key: str, answer: object
) -> None:
    async with Host(Message("Behind", "it")).run_test(size=(80, 30)) as pilot:
        given = await asked(pilot, card)
        assert "? help" in words(pilot)
        await pilot.press("question_mark")
        await until(pilot, lambda: told in words(pilot) and "Ctrl+P find a command" in words(pilot), told)
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is card, "the question again")
        await pilot.press(key)
        await until(pilot, lambda: given == [answer], f"{answer}")


@pytest.mark.parametrize(
    ("card", "typed", "shown", "answer"),
    [
        (effort_question(), "justright", "ok: just right", "ok"),
        (Rating(), "ten0to9", "ten; 0 to 9", 10),
    ],
)
async def test_a_question_is_answered_from_the_palette(
    card: Card[Any], typed: str, shown: str, answer: object
) -> None:
    async with Host(Message("Behind", "it")).run_test(size=(80, 24)) as pilot:
        given = await asked(pilot, card)
        await pilot.press("ctrl+p")
        await until(pilot, lambda: isinstance(pilot.app.screen, CommandPalette), "the palette")
        await pilot.press(*typed)
        await until(pilot, lambda: shown in words(pilot), shown)
        await pilot.press("enter", "enter")
        await until(pilot, lambda: given == [answer], f"{answer}")


# --- before a session ----------------------------------------------------------------------------------------


async def test_escape_before_a_session_goes_back_and_keeps_nothing(bench: Bench) -> None:
    async with bench.app().run_test(size=SMALL) as pilot:
        await on(pilot, Dashboard)
        await pilot.press("enter")
        await on(pilot, Rating, "s skip Esc back ? help")
        await pilot.press("escape")
        await on(pilot, Dashboard)
        assert bench.sessions() == ()
        await pilot.press("enter")
        await on(pilot, Rating)
        await pilot.press("s")
        await on(pilot, SessionScreen)
    assert [session.before for session in bench.sessions()] == [None] or bench.sessions() == ()


async def test_escape_ends_a_program_that_was_to_play_and_says_so(bench: Bench) -> None:
    app = bench.app(start="play")
    async with app.run_test(size=SMALL) as pilot:
        await on(pilot, Rating, "Esc leave")
        await pilot.press("escape")
        await until(pilot, lambda: app.return_code is not None, "the end")
    assert (app.return_code, str(app.failure)) == (1, CANCELLED)
    assert bench.sessions() == ()


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("8", ("Too sore to start today.", "Gentle walking is fine", "Try again tomorrow", "press i")),
        ("t", ("Too sore to start today.", "calm breathing", "Try again tomorrow", "see a clinician", "press i")),
    ],
)
async def test_a_rating_that_forbids_playing_says_what_to_do_next(
    key: str, told: tuple[str, ...], bench: Bench
) -> None:
    async with bench.app().run_test(size=SMALL) as pilot:
        await on(pilot, Dashboard)
        await pilot.press("enter")
        await on(pilot, Rating)
        await pilot.press(key)
        await on(pilot, Message, "Not today")
        for text in told:
            assert text.lower() in words(pilot).lower()
        await pilot.press("enter")
        await on(pilot, Dashboard)


async def test_the_slip_of_a_key_is_mended_as_the_sheet_says(bench: Bench) -> None:
    async with bench.app().run_test(size=(80, 24)) as pilot:
        await on(pilot, Dashboard)
        await pilot.press("enter")
        await on(pilot, Rating)
        await pilot.press("8")
        await on(pilot, Message, "Not today")
        await pilot.press("enter")
        await on(pilot, Dashboard, "Too sore to start today.")
        await pilot.press("i")
        await until(pilot, lambda: "Your sessions" in words(pilot), "the history")
        await pilot.press("e")
        await on(pilot, Question, "What is to be corrected?")
        await pilot.press("b")
        await on(pilot, Question, "give another answer")
        await pilot.press("c")
        await on(pilot, Rating)
        await pilot.press("2")
        await until(pilot, lambda: "Your sessions" in words(pilot), "the history again")
        await pilot.press("q")
        await on(pilot, Dashboard, "start round 1")


async def test_what_was_rated_by_mistake_is_told_with_the_number_of_that_time() -> None:
    session = Session(3, SCENE_NOW, "two", {}, before=1)
    correction = Correction(3, SCENE_NOW, "before", 10, 1)
    told = past_session.session_words(session, "Two", EXERCISES, (), [correction], 80).plain
    assert "Nothing was planned: it was rated 10 then, too sore to start." in told
    other = past_session.session_words(session, "Two", EXERCISES, (), [], 80).plain
    assert "too sore" not in other


async def test_another_start_at_the_limit_of_the_day_asks_nothing_and_keeps_nothing(bench: Bench) -> None:
    doses = {id_: Dose(1, bench.ws.exercises[id_].day_reps, 0) for id_ in ("bird_dog", "clamshell")}
    with Log(bench.ws.home.log) as log:
        sets = sets_of(doses, NOW, {})
        log.add(Session(0, NOW, "two", doses, sets, before=2, after=2, effort="easy", finished=True))
    before = bench.sessions()
    async with bench.app().run_test(size=SMALL) as pilot:
        for _ in range(2):
            await on(pilot, Dashboard, "1 of 2 rounds done today")
            await pilot.press("enter")
            await on(pilot, Message, "Not today")
            await pilot.press("enter")
        await on(pilot, Dashboard)
    assert bench.sessions() == before


async def test_where_nothing_of_a_routine_can_be_played_it_says_at_once_why_and_what_to_do(bench: Bench) -> None:
    assert bench.ws.profile is not None
    bench.ws = replace(bench.ws, profile=replace(bench.ws.profile, cannot=("floor",)))
    async with bench.app().run_test(size=(80, 24)) as pilot:
        await on(pilot, Dashboard, "make a routine of what suits your answers")
        await pilot.press("enter")
        await on(pilot, Message, "Bird-dog: ")
        told = flat(screen_text(pilot))
        assert "Another: press r." in told
        assert "Clamshell: " in told
        assert "wrong key" not in told
        await pilot.press("enter")
        await on(pilot, Dashboard)
    assert bench.sessions() == ()


# --- in the middle and at the end ----------------------------------------------------------------------------


async def test_escape_says_no_to_what_cannot_be_skipped() -> None:
    async with Host(Message("Behind", "it")).run_test(size=SMALL) as pilot:
        given = await asked(pilot, sure_question("sharp"))
        card = pilot.app.screen
        await until(pilot, lambda: isinstance(card, Card) and not card.deaf, "listening")
        await pilot.press("escape")
        await until(pilot, lambda: given == [False], "no")


async def test_who_cannot_say_where_it_hurts_goes_on_as_with_the_back(bench: Bench) -> None:
    async with bench.app().run_test(size=SMALL) as pilot:
        await in_session(pilot)
        await pilot.press("h")
        await on(pilot, Rating)
        await pilot.press("4")
        await on(pilot, Question, "The number is kept. A wrong one can be corrected later")
        await pilot.press("escape")
        await on(pilot, Question, "You can end here, or go on with less")


async def test_pain_in_the_last_exercise_ends_the_session_and_says_why(bench: Bench) -> None:
    async with bench.app().run_test(size=SMALL) as pilot:
        screen = await in_session(pilot)
        await pilot.press("n", "n")
        await on(pilot, SessionScreen, "Clamshell")
        await until(pilot, lambda: reps_done(screen) > 0, "a repetition")
        await hurts(pilot, "4", "b")
        await on(pilot, Message, "Nothing comes after Clamshell, so this is the end.")
        await pilot.press("enter")
        await on(pilot, Rating, "How is your back now")
    (session,) = bench.sessions()
    assert (session.during, session.stopped) == (4, "pain")


async def test_a_number_typed_while_the_last_words_ask_for_it_is_taken(bench: Bench) -> None:
    async with bench.app().run_test(size=SMALL) as pilot:
        await in_session(pilot)
        await at_the_end(pilot)
        await on(pilot, SessionScreen, "next: your number, 0 (no pain) to 10 (worst imaginable)")
        assert "0 to 9 your number t ten space go on" in words(pilot)
        await pilot.press("1", "0")
        await on(pilot, Question, "One of these?")
        await pilot.press("n")
        await on(pilot, Question, "How was it?")
    (session,) = bench.sessions()
    assert (session.after, session.finished) == (10, False)  # Every set was left.


async def test_space_at_the_end_goes_on_to_the_question(bench: Bench) -> None:
    async with bench.app().run_test(size=SMALL) as pilot:
        await in_session(pilot)
        await at_the_end(pilot)
        await pilot.press("space")
        await on(pilot, Rating, "How is your back now")


async def test_a_session_that_is_left_in_its_last_words_is_a_finished_one(tmp_path: Path) -> None:
    home, watch = home_in(tmp_path), FakeClock(SCENE_NOW)
    going = conductor(home, watch)
    going.start()
    going.tick()
    assert going.player is not None
    run_to(going, watch, going.player.timeline.blocks[-1].start_ms + 100)
    screen = SessionScreen(going, "First weeks", "round 1 of 3")
    ended: list[Any] = []
    async with Host(Message("Behind", "it")).run_test(size=SMALL) as pilot:
        pilot.app.push_screen(screen, ended.append)
        await until(pilot, lambda: "your number" in words(pilot), "the end")
        await pilot.press("t")
        await until(pilot, lambda: ended == ["finished"], "the end of the session")
        assert screen.typed == "t"
    going.close()
    with Log(home.log) as log:
        assert log.sessions()[0].finished


async def test_a_digit_says_nothing_where_nothing_is_rated(tmp_path: Path) -> None:
    going = conductor(home_in(tmp_path), FakeClock(SCENE_NOW))
    screen = SessionScreen(going, "First weeks", "round 1 of 3", rated=False)
    async with Host(screen).run_test(size=SMALL) as pilot:
        await until(pilot, lambda: going.view() is not None, "the session")
        while (view := going.view()) is not None and view.kind != "close":
            going.next()
        screen.advance()
        await until(pilot, lambda: "space go on" in words(pilot), "the end")
        assert "your number" not in words(pilot)
        await pilot.press("5")
        assert (going.finished, screen.typed) == (False, "")
    going.close()
