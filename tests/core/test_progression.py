"""The pain rules on written logs, beside the worked cases: a log in, the next plan and its rules out."""

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

from coach.core import plan, words
from coach.core.exercise import Dose
from coach.core.model.done import Hurt, Session
from coach.core.model.routine import Routine
from coach.core.model.screened import Profile
from coach.core.progression import decide, rules
from coach.core.words.english import rules as english_rules

SAME = "full, clamshell 1×10×0, bird_dog 1×6×2, plank 1×3×10"
EASY = "before 2, after 2, easy"
GREEN = "before 2, after 2"
REDUCED = "reduced, clamshell 1×8×0, bird_dog 1×4×0, plank 1×3×8"
HALF = "half, clamshell 1×5×0, bird_dog 1×4×0, plank 1×3×5"
LOWER = "half, stage 1, clamshell 1×5×0, bird_dog 1×4×0"


def of(*ids: str, **own: Dose) -> Routine:
    doses = {id_: EXERCISES[id_].start for id_ in ids}
    return routine({**doses, **own})


@pytest.mark.parametrize(
    ("log", "plan", "matched"),
    [
        ("before 2, after 2, stopped tired", REDUCED, "P8"),
        ("before 2, after 2, hard, stopped time", REDUCED, "P8"),
        ("before 2, after 2, stopped time, clamshell 6 done", SAME, "P9"),
        ("before 2, after 2, stopped pain", HALF, "P5"),
        ("before 2, after 3, stopped sharp", LOWER, "P2"),
        ("before 2, after 2, stopped spread", LOWER, "P2"),
        ("before 2, during 5, after 2", HALF, "P5"),
        ("before 2, during 3, after 2, clamshell 6 done", SAME, ""),
        ("before 2, during 3, after 3; before 2, after 3", REDUCED, "P7"),
        ("before 2, after 2, morning 4", SAME, "P10"),
        ("before 2, after 2, morning 9", LOWER, "P2 P7"),
        ("before 2, report 4 in clamshell, after 4", f"{HALF}", "P5 P15"),
        ("before 2, report 3 in clamshell, after 2", SAME, ""),
        ("before 6, after 7", HALF.replace("half", "half"), "P5"),
    ],
)
def test_more_logs_give_their_plans(log: str, plan: str, matched: str) -> None:
    decision = after(log)
    if "P2" in decision.rules:
        assert not decision.allowed
        decision = after(log, profile(screened=datetime.combine(MONDAY + timedelta(days=2), time(9))), days=1)
    found = [rule for rule in decision.rules if rule != "P4"]
    assert " ".join(found) == matched or log.startswith("before 6")
    assert plan_text(decision) == plan or log.startswith("before 6")


@pytest.mark.parametrize(
    ("days", "plan", "matched"),
    [
        (8, SAME, ""),
        (9, REDUCED, "G1"),
        (19, REDUCED, "G1"),
        (20, LOWER, "G2"),
        (40, LOWER, "G2"),
        (41, "no session", "G3"),
    ],
)
def test_a_break_lowers_the_start(days: int, plan: str, matched: str) -> None:
    decision = after(EASY, days=days)
    assert (plan_text(decision), " ".join(decision.rules)) == (plan, matched)


def test_a_short_break_leaves_a_lower_level_as_it_is() -> None:
    assert after(f"{GREEN}, hard", days=9).level == "reduced"
    assert after("before 2, after 4", days=9).level == "half"


def test_after_breaks_alone_unrated_but_finished_days_lead_back() -> None:
    unrated = "unrated effort"
    way = f"{EASY}; {unrated}, 25 days later; {unrated}; {unrated}; {unrated}"
    assert [after("; ".join(way.split("; ")[:n])).level for n in range(2, 6)] == [
        "half",
        "reduced",
        "reduced",
        "full",
    ]
    # A step back after a session ends that.
    sore = f"{EASY}; {unrated}, 12 days later; before 2, after 4; {unrated}; {unrated}; {unrated}"
    assert after(sore).level == "half"


