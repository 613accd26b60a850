"""Lets the keys of a headset lead the screen that is shown, and tells the desktop what is played."""

from collections.abc import Mapping

from coach.desktop.orders import Press
from coach.session.conductor import Conductor
from coach.session.desktop.beside import Beside
from coach.session.desktop.presses import action_of
from coach.tui.base_app import BaseApp
from coach.tui.screens.session import SessionScreen

LOOK_S = 0.05
# On the other screens a headset does what a presenter clicker does there. One that is taken off or put on says
# pause and play: that answers no question.
AS_A_CLICKER: Mapping[Press, str] = {"play_pause": "space", "next": "pagedown", "previous": "pageup"}


class Company:
    """As long as a session is open on the screen, its ratings included."""

    def __init__(self, app: BaseApp, beside: Beside, conductor: Conductor) -> None:
        self._app = app
        self._beside = beside
        self._conductor = conductor
        self._timer = app.set_interval(LOOK_S, self._look)

    def close(self) -> None:
        """Harmless when repeated."""
        self._timer.stop()
        self._beside.close()

    def _look(self) -> None:
        for press in self._beside.look():
            screen = self._app.screen
            if isinstance(screen, SessionScreen):
                action = action_of(press, self._conductor)
                if action is not None:
                    screen.lead(action)  # Pause and play are two orders, and not one button pressed twice.
            elif press in AS_A_CLICKER:
                self._app.simulate_key(AS_A_CLICKER[press])
