"""The process beside the desktop on a private bus: asked by playerctl, watched by a small desktop."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from bus import Bus, bus, desk, need_desktop
from command import coach
from pulse import until

from coach.desktop.client import Desktop
from coach.desktop.orders import Now, Press

pytestmark = pytest.mark.desktop
PLAYING = Now(
    title="Bird-dog", detail="hold · 2 of 4 · 7 min left", album="First weeks", status="Playing", track=1011,
    position_ms=60_000, length_ms=480_000, awake=True,
)  # fmt: skip


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Bus]:
    need_desktop()
    with bus(tmp_path) as started:
        yield started


@contextmanager
def beside(running: Bus, folder: Path) -> Iterator[Desktop]:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in running.environment.items():
            patch.setenv(name, value)
        patch.delenv("PULSE_SERVER", raising=False)
        started = Desktop(folder / "lowered.json", ducks=False)
    try:
        yield started
    finally:
        started.close(10)


def pressed(desktop: Desktop, count: int) -> list[Press]:
    found: list[Press] = []

    def enough() -> bool:
        found.extend(desktop.presses())
        return len(found) >= count

    until(enough)
    return found


def test_a_session_is_a_player_with_exercise_phase_and_time_left(running: Bus, tmp_path: Path) -> None:
    with beside(running, tmp_path) as desktop:
        desktop.show(PLAYING)
        until(lambda: running.playerctl("status") == "Playing")
        told = running.playerctl("metadata", "--format", "{{title}}|{{artist}}|{{album}}|{{mpris:length}}")
        assert told == "Bird-dog|hold · 2 of 4 · 7 min left|First weeks|480000000"
        assert 60 <= float(running.playerctl("position")) <= 480
    until(lambda: running.playerctl("status") == "")


def test_a_paused_session_stands_where_it_is(running: Bus, tmp_path: Path) -> None:
    with beside(running, tmp_path) as desktop:
        desktop.show(Now(title="Plank", status="Paused", position_ms=90_500, length_ms=100_000))
        until(lambda: running.playerctl("status") == "Paused")
        assert {float(running.playerctl("position")) for _ in range(3)} == {90.5}


def test_the_keys_of_a_headset_arrive_in_order(running: Bus, tmp_path: Path) -> None:
    with beside(running, tmp_path) as desktop:
        desktop.show(PLAYING)
        until(lambda: running.playerctl("status") == "Playing")
        for command in ("play-pause", "pause", "play", "next", "previous", "stop"):
            running.playerctl(command)
        assert pressed(desktop, 6) == ["play_pause", "pause", "play", "next", "previous", "stop"]


def test_a_second_session_has_a_player_of_its_own(running: Bus, tmp_path: Path) -> None:
    with beside(running, tmp_path) as first:
        until(lambda: "player" in first.reports)
        with beside(running, tmp_path) as second:
            until(lambda: "player" in second.reports)
            names = [each.reports["player"].how for each in (first, second)]
    assert names[0] == "org.mpris.MediaPlayer2.backcoach"
    assert names[1].startswith("org.mpris.MediaPlayer2.backcoach.instance")


def test_the_computer_is_kept_awake_as_long_as_it_is_wanted(running: Bus, tmp_path: Path) -> None:
    with desk(running) as watched, beside(running, tmp_path) as desktop:
        desktop.show(PLAYING)
        until(lambda: len(watched.held) == 1)
        assert desktop.reports["awake"].works
        assert desktop.reports["awake"].how == "org.freedesktop.ScreenSaver"
        desktop.show(Now(status="Paused"))
        until(lambda: not watched.held)
        desktop.show(PLAYING)
        until(lambda: len(watched.held) == 1)
        assert watched.asked == 2
        desktop.close(30)
        assert desktop.ended
        until(lambda: not watched.held)


PROGRAM = """
import sys, time
from pathlib import Path
from coach.desktop.client import Desktop
from coach.desktop.orders import Now
desktop = Desktop(Path(sys.argv[1]), ducks=False)
desktop.show(Now(title="Bird-dog", status="Playing", length_ms=1000, awake=True))
print("ready", flush=True)
time.sleep(600)
"""


def killed(process: "subprocess.Popen[bytes]") -> None:
    process.kill()


def stopped(process: "subprocess.Popen[bytes]") -> None:
    process.send_signal(signal.SIGSTOP)


@pytest.mark.parametrize("lose", [killed, stopped])
def test_a_program_that_is_gone_or_stopped_holds_nothing(
    running: Bus, tmp_path: Path, lose: "Callable[[subprocess.Popen[bytes]], None]"
) -> None:
    with desk(running) as watched:
        process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(tmp_path / "lowered.json")],
            env={**os.environ, **running.environment},
            stdout=subprocess.PIPE,
        )
        try:
            until(lambda: len(watched.held) == 1)
            lose(process)
            until(lambda: not watched.held)
        finally:
            process.kill()
            process.communicate()


def test_a_bus_that_goes_away_disturbs_nothing(running: Bus, tmp_path: Path) -> None:
    with desk(running) as watched, beside(running, tmp_path) as desktop:
        desktop.show(PLAYING)
        until(lambda: len(watched.held) == 1)
        running.server.kill()
        running.server.wait()
        desktop.show(Now(status="Paused"))
        desktop.show(PLAYING)
        assert desktop.presses() == ()
        desktop.close(30)
        assert desktop.ended


def test_without_a_bus_it_says_so_and_ends_well(tmp_path: Path) -> None:
    need_desktop()
    nobody = Bus({"DBUS_SESSION_BUS_ADDRESS": f"unix:path={tmp_path / 'no'}"}, subprocess.Popen(["true"]))
    nobody.server.wait()
    with beside(nobody, tmp_path) as desktop:
        desktop.show(PLAYING)
        until(lambda: {"awake", "player"} <= set(desktop.reports))
        assert [desktop.reports[part].works for part in ("awake", "player")] == [False, False]
        desktop.close(30)
        assert desktop.ended


def test_the_doctor_asks_the_desktop(running: Bus, tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('output = "silent"\n', encoding="utf-8")
    with desk(running) as watched:
        done = coach(tmp_path, "doctor", more=running.environment)
        assert "ok    sleep: the computer neither sleeps nor locks its screen during a session" in done.stdout
        assert "ok    media keys: " in done.stdout
        assert watched.asked == 1
        until(lambda: not watched.held)
    done = coach(tmp_path, "doctor", more=running.environment)
    assert "note  sleep: this desktop offers no way to ask for it." in done.stdout
