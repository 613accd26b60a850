"""A clock whose time passes only when a test says so."""

from datetime import datetime, timedelta

from coach.session.clocks import Clock

NOW = datetime(2026, 11, 23, 7, 30).astimezone()


class FakeClock:
    """Begins at a moment of the calendar, and at 100 s of the monotonic clock."""

    def __init__(self, at: datetime = NOW) -> None:
        self.now_s = 100.0
        self.at = at

    def monotonic_s(self) -> float:
        return self.now_s

    def wall(self) -> datetime:
        return self.at + timedelta(seconds=self.now_s - 100)

    def go_on(self, seconds: float) -> None:
        self.now_s += seconds

    @property
    def clock(self) -> Clock:
        """What is handed to the program."""
        return Clock(self.wall, self.monotonic_s)