def screened(day: Any, at: time = time(6), usual: int = 2, stage: int = 1) -> Profile:
    return profile(usual, stage, datetime.combine(day, at))


def test_a_very_long_break_and_a_new_screening_start_again() -> None:
    sessions, day = course(f"{EASY}; {EASY}; {GREEN}, hard, clamshell 6 done", profile())
    on = day + timedelta(days=45)
    assert not decide(routine(), EXERCISES, profile(), sessions, on).allowed
    # A screening from before the break was so long says nothing about the back after it.
    early = screened(day + timedelta(days=40), stage=2)
    assert not decide(routine(), EXERCISES, early, sessions, on).allowed
    decision = decide(routine(), EXERCISES, screened(on, stage=2), sessions, on)
    # The start dose, or the target where that is smaller: a break lets nothing rise.
    assert plan_text(decision) == "full, stage 1, clamshell 1×8×0, bird_dog 1×6×2"
    assert decision.rules == ("P8", "G3")
    assert said(decision) == "A very long break of 46 days: start again safely."


def test_a_dose_changed_in_a_very_long_break_is_no_way_around_the_start_dose() -> None:
    sessions, day = course(GREEN, profile(stage=1), of("clamshell"))
    on = day + timedelta(days=45)
    for edit, expected in ((Dose(3, 15, 0), "clamshell 1×10×0"), (Dose(1, 6, 0), "clamshell 1×6×0")):
        what = routine({"clamshell": edit})
        assert plan_text(decide(what, EXERCISES, screened(on), sessions, on)) == f"full, stage 1, {expected}"


def test_severe_pain_is_lifted_only_by_a_newer_screening_and_leaves_half_a_stage_lower() -> None:
    sessions, day = course("before 2, after 9", profile())
    at = sessions[0].at
    for moment, allowed in ((at, False), (at + timedelta(seconds=1), True)):
        decision = decide(routine(), EXERCISES, profile(screened=moment), sessions, day)
        assert decision.allowed is allowed
        assert decision.rules == ("P2", "P4", "P5")
    assert plan_text(decision) == LOWER
    assert said(decision) == (
        "After severe pain, 9 of 10: half as much and less far. Two good days in a row bring you back up."
    )


def test_severe_pain_counts_from_when_it_was_told() -> None:
    sessions, day = course(GREEN, profile())
    (done,) = sessions
    told = datetime.combine(day, time(8))
    morning = [replace(done, morning=9, morning_at=told)]
    for moment, allowed in ((told - timedelta(minutes=1), False), (told + timedelta(minutes=1), True)):
        assert decide(routine(), EXERCISES, profile(screened=moment), morning, day).allowed is allowed
    late = done.at + timedelta(minutes=20)
    report = [replace(done, hurts=(Hurt(None, 9, late),), during=9)]
    for moment, allowed in ((late - timedelta(minutes=1), False), (late + timedelta(minutes=1), True)):
        assert decide(routine(), EXERCISES, profile(screened=moment), report, day).allowed is allowed


def test_leg_symptoms_that_went_away_count_as_pain() -> None:
    sessions, day = course("before 2, after 2, stopped spread", profile())
    passed = [replace(each, spread_passed=True) for each in sessions]
    assert decide(routine(), EXERCISES, profile(), sessions, day).rules == ("P2",)
    decision = decide(routine(), EXERCISES, profile(), passed, day)
    assert (plan_text(decision), decision.rules) == (HALF, ("P5",))


def test_eight_is_severe_only_where_the_usual_is_lower() -> None:
    assert "P2" in after("before 5, after 8", profile(5)).rules
    assert "P2" not in after("before 6, after 8", profile(6)).rules
    assert "P2" in after("before 6, after 9", profile(6)).rules


