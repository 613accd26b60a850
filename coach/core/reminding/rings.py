"""When a routine's reminders ring: at its times, each once more an hour later; it must not know what is done."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from coach.core.history.schedule import DAYS_OF_A_WEEK, Schedule

REPEAT = timedelta(hours=1)
USUAL = time(18)  # Where neither the routine nor the person says a time.
EVERY_DAY = tuple(range(DAYS_OF_A_WEEK))


@dataclass(frozen=True, slots=True)
class Rings:
    """`days`: weekdays from 0 for Monday, sorted; `times` of a day, sorted, at least one.

    `of_rounds`: each time is that of one round of the day; else one time is for all of them.
    """

    days: tuple[int, ...]
    times: tuple[time, ...]
    of_rounds: bool

    @property
    def again(self) -> tuple[time, ...]:
        """The times of the second rings: an hour later, where that is the same day and no first one's time."""
        later = (datetime.combine(date.min, each) + REPEAT for each in self.times)
        return tuple(each.time() for each in later if each.date() == date.min and each.time() not in self.times)

    @property
    def every(self) -> tuple[time, ...]:
        """All times of a day, sorted."""
        return tuple(sorted((*self.times, *self.again)))

    def rounds_by(self, now: datetime, goal: int) -> int:
        """How many rounds are meant to be done, or begun, by a time of the day."""
        rung = sum(each <= now.time() for each in self.times)
        return min(goal, rung) if self.of_rounds else goal * bool(rung)

    def last(self, now: datetime) -> datetime | None:
        """The last ring of that date up to a moment, on whatever day of the week."""
        return max((_on(now, each) for each in self.every if each <= now.time()), default=None)

    def is_again(self, now: datetime) -> bool:
        """Whether the last ring of that date was a second one."""
        last = self.last(now)
        return last is not None and last.time() in self.again

    def later_today(self, now: datetime) -> datetime | None:
        """The next of the first rings on that date."""
        return min((_on(now, each) for each in self.times if each > now.time()), default=None)

    def following(self, now: datetime) -> datetime:
        """The next ring after a moment."""
        days = (now.date() + timedelta(days=ahead) for ahead in range(DAYS_OF_A_WEEK + 1))
        rings = (datetime.combine(day, each, now.tzinfo) for day in days for each in self.every)
        return next(each for each in rings if each > now and each.weekday() in self.days)


def rings_of(schedule: Schedule | None, usual: time = USUAL) -> Rings:
    """The rings of a schedule; `usual` is the time where it has none. Without a schedule it is every day."""
    if schedule is None:
        return Rings(EVERY_DAY, (usual,), of_rounds=False)
    return Rings(schedule.days, schedule.times or (usual,), of_rounds=bool(schedule.times))


def _on(now: datetime, clock: time) -> datetime:
    return datetime.combine(now.date(), clock, now.tzinfo)
