"""The seconds for a change of position, learned from the changes that took long: longer, bounded, shorter again."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from logbook import EXERCISES

from coach.core.changes import MOST_LEARNED_S, USUAL, ChangeKind, LastTimes, all_learned, learned, told
from coach.core.exercise import Dose
from coach.core.model.planned import Plan, PlanItem
from coach.core.model.routine import ChangeMode
from coach.core.plan import with_time_learned
from coach.core.timeline import compile_plan, estimate_ms, texts

TOLD = "You took a little longer to get down to the floor lately: 41 seconds today."


@pytest.mark.parametrize(
    ("wished", "seconds", "since", "given"),
    [
        (20, (25,), 0, 25), (20, (25,), 1, 23), (20, (25,), 9, 20), (20, (15,), 0, 20), (20, (110,), 0, 60),
        (20, (110,), 5, 50), (90, (110,), 0, 90), (20, (30, 50), 0, 50), (20, (30, 50, 20), 0, 30),
        (20, (30, 50, 20, 60, 60), 0, 30), (10, (12, 60, 13), 0, 13),
    ],
)  # fmt: skip
def test_the_middle_of_the_last_three_decides_and_fades(
    wished: int, seconds: tuple[int, ...], since: int, given: int
) -> None:
    assert learned(wished, LastTimes(seconds, since)) == given


@given(
    st.integers(3, 120),
    st.lists(st.integers(0, 120), min_size=1, max_size=5).map(tuple),
    st.integers(0, 60),
)
def test_it_is_never_less_than_wished_nor_more_than_a_minute_and_never_grows_by_itself(
    wished: int, seconds: tuple[int, ...], since: int
) -> None:
    now, later = (learned(wished, LastTimes(seconds, number)) for number in (since, since + 1))
    assert wished <= later <= now <= max(wished, MOST_LEARNED_S)
    assert learned(wished, LastTimes(seconds, 30)) == wished


def test_each_kind_is_learned_by_itself_and_told_after_the_session_in_which_it_took_long() -> None:
    lately: dict[ChangeKind, LastTimes] = {
        "chair_to_floor": LastTimes((41,)), "lying_to_side": LastTimes((20,), 2), "other": LastTimes((5,)),
    }  # fmt: skip
    assert all_learned(USUAL, lately) == replace(USUAL, chair_to_floor=41, lying_to_side=16)
    assert told(USUAL, lately) == (("chair_to_floor", 41),)
    assert told(USUAL, {"other": LastTimes((10, 50, 50))}) == (), "the last one was quick"
    assert told(USUAL, {"other": LastTimes((50, 5, 5))}) == (), "there is no more time"


def plan(*ids: str, change: ChangeMode = "timed") -> Plan:
    items = tuple(PlanItem(e := EXERCISES[id_], Dose(1, 2, 0), e.move_ms, e.return_ms, 10_000) for id_ in ids)
    slow: dict[ChangeKind, LastTimes] = {"chair_to_floor": LastTimes((41,)), "floor_to_chair": LastTimes((33,))}
    return Plan("some", "Some", "full", items, notes=("Stay calm.",), change=change, slow=slow)


def test_a_plan_has_the_time_and_tells_it_once_at_the_start_for_the_changes_that_it_has() -> None:
    of = with_time_learned(plan("clamshell", "bird_dog"))
    assert of.notes == ("Stay calm.", TOLD)
    assert texts(of).count(TOLD) == 1
    change = next(cue for cue in compile_plan(of, estimate_ms).cues if cue.phase == "change")
    assert change.dur_ms >= 41_000
    both = with_time_learned(plan("clamshell", "sit_to_stand"))
    assert both.notes[1:] == (TOLD, "You took a little longer to come up from the floor lately: 33 seconds today.")
    assert with_time_learned(plan("sit_to_stand")).notes == ("Stay calm.",)


def test_where_it_waits_nothing_is_told_but_the_time_is_there_for_who_waits_no_more() -> None:
    of = with_time_learned(plan("clamshell", change="wait"))
    assert (of.notes, of.change_s.chair_to_floor) == (("Stay calm.",), 41)
