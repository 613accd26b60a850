"""The true sentences at the end of a session: thirty, each with its source, none where it could be wrong."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from person import person

from coach.core import encouragement, words
from coach.core.model.screened import Profile
from coach.core.timeline import estimate_ms
from coach.core.words.english.encouragement import TRUE

ON = date(2026, 11, 23)
SOMEONE = person()


def told(on: date, rounds_done: int = 0) -> str:
    found = encouragement.chosen(SOMEONE, on, rounds_done)
    assert found is not None
    return words.sentence(found)


def test_there_are_thirty_short_sentences_each_with_its_source() -> None:
    assert encouragement.SOURCES.keys() == TRUE.keys()
    assert len(TRUE) == len(set(TRUE.values())) == 30
    for text in TRUE.values():
        assert text.endswith(".")
        assert text.count(".") == 1
        assert len(text.split()) <= 11
        assert estimate_ms(text) < 5_000
    for source in encouragement.SOURCES.values():
        assert any(mark in source for mark in ("20", "NG59")), source


def test_one_round_a_day_meets_all_thirty_in_thirty_days() -> None:
    assert {told(ON + timedelta(days)) for days in range(30)} == set(TRUE.values())


def test_three_rounds_a_day_hear_nothing_twice_within_four_days() -> None:
    heard = [told(ON + timedelta(days), rounds) for days in range(4) for rounds in range(3)]
    assert len(heard) == len(set(heard))


def test_the_same_day_and_round_give_the_same_sentence_and_its_own_source() -> None:
    found = encouragement.chosen(SOMEONE, ON, 1)
    assert found == encouragement.chosen(SOMEONE, ON, 1)
    assert found is not None
    which = next(id_ for id_, text in TRUE.items() if text == words.sentence(found))
    assert encouragement.source(found) == encouragement.SOURCES[which]


@pytest.mark.parametrize(
    "profile",
    [replace(SOMEONE, red_flags_emergency=True), replace(SOMEONE, red_flags_clinician=True), None],
)
def test_nobody_with_a_red_flag_or_without_a_screening_is_told_that_hurt_is_no_harm(
    profile: Profile | None,
) -> None:
    assert {encouragement.chosen(profile, ON + timedelta(days), 0) for days in range(30)} == {None}
