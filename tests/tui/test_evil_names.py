"""Every screen with names, cues, notes and paths that hold markup, escape codes, turned letters: shown as they are.

Nothing of them is acted on, neither by Textual nor by the terminal, and nothing ends.
"""

import ast
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
import scenes
from full_screen import Bench, in_session, on
from looking import until, words
from scenes import EXERCISES, SCENES, Host, home_in, settled
from textual.command import CommandPalette
from textual.geometry import Region
from textual.pilot import Pilot
from textual.strip import Strip
from textual.widget import Widget

from coach.core.exercise import Cues, Exercise
from coach.core.model.routine import Routine
from coach.errors import CoachError
from coach.log import Log
from coach.tui import shown
from coach.tui.screens.dashboard import Dashboard
from coach.tui.screens.exercise import ExerciseScreen
from coach.tui.shown import as_it_is

MARKUP = "[/] [@click=app.quit]x[/] [red]"
CODES = "\x1b[31m\x1b]0;owned\x07\u202eturned\u2066\u200f\x9b2J\ttab"
EVIL = f"{MARKUP}{CODES}[bold"
LONG = f"{EVIL}{'[/x]' * 250}"
EDITED = ("Input", "TextArea")  # What is typed into is shown letter by letter.
READ_AS_MARKUP = ("from_markup", "from_text", "render_str", "highlight")
SIZES = {EVIL: (140, 50), LONG: (60, 20)}


def evil_exercise(exercise: Exercise, evil: str) -> Exercise:
    """All its texts, with the evil behind what they were."""
    cues: dict[str, Any] = {
        each.name: f"{now} {evil}" if isinstance(now, str) else tuple(f"{one} {evil}" for one in now)
        for each in fields(Cues)
        if (now := getattr(exercise.cues, each.name))
    }
    return replace(
        exercise, name=f"{exercise.name} {evil}", cues=replace(exercise.cues, **cues),
        avoid=f"{exercise.avoid} {evil}",
        basis=f"{exercise.basis} {evil}", sources=tuple(f"{each} {evil}" for each in exercise.sources),
    )  # fmt: skip


