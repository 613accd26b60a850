"""The command palette and the help: what they offer is what the keys of the screen do."""

from dataclasses import replace
from typing import Any

import pytest
from looking import seen, until, words
from said import as_said
from scenes import EXERCISES, Host, dashboard, exercise, history, home_in, session
from textual.command import CommandList, CommandPalette
from textual.pilot import Pilot
from textual.screen import Screen

from coach.core.model.decided import Suggestion
from coach.core.reason import Reason
from coach.errors import CoachError
from coach.tui import key_help
from coach.tui.screens.card import Message
from coach.tui.screens.exercise import ExerciseScreen


async def palette(pilot: Pilot[Any], *typed: str) -> None:
    await pilot.press("ctrl+p")
    await until(pilot, lambda: isinstance(pilot.app.screen, CommandPalette), "the palette")
    await pilot.press(*typed)


async def chosen(pilot: Pilot[Any], typed: str, shown: str) -> None:
    """Finds a command by its name and runs it."""
    await palette(pilot, *typed.replace(" ", ""))
    await until(pilot, lambda: shown in words(pilot), shown)
    # Once alone: a second Enter would be for the screen below.
    await until(pilot, lambda: pilot.app.screen.query_one(CommandList).highlighted is not None, "what Enter runs")
    await pilot.press("enter")
    await until(pilot, lambda: not isinstance(pilot.app.screen, CommandPalette), "the end of the palette")


@pytest.mark.parametrize(
    ("typed", "shown", "choice"),
    [
        ("start", "Start", "play"), ("anotherr", "Another routine", "routine"), ("history", "History", "history"),
        ("warning", "Report a warning sign", "red_flags"), ("newrout", "New routine", "new"),
        ("quit", "Quit", "quit"),
        ("screeningag", "Answer the screening again", "screen"),
    ],
)  # fmt: skip
async def test_the_dashboard_does_what_is_found_by_name(typed: str, shown: str, choice: str, tmp_path: Any) -> None:
    given: list[Any] = []
    screen = dashboard(home_in(tmp_path))
    app = Host(Message("Behind", "it"))
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(screen, given.append)
        await until(pilot, lambda: app.screen is screen, "today")
        await chosen(pilot, typed, shown)
        await until(pilot, lambda: given == [choice], choice)


async def test_any_exercise_is_found_by_its_name_and_from_there_any_other(tmp_path: Any) -> None:
    app = Host(dashboard(home_in(tmp_path)))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "start round" in words(pilot), "today")
        await chosen(pilot, "showplank", "Show Plank")
        await until(pilot, lambda: isinstance(app.screen, ExerciseScreen), "the exercise")
        assert EXERCISES["plank"].name in seen(pilot).splitlines()[0]
        await chosen(pilot, "showclam", "Show Clamshell")
        await until(pilot, lambda: "Clamshell" in seen(pilot).splitlines()[0], "another exercise")


async def test_a_session_is_paused_and_its_theme_changed_by_name(tmp_path: Any) -> None:
    screen = session(home_in(tmp_path))
    app = Host(screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.screen is screen, "the session")
        await chosen(pilot, "pause", "Pause")
        await until(pilot, lambda: screen.conductor.paused, "the pause")
        await chosen(pilot, "lightth", "Light theme")
        await until(pilot, lambda: app.theme == "backcoach-light", "the light theme")


@pytest.mark.parametrize("suggested", [False, True])
async def test_adding_is_offered_where_there_is_something_to_add(suggested: bool, tmp_path: Any) -> None:
    screen = dashboard(home_in(tmp_path))
    suggest = (Suggestion("glute_bridge", as_said("Hip bridge.")),) if suggested else ()
    today = screen.shown.today
    screen.shown = replace(screen.shown, today=replace(today, decision=replace(today.decision, suggest=suggest)))
    app = Host(screen)
    async with app.run_test(size=(80, 40)) as pilot:
        await until(pilot, lambda: app.screen is screen, "today")
        await palette(pilot)
        await until(pilot, lambda: "Another routine" in words(pilot), "the commands")
        assert ("Add what is suggested" in words(pilot)) == suggested
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is screen, "today")
        await pilot.press("a")
        await pilot.pause()
        assert (app.screen is screen) != suggested


