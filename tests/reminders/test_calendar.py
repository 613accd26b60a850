"""The calendar, read by two parsers that know nothing of each other, and expanded over changes of the clock."""

from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events
import tzlocal
import vobject

from coach.core.history.schedule import Schedule
from coach.core.reminding.rings import Rings, rings_of
from coach.reminders import calendar_file
from coach.reminders.calendar_file import Rounds

BERLIN = ZoneInfo("Europe/Berlin")
RINGS = rings_of(Schedule((0, 2, 6), (time(7, 30), time(18))))
ROUNDS = Rounds("evening", "Exercises: Evening", 10, "To begin: coach play. Leave it; or not, as you like.")
NOW = datetime(2027, 3, 23, 12, tzinfo=BERLIN)  # A Tuesday; on the Sunday after it summer time begins.


def made(rounds: Rounds = ROUNDS, rings: Rings = RINGS, zone: str | None = "Europe/Berlin") -> bytes:
    return calendar_file.calendar_of(rounds, rings, NOW, zone)


def starts(content: bytes, since: date, until: date) -> list[datetime]:
    found = recurring_ical_events.of(icalendar.Calendar.from_ical(content)).between(since, until)
    return sorted(event["DTSTART"].dt for event in found)


@pytest.mark.parametrize("first", [date(2027, 3, 24), date(2027, 10, 27), date(2030, 3, 27)])
def test_the_times_are_those_of_the_wall_on_both_sides_of_a_change(first: date) -> None:
    """Wednesday, the Sunday on which the clock changes, Monday: 07:30 and 18:00, whatever that is in UTC."""
    found = starts(made(), first, first + timedelta(days=6))
    days = [first, first + timedelta(days=4), first + timedelta(days=5)]
    assert [each.replace(tzinfo=None) for each in found] == [
        datetime.combine(day, at) for day in days for at in (time(7, 30), time(18))
    ]
    assert [each.utcoffset() for each in found] == [BERLIN.utcoffset(each.replace(tzinfo=None)) for each in found]
    assert len({each.utcoffset() for each in found}) == 2


def test_a_second_parser_reads_the_same_by_the_zone_that_is_in_the_file() -> None:
    content = made()
    read = vobject.readOne(content.decode())
    assert str(read.vtimezone.tzid.value) == "Europe/Berlin"
    for event, at in zip(read.vevent_list, (time(7, 30), time(18)), strict=True):
        assert (event.summary.value, event.description.value) == (ROUNDS.title, ROUNDS.text)
        assert (event.duration.value, event.valarm.trigger.value) == (timedelta(minutes=10), timedelta(0))
        assert event.dtstart.value.time() == at
        week = [*event.rruleset.xafter(event.dtstart.value, count=4, inc=True)]
        assert [each.date() for each in week] == [date(2027, 3, day) for day in (24, 28, 29, 31)]
        assert [each.utcoffset() for each in week] == [timedelta(hours=hours) for hours in (1, 2, 2, 2)]


def test_it_has_an_alarm_for_each_and_is_private_and_its_events_keep_their_names() -> None:
    events = icalendar.Calendar.from_ical(made()).walk("VEVENT")
    assert all([alarm["ACTION"] for alarm in event.walk("VALARM")] == ["DISPLAY"] for event in events)
    assert {str(event["CLASS"]) for event in events} == {"PRIVATE"}
    again = icalendar.Calendar.from_ical(made()).walk("VEVENT")
    assert [str(event["UID"]) for event in again] == [str(event["UID"]) for event in events]
    assert len({str(event["UID"]) for event in events}) == 2


@pytest.mark.parametrize("zone", ["Europe/Berlin", "Pacific/Auckland", "Asia/Kolkata", "Etc/UTC", None])
def test_it_keeps_to_the_form_in_every_zone(zone: str | None) -> None:
    content = made(zone=zone)
    lines = content.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75
    first = starts(content, date(2027, 3, 24), date(2027, 3, 25))[0]
    assert first.replace(tzinfo=None) == datetime(2027, 3, 24, 7, 30)
    assert (first.tzinfo is None) == (zone is None)
    vobject.readOne(content.decode())


@pytest.mark.parametrize("title", ["a; b, c\\n", "x\r\nEND:VEVENT\r\nX-EVIL:1", "\x1b[31mred", "ü" * 200, "<b>&"])
def test_a_name_of_a_file_is_a_text_and_nothing_else(title: str) -> None:
    content = made(Rounds("r", title, 5, "text"))
    for event in icalendar.Calendar.from_ical(content).walk("VEVENT"):
        assert "X-EVIL" not in event
        assert str(event["SUMMARY"]) == "".join(sign if sign.isprintable() else " " for sign in title)
    assert len(vobject.readOne(content.decode()).vevent_list) == 2


def test_where_the_zone_cannot_be_told_the_times_are_of_wherever_one_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    tzlocal.reload_localzone()  # It keeps what it found.
    assert calendar_file.zone_name(NOW) == "Europe/Berlin"
    assert calendar_file.zone_name(NOW.replace(tzinfo=timezone(timedelta(hours=5, minutes=45)))) is None
    monkeypatch.delenv("TZ")
    tzlocal.reload_localzone()
