"""Exercises of a group take turns, set by set: their order, what is said and rested, pain, and going on."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.core import plan as plans
from coach.core.exercise import Dose
from coach.core.model.done import Side
from coach.core.model.planned import Place, Plan, PlanItem
from coach.core.timeline import captions, compile_plan, estimate_ms
from coach.core.timeline.cues import Timeline
from coach.core.timeline.player import Player
from coach.core.timeline.set_order import in_order, sets_from
from coach.files.exercises import load_shipped

EXERCISES = load_shipped()


def item(id_: str, sets: int, group: str = "", rest_s: int = 30) -> PlanItem:
    e = EXERCISES[id_]
    return PlanItem(e, Dose(sets, 4, 0), e.move_ms, e.return_ms, rest_s * 1000, group=group)


def plan(*items: PlanItem) -> Plan:
    return Plan("mine", "Mine", "full", items)


CIRCUIT = plan(
    item("calm_breathing", 1), item("heel_slide", 3, "a"), item("bird_dog", 2, "a"), item("clamshell", 2, "a"),
    item("cat_cow", 2),
)  # fmt: skip


def ends(timeline: Timeline) -> list[tuple[str, int, str]]:
    return [(end.exercise, end.set, end.side) for end in timeline.set_ends]


def test_a_set_of_each_then_the_next_of_each_and_the_others_as_ever() -> None:
    assert ends(compile_plan(CIRCUIT, estimate_ms)) == [
        ("calm_breathing", 1, "both"),
        ("heel_slide", 1, "both"), ("bird_dog", 1, "both"), ("clamshell", 1, "left"), ("clamshell", 1, "right"),
        ("heel_slide", 2, "both"), ("bird_dog", 2, "both"), ("clamshell", 2, "left"), ("clamshell", 2, "right"),
        ("heel_slide", 3, "both"),
        ("cat_cow", 1, "both"), ("cat_cow", 2, "both"),
    ]  # fmt: skip


def test_one_that_is_alone_in_its_group_is_as_without_it() -> None:
    alone = plan(item("clamshell", 2, "a"), item("bird_dog", 2, "b"))
    without = plan(item("clamshell", 2), item("bird_dog", 2))
    assert compile_plan(alone, estimate_ms) == compile_plan(without, estimate_ms)


def test_each_set_is_announced_and_the_rest_is_before_a_new_turn() -> None:
    timeline = compile_plan(CIRCUIT, estimate_ms)
    said = [cue.text for cue in timeline.cues if cue.text is not None]
    for text in (
        "Rest. Next: heel slide, second set.",
        "Next: bird-dog, second set.",
        "Rest. Next: heel slide, third",
    ):
        assert any(each.startswith(text) for each in said), text
    prepared = {
        (CIRCUIT.items[block.item].exercise.id, block.set, block.side): block
        for block in timeline.blocks
        if block.kind == "prepare"
    }
    turn, within = prepared["heel_slide", 2, None], prepared["bird_dog", 2, None]
    assert turn.end_ms - turn.start_ms >= 30_000
    assert within.end_ms - within.start_ms < 30_000
    assert "Turn over: right side." in " ".join(said)


def test_chapters_name_what_is_done_in_them() -> None:
    timeline = compile_plan(CIRCUIT, estimate_ms)
    titles = [each.title for each in captions.chapters(CIRCUIT, timeline)]
    assert titles[1:6] == [
        "Heel slide",
        "Bird-dog",
        "Clamshell · left side",
        "Clamshell · right side",
        "Heel slide",
    ]
    assert titles[-1] == EXERCISES["cat_cow"].name


def test_a_session_goes_on_where_it_was_in_the_turns() -> None:
    begun = replace(CIRCUIT, begin=Place("bird_dog", 2, None, 2))
    left = [(index, number, side) for index, number, side, behind in sets_from(begun) if behind < 4]
    assert left == [(2, 2, None), (3, 2, "left"), (3, 2, "right"), (1, 3, None), (4, 1, None), (4, 2, None)]
    assert ends(compile_plan(begun, estimate_ms))[0] == ("bird_dog", 2, "both")


@pytest.mark.parametrize(
    ("number", "set_number", "kept"),
    [
        (0, 1, ["heel_slide", "bird_dog", "clamshell", "cat_cow"]),
        (1, 1, ["bird_dog", "clamshell", "cat_cow"]),
        (1, 2, ["cat_cow"]),
        (2, 1, ["clamshell", "cat_cow"]),
        (3, 2, ["cat_cow"]),
        (4, 2, None),
    ],
)
def test_after_pain_nothing_of_a_group_that_was_begun_is_in_what_is_left(
    number: int, set_number: int, kept: list[str] | None
) -> None:
    lighter = plans.lighten(CIRCUIT, number, set_number)
    assert (None if lighter is None else [each.exercise.id for each in lighter.items]) == kept


@st.composite
def circuits(draw: st.DrawFn) -> Plan:
    ids = draw(st.lists(st.sampled_from(sorted(EXERCISES)), min_size=1, max_size=5, unique=True))
    return plan(*(item(id_, draw(st.integers(1, 3)), draw(st.sampled_from(["", "a", "b"]))) for id_ in ids))


@settings(deadline=None, max_examples=40)
@given(circuits())
def test_every_set_is_done_once_in_the_order_of_its_exercise(circuit: Plan) -> None:
    found = list(in_order(circuit))
    assert len(found) == len({*found})
    for index, each in enumerate(circuit.items):
        sides: tuple[Side | None, ...] = ("left", "right") if each.exercise.side == "each" else (None,)
        for side in sides:
            assert [n for i, n, s in found if (i, s) == (index, side)] == [*range(1, each.dose.sets + 1)]
    timeline = compile_plan(circuit, estimate_ms)
    assert len(timeline.set_ends) == len(found)
    assert all(one.end_ms == two.start_ms for one, two in pairwise(timeline.blocks))


@settings(deadline=None, max_examples=25)
@given(circuits(), st.data())
def test_pain_in_any_set_never_leads_to_more_than_was_planned(circuit: Plan, data: st.DataObject) -> None:
    sets = list(in_order(circuit))
    stop = data.draw(st.integers(0, len(sets) - 1))
    index, number, _ = sets[stop]
    done: dict[str, int] = {}
    for i, n, side in sets[: stop + 1]:
        if side != "right":
            id_ = circuit.items[i].exercise.id
            done[id_] = done.get(id_, 0) + circuit.items[i].reps_in(n)
    lighter = plans.lighten(circuit, index, number)
    for each in () if lighter is None else lighter.items:
        assert each.exercise.id not in done
        assert each.dose.repetitions <= next(
            one.dose.repetitions for one in circuit.items if one.exercise.id == each.exercise.id
        )


def test_the_player_steps_back_and_on_through_the_turns() -> None:
    player = Player(CIRCUIT, estimate_ms)
    position, seen = 0, []
    while (place := player.place(position)) is not None:
        seen.append((place.exercise, place.set))
        position = player.next(player.next(position))
    assert seen[1:5] == [("heel_slide", 1), ("bird_dog", 1), ("clamshell", 1), ("clamshell", 1)]
    assert seen[5] == ("heel_slide", 2)
    position = player.back(position)
    place = player.place(position)
    assert place is not None
    assert place.exercise == "cat_cow"


def test_the_next_set_of_another_exercise_shows_how_to_lie_for_it_and_one_after_a_rest_does_not() -> None:
    player = Player(CIRCUIT, estimate_ms)
    shown = {}
    for block in player.timeline.blocks:
        if block.kind == "prepare":
            view = player.view(block.start_ms)
            shown[view.next_title] = view.next_setup
    assert shown["Bird-dog, set 2 of 2"] == EXERCISES["bird_dog"].cues.setup_short
    assert shown["Cat-cow, mid-range, set 2 of 2"] == ""


def test_less_after_pain_goes_on_behind_the_group() -> None:
    player = Player(CIRCUIT, estimate_ms)
    second = next(b for b in player.timeline.blocks if b.kind == "rep" and (b.item, b.set) == (1, 2))
    lighter = plans.lighten(CIRCUIT, 1, 2)
    assert lighter is not None
    position = player.replace(lighter, second.start_ms + 10)
    place = player.place(position)
    assert place is not None
    assert (place.exercise, place.set) == ("cat_cow", 1)
