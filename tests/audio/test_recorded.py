"""What really leaves the sound device, from the recording of a sink that plays in real time."""

import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager

import numpy as np
import numpy.typing as npt
import pytest
from measuring import measured_again
from pulse import Pulse, Recording, need_simpleaudio, pulse, until

from coach.audio import tones
from coach.audio.clips import Clip
from coach.audio.mixer import Schedule, Sound
from coach.audio.output import Output, open_output

pytestmark = pytest.mark.sound

# Count-in, go, a few repetitions with a counted hold, rest: as in a session, only shorter.
SESSION = (
    (300, "count_in"),
    (700, "count_in"),
    (1100, "count_in"),
    (1500, "go"),
    (2000, "repetition"),
    (2333, "hold_start"),
    (2600, "tick"),
    (2750, "tick"),
    (2901, "return"),
    (3200, "last_repetition"),
    (3650, "hold_end"),
    (3900, "return"),
    (4200, "side_change"),
    (4700, "halfway"),
    (5050, "exercise_done"),
)
ROUND_MS = 5_500
ROUNDS = 4
# A value that goes up by 1 with each frame, so that every frame can be told from its neighbours.
RAMP = 30_000
FADE = 300  # Frames in which the sound sets in.
HUM = (np.sin(np.arange(48_000 * 20) * 2 * np.pi * 480 / 48_000) * 0.3).astype(np.float32)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pulse]:
    with pulse(tmp_path_factory.mktemp("pulse")) as running:
        yield running


BOTH = pytest.mark.parametrize("kind", ["miniaudio", "simpleaudio"])


@contextmanager
def opened(server: Pulse, kind: str = "miniaudio") -> Iterator[Output]:
    if kind == "simpleaudio":
        need_simpleaudio()
    with server.leads_this_process():
        output = open_output(kind)
        assert (output.name, output.problem) == (kind, None)
        try:
            yield output
        finally:
            output.close()


def loudest(server: Pulse) -> int:
    """The loudest sample of the last 60 ms."""
    return int(np.abs(server.recorded(-2880)).max(initial=0))


@contextmanager
def busy(count: int) -> Iterator[None]:
    """As many programs more that never rest."""
    with ExitStack() as stack:
        for _ in range(count):
            process = subprocess.Popen([sys.executable, "-c", "while True: pass"])
            stack.callback(process.wait)
            stack.callback(process.kill)
        yield


def played(server: Pulse, output: Output, schedule: Schedule, seconds: float) -> Recording:
    """The recording of this schedule from its start on, with what comes a moment later."""
    start = server.frames()
    output.play(schedule, 0)
    until(lambda: server.frames() > start + int((seconds + 0.3) * 48_000), seconds + 10)
    return server.recorded(start)


def place(ear: npt.NDArray[np.int16], clip: Clip, near: int) -> tuple[int, float]:
    """Where a clip is in the recording within 20 ms of `near`, and how like itself it is there (1 = exactly)."""
    start = max(near - 960, 0)
    part = ear[start : near + 960 + len(clip)].astype(np.float64)
    product = np.correlate(part, clip.astype(np.float64), "valid")
    energy = np.convolve(part**2, np.ones(len(clip)), "valid")
    like = product / np.sqrt(np.maximum(energy, 1.0) * float((clip.astype(np.float64) ** 2).sum()))
    best = int(like.argmax())
    return start + best, float(like[best])


def errors_ms(ear: npt.NDArray[np.int16], session: Sequence[tuple[int, str]]) -> list[float]:
    """How much later than the first tone each tone is than it should be; infinite for one not heard whole."""
    found = tones.load(None)
    first = int(np.nonzero(np.abs(ear) > 100)[0][0]) - session[0][0] * 48
    places = [place(ear, found[name], first + at_ms * 48) for at_ms, name in session]
    return [
        (frame - places[0][0]) / 48 - (at_ms - session[0][0]) if like > 0.98 else float("inf")
        for (at_ms, _), (frame, like) in zip(session, places, strict=True)
    ]


@measured_again
def test_beside_three_busy_programs_every_tone_is_whole_and_at_its_time(server: Pulse) -> None:
    found = tones.load(None)
    session = [(at_ms + number * ROUND_MS, name) for number in range(ROUNDS) for at_ms, name in SESSION]
    schedule = tuple(Sound(at_ms, found[name], "tone") for at_ms, name in session)
    with opened(server) as output, busy(3):
        ear = played(server, output, schedule, session[-1][0] / 1000 + 0.7)[:, 0]
    errors = errors_ms(ear, session)
    print(f"{len(errors)} tones: largest error {max(map(abs, errors)):.3f} ms")
    assert max(map(abs, errors)) < 1


