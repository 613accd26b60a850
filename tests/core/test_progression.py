"""The pain rules on written logs: a log in, the next plan and its rules out."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

import pytest
from logbook import (
    BLANK,
    EXERCISES,
    MONDAY,
    WORKED,
    after,
    course,
    plan_text,
    profile,
    routine,
    said,
    targets_text,
)

from coach.core import words
from coach.core.model import Dose, Routine, Session
from coach.core.progression import decide, rules

SAME = "full, clamshell 1×10×0, bird_dog 1×6×2, plank 1×3×10"
EASY = "before 2, after 2, easy"
GREEN = "before 2, after 2"
REDUCED = "reduced, clamshell 1×8×0, bird_dog 1×4×0, plank 1×3×8"
HALF = "half, clamshell 1×5×0, bird_dog 1×4×0, plank 1×3×5"

# log; usual pain; today's before; days after the day after; plan; rules. The first 18 are those of the document.
CASES = [
    ("before 2, after 2, easy", 2, None, 0, SAME, ""),
    (
        "before 2, after 2, easy; before 2, after 2, easy",
        2,
        None,
        0,
        "full, clamshell 1×10×0, bird_dog 1×8×2, plank 1×3×15",
        "P11",
    ),
    (
        "before 4, after 4, easy; before 4, after 4, easy",
        4,
        None,
        0,
        "full, clamshell 1×10×0, bird_dog 1×8×2, plank 1×3×15",
        "P11",
    ),
    ("before 2, after 3", 2, None, 0, SAME, "P10"),
    ("before 2, after 3; before 2, after 3", 2, None, 0, REDUCED, "P7"),
    ("before 3, after 3", 2, None, 0, SAME, "P10"),
    ("before 2, after 4", 2, None, 0, HALF, "P5"),
    ("before 0, after 2", 0, None, 0, SAME, ""),
    ("before 2, after 6", 2, None, 0, "half, stage 1, clamshell 1×5×0, bird_dog 1×4×0", "P4 P5"),
    ("before 2, after 4; before 2, after 2", 2, None, 0, HALF, "P14"),
    ("before 2, after 4; before 2, after 2; before 2, after 2", 2, None, 0, REDUCED, "P12"),
    ("before 2, after 4; before 2, after 4", 2, None, 0, "half, clamshell 1×4×0, plank 1×3×4", "P5"),
    ("before 2, after 2, unrated effort", 2, None, 0, SAME, "P9"),
    ("before 2, after 9", 2, None, 0, "no session", "P2 P4 P5"),
    ("before 2, after 2, hard", 2, None, 0, REDUCED, "P8"),
    (
        "before 2, after 2, clamshell 6 done",
        2,
        None,
        0,
        "reduced, clamshell 1×6×0, bird_dog 1×4×0, plank 1×3×8",
        "P8",
    ),
    ("before 2, after 2, easy", 2, None, 9, REDUCED, "G1"),
    ("before 2, after 2", 2, 4, 0, HALF, "P5"),
]


@pytest.mark.parametrize(("log", "usual", "before", "days", "plan", "rules"), CASES)
def test_a_log_gives_the_next_plan_and_its_rules(
    log: str, usual: int, before: int | None, days: int, plan: str, rules: str
) -> None:
    decision = after(log, profile(usual), days=days, before=before)
    assert (plan_text(decision), " ".join(decision.rules)) == (plan, rules)


def of(*ids: str, **own: Dose) -> Routine:
    return routine({id_: EXERCISES[id_].start for id_ in ids} | own)


MORE = [
    # Stopped, hard, and what counts as done.
    (f"{GREEN}, stopped pain", HALF, "P5"),
    (f"{GREEN}, stopped tired", REDUCED, "P8"),
    (f"{GREEN}, stopped time, clamshell 3 done", SAME, "P9"),
    (f"{GREEN}, stopped pain, clamshell 3 done", HALF, "P5"),
    (f"{GREEN}, stopped sharp", "no session", "P2"),
    (f"{GREEN}, stopped spread, clamshell 3 done", "no session", "P2 P8"),
    ("before 8, after 2", "no session", "P2"),
    ("before 2, morning 6, after 2", "half, stage 1, clamshell 1×5×0, bird_dog 1×4×0", "P4 P5"),
    (f"{GREEN}, plank 2 done", "reduced, clamshell 1×8×0, bird_dog 1×4×0, plank 1×3×4", "P8"),
    # The usual pain creeps up by no more than one above what the profile says.
    (
        "before 4, after 4; before 4, after 4; before 4, after 4; before 4, after 5",
        "half, clamshell 1×4×0, plank 1×3×4",
        "P5",
    ),
    # One level down at a time, and only once in a step; hard at half changes nothing more.
    (f"{GREEN}, hard; {GREEN}, hard", HALF, "P8"),
    (f"{GREEN}, hard; {GREEN}, hard; {GREEN}, hard", HALF, "P8"),
    # Half at half with no more pain than before: nothing more.
    ("before 2, after 4; before 5, after 5", HALF, "P5"),
    # Half at half with a missing `before`: it counts as lower, so the targets are cut.
    ("before 2, after 4; after 5", "half, clamshell 1×4×0, plank 1×3×4", "P5"),
    # A rise that comes down again is no P7; nor is one that was there before the session.
    ("before 2, after 3; before 2, after 2; before 2, after 3", SAME, "P10"),
    ("before 3, after 3; before 3, after 4", SAME, "P10"),
    # Up: two green days, one level; two more, the next; the days need not be in a row.
    (f"before 2, after 4; {GREEN}; before 2, after 3; {GREEN}", REDUCED, "P12"),
    (f"before 2, after 4; {GREEN}; {GREEN}; {GREEN}", REDUCED, "P14"),
    (f"before 2, after 4; {GREEN}; {GREEN}; {GREEN}; {GREEN}", SAME, "P12"),
    (f"before 2, after 4; {GREEN}; {GREEN}, same day", HALF, "P14"),
    (f"before 2, after 4; {GREEN}; {GREEN}; before 2, after 3, same day", HALF, "P14 P10"),
    # An up row of any kind is the last raise, from which two easy days are counted.
    (f"{EASY}; {EASY}; {EASY}", "full, clamshell 1×10×0, bird_dog 1×8×2, plank 1×3×15", ""),
    (f"{EASY}; {EASY}; {EASY}; {EASY}", "full, clamshell 1×12×0, bird_dog 1×8×2, plank 1×3×20", "P11"),
    (f"{EASY}; {GREEN}; {EASY}", SAME, ""),
    (f"{EASY}; {EASY}, same day", SAME, ""),
    (f"{EASY}; {EASY}; {EASY}, 3 days later", "full, clamshell 1×10×0, bird_dog 1×8×2, plank 1×3×15", ""),
    # Breaks.
    (f"{EASY}; {EASY}, 6 days later", "full, clamshell 1×10×0, bird_dog 1×8×2, plank 1×3×15", "P11"),
    (f"{EASY}; {EASY}, 7 days later", REDUCED, "P14"),
    (f"{EASY}; {EASY}, 14 days later", "half, stage 1, clamshell 1×5×0, bird_dog 1×4×0", "P14"),
    (f"{EASY}; {EASY}, 28 days later", "no session", "G3"),
]


@pytest.mark.parametrize(("log", "plan", "matched"), MORE)
def test_more_logs_give_their_plans(log: str, plan: str, matched: str) -> None:
    decision = after(log)
    assert (plan_text(decision), " ".join(decision.rules)) == (plan, matched)


@pytest.mark.parametrize(
    ("days", "plan", "matched"),
    [
        (5, SAME, ""),
        (6, REDUCED, "G1"),
        (12, REDUCED, "G1"),
        (13, "half, stage 1, clamshell 1×5×0, bird_dog 1×4×0", "G2"),
        (26, "half, stage 1, clamshell 1×5×0, bird_dog 1×4×0", "G2"),
        (27, "no session", "G3"),
    ],
)
def test_a_break_lowers_the_start(days: int, plan: str, matched: str) -> None:
    decision = after(GREEN, days=days)
    assert (plan_text(decision), " ".join(decision.rules)) == (plan, matched)


def test_a_long_break_and_a_new_screening_start_again() -> None:
    sessions, day = course(f"{EASY}; {EASY}; {GREEN}, hard, clamshell 6 done", profile())
    who = profile(screened=datetime.combine(day + timedelta(days=29), time(9)))
    decision = decide(routine(), EXERCISES, who, sessions, day + timedelta(days=30))
    # The start dose, or the target where that is smaller: a break lets nothing rise.
    assert plan_text(decision) == "full, stage 1, clamshell 1×8×0, bird_dog 1×6×2"
    assert decision.rules == ("P8", "G3")
    assert said(decision) == "A very long break: start again safely."


def test_a_long_break_counts_also_when_sessions_followed_it_without_a_screening() -> None:
    sessions, day = course(f"{EASY}; {EASY}, 30 days later; {EASY}", profile())
    assert not decide(routine(), EXERCISES, profile(), sessions, day).allowed
    who = profile(screened=sessions[0].at + timedelta(days=29))
    assert decide(routine(), EXERCISES, who, sessions, day).allowed


def test_severe_pain_is_lifted_only_by_a_newer_screening_and_leaves_half_a_stage_lower() -> None:
    sessions, day = course("before 2, after 9", profile())
    at = sessions[0].at
    for screened, allowed in ((at, False), (at + timedelta(seconds=1), True)):
        decision = decide(routine(), EXERCISES, profile(screened=screened), sessions, day)
        assert decision.allowed is allowed
        assert decision.rules == ("P2", "P4", "P5")
    assert plan_text(decision) == "half, stage 1, clamshell 1×5×0, bird_dog 1×4×0"
    assert said(decision) == "After severe or spreading pain: half as much and less far."


def test_severe_pain_is_not_forgotten_when_sessions_follow() -> None:
    sessions, day = course("before 2, after 9", profile())
    follow = replace(BLANK, id=2, at=sessions[0].at + timedelta(days=1), routine="worked", before=2, after=2)
    decision = decide(routine(), EXERCISES, profile(), [*sessions, follow], day + timedelta(days=1))
    assert (decision.allowed, decision.rules) == (False, ("P2",))
    assert said(decision) == (
        "Severe or spreading pain: stop and get advice. Then answer the screening again: coach screen"
    )


@pytest.mark.parametrize(
    ("usual", "before", "plan", "matched"),
    [
        (2, 2, SAME, ""),
        (2, 3, SAME, "P10"),
        (2, 4, HALF, "P5"),
        (2, 6, "no session", "P3 P5"),
        (5, 6, "no session", "P3"),
        (0, 2, SAME, ""),
        (0, 3, HALF, "P5"),
        (4, 4, SAME, ""),
        (4, 5, SAME, "P10"),
    ],
)
def test_todays_pain_counts_before_the_first_session(usual: int, before: int, plan: str, matched: str) -> None:
    decision = after("", profile(usual), before=before)
    assert (plan_text(decision), " ".join(decision.rules)) == (plan, matched)


def too_sore(day: int, before: int = 6) -> Session:
    at = datetime.combine(MONDAY + timedelta(days=day), time(8))
    return replace(BLANK, id=day + 1, at=at, routine="worked", before=before)


def test_too_sore_twice_running_means_a_clinician_and_holds_for_the_whole_day() -> None:
    who = profile(5)
    decision = decide(routine(), EXERCISES, who, [too_sore(0)], MONDAY)
    assert (decision.allowed, decision.rules, decision.rounds_done) == (False, ("P3",), 0)
    assert said(decision) == "Too sore to start today."
    tomorrow = MONDAY + timedelta(days=1)
    again = decide(routine(), EXERCISES, who, [too_sore(0)], tomorrow, 6)
    assert said(again) == "Too sore to start today. It is the second time running: please see a clinician."
    assert decide(routine(), EXERCISES, who, [too_sore(0)], tomorrow, 5).allowed


def test_starts_that_came_to_nothing_end_no_break() -> None:
    sessions, _ = course(GREEN, profile(5))
    sessions += [too_sore(day) for day in (5, 10, 15)]
    assert decide(routine(), EXERCISES, profile(5), sessions, MONDAY + timedelta(days=20)).rules == ("G2",)


def test_pain_that_climbs_from_week_to_week_goes_down_once_in_seven_days() -> None:
    who = profile(4)
    quiet = "before 2, after 2; " * 7
    first = after(quiet + "before 3, after 3; " * 5 + "before 4, after 4", who)
    assert (first.level, first.rules) == ("reduced", ("P6",))
    assert words.figures(first.findings[0].reason) == "after, the mean of 7 days: 21/7 against 12/6 the week before"
    later = after(quiet + "before 3, after 3; " * 5 + "before 4, after 4; before 4, after 4", who)
    assert (later.level, later.rules) == ("reduced", ("P14", "P10"))
    weeks = quiet + "before 3, after 3; " * 5 + "before 4, after 4; " * 7 + "before 4, after 4"
    second = after(weeks, who)
    assert said(second) == "Pain is climbing from week to week. It is the second week: please see a clinician."


def test_four_easy_days_after_two_quiet_weeks_open_the_next_stage() -> None:
    what = of("clamshell", "brace", "plank", plank=Dose(1, 3, 10))
    weeks = "; ".join([GREEN] * 10 + [EASY] * 4)
    early = after("; ".join([GREEN] * 9 + [EASY] * 4), profile(stage=1), what)
    assert (early.stage, early.rules) == (1, ("P11",))
    decision = after(weeks, profile(stage=1), what)
    assert (decision.stage, decision.rules) == (2, ("P13",))
    # What never played starts at the smaller of its start dose and the routine's.
    assert "plank 1×3×5" in plan_text(decision)
    assert [each.id for each in decision.suggest] == ["hip_abduction"]
    following = after(f"{weeks}; {EASY}; {EASY}", profile(stage=1), what)
    assert (following.stage, following.rules, following.suggest) == (2, ("P11",), ())


def test_a_stage_that_opens_again_keeps_the_target_of_what_has_played() -> None:
    climb = "before 2, after 6; " + "; ".join([GREEN] * 16 + [EASY] * 4)
    decision = after(climb)
    assert (decision.stage, decision.rules) == (2, ("P13",))
    assert "plank 1×3×10" in targets_text(decision)


def test_a_suggestion_is_one_that_the_profile_allows() -> None:
    weeks = "; ".join([GREEN] * 10 + [EASY] * 4)
    unclear = after(weeks, replace(profile(stage=1), diagnosis=("none_other",)), of("clamshell", "brace"))
    assert (unclear.rules, unclear.suggest) == (("P13",), ())


def edited(log: str, own: Mapping[str, Dose]) -> str:
    """The plan for the day after a log when the routine's doses are then changed by hand."""
    sessions, day = course(log, profile())
    return plan_text(decide(routine({**WORKED, **own}), EXERCISES, profile(), sessions, day))


