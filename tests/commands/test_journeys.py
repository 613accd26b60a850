"""Journeys and clocks through the command line: no session is ignored, whatever the date here says."""

import json
import os
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from command import coach
from logbook import profile as answered

from coach.files import profile
from coach.log import Log

if os.name != "posix":
    pytest.skip("TZ of POSIX", allow_module_level=True)
AUCKLAND, LOS_ANGELES = "Pacific/Auckland", "America/Los_Angeles"
KIRITIMATI, PAGO_PAGO = "Pacific/Kiritimati", "Pacific/Pago_Pago"  # 25 hours apart: never the same date.
BERLIN = "Europe/Berlin"


class Traveller:
    """Somebody whose computer is in one zone after another."""

    def __init__(self, home: Path) -> None:
        self.home = home
        answers = answered(screened=datetime.now().astimezone() - timedelta(days=3))
        profile.save(answers, home / "profile.toml")

    def run(self, zone: str, *args: str) -> str:
        done = coach(self.home, *args, more={"TZ": zone})
        assert done.returncode == 0, done.stderr
        return done.stdout

    def add(self, zone: str, hours_ago: float, *more: str) -> datetime:
        at = (datetime.now(ZoneInfo(zone)) - timedelta(hours=hours_ago)).replace(microsecond=0)
        local = f"{at:%Y-%m-%dT%H:%M:%S}"
        self.run(zone, "log", "add", "--routine", "first-weeks", "--at", local, "--before", "2", *more)
        return at

    def today(self, zone: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.run(zone, "today", "first-weeks", "--json"))
        return found


@pytest.fixture
def traveller(tmp_path: Path) -> Traveller:
    return Traveller(tmp_path)


def test_a_severe_session_in_auckland_still_stops_in_los_angeles(traveller: Traveller) -> None:
    at = traveller.add(AUCKLAND, 1, "--after", "9")
    assert traveller.today(AUCKLAND)["rules"][0] == "P2"
    there = traveller.today(LOS_ANGELES)
    assert (there["allowed"], there["rules"][0]) == (False, "P2")
    (told,) = json.loads(traveller.run(LOS_ANGELES, "log", "--json"))
    assert told["at"] == at.isoformat()


def test_a_screening_after_it_lifts_the_stop_whatever_the_clock_on_the_wall_says(traveller: Traveller) -> None:
    traveller.add(AUCKLAND, 2, "--after", "9")
    assert not traveller.today(LOS_ANGELES)["allowed"]
    newer = answered(screened=datetime.now(ZoneInfo(LOS_ANGELES)) - timedelta(hours=1))
    profile.save(newer, traveller.home / "profile.toml")
    assert traveller.today(LOS_ANGELES)["allowed"]
    older = answered(screened=datetime.now(ZoneInfo(AUCKLAND)) - timedelta(hours=3))
    profile.save(older, traveller.home / "profile.toml")
    assert not traveller.today(LOS_ANGELES)["allowed"]


def test_a_screening_of_a_clock_that_was_ahead_lifts_no_stop_until_it_is_answered_again(
    traveller: Traveller,
) -> None:
    ahead = answered(screened=datetime.now().astimezone() + timedelta(days=400))
    profile.save(ahead, traveller.home / "profile.toml")
    assert traveller.today(BERLIN)["allowed"]
    traveller.add(BERLIN, 3, "--after", "9")
    traveller.add(BERLIN, 2, "--after", "2")
    assert traveller.today(BERLIN)["rules"][0] == "P2"
    profile.save(answered(screened=datetime.now().astimezone()), traveller.home / "profile.toml")
    assert traveller.today(BERLIN)["allowed"]


def test_nor_does_it_once_the_clock_has_passed_its_date(traveller: Traveller) -> None:
    """Two hours ahead when the questions were answered, right when the session was played, some hours ago."""
    asked = (datetime.now().astimezone() - timedelta(hours=1)).replace(microsecond=0)
    profile.save(answered(screened=asked), traveller.home / "profile.toml")
    with Log(traveller.home / "log.sqlite3") as log:
        number = log.start(asked - timedelta(hours=1), "first-weeks", {}, {}, 2, profile=answered(screened=asked))
        log.rate(number, after=9)
    assert traveller.today(BERLIN)["rules"][0] == "P2"
    profile.save(answered(screened=asked + timedelta(minutes=1)), traveller.home / "profile.toml")
    assert traveller.today(BERLIN)["allowed"]


def test_the_latest_session_decides_though_its_date_is_the_earlier_one(traveller: Traveller) -> None:
    traveller.add(AUCKLAND, 3, "--after", "2")
    traveller.add(LOS_ANGELES, 1, "--after", "9")
    for zone in (LOS_ANGELES, AUCKLAND):
        assert traveller.today(zone)["rules"][0] == "P2"
    assert [each["after"] for each in json.loads(traveller.run(AUCKLAND, "log", "--json"))] == [2, 9]


