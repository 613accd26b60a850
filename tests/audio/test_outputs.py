"""One contract for every output, in real time; and how an output is chosen."""

import importlib.util
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from measuring import measured_again
from pulse import Pulse, need_simpleaudio, pulse, until

from coach.audio.mixer import Sound
from coach.audio.output import Output, SilentOutput, open_output
from coach.audio.simpleaudio.output import CRASHES, NOT_INSTALLED, refused
from coach.errors import CoachError

HUM = (Sound(0, np.full(48_000, 0.1, dtype=np.float32)),)
# The tests share two cores with other work.
LOOSE_MS = 80
# What a sound server holds back: so long after an order the position still stands where it was.
DELAY_MS = 250


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pulse]:
    with pulse(tmp_path_factory.mktemp("pulse")) as running:
        yield running


@pytest.fixture(
    params=["silent", *(pytest.param(kind, marks=pytest.mark.sound) for kind in ("miniaudio", "simpleaudio"))]
)
def output(request: pytest.FixtureRequest) -> Iterator[Output]:
    if request.param == "silent":
        yield SilentOutput()
        return
    if request.param == "simpleaudio":
        need_simpleaudio()
    with request.getfixturevalue("server").leads_this_process():
        opened = open_output(request.param)
        assert (opened.name, opened.problem) == (request.param, None)
        try:
            yield opened
        finally:
            opened.close()


def wait(seconds: float) -> float:
    """Waits and returns how long it really was, in ms."""
    began = time.monotonic()
    time.sleep(seconds)
    return (time.monotonic() - began) * 1000


def test_before_play_the_position_is_0(output: Output) -> None:
    wait(0.1)
    assert output.position_ms() == 0


@measured_again
def test_play_starts_at_the_place_and_advances_in_real_time(output: Output) -> None:
    output.play(HUM, 5000)
    assert 5000 <= output.position_ms() < 5020
    waited = wait(0.4)
    before = output.position_ms()
    assert waited - DELAY_MS <= before - 5000 <= waited + LOOSE_MS
    waited = wait(0.4)
    assert output.position_ms() - before == pytest.approx(waited, abs=LOOSE_MS)
    assert output.problem is None


@measured_again
def test_pause_stands_within_100_ms_and_resume_goes_on(output: Output) -> None:
    output.play(HUM, 0)
    wait(0.5)
    output.pause()
    at_pause = output.position_ms()
    wait(0.1)
    standing = output.position_ms()
    assert at_pause <= standing <= at_pause + 100
    wait(0.2)
    assert output.position_ms() == standing
    output.pause()
    output.resume()
    output.resume()
    wait(0.6)
    before = output.position_ms()
    assert standing < before
    waited = wait(0.3)
    assert output.position_ms() == pytest.approx(before + waited, abs=LOOSE_MS)


@measured_again
def test_play_jumps_both_ways_and_ends_a_pause(output: Output) -> None:
    output.play(HUM, 60_000)
    wait(0.1)
    output.pause()
    output.play(HUM, 1000)
    assert 1000 <= output.position_ms() < 1020
    wait(0.8)
    assert 1150 < output.position_ms() < 2000
    output.play((), 7_200_000)
    assert output.position_ms() >= 7_200_000


@measured_again
def test_replace_keeps_the_position(output: Output) -> None:
    output.play(HUM, 0)
    wait(0.2)
    before = output.position_ms()
    output.replace((*HUM, Sound(5000, HUM[0].clip)))
    assert before <= output.position_ms() < before + LOOSE_MS
    output.pause()
    wait(0.1)
    before = output.position_ms()
    output.replace(())
    wait(0.1)
    assert output.position_ms() == before


def test_after_the_end_the_time_goes_on(output: Output) -> None:
    output.play((Sound(0, np.zeros(480, dtype=np.float32)),), 0)
    until(lambda: output.position_ms() > 150)


def test_gains_are_held_to_their_range(output: Output) -> None:
    output.set_gains(1.5, 0.0)
    with pytest.raises(ValueError, match=r"0 to 1\.5"):
        output.set_gains(2.0, 0.5)


def test_any_thread_may_give_orders(output: Output) -> None:
    def disturb(seed: int) -> None:
        for step in range(60):
            (output.pause, output.resume, lambda: output.replace(HUM), output.position_ms)[(seed + step) % 4]()

    output.play(HUM, 0)
    threads = [threading.Thread(target=disturb, args=(seed,)) for seed in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    output.play(HUM, 100)
    until(lambda: output.position_ms() > 200, 5)
    assert output.problem is None


def test_close_can_be_called_twice_and_the_time_stands_then(output: Output) -> None:
    output.play(HUM, 0)
    wait(0.1)
    output.close()
    output.close()
    wait(0.1)
    standing = output.position_ms()
    wait(0.1)
    assert output.position_ms() == standing
    assert output.problem is None


def test_the_silent_output_counts_a_clock_at_its_speed() -> None:
    now = 5.0
    output = SilentOutput(speed=20, clock=lambda: now)
    output.play((), 1000)
    now += 0.5
    assert output.position_ms() == 11_000
    output.pause()
    now += 9
    assert output.position_ms() == 11_000
    output.resume()
    now += 0.125
    assert output.position_ms() == 13_500


@pytest.mark.parametrize("speed", [0.0, -1.0, float("nan")])
def test_a_speed_that_is_none_is_refused(speed: float) -> None:
    with pytest.raises(ValueError, match="more than 0"):
        open_output("silent", speed)


def test_any_speed_but_1_is_silent() -> None:
    output = open_output("miniaudio", 30.0)
    assert (output.name, output.problem) == ("silent", None)


def test_an_unknown_kind_is_refused_with_the_ones_there_are() -> None:
    with pytest.raises(CoachError, match="auto, miniaudio"):
        open_output("loudspeaker")


def test_without_a_device_the_session_is_silent_says_so_and_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "asound.conf").write_text("", encoding="utf-8")
    program = (
        "from coach.audio.output import open_output\n"
        "output = open_output('auto')\n"
        "print(output.name, output.problem, sep='|')\n"
        "output.close()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        timeout=30,
        env={
            **os.environ,
            "PULSE_SERVER": f"unix:{tmp_path / 'none'}",
            "PULSE_RUNTIME_PATH": str(tmp_path),
            "ALSA_CONFIG_PATH": str(tmp_path / "asound.conf"),
            "XDG_RUNTIME_DIR": str(tmp_path),
        },
    )
    assert done.stderr == ""
    assert done.stdout == ("silent|No sound device could be opened.\n")