def test_a_dose_changed_by_hand_becomes_the_target() -> None:
    assert edited(GREEN, {"clamshell": Dose(1, 14, 0)}) == SAME.replace("1×10×0", "1×14×0")
    assert edited(GREEN, {"clamshell": Dose(1, 7, 0)}) == SAME.replace("1×10×0", "1×7×0")
    raised = f"{EASY}; {EASY}; {EASY}; {EASY}; {GREEN}"
    assert "clamshell 1×12×0" in edited(raised, {})
    assert "clamshell 1×9×0" in edited(raised, {"clamshell": Dose(1, 9, 0)})
    assert "brace 1×6×5" in edited(GREEN, {"brace": Dose(1, 6, 5)})


def test_below_full_only_a_smaller_dose_counts() -> None:
    assert edited(f"{GREEN}, hard", {"clamshell": Dose(1, 15, 0)}) == REDUCED
    assert edited(f"{GREEN}, hard", {"clamshell": Dose(1, 6, 0)}) == REDUCED.replace("1×8×0", "1×4×0")


def test_sessions_of_another_routine_move_the_person_and_cut_but_do_not_raise() -> None:
    other = routine({"brace": Dose(1, 5, 5)}, name="other")
    easy, day = course(f"{EASY}; {EASY}; {EASY}", profile(), other)
    assert plan_text(decide(routine(), EXERCISES, profile(), easy, day)) == SAME
    sore, day = course("before 2, after 4; before 2, after 4", profile(), other)
    decision = decide(routine(), EXERCISES, profile(), sore, day)
    assert plan_text(decision) == "half, clamshell 1×4×0, plank 1×3×4"
    assert decision.rounds_done == 0


