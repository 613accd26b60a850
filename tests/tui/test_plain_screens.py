"""With plain characters every screen is written with what every font has: ASCII, letters, lines of boxes."""

from pathlib import Path

import pytest
from looking import seen
from rich.segment import Segment
from scenes import SCENES, Host, home_in, settled
from textual.color import Color

from coach.tui.plain_characters import Plainly

BOTH = [(name, (80, 24)) for name in SCENES] + [
    (name, (140, 40)) for name in ("dashboard", "session-hold", "rating", "verdict", "detail", "show")
]


def strange(text: str) -> set[str]:
    """The characters that some font may lack."""
    return {char for char in text if not (char.isascii() or char.isalpha() or "\u2500" <= char <= "\u257f")}


async def look(name: str, size: tuple[int, int], folder: Path, *, plain: bool) -> str:
    scene = SCENES[name]
    async with Host(scene.make(home_in(folder), plain), plain=plain).run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press(*scene.keys)
        return await settled(pilot, lambda: seen(pilot), scene.ready)


@pytest.mark.parametrize(("name", "size"), BOTH)
async def test_a_screen_needs_no_special_font(name: str, size: tuple[int, int], tmp_path: Path) -> None:
    shown = await look(name, size, tmp_path, plain=True)
    assert strange(shown) == set()
    assert all(len(line) <= size[0] for line in shown.splitlines())


async def test_without_the_setting_there_are_other_signs(tmp_path: Path) -> None:
    assert strange(await look("dashboard", (80, 24), tmp_path, plain=False)) >= {"●", "○", "×"}


def test_what_people_wrote_stays_as_it_is() -> None:
    (segment,) = Plainly().apply([Segment("Rückenübung für Zoë · 2 × 10 → Ende")], Color(0, 0, 0))
    assert segment.text == "Rückenübung für Zoë - 2 x 10 > Ende"