@pytest.mark.sound
@pytest.mark.parametrize("kind", ["miniaudio", "simpleaudio"])
def test_a_device_that_dies_is_noticed(tmp_path: Path, kind: str) -> None:
    if kind == "simpleaudio":
        need_simpleaudio()
    with pulse(tmp_path) as server, server.leads_this_process():
        output = open_output(kind)
        output.play(HUM, 0)
        wait(0.3)
        assert output.problem is None
        server.server.kill()
        until(lambda: output.problem is not None, 3)
        assert output.problem == "The sound device stopped answering."
        standing = output.position_ms()
        assert standing < 1000
        wait(0.1)
        assert output.position_ms() == standing
        output.close()
        assert output.problem is None


def test_without_simpleaudio_the_session_is_silent_and_says_how_to_get_it() -> None:
    if importlib.util.find_spec("simpleaudio") is not None:
        pytest.skip("simpleaudio is installed")
    output = open_output("simpleaudio")
    assert output.name == "silent"
    assert output.problem == NOT_INSTALLED


@pytest.mark.parametrize(
    ("python", "packages", "refusal"),
    [
        ((3, 11), {"simpleaudio"}, None),
        ((3, 11), {"simpleaudio", "simpleaudio-patched"}, None),
        ((3, 11), set(), NOT_INSTALLED),
        ((3, 12), {"simpleaudio"}, CRASHES),
        ((3, 13), {"simpleaudio"}, CRASHES),
        ((3, 13), {"simpleaudio", "simpleaudio-patched"}, None),
        ((4, 0), set(), NOT_INSTALLED),
    ],
)
def test_a_simpleaudio_that_would_crash_is_refused(
    python: tuple[int, int], packages: set[str], refusal: str | None
) -> None:
    assert refused(python, packages) == refusal


def playing_processes() -> list[int]:
    """The processes below this one that have simpleaudio's buffer, the one that sounds first."""
    own = Path(f"/proc/{os.getpid()}/task")
    children = [int(child) for task in own.glob("*/children") for child in task.read_text("ascii").split()]
    found = []
    for child in children:
        with suppress(FileNotFoundError):  # It has just ended.
            if b"coach.audio.simpleaudio.buffer_process" in Path(f"/proc/{child}/cmdline").read_bytes():
                found.append(child)
    return found


@pytest.mark.sound
@pytest.mark.parametrize("number", [signal.SIGSEGV, signal.SIGKILL])
def test_a_crash_in_simpleaudio_is_a_moment_of_silence_and_a_second_one_the_end_of_it(
    server: Pulse, number: signal.Signals
) -> None:
    need_simpleaudio()
    with server.leads_this_process():
        output = open_output("simpleaudio")
        try:
            output.play((Sound(0, np.full(480_000, 0.1, dtype=np.float32)),), 0)
            until(lambda: output.position_ms() > 300)
            before_ms, start = output.position_ms(), server.frames()
            os.kill(min(playing_processes()), number)  # The older one: the other waits for its turn.
            until(lambda: output.position_ms() > before_ms + 600)
            assert output.problem is None
            silent_ms = np.count_nonzero(server.recorded(start)[:, 0] == 0) / 48
            print(f"{silent_ms:.0f} ms of silence")
            assert silent_ms < 300
            os.kill(min(playing_processes()), number)
            until(lambda: output.problem == "The sound device stopped answering.")
            standing = output.position_ms()
            wait(0.1)
            assert output.position_ms() == standing
        finally:
            output.close()
        until(lambda: playing_processes() == [])


@pytest.mark.sound
def test_a_device_that_begins_slowly_is_not_taken_for_one_that_has_gone(tmp_path: Path) -> None:
    """A PulseAudio sink that first has to change its rate asks once, and for the second time only after 2 s."""
    with pulse(tmp_path) as server, server.leads_this_process():
        for order in (("load-module", "module-null-sink", "sink_name=slow"), ("set-default-sink", "slow")):
            subprocess.run(["pactl", *order], check=True, capture_output=True)
        opened = open_output("miniaudio")
        try:
            opened.play(HUM, 0)
            until(lambda: opened.position_ms() >= 500 or opened.problem is not None)
            assert opened.problem is None
        finally:
            opened.close()