@pytest.fixture(params=[EVIL, LONG], ids=["evil", "long"])
def evil(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    text: str = request.param
    known = {id_: evil_exercise(exercise, text) for id_, exercise in EXERCISES.items()}
    first = scenes.first_weeks

    def first_weeks(home: Any) -> Routine:
        routine = first(home)
        items = tuple(replace(each, note=text) for each in routine.items)
        return replace(routine, title=f"{routine.title} {text}", items=items)

    add = Log.add
    monkeypatch.setattr(Log, "add", lambda log, session: add(log, replace(session, note=f"My note {text}")))
    monkeypatch.setattr(scenes, "EXERCISES", known)
    monkeypatch.setattr(scenes, "first_weeks", first_weeks)
    return text


@pytest.mark.parametrize("name", SCENES)
async def test_a_screen_shows_evil_texts_as_they_are(name: str, evil: str, tmp_path: Path) -> None:
    scene, size = SCENES[name], SIZES[evil]
    async with Host(scene.make(home_in(tmp_path), False)).run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press(*scene.keys)
        await settled(pilot, lambda: " ".join(drawn(pilot)), scene.ready if evil == EVIL else "")
        assert_harmless(pilot)
        assert pilot.app.return_code is None


def assert_harmless(pilot: Pilot[Any]) -> None:
    """No sign that would be acted on, and nothing that can be clicked."""
    assert all(text.isprintable() for text in drawn(pilot)), ascii([*drawn(pilot)])
    for strip in lines_of(pilot):
        assert not any(each.style is not None and "@click" in each.style.meta for each in strip), strip


def drawn(pilot: Pilot[Any]) -> Iterator[str]:
    return (strip.text for strip in lines_of(pilot))


def lines_of(pilot: Pilot[Any]) -> Iterator[Strip]:
    """What goes to the terminal, and then the lines of all widgets, also of those out of sight."""
    yield from pilot.app.screen._compositor.render_strips()
    for widget in pilot.app.screen.walk_children(Widget):
        if all(widget.outer_size):
            yield from widget.render_lines(Region(0, 0, *widget.outer_size))


@pytest.mark.parametrize("typed", ["x", "red", "clam", "[", "/", "turned"])
async def test_the_palette_finds_evil_names_and_marks_what_was_typed(typed: str, evil: str, tmp_path: Path) -> None:
    del evil
    app = Host(scenes.dashboard(home_in(tmp_path)))
    async with app.run_test(size=(100, 40)) as pilot:
        await until(pilot, lambda: "start round" in words(pilot), "today")
        await pilot.press("ctrl+p")
        await until(pilot, lambda: isinstance(app.screen, CommandPalette), "the palette")
        await pilot.press(*({"[": "left_square_bracket", "/": "slash"}.get(sign, sign) for sign in typed))
        await until(pilot, lambda: "[@click=app.quit]x[/]" in words(pilot), "an evil name, as it is")
        assert_harmless(pilot)


async def test_an_exercise_is_found_and_shown_however_it_is_called(evil: str, tmp_path: Path) -> None:
    del evil
    app = Host(scenes.dashboard(home_in(tmp_path)))
    async with app.run_test(size=(100, 40)) as pilot:
        await until(pilot, lambda: "start round" in words(pilot), "today")
        await pilot.press("ctrl+p")
        await until(pilot, lambda: isinstance(app.screen, CommandPalette), "the palette")
        await pilot.press(*"showplank")
        await until(pilot, lambda: "[@click=app.quit]x[/]" in words(pilot), "an evil name")
        await pilot.press("enter", "enter")
        await until(pilot, lambda: isinstance(app.screen, ExerciseScreen), "the exercise")
        await until(pilot, lambda: "[/] [@click=app.quit]x[/] [red]" in words(pilot), "its name")
        assert_harmless(pilot)


async def test_a_home_whose_path_is_evil_is_played_from(tmp_path: Path) -> None:
    folder = tmp_path / "[@click=app.quit]x[]\x1b[31m\u202e"
    folder.mkdir()
    bench = Bench(folder)
    bench.write(MARKUP)
    async with bench.app().run_test(size=(80, 24)) as pilot:
        await on(pilot, Dashboard, MARKUP)
        await pilot.press("r")
        await until(pilot, lambda: "played now" in words(pilot), "the routines")
        assert_harmless(pilot)
        await pilot.press("escape")
        await on(pilot, Dashboard, MARKUP)
        await in_session(pilot)
        assert_harmless(pilot)


async def test_what_cannot_be_kept_is_told_with_a_path_that_does_nothing(tmp_path: Path) -> None:
    app = Host(scenes.dashboard(home_in(tmp_path)), keep_theme=lambda _: refuse(EVIL))
    async with app.run_test(size=(100, 40), notifications=True) as pilot:
        await until(pilot, lambda: "start round" in words(pilot), "today")
        app.action_use_theme("light")
        await until(pilot, lambda: "[@click=app.quit]x[/]" in words(pilot), "the notice")
        assert_harmless(pilot)


def refuse(path: str) -> None:
    raise CoachError(f"{path} cannot be written.")


def test_no_text_takes_another_way_to_the_screen() -> None:
    """Widgets of Textual read a text as markup where nobody tells them not to; of ours none does."""
    found = set()
    for path in Path(shown.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module == "textual.widgets":
                found |= {(path.name, each.name) for each in node.names if each.name not in EDITED}
            elif isinstance(node, ast.Attribute) and node.attr in (
                "from_markup",
                "from_text",
                "render_str",
                "highlight",
            ):
                found.add((path.name, node.attr))
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "notify":
                as_it_is = {each.arg: ast.unparse(each.value) for each in node.keywords}.get("markup") == "False"
                found |= set() if as_it_is else {(path.name, "notify")}
    assert found == set()


def test_a_text_keeps_its_letters_and_lines_and_loses_what_is_acted_on() -> None:
    text = as_it_is(f"{MARKUP}\n{CODES}\u00a0end").plain
    assert text == f"{MARKUP}\n [31m ]0;owned  turned   2J tab\u00a0end"
