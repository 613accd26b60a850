"""The one button in a session: one press pauses and goes on, two say that it hurts; it does neither itself."""

from coach.session.asking.presses import TELL_AFTER_S, Press, Presses


class PauseButton:
    """The presses of one session, and when it is to be said what the next one does. Times are of one clock."""

    def __init__(self) -> None:
        self._presses = Presses()
        self._tell_s: float | None = None

    def press(self, now_s: float, *, paused: bool) -> Press:
        """What this press is; `paused`: the session stands still before it."""
        press = self._presses.press(now_s)
        self._tell_s = now_s + TELL_AFTER_S if press == "once" and not paused else None
        return press

    def forget(self) -> None:
        """Something else was pressed, or asked, since: the next press is a first one."""
        self._presses.forget()

    def tells(self, now_s: float) -> bool:
        """Whether it is time to say what it does in the pause that it began; once for each."""
        due = self._tell_s is not None and now_s >= self._tell_s
        if due:
            self._tell_s = None
        return due
