"""Other players beside a session, on a private PulseAudio: softer while a cue is spoken, and always loud again."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from bus import need_desktop
from pulse import RATE, Pulse, pulse, until

from coach.audio.output import open_output
from coach.desktop import lowered
from coach.desktop.client import Desktop
from coach.desktop.orders import Now
from coach.desktop.softer import SOFT

pytestmark = [pytest.mark.desktop, pytest.mark.sound]
FULL = 65_536
SPOKEN, SILENT = Now(status="Playing", soft=True), Now(status="Playing")
PROGRAM = """
import sys, time
from pathlib import Path
from coach.desktop.client import Desktop
from coach.desktop.orders import Now
desktop = Desktop(Path(sys.argv[1]), ducks=True)
desktop.show(Now(status="Playing", soft=True))
print(desktop._process.pid, flush=True)
time.sleep(600)
"""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Pulse]:
    need_desktop()
    (tmp_path / "pulse").mkdir()
    with pulse(tmp_path / "pulse") as running, running.leads_this_process(), pytest.MonkeyPatch.context() as patch:
        patch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
        yield running


@contextmanager
def music(folder: Path, name: str = "Music", *properties: str) -> Iterator[None]:
    """Another program that plays a steady hum."""
    hum = folder / "hum.raw"
    if not hum.exists():
        one = (np.sin(np.arange(RATE * 60) * 2 * np.pi * 480 / RATE) * 16_000).astype("<i2")
        hum.write_bytes(np.repeat(one, 2).tobytes())
    before = len(volumes())
    playing = subprocess.Popen(
        # A child of a child: this program's own are the coach.
        ["sh", "-c", '"$@" & wait', "-", "pacat", "--playback", "--raw", f"--rate={RATE}", f"--client-name={name}",
         *(f"--property={each}" for each in properties), str(hum)],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        until(lambda: len(volumes()) > before)
        yield
    finally:
        os.killpg(playing.pid, signal.SIGKILL)
        playing.wait()


def listed() -> str:
    asked = ["pactl", "list", "sink-inputs"]
    return subprocess.run(asked, env={**os.environ, "LC_ALL": "C"}, capture_output=True, text=True).stdout


def volumes() -> list[int]:
    """The volume of every stream, 65536 being full."""
    return [int(volume) for volume in re.findall(r"Volume: \S+ (\d+) ", listed())]


def softly(volume: int) -> bool:
    return abs(volume - FULL * SOFT) < FULL * 0.01


def move(volume: int) -> None:
    (index,) = re.findall(r"Sink Input #(\d+)", listed())
    subprocess.run(["pactl", "set-sink-input-volume", index, str(volume)], check=True)


@contextmanager
def beside(folder: Path, *, ducks: bool = True) -> Iterator[Desktop]:
    desktop = Desktop(folder / "lowered.json", ducks=ducks)
    try:
        yield desktop
    finally:
        desktop.close(20)


def test_the_music_is_softer_while_a_cue_is_spoken_and_comes_back(server: Pulse, tmp_path: Path) -> None:
    def level() -> float:
        """Of the last quarter of a second, in dB."""
        heard = server.recorded(-RATE // 4).astype(float)
        return 20 * float(np.log10(max(1.0, np.sqrt(np.mean(heard**2)))))

    with music(tmp_path), beside(tmp_path) as desktop:
        until(lambda: level() > 80.8)
        before = level()
        for _ in range(2):
            desktop.show(SPOKEN)
            until(lambda: abs(before - level() - 13.3) < 0.5)
            desktop.show(SILENT)
            until(lambda: abs(before - level()) < 0.5)
        desktop.show(SPOKEN)
        until(lambda: softly(*volumes()))
        desktop.close(20)
        assert desktop.ended
        assert volumes() == [FULL]
    assert not (tmp_path / "lowered.json").exists()


@pytest.mark.usefixtures("server")
def test_music_that_begins_while_a_cue_is_spoken_is_softer_too(tmp_path: Path) -> None:
    with beside(tmp_path) as desktop:
        desktop.show(SPOKEN)
        until(lambda: desktop.reports["softer"].works if "softer" in desktop.reports else False)
        with music(tmp_path):
            until(lambda: softly(*volumes()))
            desktop.show(SILENT)
            until(lambda: volumes() == [FULL])


@pytest.mark.usefixtures("server")
def test_what_the_person_moves_meanwhile_stays(tmp_path: Path) -> None:
    with music(tmp_path), beside(tmp_path) as desktop:
        desktop.show(SPOKEN)
        until(lambda: softly(*volumes()))
        move(20_000)
        desktop.show(SILENT)
        desktop.close(20)
        assert volumes() == [20_000]


@pytest.mark.usefixtures("server")
@pytest.mark.parametrize(
    ("name", "properties"),
    [
        ("Reader", ("media.role=a11y",)),
        ("A call", ("media.role=phone",)),
        ("speech-dispatcher-espeak-ng", ()),
    ],
)
def test_a_screen_reader_and_a_call_stay_as_loud(tmp_path: Path, name: str, properties: tuple[str, ...]) -> None:
    with music(tmp_path, name, *properties), music(tmp_path), beside(tmp_path) as desktop:
        desktop.show(SPOKEN)
        until(lambda: softly(min(volumes())))
        assert max(volumes()) == FULL


@pytest.mark.usefixtures("server")
def test_the_coach_itself_stays_as_loud(tmp_path: Path) -> None:
    output = open_output("miniaudio")
    try:
        output.play((), 0)
        until(lambda: len(volumes()) == 1)
        with music(tmp_path), beside(tmp_path) as desktop:
            desktop.show(SPOKEN)
            until(lambda: softly(min(volumes())))
            assert max(volumes()) == FULL
    finally:
        output.close()


@pytest.mark.usefixtures("server")
def test_without_the_setting_nothing_is_touched(tmp_path: Path) -> None:
    with music(tmp_path), beside(tmp_path, ducks=False) as desktop:
        desktop.show(SPOKEN)
        desktop.show(Now(awake=True, soft=True))
        desktop.wait_for(["awake"], 60)
        assert volumes() == [FULL]
        assert "softer" not in desktop.reports


@contextmanager
def program(folder: Path) -> Iterator[tuple["subprocess.Popen[bytes]", int]]:
    """A program in the middle of a cue, and its process beside the desktop."""
    running = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(folder / "lowered.json")], stdout=subprocess.PIPE
    )
    try:
        assert running.stdout is not None
        beside = int(running.stdout.readline())
        until(lambda: softly(min(volumes())))
        yield running, beside
    finally:
        running.kill()
        running.communicate()


@pytest.mark.usefixtures("server")
def test_the_music_comes_back_when_the_program_is_killed(tmp_path: Path) -> None:
    with music(tmp_path), program(tmp_path) as (running, _):
        running.kill()
        until(lambda: volumes() == [FULL])


@pytest.mark.usefixtures("server")
def test_the_music_comes_back_when_the_program_is_stopped(tmp_path: Path) -> None:
    with music(tmp_path), program(tmp_path) as (running, _):
        running.send_signal(signal.SIGSTOP)
        until(lambda: volumes() == [FULL])


@pytest.mark.usefixtures("server")
@pytest.mark.parametrize("ducks", [True, False])
def test_the_next_start_brings_it_back_when_everything_was_killed(tmp_path: Path, ducks: bool) -> None:
    with music(tmp_path):
        with program(tmp_path) as (running, child):
            os.kill(child, signal.SIGKILL)
            running.kill()
        assert softly(*volumes())
        assert (tmp_path / "lowered.json").stat().st_mode & 0o777 == 0o600
        with beside(tmp_path, ducks=ducks):
            until(lambda: volumes() == [FULL])
        until(lambda: not (tmp_path / "lowered.json").exists())


@pytest.mark.usefixtures("server")
def test_a_player_that_ended_in_a_cue_is_loud_when_it_plays_again(tmp_path: Path) -> None:
    subprocess.run(["pactl", "load-module", "module-stream-restore"], check=True, stdout=subprocess.DEVNULL)
    with beside(tmp_path) as desktop:
        with music(tmp_path):
            desktop.show(SPOKEN)
            until(lambda: softly(*volumes()))
        until(lambda: not volumes())
        with music(tmp_path):
            assert softly(*volumes()), "the server has kept it"
        desktop.show(SILENT)
        desktop.close(20)
    with music(tmp_path):
        assert volumes() == [FULL]


def test_a_sound_server_that_goes_away_disturbs_nothing(server: Pulse, tmp_path: Path) -> None:
    with beside(tmp_path) as desktop:
        with music(tmp_path):
            desktop.show(SPOKEN)
            until(lambda: softly(*volumes()))
        server.server.kill()
        server.server.wait()
        for now in (SILENT, SPOKEN, SILENT):
            desktop.show(now)
        desktop.close(20)
        assert desktop.ended


def test_without_a_sound_server_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    need_desktop()
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path / 'nobody'}")
    with beside(tmp_path) as desktop:
        desktop.wait_for(["softer"], 30)
        assert (desktop.reports["softer"].works, desktop.reports["softer"].why) == (False, "no_server")


@pytest.mark.parametrize(
    "text", ["", "[", "{}", "[1]", '[{"index": 1}]', '[{"index": "1", "before": 3, "after": []}]', "[" * 100_000]
)
def test_a_spoiled_list_is_as_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "lowered.json").write_text(text, encoding="utf-8")
    assert lowered.load(tmp_path / "lowered.json") == []


def test_no_list_makes_anything_louder_than_full(tmp_path: Path) -> None:
    loud = lowered.Lowered(1, "2", "Music", "", (40.0, float("nan")), (0.6, 0.6))
    lowered.keep(tmp_path / "lowered.json", [loud])
    (kept,) = lowered.load(tmp_path / "lowered.json")
    assert kept.before == (1.0, 0.0)
