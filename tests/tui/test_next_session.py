"""What a session means for the next one, in plain words: the cause, and each dose old → new."""

import pytest
from logbook import EXERCISES, after, course, profile, said

from coach.core.model.decided import Decision
from coach.core.model.done import Session
from coach.tui.words import next_session, texts

STEADY = "before 2, after 2"


def following(log: str) -> tuple[Decision, list[Session]]:
    return after(log), course(log, profile())[0]


@pytest.mark.parametrize(
    ("log", "rule", "words"),
    [
        ("before 2, after 2, easy, clamshell 0 done", "P8", "Not done in full: Clamshell (0 of 2 sets)."),
        ("before 2, after 2, easy, bird_dog 4 done", "P8", "Not done in full: Bird-dog (4 of 6 repetitions)."),
        ("before 2, after 2, hard, stopped tired", "P8", "You were also too tired to go on."),
        ("before 2, after 2, unrated effort", "P9", "Not rated: how it felt."),
        ("before 2, after 2, unrated effort, stopped time", "P9",
         "Not rated: how it felt; there was no more time."),
        ("before 4, after 4", "P10", "Because you rated 4 before and 4 afterwards; your usual: up to 3."),
        ("before 2, after 3; before 2, after 3", "P7",
         "Because you rated 2 before and 3 afterwards; the time before it rose, too."),
    ],
)  # fmt: skip
def test_the_cause_is_told_in_the_words_of_what_was_done(log: str, rule: str, words: str) -> None:
    decision, sessions = following(log)
    assert rule in decision.rules
    assert next_session.because(decision, sessions[-1], EXERCISES) == words


@pytest.mark.parametrize(
    "log",
    [
        "before 2, after 2, stopped pain",
        f"{STEADY}; {STEADY}",
        f"{STEADY}, hard; {STEADY}",
        f"{STEADY}, hard; {STEADY}; {STEADY}",
        "before 2, after 2, hard",
        "before 2, after 2, stopped tired",
        "before 2, after 6",
        "before 2, after 4",
        "before 2, during 4, after 2",
        "before 2, after 9",
        "before 2, after 3, stopped sharp",
        "before 2, after 3, stopped spread",
        "before 2, after 2, stopped time",
        "before 2, after 2, stopped interrupted",
        "before 2, report 5 in clamshell, after 2",
        "before 2, after 2, morning 5",
    ],
)
def test_a_sentence_that_says_it_all_has_nothing_added(log: str) -> None:
    decision, sessions = following(log)
    assert next_session.because(decision, sessions[-1], EXERCISES) == ""


@pytest.mark.parametrize(
    ("log", "times"),
    [("before 2, after 4", 1), ("before 2, after 4; before 2, after 2", 1), ("before 2, after 2, hard", 0)],
)
def test_that_the_movement_goes_less_far_is_said_once(log: str, times: int) -> None:
    told = next_session.sheet(*following(log), EXERCISES, 58).plain
    assert told.count("half as far") + told.count("less far") == times


def test_what_only_another_date_brings_is_not_promised_for_the_next_round() -> None:
    told = next_session.sheet(*following(f"{STEADY}, easy; {STEADY}, easy"), EXERCISES, 58).plain
    assert told.startswith("From tomorrow on: Two easy days in a row: slightly more.")
    up = next_session.sheet(*following(f"before 2, after 4; {STEADY}; {STEADY}"), EXERCISES, 58).plain
    assert up.startswith("From tomorrow on: Two good days: a step back up.")
    assert next_session.sheet(*following("before 2, after 4"), EXERCISES, 58).plain.startswith("Next time: ")


def test_each_dose_that_changes_is_shown_old_and_new() -> None:
    decision, sessions = following("before 2, after 2, easy, clamshell 0 done")
    told = next_session.sheet(decision, sessions, EXERCISES, 58).plain
    assert told.startswith(f"Next time: {said(decision)}\nNot done in full: ")
    was, now = sessions[-1].planned["clamshell"], decision.exercises[0].dose
    assert was != now
    clamshell = told.partition("▼ Clamshell")[2].partition("▼")[0]
    assert f"{texts.dose_words(was, None)}  →  {texts.dose_words(now, EXERCISES['clamshell'])}" in clamshell


@pytest.mark.parametrize("columns", [48, 54, 58])
def test_doses_that_have_no_room_beside_their_name_stand_below_it(columns: int) -> None:
    decision, sessions = following("before 2, after 6")
    told = next_session.sheet(decision, sessions, EXERCISES, columns).plain
    lines = [line for line in told.splitlines() if "→" in line]
    assert lines
    assert all(len(line) <= columns for line in lines)


def test_where_nothing_changes_that_is_said_once() -> None:
    decision, sessions = following(f"{STEADY}; {STEADY}")
    assert next_session.sheet(decision, sessions, EXERCISES, 58).plain == "Next time: the same as today."
    decision, sessions = following("before 4, after 4")
    assert next_session.sheet(decision, sessions, EXERCISES, 58).plain.endswith(next_session.SAME)


def test_after_severe_pain_one_is_told_once_to_get_advice_what_to_press_and_how_to_mend_a_slip() -> None:
    decision, sessions = following("before 2, after 9")
    assert not decision.allowed
    told = next_session.rest(decision, sessions[-1], EXERCISES, at_dashboard=True)
    first = "Severe pain, 9 of 10: stop and get advice. Then answer the screening again (press S)."
    assert told == [first, next_session.ADVICE, next_session.SLIP]
    alone = next_session.rest(decision, sessions[-1], EXERCISES, at_dashboard=False)
    assert alone == [said(decision), next_session.ADVICE, next_session.SLIP_ELSEWHERE]


def test_a_start_that_is_too_sore_is_told_when_to_try_again() -> None:
    decision = after(STEADY, before=8)
    told = next_session.refusal(decision, 8, at_dashboard=True)
    assert told[0] == said(decision)
    assert told[1:] == [next_session.TOMORROW, next_session.NO_BETTER, next_session.SLIP]
    assert next_session.refusal(decision, 8, at_dashboard=False)[-1] == next_session.SLIP_ELSEWHERE


@pytest.mark.parametrize("stop", ["sharp", "spread"])
def test_after_a_stop_for_alarming_pain_no_number_is_offered_for_correction(stop: str) -> None:
    decision, sessions = following(f"before 2, after 3, stopped {stop}")
    assert not decision.allowed
    told = next_session.rest(decision, sessions[-1], EXERCISES, at_dashboard=True)
    assert told[1:] == [next_session.ADVICE]
    assert next_session.refusal(decision, None, at_dashboard=False) == [said(decision)]
    assert "(press S)" in next_session.refusal(decision, None, at_dashboard=True)[0]
