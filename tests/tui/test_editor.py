"""Writing in a routine inside the program: mistakes as one types, what it would make, and how it is saved."""

import os
import random
from dataclasses import replace
from pathlib import Path

import pytest
from full_screen import Bench, flat, on, screen_text, until
from person import person
from textual import events
from textual.pilot import Pilot

from coach.files import paths, settings
from coach.tui.screens.card import Message
from coach.tui.screens.dashboard import Dashboard
from coach.tui.screens.question import Question
from coach.tui.screens.routine_chooser import Chooser
from coach.tui.screens.writing.editor import Editor
from coach.tui.screens.writing.trouble import TroubleScreen

SIZES = [(60, 20), (80, 24), (140, 40)]
ODD = (
    b"\xef\xbb\xbfformat = 1\r\n# kept \xe2\x80\xa8 as it is\t\r\n"
    b'name = "Two"\n\n[[exercise]]\r\n\t"id"\t= "clamshell"\r\n\treps=3 # mine\n[[exercise]]\nid = "bird_dog"'
)
SHIPPED = (paths.shipped("routines") / "first-weeks.toml").read_bytes()


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


def file_of(bench: Bench) -> Path:
    return bench.ws.home.routines / "two.toml"


def editor_of(pilot: Pilot[None]) -> Editor:
    assert isinstance(pilot.app.screen, Editor)
    return pilot.app.screen


async def judged(pilot: Pilot[None]) -> Editor:
    """The editor, once what is written in it is judged."""
    await until(pilot, lambda: isinstance(pilot.app.screen, Editor), "the editor")
    editor = editor_of(pilot)
    await until(pilot, lambda: editor.judged is not None and editor._known == editor.content, "judged")
    return editor


async def write(pilot: Pilot[None]) -> Editor:
    """From the dashboard into the editor."""
    await on(pilot, Dashboard)
    await pilot.press("w")
    return await judged(pilot)


async def shows(pilot: Pilot[None], text: str) -> None:
    await until(pilot, lambda: text in flat(screen_text(pilot)), repr(text))


async def saved(pilot: Pilot[None]) -> None:
    await pilot.press("ctrl+s")
    await on(pilot, Editor, "saved")
    await until(pilot, lambda: not editor_of(pilot).is_changed, "saved")


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_a_mistake_stands_beside_its_line_as_it_is_typed(bench: Bench, size: tuple[int, int]) -> None:
    async with bench.app(rating=False).run_test(size=size) as pilot:
        editor = await write(pilot)
        await shows(pilot, "no mistakes")
        editor.area.go_to(7, 6)
        await pilot.press("x")
        await judged(pilot)
        await shows(pilot, "1 mistake not saved")
        await shows(pilot, 'id = "xbird_dog" ◂ unknown exercise')
        await shows(pilot, "Line 8: Unknown exercise 'xbird_dog'; did you mean 'bird_dog'?")
        await pilot.press("backspace")
        await judged(pilot)
        await shows(pilot, "no mistakes")
        assert not editor.is_changed


async def test_keys_that_come_all_at_once_act_in_their_order(bench: Bench) -> None:
    """As from somebody who types fast on a machine that is busy."""
    async with bench.app(rating=False).run_test(size=(80, 24)) as pilot:
        editor = await write(pilot)
        for key in ("a", "b", "left", "c", "backspace", "backspace", "d", "end", "e", "ctrl+z", "f", "home", "g"):
            pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await until(pilot, lambda: editor.area.lines[0].startswith("g"), "the last key")
        assert editor.area.lines[0] == "gdbf"


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_what_it_would_make_is_beside_it(bench: Bench, size: tuple[int, int]) -> None:
    text = file_of(bench).read_text().replace('"clamshell"', '"plank"')
    file_of(bench).write_text(text)
    async with bench.app(rating=False).run_test(size=size) as pilot:
        await write(pilot)
        await shows(pilot, "2 notes")
        if size[0] < 100:
            assert "sides in turn" not in screen_text(pilot)
            await pilot.press("tab")
        await shows(pilot, "Two exercises: about 1 minute today · 2 a day")
        await shows(pilot, "Bird-dog 1 ×")
        await shows(pilot, "not today: A harder one, for later")


async def test_saving_keeps_every_other_byte(bench: Bench) -> None:
    file_of(bench).write_bytes(ODD)
    async with bench.app(rating=False).run_test(size=(80, 24)) as pilot:
        editor = await write(pilot)
        editor.area.go_to(6, 7)
        await pilot.press("backspace", "4")
        await saved(pilot)
        assert file_of(bench).read_bytes() == ODD.replace(b"reps=3", b"reps=4")
        editor.area.go_to(3)
        await pilot.press("#")
        await saved(pilot)
        assert file_of(bench).read_bytes() == ODD.replace(b"reps=3", b"reps=4").replace(b"\n\n[[", b"\n#\n[[")
        await pilot.press("escape")
        await on(pilot, Dashboard, "Two")