@measured_again
def test_beside_three_busy_programs_not_one_frame_is_lost_or_late(server: Pulse) -> None:
    ramp = (np.arange(20 * 48_000) % RAMP - RAMP // 2) / 32767
    schedule = tuple(
        Sound(second * 1000, ramp[second * 48_000 : (second + 1) * 48_000].astype(np.float32))
        for second in range(20)
    )
    with opened(server) as output, busy(3):
        output.set_gains(1.0, 1.0)
        ear = played(server, output, schedule, 20)[:, 0].astype(np.int64)
    first, last = np.nonzero(ear)[0][[0, -1]]
    steps = np.diff(ear[first + FADE : last])
    assert last - first > 19 * 48_000
    assert np.count_nonzero((steps != 1) & (steps != 1 - RAMP)) == 0


def test_with_simpleaudio_every_tone_is_within_10_ms_of_its_time(server: Pulse) -> None:
    need_simpleaudio()
    found = tones.load(None)
    session = [(at_ms + number * ROUND_MS, name) for number in range(6) for at_ms, name in SESSION]
    schedule = tuple(Sound(at_ms, found[name], "tone") for at_ms, name in session)
    with opened(server, "simpleaudio") as output:
        ear = played(server, output, schedule, session[-1][0] / 1000 + 0.7)[:, 0]
    errors = errors_ms(ear, session)
    print(f"{len(errors)} tones: largest error {max(map(abs, errors)):.3f} ms")
    assert max(map(abs, errors)) < 10


@BOTH
@measured_again
def test_a_pause_is_silent_within_100_ms_and_nothing_is_lost(server: Pulse, kind: str) -> None:
    silences_ms, heard_ms, asked_ms = [], [], []
    with opened(server, kind) as output:
        start = server.frames()
        for turn in range(4):
            if turn:
                output.resume()
            else:
                output.play((Sound(0, HUM),), 0)
            time.sleep(0.8 + turn * 0.007)
            asked = server.frames()
            output.pause()
            time.sleep(0.4)
            loud = np.nonzero(np.abs(server.recorded(start)[:, 0]) > 200)[0] + start
            silences_ms.append((loud[-1] - asked) / 48)
            heard_ms.append(np.count_nonzero(np.abs(server.recorded(start)[:, 0]) > 200) / 48)
            asked_ms.append(output.position_ms())
    print(f"silence after {[round(float(ms)) for ms in silences_ms]} ms")
    assert max(silences_ms) < 100
    # A sine is near zero for a part of its time; what was heard and where the position stood grow together.
    steps = np.diff(heard_ms) / np.diff(asked_ms)
    assert steps == pytest.approx(steps[0], abs=0.06)


@BOTH
def test_left_is_left(server: Pulse, kind: str) -> None:
    with opened(server, kind) as output:
        for pan, louder in ((-1.0, 0), (1.0, 1)):
            ears = played(server, output, (Sound(0, HUM[:14_400], pan=pan),), 0.3)
            loud = np.abs(ears).max(axis=0)
            assert loud[louder] > 2 * loud[1 - louder] > 0


@BOTH
def test_a_jump_and_another_volume_are_heard_at_once(server: Pulse, kind: str) -> None:
    with opened(server, kind) as output:
        output.play((Sound(0, HUM),), 0)
        until(lambda: loudest(server) > 3000)
        output.set_gains(0.25, 0.7)
        until(lambda: 1000 < loudest(server) < 3000, 1)
        output.set_gains(1.0, 0.7)
        until(lambda: loudest(server) > 3000, 1)
        output.play((Sound(60_000, HUM),), 59_000)
        until(lambda: loudest(server) < 10, 0.5)
        until(lambda: loudest(server) > 3000, 2)
        assert output.position_ms() > 59_800


@BOTH
@measured_again
def test_what_comes_later_is_exchanged_without_a_gap(server: Pulse, kind: str) -> None:
    """The hum goes on; a second one, later on, is taken away and another put in its place."""
    part = HUM[: 48_000 * 2]
    with opened(server, kind) as output:
        start = server.frames()
        output.play((Sound(0, part), Sound(4000, part)), 0)
        time.sleep(0.8)
        output.replace((Sound(0, part), Sound(3000, part)))
        until(lambda: server.frames() > start + 48_000 * 6, 10)
        loud = np.nonzero(np.abs(server.recorded(start)[:, 0]) > 200)[0]
    gaps = np.diff(loud)
    assert np.count_nonzero(gaps > 480) == 1, "one silence, between the hums"
    assert (loud[int(gaps.argmax()) + 1] - loud[0]) / 48 == pytest.approx(3000, abs=10)
    assert (loud[-1] - loud[0]) / 48 == pytest.approx(5000, abs=10)


@BOTH
def test_the_position_is_what_is_heard(server: Pulse, kind: str) -> None:
    with opened(server, kind) as output:
        start = server.frames()
        output.play((Sound(0, HUM),), 0)
        time.sleep(0.8)
        # Looked at before and after: between the two this program may have been put aside for long.
        before, position_ms, after = server.recorded(), output.position_ms(), server.recorded()
    first = np.nonzero(np.abs(after[start:, 0]) > 200)[0][0] + start
    least_ms, most_ms = ((len(each) - first) / 48 for each in (before, after))
    print(f"position {position_ms} ms, heard {least_ms:.0f} to {most_ms:.0f} ms")
    assert least_ms - 60 <= position_ms <= most_ms + 60
