"""The mixer: exact places, independent blocks, both ears, never clipped."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.audio.clips import Clip
from coach.audio.mixer import Gains, Score, Sound, loudest, mix

PLAIN = Gains(1.0, 1.0)


def constant(level: float, frames: int) -> Clip:
    return np.full(frames, level, dtype=np.float32)


def noise(seed: int, frames: int, level: float = 0.5) -> Clip:
    return np.random.default_rng(seed).uniform(-level, level, frames).astype(np.float32)


SOUNDS = st.builds(
    lambda at_ms, seed, frames, bus, pan: Sound(at_ms, noise(seed, frames), bus, pan),
    st.integers(-20, 120),
    st.integers(0, 9),
    st.integers(0, 3000),
    st.sampled_from(("voice", "tone")),
    st.sampled_from((-1.0, -0.3, 0.0, 0.5, 1.0)),
)
SCHEDULES = st.lists(SOUNDS, max_size=6).map(tuple)


def test_a_sound_starts_at_exactly_its_frame() -> None:
    block = mix((Sound(250, constant(0.5, 100)),), 0, 24_000, PLAIN)
    heard = np.nonzero(block[:, 0])[0]
    assert (heard[0], heard[-1]) == (12_000, 12_099)
    assert set(block[heard, 0]) == {round(0.5 * 32767)}


@given(SCHEDULES, st.integers(-500, 4000), st.lists(st.integers(0, 700), min_size=1, max_size=5))
def test_blocks_of_any_size_make_the_same_samples_as_one_block(
    schedule: tuple[Sound, ...],
    start: int,
    sizes: list[int],
) -> None:
    whole = mix(schedule, start, sum(sizes), PLAIN)
    parts, at = [], start
    for size in sizes:
        parts.append(mix(schedule, at, size, PLAIN))
        at += size
    assert np.array_equal(whole, np.concatenate(parts))


@given(SCHEDULES, st.integers(-500, 4000), st.integers(0, 2000))
def test_a_score_finds_every_sound_that_can_be_heard(
    schedule: tuple[Sound, ...],
    start: int,
    frames: int,
) -> None:
    found = Score(schedule).between(start, start + frames)
    for sound in schedule:
        first = sound.at_ms * 48
        if first < start + frames and first + len(sound.clip) > start and len(sound.clip) and frames:
            assert any(sound is one for one in found)


@given(SCHEDULES, st.integers(0, 1500))
def test_the_order_of_a_schedule_does_not_matter(schedule: tuple[Sound, ...], frames: int) -> None:
    forward, backward = (mix(one, 0, frames, PLAIN).astype(int) for one in (schedule, schedule[::-1]))
    assert np.abs(forward - backward).max(initial=0) <= 1  # Sums of floats may round differently.


def test_a_long_clip_is_found_behind_many_short_ones() -> None:
    long = Sound(0, constant(0.25, 48_000))
    short = tuple(Sound(at, constant(0.0, 48)) for at in range(1, 900))
    assert mix((long, *short), 47_000, 10, PLAIN)[0, 0] == round(0.25 * 32767)


@pytest.mark.parametrize(("pan", "louder"), [(-1.0, 0), (-0.5, 0), (0.5, 1), (1.0, 1)])
def test_a_panned_sound_is_louder_on_its_side_and_audible_on_both(pan: float, louder: int) -> None:
    block = mix((Sound(0, constant(0.5, 10), pan=pan),), 0, 10, PLAIN)
    assert block[0, louder] == round(0.5 * 32767)
    assert 0.3 * block[0, louder] < block[0, 1 - louder] < block[0, louder]


def test_a_sound_in_the_middle_is_the_same_in_both_ears() -> None:
    block = mix((Sound(0, noise(1, 500)),), 0, 500, PLAIN)
    assert np.array_equal(block[:, 0], block[:, 1])


def test_each_bus_has_its_own_gain() -> None:
    schedule = (Sound(0, constant(0.4, 10), "voice"), Sound(1, constant(0.4, 10), "tone"))
    block = mix(schedule, 0, 96, Gains(voice=0.5, tone=0.25))
    assert (block[0, 0], block[48, 0]) == (round(0.2 * 32767), round(0.1 * 32767))
    assert not mix(schedule, 0, 96, Gains(0, 0)).any()


@given(st.lists(st.floats(-1, 1, width=32), min_size=1, max_size=8))
def test_loud_sums_bend_and_never_turn_over(levels: list[float]) -> None:
    schedule = tuple(Sound(0, constant(level, 4)) for level in levels)
    value = int(mix(schedule, 0, 4, Gains(1.5, 1.5))[0, 0])
    total = 1.5 * sum(levels)
    assert abs(value) <= 32767
    assert value * total >= 0
    if abs(total) < 0.79:
        assert abs(value - total * 32767) <= 2


def test_a_louder_sum_never_gets_quieter() -> None:
    ramp = np.linspace(0, 3, 5000, dtype=np.float32)
    block = mix((Sound(0, ramp),), 0, 5000, PLAIN)[:, 0].astype(int)
    assert (np.diff(block) >= 0).all()


def test_nothing_to_play_is_silence() -> None:
    for schedule in ((), (Sound(0, constant(0.5, 0)),), (Sound(5000, constant(0.5, 5)),)):
        assert mix(schedule, 0, 480, PLAIN).shape == (480, 2)
        assert not mix(schedule, 0, 480, PLAIN).any()
    assert mix((), 0, 0, PLAIN).shape == (0, 2)
    assert Score().end_frame == 0


def test_the_end_is_that_of_the_last_sound_to_end() -> None:
    assert Score((Sound(0, constant(0, 4800)), Sound(10, constant(0, 48)))).end_frame == 4800


def test_the_loudest_moment_counts_and_not_their_mean() -> None:
    score = Score((Sound(100, constant(0.1, 4800)), Sound(200, constant(0.5, 4800))))
    assert loudest(score, 0, 400, PLAIN, 50) == pytest.approx(0.25, rel=0.01)
    assert loudest(score, 110, 190, PLAIN, 50) == pytest.approx(0.01, rel=0.01)
    assert loudest(score, 0, 400, Gains(0.5, 1.0), 50) == pytest.approx(0.25 / 4, rel=0.01)
    assert loudest(score, 400, 900, PLAIN, 50) == 0
    assert loudest(score, 300, 300, PLAIN, 50) == 0


@pytest.mark.parametrize("gain", [-0.1, 1.6, float("nan")])
def test_gains_outside_their_range_are_refused(gain: float) -> None:
    with pytest.raises(ValueError, match=r"0 to 1\.5"):
        Gains(voice=gain)


def test_a_negative_block_is_refused() -> None:
    with pytest.raises(ValueError, match="fewer than 0"):
        mix((), 0, -1, PLAIN)