async def test_plus_and_minus_change_one_value_alone(bench: Bench) -> None:
    file_of(bench).write_bytes(ODD)
    async with bench.app(rating=False).run_test(size=(80, 24)) as pilot:
        await write(pilot)
        await pilot.press("tab")
        await shows(pilot, "Clamshell 1 × [3], each side")
        await pilot.press("plus", "plus", "minus", "plus")
        await shows(pilot, "Clamshell 1 × [5], each side")
        await pilot.press("left", "plus")
        await shows(pilot, "Clamshell [2] × 5, each side")
        await pilot.press("down", "right")
        await shows(pilot, "Bird-dog 1 × 6, hold [2 s]")
        await pilot.press("minus")
        await judged(pilot)
        await saved(pilot)
        assert (
            file_of(bench).read_bytes()
            == ODD.replace(b"reps=3", b"reps=5").replace(b'"clamshell"\r\n', b'"clamshell"\r\n\tsets = 2\r\n')
            + b"\nhold_s = 1"
        )


SIDED = """\
format = 2

[[exercise]]
id = "clamshell"
side = "left"
dose = "2x12"

[[exercise]]
id = "clamshell"
side = "right"
dose = "1x8"
"""


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_entries_of_one_exercise_are_told_apart_and_changed_each(bench: Bench, size: tuple[int, int]) -> None:
    file_of(bench).write_text(SIDED, "utf-8")
    async with bench.app(rating=False).run_test(size=size) as pilot:
        await on(pilot, Dashboard, "Clamshell, right side")
        await write(pilot)
        await pilot.press("tab", "down")
        await shows(pilot, "Clamshell, right side 1 × [8]")
        await pilot.press("plus")
        await shows(pilot, "Clamshell, right side 1 × [9]")
        await saved(pilot)
    assert file_of(bench).read_text("utf-8") == SIDED.replace("1x8", "1x9")


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("key", ["plus", "minus", "equals_sign"])
async def test_plus_or_minus_on_the_dashboard_leads_to_the_doses(
    bench: Bench, size: tuple[int, int], key: str
) -> None:
    before = file_of(bench).read_bytes()
    async with bench.app(rating=False).run_test(size=size) as pilot:
        await on(pilot, Dashboard)
        await pilot.press(key)
        editor = await judged(pilot)
        await shows(pilot, "Bird-dog 1 × [4], hold 5 s")
        assert editor.made.has_focus
        assert editor.content == before, "the first key only shows what the next one changes"
        await pilot.press("plus")
        await shows(pilot, "Bird-dog 1 × [6], hold 5 s")
        await saved(pilot)
    assert file_of(bench).read_bytes() == before.replace(b"reps = 4", b"reps = 6")


async def test_a_figure_goes_no_further_than_its_exercise_allows_and_can_be_undone(bench: Bench) -> None:
    async with bench.app(rating=False).run_test(size=(140, 40)) as pilot:
        editor = await write(pilot)
        await pilot.press("tab", *["plus"] * 5)
        await shows(pilot, "Bird-dog: 10 repetitions is the most for it.")
        assert "reps = 10\nhold_s = 5" in editor.content.decode()
        await pilot.press(*["ctrl+z"] * 3)
        assert not editor.is_changed
        await judged(pilot)
        await shows(pilot, "Bird-dog 1 × [4], hold 5 s, sides in turn")


async def test_enter_leads_from_a_dose_to_its_lines(bench: Bench) -> None:
    async with bench.app(rating=False).run_test(size=(80, 24)) as pilot:
        editor = await write(pilot)
        await pilot.press("tab", "down", "enter")
        await until(pilot, lambda: editor.area.has_focus, "in the text")
        assert editor.area.cursor_location == (11, 0)


async def test_one_with_mistakes_is_saved_only_on_consent(bench: Bench) -> None:
    before = file_of(bench).read_bytes()
    async with bench.app(rating=False).run_test(size=(80, 24)) as pilot:
        editor = await write(pilot)
        await pilot.press("x", "ctrl+s")
        await on(pilot, Question, "Save it with a mistake?")
        await pilot.press("n")
        await on(pilot, Editor, "not saved")
        assert file_of(bench).read_bytes() == before
        await pilot.press("ctrl+s")
        await on(pilot, Question, "Save it with a mistake?")
        await pilot.press("y")
        await until(pilot, lambda: not editor.is_changed, "saved")
        assert file_of(bench).read_bytes() == b"x" + before
        await pilot.press("escape")
        await on(pilot, TroubleScreen, "two.toml has a mistake")
        await pilot.press("e")
        await judged(pilot)
        await pilot.press("delete")
        await saved(pilot)
        await pilot.press("escape")
        await on(pilot, Dashboard, "Two exercises")


