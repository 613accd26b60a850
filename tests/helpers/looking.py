"""What is on a Textual screen, for the tests that look at it."""

from collections.abc import Callable
from typing import Any

from textual.pilot import Pilot


def seen(pilot: Pilot[Any]) -> str:
    """The screen as text: what is seen, hidden and cut texts left out."""
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join(strip.text for strip in strips)


def words(pilot: Pilot[Any]) -> str:
    """The words on the screen in one line, without frames and bars."""
    return " ".join("".join(" " if "─" <= char <= "▟" else char for char in seen(pilot)).split())


async def until(pilot: Pilot[Any], holds: Callable[[], bool], what: str) -> None:
    for _ in range(200):
        await pilot.pause(0.03)
        if holds():
            return
    raise AssertionError(f"{what} did not happen; on the screen:\n{seen(pilot)}")
