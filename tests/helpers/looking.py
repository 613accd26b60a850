"""What is on a Textual screen, for the tests that look at it."""

from collections.abc import Callable
from typing import Any

import styles_once
from fake_clock import FakeClock
from textual.pilot import Pilot

from coach.tui.base_app import BaseApp
from coach.tui.one_button.offering import Offering
from coach.tui.screens.session import SessionScreen

styles_once.install()

STEP_S = 0.03  # On the clock that the app was given.
PAUSE_S = 0.005  # For the app to draw, and for what its threads do.
MOST_STEPS = 6000  # Of PAUSE_S or more: a machine may be busy with other things.


def seen(pilot: Pilot[Any]) -> str:
    """The screen as text: what is seen, hidden and cut texts left out."""
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join(strip.text for strip in strips)


def words(pilot: Pilot[Any]) -> str:
    """The words on the screen in one line, without frames and bars."""
    return " ".join("".join(" " if "─" <= char <= "▟" else char for char in seen(pilot)).split())


async def until(pilot: Pilot[Any], holds: Callable[[], bool], what: str, step_s: float = STEP_S) -> None:
    for _ in range(MOST_STEPS):
        await step(pilot, step_s)
        if holds():
            return
    raise AssertionError(f"{what} did not happen; on the screen:\n{seen(pilot)}")


async def step(pilot: Pilot[Any], seconds: float = STEP_S) -> None:
    """A moment passes: on the clock that the app was given, and as long as it takes for the app to draw."""
    fake = getattr(pilot.app, "fake", None)
    if isinstance(fake, FakeClock):
        fake.go_on(seconds)
        if isinstance(pilot.app.screen, SessionScreen):
            pilot.app.screen.advance()
        elif isinstance(pilot.app.screen, Offering):
            pilot.app.screen.look()
        if isinstance(pilot.app, BaseApp) and pilot.app.ear is not None:
            pilot.app.ear.look(pilot.app.screen)
    await pilot.pause(PAUSE_S)