@pytest.mark.parametrize(
    ("key", "kept"), [("k", b"theirs"), ("m", b"mine"), ("t", b"theirs"), ("escape", b"theirs")]
)
async def test_a_file_that_changed_underneath_shows_the_difference_and_asks(
    bench: Bench, key: str, kept: bytes
) -> None:
    async with bench.app(rating=False).run_test(size=(80, 24)) as pilot:
        editor = await write(pilot)
        editor.area.go_to(2, 8)
        await pilot.press(*"mine ")
        mine = editor.content
        bench.write("theirs and more")
        theirs = file_of(bench).read_bytes()
        await pilot.press("ctrl+s")
        await on(pilot, Question, "two.toml has changed")
        await shows(pilot, '-name = "theirs and more"')
        assert '+name = "mine Two exercises"' in screen_text(pilot)
        await pilot.press(key)
        await on(pilot, Editor)
        held = mine if key == "m" else theirs
        await until(pilot, lambda: file_of(bench).read_bytes() == held, "what is in the file")
        await until(
            pilot, lambda: kept in editor.content if key in "mt" else mine == editor.content, "what is left"
        )
        await until(pilot, lambda: editor.is_changed == (key not in "mt"), "what is saved")


async def test_a_long_difference_leaves_the_answers_in_sight(bench: Bench) -> None:
    async with bench.app(rating=False).run_test(size=(60, 20)) as pilot:
        editor = await write(pilot)
        editor.area.put([f"# {number}" for number in range(40)] + [*editor.shown.lines])
        file_of(bench).write_text("# another\n")
        await pilot.press("ctrl+s")
        await on(pilot, Question, "two.toml has changed")
        for seen in ("Line 1: -# another", "… k keep writing", "m save mine", "t take what", "d show me all"):
            assert seen in flat(screen_text(pilot)), seen
        await pilot.press("d")
        await on(pilot, Message, "What differs")
        await pilot.press("enter")
        await on(pilot, Question, "two.toml has changed")
        await pilot.press("k")
        await on(pilot, Editor, "not saved")


async def test_a_file_that_is_gone_can_be_saved_again(bench: Bench) -> None:
    async with bench.app(rating=False).run_test(size=(80, 24)) as pilot:
        editor = await write(pilot)
        await pilot.press("#")
        os.remove(file_of(bench))
        await pilot.press("ctrl+s")
        await on(pilot, Question, "The file is gone.")
        await pilot.press("m")
        await until(pilot, lambda: not editor.is_changed, "saved")
        assert file_of(bench).read_bytes() == editor.content