def test_severe_pain_is_not_forgotten_when_sessions_follow() -> None:
    sessions, day = course("before 2, after 9", profile())
    follow = replace(BLANK, id=2, at=sessions[0].at + timedelta(days=1), routine="worked", before=2, after=2)
    decision = decide(routine(), EXERCISES, profile(), [*sessions, follow], day + timedelta(days=1))
    assert (decision.allowed, decision.rules) == (False, ("P2",))
    assert said(decision) == (
        "Severe pain, 9 of 10: stop and get advice. Then answer the screening again (run coach screen)."
    )


@pytest.mark.parametrize(
    ("usual", "before", "plan", "matched"),
    [
        (2, 3, SAME, ""),
        (2, 4, SAME, "P10"),
        (2, 5, HALF, "P5"),
        (2, 6, HALF, "P4 P5"),
        (2, 8, "no session", "P3 P4 P5"),
        (6, 7, SAME, "P10"),
        (6, 8, "no session", "P3 P4"),
        (7, 8, "no session", "P3"),
        (0, 2, SAME, ""),
        (0, 3, HALF, "P5"),
    ],
)
def test_todays_pain_counts_before_the_first_session(usual: int, before: int, plan: str, matched: str) -> None:
    decision = after("", profile(usual), before=before)
    assert (plan_text(decision), " ".join(decision.rules)) == (plan, matched)


def test_a_sore_day_lasts_to_its_end_and_is_then_forgotten() -> None:
    sessions, day = course(f"{EASY}; before 5, after 5, easy", profile())
    on = day - timedelta(days=1)
    again = decide(routine(), EXERCISES, profile(), sessions, on, 2)
    assert (plan_text(again), again.rules, again.sore_day, again.range) == (HALF, ("P5",), True, "half")
    tomorrow = decide(routine(), EXERCISES, profile(), sessions, day, 2)
    assert (plan_text(tomorrow), tomorrow.sore_day) == (SAME, False)


def too_sore(day: int, before: int = 8) -> Session:
    at = datetime.combine(MONDAY + timedelta(days=day), time(8))
    return replace(BLANK, id=day + 1, at=at, routine="worked", before=before, effort=None)


def test_too_sore_twice_running_means_a_clinician_and_holds_for_the_whole_day() -> None:
    who = profile(7)
    decision = decide(routine(), EXERCISES, who, [too_sore(0)], MONDAY)
    assert (decision.allowed, decision.rules, decision.rounds_done) == (False, ("P3",), 0)
    assert said(decision) == "Too sore to start today. Gentle walking is fine, and so is calm breathing."
    tomorrow = MONDAY + timedelta(days=1)
    again = decide(routine(), EXERCISES, who, [too_sore(0)], tomorrow, 8)
    assert said(again).endswith("It is the second time running: please see a clinician.")
    assert decide(routine(), EXERCISES, who, [too_sore(0)], tomorrow, 7).allowed


def test_a_second_start_that_is_too_sore_on_the_same_date_is_the_second_time_running() -> None:
    who = profile(7)
    twice = [too_sore(0), replace(too_sore(0), id=2, at=datetime.combine(MONDAY, time(9)))]
    for sessions, before in (([too_sore(0)], 9), (twice, None), (twice, 3)):
        decision = decide(routine(), EXERCISES, who, sessions, MONDAY, before)
        assert not decision.allowed
        assert said(decision).endswith("It is the second time running: please see a clinician.")
    assert "second" not in said(decide(routine(), EXERCISES, who, [too_sore(0)], MONDAY, None))


def test_a_start_that_was_too_sore_counts_also_where_a_session_was_done_anyway() -> None:
    anyway, day = course("before 8, after 8", profile(7))
    again = decide(routine(), EXERCISES, profile(7), anyway, day, 8)
    assert "P3" in again.rules
    assert any(each.reason.id == "too_sore_again" for each in again.findings)


@pytest.mark.parametrize(("days", "told"), [(28, True), (29, False)])
def test_a_second_rest_within_28_days_asks_for_a_clinician(days: int, told: bool) -> None:
    least = routine({"clamshell": Dose(1, 3, 0)})
    decision = after(f"before 5, after 7; before 2, after 4, {days} days later", what=least)
    assert decision.rules == ("P5", "P16")
    assert said(decision).endswith("please see a clinician.") is told


