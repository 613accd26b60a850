"""A reminder on a private bus, taken by a small desktop that shows notifications."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from bus import Bus, bus, need_desktop
from notified import notified

from coach.errors import CoachError
from coach.reminders import notifications

pytestmark = pytest.mark.desktop


@pytest.fixture
def running(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bus]:
    need_desktop()
    with bus(tmp_path) as started:
        for name, value in started.environment.items():
            monkeypatch.setenv(name, value)
        yield started


def test_a_notification_is_shown_as_it_is(running: Bus) -> None:
    odd = '\'; "$(x)" <b>&amp; --help'
    with notified(running) as shown:
        notifications.show(odd, "Time for a round.")
        assert shown == [("Backcoach", odd, "Time for a round.")]


def test_a_bus_is_found_without_its_address_in_the_environment(
    running: Bus, monkeypatch: pytest.MonkeyPatch
) -> None:
    with notified(running) as shown:
        monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
        notifications.show("Evening", "Time for a round.")
        assert len(shown) == 1


@pytest.mark.skipif(
    shutil.which("notify-send") is None and os.environ.get("BACKCOACH_TEST_DESKTOP") != "1",
    reason="needs notify-send (Debian: libnotify-bin)",
)
def test_without_the_extra_a_program_of_the_desktop_shows_it(running: Bus, monkeypatch: pytest.MonkeyPatch) -> None:
    with notified(running) as shown:
        monkeypatch.setitem(sys.modules, "dbus_fast.aio", None)  # As if it were not installed.
        notifications.show("--odd <b>", "Time for a round.")
        assert [each[1:] for each in shown] == [("--odd <b>", "Time for a round.")]


@pytest.mark.usefixtures("running")
def test_a_desktop_that_shows_none_is_told() -> None:
    with pytest.raises(CoachError, match="No notification could be shown here"):
        notifications.show("Evening", "Time for a round.")
