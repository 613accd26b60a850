"""Nothing is stuck: from every state of the pain rules an ordinary course leads back to full and to a raise."""

from collections.abc import Sequence

import pytest
from size import some_of
from states import INTO, Life

from coach.core.model.decided import Decision


def is_whole(decision: Decision) -> bool:
    """Full, and no exercise at rest or at less."""
    whole = decision.allowed and decision.level == "full"
    rests = any(each.rule == "rest" for each in decision.omitted)
    return whole and not rests and all(each.own_level == "full" for each in decision.exercises)


def leads_back(life: Life, text: str, days: int, most: int, raises: Sequence[str]) -> None:
    """Lives ordinary days until every routine was whole and then raised."""
    missing = {what.id for what in life.whats}
    for _ in range(most):
        what, decision = life.live(text, days)
        if is_whole(decision) and set(decision.rules) & set(raises):
            missing.discard(what.id)
        if not missing:
            return
    raise AssertionError(f"{missing} never rose: {decision}")


@pytest.mark.parametrize("days", [1, 2, 7])
@pytest.mark.parametrize("routines", [1, 2, 3])
@pytest.mark.parametrize("state", some_of(INTO, 5))
def test_an_ordinary_course_leads_back_to_full_and_to_the_next_raise(state: str, routines: int, days: int) -> None:
    for stage in (1, 2, 3):
        life = Life(stage, routines)
        for text in INTO[state]:
            life.live(text)
        leads_back(life, "before 2, after 2, easy", days, 60, ["P11", "P17"])


@pytest.mark.parametrize("state", some_of(INTO, 5))
def test_a_later_stage_opens_again(state: str) -> None:
    life = Life(1, 1)
    for text in INTO[state]:
        life.live(text)
    stages = [life.live("before 2, after 2, easy")[1].stage for _ in range(60)]
    assert stages[-1] == 3


def test_every_ten_days_costs_one_level_and_no_more_and_every_week_gives_it_back() -> None:
    life = Life(2, 1)
    levels = [life.live("before 2, after 2, easy", 10)[1].level for _ in range(8)]
    assert levels == ["full", *["reduced"] * 7]
    assert [life.live("before 2, after 2, easy", 7)[1].level for _ in range(4)][-1] == "full"


@pytest.mark.parametrize("gap", [12, 25])
def test_who_never_rates_comes_back_from_breaks_by_finished_days(gap: int) -> None:
    life = Life(2, 1)
    life.live("unrated effort")
    life.live("unrated effort", gap)
    assert [life.live("unrated effort")[1].level for _ in range(6)][-1] == "full"


def test_who_never_rates_and_stepped_back_comes_back_once_they_rate_afterwards() -> None:
    life = Life(2, 1)
    life.live("stopped tired, unrated effort")
    assert {life.live("unrated effort")[1].level for _ in range(5)} == {"reduced"}
    assert [life.live("after 2, unrated effort")[1].level for _ in range(4)][-1] == "full"
