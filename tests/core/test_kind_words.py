"""The one kind word between two exercises: seldom, the same for a round, none where few words are wanted."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from logbook import EXERCISES

from coach.core import kind_words, words
from coach.core import plan as plans
from coach.core.exercise import Dose
from coach.core.model.planned import Plan, PlanItem
from coach.core.model.routine import VoiceMode
from coach.core.reason import Reason
from coach.core.timeline import compile_plan, estimate_ms, phrases, texts
from coach.core.words.english.kind_words import WORDS

ON = date(2026, 11, 23)
SAID = set(WORDS.values())


def item(id_: str, sets: int = 1) -> PlanItem:
    exercise = EXERCISES[id_]
    return PlanItem(exercise, Dose(sets, 2, 0), exercise.move_ms, exercise.return_ms, 10_000)


def plan(voice: VoiceMode = "full", word: int = 1) -> Plan:
    kind = kind_words.chosen(ON + timedelta(word), 0, 3)
    assert kind is not None
    return Plan("three", "Three", voice, (item("bird_dog"), item("clamshell", 2), item("sit_to_stand")), kind=kind)


def said(of: Plan) -> list[str]:
    return [cue.text for cue in compile_plan(of, estimate_ms).cues if cue.text]


def with_a_word() -> list[int]:
    return [days for days in range(30) if kind_words.chosen(ON + timedelta(days), 0, 3)]


def test_about_every_second_session_has_one_and_never_before_the_first_exercise() -> None:
    for exercises in range(2, 8):
        found = [
            kind_words.chosen(ON + timedelta(days), rounds, exercises) for days in range(60) for rounds in (0, 1)
        ]
        given = [each for each in found if each is not None]
        assert 0.4 < len(given) / len(found) < 0.6
        assert {index for index, _ in given} == set(range(1, exercises))
        assert {words.sentence(reason) for _, reason in given} == SAID
    assert not any(kind_words.chosen(ON + timedelta(days), 0, 1) for days in range(30))
    assert not any(kind_words.chosen(ON + timedelta(days), 0, 0) for days in range(30))


@pytest.mark.parametrize("days", with_a_word()[:4])
def test_it_is_said_once_first_of_all_before_its_exercise(days: int) -> None:
    of = plan(word=days)
    assert of.kind is not None
    index, word = of.kind
    spoken = said(of)
    (at,) = [number for number, text in enumerate(spoken) if text in SAID]
    assert spoken[at] == words.sentence(word)
    following = [text for text in spoken[at + 1 :] if text not in (phrases.GET_UP, phrases.GET_UP_FROM_SIDE)]
    assert following[0].startswith(f"Next: {phrases.name(of.items[index].exercise)}")
    assert spoken[at] in texts(of)


@pytest.mark.parametrize("voice", ["brief", "beeps"])
def test_with_few_words_there_is_none(voice: VoiceMode) -> None:
    assert not SAID & set(said(plan(voice, with_a_word()[0])))


def test_where_half_is_told_and_after_pain_there_is_none() -> None:
    of = plan(word=with_a_word()[0])
    word = Reason("kind_word", which="glad")
    halves = replace(of, items=(item("bird_dog", 2), item("cat_cow", 2)), kind=(1, word))
    spoken = said(halves)
    assert phrases.HALFWAY_THROUGH in spoken
    assert words.sentence(word) not in spoken
    lighter = plans.lighten(of, 0)
    assert lighter is not None
    assert lighter.kind is None
