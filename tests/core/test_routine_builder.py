"""A new routine is sensible for every profile that has a plan, and says why where there is none."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise, product

import pytest
from person import person
from size import sized, some_of

from coach.core import screening
from coach.core.model.routine import RoutineItem
from coach.core.model.screened import Profile
from coach.core.routine_builder import FIRST, LAST, MOST, ROUNDS_PER_DAY, Wishes, build
from coach.errors import CoachError
from coach.files.exercises import load_shipped
from coach.files.routines.create import duration_ms

ON = date(2026, 11, 23)
EXERCISES = load_shipped()
HEALTHY = person(clinician_agrees=True)
NAMED = ("spondylolisthesis", "disc_herniation", "stenosis", "fragile_bone", "other")
DIAGNOSES = (*NAMED, "none_sitting", "none_other")


def profiles() -> Iterator[Profile]:
    pairs = [(d,) for d in DIAGNOSES] + [(a, b) for a in NAMED for b in NAMED if a < b]
    for diagnosis, later, weeks, surgery, opt_in, stage in product(
        pairs, (True, False), (0, 8, 20), (-1, 24), (True, False), (1, 2, 3)
    ):
        yield replace(
            HEALTHY,
            diagnosis=diagnosis,
            weeks_since_flare=10 if later else 2,
            pregnant_weeks=weeks,
            months_since_spinal_surgery=surgery,
            opt_in_hard=opt_in,
            stage=stage,
        )


def quick_ms(items: Sequence[RoutineItem]) -> int:
    """Movement alone, so that hundreds of profiles can be walked through."""
    return sum(
        (2 if i.exercise.side == "each" else 1)
        * i.dose.repetitions
        * (i.move_ms + i.return_ms + 1000 + i.dose.hold_s * 1000)
        + 20_000
        for i in items
    )


def ids(items: Sequence[RoutineItem]) -> list[str]:
    return [item.exercise.id for item in items]


def test_every_profile_with_a_plan_gets_at_least_two_allowed_exercises() -> None:
    built = 0
    for profile in some_of(profiles(), 200):
        verdict = screening.judge(profile, ON)
        assert verdict.outcome == "plan"
        items = build(profile, EXERCISES, Wishes(), quick_ms, ON)
        assert 2 < len(items) <= MOST + 1
        assert ids(items)[-1] == LAST
        for item in items:
            assert screening.omission(profile, verdict, item.exercise) is None
            assert item.exercise.stage <= profile.stage
            assert item.dose == item.exercise.start
            assert item.dose.repetitions * ROUNDS_PER_DAY <= item.exercise.day_reps
        built += 1
    assert built > sized(100, 1000)


def test_the_article_s_three_come_first_wherever_they_are_allowed() -> None:
    for profile in some_of(profiles(), 200):
        verdict = screening.judge(profile, ON)
        three = [i for i in FIRST if screening.omission(profile, verdict, EXERCISES[i]) is None]
        assert ids(build(profile, EXERCISES, Wishes(), quick_ms, ON))[: len(three)] == three


def test_an_open_profile_gets_ten_to_fifteen_minutes_of_stretch_and_strength() -> None:
    items = build(HEALTHY, EXERCISES, Wishes(), duration_ms, ON)
    assert 10 <= duration_ms(items) / 60_000 <= 15
    assert {"hip_flexor", "knee_to_chest"} & set(ids(items))
    assert {"brace", "heel_slide"} & set(ids(items))


def test_positions_change_at_most_once_each() -> None:
    *items, _ = build(HEALTHY, EXERCISES, Wishes(), duration_ms, ON)
    positions = [item.exercise.position for item in items]
    changes = sum(a != b for a, b in pairwise(positions))
    assert changes == len(set(positions)) - 1


def test_a_short_wish_is_kept() -> None:
    items = build(HEALTHY, EXERCISES, Wishes(minutes=5), duration_ms, ON)
    assert len(items) >= 2
    assert duration_ms(items) <= 5 * 60_000


def test_wishes_are_granted() -> None:
    items = build(HEALTHY, EXERCISES, Wishes(with_ids=("cat_cow",), without_ids=("bird_dog",)), duration_ms, ON)
    assert "cat_cow" in ids(items)
    assert "bird_dog" not in ids(items)


def test_calm_breathing_comes_last_and_once_unless_it_is_not_wanted() -> None:
    for wishes in (Wishes(), Wishes(with_ids=(LAST,)), Wishes(minutes=3), Wishes(minutes=40)):
        built = ids(build(HEALTHY, EXERCISES, wishes, quick_ms, ON))
        assert built[-1] == LAST
        assert built.count(LAST) == 1
    assert LAST not in ids(build(HEALTHY, EXERCISES, Wishes(without_ids=(LAST,)), quick_ms, ON))


def test_where_the_floor_is_out_chair_and_standing_exercises_make_a_whole_routine() -> None:
    for diagnosis, weeks in product(DIAGNOSES, (0, 20)):
        profile = replace(HEALTHY, diagnosis=(diagnosis,), pregnant_weeks=weeks, cannot=("floor",))
        built = ids(build(profile, EXERCISES, Wishes(), quick_ms, ON))
        assert {"sit_to_stand", "standing_hip_abduction", "wall_plank", "seated_march"} <= set(built)
        assert {EXERCISES[i].position for i in built} == {"sitting", "standing"}
        assert built[-1] == LAST


@pytest.mark.parametrize(
    ("wishes", "says"),
    [
        (Wishes(with_ids=("plank",)), "easy days open it"),
        (Wishes(with_ids=("superman",)), "allow hard exercises"),
        (Wishes(with_ids=("brigde",)), "no exercise 'brigde'"),
        (Wishes(with_ids=("bird_dgo",)), "Did you mean 'bird_dog'?"),
        (Wishes(with_ids=("brace",), without_ids=("brace",)), "both"),
        (Wishes(without_ids=tuple(i for i in EXERCISES if i != "brace")), "only 'brace'"),
    ],
)
def test_a_wish_that_cannot_be_granted_is_refused_with_the_reason(wishes: Wishes, says: str) -> None:
    with pytest.raises(CoachError, match=says):
        build(HEALTHY, EXERCISES, wishes, quick_ms, ON)


def test_no_plan_no_routine() -> None:
    with pytest.raises(CoachError, match="emergency"):
        build(replace(HEALTHY, red_flags_emergency=True), EXERCISES, Wishes(), quick_ms, ON)