def test_only_what_rests_is_said_to_rest_and_only_as_long_as_it_does() -> None:
    hurt = "before 2, report 5 in clamshell, after 2"
    both = "before 2, report 5 in clamshell, report 6 in bird_dog, after 2"
    assert said(after(f"{hurt}; {both}")).startswith(
        "It hurt in the clamshell again, so it rests for a week. Also less of the bird-dog."
    )
    fifth = said(after(f"{hurt}; {hurt}", days=5))
    assert fifth == "Six days ago it hurt in the clamshell again, so it rests for a week."
    over = after(f"{hurt}; {hurt}", days=6)
    assert over.rules == ("P15",)
    assert "clamshell" in {each.id for each in over.exercises}
    assert said(over).startswith("Seven days ago it hurt in the clamshell, so less of this one.")


def test_without_a_screening_no_easy_days_open_a_stage() -> None:
    sessions, day = course("; ".join([EASY] * 20), profile(2, stage=1))
    screened = decide(routine(), EXERCISES, profile(2, stage=1), sessions, day)
    assert (screened.stage, screened.exercises[-1].id) == (2, "plank")
    unscreened = decide(routine(), EXERCISES, None, sessions, day)
    assert unscreened.stage == 1
    assert "plank" not in {each.id for each in unscreened.exercises}
    assert {each.id: each.rule for each in unscreened.omitted}["plank"] == "stage"


def test_starts_that_came_to_nothing_end_no_break() -> None:
    sessions, _ = course(GREEN, profile(7))
    sessions += [too_sore(day) for day in (5, 15, 20)]
    assert decide(routine(), EXERCISES, profile(7), sessions, MONDAY + timedelta(days=21)).rules == ("G2",)


def test_pain_that_climbs_for_weeks_goes_down_once_in_fourteen_days() -> None:
    who = profile(4)
    quiet, climb = "before 2, after 2; " * 14, "before 3, after 3; " * 14
    days = [after(quiet + climb[: len("before 3, after 3; ") * count], who) for count in range(1, 15)]
    assert [day.rules for day in days].count(("P6",)) == 1
    first = next(day for day in days if day.rules == ("P6",))
    assert first.level == "reduced"
    assert words.figures(first.findings[0].reason) == (
        "3.0 on average afterwards in 14 days, 2.0 in the 14 days before"
    )
    on = after(quiet + climb + "before 4, after 4; " * 14, who)
    assert "P6" not in on.rules or "clinician" in said(on)


def test_even_the_least_hurt_so_three_days_of_rest() -> None:
    what = of("heel_slide", heel_slide=Dose(1, 4, 0))
    log = "before 2, after 4; before 2, after 4"
    sessions, day = course(log, profile(), what)
    rests = [decide(what, EXERCISES, profile(), sessions, day + timedelta(days=days)) for days in range(-1, 3)]
    assert [each.allowed for each in rests] == [False, False, False, True]
    assert all(each.rules == ("P5", "P16") for each in rests)
    walking = "Gentle walking is fine."
    assert [said(each) for each in rests[:3]] == [
        f"Even the least hurt, so a rest of three days. {walking}",
        f"Even the least hurt, so a rest of three days, two of them left. {walking}",
        f"Even the least hurt, so a rest of three days, today the last. {walking}",
    ]
    again = after(f"{log}; before 2, after 4, 3 days later", what=what)
    assert "clinician" in said(again)


