"""Keys of the history that correct a session: its moment, its note, its deletion and the way back."""

from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from looking import until, words
from scenes import NOW, Host, history, home_in
from textual.events import Key
from textual.pilot import Pilot
from textual.widgets import Input

from coach.app.past_sessions import Past
from coach.core.model.done import Session
from coach.errors import CoachError
from coach.files.moments import local
from coach.log import Log, corrections
from coach.tui.screens.history import History
from coach.tui.screens.question import Question
from coach.tui.screens.text_question import TextQuestion

SIZES = [(60, 20), (80, 24), (140, 40)]


@pytest.fixture
def screen(tmp_path: Path) -> History:
    return history(home_in(tmp_path), plain=False)


def newest(past: Past) -> Session:
    return past.sessions[-1]


async def write(pilot: Pilot[None], text: str) -> None:
    """Puts a text in place of what is in the line."""
    await until(pilot, lambda: isinstance(pilot.app.screen, TextQuestion), "the line")
    pilot.app.screen.query_one(Input).value = ""
    await pilot.press(*text, "enter")


async def ask(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await until(pilot, lambda: isinstance(pilot.app.screen, Question | TextQuestion), "a question")


@pytest.mark.parametrize("size", SIZES)
async def test_the_date_and_time_can_be_corrected(screen: History, size: tuple[int, int]) -> None:
    async with Host(screen).run_test(size=size) as pilot:
        await until(pilot, lambda: bool(screen.past.sessions), "the list")
        was = newest(screen.past)
        there = was.at - timedelta(days=1, hours=2)
        await ask(pilot, "e", "t")
        assert pilot.app.screen.query_one(Input).value == f"{was.at:%Y-%m-%d %H:%M}"
        await write(pilot, f"{there:%Y-%m-%d %H:%M}")
        await until(
            pilot, lambda: newest(screen.past).id != was.id or newest(screen.past).at == there, "the change"
        )
        [moved] = [each for each in screen.past.sessions if each.id == was.id]
        assert moved.at == there
        assert [(each.field, each.old) for each in screen.past.corrections if each.field == "at"] == [
            ("at", was.at.isoformat())
        ]


async def test_what_is_no_moment_is_told_and_can_be_mended(screen: History) -> None:
    async with Host(screen).run_test(size=(80, 24)) as pilot:
        await ask(pilot, "e", "t")
        await write(pilot, "last week")
        await until(pilot, lambda: "Write it like 2026-11-23 07:30." in words(pilot), "what is wrong")
        await pilot.press("x")
        await until(pilot, lambda: "Write it like" not in words(pilot), "the next try")
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is screen, "the list")
    assert screen.past.corrections == ()


async def test_a_note_can_hold_any_key_and_be_taken_away(screen: History) -> None:
    async with Host(screen).run_test(size=(80, 24)) as pilot:
        for text in ("Why? q e x s u", ""):
            await ask(pilot, "e", "n")
            keys = ["space" if sign == " " else sign for sign in text]
            await until(pilot, lambda: isinstance(pilot.app.screen, TextQuestion), "the line")
            pilot.app.screen.query_one(Input).value = ""
            await pilot.press(*keys, "enter")
            await until(pilot, lambda text=text: newest(screen.past).note == (text or None), "the note")  # type: ignore[misc]
        await pilot.press("enter")
        await until(pilot, lambda: "note: Why? q e x s u → none" in words(pilot), "what it was")


async def test_what_is_typed_fast_is_kept_to_its_end(screen: History) -> None:
    async with Host(screen).run_test(size=(80, 24)) as pilot:
        await ask(pilot, "e", "n")
        await until(pilot, lambda: isinstance(pilot.app.screen, TextQuestion), "the line")
        pilot.app.screen.query_one(Input).value = ""
        for key in (*"sleptbadly", "enter"):
            pilot.app.post_message(Key(key, key if len(key) == 1 else "\r"))
        await until(pilot, lambda: bool(newest(screen.past).note), "the note")
        assert newest(screen.past).note == "sleptbadly"


