"""The screening against its table, which `screening_table` writes out a second time as plain sets of exercises."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import combinations, product
from pathlib import Path
from typing import Any

import pytest
import screening_table
from person import person
from size import some_of

from coach.core.exercise import Exercise
from coach.core.model.done import Session
from coach.core.model.screened import NOTHING_LATELY, Lately, Profile
from coach.core.reason import Reason
from coach.core.screening import bending_note, judge, omission, reminders, report, spread_on, substitute
from coach.core.screening.table import CANNOT, GROUPS
from coach.core.words import sentence, together
from coach.files.exercises import load_shipped
from coach.files.profile import DIAGNOSES, load

EXERCISES = load_shipped()


def someone(**answers: Any) -> Profile:
    return person(
        **{"weeks_since_flare": 3, "usual_pain": 3, "screened_at": datetime(2026, 11, 23, 7, 30)} | answers
    )


def noted(profile: Profile) -> list[str]:
    return [sentence(note) for note in judge(profile).notes]


def left_out(profile: Profile, lately: Lately = NOTHING_LATELY) -> set[str]:
    verdict = judge(profile, None, lately)
    return {id_ for id_, exercise in EXERCISES.items() if omission(profile, verdict, exercise)}


SUBSETS = [chosen for size in (1, 2, 7) for chosen in combinations(DIAGNOSES, size)]
EACH_CANNOT = [chosen for size in range(5) for chosen in combinations(CANNOT, size)]
PHASES = [(0, False, False), (5, False, False), (6, True, False), (6, False, True), (60, False, True)]


@pytest.mark.parametrize(("weeks", "leg", "later"), PHASES)
def test_every_combination_leaves_out_exactly_what_the_tables_say(weeks: int, leg: bool, later: bool) -> None:
    everyone = product(SUBSETS, (0, 12, 13), (-1, 12), (False, True), (False, True), (False, True))
    for diagnosis, pregnant, surgery, hard, extension, quiet in some_of(everyone, 150):
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
        found = left_out(profile, Lately(quiet=quiet))
        assert found == screening_table.left_out(profile, later=later, quiet=quiet), profile


def test_what_a_person_cannot_do_leaves_positions_out_and_steroids_what_low_bone_density_does() -> None:
    for diagnosis, cannot, steroids, bones in product(DIAGNOSES, EACH_CANNOT, (False, True), (False, True)):
        profile = someone(
            diagnosis=(diagnosis,),
            cannot=cannot,
            bone_heart_or_steroids=steroids,
            bones=bones,
            clinician_agrees=True,
        )
        assert left_out(profile) == screening_table.left_out(profile, later=False), profile


def test_the_stage_is_not_the_screenings_business() -> None:
    for diagnosis in DIAGNOSES:
        one, three = (someone(diagnosis=(diagnosis,), clinician_agrees=True, stage=stage) for stage in (1, 3))
        assert left_out(one) == left_out(three)


def test_every_combination_of_gates_has_the_outcome_of_the_table() -> None:
    flags, care = product((False, True), repeat=3), product((False, True), repeat=4)
    for (emergency, clinician, assessed), (bones, other_care, active, agrees), age, diagnosis, more in product(
        flags,
        care,
        (17, 69, 70),
        ("none_sitting", "spondylolisthesis", "fragile_bone"),
        product((0, 20), (-1, 11, 12), (None, 8)),
    ):
        pregnant, surgery, pain = more
        profile = someone(
            red_flags_emergency=emergency,
            red_flags_clinician=clinician,
            red_flags_assessed=assessed,
            age=age,
            bone_heart_or_steroids=bones,
            other_care=other_care,
            diagnosis=(diagnosis,),
            pregnant_weeks=pregnant,
            active=active,
            months_since_spinal_surgery=surgery,
            usual_pain=pain,
            clinician_agrees=agrees,
        )
        asks_first = bool(
            bones
            or other_care
            or diagnosis in ("spondylolisthesis", "fragile_bone")
            or pregnant
            or (age == 70 and not active)
            or surgery == 12
            or pain == 8
        )
        if emergency:
            expected = "emergency"
        elif clinician and not assessed:
            expected = "see_clinician"
        elif age == 17 or surgery == 11:
            expected = "no_plan"
        else:
            expected = "clinician_first" if asks_first and not agrees else "plan"
        verdict = judge(profile)
        assert verdict.outcome == expected, profile
        assert verdict.reasons


def test_an_emergency_is_told_alone_and_in_the_words_of_the_table() -> None:
    profile = someone(red_flags_emergency=True, red_flags_clinician=True, age=16, first_pain_age=15)
    said = together(judge(profile).reasons)
    assert said == "Call your emergency number or go to an emergency department now. Do not wait."
    assert report(judge(profile)) == judge(profile).reasons


def test_a_red_flag_for_a_clinician_is_told_first() -> None:
    reasons = judge(someone(red_flags_clinician=True, pregnant_weeks=5)).reasons
    assert sentence(reasons[0]) == "Have it looked at soon, before any exercise."


@pytest.mark.parametrize(("first", "advised"), [(19, True), (20, False), (49, False), (50, True)])
def test_a_first_pain_before_20_or_from_50_on_is_advised_to_be_checked(first: int, advised: bool) -> None:
    verdict = judge(someone(age=60, first_pain_age=first))
    assert bool(verdict.advice) is advised
    assert verdict.outcome == "plan"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"usual_pain": 5}, None),
        ({"usual_pain": 6}, "strong_pain"),
        ({"usual_pain": 7}, "strong_pain"),
        ({"usual_pain": 8, "clinician_agrees": True}, None),
        ({"inflammatory": True}, "inflammatory_pain"),
        ({"diagnosis": ("none_other",)}, "if_not_better"),
    ],
)
def test_what_is_worth_a_check_is_said_while_a_plan_is_allowed(changes: dict[str, Any], reason: str | None) -> None:
    verdict = judge(someone(**changes))
    assert verdict.outcome == "plan"
    assert [advice.id for advice in verdict.advice] == ([reason] if reason else [])


def test_bones_or_steroids_leave_out_what_low_bone_density_does_and_a_heart_does_not() -> None:
    profile = someone(bone_heart_or_steroids=True)
    assert judge(profile).outcome == "clinician_first"
    agreed = replace(profile, clinician_agrees=True)
    assert judge(agreed).groups == ("OP", "UD")
    assert judge(replace(agreed, bones=False)).groups == ("UD",)
    assert judge(someone(bones=True)).groups == ("UD",), "only read where C1 is true"
    assert judge(replace(agreed, bones=False, diagnosis=("none_sitting", "fragile_bone"))).groups == ("OP", "UD")


@pytest.mark.parametrize(("days", "early"), [(0, True), (14, True), (15, False)])
@pytest.mark.parametrize("diagnosis", ["disc_herniation", "spondylolisthesis"])
def test_pain_that_spread_in_a_session_counts_as_leg_symptoms_for_14_days(
    diagnosis: str, days: int, early: bool
) -> None:
    profile = someone(diagnosis=(diagnosis,), weeks_since_flare=9, clinician_agrees=True)
    spread = date(2026, 11, 20)
    verdict = judge(profile, spread + timedelta(days=days), Lately(spread_on=spread))
    assert (verdict.groups[0] in ("DE", "SE")) is early
    said = together(report(verdict))
    assert ("pain went down a leg" in said) is early
    answered = judge(replace(profile, leg_symptoms_last_14_days=True), spread, Lately(spread_on=spread))
    assert "pain went down a leg" not in together(report(answered)), "the answers say so themselves"


def test_the_last_session_that_spread_is_found_up_to_a_day() -> None:
    def stopped(day: int, why: Any) -> Session:
        return Session(day, datetime(2026, 11, day, 8), "w", {}, stopped=why)

    log = [stopped(3, "spread"), stopped(5, "pain"), stopped(9, "spread"), stopped(8, "spread")]
    assert spread_on(log, date(2026, 11, 30)) == date(2026, 11, 9)
    assert spread_on(log, date(2026, 11, 8)) == date(2026, 11, 8)
    assert spread_on(log, date(2026, 11, 2)) == date(2026, 11, 2), "later than that date: as if of it"


def test_without_a_profile_only_what_has_to_be_chosen_is_left_out() -> None:
    verdict = judge(None, date(2026, 11, 20))
    assert verdict.outcome == "plan"
    assert {id_ for id_, each in EXERCISES.items() if omission(None, verdict, each)} == {"superman"}


def test_bending_is_taken_easy_after_waking_only_with_a_disc_and_a_plan_that_bends() -> None:
    disc, bends = someone(diagnosis=("disc_herniation",)), EXERCISES["pelvic_tilt"]
    assert bending_note(disc, [EXERCISES["brace"], bends]) == Reason("bending_after_waking")
    assert bending_note(disc, [EXERCISES["brace"]]) is None
    assert bending_note(someone(), [bends]) is None
    assert bending_note(None, [bends]) is None


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
                said = sentence(found.reason)
                assert "left out" in said or "for later" in said


def test_an_own_exercise_is_screened_by_its_tags_position_groups_and_opt_in() -> None:
    own = replace(EXERCISES["bird_dog"], id="twist", tags=frozenset({"rotation"}), shipped=False)
    disc = someone(diagnosis=("disc_herniation",))
    assert omission(disc, judge(disc), own)
    assert not omission(someone(), judge(someone()), own)
    for changed in (replace(own, opt_in=True), replace(own, excluded_for=frozenset({"UD"}))):
        assert omission(someone(), judge(someone()), changed)
    expecting = someone(pregnant_weeks=20, clinician_agrees=True)
    assert omission(expecting, judge(expecting), replace(EXERCISES["bird_dog"], position="prone_support"))


def test_the_notes_say_what_is_left_for_later() -> None:
    backward = "We leave bending backward for later. In daily life move as is comfortable."
    forward = "We leave bending exercises for later. In daily life bend as is comfortable."
    assert noted(someone(diagnosis=("stenosis",))) == [backward]
    assert noted(someone(diagnosis=("disc_herniation",))) == [forward]
    assert noted(someone(diagnosis=("disc_herniation",), weeks_since_flare=6)) == []
    assert noted(someone()) == []


def test_the_extension_flag_is_nothing_without_the_clinicians_general_yes() -> None:
    profile = someone(diagnosis=("spondylolisthesis",), weeks_since_flare=6, clinician_agrees_extension=True)
    assert "extension" in judge(profile).excluded_tags


def test_stricter_answers_never_open_an_exercise() -> None:
    stricter: dict[str, Any] = {
        "red_flags_emergency": True,
        "pregnant_weeks": 20,
        "months_since_spinal_surgery": 24,
        "weeks_since_flare": 0,
        "leg_symptoms_last_14_days": True,
        "clinician_agrees_extension": False,
        "opt_in_hard": False,
        "bone_heart_or_steroids": True,
        "other_care": True,
        "cannot": ("floor",),
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


def test_a_profile_of_the_first_edition_is_judged_by_the_second() -> None:
    path = Path(__file__).parents[1] / "files" / "first_edition" / "profile.toml"
    answers = load(path, datetime(2026, 11, 24, 8))
    assert answers is not None
    verdict = judge(answers, date(2026, 11, 24))
    assert (verdict.outcome, verdict.groups) == ("plan", ("DE",))
    assert left_out(answers) == screening_table.left_out(answers, later=False)
    heart = replace(answers, bone_heart_or_steroids=True, clinician_agrees=True)
    assert judge(heart).groups == ("DE", "OP"), "which of them it was, the first edition did not say"