@pytest.mark.parametrize("way", ["escape", "ctrl+c"])
@pytest.mark.parametrize("answer", ["k", "s", "d"])
async def test_leaving_with_changes_asks(bench: Bench, way: str, answer: str) -> None:
    before = file_of(bench).read_bytes()
    app = bench.app(rating=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await write(pilot)
        await pilot.press("#", way)
        await on(pilot, Question, "two.toml is not saved")
        await pilot.press(answer)
        await on(pilot, Editor if answer == "k" else Dashboard)
        assert file_of(bench).read_bytes() == (b"#" if answer == "s" else b"") + before
        assert app.return_code is None


async def test_leaving_without_changes_asks_nothing(bench: Bench) -> None:
    async with bench.app(rating=False).run_test(size=(80, 24)) as pilot:
        await write(pilot)
        await pilot.press("escape")
        await on(pilot, Dashboard)


async def test_one_that_came_with_the_coach_becomes_a_copy_of_ones_own(bench: Bench) -> None:
    async with bench.app(rating=False, routine="first-weeks").run_test(size=(80, 24)) as pilot:
        editor = await write(pilot)
        await shows(pilot, "first-weeks.toml (yours once it is saved)")
        own = bench.ws.home.routines / "first-weeks.toml"
        assert not own.exists()
        await pilot.press("ctrl+end", "#")
        await saved(pilot)
        assert own.read_bytes() == editor.content != SHIPPED
        assert (paths.shipped("routines") / "first-weeks.toml").read_bytes() == SHIPPED
        assert (own.parent / "routine.schema.json").exists()
        await pilot.press("escape")
        await on(pilot, Dashboard)
        await pilot.press("r")
        await on(pilot, Chooser, "● First weeks own")


async def test_any_routine_can_be_edited_from_the_list_and_the_chosen_one_stays(bench: Bench) -> None:
    settings.keep(bench.ws.home.settings, "routine", "two")
    other = bench.ws.home.routines / "broken.toml"
    other.write_text('[[exercise]\nid = "clamshell"\n')
    async with bench.app(rating=False).run_test(size=(80, 24)) as pilot:
        await on(pilot, Dashboard, "Two exercises")
        await pilot.press("r")
        await on(pilot, Chooser, "broken own has mistakes")
        await pilot.press("home", "e")
        editor = await judged(pilot)
        await shows(pilot, "Line 1:")
        editor.area.go_to(0, 12)
        await pilot.press("]")
        await saved(pilot)
        await pilot.press("escape")
        await on(pilot, Chooser, "broken own about")
        await pilot.press("escape")
        await on(pilot, Dashboard, "Two exercises")
    assert settings.load(bench.ws.home.settings).routine == "two"


async def test_a_write_protected_file_is_not_written(bench: Bench) -> None:
    before = file_of(bench).read_bytes()
    file_of(bench).chmod(0o444)
    async with bench.app(rating=False).run_test(size=(80, 24)) as pilot:
        await write(pilot)
        await pilot.press("#", "ctrl+s")
        await on(pilot, Message, "two.toml is write-protected. Nothing was saved.")
        await pilot.press("enter")
        await on(pilot, Editor, "not saved")
    assert file_of(bench).read_bytes() == before


async def test_escape_codes_in_a_file_reach_no_terminal_and_stay_in_the_file(bench: Bench) -> None:
    content = file_of(bench).read_bytes() + b"# \x1b[31m \xe2\x80\xae [@click=app.exit]x[/]\n"
    file_of(bench).write_bytes(content)
    async with bench.app(rating=False).run_test(size=(80, 24)) as pilot:
        await on(pilot, TroubleScreen)
        await pilot.press("e")
        editor = await judged(pilot)
        assert "\x1b" not in screen_text(pilot)
        assert "\u202e" not in screen_text(pilot)
        assert editor.content == content


async def test_a_file_as_large_as_allowed_does_not_hold_the_screen_up(bench: Bench) -> None:
    """What is typed is there at once, though judging takes its time."""
    file_of(bench).write_bytes(file_of(bench).read_bytes() + b"# a comment to fill the file with\n" * 20_000)
    async with bench.app(rating=False).run_test(size=(80, 24)) as pilot:
        editor = await write(pilot)
        await pilot.press(*"# abc")
        assert editor.area.document.get_line(0) == "# abc"
        await judged(pilot)


async def test_lines_put_in_place_of_others_can_be_undone(bench: Bench) -> None:
    """However many lines are changed, added or taken out, at the beginning, in the middle, at the end."""
    draw = random.Random(7)
    async with bench.app(rating=False).run_test(size=(80, 24)) as pilot:
        editor = await write(pilot)
        area = editor.area
        for _ in range(150):
            before = area.lines
            after = [draw.choice(["", "a", "b = 1", "[c]"]) for _ in range(draw.randint(1, 6))]
            if draw.random() < 0.7:
                at = draw.randint(0, len(before))
                after = [*before[:at], *after[: draw.randint(0, 2)], *before[at + draw.randint(0, 2) :]] or [""]
            area.put(after)
            assert area.lines == after
            if before != after:
                area.undo()
                assert area.lines == before
                area.redo()
            assert area.lines == after


SECOND = """\
format = 2
name = "Second"

[[exercise]]
id = "bird_dog"
reps = [8, 6]

[[exercise]]
id = "seated_flexion"
or = "brace"
"""


async def test_what_format_2_brings_is_told_as_it_will_be(bench: Bench) -> None:
    """Repetitions of each set, and another exercise where one is left out."""
    bench.ws = replace(
        bench.ws, profile=person(diagnosis=("disc_herniation",), weeks_since_flare=2, disclaimer_agreed=True)
    )
    file_of(bench).write_text(SECOND)
    async with bench.app(rating=False).run_test(size=(80, 24)) as pilot:
        await write(pilot)
        await pilot.press("tab")
        await shows(pilot, "Bird-dog 8+6, hold 2 s, sides in turn")
        await shows(pilot, "Your answers leave it out; in its place: Belly brace. 1 × ")
        await pilot.press("plus")
        await shows(pilot, "Change it in the text.")
