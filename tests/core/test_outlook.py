"""What would bring more is kept: so many days, and not one less, bring just that; and what kind a day is."""

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
from agreeing import FRIGHTENING, INTERNAL
from logbook import EXERCISES
from states import INTO, Life

from coach.core import words
from coach.core.progression import outlook, settle
from coach.core.progression.day_kind import HOLD, UP, kind_of
from coach.core.progression.fold import fold
from coach.core.reason import Reason

EASY = "before 2, after 2, easy"
MOST_TOLD = 145  # As long as a sentence may be.


def lived(state: str) -> Life:
    life = Life(2, 1)
    for text in INTO[state]:
        life.live(text)
    return life


def told(life: Life, days: int = 1) -> tuple[Reason, ...]:
    """What is said on the day so many days after the last one."""
    on = life.day + timedelta(days=days)
    who = replace(life.who, screened_at=datetime.combine(on, time(0, 1)))
    setting = settle(life.whats[0], EXERCISES, who, on)
    return outlook.ahead(setting, fold(setting, life.sessions), on)


@pytest.mark.parametrize("state", INTO)
def test_so_many_days_and_no_fewer_bring_what_was_said(state: str) -> None:
    life = lived(state)
    for wanted in (each for each in told(life) if each.id not in outlook.MEANINGS):
        life = lived(state)
        days, wait = wanted.figures["days"], wanted.figures.get("wait", 0)
        assert isinstance(days, int)
        assert isinstance(wait, int)
        row = {"more_dose": "P12", "more_again": "P17", "more_step": "P11", "more_harder": "P13"}.get(wanted.id)
        for day in range(max(days, wait)):
            _, decision = life.live(EASY)
            if day and row is not None:
                assert row not in decision.rules, f"{wanted} came after {day} days"
        _, decision = life.live(EASY)
        if row is not None:
            assert row in decision.rules, f"{wanted}: {decision.rules}"
        exercises = wanted.figures.get("exercises", ())
        assert isinstance(exercises, tuple)
        if wanted.id in ("more_step", "more_again"):
            raised = {each.id for each in decision.exercises if each.reason.id.startswith("raised")}
            assert raised == set(exercises)
        if wanted.id == "more_of_exercise":
            before = {each.id: each.own_level for each in lived(state).live(EASY)[1].exercises}
            after = {each.id: each.own_level for each in decision.exercises}
            assert all((before[id_], after[id_]) in WAY_BACK for id_ in map(str, exercises))


WAY_BACK = {("half", "reduced"), ("reduced", "full")}


def test_a_day_at_hand_that_is_good_so_far_counts_as_it_stands() -> None:
    life = lived("reduced")
    life.live(EASY)
    assert told(life, 0)[0] == Reason("more_dose", level="full", days=1)
    life.live(EASY)
    assert told(life, 0)[0] == Reason("more_dose", level="full", days=0)
    assert words.sentence(told(life, 0)[0]).startswith("If today stays as good as it was so far, the next day")


def test_where_nothing_is_played_it_says_what_comes_first() -> None:
    life = lived("at first")
    life.live("before 2, after 9")
    setting = settle(life.whats[0], EXERCISES, life.who, life.day)
    found = outlook.ahead(setting, fold(setting, life.sessions), life.day)
    assert found == (Reason("more_after_screening"),)
    assert "press S" in words.sentence(found[0], keys=True)


@pytest.mark.parametrize("state", INTO)
def test_each_is_a_short_kind_sentence_and_no_day_with_pain_is_of_the_kind_more(state: str) -> None:
    life = lived(state)
    for days in (0, 1, 12):
        for each in told(life, days):
            said = words.sentence(each)
            assert len(said) <= MOST_TOLD
            assert said.endswith((".", ")."))
            assert not INTERNAL.search(said)
            assert not FRIGHTENING.search(said)
    for text in (EASY, "before 2, after 5", "before 7, after 7", EASY, EASY, EASY):
        _, decision = life.live(text)
        kind = kind_of(decision)
        stepped_back = {each.rule for each in decision.findings} - UP - HOLD
        assert (kind in ("rest", "stop")) == (not decision.exercises)
        assert kind != "more" or not stepped_back
        assert kind != "steady" or decision.level == "full"