async def test_a_suggestion_can_be_declined_and_stays_off_until_the_program_ends(tmp_path: Any) -> None:
    screen = dashboard(home_in(tmp_path))
    suggest = (Suggestion("glute_bridge", as_said("Hip bridge.")),)
    today = screen.shown.today
    shown = replace(screen.shown, today=replace(today, decision=replace(today.decision, suggest=suggest)))
    screen.shown = shown
    app = Host(screen)
    async with app.run_test(size=(80, 40)) as pilot:
        await until(pilot, lambda: "d not now" in words(pilot), "the suggestion")
        await pilot.press("d")
        await until(pilot, lambda: app.screen is not screen, "the no")
    later = dashboard(home_in(tmp_path))
    later.shown = replace(shown, declined=frozenset({"glute_bridge"}))
    async with Host(later).run_test(size=(80, 40)) as pilot:
        await until(pilot, lambda: "start round" in words(pilot), "today")
        assert "Hip bridge" not in words(pilot)


async def test_after_a_rest_the_easier_exercise_is_offered_by_a_key(tmp_path: Any) -> None:
    screen = dashboard(home_in(tmp_path))
    easier = Reason("step_down", name="Brace", harder="Dead bug", start=(1, 5, 5))
    today = screen.shown.today
    decision = replace(today.decision, suggest=(Suggestion("brace", easier),))
    screen.shown = replace(screen.shown, today=replace(today, decision=decision))
    app, given = Host(Message("Behind", "it")), list[Any]()
    async with app.run_test(size=(80, 40)) as pilot:
        app.push_screen(screen, given.append)
        await until(pilot, lambda: "Easier, for the one that hurt" in words(pilot), "the easier one")
        assert "Ready for one more" not in words(pilot)
        await pilot.press("a")
        await until(pilot, lambda: given == ["add:brace"], "the choice")


async def test_a_theme_taken_from_the_palette_is_kept(tmp_path: Any) -> None:
    kept: list[str] = []
    app = Host(dashboard(home_in(tmp_path)), keep_theme=kept.append)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "start round" in words(pilot), "today")
        await chosen(pilot, "lightth", "Light theme")
        await until(pilot, lambda: kept == ["light"], "the light theme")


async def test_a_theme_that_cannot_be_kept_is_used_and_told(tmp_path: Any) -> None:
    def refuse(_word: str) -> None:
        raise CoachError("settings.toml cannot be written")

    app = Host(dashboard(home_in(tmp_path)), keep_theme=refuse)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "start round" in words(pilot), "today")
        await chosen(pilot, "lightth", "Light theme")
        await until(pilot, lambda: app.theme == "backcoach-light", "the light theme")
        await until(pilot, lambda: "settings.toml cannot be written" in words(pilot), "the notice")


@pytest.mark.parametrize("make", [dashboard, exercise, history])
async def test_the_help_names_every_key_of_the_screen(make: Any, tmp_path: Any) -> None:
    screen: Screen[Any] = make(home_in(tmp_path), False)
    app = Host(screen)
    async with app.run_test(size=(80, 40)) as pilot:
        await until(pilot, lambda: app.screen is screen, "the screen")
        await pilot.press("question_mark")
        await until(pilot, lambda: isinstance(app.screen, Message), "the help")
        for binding in key_help.bindings(screen):
            key, does = key_help.keys(binding), binding.description[1:]
            assert any(does in line.partition(key)[2] for line in seen(pilot).splitlines() if key in line), does
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is screen, "the way back")


async def test_the_help_of_a_session_names_every_key(tmp_path: Any) -> None:
    screen = session(home_in(tmp_path))
    app = Host(screen)
    async with app.run_test(size=(80, 40)) as pilot:
        await until(pilot, lambda: app.screen is screen, "the session")
        await pilot.press("question_mark")
        await until(pilot, lambda: isinstance(app.screen, Message), "the help")
        told = {key for line in seen(pilot).splitlines() for key in line.split()}
        for binding in key_help.bindings(screen):
            first = key_help.keys(binding).split()[0]
            assert first == "?" or first in told, first
