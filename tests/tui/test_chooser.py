"""Choosing a routine: all can be reached, none with mistakes is chosen, and what each asks for is seen."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from logbook import EXERCISES, profile
from looking import seen, until, words
from textual.pilot import Pilot

from coach.app import workspace
from coach.app.routine_offers import offers, previewed
from coach.files import paths, routines
from coach.files.settings import Settings
from coach.tui.base_app import BaseApp
from coach.tui.screens.routine_chooser import Chooser, Preview, Wanted

SHIPPED = 3
NOW = datetime(2026, 11, 25, 10, 0)


@pytest.fixture
def ws(tmp_path: Path) -> workspace.Workspace:
    made = workspace.Workspace(paths.Home(tmp_path, tmp_path / "cache"), EXERCISES, profile(), Settings())
    made.home.routines.mkdir(parents=True)
    return made


def write(
    ws: workspace.Workspace, name: str, title: str, ids: tuple[str, ...] = ("clamshell",), more: str = ""
) -> None:
    entries = "\n".join(f'[[exercise]]\nid = "{id_}"' for id_ in ids)
    text = f'format = 1\nname = "{title}"\n{more}\n{entries}\n'
    (ws.home.routines / f"{name}.toml").write_text(text, "utf-8")


def first_weeks(ws: workspace.Workspace) -> str:
    return str(routines.find("first-weeks", ws.home))


class Host(BaseApp):
    """Nothing but the chooser, and what it gave back."""

    def __init__(self, screen: Chooser) -> None:
        super().__init__("dark")
        self.first = screen
        self.given: list[Wanted | None] = []

    def on_mount(self) -> None:
        self.push_screen(self.first, self.given.append)


@asynccontextmanager
async def choosing(
    ws: workspace.Workspace, size: tuple[int, int] = (60, 20)
) -> AsyncIterator[tuple[Pilot[None], Host]]:
    preview = Preview(lambda offer: previewed(ws, offer.name, NOW), EXERCISES)
    app = Host(Chooser(offers(ws), first_weeks(ws), preview))
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: "Which routine?" in words(pilot), "the chooser")
        yield pilot, app


async def gives(pilot: Pilot[None], app: Host, name: str | None) -> None:
    await until(pilot, lambda: bool(app.given), "a choice")
    assert app.given == [None if name is None else Wanted(name)]


async def shows(pilot: Pilot[None], text: str) -> None:
    await until(pilot, lambda: text in words(pilot), repr(text))


async def test_every_routine_can_be_reached_however_many_there_are(ws: workspace.Workspace) -> None:
    for number in range(14):
        write(ws, f"own-{number:02}", f"Own {number}")
    for keys, name in (
        (["home", *["down"] * 11, "enter"], "own-11"),
        (["home", *["pagedown"] * 3, "pageup", "enter"], "own-02"),
        (["home", *["pagedown"] * 6, "enter"], "own-13"),
        (["9"], "own-08"),
    ):
        async with choosing(ws) as (pilot, app):
            await pilot.press(*keys)
            await gives(pilot, app, name)


async def test_the_present_one_is_marked_and_seen_at_once(ws: workspace.Workspace) -> None:
    for number in range(14):
        write(ws, f"own-{number:02}", f"Own {number}")
    async with choosing(ws) as (pilot, app):
        await shows(pilot, "● First weeks built in about 6 min 3 a day Seated forward stretch, Bird-dog, Clamshell")
        assert seen(pilot).count("●") == 2
        assert "● played now" in words(pilot)
        assert not app.given
        await pilot.press("home")
        await shows(pilot, "1 Own 0 own")
        assert "First weeks" not in words(pilot)


@pytest.mark.parametrize("key", ["escape", "q"])
async def test_the_present_one_can_be_kept(ws: workspace.Workspace, key: str) -> None:
    async with choosing(ws) as (pilot, app):
        await pilot.press("down", key)
        await gives(pilot, app, None)


async def test_a_click_chooses(ws: workspace.Workspace) -> None:
    async with choosing(ws) as (pilot, app):
        await pilot.click("#offers", offset=(10, 2 * SHIPPED - 1))
        await gives(pilot, app, "next-step")


@pytest.mark.parametrize("how", ["1", "enter", "click"])
async def test_one_with_mistakes_says_so_and_is_not_chosen(ws: workspace.Workspace, how: str) -> None:
    write(ws, "evening", "Evening", ("bird_dgo",))
    async with choosing(ws, (140, 40)) as (pilot, app):
        await shows(pilot, "1 evening own")
        assert "has mistakes: coach check" in words(pilot)
        if how == "click":
            await pilot.click("#offers", offset=(10, 0))
        else:
            await pilot.press("home", how)
        await shows(pilot, "“evening” has mistakes")
        await shows(pilot, "Line 5: unknown exercise 'bird_dgo'; did you mean 'bird_dog'?")
        assert not app.given
        await pilot.press("down")
        await until(pilot, lambda: "Line 5" not in words(pilot), "the notice gone")
        await pilot.press("1", "escape")
        await gives(pilot, app, None)


def test_a_file_that_is_no_text_is_listed_too(ws: workspace.Workspace) -> None:
    (ws.home.routines / "odd name.toml").write_bytes(b"format = 1\n\xff\n")
    (offer,) = (each for each in offers(ws) if each.own)
    assert offer.wrong == f"has mistakes: coach check '{ws.home.routines / 'odd name.toml'}'"
    assert offer.why.startswith("Line 2: ")


def test_how_much_each_asks_for_is_that_of_its_file(ws: workspace.Workspace) -> None:
    write(ws, "short", "Short", more="rounds_per_day = 2")
    write(ws, "long", "Long", ("clamshell", "bird_dog", "plank"))
    found = {each.name: each for each in offers(ws)}
    assert [found["short"].rounds_per_day, found["long"].rounds_per_day] == [2, 1]
    assert 0 < found["short"].minutes < found["long"].minutes
    assert found["long"].exercises == ("Clamshell", "Bird-dog", "Plank, knees first")
    assert [each.own for each in offers(ws)] == [True, True] + [False] * SHIPPED


@pytest.mark.parametrize("size", [(60, 20), (140, 40)])
async def test_long_and_odd_titles_are_shortened_and_shown_as_they_are(
    ws: workspace.Workspace, size: tuple[int, int]
) -> None:
    write(ws, "odd", "[red]Bold[/red] " + "x" * 60, ("clamshell", "bird_dog", "plank", "glute_bridge", "cat_cow"))
    async with choosing(ws, size) as (pilot, _):
        await shows(pilot, "[red]Bold[/red] ")
        rows = [row for row in seen(pilot).splitlines() if " a day" in row and "·" not in row]
        assert len(rows) == 1 + SHIPPED
        assert len({row.index(" a day") for row in rows}) == 1
        assert "…" in seen(pilot) or size[0] > 120
        assert "\x1b" not in seen(pilot)


async def test_help_lists_the_keys(ws: workspace.Workspace) -> None:
    async with choosing(ws, (80, 24)) as (pilot, _):
        await pilot.press("?")
        await shows(pilot, "keep the present one")
        assert "choose the first one, with 2 the second" in words(pilot)


@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
async def test_the_marked_one_shows_what_it_would_be_today(ws: workspace.Workspace, size: tuple[int, int]) -> None:
    ws = replace(ws, profile=profile(2, 1))
    write(ws, "evening", "[b]Evening[/b]", ("clamshell", "glute_bridge"))
    write(ws, "odd", "Odd", ("clamshel",))
    async with choosing(ws, size) as (pilot, app):
        await shows(pilot, "Seated forward stretch 1 × 5, hold 10 s")
        await pilot.press("home")
        await shows(pilot, "Left out for you now")
        assert "[b]Evening[/b]" in words(pilot)
        assert "about 3 min · 1 a day" in words(pilot)
        await shows(pilot, "Hip bridge: A harder one, for later: easy days open it.")
        await pilot.press("down")
        await shows(pilot, "It has mistakes: coach check")
        assert "Left out for you now" not in words(pilot)
        assert not app.given
        assert not ws.home.log.exists()


async def test_a_file_that_is_gone_since_the_list_was_read_is_told_of(ws: workspace.Workspace) -> None:
    write(ws, "evening", "Evening")
    async with choosing(ws, (80, 24)) as (pilot, _):
        (ws.home.routines / "evening.toml").unlink()
        await pilot.press("home")
        await shows(pilot, "evening")
        await until(pilot, lambda: "no routine" in words(pilot).lower(), "what is wrong")
