"""Rounds of a routine as a calendar (RFC 5545), by icalendar; it must not know what is done, nor of pain.

The times are those of the clock on the wall in the person's own zone, whose changes to and from summer time stand
in the file. Where the zone has no name they are "floating": at that time wherever the calendar is.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from coach import __version__
from coach.core.reminding.rings import Rings
from coach.core.safe_text import clean
from coach.errors import CoachError

EXTRA = 'pip install "backcoach[calendar]"'
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
ZONE_YEARS = 20  # How far ahead the changes of the clock are written down.


@dataclass(frozen=True, slots=True)
class Rounds:
    """What stands in the calendar: a `title`, how long a round takes, and a text below each."""

    routine: str
    title: str
    minutes: int
    text: str


def insist() -> None:
    """Raises CoachError where the packages of the extra are missing."""
    try:
        import icalendar  # noqa: F401
        import tzlocal  # noqa: F401
    except ImportError:
        raise CoachError(f"A calendar needs two more packages. Install them: {EXTRA}") from None


def zone_name(now: datetime) -> str | None:
    """The name of the zone that `now` is in, the computer's, such as Europe/Berlin; None where it has none."""
    from zoneinfo import ZoneInfo

    import tzlocal

    try:
        zone = ZoneInfo(tzlocal.get_localzone_name() or "")
    except (LookupError, ValueError, OSError):  # TZ may hold anything.
        return None
    return zone.key if now.astimezone(zone).utcoffset() == now.utcoffset() else None  # As with TZ=CET-1CEST.


def calendar_of(rounds: Rounds, rings: Rings, now: datetime, zone: str | None) -> bytes:
    """An event for each time of a day, every week on its days, with an alarm; made at `now`.

    One alarm each: a calendar cannot know whether the round is done. Raises CoachError as `insist`.
    """
    insist()
    from zoneinfo import ZoneInfo

    import icalendar

    made = icalendar.Calendar()
    made.add("prodid", f"-//Backcoach//{__version__}//EN")
    made.add("version", "2.0")
    info = None if zone is None else ZoneInfo(zone)
    for each in rings.times:
        made.add_component(_event(rounds, rings, each, now, info))
    if info is not None:
        made.add_missing_timezones(date(now.year, 1, 1), date(now.year + ZONE_YEARS, 1, 1))
    return bytes(made.to_ical())


def _event(rounds: Rounds, rings: Rings, at: time, now: datetime, info: Any) -> Any:
    import icalendar

    event = icalendar.Event()
    # The same routine and time keep their name, so that a calendar that is read in again puts it in its own place.
    event.add("uid", str(uuid5(NAMESPACE_URL, f"backcoach:{rounds.routine}:{at:%H:%M}")))
    event.add("dtstamp", now.astimezone(UTC))
    event.add("summary", clean(rounds.title))
    event.add("description", rounds.text)
    event.add("dtstart", datetime.combine(_first(rings, now.date()), at, info))
    event.add("duration", timedelta(minutes=rounds.minutes))
    event.add("rrule", {"freq": "weekly", "byday": [DAYS[day] for day in rings.days]})
    event.add("class", "PRIVATE")  # That and how a back is looked after is nobody else's to see.
    event.add("transp", "TRANSPARENT")
    alarm = icalendar.Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", clean(rounds.title))
    alarm.add("trigger", timedelta(0))
    event.add_component(alarm)
    return event


def _first(rings: Rings, on: date) -> date:
    """The first of the days, from a date on."""
    return next(day for ahead in range(7) if (day := on + timedelta(days=ahead)).weekday() in rings.days)
