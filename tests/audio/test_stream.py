"""The stream behind the device outputs, with times handed in: no seam, no lost sample, a clock that never jumps."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.audio.miniaudio.stream import FADE_FRAMES, Heard, Stream
from coach.audio.mixer import Gains, Schedule, Sound, mix

GAINS = Gains(1.0, 1.0)
Samples = npt.NDArray[np.int16]


def hum(at_ms: int, ms: int, hz: float, level: float = 0.4) -> Sound:
    turns = np.arange(ms * 48) * hz / 48_000
    return Sound(at_ms, (level * np.sin(2 * np.pi * turns)).astype(np.float32))


TUNE: Schedule = tuple(hum(at, 300, 200 + at / 10, 0.2) for at in range(0, 4000, 170))


class Device:
    """Takes blocks as a sound card would, on a clock of its own; `heard` is everything it got."""

    def __init__(self, stream: Stream, frames: int = 1440, now_s: float = 1000.0, delay: int = 0) -> None:
        self.stream = stream
        self.ear = Heard(delay)
        self.frames = frames
        self.now_s = now_s
        self.blocks: list[Samples] = []

    def take(self, blocks: int = 1, late_s: float = 0.0) -> Samples:
        taken = []
        for _ in range(blocks):
            data = self.stream.block(self.frames, self.now_s + late_s)
            taken.append(np.frombuffer(data, "<i2").reshape(-1, 2))
            assert len(taken[-1]) == self.frames
            self.ear.tell(self.stream.told)
            self.now_s += self.frames / 48_000
        self.blocks += taken
        return np.concatenate(taken)

    def play(self, schedule: Schedule, at_ms: int) -> None:
        self.ear.jumped(at_ms)
        self.stream.play(schedule, at_ms)

    def position_ms(self) -> int:
        return self.ear.position_ms(self.now_s)


def test_what_is_heard_is_what_the_mixer_mixes_whether_it_was_mixed_ahead_or_not() -> None:
    for ahead in (False, True):
        stream = Stream(GAINS)
        device = Device(stream)
        device.play(TUNE, 500)
        heard = []
        for _ in range(60):
            if ahead:
                stream.work_ahead()
            heard.append(device.take())
        expected = mix(TUNE, 24_000, 60 * 1440, GAINS)
        assert np.array_equal(np.concatenate(heard)[FADE_FRAMES:], expected[FADE_FRAMES:])


def test_replacing_by_the_same_sounds_changes_no_sample() -> None:
    stream = Stream(GAINS)
    device = Device(stream)
    device.play(TUNE, 0)
    heard = [device.take(3)]
    for _ in range(10):
        stream.replace((*TUNE, hum(3500, 100, 900)))
        heard.append(device.take(2))
    expected = mix(TUNE, 0, 23 * 1440, GAINS)
    assert np.array_equal(np.concatenate(heard)[FADE_FRAMES:], expected[FADE_FRAMES:])


def test_a_pause_loses_nothing() -> None:
    stream = Stream(GAINS)
    device = Device(stream)
    device.play((hum(0, 5000, 300),), 0)
    device.take(10)
    stream.set_paused(True)
    silence = device.take(5)
    assert not silence[FADE_FRAMES:].any()
    stream.set_paused(False)
    again = device.take(5)
    expected = mix((hum(0, 5000, 300),), 10 * 1440, 5 * 1440, GAINS)
    assert np.array_equal(again[FADE_FRAMES:], expected[FADE_FRAMES:])


def test_nothing_ever_clicks() -> None:
    stream = Stream(GAINS)
    device = Device(stream)
    schedule = (hum(0, 9000, 200),)
    device.play(schedule, 0)
    device.take(4)
    changes: tuple[Callable[[], None], ...] = (
        lambda: stream.set_paused(True),
        lambda: stream.set_paused(False),
        lambda: device.play(schedule, 1003),
        lambda: stream.replace(()),
        lambda: stream.replace(schedule),
        lambda: stream.set_gains(Gains(0.1, 0.1)),
        lambda: device.play((), 0),
    )
    for change in changes:
        change()
        device.take(2)
    steepest = np.abs(np.diff(mix(schedule, 0, 48_000, GAINS)[:, 0].astype(int))).max()
    jumps = np.abs(np.diff(np.concatenate(device.blocks)[:, 0].astype(int)))
    assert jumps.max() < steepest + 32767 * 2 * 0.4 / FADE_FRAMES * 2


def test_another_loudness_comes_softly_and_moves_no_sample() -> None:
    stream = Stream(GAINS)
    device = Device(stream, frames=4800)
    device.play(TUNE, 0)
    device.take(2)
    stream.set_gains(Gains(0.25, 0.25))
    heard = device.take(3).astype(float)
    full, soft = (mix(TUNE, 2 * 4800, 3 * 4800, gains).astype(float) for gains in (GAINS, Gains(0.25, 0.25)))
    assert np.array_equal(heard[4800:], soft[4800:])
    share = np.arange(1, 4801)[:, None] / 4800
    assert np.abs(heard[:4800] - full[:4800] - (soft - full)[:4800] * share).max() < 1


def test_the_position_is_the_moment_that_leaves_the_device() -> None:
    stream = Stream(GAINS)
    device = Device(stream, delay=1440)
    device.play(TUNE, 2000)
    assert device.position_ms() == 2000
    device.take(10)
    # 300 ms were taken in 300 ms, and the device keeps the last 30 ms back.
    assert device.position_ms() == 2270


def test_the_position_stands_where_the_pause_is_heard_and_goes_on_from_there() -> None:
    stream = Stream(GAINS)
    device = Device(stream, delay=1440)
    device.play(TUNE, 0)
    device.take(10)
    stream.set_paused(True)
    device.take(2)
    assert device.position_ms() == 300
    device.take(50)
    assert device.position_ms() == 300
    stream.set_paused(False)
    device.take(11)
    assert device.position_ms() == 600


def test_between_the_calls_of_the_device_the_position_runs_on_but_not_past_what_it_has() -> None:
    stream = Stream(GAINS)
    device = Device(stream)
    device.play(TUNE, 0)
    device.take(10)
    base = device.now_s - 0.03
    first, second, third = (device.ear.position_ms(base + step / 100) for step in (0, 1, 2))
    assert (first, second - first, third - second) == (270, 10, 10)
    assert device.ear.position_ms(base + 5) == 300


def test_a_device_that_stood_still_does_not_make_the_position_jump_ahead() -> None:
    stream = Stream(GAINS)
    device = Device(stream)
    device.play(TUNE, 0)
    device.take(10)
    device.now_s += 60
    device.take(10)
    assert 590 <= device.position_ms() <= 600


STEPS = st.lists(
    st.tuples(
        st.sampled_from(("take", "take", "take", "pause", "resume", "replace", "play", "ahead")),
        st.integers(0, 5000),
        st.floats(0, 0.02),
    ),
    max_size=40,
)


@settings(max_examples=60)
@given(STEPS, st.sampled_from((100, 480, 1440, 1931)))
def test_the_position_only_goes_back_when_play_jumps_back(
    steps: list[tuple[str, int, float]],
    frames: int,
) -> None:
    stream = Stream(GAINS)
    device = Device(stream, frames, delay=960)
    shown = 0
    for step, at_ms, late_s in steps:
        match step:
            case "take":
                device.take(late_s=min(late_s, frames / 48_000 / 2))
            case "pause" | "resume":
                stream.set_paused(step == "pause")
            case "replace":
                stream.replace(TUNE[: at_ms % len(TUNE)])
            case "ahead":
                stream.work_ahead()
            case _:
                device.play(TUNE, at_ms)
                shown = at_ms
                assert device.position_ms() == at_ms
        assert device.position_ms() >= shown
        shown = device.position_ms()
