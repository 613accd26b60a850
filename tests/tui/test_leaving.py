"""Ctrl-C ends the full screen wherever it is pressed; and a console without braille gets what it can draw."""

import os
import re
import signal
import time
from pathlib import Path

import pytest
from command import COMMAND, environment, screened
from full_screen import Bench, in_session, on, reps_done, screen_text, until
from textual.command import CommandPalette

from coach.tui.screens.card import Message
from coach.tui.screens.dashboard import Dashboard
from coach.tui.screens.history import History
from coach.tui.screens.question import Question
from coach.tui.screens.rating import Rating

FEW_SIGNS = re.compile(r"[\u2800-\u28ff●○▸█▀▄]")


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


@pytest.mark.parametrize(
    ("keys", "screen"),
    [((), Dashboard), (("ctrl+p",), CommandPalette), (("question_mark",), Message), (("i",), History),
     (("enter",), Rating)],
)  # fmt: skip
async def test_ctrl_c_ends_the_program_from_any_screen(keys: tuple[str, ...], screen: type, bench: Bench) -> None:
    app = bench.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await on(pilot, Dashboard)
        await pilot.press(*keys)
        await on(pilot, screen)
        await pilot.press("ctrl+c")
        await until(pilot, lambda: app.return_code is not None, "the end")
    assert app.return_code == 130
    assert bench.sessions() == ()


@pytest.mark.parametrize(("key", "asked"), [("", None), ("q", Question), ("h", Rating)])
async def test_ctrl_c_keeps_what_was_done_in_a_session(key: str, asked: type | None, bench: Bench) -> None:
    app = bench.app(speed=12)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await in_session(pilot)
        await pilot.press("n")
        await until(pilot, lambda: reps_done(screen) >= 1, "a repetition")
        if asked is not None:
            await pilot.press(key)
            await on(pilot, asked)
        if asked is None:
            await pilot.press("ctrl+c")
            await on(pilot, Question, "End the session?")
            assert app.return_code is None, "a slip ends nothing"
        await pilot.press("ctrl+c")
        await until(pilot, lambda: app.return_code is not None, "the end")
    assert app.return_code == 130
    (session,) = bench.sessions()
    assert session.sets[0].exercise == "bird_dog"
    assert not session.finished


async def test_ctrl_c_asks_as_q_does_and_no_goes_on(bench: Bench) -> None:
    app = bench.app(speed=12)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await in_session(pilot)
        await pilot.press("ctrl+c")
        await on(pilot, Question, "End the session?")
        await pilot.press("n")
        await until(pilot, lambda: pilot.app.screen is screen and not screen.conductor.paused, "going on")
    assert app.return_code is None or app.return_code == 0


async def test_ctrl_c_at_the_last_question_keeps_the_answer_before_it(bench: Bench) -> None:
    app = bench.app(speed=200)
    async with app.run_test(size=(80, 24)) as pilot:
        await on(pilot, Dashboard)
        await pilot.press("enter")
        await on(pilot, Rating, "How is your back now")
        before = pilot.app.screen
        await pilot.press("2")
        # At this speed the session may be over before anybody sees it.
        await until(pilot, lambda: pilot.app.screen is not before, "the session")
        await until(pilot, lambda: isinstance(pilot.app.screen, Rating), "its end")
        await pilot.press("3")
        await on(pilot, Question, "How was it?")
        await pilot.press("ctrl+c")
        await until(pilot, lambda: app.return_code is not None, "the end")
    assert app.return_code == 130
    (session,) = bench.sessions()
    assert (session.finished, session.after, session.effort) == (True, 3, None)


async def test_who_ends_before_the_first_repetition_is_asked_why_and_no_more(bench: Bench) -> None:
    async with bench.app().run_test(size=(80, 24)) as pilot:
        await in_session(pilot)
        await pilot.press("q", "y")
        await on(pilot, Question, "Why did you stop?")
        await pilot.press("n")
        await on(pilot, Message, "Another time, then.")
    (session,) = bench.sessions()
    assert (session.before, session.after, session.stopped, session.sets) == (2, None, "time", ())


