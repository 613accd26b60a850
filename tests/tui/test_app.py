"""The full screen by its keys: real conductor, real log, silent output; only the calendar is handed in."""

import os
import signal
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from full_screen import (
    NOW,
    Bench,
    flat,
    hurts,
    in_hold,
    in_session,
    on,
    reps_done,
    screen_text,
    until,
)
from heard_aloud import Kept
from looking import step
from textual.widget import Widget

from coach.app import workspace
from coach.core.exercise import Dose
from coach.core.model.done import Session, SetDone
from coach.files import profile
from coach.files.settings import Settings
from coach.tui.around_session.how_it_was import went_up
from coach.tui.drawing import letters
from coach.tui.screens.card import Message
from coach.tui.screens.dashboard import Dashboard
from coach.tui.screens.question import Question
from coach.tui.screens.rating import Rating
from coach.tui.screens.routine_chooser import Chooser
from coach.tui.screens.session import SessionScreen
from coach.tui.screens.text_question import TextQuestion
from coach.tui.screens.verdict import OutcomeSheet
from coach.tui.widgets.stage import Stage
from coach.tui.widgets.stage_parts import Count
from coach.tui.words import texts


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


async def test_a_whole_session_from_dashboard_to_dashboard(bench: Bench) -> None:
    app = bench.app(speed=200)
    async with app.run_test(size=(80, 24)) as pilot:
        await on(pilot, Dashboard, "Your first session")
        assert "0 of 2 rounds done today" in screen_text(pilot)
        await in_session(pilot)
        await on(pilot, Rating, "How is your back now")
        await pilot.press("t")
        await on(pilot, Question, "none of these")
        await pilot.press("n")
        await on(pilot, Question, "How was it?")
        assert "just right" not in screen_text(pilot)
        await pilot.press("e")
        await on(pilot, Message, "Take it easy now")
        await pilot.press("enter")
        await on(pilot, Dashboard, "Severe pain, 10 of 10")
        await pilot.press("q")
        await until(pilot, lambda: not app.is_running or app.return_code is not None, "the end")
    assert app.return_code == 0
    (session,) = bench.sessions()
    assert (session.before, session.after, session.effort, session.finished) == (2, 10, "easy", True)
    assert [(done.exercise, done.set, done.side, done.reps) for done in session.sets] == [
        ("bird_dog", 1, "both", 4),
        ("clamshell", 1, "left", 3), ("clamshell", 2, "left", 3),
        ("clamshell", 1, "right", 3), ("clamshell", 2, "right", 3),
    ]  # fmt: skip


async def test_every_rating_can_be_skipped_and_then_comes_one_true_sentence(
    bench: Bench,
) -> None:
    bench.ws = replace(bench.ws, settings=Settings(words="brief"))
    app = bench.app(speed=200)
    app.speaker = spoken = Kept()
    async with app.run_test(size=(60, 20)) as pilot:
        await in_session(pilot, "s")
        await on(pilot, Rating)
        await pilot.press("s")
        await on(pilot, Question, "How was it?")
        assert spoken.said == ["How is your back now, 0 to 10?", "How was it?"]
        await pilot.press("s")
        await on(pilot, Message, "Next time:")
        means, sentence = spoken.said[2:]
        shown = flat(screen_text(pilot))
        assert shown.index(means) < shown.index(sentence)
    (session,) = bench.sessions()
    assert (session.before, session.after, session.effort, session.finished) == (None, None, None, True)


@pytest.mark.parametrize(
    ("before", "after", "up"),
    [(2, 2, False), (2, 3, False), (2, 4, True), (6, 6, False), (8, 8, True), (None, 5, False), (None, 6, True),
     (2, None, False)],
)  # fmt: skip
def test_no_effort_is_called_just_right_after_pain_that_went_up_or_is_severe(
    before: int | None, after: int | None, up: bool
) -> None:
    assert went_up(before, after) is up


