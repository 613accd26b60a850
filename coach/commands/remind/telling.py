"""Says when reminders ring; it must not know who rings."""

from datetime import datetime, time

from coach.core.number_words import listed
from coach.core.reminding.rings import EVERY_DAY, Rings
from coach.core.words.english.dates import WEEKDAYS, weekday


def days_and_times(rings: Rings) -> str:
    """ "Mon, Wed and Fri at 07:30 and 18:00"."""
    days = "every day" if rings.days == EVERY_DAY else listed(map(weekday, rings.days))
    return f"{days} at {listed(map(clock, rings.times))}"


def clock(at: time) -> str:
    return f"{at:%H:%M}"


def moment(at: datetime, now: datetime) -> str:
    """A moment within the next week: "today at 18:00", "Wednesday at 07:30"."""
    days = (at.date() - now.date()).days
    day = {0: "today", 1: "tomorrow"}.get(days, WEEKDAYS[at.weekday()])
    return f"{day} at {at:%H:%M}"