async def test_what_hurt_before_the_first_repetition_is_rated(bench: Bench) -> None:
    async with bench.app().run_test(size=(80, 24)) as pilot:
        await in_session(pilot)
        await pilot.press("q", "y")
        await on(pilot, Question, "Why did you stop?")
        await pilot.press("p")
        await on(pilot, Rating, "How is your back now")


@pytest.mark.parametrize(("after", "title"), [("2", "What you did is kept."), ("t", "Kept. Take it easy now.")])
async def test_who_ended_early_is_told_what_follows_and_to_rest_when_nothing_may_be_played(
    after: str, title: str, bench: Bench
) -> None:
    async with bench.app(speed=12).run_test(size=(80, 24)) as pilot:
        screen = await in_session(pilot)
        await pilot.press("n")
        await until(pilot, lambda: reps_done(screen) >= 1, "a repetition")
        await pilot.press("q", "y")
        await on(pilot, Question, "Why did you stop?")
        await pilot.press("n")
        await on(pilot, Rating)
        await pilot.press(after)
        if after == "t":
            await on(pilot, Question, "none of these")
            await pilot.press("n")
        await on(pilot, Question, "How was it?")
        await pilot.press("s")
        await on(pilot, Message, title)
        assert ("Next time:" in screen_text(pilot)) == (after == "2")
        assert pilot.app.screen.has_class("-urgent") == (after == "t")


async def test_an_app_that_writes_plainly_has_a_plain_dashboard_and_session(bench: Bench) -> None:
    app = bench.app(plain=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await on(pilot, Dashboard)
        assert FEW_SIGNS.search(screen_text(pilot)) is None
        screen = await in_session(pilot)
        assert screen.has_class("-plain")


def written_on(home: Path, term: str) -> str:
    """What a terminal of a kind is sent up to the first question of a session, which is left with Ctrl-C."""
    pty = pytest.importorskip("pty")
    more = {"TERM": term, "COLUMNS": "80", "LINES": "24", "PYTHONIOENCODING": "utf-8"}
    child, screen = pty.fork()
    if child == 0:
        os.execvpe(COMMAND[0], [*COMMAND, "play", "--output", "silent"], environment(home, more))
    written, keys = b"", [(b"understand", b"y"), (b"severe", b"\x03")]
    try:
        while part := os.read(screen, 65536):
            written += part
            if keys and keys[0][0] in written:
                os.write(screen, keys.pop(0)[1])
    except OSError:
        pass  # Linux's way to say that the other side is closed.
    os.close(screen)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 130
    return written.decode(errors="replace")


@pytest.mark.parametrize(
    ("term", "chosen", "plain"),
    [("linux", "", True), ("linux", "plain_characters = false\n", False), ("xterm-256color", "", False),
     ("xterm-256color", "plain_characters = true\n", True)],
)  # fmt: skip
def test_a_console_without_braille_is_written_plainly_unless_chosen_otherwise(
    term: str, chosen: str, plain: bool, tmp_path: Path
) -> None:
    (screened(tmp_path) / "settings.toml").write_text(chosen)
    assert (FEW_SIGNS.search(written_on(tmp_path, term)) is None) == plain


def test_a_signal_ends_it_even_where_the_terminal_takes_nothing_any_more(tmp_path: Path) -> None:
    pty = pytest.importorskip("pty")
    child, screen = pty.fork()
    if child == 0:
        more = {"TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"}
        os.execvpe(COMMAND[0], [*COMMAND, "show", "bird_dog"], environment(tmp_path, more))
    written = b""
    while b"Bird" not in written:
        written += os.read(screen, 65536)
    time.sleep(5)  # The figure moves until nothing more goes in.
    os.kill(child, signal.SIGTERM)
    limit_s = time.monotonic() + 60
    ended, status = 0, 0
    while not ended and time.monotonic() < limit_s:
        ended, status = os.waitpid(child, os.WNOHANG)
        time.sleep(0.1)
    if not ended:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    os.close(screen)
    assert ended, "it hung"
    assert os.waitstatus_to_exitcode(status) == 128 + signal.SIGTERM