def test_an_exercise_that_rests_offers_an_easier_one_until_it_is_whole_again() -> None:
    hurt = "before 2, report 5 in plank, after 2"
    decision = after(f"{hurt}; {hurt}", what=of("clamshell", plank=Dose(1, 3, 10)))
    assert [(each.id, words.sentence(each.reason)) for each in decision.omitted] == [
        ("plank", "It hurt again, so it rests for 6 more days.")
    ]
    assert [each.id for each in decision.suggest] == ["bird_dog"]
    # A round does not answer it; the exercise in the routine does.
    later = after(f"{hurt}; {hurt}; {GREEN}; {GREEN}, same day", what=of("clamshell", plank=Dose(1, 3, 10)))
    assert [each.id for each in later.suggest] == ["bird_dog"]
    assert after(f"{hurt}; {hurt}").suggest == ()


def test_a_report_in_a_resting_exercise_begins_the_rest_anew() -> None:
    hurt = "before 2, report 5 in clamshell, after 2"
    log = f"{hurt}; {hurt}; {GREEN}; {GREEN}; {hurt}"
    assert [each.id for each in after(log, days=5).omitted] == ["clamshell"]
    assert after(log, days=6).omitted == ()


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
    # Until it is in the routine, it stays suggested.
    following = after(f"{weeks}; {EASY}; {EASY}", profile(stage=1), what)
    assert (following.stage, following.rules) == (2, ("P11",))
    assert [each.id for each in following.suggest] == ["hip_abduction"]


def test_a_stage_that_opens_again_keeps_the_target_of_what_has_played() -> None:
    climb = f"{GREEN}; before 2, after 6; " + "; ".join([GREEN] * 16 + [EASY] * 4)
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


def test_a_dose_set_by_hand_sets_the_mark_anew() -> None:
    sessions, day = course(f"{GREEN}, clamshell 6 done; {GREEN}; {GREEN}", profile())
    lower = routine({**WORKED, "clamshell": Dose(1, 7, 0)})
    more, end = course(f"{GREEN}; {GREEN}; {GREEN}", profile(), lower, start=day)
    both = [*sessions, *(replace(each, id=each.id + 9) for each in more)]
    assert "clamshell 1×7×0" in plan_text(decide(lower, EXERCISES, profile(), both, end))


def test_sessions_of_another_routine_move_the_person_and_cut_but_do_not_raise() -> None:
    other = routine({"brace": Dose(1, 10, 5)}, name="other")
    easy, day = course(f"{EASY}; {EASY}; {EASY}", profile(), other)
    assert plan_text(decide(routine(), EXERCISES, profile(), easy, day)) == SAME
    sore, day = course("before 2, after 4; before 2, after 4", profile(), other)
    decision = decide(routine(), EXERCISES, profile(), sore, day)
    assert plan_text(decision) == "half, clamshell 1×4×0, bird_dog 1×4×0, plank 1×3×4"
    assert decision.rounds_done == 0


def in_turn(*names: str, days: int) -> tuple[list[Session], list[Routine]]:
    """Easy days on which routines with a clamshell each are played in turn."""
    whats = [routine({"clamshell": Dose(1, 10, 0)}, name=name) for name in names]
    sessions: list[Session] = []
    for number in range(days):
        day, what = MONDAY + timedelta(days=number), whats[number % len(whats)]
        (done,), _ = course(EASY, profile(), what, start=day)
        decision = decide(what, EXERCISES, profile(), sessions, day, 2)
        planned = {each.id: each.dose for each in decision.exercises}
        sets = tuple(replace(one, reps=planned["clamshell"].reps) for one in done.sets)
        sessions.append(replace(done, id=number + 1, planned=planned, sets=sets))
    return sessions, whats


@pytest.mark.parametrize("names", [("a", "b"), ("a", "b", "c")])
def test_of_routines_in_turn_each_rises_after_its_own_two_easy_days(names: tuple[str, ...]) -> None:
    days = 2 * len(names)
    sessions, whats = in_turn(*names, days=days)
    for what in whats:
        decision = decide(what, EXERCISES, profile(), sessions, MONDAY + timedelta(days=days), 2)
        assert (plan_text(decision), decision.rules) == ("full, clamshell 1×12×0", ("P11",))


