"""What Enter does as the one button while a session is played in lines; other lines are `typed`'s."""

from coach.core.reason import Reason
from coach.session.asking.presses import TELL_AFTER_S, Press, Presses
from coach.session.conductor import Conductor
from coach.session.plain_player import typed
from coach.session.plain_player.by_button import ByButton
from coach.session.plain_player.hurting import hurts
from coach.session.plain_player.stopping import Stop


class Pressed:
    """Pauses and goes on; pressed twice it says that it hurts, which is asked about."""

    def __init__(self, conductor: Conductor, asks: ByButton, stop: Stop) -> None:
        """A signal that `stop` takes breaks off a question that is asked meanwhile."""
        self._conductor = conductor
        self._asks = asks
        self._stop = stop
        self._presses = Presses()
        self._tell_at_s: float | None = None
        self._asks.prepare(Reason("press_paused"))

    def look(self) -> None:
        """Does what is due; to be asked many times a second."""
        self._asks.look()
        if self._tell_at_s is not None and self._asks.now_s >= self._tell_at_s:
            self._tell_at_s = None
            if self._conductor.paused:  # Else a headset's key went on.
                self._asks.say(Reason("press_paused"))

    def forget(self) -> None:
        """Something else led the session since, as a headset's key does: no press is the second of two."""
        self._presses.forget()

    def act(self, line: str) -> bool:
        """Does what a line means; whether that ended the session."""
        self._asks.stop = self._stop
        try:
            return self._do(line)
        finally:
            self._asks.stop = None

    def _do(self, line: str) -> bool:
        conductor = self._conductor
        self._tell_at_s = None
        self._asks.hush()
        press: Press = "once"
        if line.strip() or conductor.waiting:
            self._presses.forget()
        else:
            press = self._presses.press(self._asks.now_s)
        if press == "twice":
            hurts(conductor, self._asks, None, stood=False)
        if press != "once":
            return False
        ended = typed.act(conductor, line, self._asks)
        if conductor.paused:
            self._tell_at_s = self._asks.now_s + TELL_AFTER_S
        return ended
