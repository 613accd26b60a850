"""The player: what is given when, what a jump does, and what counts as done."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise, product
from typing import get_args

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from size import sized

from coach.core.exercise import Dose
from coach.core.model.planned import Plan, PlanItem
from coach.core.model.routine import VoiceMode
from coach.core.timeline import compile_plan, estimate_ms, texts
from coach.core.timeline.cues import Cue, SetEnd
from coach.core.timeline.player import Player
from coach.files.exercises import load_shipped


def item(name: str, sets: int, reps: int, hold_s: int) -> PlanItem:
    exercise = load_shipped()[name]
    return PlanItem(exercise, Dose(sets, reps, hold_s), exercise.move_ms, exercise.return_ms, exercise.rest_ms)


PLAN = Plan(
    routine="first-weeks",
    title="First weeks",
    voice="full",
    items=(item("bird_dog", 2, 4, 2), item("clamshell", 1, 3, 0), item("brace", 2, 3, 3)),
    opening="Steady today.",
    notes=("Move slowly.",),
)


def player() -> Player:
    return Player(PLAN, estimate_ms)


def sets(events: tuple[Cue | SetEnd, ...]) -> list[tuple[str, int, str, int]]:
    return [(e.exercise, e.set, e.side, e.reps) for e in events if isinstance(e, SetEnd)]


def block_ms(of: Player, kind: str, number: int, set_: int, rep: int = 0, side: str | None = None) -> int:
    """Where the block starts."""
    return next(
        block.start_ms
        for block in of.timeline.blocks
        if (block.kind, block.item, block.set, block.rep) == (kind, number, set_, rep)
        and (side is None or block.side == side)
    )


def test_playing_through_gives_every_cue_once_and_every_set_at_its_end() -> None:
    played = player()
    events = [event for at in range(0, played.timeline.total_ms + 1, 37) for event in played.due(at)]
    events += played.due(played.timeline.total_ms)
    assert [event for event in events if isinstance(event, Cue)] == list(played.timeline.cues)
    assert [event for event in events if isinstance(event, SetEnd)] == list(played.timeline.set_ends)
    assert [event.at_ms for event in events] == sorted(event.at_ms for event in events)
    assert played.all_done
    assert played.due(played.timeline.total_ms) == ()


@pytest.mark.parametrize("name", sorted(load_shipped()))
def test_the_breath_is_shown_wherever_it_is_not_told(name: str) -> None:
    exercise = load_shipped()[name]
    known = {"move": exercise.cues.breathe_move, "return": exercise.cues.breathe_return}
    for voice, times_done in product(get_args(VoiceMode), (0, 3, 11)):
        one = replace(item(name, 2, 6, exercise.start.hold_s), times_done=times_done)
        played = Player(replace(PLAN, voice=voice, items=(one,)), estimate_ms)
        for phase in (cue for cue in played.timeline.cues if known.get(cue.phase or "")):
            end_ms = phase.at_ms + phase.dur_ms
            spoken = [c.text or "" for c in played.timeline.cues if phase.at_ms <= c.at_ms < end_ms and c.text]
            shown = played.view(end_ms - 1).breath
            if any("breathe" in text.lower() for text in spoken):
                assert not shown, "not doubled"
            elif all(len(text.split()) < 3 or text in (exercise.cues.left, exercise.cues.right) for text in spoken):
                assert shown


def test_the_breath_is_shown_from_the_third_repetition_on_in_the_way_out_and_back() -> None:
    played = player()
    shown = {}
    for rep in (1, 2, 3):
        start_ms = block_ms(played, "rep", 1, 1, rep, "left")
        for at_ms in (start_ms + 100, start_ms + 3100):
            played.due(at_ms)
            view = played.view(at_ms)
            shown[view.rep, view.phase] = view.breath
    cues = load_shipped()["clamshell"].cues
    assert [shown[rep, phase] for rep in (1, 2) for phase in ("move", "return")] == [""] * 4
    assert (shown[3, "move"], shown[3, "return"]) == (cues.breathe_move, cues.breathe_return)


def test_the_first_cue_is_due_at_zero_and_does_not_depend_on_lengths() -> None:
    first = Player(PLAN, estimate_ms).due(0)[0]
    other = Player(PLAN, lambda _: 9_000).due(0)[0]
    assert isinstance(first, Cue)
    assert isinstance(other, Cue)
    assert (first.text, first.at_ms) == (other.text, other.at_ms) == ("Steady today.", 0)


def test_a_set_is_given_exactly_at_the_end_of_its_last_return_and_before_what_starts_there() -> None:
    played = player()
    end_ms = played.timeline.set_ends[0].at_ms
    assert sets(played.due(end_ms - 1)) == []
    events = played.due(end_ms)
    assert isinstance(events[0], SetEnd)
    assert any(isinstance(event, Cue) and event.sound == "rest" for event in events[1:])
    assert played.due(end_ms) == ()


def test_next_inside_a_set_goes_to_the_next_preparation_and_counts_nothing() -> None:
    played = player()
    inside = block_ms(played, "rep", 0, 1, 2) + 100
    played.due(inside)
    new = played.next(inside)
    assert new == block_ms(played, "prepare", 0, 2)
    events = played.due(new)
    assert sets(events) == []
    assert [e.sound for e in events if isinstance(e, Cue) and e.kind == "beep"] == ["rest"]


def test_next_inside_a_preparation_goes_to_its_count_in_and_then_past_the_set() -> None:
    played = player()
    prepare = next(block for block in played.timeline.blocks if block.kind == "prepare" and block.item == 1)
    assert played.next(prepare.start_ms) == prepare.go_ms
    assert prepare.go_ms is not None
    assert [e.sound for e in played.due(prepare.go_ms) if isinstance(e, Cue)] == ["count_in"]
    assert played.next(prepare.go_ms) == block_ms(played, "prepare", 1, 1, side="right")


def test_next_in_the_last_set_goes_to_the_close_and_stays_there() -> None:
    played = player()
    close = played.timeline.blocks[-1].start_ms
    assert len(sets(played.due(close - 1))) == 5
    assert played.next(close - 1) == close
    assert sets(played.due(close)) == []
    assert played.next(close + 5) == close + 5
    assert not played.all_done


def test_back_well_inside_a_set_starts_it_again_from_the_count_in() -> None:
    played = player()
    first = block_ms(played, "rep", 0, 2, 1)
    go_ms = first - 3000
    assert played.back(first + 3001) == go_ms
    assert player().back(first + 3000) == played._begin_ms(0)


def test_back_goes_from_a_preparation_or_early_in_a_set_to_the_set_before() -> None:
    second, third = block_ms(player(), "prepare", 0, 2), block_ms(player(), "prepare", 1, 1)
    assert player().back(third) == second
    assert player().back(third + 9000) == second
    played = player()
    assert played.back(played.timeline.total_ms) == block_ms(played, "prepare", 2, 2)


def test_back_in_the_first_preparation_starts_it_again_without_the_opening() -> None:
    played = player()
    change = next(cue.at_ms for cue in played.timeline.cues if cue.phase == "change")
    assert change > 0
    assert played.back(change + 4000) == change
    assert player().back(change - 1) == 0


def test_repeat_goes_to_the_first_preparation_of_the_exercise_whatever_the_side() -> None:
    played = player()
    right = block_ms(played, "rep", 1, 1, 2, side="right")
    assert played.repeat(right) == block_ms(played, "prepare", 1, 1, side="left")
    assert player().repeat(block_ms(played, "rep", 2, 2, 1)) == block_ms(played, "prepare", 2, 1)
    assert player().repeat(played.timeline.total_ms) == block_ms(played, "prepare", 2, 1)


def test_a_set_that_is_played_again_is_not_given_again() -> None:
    played = player()
    end_ms = played.timeline.set_ends[0].at_ms
    assert len(sets(played.due(end_ms))) == 1
    back = played.back(end_ms + 10)
    assert back < end_ms
    again = played.due(end_ms)
    assert sets(again) == []
    assert any(isinstance(event, Cue) and event.sound == "go" for event in again)


def test_a_set_that_ended_just_before_a_jump_is_still_given() -> None:
    played = player()
    end_ms = played.timeline.set_ends[0].at_ms
    played.due(end_ms - 20)
    new = played.next(end_ms + 20)
    assert sets(played.due(new)) == [("bird_dog", 1, "both", 4)]


def test_partial_counts_repetitions_guided_to_the_end_of_their_return() -> None:
    played = player()
    breath_end = block_ms(played, "rep", 0, 1, 3)
    assert played.partial(block_ms(played, "rep", 0, 1, 1)) is None
    assert played.partial(breath_end - 1001) == SetEnd(breath_end - 1001, "bird_dog", 1, "both", 1)
    assert played.partial(breath_end - 1000) == SetEnd(breath_end - 1000, "bird_dog", 1, "both", 2)
    assert played.partial(breath_end) == SetEnd(breath_end, "bird_dog", 1, "both", 2)


def test_partial_is_none_in_a_preparation_and_for_a_set_given_before() -> None:
    played = player()
    end_ms = played.timeline.set_ends[0].at_ms
    played.due(end_ms)
    assert played.partial(end_ms) is None
    assert played.partial(end_ms - 5000) is None


def test_partial_gives_a_set_that_is_over_but_was_not_given_and_due_does_not_repeat_it() -> None:
    played = player()
    end_ms = played.timeline.set_ends[0].at_ms
    played.due(end_ms - 20)
    assert played.partial(end_ms + 20) == played.timeline.set_ends[0]
    assert sets(played.due(end_ms + 30)) == []


@pytest.mark.parametrize("change", ["slower", "faster"])
def test_another_pace_leaves_everything_up_to_the_end_of_the_current_block(change: str) -> None:
    played = player()
    before = played.timeline
    index = next(i for i, block in enumerate(before.blocks) if (block.kind, block.rep) == ("rep", 2))
    now = before.blocks[index].start_ms + 50
    given_before = played.due(now)
    getattr(played, change)(now)
    after = played.timeline
    assert after.blocks[: index + 1] == before.blocks[: index + 1]
    same = before.blocks[index + 1].first_cue
    assert after.cues[:same] == before.cues[:same]
    assert len(after.blocks) == len(before.blocks)
    rest = played.due(after.total_ms)
    assert [e for e in (*given_before, *rest) if isinstance(e, Cue)] == list(after.cues)
    assert len(sets(rest)) == len(after.set_ends)


def test_pace_stretches_movements_and_breaths_but_not_holds_and_stays_within_its_bounds() -> None:
    played = player()
    played.slower(0)
    assert played.pace == Fraction(5, 4)
    lengths = {cue.phase: cue.dur_ms for cue in played.timeline.cues if cue.exercise == "bird_dog" and cue.rep}
    assert (lengths["move"], lengths["hold"], lengths["return"]) == (3750, 2000, 3750)
    for _ in range(20):
        played.slower(0)
    assert played.pace == 4
    for _ in range(30):
        played.faster(0)
    assert played.pace == Fraction(1, 2)


def lighter() -> Plan:
    later = tuple(replace(one, dose=replace(one.dose, reps=2)) for one in PLAN.items[1:])
    return replace(PLAN, items=later, half_range=True, opening="", notes=())


def test_replace_in_a_set_leaves_it_and_goes_on_with_the_next_exercise_of_the_new_plan() -> None:
    played = player()
    now = block_ms(played, "rep", 0, 1, 2) + 10
    before = played.timeline
    played.due(now)
    new = played.replace(lighter(), now)
    assert new == block_ms(Player(PLAN, estimate_ms), "prepare", 0, 2)
    kept = [block for block in before.blocks if block.end_ms <= new]
    assert list(played.timeline.blocks[: len(kept)]) == kept
    rest = played.due(played.timeline.total_ms)
    assert sets(rest) == [
        ("clamshell", 1, "left", 2), ("clamshell", 1, "right", 2), ("brace", 1, "both", 2), ("brace", 2, "both", 2),
    ]  # fmt: skip
    said = [event.text for event in rest if isinstance(event, Cue) and event.kind == "say"]
    assert said[0] is not None
    assert said[0].startswith("Next: clamshell, left side.")
    assert load_shipped()["clamshell"].cues.range in said
    assert isinstance(rest[0], Cue)
    assert rest[0].sound == "exercise_done"


def test_after_replace_items_count_in_the_new_plan_and_back_does_not_go_behind_it() -> None:
    played = player()
    new = played.replace(lighter(), block_ms(played, "rep", 0, 1, 2))
    view = played.view(new)
    assert (view.item, view.items, view.exercise.id, view.reps) == (0, 2, "clamshell", 2)
    assert played.back(new + 10) == new
    assert played.repeat(new + 10) == new


def test_replace_in_a_preparation_starts_that_preparation_again() -> None:
    played = player()
    prepare = block_ms(played, "prepare", 2, 1)
    fewer = replace(PLAN, items=(*PLAN.items[:2], item("brace", 2, 2, 3)))
    assert len(sets(played.due(prepare + 4000))) == 4
    assert played.replace(fewer, prepare + 4000) == prepare
    assert sets(played.due(played.timeline.total_ms)) == [("brace", 1, "both", 2), ("brace", 2, "both", 2)]


def test_replace_goes_on_with_the_same_set_where_the_new_plan_has_it() -> None:
    played = player()
    fewer = replace(PLAN, items=(item("bird_dog", 2, 2, 0), *PLAN.items[1:]))
    played.replace(fewer, block_ms(played, "rep", 0, 1, 2))
    assert sets(played.due(played.timeline.total_ms))[0] == ("bird_dog", 2, "both", 2)


def test_every_text_after_replace_was_announced_by_texts() -> None:
    asked: set[str] = set()

    def length(text: str) -> int:
        asked.add(text)
        return estimate_ms(text)

    played = Player(PLAN, estimate_ms)
    played._length_ms = length
    played.replace(lighter(), block_ms(played, "rep", 0, 1, 2))
    assert asked <= set(texts(lighter()))


def test_a_plan_without_anything_to_play_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one exercise"):
        Player(replace(PLAN, items=()), estimate_ms)


def test_the_view_has_what_a_screen_needs() -> None:
    played = player()
    start = played.view(0)
    assert (start.kind, start.phase, start.rep, start.said) == ("prepare", None, 0, "Steady today.")
    assert start.go_left_ms == played.timeline.blocks[0].end_ms
    first = block_ms(played, "rep", 0, 1, 1)
    holding = played.view(first + 3500)
    assert (holding.phase, holding.phase_ms, holding.phase_left_ms) == ("hold", 2000, 1500)
    assert (holding.rep, holding.reps, holding.reps_done, holding.side) == (1, 4, 0, "left")
    breath = played.view(first + 8000)
    assert (breath.phase, breath.rep, breath.reps_done) == (None, 1, 1)
    assert breath.next_title == "Bird-dog, set 2 of 2"
    left = played.view(block_ms(played, "rep", 1, 1, 1))
    assert left.next_title == "Clamshell, right side"
    assert "right side" in left.next_setup
    end = played.view(played.timeline.total_ms)
    assert (end.kind, end.left_ms, end.done, end.next_title) == ("close", 0, True, "")


def test_a_position_before_the_place_of_a_jump_is_taken_as_that_place() -> None:
    played = player()
    new = played.next(block_ms(played, "rep", 0, 1, 3))
    assert played.view(new - 40).kind == "prepare"
    assert played.partial(new - 40) is None


def test_a_plan_that_is_replaced_twice_in_one_preparation_gives_no_set_of_it() -> None:
    one, two, three = (replace(item(id_, 1, 1, 0), rest_ms=0) for id_ in ("bird_dog", "calm_breathing", "cat_cow"))
    player = Player(replace(PLAN, items=(one, two, three)), estimate_ms)
    now = player.timeline.blocks[0].end_ms
    player.due(now)
    now = player.next(player.replace(replace(PLAN, items=(two, three)), now))
    now = player.replace(replace(PLAN, items=(three,)), now)
    assert not [event for event in player.due(now) if isinstance(event, SetEnd)]
    assert not player.all_done


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    names = draw(st.lists(st.sampled_from(sorted(load_shipped())), min_size=1, max_size=3, unique=True))
    items = []
    for name in names:
        dose = Dose(draw(st.integers(1, 3)), draw(st.integers(1, 4)), draw(st.sampled_from([0, 1, 3, 12])))
        items.append(replace(item(name, 1, 1, 0), dose=dose, rest_ms=draw(st.sampled_from([0, 5000, 30000]))))
    return replace(PLAN, items=tuple(items))


class Sessions(RuleBasedStateMachine):
    """Plays, jumps and changes at random; a shadow says what was really played through."""

    @initialize(plan=plans())
    def start(self, plan: Plan) -> None:
        self.plan = plan
        self.player = Player(plan, estimate_ms)
        self.now = -1
        self.got: list[Cue] = []
        self.passed: set[int] = set()  # Starts of the repetitions played from their start to their end.
        self.from_ms = 0
        self.sets: list[SetEnd] = []

    def take(self, to_ms: int) -> None:
        expected = [cue for cue in self.player.timeline.cues if self.now < cue.at_ms <= to_ms]
        events = self.player.due(to_ms)
        assert [event for event in events if isinstance(event, Cue)] == expected
        blocks = self.player.timeline.blocks
        for event in events:
            if isinstance(event, SetEnd):
                self.check_passed(event, to_ms)
                self.sets.append(event)
        assert blocks[-1].end_ms == self.player.timeline.total_ms
        self.now = to_ms

    def check_passed(self, end: SetEnd, to_ms: int) -> None:
        assert end.at_ms <= to_ms
        reps = [
            block
            for block in self.player.timeline.blocks
            if block.kind == "rep" and block.end_ms <= end.at_ms and self.from_ms <= block.start_ms
        ]
        assert len(reps) >= end.reps, "a set was given without having been played"
        assert reps[-1].end_ms == end.at_ms
        assert [block.rep for block in reps[-end.reps :]] == list(range(1, end.reps + 1))

    @rule(ms=st.sampled_from([0, 1, 50, 999, 3000, 10_000, 40_000]))
    def play(self, ms: int) -> None:
        self.take(min(max(self.now, 0) + ms, self.player.timeline.total_ms))

    @rule()
    def play_to_the_next_boundary(self) -> None:
        later = [block.end_ms for block in self.player.timeline.blocks if block.end_ms > self.now]
        if later:
            self.take(later[0])

    @precondition(lambda self: self.now >= 0)
    @rule(jump=st.sampled_from(["next", "back", "repeat"]))
    def jump(self, jump: str) -> None:
        closing = self.player.view(self.now).kind == "close"
        new = getattr(self.player, jump)(self.now)
        if not closing or new != self.now:
            self.landed(new)

    def landed(self, new: int) -> None:
        self.from_ms, self.now = new, new - 1

    @precondition(lambda self: self.now >= 0)
    @rule(change=st.sampled_from(["slower", "faster"]))
    def retime(self, change: str) -> None:
        before = [cue for cue in self.player.timeline.cues if cue.at_ms <= self.now]
        getattr(self.player, change)(self.now)
        assert [cue for cue in self.player.timeline.cues if cue.at_ms <= self.now] == before

    @precondition(lambda self: self.now >= 0)
    @rule()
    def lighten(self) -> None:
        number = self.player.view(self.now).item
        rest = self.plan.items[number + 1 :]
        if rest and self.player.view(self.now).kind != "close":
            self.plan = replace(self.plan, items=rest, half_range=True)
            self.landed(self.player.replace(self.plan, self.now))

    @precondition(lambda self: self.now >= 0)
    @rule()
    def look(self) -> None:
        view = self.player.view(self.now)
        partial = self.player.partial(self.now)
        assert view.left_ms >= 0
        assert 0 <= view.reps_done <= view.reps
        assert view.exercise == self.plan.items[view.item].exercise
        if partial is not None:
            assert view.kind == "rep"
            assert 0 < partial.reps == view.reps_done < view.reps

    @invariant()
    def the_blocks_follow_each_other(self) -> None:
        if hasattr(self, "player"):
            blocks = self.player.timeline.blocks
            assert blocks[0].start_ms == 0
            assert all(a.end_ms == b.start_ms for a, b in pairwise(blocks))


Sessions.TestCase.settings = settings(max_examples=sized(8, 60), stateful_step_count=25)
TestSessions = Sessions.TestCase


@given(plan=plans(), steps=st.lists(st.integers(1, 20_000), max_size=40))
@settings(max_examples=sized(15, 40))
def test_the_size_of_the_steps_makes_no_difference(plan: Plan, steps: list[int]) -> None:
    played, at = Player(plan, estimate_ms), 0
    events = list(played.due(0))
    for step in steps:
        at += step
        events += played.due(at)
    whole = compile_plan(plan, estimate_ms)
    assert [e for e in events if isinstance(e, Cue)] == [cue for cue in whole.cues if cue.at_ms <= at]
    assert [e for e in events if isinstance(e, SetEnd)] == [end for end in whole.set_ends if end.at_ms <= at]
