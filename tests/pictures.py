"""Draws the pictures of the README with the program itself: `python tests/pictures.py [FOLDER]`, SVG files."""

import asyncio
import sys
import tempfile
from pathlib import Path
from typing import Any

from scenes import Host, dashboard, home_in, session
from textual.screen import Screen


async def draw(screen: Screen[Any], size: tuple[int, int], file: Path, title: str) -> None:
    app = Host(screen)
    async with app.run_test(size=size) as pilot:
        await pilot.pause(0.3)
        file.write_text(app.export_screenshot(title=title), "utf-8")


def main() -> None:
    default = Path(__file__).resolve().parent.parent / ".github" / "pictures"
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else default
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        home = home_in(Path(scratch))
        asyncio.run(draw(dashboard(home), (132, 36), folder / "dashboard.svg", "coach"))
        asyncio.run(draw(session(home), (100, 30), folder / "session.svg", "coach play"))


if __name__ == "__main__":
    main()
