"""Whether somebody speaks over the coach, by levels made by hand: its own sound alone never says so."""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.audio.loudspeakers import Loudspeakers
from coach.listen.listener import Listener
from coach.listen.microphone import Word
from coach.listen.over_us import LOWERED_DB, Level, OverUs, decibels
from coach.listen.vocabulary import Context

STEP_MS, LEVEL_MS, LOOK_MS = 10, 90, 50
SILENCE = -200.0
Loudness = Callable[[int], float]  # In dB of full scale at a time in ms.
QUIET: Loudness = lambda _: SILENCE  # noqa: E731


def power(db: float) -> float:
    return 10 ** (db / 10)


@dataclass
class Room:
    """Loudspeaker, microphone, perhaps a person. The way of the echo and the noise are in dB, times in ms.

    Who is lowered is softer in the room `slow_ms` later.
    """

    way: Loudness = lambda _: -20.0
    noise: Loudness = lambda _: -70.0
    person: Loudness = QUIET
    late_ms: int = 150
    slow_ms: int = 250
    speech: bool = True  # The coach's own sound counts as speech, too.
    over: list[tuple[int, int]] = field(default_factory=list)  # From when to when.

    def runs(self, plays: Loudness, until_ms: int, over_us: OverUs | None = None) -> "Room":
        over_us = over_us or OverUs()
        lowered = [False] * (self.slow_ms // STEP_MS)  # As it is in the room from now on.
        heard: list[float] = []
        played: list[float] = []
        for now_ms in range(0, until_ms, STEP_MS):
            lowered.append(over_us.over)
            way = self.way(now_ms) + (LOWERED_DB if lowered.pop(0) else 0.0)
            sources = (plays(now_ms - self.late_ms) + way, self.noise(now_ms), self.person(now_ms))
            heard.append(sum(map(power, sources)))
            played.append(power(plays(now_ms)))
            if now_ms % LOOK_MS == 0:
                over_us.plays(now_ms, max(played))
                played = []
            if now_ms % LEVEL_MS == 0:
                size = 32_768 * (sum(heard) / len(heard)) ** 0.5
                over_us.hears(Level(now_ms, min(32_767, size), self.speech), plays(now_ms) > -90)
                heard = []
                self._note(now_ms, over_us.over)
        return self

    def _note(self, now_ms: int, over: bool) -> None:
        if over and self.over and self.over[-1][1] == now_ms - LEVEL_MS:
            self.over[-1] = (self.over[-1][0], now_ms)
        elif over:
            self.over.append((now_ms, now_ms))


def sentences(seed: int = 1, *, words_ms: int = 3000, pause_ms: int = 4000, loud: float = -18.0) -> Loudness:
    """Sentence after sentence, of syllables and short gaps; it begins with a pause."""
    random = Random(seed)
    syllables = [loud - random.choice([0, 1, 2, 3, 4, 6, 9, 15, 40]) for _ in range(20_000)]

    def plays(now_ms: int) -> float:
        at_ms = now_ms % (words_ms + pause_ms) - pause_ms
        return syllables[now_ms // 120 % len(syllables)] if at_ms >= 0 and now_ms >= 0 else SILENCE

    return plays


def speaks(*when: tuple[int, int], loud: float = -25.0) -> Loudness:
    """A person who speaks then, in syllables."""
    syllables = [loud - each for each in (0, 3, 1, 5, 2)]
    return lambda now_ms: (
        syllables[now_ms // 110 % 5] if any(begin <= now_ms < end for begin, end in when) else SILENCE
    )


THIRD_MS = 18_000  # Sentences are from 4000, 11000, 18000 … on, three seconds each.


@pytest.mark.parametrize("way", [-20.0, -35.0, -80.0])
def test_who_speaks_over_a_sentence_is_known_in_half_a_second_and_for_a_second_after(way: float) -> None:
    room = Room(way=lambda _: way, person=speaks((19_000, 20_200))).runs(sentences(), 40_000)
    ((begin_ms, end_ms),) = room.over
    assert 19_100 < begin_ms < 19_500
    assert 20_900 < end_ms < 21_500


def test_a_single_word_is_enough() -> None:
    room = Room(person=speaks((19_000, 19_400))).runs(sentences(), 40_000)
    assert len(room.over) == 1
    assert 19_000 < room.over[0][0] < 19_500


@pytest.mark.parametrize("in_ms", [100, 600, 1500])
def test_who_does_so_again_and_again_is_known_each_time(in_ms: int) -> None:
    when = [(begin_ms + in_ms, begin_ms + in_ms + 500) for begin_ms in range(THIRD_MS, 120_000, 7000)]
    room = Room(person=speaks(*when)).runs(sentences(), 124_000)
    assert len(room.over) == len(when)


@settings(max_examples=100, deadline=None)
@given(
    way=st.floats(-90, 10),
    noise=st.floats(-90, -30),
    late_ms=st.integers(0, 400),
    seed=st.integers(0, 10**6),
    words_ms=st.sampled_from([400, 900, 3000, 6000]),
    pause_ms=st.sampled_from([500, 1500, 4000]),
    loud=st.floats(-35, -6),
    unsteady=st.floats(0, 3),
)
def test_its_own_sound_alone_never_lowers_it(
    way: float, noise: float, late_ms: int, seed: int, words_ms: int, pause_ms: int, loud: float, unsteady: float
) -> None:
    random = Random(seed)
    room = Room(way=lambda _: way, noise=lambda _: noise + random.gauss(0, unsteady), late_ms=late_ms)
    assert room.runs(sentences(seed, words_ms=words_ms, pause_ms=pause_ms, loud=loud), 60_000).over == []


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10**6), colour=st.floats(0, 4), noise=st.floats(-75, -38))
def test_nor_at_20_db_less_with_noise_in_a_room_that_takes_some_sounds_better(
    seed: int, colour: float, noise: float
) -> None:
    random = Random(seed)
    ways = [-20 + max(-8.0, min(8.0, random.gauss(0, colour))) for _ in range(2000)]
    room = Room(way=lambda now_ms: ways[now_ms // 120 % 2000], noise=lambda _: noise + random.gauss(0, 3))
    assert room.runs(sentences(seed), 60_000).over == []


def test_it_says_nothing_before_it_knows_the_echo() -> None:
    assert Room(person=speaks((4500, 6000))).runs(sentences(), 10_000).over == []


def test_it_says_nothing_in_a_loud_room() -> None:
    assert (
        Room(noise=lambda _: -32.0, person=speaks((19_000, 20_000), loud=-15)).runs(sentences(), 30_000).over == []
    )
    talk = speaks((0, 60_000))  # A television.
    assert Room(noise=talk, person=speaks((19_000, 20_000), loud=-22)).runs(sentences(), 60_000).over == []


def test_what_is_no_speech_is_nobody() -> None:
    assert Room(speech=False, person=speaks((19_000, 20_200))).runs(sentences(), 40_000).over == []


def test_a_knock_is_nobody() -> None:
    assert Room(person=speaks((19_000, 19_080), loud=-10)).runs(sentences(), 40_000).over == []


def test_who_talks_on_and_on_is_given_up() -> None:
    ((begin_ms, end_ms),) = Room(person=speaks((19_000, 36_000))).runs(sentences(words_ms=20_000), 40_000).over
    assert 7_900 < end_ms - begin_ms < 8_200


def test_a_loudspeaker_that_is_turned_up_lowers_it_once_and_no_more() -> None:
    room = Room(way=lambda now_ms: -30.0 if now_ms < 19_000 else -12.0).runs(sentences(), 120_000)
    assert len(room.over) <= 1
    assert sum(end - begin for begin, end in room.over) < 1500


def test_short_words_through_a_loudspeaker_that_is_turned_up_are_learned_soon() -> None:
    counting = sentences(words_ms=400, pause_ms=2600)
    room = Room(way=lambda now_ms: -30.0 if now_ms < 60_000 else -12.0).runs(counting, 240_000)
    assert len(room.over) <= 4
    assert all(end_ms < 90_000 for _, end_ms in room.over)


def test_after_a_pause_in_which_nobody_looked_it_judges_nothing_it_cannot_know() -> None:
    over_us = OverUs()
    room = Room().runs(sentences(), 30_000, over_us)
    assert room.over == []
    over_us.plays(40_000, power(-20))
    for now_ms in range(40_100, 40_500, 90):
        over_us.plays(now_ms, 0.0)
        over_us.hears(Level(now_ms, 3000, True), False)
    assert not over_us.over


def test_without_levels_it_is_over() -> None:
    over_us = OverUs()
    room = Room(person=speaks((19_000, 30_000))).runs(sentences(), 19_800, over_us)
    assert room.over
    assert over_us.over
    for now_ms in range(19_800, 23_000, 50):
        over_us.plays(now_ms, 0.0)
    assert not over_us.over


class Heard:
    """Ears, loudspeakers and what joins them, in the place of an OverUs."""

    speaking = False
    problem = None

    def __init__(self) -> None:
        self.at_ms = 0
        self.shares: list[float] = []
        self._power = 0.0
        self._coming: list[Level] = []
        self.listener = Listener(self, lambda: self.at_ms, cast("Loudspeakers", self))

    @property
    def over(self) -> bool:
        return self.listener.over_us

    def plays(self, now_ms: int, power: float) -> None:
        self.at_ms, self._power = now_ms, power
        self.listener.acts(power > 1e-9)

    def hears(self, level: Level, _: bool) -> None:
        self._coming.append(level)

    def expect(self, context: Context) -> None: ...

    def again(self) -> None: ...

    def take(self) -> tuple[Word, ...]:
        return ()

    def close(self) -> None: ...

    def levels(self) -> tuple[Level, ...]:
        coming, self._coming = self._coming, []
        return tuple(coming)

    def power(self) -> float:
        return self._power

    def lower(self, share: float) -> None:
        if share != ([1.0, *self.shares])[-1]:
            self.shares.append(share)


def test_what_listens_lowers_the_loudspeakers_and_lets_them_come_back() -> None:
    heard = Heard()
    Room(person=speaks((19_000, 20_200), (33_000, 40_000))).runs(sentences(), 34_500, cast(OverUs, heard))
    assert heard.shares == [pytest.approx(0.25, abs=0.01), 1.0, pytest.approx(0.25, abs=0.01)]
    heard.listener.close()
    assert heard.shares[-1] == 1


def test_decibels() -> None:
    assert decibels(1.0) == 0
    assert decibels(0.01) == pytest.approx(-20)
    assert decibels(0.0) == -float("inf")