async def test_a_note_can_be_written_where_the_session_ends_and_is_no_correction(bench: Bench) -> None:
    async with bench.app(speed=200).run_test(size=(60, 20)) as pilot:
        await in_session(pilot)
        for screen in (Rating, Question):
            await on(pilot, screen)
            await pilot.press("s")
        await on(pilot, Message, "n note")
        await pilot.press("n")
        await on(pilot, TextQuestion, "Your note")
        await pilot.press(*"slept", "space", *"badly", "enter")
        await on(pilot, Dashboard)
    (session,) = bench.sessions()
    assert session.note == "slept badly"
    with workspace.open_log(bench.ws) as log:
        assert log.corrections() == ()


async def test_play_without_ratings_asks_nothing_and_ends_by_itself(bench: Bench) -> None:
    app = bench.app(start="play", rating=False, speed=200)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.return_code is not None, "the end")
    assert app.return_code == 0
    (session,) = bench.sessions()
    assert session.finished
    assert session.before is None


async def test_space_stops_the_time_and_starts_it_again(bench: Bench) -> None:
    async with bench.app(speed=10).run_test(size=(80, 24)) as pilot:
        screen = await in_session(pilot)
        await pilot.press("space")
        await on(pilot, SessionScreen, "Paused. Press space to go on.")
        assert any(line in screen_text(pilot) for line in letters.render("PAUSED"))
        stood = screen.conductor.view()
        for _ in range(60):  # Long enough to be no double press.
            await step(pilot)
        assert screen.conductor.view() == stood
        await pilot.press("b")
        await until(pilot, lambda: screen.conductor.view() != stood, "going on")
        assert "Paused" not in screen_text(pilot)


async def test_keys_arrows_and_a_clicker_step_through_the_sets(bench: Bench) -> None:
    async with bench.app().run_test(size=(80, 24)) as pilot:
        await in_session(pilot)
        for forward, back in (("n", "p"), ("right", "left"), ("pagedown", "pageup")):
            await pilot.press(forward, forward)
            await on(pilot, SessionScreen, "Clamshell · left side")
            await pilot.press(back)
            await on(pilot, SessionScreen, "Bird-dog · sides in turn")


async def test_pace_and_volume_are_shown_where_they_differ(bench: Bench) -> None:
    async with bench.app().run_test(size=(80, 24)) as pilot:
        screen = await in_session(pilot)
        assert "speed" not in screen_text(pilot)
        await pilot.press("s", "-", "m")
        await on(pilot, SessionScreen, "0.8× speed · MUTED · volume 90 %")
        await pilot.press("f", "=", "m")
        await until(pilot, lambda: "volume" not in screen_text(pilot), "back to the start")
        assert screen.conductor.pace == 1


async def test_a_number_for_pain_leads_on_with_less(bench: Bench) -> None:
    async with bench.app().run_test(size=(80, 24)) as pilot:
        screen = await in_session(pilot)
        await in_hold(pilot, screen)
        await pilot.press("space", "h")
        await on(pilot, Rating, "How much does it hurt")
        assert screen.conductor.paused
        await pilot.press("4")
        await on(pilot, Question, "Where?")
        await pilot.press("b")
        await on(pilot, Question, "without Bird-dog, and half of what follows")
        await pilot.press("g")
        await on(pilot, SessionScreen, "Clamshell")
        assert not screen.conductor.paused
        assert {item.exercise.id: item.dose.sets for item in screen.conductor.plan.items} == {"clamshell": 1}
    assert bench.sessions()[0].during == 4


async def test_no_pain_after_all_goes_on_where_it_was(bench: Bench) -> None:
    async with bench.app().run_test(size=(80, 24)) as pilot:
        screen = await in_session(pilot)
        await pilot.press("h")
        await on(pilot, Rating)
        await pilot.press("s")
        await on(pilot, SessionScreen, "Bird-dog")
        assert not screen.conductor.paused
    assert bench.sessions()[0].during is None


