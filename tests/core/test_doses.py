"""The arithmetic of doses: the examples of the pain rules, and every dose that the exercise set allows."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.core import doses
from coach.core.exercise import Dose, Exercise
from coach.core.model.decided import Level
from coach.files.exercises import load_shipped

EXERCISES = load_shipped()


def dose(text: str) -> Dose:
    sets, reps, hold_s = map(int, text.split("×"))
    return Dose(sets, reps, hold_s)


def text(found: Dose | None) -> str:
    return "–" if found is None or found.repetitions == 0 else f"{found.sets}×{found.reps}×{found.hold_s}"


def every_dose(exercise: Exercise) -> Iterator[Dose]:
    """Every target that can come up: under the limits, with even counts where sides alternate."""
    step = 2 if exercise.side == "alternate" else 1
    for sets in range(1, exercise.max_sets + 1):
        for reps in range(step, exercise.max_reps + 1, step):
            for hold_s in range(exercise.max_hold_s + 1):
                found = Dose(sets, reps, hold_s)
                if doses.within_limits(found, exercise, 1):
                    yield found


@pytest.mark.parametrize(
    ("id_", "target", "reduced", "half"),
    [
        ("clamshell", "1×10×0", "1×8×0", "1×5×0"),
        ("bird_dog", "1×6×2", "1×4×0", "1×4×0"),
        ("plank", "1×3×10", "1×3×8", "1×3×5"),
        ("clamshell", "1×8×0", "1×6×0", "1×4×0"),
        ("plank", "1×3×8", "1×3×6", "1×3×4"),
        ("bird_dog", "1×4×2", "1×4×0", "1×4×0"),  # nothing is dropped at its least
        ("clamshell", "1×4×2", "1×3×0", "1×3×0"),  # never under the minimum
        ("clamshell", "1×3×0", "1×3×0", "1×3×0"),
        ("clamshell", "1×2×0", "1×2×0", "1×2×0"),  # never more than the target
        ("clamshell", "3×4×0", "3×3×0", "2×3×0"),  # under the minimum: one set fewer
        ("clamshell", "3×3×0", "2×3×0", "1×3×0"),
        ("clamshell", "2×3×0", "1×3×0", "1×3×0"),
        ("bird_dog", "3×10×5", "3×8×0", "3×4×0"),  # 15 for 3 sets is 5, made even
        ("bird_dog", "2×6×2", "2×4×0", "1×6×0"),
        ("seated_flexion", "1×10×30", "1×8×10", "1×5×10"),
        ("seated_flexion", "1×10×5", "1×8×5", "1×5×5"),  # a hold below the shortest stays as written
        ("plank", "1×3×3", "1×3×3", "1×2×3"),  # at the shortest hold: one repetition fewer
        ("plank", "2×1×3", "2×1×3", "2×1×3"),
        ("plank", "1×3×4", "1×3×3", "1×3×3"),
        ("hip_flexor", "1×3×5", "1×3×5", "1×2×5"),
    ],
)
def test_a_level_plays_this_much_of_a_target(id_: str, target: str, reduced: str, half: str) -> None:
    exercise = EXERCISES[id_]
    levels: tuple[Level, ...] = ("full", "reduced", "half")
    assert [text(doses.at_level(dose(target), exercise, level)) for level in levels] == [target, reduced, half]


@pytest.mark.parametrize(
    ("id_", "target", "cut"),
    [
        ("bird_dog", "1×6×2", "1×4×2"),
        ("clamshell", "1×10×2", "1×8×2"),
        ("plank", "1×3×10", "1×3×8"),
        ("plank", "1×3×3", "1×3×3"),
        ("clamshell", "1×3×0", "1×3×0"),
    ],
)
def test_a_cut_keeps_the_hold_of_what_scales_by_repetitions(id_: str, target: str, cut: str) -> None:
    assert text(doses.cut(dose(target), EXERCISES[id_])) == cut


@pytest.mark.parametrize(
    ("id_", "target", "less"),
    [
        ("clamshell", "1×10×0", "1×8×0"),
        ("clamshell", "1×4×0", "1×3×0"),
        ("clamshell", "1×2×0", "1×2×0"),
        ("bird_dog", "1×6×2", "1×4×2"),
        ("bird_dog", "1×4×2", "1×4×2"),
        ("plank", "1×3×10", "1×3×5"),
        ("plank", "1×3×7", "1×3×3"),
        ("plank", "1×3×2", "1×3×2"),
    ],
)
def test_what_was_not_finished_goes_down_one_step(id_: str, target: str, less: str) -> None:
    assert text(doses.one_step_down(dose(target), EXERCISES[id_])) == less


@pytest.mark.parametrize(
    ("id_", "target", "rounds", "more"),
    [
        ("clamshell", "1×10×0", 1, "1×12×0"),
        ("clamshell", "1×14×0", 1, "1×15×0"),
        ("clamshell", "1×15×0", 1, "2×9×0"),  # (15 + 2) / 2, upwards
        ("clamshell", "2×15×0", 1, "3×11×0"),
        ("clamshell", "3×15×0", 1, "–"),
        ("clamshell", "1×15×0", 3, "–"),  # 3 × 18 is more than 45 a day
        ("bird_dog", "1×6×2", 1, "1×8×2"),
        ("bird_dog", "1×10×2", 1, "2×6×2"),
        ("bird_dog", "2×10×2", 1, "3×8×2"),  # 22 / 3 is 8, even
        ("bird_dog", "1×10×2", 3, "–"),
        ("plank", "1×3×10", 1, "1×3×15"),
        ("plank", "1×3×28", 1, "1×3×30"),
        ("plank", "1×3×30", 1, "2×3×18"),  # 35 / 2, upwards
        ("plank", "1×3×30", 3, "–"),
        ("seated_flexion", "1×8×30", 1, "1×10×30"),
        ("seated_flexion", "1×8×30", 2, "–"),  # 300 s of holding a day
        ("seated_flexion", "1×8×10", 3, "1×10×10"),
    ],
)
def test_a_raise_is_one_step_within_the_limits(id_: str, target: str, rounds: int, more: str) -> None:
    assert text(doses.one_step_up(dose(target), EXERCISES[id_], rounds)) == more


@pytest.mark.parametrize(
    ("id_", "own", "rounds", "brought"),
    [
        ("clamshell", "1×10×0", 3, "1×10×0"),
        ("clamshell", "9×99×9", 1, "3×15×2"),
        ("clamshell", "3×15×0", 3, "3×5×0"),
        ("bird_dog", "1×7×2", 1, "1×6×2"),  # even
        ("bird_dog", "3×10×2", 2, "3×4×2"),
        ("plank", "3×3×10", 3, "1×3×10"),
        ("seated_flexion", "3×10×30", 1, "3×10×10"),
        ("seated_flexion", "1×10×30", 3, "1×10×10"),
        ("seated_flexion", "1×10×10", 6, "1×5×10"),
        ("heel_slide", "1×1×0", 1, "–"),
    ],
)
def test_a_routines_own_dose_is_brought_under_the_limits(id_: str, own: str, rounds: int, brought: str) -> None:
    found = doses.under_limits(dose(own), EXERCISES[id_], rounds)
    assert text(found) == brought
    assert doses.within_limits(found, EXERCISES[id_], rounds)


def test_shares_are_those_of_the_worked_case() -> None:
    shares = [
        Fraction(*doses.share(dose(target), EXERCISES[id_]))
        for id_, target in (("plank", "1×3×10"), ("bird_dog", "1×6×2"), ("clamshell", "1×10×0"))
    ]
    assert shares == [Fraction(10, 90), Fraction(6, 30), Fraction(10, 45)]


@pytest.mark.parametrize("id_", sorted(EXERCISES))
def test_a_lower_level_never_plays_more_and_sides_stay_equal(id_: str) -> None:
    exercise = EXERCISES[id_]
    for target in every_dose(exercise):
        cut = doses.cut(target, exercise)
        less = doses.one_step_down(target, exercise)
        played = [
            doses.at_level(target, exercise, "full"),
            doses.at_level(target, exercise, "reduced"),
            doses.at_level(target, exercise, "half"),
            doses.at_level(cut, exercise, "half"),
        ]
        volumes = [doses.total(each, exercise) for each in played]
        assert volumes == sorted(volumes, reverse=True), target
        assert doses.total(cut, exercise) <= doses.total(target, exercise)
        assert doses.total(less, exercise) <= doses.total(target, exercise)
        assert doses.total(doses.at_level(less, exercise, "half"), exercise) <= volumes[2]
        for each in (*played, cut, less):
            assert (each.sets, each.reps, each.hold_s) <= (target.sets, 99, 99)
            assert each.reps <= target.reps
            assert each.hold_s <= target.hold_s
            assert exercise.side != "alternate" or each.reps % 2 == 0


@pytest.mark.parametrize("id_", sorted(EXERCISES))
@pytest.mark.parametrize("rounds", [1, 2, 3])
def test_a_raise_adds_volume_and_stays_within_the_limits(id_: str, rounds: int) -> None:
    exercise = EXERCISES[id_]
    for target in every_dose(exercise):
        raised = doses.one_step_up(target, exercise, rounds)
        if raised is not None:
            assert doses.total(raised, exercise) > doses.total(target, exercise)
            assert doses.within_limits(raised, exercise, rounds)
            assert exercise.side != "alternate" or raised.reps % 2 == 0


def test_raising_again_and_again_ends_at_the_limits() -> None:
    target: Dose | None = dose("1×3×5")
    steps = []
    while target is not None:
        steps.append(text(target))
        target = doses.one_step_up(target, EXERCISES["plank"], 1)
    assert steps[:6] == ["1×3×5", "1×3×10", "1×3×15", "1×3×20", "1×3×25", "1×3×30"]
    assert steps[6:] == [
        "2×3×18",
        "2×3×23",
        "2×3×28",
        "2×3×30",
        "3×3×22",
        "3×3×27",
        "3×3×30",
    ]


@pytest.mark.parametrize(
    ("left", "left_s", "played"),
    [
        (45, None, "3×10×2"),
        (29, None, "3×9×2"),
        (8, None, "2×4×2"),  # three sets of two would be under the minimum
        (2, None, "1×2×2"),
        (0, None, "–"),
        (45, 45, "3×10×1"),
        (45, 20, "3×10×0"),
    ],
)
def test_what_is_left_of_a_day_shortens_a_dose(left: int, left_s: int | None, played: str) -> None:
    exercise = replace(EXERCISES["clamshell"], min_hold_s=0)
    assert text(doses.fit(dose("3×10×2"), exercise, left, left_s)) == played


@pytest.mark.parametrize(
    ("id_", "one", "other", "least"),
    [
        ("seated_flexion", "1×4×30", "1×5×10", "1×4×10"),
        ("bird_dog", "1×6×5", "1×6×2", "1×6×2"),
        ("glute_bridge", "1×8×5", "1×8×3", "1×8×3"),
        ("clamshell", "3×15×0", "1×10×2", "1×10×0"),
        ("plank", "2×3×5", "1×3×10", "1×3×5"),
        ("plank", "1×3×20", "2×3×5", "2×3×5"),
    ],
)
def test_the_least_of_two_doses_is_more_than_neither_in_volume_or_hold(
    id_: str, one: str, other: str, least: str
) -> None:
    exercise = EXERCISES[id_]
    assert text(doses.least(exercise, dose(one), dose(other))) == least
    assert text(doses.least(exercise, dose(other), dose(one))) == least


def test_of_equal_totals_the_smallest_is_the_one_with_the_shorter_hold() -> None:
    assert text(doses.smallest(EXERCISES["glute_bridge"], dose("1×8×5"), dose("1×8×3"))) == "1×8×3"
    assert text(doses.smallest(EXERCISES["glute_bridge"], dose("1×6×5"), dose("1×8×3"))) == "1×6×5"


@settings(deadline=None)
@given(
    st.sampled_from(sorted(EXERCISES)),
    st.integers(1, 5),
    st.integers(1, 20),
    st.lists(st.integers(1, 20), max_size=6),
)
def test_sets_are_spread_within_their_limits_and_none_is_lost(
    id_: str, sets: int, reps: int, shape: list[int]
) -> None:
    exercise = EXERCISES[id_]
    dose = doses.under_limits(Dose(sets, reps, 0), exercise, 1)
    found = doses.in_sets(dose, exercise, shape)
    assert (len(found), sum(found)) == (dose.sets, dose.repetitions)
    assert all(min(exercise.min_reps, dose.reps) <= each <= exercise.max_reps for each in found) or not sum(found)
    if exercise.side == "alternate":
        assert all(each % 2 == 0 for each in found)


def test_a_shape_that_fits_is_kept_and_grows_and_shrinks_with_the_dose() -> None:
    exercise = EXERCISES["clamshell"]
    assert doses.in_sets(Dose(3, 8, 0), exercise, (10, 8, 6)) == (10, 8, 6)
    assert doses.in_sets(Dose(3, 10, 0), exercise, (10, 8, 6)) == (13, 10, 7)
    assert doses.in_sets(Dose(3, 4, 0), exercise, (10, 8, 6)) == (5, 4, 3)
    assert doses.in_sets(Dose(3, 3, 0), exercise, (10, 8, 6)) == (3, 3, 3)
    assert doses.in_sets(Dose(2, 6, 0), exercise, (10, 8, 6)) == (7, 5)
