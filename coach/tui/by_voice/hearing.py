"""Gives an app its ear, has it look many times a second, and shows on cards what was heard; it knows no screen."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from coach.audio.loudspeakers import Loudspeakers
from coach.listen.listener import Ears
from coach.tui.base_app import BaseApp
from coach.tui.by_voice import on_screen
from coach.tui.by_voice.ear import Ear

if TYPE_CHECKING:
    from coach.files.settings import Settings

LOOK_S = 0.05
OpenEars = Callable[[Callable[[], float], float], Ears]  # Takes a clock in seconds and the gain.


def begin(
    app: BaseApp,
    settings: "Settings",
    coach_speaks: Callable[[], bool],
    loudspeakers: Loudspeakers,
    *,
    listen: bool,
    open_ears: OpenEars,
) -> None:
    """From now on the app can hear; it does at once with `listen`."""
    now_s = app.clock.monotonic_s
    app.ear = Ear(
        lambda: open_ears(now_s, settings.microphone_gain), coach_speaks, now_s, loudspeakers, settings.delay_ms
    )
    on_screen.listen(app, listen)

    def look() -> None:
        ear = app.ear
        if ear is not None and ear.on and app.is_running:
            ear.look(app.screen)
            _show(app)

    app.set_interval(LOOK_S, look)


def _show(app: BaseApp) -> None:
    """On a card what was heard stands in its frame, where nothing else is."""
    for card in app.screen.query(".card"):
        told = on_screen.shown(card)
        if card.border_title != (told or None):
            card.border_title = told or None


def microphone(now_s: Callable[[], float], gain: float) -> Ears:
    """The microphone of the computer. Raises CoachError where the recogniser is not installed."""
    from coach.listen import recogniser
    from coach.listen.microphone import Microphone

    recogniser.insist()
    return Microphone(now_s, gain)