@pytest.mark.parametrize(
    ("number", "key", "stopped", "told"),
    [
        ("7", "b", "pain", "too much pain to go on"), ("2", "x", "sharp", "Sudden, sharp pain"),
        ("1", "l", "spread", "new in a leg"), ("9", "b", "pain", "That is severe"),
    ],
)  # fmt: skip
async def test_pain_that_allows_no_going_on_ends_the_session(
    bench: Bench, number: str, key: str, stopped: str, told: str
) -> None:
    """Sharp and spreading pain whatever its number; with them, and where it is severe, the signs are shown."""
    async with bench.app().run_test(size=(80, 24)) as pilot:
        await in_session(pilot)
        await hurts(pilot, number, key)
        if key != "b":
            await on(pilot, Question, "That ends the session. y yes n no, go back")
            await pilot.press("n")  # A slip of the key is taken back.
            await on(pilot, Question, "Where?")
            await pilot.press(key)
            await on(pilot, Question, "That ends the session.")
            await pilot.press("y")
        if number == "7":
            await on(pilot, Message, told)
            await pilot.press("enter")
        else:
            await on(pilot, Question, told)
            assert "numbness" in screen_text(pilot)
            await pilot.press("n")
        await on(pilot, Rating, "How is your back now")
    (session,) = bench.sessions()
    assert (session.during, session.stopped, session.finished) == (int(number), stopped, False)


@pytest.mark.parametrize(("key", "passed"), [("w", True), ("n", False), ("s", False)])
async def test_what_went_down_a_leg_may_be_taken_back_when_it_went_away(
    bench: Bench, key: str, passed: bool
) -> None:
    async with bench.app().run_test(size=(80, 24)) as pilot:
        await in_session(pilot)
        await hurts(pilot, "3", "l")
        await on(pilot, Question, "That ends the session.")
        await pilot.press("y")
        await on(pilot, Question, "One of these?")
        await pilot.press("n")
        await on(pilot, Rating, "How is your back now")
        await pilot.press("2")
        await on(pilot, Question, "within five minutes")
        await pilot.press(key)
        await on(pilot, Question, "How was it? The pain is kept already. This is about the effort alone.")
        text = flat(screen_text(pilot))
        assert "just right" not in text
        assert text.index("hard:") < text.index("ok:") < text.index("easy:")
    (session,) = bench.sessions()
    assert (session.stopped, session.spread_passed) == ("spread", passed)


async def test_a_sign_that_needs_help_now_is_told_at_once_and_stops_everything(bench: Bench) -> None:
    async with bench.app().run_test(size=(80, 24)) as pilot:
        await in_session(pilot)
        await hurts(pilot, "3", "l")
        await on(pilot, Question, "That ends the session.")
        await pilot.press("y")
        await on(pilot, Question, "one of these")
        await pilot.press("o")
        await on(pilot, OutcomeSheet, "emergency")
        await pilot.press("enter")
        await on(pilot, Dashboard, "Nothing is played now.")
    (session,) = bench.sessions()
    assert (session.stopped, session.after) == ("spread", None)
    kept = profile.load(bench.ws.home.profile, NOW)
    assert kept is not None
    assert kept.red_flags_emergency


async def test_after_a_round_that_hurt_another_one_takes_more_than_enter(bench: Bench) -> None:
    async with bench.app().run_test(size=(80, 24)) as pilot:
        await in_session(pilot)
        await hurts(pilot, "6", "b")
        await on(pilot, Message, "too much pain to go on")
        await pilot.press("enter")
        await on(pilot, Rating, "How is your back now")
        await pilot.press("3")
        await on(pilot, Question, "How was it?")
        await pilot.press("s")
        await on(pilot, Message, "Next time:")
        await pilot.press("enter")
        await on(pilot, Dashboard, "Enough for today. The next round is tomorrow.")
        await pilot.press("enter")
        await on(pilot, Question, "One more round today?")
        await pilot.press("enter", "n")
        await on(pilot, Dashboard, "Enough for today.")
        await pilot.press("enter")
        await on(pilot, Question, "One more round today?")
        await pilot.press("y")
        await on(pilot, Rating, "How is your back now")
    app = bench.app(start="play")
    async with app.run_test(size=(80, 24)) as pilot:
        await on(pilot, Question, "One more round today?")
        await pilot.press("n")
        await until(pilot, lambda: not app.is_running, "the end")
    assert "Nothing was played" in str(app.failure)