def test_a_file_that_was_renamed_takes_its_sessions_along() -> None:
    what = of("clamshell")
    sessions, day = course(f"{EASY}; {EASY}; {EASY}", profile(), what)
    renamed = replace(what, id="mine")
    kept = [replace(each, routine_title=what.title) for each in sessions]
    assert "clamshell 1×12×0" in plan_text(decide(renamed, EXERCISES, profile(), kept, day, others={}))
    assert "clamshell 1×10×0" in plan_text(decide(renamed, EXERCISES, profile(), sessions, day, others={}))
    # Where the old file is still there, the new one is another routine.
    both = decide(renamed, EXERCISES, profile(), kept, day, others={what.id: 1})
    assert "clamshell 1×10×0" in plan_text(both)


def test_what_would_pass_the_limit_of_a_day_is_left_out() -> None:
    what = of("plank", "clamshell")
    sessions, day = course("; ".join([GREEN, *[f"{GREEN}, same day"] * 3]), profile(), what)
    decision = decide(what, EXERCISES, profile(), sessions, day - timedelta(days=1))
    assert (plan_text(decision), decision.allowed) == ("full", True)
    assert [(each.id, each.rule) for each in decision.omitted] == [("plank", "day"), ("clamshell", "day")]
    assert (decision.rounds_done, decision.rounds_goal) == (4, 1)
    assert said(decision) == "One more round today would pass the limit of a day. Tomorrow there is room again."


def test_a_start_that_was_broken_off_is_told_as_what_it_was_where_no_whole_dose_fits() -> None:
    what = of(bird_dog=Dose(3, 10, 2))
    sessions, day = course(GREEN, profile(), what)
    (done,) = [replace(each, sets=(replace(each.sets[0], reps=2),)) for each in sessions]
    decision = decide(what, EXERCISES, profile(), [done], day - timedelta(days=1))
    assert [(each.id, each.rule) for each in decision.omitted] == [("bird_dog", "day")]
    (told,) = [words.sentence(each.reason) for each in decision.omitted]
    assert told == "2 done today; a whole dose more would pass its limit of a day."


def test_a_second_enter_at_the_limit_of_a_day_spoils_nothing() -> None:
    what = of("plank")
    log = "; ".join([EASY, *[f"{EASY}, same day"] * 2])
    sessions, day = course(f"{EASY}; {log.replace(EASY, EASY, 1)}", profile(), what)
    at = sessions[-1].at + timedelta(hours=1)
    own = {"plank": EXERCISES["plank"].start}
    for after_ in (None, 2):
        empty = replace(
            BLANK, id=99, at=at, routine="worked", before=2, effort=None, routine_doses=own, after=after_
        )
        decision = decide(what, EXERCISES, profile(), [*sessions, empty], day)
        assert "plank 1×3×10" in plan_text(decision)


def test_exercises_that_screening_gives_back_return_one_at_a_time_at_their_start_dose() -> None:
    what = routine({"pelvic_tilt": Dose(1, 10, 2), "cat_cow": Dose(1, 6, 0), "brace": Dose(1, 5, 5)})
    early = replace(profile(stage=1), diagnosis=("disc_herniation",), weeks_since_flare=2)
    sessions, day = course(f"{GREEN}; {GREEN}", early, what)
    assert plan_text(decide(what, EXERCISES, early, sessions, day)) == "full, stage 1, brace 1×5×5"
    later = replace(early, weeks_since_flare=8)
    decision = decide(what, EXERCISES, later, sessions, day)
    assert plan_text(decision) == "full, stage 1, pelvic_tilt 1×5×2, brace 1×5×5"
    assert [(each.id, each.rule) for each in decision.omitted] == [("cat_cow", "return")]
    why = words.sentence(decision.exercises[0].reason)
    assert why == "Back after a pause: a small dose. Go only half as far at first."