@pytest.mark.parametrize("size", SIZES)
async def test_a_session_is_deleted_after_a_question_and_taken_back(screen: History, size: tuple[int, int]) -> None:
    async with Host(screen).run_test(size=size) as pilot:
        whole = screen.past.sessions
        await ask(pilot, "x")
        await until(pilot, lambda: "Delete this session?" in words(pilot), "the question")
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is screen, "the list")
        assert screen.past.sessions == whole
        assert "u undo" not in words(pilot)
        await pilot.press("u")
        await ask(pilot, "x")
        await pilot.press("y")
        await until(pilot, lambda: "u undo" in words(pilot), "the way back")
        assert screen.past.sessions == whole[:-1]
        assert f"{len(whole) - 1} sessions" in words(pilot)
        await pilot.press("u")
        await until(pilot, lambda: screen.past.sessions == whole and "u undo" not in words(pilot), "it is back")


async def test_the_last_one_can_be_deleted_too(tmp_path: Path) -> None:
    screen = history(home_in(tmp_path), plain=False, sessions=1)
    async with Host(screen).run_test(size=(60, 20)) as pilot:
        await ask(pilot, "x")
        await pilot.press("y")
        await until(pilot, lambda: "No session yet" in words(pilot), "an empty list")
        await pilot.press("e", "x", "u")
        await until(pilot, lambda: len(screen.past.sessions) == 1, "it is back")


@pytest.mark.parametrize("key", ["question_mark", "f1"])
async def test_the_help_names_the_keys(screen: History, key: str) -> None:
    async with Host(screen).run_test(size=(60, 20)) as pilot:
        await pilot.press(key)
        await until(pilot, lambda: "delete it" in words(pilot) and "correct ratings" in words(pilot), "the help")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "Write it like"),
        ("2026-11-20", "Write it like"),
        ("07:30", "Write it like"),
        ("2026-13-40 07:30", "Write it like"),
        ("0001-01-01 07:30", "Check the year"),
        ("9999-12-31 23:59", "Check the year"),
        ("2024-11-20 07:30", "more than a year ago"),
    ],
)
def test_a_moment_that_cannot_be_is_refused(screen: History, text: str, why: str) -> None:
    with pytest.raises(CoachError, match=why):
        screen.past.moment(text, newest(screen.past))


def test_a_session_from_elsewhere_is_meant_as_it_was_there(tmp_path: Path) -> None:
    home = home_in(tmp_path)
    at = datetime.fromisoformat("2026-11-20T07:30:00+13:45")
    with closing(Log(home.log)) as log:
        log.add(Session(0, at, "first-weeks", {}, before=3))
    past = history(home, plain=False).past
    [session] = past.sessions
    assert past.moment("2026-11-19 08:00", session) == at.replace(day=19, hour=8, minute=0)
    assert past.moment("2026-11-19 08:00+01:00", session) == datetime.fromisoformat("2026-11-19T08:00+01:00")
    assert local(NOW) > session.at


async def test_what_another_window_changed_meanwhile_is_kept_and_seen(screen: History) -> None:
    log = screen.past._ws.home.log
    async with Host(screen).run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: bool(screen.past.sessions), "the list")
        was = newest(screen.past)
        with Log(log) as elsewhere:
            corrections.edit(elsewhere, was, replace(was, after=9, sets=was.sets[:1]), NOW)
        await ask(pilot, "e", "t")
        there = was.at - timedelta(hours=2)
        await write(pilot, f"{there:%Y-%m-%d %H:%M}")
        await until(pilot, lambda: newest(screen.past).at == there, "the change")
        now = newest(screen.past)
        assert (now.after, len(now.sets)) == (9, 1)
        with Log(log) as elsewhere:
            corrections.delete(elsewhere, was.id, NOW)
        await ask(pilot, "x")
        await pilot.press("y")
        await until(pilot, lambda: "That did not work" in words(pilot), "that it is gone already")
        assert was.id not in {each.id for each in screen.past.sessions}
        assert "u undo" not in words(pilot)
