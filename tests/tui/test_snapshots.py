"""The main screens as they are known to look, in three sizes: texts and styles, kept under tests/snapshots/.

After a change that is meant, write them anew with BACKCOACH_SNAPSHOTS=write, look at them, and keep them.
"""

import difflib
import os
from itertools import groupby
from pathlib import Path

import pytest
from rich.style import Style
from scenes import SCENES, Host, home_in, settled
from textual.pilot import Pilot

FOLDER = Path(__file__).parents[1] / "snapshots"
SIZES = [(60, 20), (80, 24), (140, 40)]
WRITE = os.environ.get("BACKCOACH_SNAPSHOTS") == "write"
NAMES = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"


def rendered(pilot: Pilot[None]) -> str:
    """What is on the screen, row by row, then where each style is, then the styles.

    A row of styles holds runs of one style each, a letter and a number of columns.
    """
    rows = [
        [(char, segment.style or Style()) for segment in strip for char in segment.text]
        for strip in pilot.app.screen._compositor.render_strips()
    ]
    names: dict[str, str] = {}
    runs = []
    for row in rows:
        lengths = [(str(style), len(list(cells))) for style, cells in groupby(cell[1] for cell in row)]
        runs.append(" ".join(f"{names.setdefault(style, NAMES[len(names)])}{count}" for style, count in lengths))
    text = "\n".join("".join(cell[0] for cell in row).rstrip() for row in rows)
    styles = "\n".join(f"{name} {style}" for style, name in names.items())
    return f"{text}\n---\n" + "\n".join(runs) + f"\n---\n{styles}\n"


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", SCENES)
async def test_a_screen_looks_as_it_is_known_to(name: str, size: tuple[int, int], tmp_path: Path) -> None:
    scene = SCENES[name]
    async with Host(scene.make(home_in(tmp_path), False)).run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press(*scene.keys)
        now = await settled(pilot, lambda: rendered(pilot), scene.ready)
    file = FOLDER / f"{name}-{size[0]}x{size[1]}.txt"
    if WRITE:
        file.parent.mkdir(exist_ok=True)
        file.write_text(now, "utf-8")
    known = file.read_text("utf-8") if file.exists() else ""
    assert now == known, difference(known, now, file)


def test_every_snapshot_belongs_to_a_screen() -> None:
    expected = {f"{name}-{columns}x{rows}.txt" for name in SCENES for columns, rows in SIZES}
    assert {file.name for file in FOLDER.iterdir()} == expected


def difference(known: str, now: str, file: Path) -> str:
    lines = difflib.unified_diff(known.splitlines(), now.splitlines(), "known", "now", lineterm="", n=0)
    return f"{file.name}; if this is meant: BACKCOACH_SNAPSHOTS=write\n" + "\n".join(lines)