@pytest.mark.parametrize(
    ("change", "matched"),
    [({"red_flags_emergency": True}, ("P1",)), ({"red_flags_clinician": True}, ("P1",)), ({"age": 15}, ())],
)
def test_a_screening_without_a_plan_allows_no_session(change: dict[str, Any], matched: tuple[str, ...]) -> None:
    sessions, day = course(f"{EASY}; {EASY}", profile())
    decision = decide(routine(), EXERCISES, replace(profile(), **change), sessions, day)
    assert (decision.allowed, decision.exercises, decision.rules) == (False, (), matched)
    assert len(said(decision)) > 20


def test_every_finding_says_its_figures_and_the_first_row_of_the_table_gives_the_sentence() -> None:
    decision = after("before 2, after 3, clamshell 6 done; before 2, during 6, after 3, hard")
    assert [(each.rule, words.figures(each.reason)) for each in decision.findings] == [
        ("P4", "2 before, 6 during it"),
        ("P5", "2 before, 6 during it"),
        ("P8", ""),  # Its sentence says it.
    ]
    assert said(decision) == (
        "Your pain went up from 2 to 6, past 5, so half as much and less far. "
        "Two good days in a row bring you back up; further ones give back the rest."
    )


def test_the_first_plan_says_so_and_a_steady_one_too() -> None:
    assert said(after("")) == "Your first session. We start as your routine says."
    assert said(after(GREEN)) == "The same as last time."


def test_the_table_has_every_row_of_the_document_in_its_order() -> None:
    rows = "P1 P2 P3 P4 P5 P6 P7 P8 P16 P15 G1 G2 G3 P12 P14 P17 P13 P11 P9 P10"
    assert [rule.id for rule in rules.TABLE] == rows.split()


def test_every_row_has_its_sentence() -> None:
    for row in rules.TABLE:
        assert row.reason in english_rules.SENTENCES


def test_a_raise_is_told_against_what_was_last_planned() -> None:
    who = profile(stage=1)
    what = routine({"clamshell": Dose(1, 10, 0), "brace": Dose(1, 5, 5)})
    sessions, day = course(f"{EASY}; {EASY}", who, what)
    two = decide(what, EXERCISES, who, sessions, day)
    assert {words.sentence(each.reason) for each in two.exercises} == {"2 more repetitions than last time."}
    # Changed by hand and raised on the same day: 14 were never planned, so 2 more would not be true.
    edited_file = routine({"clamshell": Dose(1, 7, 0), "brace": Dose(1, 5, 5)})
    decision = decide(edited_file, EXERCISES, who, sessions, day)
    assert words.sentence(decision.exercises[0].reason) == "1×9 now; last time 1×10."


def test_a_session_after_now_counts_as_one_of_now_and_one_that_runs_for_nothing() -> None:
    sessions, day = course("before 2, after 4", profile())
    now = datetime.combine(day, time(12))
    ahead = [replace(sessions[0], at=datetime.combine(day + timedelta(days=300), time(8)))]
    assert decide(routine(), EXERCISES, profile(), ahead, day, now=now).rules == ("P5",)
    # Asked for a date that is over, what came after it is not looked at.
    assert decide(routine(), EXERCISES, profile(), ahead, day, now=now + timedelta(days=1)).rules == ()
    assert decide(routine(), EXERCISES, profile(), [replace(sessions[0], running=True)], day).rules == ()


def test_a_later_screening_judges_no_earlier_session_anew() -> None:
    sessions, day = course("before 4, after 4", profile(4))
    kept = [replace(each, usual_pain=4) for each in sessions]
    assert decide(routine(), EXERCISES, profile(0), kept, day).rules == ()
    assert decide(routine(), EXERCISES, profile(0), sessions, day).rules == ("P10",)


@pytest.mark.parametrize("ids", [("brace", "clamshell"), ("clamshell", "brace", "pelvic_tilt"), ("clamshell",)])
def test_other_exercises_in_the_file_leave_those_that_stay_as_they_were(ids: tuple[str, ...]) -> None:
    who, what = profile(stage=1), of("clamshell", "brace", "bird_dog")
    sessions, day = course("; ".join([EASY] * 9), who, what)
    before = {each.id: each.dose for each in decide(what, EXERCISES, who, sessions, day).exercises}
    after_ = {each.id: each.dose for each in decide(of(*ids), EXERCISES, who, sessions, day).exercises}
    assert after_ == {id_: before.get(id_, EXERCISES[id_].start) for id_ in ids}


