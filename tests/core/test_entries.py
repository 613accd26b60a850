"""Entries of one exercise: each with a dose of its own; screening, pain and the limits of a day are for all."""

from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given
from logbook import EXERCISES, MONDAY, course, profile, routine
from made_up_courses import SOME, Course, histories

from coach.core import plan, timeline
from coach.core.exercise import Dose, base_of, bases
from coach.core.history import repetitions
from coach.core.model.done import Hurt, Session, SetDone
from coach.core.model.planned import Place, Plan, Played
from coach.core.progression import decide
from coach.core.timeline.player import Player
from coach.core.timeline.set_order import in_order, sets_from

LEFT, RIGHT = "clamshell:left", "clamshell:right"
BOTH = routine({LEFT: Dose(2, 12, 0), RIGHT: Dose(1, 8, 0)})
EASY = "before 2, after 2, easy"


def plan_of() -> Plan:
    made = plan.make(BOTH, decide(BOTH, EXERCISES, profile(), (), MONDAY), profile())
    assert made is not None
    return made


def test_each_side_is_done_alone_with_its_own_dose_and_named() -> None:
    made = plan_of()
    assert [*in_order(made)] == [(0, 1, "left"), (0, 2, "left"), (1, 1, "right")]
    compiled = timeline.compile_plan(made, timeline.estimate_ms)
    texts = " ".join(cue.text for cue in compiled.cues if cue.text)
    assert "First: clamshell, left side. Lie on your left side" in texts
    assert "Next: clamshell, right side. Lie on your right side" in texts
    assert {(end.exercise, end.set, end.side, end.reps) for end in compiled.set_ends} == {
        (LEFT, 1, "left", 12), (LEFT, 2, "left", 12), (RIGHT, 1, "right", 8),
    }  # fmt: skip
    assert all(cue.side == ("left" if cue.exercise == LEFT else "right") for cue in compiled.cues if cue.rep)


def test_there_is_time_to_turn_over_whichever_side_comes_first() -> None:
    for ids in ((LEFT, RIGHT), (RIGHT, LEFT)):
        what = routine({id_: Dose(1, 8, 0) for id_ in ids})
        made = plan.make(what, decide(what, EXERCISES, profile(), (), MONDAY), profile())
        assert made is not None
        prepared = [
            block for block in timeline.compile_plan(made, timeline.estimate_ms).blocks if block.kind == "prepare"
        ]
        assert [block.change for block in prepared] == ["chair_to_floor", "lying_to_side"]


def test_what_was_done_of_one_side_is_whole() -> None:
    at = datetime(2026, 11, 2, 7)
    sets = tuple(SetDone(LEFT, number, "left", 12, at) for number in (1, 2))
    session = Session(1, at, "my", {LEFT: Dose(2, 12, 0)}, sets)
    assert repetitions.everything_done(session, LEFT)
    assert repetitions.unfinished(session, EXERCISES) == ()


def test_each_rises_by_itself_and_never_past_the_day_together() -> None:
    sessions, day = course("; ".join([EASY] * 60), profile(), BOTH)
    first, last = sessions[0].planned, decide(BOTH, EXERCISES, profile(), sessions, day).exercises
    now = {each.id: each.dose for each in last}
    assert now[RIGHT].repetitions > first[RIGHT].repetitions
    assert sum(dose.repetitions for dose in now.values()) <= EXERCISES["clamshell"].day_reps == 45


def test_pain_in_one_makes_less_of_all_and_again_rests_all() -> None:
    hurt = f"before 2, report 6 in {LEFT}, after 2"
    sessions, day = course(hurt, profile(), BOTH)
    today = decide(BOTH, EXERCISES, profile(), sessions, day)
    assert {each.id: each.own_level for each in today.exercises} == {LEFT: "half", RIGHT: "half"}
    sessions, day = course(f"{hurt}; {hurt}", profile(), BOTH)
    today = decide(BOTH, EXERCISES, profile(), sessions, day)
    assert [(each.id, each.rule) for each in today.omitted] == [(LEFT, "rest"), (RIGHT, "rest")]


def test_after_pain_in_a_session_nothing_more_of_that_exercise_is_in_it() -> None:
    what = routine({LEFT: Dose(1, 8, 0), "brace": Dose(1, 6, 5), RIGHT: Dose(1, 8, 0)})
    made = plan.make(what, decide(what, EXERCISES, profile(), (), MONDAY), profile())
    assert made is not None
    lighter = plan.lighten(made, 0)
    assert lighter is not None
    assert [item.exercise.id for item in lighter.items] == ["brace"]


def test_what_screening_leaves_out_is_left_out_in_all_its_entries() -> None:
    what = routine({"cat_cow": Dose(1, 6, 0), "cat_cow:2": Dose(1, 4, 0), "brace": Dose(1, 6, 5)})
    who = replace(profile(diagnosis="disc_herniation"), weeks_since_flare=2, leg_symptoms_last_14_days=True)
    today = decide(what, EXERCISES, who, (), MONDAY)
    assert [each.id for each in today.exercises] == ["brace"]
    assert [each.id for each in today.omitted] == ["cat_cow", "cat_cow:2"]


def test_a_day_counts_all_entries_also_those_of_another_routine() -> None:
    at = datetime(2026, 11, 2, 7)
    before = Session(
        1, at, "other", {"clamshell": Dose(2, 15, 0)},
        tuple(SetDone("clamshell", n, side, 15, at) for n in (1, 2) for side in ("left", "right")),
        before=2, after=2, effort="ok", finished=True, routine_doses={"clamshell": Dose(2, 15, 0)},
    )  # fmt: skip
    today = decide(BOTH, EXERCISES, profile(), (before,), at.date(), 2)
    assert [each.id for each in today.exercises] == [RIGHT]
    assert [(each.id, each.rule) for each in today.omitted] == [(LEFT, "day")]


def test_an_interrupted_session_goes_on_in_the_right_entry() -> None:
    made = plan_of()
    played = [Played(item.exercise.id, item.dose, item.half_range) for item in made.items]
    decision = decide(BOTH, EXERCISES, profile(), (), MONDAY)
    again = plan.taken_up(BOTH, decision, profile(), played, half_range=False)
    assert again is not None
    begun = replace(again, begin=Place(RIGHT, 1, "right", 3))
    assert [each for each in sets_from(begun) if each[3] < begun.items[each[0]].reps_in(each[1])] == [
        (1, 1, "right", 3)
    ]


def test_the_player_tells_the_place_by_entry_and_side() -> None:
    player = Player(plan_of(), timeline.estimate_ms)
    blocks = [block for block in player.timeline.blocks if block.kind == "prepare"]
    assert [player.place(block.start_ms + 1) for block in blocks] == [
        Place(LEFT, 1, "left", 0), Place(LEFT, 2, "left", 0), Place(RIGHT, 1, "right", 0),
    ]  # fmt: skip


@SOME
@given(histories)
def test_a_report_in_an_entry_is_one_in_its_exercise(course: Course) -> None:
    last = course.sessions[-1]
    if not last.hurts or last.hurts[0].exercise is None:
        return
    there = last.hurts[0]
    plain = replace(last, hurts=(Hurt(base_of(there.exercise or ""), there.rating, there.at),))
    on = last.at.date() + timedelta(days=1)
    told = decide(course.what, EXERCISES, course.who, [*course.sessions[:-1], plain], on)
    assert told == course.next_day()
    resting = {each.id for each in told.omitted if each.rule == "rest"}
    assert not bases(resting) & bases(each.id for each in told.exercises)
