"""Journeys and clocks through the command line: no session is ignored, whatever the date here says."""

import json
import os
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from logbook import profile as answered

from coach.files import profile

if os.name != "posix":
    pytest.skip("TZ of POSIX", allow_module_level=True)
AUCKLAND, LOS_ANGELES = "Pacific/Auckland", "America/Los_Angeles"


class Traveller:
    """Somebody whose computer is in one zone after another."""

    def __init__(self, home: Path) -> None:
        self.home = home
        answers = answered(screened=datetime.now().astimezone() - timedelta(days=3))
        profile.save(answers, home / "profile.toml")

    def run(self, zone: str, *args: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "coach", *args],
            env={**os.environ, "TZ": zone, "COACH_HOME": str(self.home)},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
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
    assert "later than today" in traveller.run(AUCKLAND, "today", "first-weeks")


def test_pain_that_spread_in_auckland_is_leg_symptoms_in_los_angeles(traveller: Traveller) -> None:
    traveller.add(AUCKLAND, 1, "--stopped", "spread")
    newer = answered(screened=datetime.now(ZoneInfo(LOS_ANGELES)))
    profile.save(newer, traveller.home / "profile.toml")
    left_out = [{each["id"] for each in traveller.today(zone)["omitted"]} for zone in (AUCKLAND, LOS_ANGELES)]
    assert left_out[0] == left_out[1]
