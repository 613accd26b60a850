"""The stage of the session screen: what is seen of each state from the floor, in every size and without colour."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial
from itertools import combinations
from pathlib import Path

import pytest
import scenes
from fake_clock import FakeClock
from logbook import EXERCISES, profile, routine
from looking import seen, until
from scenes import CLOCKS, NO_SOUND, NOW, Host, cue_of, home_in, in_silence, run_to
from textual.pilot import Pilot

from coach.core import plan
from coach.core.exercise import Dose
from coach.core.model.planned import Plan
from coach.core.progression import decide
from coach.core.timeline.player import Player
from coach.files import paths
from coach.tui.drawing import count, signs, state_shapes
from coach.tui.drawing import digits as bigdigits
from coach.tui.drawing import letters as bigwords
from coach.tui.screens.session import SessionScreen
from coach.tui.words import session_picture

SIZES = [(60, 20), (80, 24), (140, 40), (200, 60)]
STATES: tuple[state_shapes.State, ...] = ("move", "hold", "rest", "change", "paused")


def planned(**doses: Dose) -> Plan:
    routine_ = replace(routine(doses), voice="beeps")
    made = plan.make(routine_, decide(routine_, EXERCISES, profile(), (), NOW.date()), profile())
    assert made is not None
    return made


def resting(home: paths.Home, plain: bool, *, after_ms: int = 9_000) -> SessionScreen:
    """In the rest between two sets of the bird-dog."""
    watch = FakeClock(NOW)
    made = planned(bird_dog=Dose(2, 4, 2))
    going = in_silence(home, watch, made)
    going.start()
    going.tick()
    run_to(going, watch, cue_of(going, "bird_dog", "rest", None).at_ms + after_ms)
    return SessionScreen(going, "Two", "round 1 of 2", plain=plain)


IN_STATE: dict[str, Callable[..., SessionScreen]] = {
    "move": partial(scenes.session, phase="move", after_ms=1500),
    "hold": scenes.session,
    "rest": resting,
    "change": scenes.rest,
    "paused": partial(scenes.session, paused=True),
}


@asynccontextmanager
async def standing(
    state: str, size: tuple[int, int], folder: Path, *, plain: bool = False, notice: str = ""
) -> AsyncIterator[tuple[Pilot[None], SessionScreen]]:
    """A session that stands still in a state."""
    home = home_in(folder)
    screen = (
        IN_STATE[state](home, plain) if not notice else scenes.session(home, plain, phase="move", notice=notice)
    )
    async with Host(screen, plain=plain).run_test(size=size) as pilot:
        await until(
            pilot,
            lambda: screen.board.stage.has_class(f"-{state}") and screen.board.stage.count.size.area > 0,
            state,
        )
        await pilot.pause()
        yield pilot, screen


def a_picture(state: state_shapes.State, digits: str = "7", filled: float = 0.5) -> session_picture.Picture:
    word = session_picture.WORDS[state]
    return replace(
        session_picture.WAITING, state=state, phase=state, word=word, digits="" if state == "paused" else digits,
        filled=filled, toward="left",
    )  # fmt: skip


# --- the states ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("plain", [False, True])
def test_each_state_has_a_frame_and_a_bar_of_its_own(plain: bool) -> None:
    frames = {state: state_shapes.frame(state, "left", plain=plain) for state in STATES}
    for one, other in combinations(STATES, 2):
        assert all(a != b for a, b in zip(frames[one][:2], frames[other][:2], strict=True))
    assert all("".join(frame).isascii() for frame in frames.values()) or not plain
    bars = {state_shapes.bar(state, "left", plain=plain) for state in ("move", "hold", "rest", "change")}
    assert len(bars) == 4


@pytest.mark.parametrize("plain", [False, True])
@pytest.mark.parametrize(("width", "height"), [(38, 13), (56, 11), (55, 18), (78, 30)])
def test_no_two_states_look_alike_without_their_colour(plain: bool, width: int, height: int) -> None:
    seen_as = {}
    for state in STATES:
        ink, fill = count.drawn(a_picture(state), width, height, plain=plain)
        assert {len(line) for line in (*ink, *fill)} == {width}
        assert len(ink) == len(fill) == height
        if state == "hold" and not plain:  # Filled by its background; in ASCII it is cut out of a field.
            fill = [line.replace(" ", "b") for line in fill]
        whole = (b if a == " " else a for lines in zip(ink, fill, strict=True) for a, b in zip(*lines, strict=True))
        seen_as[state] = "".join(whole)
    for one, other in combinations(STATES, 2):
        different = sum(a != b for a, b in zip(seen_as[one], seen_as[other], strict=True))
        assert different > width * height / 12, (one, other)


@pytest.mark.parametrize("plain", [False, True])
@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_a_state_is_told_by_frame_and_large_word(
    state: state_shapes.State, size: tuple[int, int], plain: bool, tmp_path: Path
) -> None:
    async with standing(state, size, tmp_path, plain=plain) as (pilot, screen):
        lines = seen(pilot).splitlines()
        frame = state_shapes.frame(state, "left", plain=plain)
        assert lines[1][:4] == frame.top_left + frame.top * 3
        assert (lines[3][0], lines[3][-1]) == (frame.left, frame.right)
        assert bigwords.render(session_picture.WORDS[state], 1, plain)[0] in seen(pilot)
        assert (screen.board.stage.count.styles.background.a > 0) == (state == "hold")


def test_a_rest_drains_and_leaves_its_digits_free() -> None:
    levels = []
    for left in (1.0, 0.75, 0.5, 0.25, 0.0):
        ink, fill = count.drawn(a_picture("rest", "21", left), 60, 16, plain=False)
        levels.append(sum("░" in line for line in fill))
        assert all(
            a == " " or b == " " for lines in zip(ink, fill, strict=True) for a, b in zip(*lines, strict=True)
        )
    assert levels == [16, 12, 8, 4, 0]


async def test_the_figure_makes_room_in_a_rest_where_nothing_moves(tmp_path: Path) -> None:
    async with standing("rest", (80, 24), tmp_path) as (_, screen):
        assert not screen.board.stage.figure.display
        assert screen.board.stage.count.size.width > 70
    async with standing("change", (80, 24), tmp_path) as (_, screen):
        assert screen.board.stage.figure.display


@pytest.mark.parametrize("plain", [False, True])
async def test_a_change_shows_an_arrow_to_the_side_that_comes(plain: bool, tmp_path: Path) -> None:
    async with standing("change", (80, 24), tmp_path, plain=plain) as (pilot, _):
        shown = seen(pilot)
        assert all(line.rstrip() in shown for line in signs.render("left", 7, plain))
    for toward in ("left", "right", "down"):
        shown = "\n".join(count.drawn(replace(a_picture("change"), toward=toward), 56, 11, plain=plain)[0])
        assert any(all(line.strip() in shown for line in signs.render(toward, rows, plain)) for rows in range(5, 9))


async def test_a_pause_shows_the_sign_of_a_pause_in_place_of_the_seconds(tmp_path: Path) -> None:
    async with standing("paused", (80, 24), tmp_path) as (pilot, _):
        assert sum(signs.render("pause", 9)[0] in line for line in seen(pilot).splitlines()) == 9


# --- seconds and repetitions -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("size", "rows"), zip(SIZES, (10, 9, 12, 20), strict=True))
async def test_the_seconds_are_large_and_marked_as_seconds(
    size: tuple[int, int], rows: int, tmp_path: Path
) -> None:
    async with standing("hold", size, tmp_path) as (pilot, screen):
        lines = seen(pilot).splitlines()
        tall = large_number(lines, screen.board.stage.count.picture.digits)
        assert tall >= rows
        mark = signs.seconds(1 if tall < 14 else 2)
        assert all(any(part.rstrip() in line for line in lines) for part in mark)
    minutes = [line.strip() for line in count.drawn(a_picture("hold", "1:40"), 60, 13, plain=False)[0]]
    assert minutes[-9:] == [line.strip() for line in bigdigits.render("1:40", 9)]  # No mark beside minutes.


@pytest.mark.parametrize("size", SIZES[1:])
async def test_the_repetition_is_large_too_with_a_large_dot_for_each(size: tuple[int, int], tmp_path: Path) -> None:
    async with standing("move", size, tmp_path) as (pilot, screen):
        lines, view = seen(pilot).splitlines(), screen.conductor.view()
        assert view is not None
        letters = next(s for s in (2, 1) if any(bigwords.render("5/6", s)[0] in line for line in lines))
        assert all(any(part in line for line in lines) for part in bigwords.render("5/6", letters))
        rows = {24: 2, 40: 3, 60: 5}[size[1]]
        dots = signs.dots(4, 1, 1, size[0], rows)
        assert all(any(part.strip() in line for line in lines) for part in dots)


def large_number(lines: list[str], digits: str) -> int:
    """The height at which the digits are seen as they should be."""
    for rows in range(len(lines), bigdigits.MIN_ROWS - 1, -1):
        glyph = [line.rstrip() for line in bigdigits.render(digits, rows)]
        for top in range(len(lines) - rows + 1):
            if all(part in line for part, line in zip(glyph, lines[top:], strict=False)):
                return rows
    return 0


# --- figure or count ---------------------------------------------------------------------------------------------


async def test_what_was_chosen_for_the_figure_stays_in_each_kind_of_window(tmp_path: Path) -> None:
    async with standing("hold", (60, 20), tmp_path) as (pilot, screen):
        stage = screen.board.stage

        async def at(size: tuple[int, int], figure: bool, count: bool, hint: str) -> None:
            await pilot.resize_terminal(*size)
            await until(
                pilot,
                lambda: (
                    (stage.figure.display, stage.count.display) == (figure, count) and f"g {hint}  " in seen(pilot)
                ),
                f"figure {figure} and count {count} at {size}, with g for {hint}",
            )

        await at((60, 20), False, True, "figure")
        await pilot.press("g")
        await at((60, 20), True, False, "count")
        for size in SIZES[1:]:
            await at(size, True, True, "hide figure")
        await at((60, 20), True, False, "count")
        await pilot.resize_terminal(80, 24)
        await pilot.press("g")
        await at((80, 24), False, True, "figure")
        await at((200, 60), False, True, "figure")
        await at((60, 20), True, False, "count")
        await at((80, 24), False, True, "figure")
        await pilot.press("g")
        await at((80, 24), True, True, "hide figure")


async def test_where_the_key_for_the_figure_does_nothing_it_is_not_offered(tmp_path: Path) -> None:
    async with standing("rest", (80, 24), tmp_path) as (pilot, screen):
        assert "space pause" in seen(pilot)
        assert "figure" not in seen(pilot).splitlines()[-1]
        await pilot.press("g")
        assert screen.board.stage.figure_key == ""


@pytest.mark.parametrize("state", ["move", "hold", "change", "paused"])
async def test_with_the_figure_alone_the_state_is_told_in_large_letters(state: str, tmp_path: Path) -> None:
    async with standing(state, (60, 20), tmp_path) as (pilot, screen):
        await pilot.press("g")
        word = bigwords.render(screen.board.stage.picture.word)
        await until(pilot, lambda: screen.board.stage.figure.display and word[0] in seen(pilot), "the word, large")
        assert "set 1 of 1" in seen(pilot)


# --- low windows, and what comes next -----------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(40, 10), (40, 12), (60, 14), (60, 16)])
async def test_in_a_low_window_the_count_goes_before_a_notice(size: tuple[int, int], tmp_path: Path) -> None:
    async with standing("move", size, tmp_path, notice=NO_SOUND) as (pilot, screen):
        lines = seen(pilot).splitlines()
        assert large_number(lines, screen.board.stage.count.picture.digits) >= bigdigits.MIN_ROWS
        assert sum("There is no sound" in line for line in lines) == 1
        assert any("MOVE" in line or bigwords.render("MOVE")[0] in line for line in lines)
        assert any("5 of 6" in line for line in lines)
        assert screen.board.notice.size.height == 1


async def test_a_notice_has_the_rows_that_it_needs_where_there_is_room(tmp_path: Path) -> None:
    async with standing("move", (60, 20), tmp_path, notice=NO_SOUND) as (pilot, _):
        assert "goes on. Run: coach doctor" in seen(pilot)


def test_what_comes_next_is_where_the_key_for_it_leads() -> None:
    played = Player(planned(bird_dog=Dose(2, 4, 2), clamshell=Dose(1, 3, 3)), lambda _: 800)
    position_ms, told = 0, []
    while (now := played.view(position_ms)).next_title:
        told.append(now.next_title)
        position_ms = played.next(position_ms)
        there = played.view(position_ms)
        order = f", set {there.set} of {there.sets}" if there.sets > 1 else ""
        side = f", {there.side} side" if there.side and there.exercise.side == "each" else ""
        assert f"{there.exercise.name}{side}{order}" == now.next_title
    assert played.view(played.next(position_ms)).kind == "close"
    assert told[:3] == ["Bird-dog, set 1 of 2", "Bird-dog, set 2 of 2", "Bird-dog, set 2 of 2"]
    assert told[-1] == "Clamshell, right side"


# --- what is painted ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", ["hold", "rest", "paused"])
async def test_another_theme_reaches_every_row_that_is_kept(state: str, tmp_path: Path) -> None:
    async with standing(state, (80, 24), tmp_path) as (pilot, screen):
        app = pilot.app
        assert app.theme == "backcoach"

        def colours() -> set[str]:
            strips = screen._compositor.render_strips()
            styles = [segment.style for strip in strips for segment in strip if segment.style is not None]
            return {each.get_truecolor().hex for style in styles for each in (style.bgcolor, style.color) if each}

        dark = colours()
        app.theme = "backcoach-light"
        await until(pilot, lambda: not colours() & dark, "nothing left of the dark theme")


async def test_only_the_rows_that_changed_are_painted_again(tmp_path: Path) -> None:
    async with standing("move", (200, 60), tmp_path) as (pilot, screen):
        stage = screen.board.stage
        await pilot.pause()
        frame = stage.render_lines(stage.outer_size.region)
        figure = stage.figure.render_lines(stage.figure.size.region)
        before = stage.figure.lines
        CLOCKS[screen.conductor].go_on(0.2)
        screen.advance()
        await pilot.pause()
        assert all(a is b for a, b in zip(stage.render_lines(stage.outer_size.region), frame, strict=True))
        moved = [
            a is not b for a, b in zip(stage.figure.render_lines(stage.figure.size.region), figure, strict=True)
        ]
        assert moved == [a != b for a, b in zip(before, stage.figure.lines, strict=True)]
        assert 0 < sum(moved) < len(moved)


def test_what_is_heard_before_there_is_a_timeline_is_shown() -> None:
    before = session_picture.picture(None, paused=False)
    assert before == session_picture.WAITING
    said = session_picture.picture(None, paused=False, first_words="Two exercises. Steady.")
    assert said == replace(before, said="Two exercises. Steady.")
