"""The figure on the session screen: with the real conductor, at the moment that is heard, at every size."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from fake_clock import FakeClock
from logbook import EXERCISES, profile, routine
from looking import seen, until
from scenes import Host
from textual.pilot import Pilot

from coach.app import workspace
from coach.app.today import Today
from coach.core import figure, plan
from coach.core.exercise import Dose, Exercise
from coach.core.progression import decide
from coach.core.timeline.player import Player
from coach.core.timeline.view import View
from coach.files import paths
from coach.files.settings import Settings
from coach.session import assemble
from coach.session.instruments import Instruments
from coach.tui.drawing import letters
from coach.tui.screens.session import SessionScreen
from coach.tui.widgets.figure import FRAMES_PER_S, MOST_FRAMES, FigureView, progress

NOW = datetime(2026, 11, 23, 7, 30)
DOSES = {"bird_dog": Dose(1, 4, 5), "clamshell": Dose(1, 3, 3)}


@asynccontextmanager
async def session(
    folder: Path,
    size: tuple[int, int],
    *,
    plain: bool = False,
    change: Callable[[Exercise], Exercise] = lambda exercise: exercise,
) -> AsyncIterator[tuple[Pilot[None], SessionScreen]]:
    """A running session in silence, eight times as fast as life."""
    ws = workspace.Workspace(paths.Home(folder, folder / "cache"), EXERCISES, profile(), Settings())
    routine_ = replace(routine(DOSES), voice="beeps")
    items = tuple(replace(item, exercise=change(item.exercise)) for item in routine_.items)
    routine_ = replace(routine_, items=items)
    decided = decide(routine_, EXERCISES, profile(), (), NOW.date())
    today = Today(routine_, decided, plan.make(routine_, decided, ws.profile))
    fake = FakeClock(NOW)
    made = assemble.conductor(
        ws,
        today,
        before=2,
        questions=True,
        clock=fake.clock,
        instruments=Instruments(ws, fake.clock, "silent", 8),
    )
    screen = SessionScreen(made, "Two", "round 1 of 2", plain=plain)
    app = Host(screen, plain=plain, fake=fake)
    try:
        async with app.run_test(size=size) as pilot:
            await until(pilot, lambda: app.screen is screen, "the session")
            yield pilot, screen
    finally:
        made.close()


async def stopped_in(pilot: Pilot[None], screen: SessionScreen, phase: str) -> View:
    """The view, paused in the middle of a phase."""

    def there() -> bool:
        now = screen.conductor.view()
        return now is not None and now.phase == phase and 0.2 < progress(now) < 0.8

    await until(pilot, there, phase)
    screen.conductor.pause()
    screen.advance()
    await pilot.pause()
    now = screen.conductor.view()
    assert now is not None
    return now


def frame(now: View, widget: FigureView) -> list[str]:
    charset = widget.charset
    step = progress(now, widget.size.area)
    lines = figure.frame(now.exercise, now.phase, step, now.side, *widget.size, charset)
    return [line.replace("\u2800", " ") for line in lines]


async def test_the_figure_moves_with_what_is_heard_and_is_mirrored_by_side(tmp_path: Path) -> None:
    async with session(tmp_path, (80, 24)) as (pilot, screen):
        widget, pictures = screen.board.stage.figure, []
        await pilot.press("n")
        for phase in ("move", "hold", "return"):
            now = await stopped_in(pilot, screen, phase)
            assert widget.lines == frame(now, widget)
            shown = seen(pilot)
            assert all(line.strip() in shown for line in widget.lines)
            pictures.append(widget.lines)
            screen.conductor.resume()
        assert pictures[0] != pictures[1] != pictures[2]
        await pilot.press("n", "n")
        now = await stopped_in(pilot, screen, "hold")
        left = widget.lines
        assert (now.exercise.id, now.side) == ("clamshell", "left")
        screen.conductor.resume()
        await pilot.press("n")
        now = await stopped_in(pilot, screen, "change")
        start = figure.frame(now.exercise, None, 0, "right", *widget.size)  # Of what comes next.
        assert widget.lines == [line.replace("\u2800", " ") for line in start]
        screen.conductor.resume()
        await stopped_in(pilot, screen, "hold")
        assert widget.lines != left


async def test_the_rows_that_change_within_a_phase_are_painted(tmp_path: Path) -> None:
    painted: dict[int, set[tuple[str, ...]]] = {}  # By the repetition's number.
    async with session(tmp_path, (80, 24)) as (pilot, screen):
        await pilot.press("n")

        def several_pictures() -> bool:
            now, lines = screen.conductor.view(), screen.board.stage.figure.lines
            shown = seen(pilot)
            if now is not None and now.phase == "move" and all(line.strip() in shown for line in lines):
                painted.setdefault(now.rep, set()).add(tuple(lines))
            return any(len(pictures) >= 3 for pictures in painted.values())

        await until(pilot, several_pictures, "a figure that moves on the screen")


async def test_figure_and_count_share_a_wide_window_and_take_turns_in_a_small_one(tmp_path: Path) -> None:
    async with session(tmp_path, (80, 24)) as (pilot, screen):
        await pilot.press("n")
        now = await stopped_in(pilot, screen, "hold")
        stage = screen.board.stage
        for size in ((80, 24), (76, 20), (140, 40), (200, 60)):
            await pilot.resize_terminal(*size)
            await until(pilot, lambda: stage.figure.lines == frame(now, stage.figure), "the figure in its size")
            assert stage.figure.region.right <= stage.count.region.x
            assert stage.figure.size.width >= 30
        await pilot.resize_terminal(60, 20)
        await until(pilot, lambda: not stage.figure.display, "the count alone")
        assert stage.count.size.width > 50
        await pilot.press("g")
        await until(pilot, lambda: bool(stage.figure.lines), "the figure alone")
        assert not stage.count.display
        assert stage.figure.size.width > 50
        assert letters.render("PAUSED")[0] in seen(pilot)
        await pilot.press("g")
        await until(pilot, lambda: stage.count.display and not stage.figure.display, "the count again")


async def test_without_a_figure_the_count_has_the_room(tmp_path: Path) -> None:
    def bare(exercise: Exercise) -> Exercise:
        return replace(exercise, figure=None)

    async with session(tmp_path, (80, 24), change=bare) as (pilot, screen):
        await until(pilot, lambda: not screen.board.stage.figure.display, "the count alone")
        await pilot.press("g")
        await pilot.pause(0.1)
        assert screen.board.stage.count.display
        assert screen.board.stage.count.size.width > 70


async def test_plain_characters_are_enough_for_a_session(tmp_path: Path) -> None:
    async with session(tmp_path, (80, 24), plain=True) as (pilot, screen):
        await pilot.press("n")
        await stopped_in(pilot, screen, "hold")
        inside = seen(pilot).replace("·", "-")
        assert inside.isascii(), {char for char in inside if not char.isascii()}
        assert letters.render("PAUSED", 1, plain=True)[0] in inside
        assert "###" in inside


def moment(phase_ms: int, left_ms: int) -> View:
    return View(
        kind="rep", item=0, items=1, exercise=EXERCISES["plank"], dose=Dose(1, 1, 0), set=1, sets=1, side=None,
        rep=1, reps=1, reps_done=0, phase="move", phase_ms=phase_ms, phase_left_ms=left_ms, go_left_ms=0,
        breath_left_ms=0, position_ms=0, left_ms=0, total_ms=0, said="", next_title="", next_setup="", done=False,
    )  # fmt: skip


@pytest.mark.parametrize("phase_ms", [0, 1, 400, 3_000, 60_000])
def test_a_phase_is_drawn_in_few_pictures_that_come_back(phase_ms: int) -> None:
    pictures = {progress(moment(phase_ms, left)) for left in range(0, phase_ms + 1, max(1, phase_ms // 500))}
    assert len(pictures) <= 1 + min(MOST_FRAMES, max(1, phase_ms * FRAMES_PER_S // 1000))
    assert all(0 <= picture <= 1 for picture in pictures)


def test_the_breath_between_repetitions_counts_down_to_the_next() -> None:
    routine_ = routine({"bird_dog": Dose(1, 4, 2)})
    decided = decide(routine_, EXERCISES, profile(), (), NOW.date())
    made = plan.make(routine_, decided, profile())
    assert made is not None
    player = Player(made, lambda _: 800)
    first, second = (block for block in player.timeline.blocks if block.kind == "rep" and block.rep in (1, 2))
    breath = player.view(second.start_ms - 100)
    assert (breath.phase, breath.breath_left_ms, breath.rep) == (None, 100, first.rep)
    assert player.view(second.start_ms).breath_left_ms == 0