def test_a_clock_set_back_by_a_month_hides_nothing(traveller: Traveller) -> None:
    traveller.add(AUCKLAND, -24 * 30, "--after", "9", "--sure")
    found = traveller.today(AUCKLAND)
    assert (found["allowed"], found["rules"][0]) == (False, "P2")
    told = " ".join(traveller.run(AUCKLAND, "today", "first-weeks").split())
    assert "still to come: it counts as one of today. Is that wrong? Run coach log edit --at TIME 1." in told
    traveller.run(AUCKLAND, "log", "edit", "1", "--at", f"{datetime.now():%Y-%m}-01T08:00", "--after", "2")
    assert "still to come" not in traveller.run(AUCKLAND, "today", "first-weeks")
    assert traveller.today(AUCKLAND)["allowed"]


def test_a_clock_set_back_by_hours_is_told_as_well(traveller: Traveller) -> None:
    zone = next(each for each in ("Etc/GMT+6", "Etc/GMT-6") if datetime.now(ZoneInfo(each)).hour < 20)
    traveller.add(zone, -2, "--after", "2")
    assert "still to come" in " ".join(traveller.run(zone, "today", "first-weeks").split())


def test_a_journey_west_is_told_as_one_and_not_as_an_error(traveller: Traveller) -> None:
    traveller.add(KIRITIMATI, 1, "--after", "2")
    told = " ".join(traveller.run(PAGO_PAGO, "today", "first-weeks").split())
    assert "as it was where you were then: it counts as one of today." in told
    assert "still to come" not in told
    assert "where you were" not in traveller.run(KIRITIMATI, "today", "first-weeks")


def test_of_many_sessions_on_both_sides_of_a_journey_the_order_is_that_of_their_moments(
    traveller: Traveller,
) -> None:
    for number, hours_ago in enumerate((76, 52, 28, 4), 1):
        traveller.add(KIRITIMATI, hours_ago, "--after", str(number % 3))
    for number, hours_ago in enumerate((3, 2, 1), 5):
        traveller.add(PAGO_PAGO, hours_ago, "--after", str(number % 3))
    log = json.loads(traveller.run(PAGO_PAGO, "log", "--json"))
    assert [each["id"] for each in log] == [1, 2, 3, 4, 5, 6, 7]
    found = [traveller.today(zone) for zone in (KIRITIMATI, PAGO_PAGO)]
    assert [each["allowed"] for each in found] == [True, True]
    assert {each["level"] for each in found} == {"full"}
    # No break lies between them, whatever their dates say.
    assert all(not {"G1", "G2", "G3"} & {*each["rules"]} for each in found)


def test_the_routine_of_a_start_without_a_name_is_the_last_one_by_moment(traveller: Traveller) -> None:
    traveller.add(KIRITIMATI, 3, "--after", "2")
    traveller.add(PAGO_PAGO, 1, "--after", "2", "--routine", "desk-break")
    assert json.loads(traveller.run(PAGO_PAGO, "today", "--json"))["routine"] == "desk-break"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("2026-10-25T01:30", "2026-10-25T01:30:00+02:00"),
        ("2026-10-25T02:30", "2026-10-25T02:30:00+02:00"),  # Twice that night: the first of them.
        ("2026-10-25T02:30+01:00", "2026-10-25T02:30:00+01:00"),
        ("2026-10-25T03:30", "2026-10-25T03:30:00+01:00"),
        ("2026-03-29T01:30", "2026-03-29T01:30:00+01:00"),
        ("2026-03-29T03:30", "2026-03-29T03:30:00+02:00"),
    ],
)
def test_on_the_days_on_which_the_clock_changes_a_moment_is_one(
    traveller: Traveller, typed: str, kept: str
) -> None:
    traveller.run(BERLIN, "log", "add", "--routine", "first-weeks", "--at", typed, "--after", "2", "--sure")
    (told,) = json.loads(traveller.run(BERLIN, "log", "--json"))
    assert told["at"] == kept
    day = datetime.fromisoformat(kept).date()
    found = json.loads(traveller.run(BERLIN, "today", "first-weeks", "--json", "--on", f"{day}"))
    assert found["rounds_done"] == 1
    for zone in (AUCKLAND, LOS_ANGELES):
        there = json.loads(traveller.run(zone, "today", "first-weeks", "--json", "--on", f"{day}"))
        assert there == found


def test_a_time_that_the_clock_leaps_over_is_kept_as_one_that_was(traveller: Traveller) -> None:
    traveller.run(
        BERLIN, "log", "add", "--routine", "first-weeks", "--at", "2026-03-29T02:30", "--after", "2", "--sure"
    )
    (told,) = json.loads(traveller.run(BERLIN, "log", "--json"))
    at = datetime.fromisoformat(told["at"])
    assert at.astimezone(ZoneInfo(BERLIN)).replace(tzinfo=None) == at.replace(tzinfo=None)


def test_pain_that_spread_in_auckland_is_leg_symptoms_in_los_angeles(traveller: Traveller) -> None:
    traveller.add(AUCKLAND, 1, "--stopped", "spread")
    newer = answered(screened=datetime.now(ZoneInfo(LOS_ANGELES)))
    profile.save(newer, traveller.home / "profile.toml")
    left_out = [{each["id"] for each in traveller.today(zone)["omitted"]} for zone in (AUCKLAND, LOS_ANGELES)]
    assert left_out[0] == left_out[1]
