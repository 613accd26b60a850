"""When a session begins that nobody starts by hand: in so many seconds, or at a time; it must not wait itself."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from coach.core.reason import Reason
from coach.core.words import sentence
from coach.errors import CoachError

FARTHEST = timedelta(hours=12)  # A time farther ahead is one that has just gone by.


@dataclass(frozen=True, slots=True)
class Beginning:
    """`in_s` are seconds from when everything was asked before the session; `at` the moment when that is asked."""

    in_s: int | None = None
    at: datetime | None = None

    @property
    def reason(self) -> Reason:
        """What is said of it while it is waited for."""
        if self.at is not None:
            return Reason("begins_at", time=f"{self.at:%H:%M}")
        return Reason("begins_in", seconds=self.in_s or 0)


AT_ONCE = Beginning()


def next_time(wanted: time, now: datetime) -> datetime:
    """When it is this time next. Raises CoachError where that is more than twelve hours away."""
    for days in (0, 1):
        at = datetime.combine(now.date() + timedelta(days), wanted).astimezone()
        if timedelta(minutes=-1) < at - now <= FARTHEST:
            return at
    times = {"wanted": wanted, "now": now, "sooner": now + timedelta(minutes=10)}
    raise CoachError(sentence(Reason("begins_too_far", **{name: f"{at:%H:%M}" for name, at in times.items()})))
