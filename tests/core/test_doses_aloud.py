"""Doses are said at the start where they are new to a person or have changed, with why, in plain words."""

import re
from dataclasses import replace

import pytest
from fake_clock import NOW
from logbook import routine
from person import person

from coach.core import plan as plans
from coach.core import timeline, words
from coach.core.exercise import Dose
from coach.core.model.decided import Decision, Prescribed
from coach.core.model.planned import Plan
from coach.core.model.routine import VoiceMode
from coach.core.reason import Reason
from coach.core.words.english import aloud
from coach.core.words.english.doses import dose_aloud

IDS = ("bird_dog", "clamshell")


@pytest.mark.parametrize(
    ("dose", "in_sets", "side", "said"),
    [
        ((1, 6, 2), (), "alternate", "six times, left and right in turn, held for two seconds"),
        ((2, 6, 0), (), "each", "two sets of six a side"),
        ((1, 1, 20), (), "none", "once, held for twenty seconds"),
        ((1, 2, 1), (), "none", "twice, held for one second"),
        ((3, 8, 0), (8, 6, 4), "none", "sets of eight, six and four"),
    ],
)
def test_a_dose_is_said_in_words(
    dose: tuple[int, int, int], in_sets: tuple[int, ...], side: str, said: str
) -> None:
    assert dose_aloud(dose, in_sets, each_side=side == "each", alternate=side == "alternate") == said


def today(reasons: dict[str, Reason], done: int = 3, voice: VoiceMode = "full") -> Plan:
    """The plan of two exercises whose doses have these reasons, each done so often before."""
    dose = Dose(1, 6, 2)
    prescribed = tuple(
        Prescribed(id_, dose, dose, reasons.get(id_, Reason("as_before")), times_done=done) for id_ in IDS
    )
    decision = Decision(
        date=NOW.date(), routine="two", allowed=True, rounds_done=0, rounds_goal=1, level="full", stage=1, rules=(),
        reason=Reason("steady"), findings=(), exercises=prescribed, omitted=(), suggest=(),
    )  # fmt: skip
    made = replace(routine(dict.fromkeys(IDS, dose), name="two"), voice=voice)
    plan = plans.make(made, decision, person())
    assert plan is not None
    return plan


def spoken(plan: Plan) -> list[str]:
    cues = timeline.compile_plan(plan, timeline.estimate_ms).cues
    return [cue.text or "" for cue in cues if cue.kind == "say"]


def test_what_is_as_before_is_not_told_again() -> None:
    plan = today({})
    assert plan.doses == ()
    assert spoken(plan)[2].startswith("First: ")


def test_a_dose_that_changed_is_told_with_why_before_the_first_exercise() -> None:
    plan = today({"bird_dog": Reason("raised_reps", more=2)})
    said = spoken(plan)
    told = "Bird-dog: six times, left and right in turn, held for two seconds. 2 more repetitions than last time."
    assert said[:3] == ["Two. The same as last time.", said[1], told]
    assert said[3].startswith("First: bird-dog")
    assert told not in spoken(replace(plan, voice="brief"))
    assert spoken(replace(plan, voice="beeps")) == []


def test_doses_that_are_new_to_a_person_are_told_as_they_are() -> None:
    plan = today({}, done=0)
    assert [each.partition(":")[0] for each in plan.doses] == ["Bird-dog", "Clamshell"]
    assert all(each.endswith("seconds.") for each in plan.doses)


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (Reason("part", level="half", target=(1, 10, 2), dose=(1, 5, 0), shortest_hold=True, own=False),
         "Half of ten."),
        (Reason("part", level="easy", target=(1, 10, 2), dose=(1, 7, 2), shortest_hold=False, own=True),
         "It hurt, so less of it. In place of ten."),
        (Reason("raised_set", new=(2, 6, 2), last=(1, 6, 2)), "One set more than last time."),
        (Reason("raised_from", new=(2, 6, 2), last=(1, 8, 0)), "Last time it was eight times."),
        (Reason("raised_hold", more_s=5), "Five seconds longer than last time."),
        (Reason("cut_before", mark=(1, 10, 0)), "Less for now; good days bring back ten times."),
        (Reason("limited", asked=(1, 20, 0), dose=(1, 12, 0)),
         "Its limits allow no more; your routine says twenty times."),
    ],
)  # fmt: skip
def test_why_is_said_without_signs(reason: Reason, said: str) -> None:
    assert words.aloud(reason) == said
    assert not re.search(r"×|\b\d+ s\b", said)


def test_each_sentence_to_be_said_stands_for_one_that_is_written() -> None:
    written = {id_.removesuffix("_aloud") for id_ in aloud.SENTENCES} - {"dose"}
    for id_ in written:
        assert id_ in words._table("en").SENTENCES
