"""The days and times for which a routine is meant; it must not know what was done, nor that any is owed.

A day of rest by the schedule forbids nothing, and a day that was missed is rest as any other.
"""

from dataclasses import dataclass
from datetime import date, time, timedelta

from coach.core.reason import Reason

DAYS_OF_A_WEEK = 7


@dataclass(frozen=True, slots=True)
class Schedule:
    """`days`: weekdays from 0 for Monday, sorted, never empty; `times` of a day, sorted, may be empty."""

    days: tuple[int, ...]
    times: tuple[time, ...] = ()

    def holds(self, day: date) -> bool:
        """Whether a day is one of its days."""
        return day.weekday() in self.days

    def time_of(self, number: int) -> time | None:
        """The time of a round of the day, from 1; None where it says none."""
        return self.times[number - 1] if number <= len(self.times) else None

    def following(self, day: date) -> Reason:
        """When the next of its days after a date is."""
        ahead = next(n for n in range(1, DAYS_OF_A_WEEK + 1) if self.holds(day + timedelta(days=n)))
        return Reason("next_by_schedule", weekday=(day.weekday() + ahead) % DAYS_OF_A_WEEK, days=ahead)