async def test_severe_pain_afterwards_shows_the_signs_too(bench: Bench) -> None:
    async with bench.app(speed=200).run_test(size=(80, 24)) as pilot:
        await in_session(pilot)
        await on(pilot, Rating, "How is your back now")
        await pilot.press("8")
        await on(pilot, Question, "one of these")
        await pilot.press("o")
        await on(pilot, OutcomeSheet, "emergency")
    assert bench.sessions()[0].after == 8


async def test_quitting_asks_first_and_keeps_what_was_done(bench: Bench) -> None:
    async with bench.app(speed=12).run_test(size=(80, 24)) as pilot:
        screen = await in_session(pilot)
        await pilot.press("q")
        await on(pilot, Question, "End the session? What you did is kept.")
        await pilot.press("n")
        await on(pilot, SessionScreen)
        await pilot.press("n")
        await until(pilot, lambda: reps_done(screen) >= 2, "two repetitions")
        await pilot.press("q", "y")
        await on(pilot, Question, "Why did you stop?")
        await pilot.press("n")
        await on(pilot, Rating)
        await pilot.press("1")
        await on(pilot, Question, "How was it?")
        await pilot.press("s")
        await on(pilot, Message, "Next time:")
    (session,) = bench.sessions()
    assert (session.after, session.stopped, session.finished) == (1, "time", False)
    assert session.sets[0].exercise == "bird_dog"
    assert session.sets[0].reps >= 2


async def test_a_number_is_given_by_keys_by_arrows_or_by_the_mouse(bench: Bench) -> None:
    app = bench.app()
    async with app.run_test(size=(140, 40)) as pilot:
        await on(pilot, Dashboard)
        given: list[int | None] = []
        for keys, number in (
            (["1", "0"], 10), (["1"], 1), (["0"], 0), (["t"], 10), (["right", "right", "left", "enter"], 0),
        ):  # fmt: skip
            app.push_screen(Rating(), given.append)
            await on(pilot, Rating)
            await pilot.press(*keys)
            await until(pilot, lambda: bool(given), "an answer")
            assert given.pop() == number
        app.push_screen(Rating(), given.append)
        await on(pilot, Rating)
        await pilot.click(list(app.screen.query(".number").results(Widget))[8])
        await until(pilot, lambda: given == [8], "the mouse's answer")


async def test_what_is_needed_from_the_floor_is_seen_at_every_size(bench: Bench) -> None:
    async with bench.app(speed=4).run_test(size=(80, 24)) as pilot:
        screen = await in_session(pilot)
        await in_hold(pilot, screen)
        view = screen.conductor.view()
        assert view is not None
        for size in ((60, 20), (80, 24), (140, 40), (200, 60)):
            await pilot.resize_terminal(*size)
            await on(pilot, SessionScreen, "next: Clamshell, left side")
            shown = screen_text(pilot)
            assert "1 of 4" in shown or any(letters.render("1/4", scale)[0] in shown for scale in (1, 2))
            for text in ("set 1 of 1", f"{texts.minutes_seconds(view.left_ms)} left", "? help", "n next"):
                assert text in shown
            assert "left hand, right leg" in shown or letters.render("left hand, right leg")[0] in shown
            assert "Bird-dog" in shown or letters.render("Bird-dog")[0] in shown
            assert_apart(screen)


def assert_apart(screen: SessionScreen) -> None:
    """No two parts of the screen overlap, and none is outside it."""
    parts = [widget for widget in screen.query_one(Stage).children if widget.display]
    parts += [widget for widget in screen.children if widget.display]
    for index, part in enumerate(parts):
        assert screen.region.contains_region(part.region)
        assert part.region.area > 0
        for other in parts[index + 1 :]:
            nested = part in other.children or other in part.children
            assert nested or not part.region.overlaps(other.region)


