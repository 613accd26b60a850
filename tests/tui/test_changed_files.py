"""Files that are changed while the dashboard is open: it shows them by itself, and no mistake in one ends it."""

import os
from pathlib import Path

import pytest
from full_screen import Bench, flat, on, screen_text, until
from textual.pilot import Pilot

from coach.files import profile, settings
from coach.tui.screens.dashboard import Dashboard
from coach.tui.screens.exercise import ExerciseScreen
from coach.tui.screens.routine_chooser import Chooser
from coach.tui.screens.writing.trouble import TroubleScreen

SIZES = [(60, 20), (80, 24), (140, 40)]
WRONG = 'format = 1\nname = "Two"\n\n[[exercise]]\nid = "bird_dgo"\n\n[[exercise]]\nid = "clamshell"\nrepz = 3\n'


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


def file_of(bench: Bench) -> Path:
    return bench.ws.home.routines / "two.toml"


async def choose(pilot: Pilot[None], key: str, text: str) -> None:
    await pilot.press("r")
    await on(pilot, Chooser)
    await pilot.press(key)
    await on(pilot, Dashboard, text)


async def test_a_changed_routine_is_seen_without_a_key(bench: Bench) -> None:
    async with bench.app(rating=False).run_test(size=(80, 24)) as pilot:
        await on(pilot, Dashboard, "Two exercises")
        bench.write("Three more")
        await on(pilot, Dashboard, "Three more")


async def test_what_was_scrolled_to_is_still_there(bench: Bench) -> None:
    async with bench.app(rating=False).run_test(size=(60, 20)) as pilot:
        await on(pilot, Dashboard, "Two exercises")
        page = pilot.app.screen.query_one("#today")
        await pilot.press("down")
        await until(pilot, lambda: page.scroll_offset.y > 0, "scrolled")
        rows = page.scroll_offset.y
        first = pilot.app.screen
        bench.write("Three more")
        await until(pilot, lambda: pilot.app.screen is not first, "read anew")
        await on(pilot, Dashboard)
        await until(pilot, lambda: pilot.app.screen.query_one("#today").scroll_offset.y == rows, "as before")


async def test_coming_back_to_the_window_closes_nothing_that_is_open(bench: Bench) -> None:
    app = bench.app(rating=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await on(pilot, Dashboard, "Two exercises")
        await pilot.press("e")
        await on(pilot, ExerciseScreen)
        shown = app.screen
        for focused in (False, True, False, True):
            app.app_focus = focused
            await pilot.pause()
        assert app.screen is shown
        await pilot.press("q")
        await on(pilot, Dashboard, "Two exercises")
    assert app.failure is None


async def test_it_waits_behind_what_is_looked_at(bench: Bench) -> None:
    async with bench.app(rating=False).run_test(size=(80, 24)) as pilot:
        await on(pilot, Dashboard, "Two exercises")
        await pilot.press("e")
        await on(pilot, ExerciseScreen)
        bench.write("Three more")
        await pilot.pause(1.5)
        assert isinstance(pilot.app.screen, ExerciseScreen)
        await pilot.press("q")
        await on(pilot, Dashboard, "Three more")


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_a_mistake_is_shown_with_its_line_and_mended_by_itself(bench: Bench, size: tuple[int, int]) -> None:
    async with bench.app(rating=False).run_test(size=size) as pilot:
        await on(pilot, Dashboard, "Two exercises")
        file_of(bench).write_text(WRONG)
        await on(pilot, TroubleScreen, "two.toml has 2 mistakes, so it cannot be played yet.")
        if size != (60, 20):
            shown = flat(screen_text(pilot))
            assert "Line 5, column 6 Unknown exercise 'bird_dgo'; did you mean 'bird_dog'?" in shown
            assert 'id = "bird_dgo" ^ help: write: id = "bird_dog"' in shown
        bench.write("Mended")
        await on(pilot, Dashboard, "Mended")


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"", b"\x1b[31m[@click=app.exit]x[/]", b"= = ="])
async def test_no_content_ends_the_program(bench: Bench, content: bytes) -> None:
    async with bench.app(rating=False).run_test(size=(80, 24)) as pilot:
        await on(pilot, Dashboard, "Two exercises")
        file_of(bench).write_bytes(content)
        await on(pilot, TroubleScreen, "Line 1, column 1")
        assert "\x1b" not in screen_text(pilot)
        await choose(pilot, "2", "Desk break")


