"""What is decided about words that were heard: grammar, caution, gate, pieces of speech."""

import pytest

from coach.listen import caution, vocabulary
from coach.listen.caution import Caution
from coach.listen.decoys import DECOYS
from coach.listen.gate import Gate
from coach.listen.speech import CHUNK_BYTES, Cutter


def acted(*heard: tuple[str, int], until_ms: int, speaks_ms: int | None = None) -> list[tuple[str, int]]:
    """What is done when, of words with the ms of their end; talk without a word from `speaks_ms`."""
    state, done = Caution(), []
    for now_ms in range(0, until_ms + 1, 50):
        for name, end_ms in heard:
            if end_ms == now_ms:
                state, act = state.heard(name, end_ms)
                done += [(act, now_ms)] if act else []
        state, act = state.later(now_ms, speaking=speaks_ms is not None and now_ms >= speaks_ms)
        done += [(act, now_ms)] if act else []
    return done


@pytest.mark.parametrize("name", sorted(caution.STOPPING))
def test_a_word_that_stops_acts_at_once(name: str) -> None:
    assert acted((name, 500), until_ms=3000) == [(name, 500)]


@pytest.mark.parametrize("name", sorted(caution.WAITING))
def test_a_word_that_moves_on_waits_for_a_second_of_silence(name: str) -> None:
    assert acted((name, 500), until_ms=3000) == [(name, 1500)]
    assert acted((name, 500), until_ms=3000, speaks_ms=1200) == []


def test_a_word_that_stops_takes_back_one_that_waits() -> None:
    assert acted(("go_on", 500), ("pause", 1000), until_ms=3000) == [("pause", 1000)]


def test_only_stop_said_twice_ends() -> None:
    assert acted(("stop", 500), ("stop", 2500), until_ms=5000) == [("stop", 500), ("end", 2500)]
    assert acted(("stop", 500), ("stop", 10_550), until_ms=11_000) == [("stop", 500), ("stop", 10_550)]
    assert acted(("stop", 500), ("go_on", 1500), ("stop", 4000), until_ms=6000)[-1] == ("stop", 4000)


def gate_of(*cues: tuple[int, int]) -> Gate:
    gate = Gate()
    for now_ms in range(0, 10_000, 50):
        gate.note(now_ms, any(begin <= now_ms < end for begin, end in cues))
    return gate


@pytest.mark.parametrize(
    ("begin_ms", "end_ms", "lets"),
    [(1200, 1500, False), (900, 1300, False), (2100, 2500, False), (2300, 2700, True), (400, 900, True)],
)
def test_a_word_beside_a_cue_is_the_coachs_own(begin_ms: int, end_ms: int, lets: bool) -> None:
    assert gate_of((1000, 2000)).lets("skip", begin_ms, end_ms) == lets


def test_a_stopping_word_may_run_into_a_cue_but_not_begin_in_one() -> None:
    gate = gate_of((1000, 2000))
    assert gate.lets("stop", 700, 1200)
    assert not gate.lets("skip", 700, 1200)
    assert not gate.lets("stop", 1100, 1500)


def test_every_token_means_its_name_or_nothing() -> None:
    for context in vocabulary.CONTEXTS:
        tokens = vocabulary.tokens(context)
        assert {vocabulary.name_of(vocabulary.read(vocabulary.written(token))) for token in tokens} - {None} == set(
            vocabulary.names(context)
        )
        assert len(set(tokens.values())) == len(tokens), "two tokens that sound the same"
    assert set(vocabulary.names("rating")) == {*(f"number {number}" for number in range(11)), "skip"}


def test_decoys_stand_in_the_controls_alone() -> None:
    assert len(DECOYS) > 150
    assert [None in map(vocabulary.name_of, vocabulary.tokens(context)) for context in vocabulary.CONTEXTS] == [
        context == "controls" for context in vocabulary.CONTEXTS
    ]


def pieces(sure: str) -> list[tuple[int, int, bool]]:
    """The pieces in chunks that are speech (x) or not (.): begin, end, whether it may be a command."""
    each = iter(sure)
    cutter = Cutter(lambda _: 0.9 if next(each) == "x" else 0.1)
    found = [cutter.take(bytes(CHUNK_BYTES)) for _ in sure]
    return [(piece.begin_ms, piece.end_ms, piece.short) for piece in (*found, cutter.end()) if piece is not None]


def test_a_piece_ends_after_a_third_of_a_second_of_silence() -> None:
    assert pieces("." * 20 + "x" * 10 + "..." + "x" * 5 + "." * 10) == [(640, 1216, True)]
    assert pieces("." * 20 + "x" * 10) == [(640, 960, True)]


def test_a_sentence_is_too_long_for_a_command() -> None:
    assert pieces("x" * 90 + "." * 12) == [(0, 2880, False)]


def test_a_piece_that_began_as_the_coachs_own_is_forgotten() -> None:
    said = "x" * 40 + "..." + "x" * 8 + "." * 10
    each = iter(said)
    cutter = Cutter(lambda _: 0.9 if next(each) == "x" else 0.1)
    found = []
    for number in range(len(said)):
        if number == 41:
            cutter.again()
        found.append(cutter.take(bytes(CHUNK_BYTES)))
    assert [(piece.begin_ms, piece.short) for piece in found if piece is not None] == [(1376, True)]