def test_more_rounds_than_asked_for_stop_at_the_limit_of_a_day() -> None:
    what = of("plank", "clamshell")
    sessions, day = course("; ".join([GREEN, *[f"{GREEN}, same day"] * 3]), profile(), what)
    decision = decide(what, EXERCISES, profile(), sessions, day - timedelta(days=1))
    assert plan_text(decision) == "full, clamshell 1×5×0"
    assert [(each.id, each.rule) for each in decision.omitted] == [("plank", "day")]
    assert (decision.rounds_done, decision.rounds_goal) == (4, 1)


def test_a_dropped_exercise_is_named_and_an_empty_plan_has_a_way_back() -> None:
    what = of("heel_slide", heel_slide=Dose(1, 4, 0))
    decision = after("before 2, after 4", what=what)
    assert (decision.allowed, decision.exercises) == (True, ())
    assert [(each.id, each.rule) for each in decision.omitted] == [("heel_slide", "half")]
    assert said(decision).startswith("Half of this routine is too little to play, so rest.")
    back = after(f"before 2, after 4; {GREEN}; {GREEN}", what=what)
    assert (plan_text(back), back.rules) == ("reduced, heel_slide 1×4×0", ("P12",))


def test_exercises_that_screening_gives_back_return_one_at_a_time_at_their_start_dose() -> None:
    what = routine({"pelvic_tilt": Dose(1, 10, 2), "cat_cow": Dose(1, 6, 0), "brace": Dose(1, 5, 5)})
    early = replace(profile(stage=1), diagnosis=("disc_herniation",), weeks_since_flare=2)
    sessions, day = course(f"{GREEN}; {GREEN}", early, what)
    assert plan_text(decide(what, EXERCISES, early, sessions, day)) == "full, stage 1, brace 1×5×5"
    later = replace(early, weeks_since_flare=8)
    decision = decide(what, EXERCISES, later, sessions, day)
    assert plan_text(decision) == "full, stage 1, pelvic_tilt 1×5×2, brace 1×5×5"
    assert [(each.id, each.rule) for each in decision.omitted] == [("cat_cow", "return")]
    assert (
        words.sentence(decision.exercises[0].reason)
        == "Back after a pause: its start dose. Go only half as far at first."
    )


