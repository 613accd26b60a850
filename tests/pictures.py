"""Draws the pictures of the README with the program itself: `python tests/pictures.py [FOLDER]`, SVG files."""

import asyncio
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).parent / "helpers"))

import svg
from fake_clock import FakeClock
from scenes import NOW, Host, conductor, cue_of, dashboard, first_weeks, home_in, run_to
from textual.screen import Screen

from coach.files import paths
from coach.tui.screens.session import SessionScreen

FRAMES_PER_S = 10
SIZE = (80, 24)


async def draw(screen: Screen[Any], size: tuple[int, int], file: Path, title: str) -> None:
    app = Host(screen)
    async with app.run_test(size=size) as pilot:
        await pilot.pause(0.3)
        shown = svg.rows(app.screen._compositor.render_strips())
        file.write_text(svg.picture([shown], 0, title), "utf-8")


async def animate(home: paths.Home, file: Path, title: str) -> None:
    """One repetition of the bird-dog, from the breath before it to the next one's."""
    watch = FakeClock(NOW)
    going = conductor(home, watch)
    going.start()
    going.tick()
    begin_ms = cue_of(going, "bird_dog", "move", 5).at_ms
    end_ms = cue_of(going, "bird_dog", "move", 6).at_ms
    run_to(going, watch, begin_ms)
    screen = SessionScreen(going, first_weeks(home).title, "round 2 of 3")
    frames = []
    async with Host(screen).run_test(size=SIZE) as pilot:
        await pilot.pause(0.3)
        count = round((end_ms - begin_ms) / 1000 * FRAMES_PER_S)
        for number in range(count):
            run_to(going, watch, begin_ms + round((end_ms - begin_ms) * number / count))
            screen.advance()
            await pilot.pause(0.05)
            frames.append(svg.rows(screen._compositor.render_strips()))
    file.write_text(svg.picture(frames, (end_ms - begin_ms) / 1000, title), "utf-8")


def main() -> None:
    default = Path(__file__).resolve().parent.parent / ".github" / "pictures"
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else default
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        home = home_in(Path(scratch))
        asyncio.run(draw(dashboard(home), (132, 36), folder / "dashboard.svg", "Today's dashboard"))
        asyncio.run(animate(home, folder / "session.svg", "A session: one repetition of the bird-dog"))


if __name__ == "__main__":
    main()
