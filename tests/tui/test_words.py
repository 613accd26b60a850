"""What the screens say of a decision and of a past session agrees with what is played and what was done."""

import re
from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
from logbook import BLANK, EXERCISES, MONDAY, after, course, profile, routine

from coach.core.exercise import Dose
from coach.core.model.done import Hurt
from coach.core.model.planned import Place, Plan, PlanItem
from coach.core.progression import decide
from coach.core.timeline import estimate_ms
from coach.core.timeline.player import Player
from coach.tui.words import dashboard, past_session, texts
from coach.tui.words.session_picture import picture

SORE = replace(BLANK, id=1, at=datetime.combine(MONDAY, time(8)), routine="worked", before=8, effort=None)


@pytest.mark.parametrize(
    ("log", "days", "before", "offered"),
    [
        ("before 2, after 9", 0, None, "answer the screening again, when a doctor has looked at it"),
        ("before 2, after 2", 45, None, "answer the screening again"),
        ("before 2, after 2", 0, 8, ""),
        ("before 2, after 2", 0, None, ""),
        ("; ".join(["before 2, after 4"] * 12), 0, None, ""),
    ],
)
def test_the_screening_is_offered_only_where_a_session_waits_for_it(
    log: str, days: int, before: int | None, offered: str
) -> None:
    assert dashboard.screening_again(after(log, days=days, before=before)) == offered


def test_a_start_that_came_to_nothing_is_followed_by_nothing() -> None:
    sessions, day = course("before 4, after 4", profile())
    refused = replace(SORE, id=2, at=datetime.combine(day, time(8)))
    decision = decide(routine(), EXERCISES, profile(), [*sessions, refused], day + timedelta(days=1))
    assert decision.rules == ("P10",)
    told = past_session.session_words(refused, "Worked", EXERCISES, decision.findings, (), 60).plain
    assert told.endswith(f"What followed\n{past_session.NOTHING_PLAYED}")


def test_one_rise_is_told_as_one_cut() -> None:
    sessions, _ = course("before 2, after 6", profile())
    findings = after("before 2, after 6").findings
    assert [each.rule for each in findings] == ["P4", "P5"]
    told = past_session.session_words(sessions[0], "Worked", EXERCISES, findings, (), 60).plain
    assert told.count("half as much") == 1
    assert "(2 before, 6 afterwards)" in told
    assert "counts once" not in told
    assert not re.search(r"\bP\d", told)


def test_a_day_without_a_row_says_that_all_is_as_usual() -> None:
    sessions, _ = course("before 2, after 2", profile())
    told = past_session.session_words(sessions[0], "Worked", EXERCISES, (), (), 60).plain
    assert told.endswith("All as usual, so nothing changes.")


def test_a_session_of_which_a_part_was_left_is_not_said_to_have_ended_early() -> None:
    part = replace(SORE, before=2, after=3, finished=False, effort="ok")
    assert texts.session_words(part) == " 2 → 3   done in part  felt ok"
    assert "felt ok, done in part" in past_session.session_words(part, "Worked", EXERCISES, (), (), 60).plain


def test_where_it_hurt_is_told_with_the_highest_number() -> None:
    hurts = tuple(Hurt(id_, rating, SORE.at) for id_, rating in (("bird_dog", 5), (None, 6), ("bird_dog", 3)))
    told = past_session.session_words(replace(SORE, hurts=hurts, during=6), "Worked", EXERCISES, (), (), 60).plain
    assert "during 6" in told
    assert "it hurt in: Bird-dog 5\n" in told


def test_a_set_that_goes_on_shows_how_far_it_was_while_one_gets_ready() -> None:
    item = PlanItem(EXERCISES["bird_dog"], Dose(1, 6, 2), 3000, 3000, 10_000)
    plan = Plan("r", "Routine", "full", (item,), begin=Place("bird_dog", 1, None, 2))
    shown = picture(Player(plan, estimate_ms).view(0), paused=False)
    assert texts.repetition_dots(shown.rep, shown.reps, 60, shown.between) == "● ● ○ ○ ○ ○   2 of 6"