def test_a_stage_that_a_clinician_opens_starts_what_never_played_at_its_start_dose() -> None:
    sessions, day = course(f"{GREEN}; {GREEN}", profile(stage=1))
    decision = decide(routine(), EXERCISES, profile(stage=2), sessions, day)
    assert plan_text(decision) == "full, clamshell 1×10×0, bird_dog 1×6×2, plank 1×3×5"


@pytest.mark.parametrize(
    ("change", "matched", "reason"),
    [
        (
            {"red_flags_emergency": True},
            ("P1",),
            "Call your emergency number or go to an emergency department now. Do not wait.",
        ),
        (
            {"red_flags_clinician": True},
            ("P1",),
            "This needs medical help, not exercise. Have it looked at soon, before any exercise.",
        ),
        ({"age": 15}, (), "This coach is for adults. Under 18, please ask a doctor or a physiotherapist."),
    ],
)
def test_a_screening_without_a_plan_allows_no_session(
    change: dict[str, Any], matched: tuple[str, ...], reason: str
) -> None:
    sessions, day = course(f"{EASY}; {EASY}", profile())
    decision = decide(routine(), EXERCISES, replace(profile(), **change), sessions, day)
    assert (decision.allowed, decision.exercises, decision.rules, said(decision)) == (False, (), matched, reason)


def test_every_finding_says_its_figures_and_the_first_row_of_the_table_gives_the_sentence() -> None:
    decision = after("before 2, after 3, clamshell 6 done; before 2, during 6, after 3, hard")
    assert [(each.rule, words.figures(each.reason)) for each in decision.findings] == [
        ("P4", "during 6 against a usual 2: rise 4"),
        ("P5", "during 6 against a usual 2: rise 4"),
        ("P8", "effort hard"),
    ]
    assert said(decision) == "Pain passed 5, so a step back."


def test_the_first_plan_says_so_and_a_steady_one_too() -> None:
    assert said(after("")) == "The first session: the doses of the routine."
    assert said(after(GREEN)) == "Steady: the same as last time."


def test_the_table_has_every_row_of_the_document_in_its_order() -> None:
    assert [rule.id for rule in rules.TABLE] == [
        "P1",
        "P2",
        "P3",
        "P4",
        "P5",
        "P6",
        "P7",
        "P8",
        "G1",
        "G2",
        "G3",
        "P12",
        "P14",
        "P13",
        "P11",
        "P9",
        "P10",
    ]