async def test_another_routine_is_played_and_the_chosen_one_kept_until_then(bench: Bench) -> None:
    settings.keep(bench.ws.home.settings, "routine", "two")
    async with bench.app(rating=False).run_test(size=(80, 24)) as pilot:
        await on(pilot, Dashboard, "Two exercises")
        file_of(bench).write_text(WRONG)
        await on(pilot, TroubleScreen)
        await pilot.press("r")
        await on(pilot, Chooser, "two own has mistakes")
        await pilot.press("escape")
        await on(pilot, TroubleScreen)
        assert settings.load(bench.ws.home.settings).routine == "two"
        await choose(pilot, "2", "Desk break")
        assert settings.load(bench.ws.home.settings).routine == "desk-break"


async def test_one_with_mistakes_is_told_at_the_start_too_and_can_be_left(bench: Bench) -> None:
    file_of(bench).write_text(WRONG)
    app = bench.app(rating=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await on(pilot, TroubleScreen, "two.toml has 2 mistakes")
        await pilot.press("enter")
        await on(pilot, TroubleScreen, "two.toml has 2 mistakes")
        await pilot.press("q")
        await until(pilot, lambda: app.return_code is not None, "the end")
    assert (app.return_code, app.failure) == (0, None)


async def test_a_file_that_is_gone_is_told_and_may_come_back(bench: Bench) -> None:
    async with bench.app(rating=False).run_test(size=(80, 24)) as pilot:
        await on(pilot, Dashboard, "Two exercises")
        os.rename(file_of(bench), file_of(bench).with_suffix(".old"))
        await on(pilot, TroubleScreen, "There is no routine named 'two'")
        bench.write("Back again")
        await on(pilot, Dashboard, "Back again")


async def test_a_new_exercise_of_ones_own_is_known_at_once(bench: Bench) -> None:
    shipped = (Path(__file__).parents[2] / "coach/files/exercises/clamshell.toml").read_text("utf-8")
    async with bench.app(rating=False).run_test(size=(80, 24)) as pilot:
        await on(pilot, Dashboard, "Two exercises")
        file_of(bench).write_text('format = 1\nname = "Mine"\n\n[[exercise]]\nid = "my_shell"\n')
        await on(pilot, TroubleScreen, "Unknown exercise 'my_shell'")
        bench.ws.home.exercises.mkdir()
        mine = shipped.replace('id = "clamshell"', 'id = "my_shell"').replace(
            'name = "Clamshell"', 'name = "Shell"'
        )
        (bench.ws.home.exercises / "my_shell.toml").write_text(mine, "utf-8")
        await on(pilot, Dashboard, "Shell")


async def test_a_mistake_in_the_screening_ends_nothing_either(bench: Bench) -> None:
    async with bench.app(rating=False).run_test(size=(80, 24)) as pilot:
        await on(pilot, Dashboard, "Two exercises")
        bench.ws.home.profile.write_text("stage = 7\n")
        await on(pilot, TroubleScreen, "profile.toml cannot be used as it is.")
        profile.save(bench.ws.profile, bench.ws.home.profile) if bench.ws.profile else None
        await on(pilot, Dashboard, "Two exercises")


async def test_settings_with_a_mistake_leave_those_of_before(bench: Bench) -> None:
    async with bench.app(rating=False).run_test(size=(140, 40)) as pilot:
        await on(pilot, Dashboard, "Two exercises")
        bench.ws.home.settings.write_text("rate_wpm = 1\n")
        await on(pilot, Dashboard, "'rate_wpm' must be at least 80")