def test_an_exercise_that_is_no_longer_known_stays_in_the_past() -> None:
    who, what = profile(stage=1), of("clamshell", "brace")
    sessions, day = course("; ".join([EASY] * 5), who, what)
    known = {id_: exercise for id_, exercise in EXERCISES.items() if id_ != "brace"}
    decision = decide(of("clamshell"), known, who, sessions, day)
    assert (decision.allowed, plan_text(decision)) == (True, "full, stage 1, clamshell 1×14×0")


def test_a_sentence_calls_an_exercise_as_every_screen_does() -> None:
    for id_, exercise in EXERCISES.items():
        shown = exercise.name.split(",")[0]
        said = english_rules.exercise_names([id_]).removeprefix("the ")
        assert said in (shown, shown[:1].lower() + shown[1:])
    assert english_rules.exercise_names(["my_own", "superman"]) == "the my own and the prone back lift"


def test_how_often_an_exercise_was_done_is_counted_in_sessions_and_handed_to_the_plan() -> None:
    decision = after("before 2, after 2; before 2, after 2, clamshell 1 done; before 2, after 2, clamshell 0 done")
    assert {each.id: each.times_done for each in decision.exercises} == {"clamshell": 2, "bird_dog": 3, "plank": 3}
    made = plan.make(routine(WORKED), decision, profile())
    assert made is not None
    assert [item.times_done for item in made.items] == [each.times_done for each in decision.exercises]


def test_what_is_some_days_old_says_when_it_was() -> None:
    up = "before 2, after 7"
    assert said(after(up)).startswith("Your pain went up from 2 to 7, past 5, so half as much and less far.")
    later = after(up, days=11)
    assert later.rules == ("P4", "P5", "G1")
    assert said(later).startswith(
        "12 days ago your pain went up from 2 to 7, past 5, so half as much and less far."
    )
    assert words.sentence(later.findings[-1].reason) == "A break of 12 days, so it stays at half and less far."
    assert said(after("before 2, after 2, hard", days=2)).startswith(
        "Three days ago it felt hard, so a little less"
    )
    morning = after("before 2, after 2, morning 5", days=2)
    assert said(morning).startswith("The morning after your last session was at 5, well above your usual 2, so")


def test_what_asks_for_a_little_less_does_not_claim_the_half_that_was_there_before() -> None:
    at_half = after("before 2, after 4; before 2, after 2, hard")
    assert said(at_half).startswith("It felt hard, so it stays at half and less far.")
    sore = after("before 2, after 2, hard", before=6)
    assert sore.sore_day
    told = {each.rule: words.sentence(each.reason) for each in sore.findings}
    assert told["P8"] == "It felt hard, so a little less, and on this sore day half."


def test_a_sore_day_at_half_says_what_brings_it_back_up() -> None:
    sore = after("before 2, after 4; before 2, after 2", before=6)
    assert said(sore) == "A sore day: half as much and less far. Two good days in a row bring you back up."
    assert said(after("before 2, after 2", before=6)).endswith("It is only for today.")


def test_a_good_session_of_today_is_not_passed_over_in_what_brings_it_back_up() -> None:
    log = "before 2, after 4; before 2, after 2"
    assert said(after(log, days=-1)) == "Two good days in a row bring you back up; today can be the first."
    assert said(after(log)) == "One more good day brings you back up."
    two = said(after(f"{log}; before 2, after 2", days=-1))
    assert two == "One more good day brings you back up; today can be it."
    spoiled = said(after("before 2, after 4; before 2, after 2, stopped time", days=-1))
    assert spoiled == "Two good days in a row bring you back up; none yet."
