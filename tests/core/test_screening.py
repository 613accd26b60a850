"""The screening against its table, written out a second time here as plain sets of exercises."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import combinations, product
from typing import Any

import pytest

from coach.core.model import Exercise, Profile
from coach.core.screening import judge, omission, reminders, report, substitute
from coach.core.screening.table import GROUPS
from coach.core.words import sentence, together
from coach.files.exercises import load_shipped
from coach.files.profile import DIAGNOSES

EXERCISES = load_shipped()

FLEXION = {"seated_flexion", "pelvic_tilt", "cat_cow", "knee_to_chest"}
EXTENSION = {"superman", "cat_cow", "prone_prop", "standing_extension"}
HIGHER = {
    "glute_bridge",
    "plank",
    "superman",
    "dead_bug",
    "side_plank_knees",
    "side_plank_full",
    "curl_up",
    "hip_abduction",
}
SUPINE = {"glute_bridge", "brace", "pelvic_tilt", "heel_slide", "dead_bug", "curl_up", "knee_to_chest"}
PRONE = {"superman", "prone_prop", "plank"}
ON_A_CHAIR_OR_STANDING = {"sit_to_stand", "seated_march", "wall_plank", "standing_hip_abduction", "calm_breathing"}
STAGE_1_NEUTRAL = {"bird_dog", "clamshell", "brace", "heel_slide", "hip_flexor"} | ON_A_CHAIR_OR_STANDING

# Read off the screening's and the exercises' tables by hand, group by group.
LEFT_OUT = {
    "SE": EXTENSION | {"seated_flexion"},
    "SL": EXTENSION,
    "SL with the clinician's yes": {"superman"},
    "DE": FLEXION | {"superman", "curl_up"},
    "DL": {"seated_flexion", "superman"},
    "ST": EXTENSION | {"seated_flexion"},
    "OP": FLEXION | {"superman", "curl_up"},
    "PG": {"superman", "plank", "side_plank_full"},
    "PG after week 12": {"superman", "plank", "side_plank_full"} | SUPINE | PRONE,
    "OT": set(EXERCISES) - STAGE_1_NEUTRAL,
    "UD": {"superman"},
    "UD opted in": set[str](),
    "UX": HIGHER | {"seated_flexion"},
    "not opted in": {"superman"},
}


def someone(**answers: Any) -> Profile:
    """A healthy person of 41 whose back hurts from sitting, with other answers."""
    healthy = Profile(
        age=41,
        red_flags_emergency=False,
        red_flags_clinician=False,
        clinician_agrees=False,
        clinician_agrees_extension=False,
        bone_heart_or_steroids=False,
        pregnant_weeks=0,
        active=True,
        months_since_spinal_surgery=-1,
        first_pain_age=35,
        diagnosis=("none_sitting",),
        weeks_since_flare=3,
        leg_symptoms_last_14_days=False,
        usual_pain=3,
        opt_in_hard=False,
        stage=1,
        screened_at=datetime(2026, 11, 23, 7, 30),
    )
    return replace(healthy, **answers)


def noted(profile: Profile) -> list[str]:
    return [sentence(note) for note in judge(profile).notes]


def left_out(profile: Profile) -> set[str]:
    verdict = judge(profile)
    return {id_ for id_, exercise in EXERCISES.items() if omission(profile, verdict, exercise)}


def expected_left_out(profile: Profile, later: bool) -> set[str]:
    rows = ["not opted in"] if not profile.opt_in_hard else []
    for diagnosis in profile.diagnosis:
        match diagnosis, later:
            case "spondylolisthesis", False:
                rows.append("SE")
            case "spondylolisthesis", True:
                rows.append("SL with the clinician's yes" if profile.clinician_agrees_extension else "SL")
            case "disc_herniation", False:
                rows.append("DE")
            case "disc_herniation", True:
                rows.append("DL")
            case "none_sitting", _:
                rows.append("UD opted in" if profile.opt_in_hard else "UD")
            case _:
                rows.append({"stenosis": "ST", "fragile_bone": "OP", "other": "OT", "none_other": "UX"}[diagnosis])
    if profile.pregnant_weeks:
        rows.append("PG after week 12" if profile.pregnant_weeks > 12 else "PG")
    if profile.months_since_spinal_surgery >= 0:
        rows.append("OT")
    return set[str]().union(*(LEFT_OUT[row] for row in rows))


SUBSETS = [chosen for size in range(1, 8) for chosen in combinations(DIAGNOSES, size)]
PHASES = [(0, False, False), (5, False, False), (6, True, False), (6, False, True), (60, False, True)]


@pytest.mark.parametrize(("weeks", "leg", "later"), PHASES)
def test_every_combination_leaves_out_exactly_what_the_tables_say(weeks: int, leg: bool, later: bool) -> None:
    for diagnosis, pregnant, surgery, hard, extension in product(
        SUBSETS, (0, 12, 13), (-1, 12), (False, True), (False, True)
    ):
        profile = someone(
            diagnosis=diagnosis,
            pregnant_weeks=pregnant,
            months_since_spinal_surgery=surgery,
            opt_in_hard=hard,
            clinician_agrees=True,
            clinician_agrees_extension=extension,
            weeks_since_flare=weeks,
            leg_symptoms_last_14_days=leg,
        )
        assert judge(profile).outcome == "plan"
        assert left_out(profile) == expected_left_out(profile, later), profile


def test_the_stage_is_not_the_screenings_business() -> None:
    for diagnosis in DIAGNOSES:
        one, three = (someone(diagnosis=(diagnosis,), clinician_agrees=True, stage=stage) for stage in (1, 3))
        assert left_out(one) == left_out(three)


def test_every_combination_of_gates_has_the_outcome_of_the_table() -> None:
    for emergency, clinician, age, bones, diagnosis, pregnant, active, surgery, agrees in product(
        (False, True),
        (False, True),
        (17, 18, 69, 70),
        (False, True),
        ("none_sitting", "spondylolisthesis", "stenosis", "fragile_bone", "other"),
        (0, 20),
        (False, True),
        (-1, 0, 11, 12),
        (False, True),
    ):
        profile = someone(
            red_flags_emergency=emergency,
            red_flags_clinician=clinician,
            age=age,
            bone_heart_or_steroids=bones,
            diagnosis=(diagnosis,),
            pregnant_weeks=pregnant,
            active=active,
            months_since_spinal_surgery=surgery,
            clinician_agrees=agrees,
        )
        asks_first = bool(
            bones
            or diagnosis in ("spondylolisthesis", "fragile_bone")
            or pregnant
            or (age == 70 and not active)
            or surgery == 12
        )
        if emergency:
            expected = "emergency"
        elif clinician:
            expected = "see_clinician"
        elif age == 17 or surgery in (0, 11):
            expected = "no_plan"
        else:
            expected = "clinician_first" if asks_first and not agrees else "plan"
        verdict = judge(profile)
        assert verdict.outcome == expected, profile
        assert together(verdict.reasons)


def test_an_emergency_is_told_alone_and_in_the_words_of_the_table() -> None:
    profile = someone(red_flags_emergency=True, red_flags_clinician=True, age=16, first_pain_age=15)
    assert together(judge(profile).reasons) == "Get emergency care now. This needs medical help, not exercise."
    assert report(judge(profile)) == judge(profile).reasons


def test_a_red_flag_for_a_clinician_is_told_first() -> None:
    reasons = judge(someone(red_flags_clinician=True, pregnant_weeks=5)).reasons
    assert sentence(reasons[0]) == "See a clinician soon, before any exercise."


@pytest.mark.parametrize(("first", "advised"), [(19, True), (20, False), (49, False), (50, True)])
def test_a_first_pain_before_20_or_from_50_on_is_advised_to_be_checked(first: int, advised: bool) -> None:
    verdict = judge(someone(age=60, first_pain_age=first))
    assert bool(verdict.advice) is advised
    assert verdict.outcome == "plan"


def test_bones_heart_or_steroids_ask_for_a_clinician_and_only_a_diagnosis_leaves_movements_out() -> None:
    profile = someone(bone_heart_or_steroids=True)
    assert judge(profile).outcome == "clinician_first"
    agreed = replace(profile, clinician_agrees=True)
    assert judge(agreed).groups == ("UD",)
    assert judge(replace(agreed, diagnosis=("none_sitting", "fragile_bone"))).groups == ("OP", "UD")


def test_a_pregnancy_goes_on_after_the_screening() -> None:
    profile = someone(pregnant_weeks=11, clinician_agrees=True)
    assert judge(profile, date(2026, 12, 6)).groups == ("PG", "UD")
    assert judge(profile, date(2026, 12, 7)).groups == ("PG", "PG12", "UD")
    assert judge(profile, date(2026, 1, 1)).groups == ("PG", "UD")
    assert judge(someone(), date(2036, 1, 1)).groups == ("UD",)


def test_the_reason_names_the_movement_and_every_group_behind_it() -> None:
    profile = someone(diagnosis=("spondylolisthesis", "stenosis"), clinician_agrees=True)
    reason = omission(profile, judge(profile), EXERCISES["prone_prop"])
    assert reason is not None
    assert (
        sentence(reason.reason)
        == "Bends the spine backward; left out for early spondylolisthesis and spinal stenosis."
    )


def test_every_reason_is_a_plain_sentence() -> None:
    for diagnosis, pregnant in product(DIAGNOSES, (0, 5, 20)):
        profile = someone(diagnosis=(diagnosis,), pregnant_weeks=pregnant, clinician_agrees=True)
        for exercise in EXERCISES.values():
            found = omission(profile, judge(profile), exercise)
            if found:
                assert found.id == exercise.id
                assert sentence(found.reason)[0].isupper()
                assert sentence(found.reason).endswith(".")
                assert "left out" in sentence(found.reason)


def test_an_own_exercise_is_screened_by_its_tags_position_groups_and_opt_in() -> None:
    own = replace(EXERCISES["bird_dog"], id="twist", tags=frozenset({"rotation"}), shipped=False)
    disc = someone(diagnosis=("disc_herniation",))
    assert omission(disc, judge(disc), own)
    assert not omission(someone(), judge(someone()), own)
    for changed in (replace(own, opt_in=True), replace(own, excluded_for=frozenset({"UD"}))):
        assert omission(someone(), judge(someone()), changed)
    expecting = someone(pregnant_weeks=20, clinician_agrees=True)
    assert omission(expecting, judge(expecting), replace(EXERCISES["bird_dog"], position="prone_support"))


def test_the_notes_say_which_way_not_to_bend() -> None:
    assert noted(someone(diagnosis=("stenosis",))) == ["No bending backward for now."]
    assert noted(someone(diagnosis=("disc_herniation",))) == [
        "No bending forward for now.",
        "Within 2 hours of waking, no bending forward.",
    ]
    later = someone(diagnosis=("disc_herniation",), weeks_since_flare=6)
    assert noted(later) == ["Within 2 hours of waking, no bending forward."]
    assert noted(someone()) == []


def test_the_extension_flag_is_nothing_without_the_clinicians_general_yes() -> None:
    profile = someone(diagnosis=("spondylolisthesis",), weeks_since_flare=6, clinician_agrees_extension=True)
    assert "extension" in judge(profile).excluded_tags


def test_stricter_answers_never_open_an_exercise() -> None:
    stricter: dict[str, Any] = {
        "red_flags_emergency": True,
        "bone_heart_or_steroids": True,
        "pregnant_weeks": 20,
        "months_since_spinal_surgery": 24,
        "weeks_since_flare": 0,
        "leg_symptoms_last_14_days": True,
        "clinician_agrees_extension": False,
        "opt_in_hard": False,
    }
    for diagnosis, (key, value) in product(SUBSETS, stricter.items()):
        open_ = someone(
            diagnosis=diagnosis,
            clinician_agrees=True,
            clinician_agrees_extension=True,
            weeks_since_flare=9,
            opt_in_hard=True,
        )
        assert left_out(open_) <= left_out(replace(open_, **{key: value}))


def test_a_substitute_is_the_nearest_allowed_one_and_easier_first() -> None:
    stretch = EXERCISES["seated_flexion"]
    assert substitute(stretch, set(EXERCISES), EXERCISES) == "knee_to_chest"
    assert substitute(stretch, {"brace", "bird_dog"}, EXERCISES) == "brace"
    assert substitute(stretch, {"bird_dog"}, EXERCISES) is None
    assert substitute(EXERCISES["prone_prop"], {"standing_extension"}, EXERCISES) == "standing_extension"
    assert substitute(EXERCISES["hip_flexor"], set(EXERCISES), EXERCISES) is None


def test_links_in_a_circle_or_to_nowhere_end_the_search() -> None:
    one = replace(EXERCISES["brace"], id="one", down="two", up="gone")
    two = replace(EXERCISES["brace"], id="two", down="one", up=None)
    circle: dict[str, Exercise] = {"one": one, "two": two}
    assert substitute(one, {"gone", "three"}, circle) is None


def test_every_group_that_the_exercises_name_is_known() -> None:
    assert {group for exercise in EXERCISES.values() for group in exercise.excluded_for} <= GROUPS.keys()


@pytest.mark.parametrize(
    ("changes", "days", "said"),
    [
        ({"diagnosis": ("disc_herniation",), "weeks_since_flare": 3}, 20, False),
        ({"diagnosis": ("disc_herniation",), "weeks_since_flare": 3}, 21, True),
        ({"diagnosis": ("spondylolisthesis",), "weeks_since_flare": 0, "clinician_agrees": True}, 42, True),
        ({"diagnosis": ("disc_herniation",), "weeks_since_flare": 8, "leg_symptoms_last_14_days": True}, 13, False),
        ({"diagnosis": ("disc_herniation",), "weeks_since_flare": 8, "leg_symptoms_last_14_days": True}, 14, True),
        ({"diagnosis": ("disc_herniation",), "weeks_since_flare": 8}, 100, False),
        ({"diagnosis": ("none_sitting",), "weeks_since_flare": 3}, 100, False),
        ({"diagnosis": ("none_other",), "weeks_since_flare": 3}, 13, False),
        ({"diagnosis": ("none_other",), "weeks_since_flare": 3}, 14, True),
    ],
)
def test_when_the_early_weeks_are_over_it_is_time_to_answer_again(
    changes: dict[str, Any], days: int, said: bool
) -> None:
    profile = someone(**changes)
    assert bool(reminders(profile, profile.screened_at.date() + timedelta(days=days))) is said