async def test_each_state_has_its_own_word_and_frame(bench: Bench) -> None:
    async with bench.app(speed=8).run_test(size=(80, 24)) as pilot:
        screen = await in_session(pilot)
        seen: dict[str, tuple[str, object, bool]] = {"BREATHE": ("", "", False)}
        stage, count = screen.query_one(Stage), screen.query_one(Count)
        await pilot.press("n")

        def saw(*words: str) -> bool:
            filled = count.styles.background.a > 0
            edge = stage.render_lines(stage.outer_size.region)[0].text[:3]
            seen[count.picture.word] = (edge, stage.get_component_rich_style("stage--frame").color, filled)
            return set(words) <= set(seen)

        await until(pilot, lambda: saw("GET READY", "MOVE", "HOLD", "RETURN"), "the states of a repetition")
        await pilot.press("n", "n", "n")
        await until(pilot, lambda: saw("REST"), "a rest")
        del seen["BREATHE"]
        assert len(set(seen.values())) == len(seen)
        assert seen["HOLD"][2]
        assert len({seen[word][0] for word in ("MOVE", "HOLD", "RETURN", "REST")}) == 4


async def test_markup_and_escape_codes_in_a_name_are_shown_as_they_are(bench: Bench) -> None:
    title = "[@click=app.bell]Quick[/] [b]"
    bench.write(title)
    async with bench.app().run_test(size=(80, 24)) as pilot:
        await on(pilot, Dashboard, title)
        await in_session(pilot)
        assert title in screen_text(pilot)


async def test_a_sore_back_is_told_kindly_that_today_is_for_rest(bench: Bench) -> None:
    async with bench.app().run_test(size=(80, 24)) as pilot:
        await on(pilot, Dashboard)
        await pilot.press("enter")
        await on(pilot, Rating)
        await pilot.press("8")
        await on(pilot, Message, "Not today")
        await pilot.press("enter")
        await on(pilot, Dashboard)
    assert all(not session.sets for session in bench.sessions())


async def test_another_routine_is_chosen_from_a_list(bench: Bench) -> None:
    async with bench.app().run_test(size=(80, 24)) as pilot:
        await on(pilot, Dashboard, "Two exercises")
        await pilot.press("r")
        await on(pilot, Chooser, "1 ● Two exercises own")
        await pilot.press("down", "down", "enter")
        await on(pilot, Dashboard, "Seated forward stretch")
        await pilot.press("r")
        await on(pilot, Chooser, "3 ● First weeks built in")
        await pilot.press("escape")
        await on(pilot, Dashboard, "Seated forward stretch")


async def test_past_sessions_show_their_ratings(bench: Bench) -> None:
    with workspace.open_log(bench.ws) as log:
        dose = {"bird_dog": Dose(1, 4, 5)}
        done = (SetDone("bird_dog", 1, "both", 4, NOW),)
        log.add(Session(0, datetime(2026, 11, 22, 8), "two", dose, done, before=2, during=4, after=3, effort="ok"))
    async with bench.app().run_test(size=(140, 40)) as pilot:
        await on(pilot, Rating, "How was your back this morning")
        await pilot.press("1")
        await on(pilot, Dashboard, "Sun 22 Nov 2 → 3 during 4")
    assert bench.sessions()[0].morning == 1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
async def test_a_signal_ends_the_app_and_keeps_what_was_done(bench: Bench, number: signal.Signals) -> None:
    app = bench.app(speed=12)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await in_session(pilot)
        await pilot.press("n")
        await until(pilot, lambda: reps_done(screen) >= 1, "a repetition")
        await pilot.press("space")
        os.kill(os.getpid(), number)
        await until(pilot, lambda: app.return_code is not None, "the end")
    assert app.return_code == 128 + number
    (session,) = bench.sessions()
    assert session.sets[0].exercise == "bird_dog"
    assert not session.finished


async def test_a_routine_that_cannot_be_used_ends_with_its_sentence(bench: Bench) -> None:
    (bench.ws.home.routines / "two.toml").write_text("format = 1\nname = 3\n")
    app = bench.app(start="play")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.return_code is not None, "the end")
    assert app.return_code == 1


async def test_help_lists_the_keys_and_time_stands_still_meanwhile(bench: Bench) -> None:
    async with bench.app().run_test(size=(60, 20)) as pilot:
        screen = await in_session(pilot)
        await pilot.press("?")
        await on(pilot, Message, "it hurts")
        assert screen.conductor.paused
        await pilot.press("escape")
        await on(pilot, SessionScreen)
        assert not screen.conductor.paused
