"""The timeline: what is said and sounded when, held by rules for any plan and by readable golden files.

To write the golden files anew after a meant change: COACH_WRITE_GOLDEN=1 pytest tests/core/test_timeline.py
"""

import os
import time
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings
from size import sized

from coach.core.changes import ChangeSeconds
from coach.core.durations import COUNT_IN_MS
from coach.core.exercise import Dose
from coach.core.model.done import Side
from coach.core.model.planned import Plan, PlanItem
from coach.core.model.routine import VoiceMode
from coach.core.number_words import number
from coach.core.reason import Reason
from coach.core.timeline import TONE_MS, LengthMs, compile_plan, estimate_ms, minutes, phrases, texts
from coach.core.timeline.cue_text import line
from coach.core.timeline.cues import Block, Cue, Timeline
from coach.files.exercises import load_shipped

GOLDEN = Path(__file__).parents[1] / "golden"


def item(name: str, sets: int, reps: int, hold_s: int, rest_s: int = 30, times_done: int = 0) -> PlanItem:
    exercise = load_shipped()[name]
    dose = Dose(sets, reps, hold_s)
    return PlanItem(exercise, dose, exercise.move_ms, exercise.return_ms, rest_s * 1000, times_done=times_done)


def plan(
    *items: PlanItem,
    voice: VoiceMode = "full",
    half_range: bool = False,
    opening: str = "Steady today.",
    notes: tuple[str, ...] = (),
) -> Plan:
    return Plan("first-weeks", "First weeks", voice, items, half_range, opening, notes)


def compiled(*items: PlanItem, voice: VoiceMode = "full", half_range: bool = False) -> Timeline:
    return compile_plan(plan(*items, voice=voice, half_range=half_range), estimate_ms)


def said(timeline: Timeline) -> list[str]:
    return [cue.text for cue in timeline.cues if cue.text is not None]


def sounds(timeline: Timeline, set_: int | None = None, rep: int | None = None) -> list[str]:
    return [
        cue.sound
        for cue in timeline.cues
        if cue.sound is not None and set_ in (None, cue.set) and rep in (None, cue.rep)
    ]


def blocks(timeline: Timeline, kind: str) -> list[Block]:
    return [block for block in timeline.blocks if block.kind == kind]


def during(timeline: Timeline, block: Block) -> list[Cue]:
    return [cue for cue in timeline.cues if block.start_ms <= cue.at_ms < block.end_ms]


def length_of(block: Block) -> int:
    return block.end_ms - block.start_ms


# Golden files

FULL = replace(
    plan(
        item("seated_flexion", 1, 3, 10),
        item("bird_dog", 2, 4, 2),
        item("clamshell", 1, 3, 0),
        opening="First weeks. Steady today.",
        notes=("Stay below a mild stretch.",),
    ),
    encouragement=Reason("encouragement", which="walking_counts"),
)
HALF = plan(item("glute_bridge", 3, 3, 0, rest_s=20), item("brace", 1, 3, 3), voice="brief", half_range=True)
BEEPS = plan(item("plank", 2, 2, 15, rest_s=0), item("hip_flexor", 1, 2, 5), voice="beeps")


def session(number: int) -> Plan:
    """One person's session of that number, with the same doses in each."""
    items = tuple(replace(each, times_done=number - 1) for each in FULL.items)
    return replace(FULL, voice="learning", items=items, notes=())


GOLDENS = {"full": FULL, "brief-half": HALF, "beeps": BEEPS} | {
    f"learning-session-{number}": session(number) for number in (1, 4, 20)
}


@pytest.mark.parametrize(("name", "of"), GOLDENS.items())
def test_a_session_sounds_as_in_its_golden_file(name: str, of: Plan) -> None:
    text = "".join(f"{line(cue)}\n" for cue in compile_plan(of, estimate_ms).cues)
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("COACH_WRITE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    assert text == path.read_text("utf-8")


# Rules for any plan


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    names = draw(st.lists(st.sampled_from(sorted(load_shipped())), min_size=1, max_size=4))
    items = []
    for name in names:
        dose = Dose(draw(st.integers(1, 3)), draw(st.integers(1, 6)), draw(st.integers(0, 30)))
        tempo = st.sampled_from([500, 1000, 1500, 3000, 6000])
        times_done = draw(st.sampled_from([0, 2, 3, 4, 10, 11, 20]))
        made = replace(
            item(name, 1, 1, 0, times_done=times_done), dose=dose, move_ms=draw(tempo), return_ms=draw(tempo)
        )
        items.append(replace(made, rest_ms=draw(st.sampled_from([0, 2500, 5000, 10_000, 20_000, 45_000]))))
    return plan(
        *items,
        voice=draw(st.sampled_from(["full", "learning", "learning", "brief", "beeps"])),
        half_range=draw(st.booleans()),
        opening=draw(st.sampled_from(["", "Two points more is a real change, so half as much today."])),
        notes=draw(st.sampled_from([(), ("Breathe on.",)])),
    )


PACES = st.sampled_from([Fraction(1, 2), Fraction(4, 5), Fraction(1), Fraction(25, 16), Fraction(4)])
WORD_MS = st.sampled_from([0, 20, 66, 140])


@given(of=plans(), pace=PACES, per_sign=WORD_MS)
@settings(max_examples=sized(15, 150))
def test_every_timeline_keeps_the_rules(of: Plan, pace: Fraction, per_sign: int) -> None:
    asked: set[str] = set()

    def length_ms(text: str) -> int:
        asked.add(text)
        return per_sign * len(text)

    timeline = compile_plan(of, length_ms, pace)
    assert asked == set(texts(of)), "what is asked for depends on neither lengths nor pace"
    assert timeline == compile_plan(of, length_ms, pace)
    check_order(timeline)
    check_speech(timeline, per_sign)
    check_tones(timeline)
    check_repetitions(of, timeline, pace)
    check_preparations(timeline)


def check_order(timeline: Timeline) -> None:
    assert [cue.at_ms for cue in timeline.cues] == sorted(cue.at_ms for cue in timeline.cues)
    assert timeline.blocks[0].start_ms == 0
    assert timeline.blocks[-1].end_ms == timeline.total_ms
    assert all(a.end_ms == b.start_ms and a.start_ms < a.end_ms for a, b in pairwise(timeline.blocks))
    for index, block in enumerate(timeline.blocks):
        last = index + 1 == len(timeline.blocks)
        until = len(timeline.cues) if last else timeline.blocks[index + 1].first_cue
        assert list(timeline.cues[block.first_cue : until]) == during(timeline, block)


def check_speech(timeline: Timeline, per_sign: int) -> None:
    says = [cue for cue in timeline.cues if cue.kind == "say"]
    assert all(a.at_ms + a.dur_ms + 100 <= b.at_ms for a, b in pairwise(says))
    assert all(cue.text and cue.dur_ms == per_sign * len(cue.text) for cue in says)
    for block in timeline.blocks:
        spans = [cue for cue in during(timeline, block) if cue.kind == "phase"]
        for cue in during(timeline, block):
            if cue.kind == "say":
                end_ms = cue.at_ms + cue.dur_ms
                assert end_ms <= (block.go_ms or block.end_ms)
                inside = [span for span in spans if span.at_ms <= cue.at_ms < span.at_ms + span.dur_ms]
                assert all(end_ms <= span.at_ms + span.dur_ms for span in inside)


def check_tones(timeline: Timeline) -> None:
    """No tone begins inside a sentence, and no sentence with a tone that has only just begun."""
    says = [cue for cue in timeline.cues if cue.kind == "say"]
    for tone in (cue for cue in timeline.cues if cue.kind == "beep"):
        for cue in says:
            assert not cue.at_ms <= tone.at_ms < cue.at_ms + cue.dur_ms, (tone, cue)
            assert not tone.at_ms <= cue.at_ms < min(tone.at_ms + tone.dur_ms, tone.at_ms + 200), (tone, cue)


def check_repetitions(of: Plan, timeline: Timeline, pace: Fraction) -> None:
    sides = {"each": 2}
    wanted = sum(it.dose.repetitions * sides.get(it.exercise.side, 1) for it in of.items)
    reps = blocks(timeline, "rep")
    assert len(reps) == wanted == sum(end.reps for end in timeline.set_ends)
    for block in reps:
        it = of.items[block.item]
        spans = [cue for cue in during(timeline, block) if cue.kind == "phase"]
        expected = ["move", "hold", "return"] if it.dose.hold_s else ["move", "return"]
        assert [span.phase for span in spans] == expected
        assert all(a.at_ms + a.dur_ms == b.at_ms for a, b in pairwise(spans))
        breath = 1000 * pace if block.rep < it.dose.reps else 0
        exact = (it.move_ms + it.return_ms) * pace + it.dose.hold_s * 1000 + breath
        assert abs(length_of(block) - exact) <= 2
        starts = [
            cue.sound for cue in during(timeline, block) if cue.kind == "beep" and cue.at_ms == block.start_ms
        ]
        last = block.rep == it.dose.reps
        assert starts == ["go" if block.rep == 1 else "last_repetition" if last else "repetition"]
    assert {end.at_ms for end in timeline.set_ends} == {
        b.end_ms for b in reps if b.rep == of.items[b.item].dose.reps
    }


def check_preparations(timeline: Timeline) -> None:
    for block in blocks(timeline, "prepare"):
        assert block.go_ms == block.end_ms - COUNT_IN_MS
        cues = during(timeline, block)
        counting = [cue.at_ms - block.end_ms for cue in cues if cue.sound == "count_in"]
        assert counting == [-3000, -2000, -1000]
        span = next(cue for cue in cues if cue.kind == "phase")
        assert span.at_ms + span.dur_ms == block.end_ms
        assert all((cue.set, cue.rep) == (block.set, None) for cue in cues)


# Single rules


def test_the_first_cue_is_the_opening_at_zero_whatever_the_lengths() -> None:
    bare = replace(FULL, opening="")
    for speak in (lambda _: 0, len, lambda _: 9000):
        first = compile_plan(bare, speak).cues[0]
        assert (first.at_ms, first.kind, first.text) == (0, "say", "First weeks.")
    assert texts(bare)[0] == "First weeks."


def test_what_comes_and_how_long_is_said_last_before_the_first_exercise() -> None:
    assert said(compile_plan(FULL, estimate_ms))[:3] == [
        "First weeks. Steady today.", "Stay below a mild stretch.", "Three exercises, about five minutes.",
    ]  # fmt: skip
    assert said(compiled(item("brace", 1, 1, 3)))[1] == "One exercise, about one minute."


def changes_ms(of: Plan, length_ms: LengthMs = lambda _: 0) -> list[int]:
    return [cue.dur_ms for cue in compile_plan(of, length_ms).cues if cue.phase == "change"]


ALL_CHANGES = plan(
    item("brace", 1, 1, 3),
    item("heel_slide", 1, 1, 0),
    item("clamshell", 1, 1, 0),
    item("seated_flexion", 1, 1, 3),
    item("bird_dog", 1, 2, 3),
    item("brace", 1, 1, 3),
)


def test_a_change_of_position_takes_the_seconds_of_its_kind() -> None:
    # From the computer to the floor, none, to the side, its other side, up, down, from hands and knees to the back.
    assert changes_ms(ALL_CHANGES) == [20_000, 10_000, 10_000, 10_000, 20_000, 20_000, 12_000]
    wished = replace(ALL_CHANGES, change_s=ChangeSeconds(40, 50, 30, 60))
    assert changes_ms(wished) == [50_000, 10_000, 30_000, 30_000, 40_000, 50_000, 60_000]


def test_half_of_a_change_is_left_after_its_words() -> None:
    timeline = compile_plan(ALL_CHANGES, estimate_ms)
    for block, ms in zip(
        blocks(timeline, "prepare"), (20_000, None, 10_000, 10_000, 20_000, 20_000, 12_000), strict=True
    ):
        spoken = [cue for cue in during(timeline, block) if cue.kind == "say"]
        if ms is not None:
            assert block.end_ms - spoken[-1].at_ms - spoken[-1].dur_ms >= ms // 2


def test_what_is_said_in_a_change_does_not_depend_on_its_seconds_nor_on_waiting() -> None:
    usual = said(compile_plan(ALL_CHANGES, estimate_ms))
    assert said(compile_plan(replace(ALL_CHANGES, change_s=ChangeSeconds(3, 3, 3, 3)), estimate_ms)) == usual
    waiting = said(compile_plan(replace(ALL_CHANGES, change="wait"), estimate_ms))
    assert [text for text in waiting if text not in (phrases.READY, phrases.GOING_ON)] == usual


def test_a_wait_asks_once_after_45_seconds_and_goes_on_by_itself_after_45_more() -> None:
    voices: tuple[VoiceMode, ...] = ("full", "brief")
    for voice in voices:
        timeline = compile_plan(replace(ALL_CHANGES, change="wait", voice=voice), estimate_ms)
        waits = [block for block in blocks(timeline, "prepare") if block.wait_ms is not None]
        assert len(waits) == 6
        for block in waits:
            assert block.wait_ms is not None
            cues = [cue for cue in during(timeline, block) if block.wait_ms <= cue.at_ms]
            ask, on, *count_in = cues
            assert (ask.text, on.text) == (phrases.READY, phrases.GOING_ON)
            assert ask.at_ms == block.wait_ms + 45_000
            assert on.at_ms == ask.at_ms + ask.dur_ms + 100 + 45_000
            assert block.go_ms == on.at_ms + on.dur_ms + 100 == count_in[0].at_ms
            assert [cue.sound for cue in count_in] == ["count_in"] * 3
            assert block.end_ms == block.go_ms + 3000


def test_a_wait_without_words_asks_by_tones() -> None:
    timeline = compile_plan(replace(ALL_CHANGES, change="wait", voice="beeps"), estimate_ms)
    assert not said(timeline)
    first = blocks(timeline, "prepare")[0]
    heard = [(cue.sound, cue.at_ms) for cue in during(timeline, first) if cue.sound]
    assert heard[:2] == [("rest", 45_000), ("rest", 45_000 + 600 + 45_000)]


def test_the_minutes_that_are_told_leave_waiting_out() -> None:
    assert minutes(replace(ALL_CHANGES, change="wait")) == minutes(ALL_CHANGES)


def test_a_preparation_too_short_for_its_sentence_takes_the_short_one_and_then_grows() -> None:
    pair = (item("brace", 1, 1, 3), item("heel_slide", 1, 1, 0))
    short = load_shipped()["heel_slide"].cues.setup_short
    slow = compile_plan(plan(*pair), lambda text: 70 * len(text))
    slower = compile_plan(plan(*pair), lambda text: 200 * len(text))
    assert any(text.endswith(short) for text in said(slow))
    assert length_of(blocks(slow, "prepare")[1]) == 10_000
    grown = blocks(slower, "prepare")[1]
    speech = [cue for cue in during(slower, grown) if cue.kind == "say"]
    assert speech[-1].text is not None
    assert speech[-1].text.endswith(short)
    assert length_of(grown) == speech[-1].at_ms + speech[-1].dur_ms + 100 + 3000 - grown.start_ms


def test_without_rest_only_the_count_in_is_left() -> None:
    timeline = compiled(item("brace", 2, 2, 3, rest_s=0))
    rest = blocks(timeline, "prepare")[1]
    assert length_of(rest) == 3000
    assert [cue.sound or cue.phase for cue in during(timeline, rest)] == [
        "rest",
        "count_in",
        "count_in",
        "count_in",
    ]
    assert not [cue for cue in during(timeline, rest) if cue.sound == "rest"]


def test_a_long_rest_names_its_seconds_and_warns_ten_seconds_before_its_end() -> None:
    timeline = compiled(item("clamshell", 2, 1, 0, rest_s=30))
    rest = blocks(timeline, "prepare")[1]
    words = {cue.text: cue.at_ms for cue in during(timeline, rest) if cue.text}
    assert list(words) == ["Rest. 30 seconds. Next: second set, left side.", "Ten seconds."]
    assert words["Ten seconds."] == rest.end_ms - 10_000


def test_at_another_pace_no_seconds_are_named_because_they_would_be_wrong() -> None:
    timeline = compile_plan(plan(item("brace", 2, 1, 3)), estimate_ms, Fraction(5, 4))
    assert "Rest. Next: second set." in said(timeline)
    assert length_of(blocks(timeline, "prepare")[1]) == 37_500


def test_both_sides_of_an_exercise_are_done_one_after_the_other_with_a_change_between() -> None:
    timeline = compiled(item("clamshell", 2, 2, 0))
    ends = [(end.set, end.side) for end in timeline.set_ends]
    assert ends == [(1, "left"), (2, "left"), (1, "right"), (2, "right")]
    change = blocks(timeline, "prepare")[2]
    first = [cue for cue in during(timeline, change) if cue.at_ms == change.start_ms]
    assert {cue.sound or cue.phase for cue in first} == {"side_change", "change"}
    assert any(text.startswith("Turn over: right side.") for text in said(timeline))
    assert {cue.side for cue in during(timeline, change)} == {"right"}


def test_an_alternating_exercise_changes_the_side_with_each_repetition_and_names_it() -> None:
    timeline = compiled(item("bird_dog", 3, 4, 2))
    reps = blocks(timeline, "rep")
    assert [block.side for block in reps] == ["left", "right"] * 6
    for block in reps[4:]:
        limbs = "left hand, right leg" if block.side == "left" else "right hand, left leg"
        assert during(timeline, block)[2].text == limbs
    assert {end.side for end in timeline.set_ends} == {"both"}


def test_words_thin_out_from_full_sentences_to_one_correction_to_counts() -> None:
    timeline = compile_plan(plan(item("glute_bridge", 3, 3, 0)), lambda text: 60 * len(text))
    cues = load_shipped()["glute_bridge"].cues

    def words(set_: int) -> list[str]:
        return [cue.text for cue in timeline.cues if cue.text and cue.set == set_ and cue.rep]

    assert words(1) == [
        cues.move, cues.return_, "one", cues.breathe_move, cues.breathe_return, "Last one.", cues.move_short,
        cues.return_short,
    ]  # fmt: skip
    assert words(2) == [cues.corrections[0], "one", "Last one."]
    assert words(3) == ["one", "Last one."]


@pytest.mark.parametrize(("set_", "rep"), [(1, 2), (2, 1), (2, 2)])
def test_the_first_hold_of_a_set_is_counted_aloud_and_later_ones_tick_down_to_the_last_three(
    set_: int, rep: int
) -> None:
    timeline = compiled(item("brace", 2, 2, 6))
    block = next(b for b in blocks(timeline, "rep") if (b.set, b.rep) == (set_, rep))
    start_ms = next(cue.at_ms for cue in during(timeline, block) if cue.phase == "hold")
    counted = {cue.text: cue.at_ms - start_ms for cue in during(timeline, block) if cue.text}
    assert [counted.get(word) for word in ("three", "two", "one")] == [3000, 4000, 5000]
    assert ("four" in counted) == (rep == 1)
    assert sounds(timeline, set_=set_, rep=rep).count("tick") == (0 if rep == 1 else 2)


def test_closed_eyes_can_tell_a_repetition_from_a_second_of_a_hold() -> None:
    timeline = compiled(item("brace", 2, 4, 3))
    between = [
        [
            cue.text
            for cue in timeline.cues
            if cue.set == set_
            and cue.rep
            and cue.text in ("one", "two", "three", "one done", "two done", "three done", "Last one.")
        ]
        for set_ in (1, 2)
    ]
    assert between[0] == [
        "one", "one done", "two done", "Last one.",
    ]  # fmt: skip
    assert between[1] == ["two", "one", "one done", "two done", "Last one."], "later seconds are ticks"


@given(of=plans(), pace=PACES, per_sign=WORD_MS)
@settings(max_examples=sized(20, 100))
def test_a_bare_number_is_either_a_second_or_a_repetition_and_never_both_in_one_set(
    of: Plan, pace: Fraction, per_sign: int
) -> None:
    timeline = compile_plan(of, lambda text: per_sign * len(text), pace)
    numbers = {number(n) for n in range(1, 100)}
    meanings: dict[tuple[int, int, str, str], set[str]] = {}
    for block in blocks(timeline, "rep"):
        hold = next((cue for cue in during(timeline, block) if cue.phase == "hold"), None)
        for cue in during(timeline, block):
            if cue.text in numbers:
                held = hold is not None and hold.at_ms <= cue.at_ms < hold.at_ms + hold.dur_ms
                place = (block.item, block.set, of.items[block.item].exercise.id, cue.text)
                meanings.setdefault(place, set()).add("second" if held else "repetition")
    assert all(len(found) == 1 for found in meanings.values())


def test_a_long_hold_counts_its_half_and_its_last_three_seconds() -> None:
    timeline = compiled(item("plank", 2, 1, 20))
    first, later = blocks(timeline, "rep")
    start_ms = next(cue.at_ms for cue in during(timeline, first) if cue.phase == "hold")
    words = [(cue.text, cue.at_ms - start_ms) for cue in during(timeline, first) if cue.text]
    assert words[2:6] == [("Halfway.", 10_200), ("three", 17_000), ("two", 18_000), ("one", 19_000)]
    assert sounds(timeline, set_=1, rep=1) == ["go", "hold_start", "halfway", "hold_end"]
    assert [c.sound for c in during(timeline, later) if c.sound] == ["go", "hold_start", "halfway", "hold_end"]
    assert [cue.text for cue in during(timeline, later) if cue.text][-4:] == ["Halfway.", "three", "two", "one"]


def test_the_half_of_a_hold_is_told_from_twenty_seconds_on_in_every_repetition() -> None:
    for hold_s, times in ((19, 0), (20, 4), (30, 4)):
        assert said(compiled(item("plank", 2, 2, hold_s))).count("Halfway.") == times


def test_beeps_say_nothing_at_all_and_ask_for_no_text() -> None:
    assert said(compile_plan(BEEPS, estimate_ms)) == []
    assert texts(BEEPS) == ()


def test_brief_teaches_the_movement_once_and_always_names_a_side_that_changes() -> None:
    timeline = compiled(item("bird_dog", 2, 4, 3), voice="brief")
    says = [cue for cue in timeline.cues if cue.kind == "say"]
    moves = [
        next((cue.text for cue in says if 0 <= cue.at_ms - start.at_ms < 3000), None)
        for start in timeline.cues
        if start.phase == "move"
    ]
    assert moves == ["left hand, right leg", "right hand, left leg"] * 4
    assert "Left hand, right leg: reach the arm forward, the leg back." in said(timeline)


def test_a_correction_is_said_once_whether_in_a_single_set_or_in_the_second_of_the_first_side() -> None:
    for sets in (1, 2, 3):
        texts_said = [c.text for c in compiled(item("clamshell", sets, 5, 0), voice="full").cues if c.kind == "say"]
        said = texts_said.count(load_shipped()["clamshell"].cues.corrections[0])
        assert said == 1


SETUPS = {0: "setup", 2: "setup", 3: "setup_short", 10: "setup_short", 11: "", 19: ""}


@pytest.mark.parametrize("times_done", SETUPS)
@pytest.mark.parametrize("name", sorted(load_shipped()))
def test_words_thin_out_by_how_often_an_exercise_was_done(name: str, times_done: int) -> None:
    exercise = load_shipped()[name]
    one = item(name, 1, 6, exercise.start.hold_s, times_done=times_done)
    words = said(compile_plan(plan(one, voice="learning"), lambda text: 40 * len(text)))
    first = next(text for text in words if text.startswith("First: "))
    side: Side | None = "left" if exercise.side == "each" else None
    setup = phrases.sided(getattr(exercise.cues, SETUPS[times_done], ""), side)
    named = f"First: {phrases.name(exercise)}{', left side' if side else ''}."
    assert first == f"{named} {setup}".strip()
    assert (exercise.cues.return_ in words) == (times_done < 3)
    if times_done >= 11 and exercise.side != "alternate":
        assert not {exercise.cues.move, exercise.cues.move_short, exercise.cues.return_short} & set(words)


@pytest.mark.parametrize("name", sorted(load_shipped()))
def test_a_correction_is_said_in_each_learning_session_then_in_every_second_and_each_time_another(
    name: str,
) -> None:
    corrections = load_shipped()[name].cues.corrections
    found = []
    for times_done in range(12):
        words = said(compile_plan(plan(item(name, 1, 6, 0, times_done=times_done), voice="learning"), estimate_ms))
        heard = [text for text in corrections if text in words]
        assert all(words.count(text) == 1 for text in heard)
        found.append(heard)
    a, b, c = ([text] for text in corrections)
    assert found == [a, b, c, a, [], b, [], c, [], a, [], b]


@pytest.mark.parametrize("voice", ["learning", "full", "brief"])
@pytest.mark.parametrize("name", ["bird_dog", "dead_bug"])
@pytest.mark.parametrize("times_done", SETUPS)
@pytest.mark.parametrize("per_sign", [20, 66, 200])
def test_where_two_limbs_move_a_side_alone_is_never_said(
    name: str, voice: VoiceMode, times_done: int, per_sign: int
) -> None:
    of = plan(item(name, 2, 6, 2, times_done=times_done), voice=voice)
    words = said(compile_plan(of, lambda text: per_sign * len(text)))
    assert not {"left", "right"} & {text.strip(".").lower() for text in words}


def test_the_breath_is_told_in_the_first_repetitions_until_an_exercise_is_known() -> None:
    for times_done in (0, 3, 11):
        for name, told in (("glute_bridge", 1), ("heel_slide", 2)):
            of = plan(item(name, 2, 6, 0, times_done=times_done), voice="learning")
            words = said(compile_plan(of, estimate_ms))
            assert words.count(load_shipped()[name].cues.breathe_return) == (told if times_done < 11 else 0)
        one = plan(item("brace", 2, 6, 5, times_done=times_done), voice="learning")
        breathing = [text for text in said(compile_plan(one, estimate_ms)) if "keep breathing" in text.lower()]
        assert breathing == ["Hold, and keep breathing." if times_done == 0 else "Keep breathing."]


HELD = sorted(name for name, each in load_shipped().items() if each.max_hold_s >= 3 and each.side != "alternate")


@pytest.mark.parametrize("voice", ["learning", "full", "brief"])
@pytest.mark.parametrize("hold_s", [3, 4, 5, 10])
@pytest.mark.parametrize("name", [*HELD, "bird_dog"])
def test_in_the_first_hold_of_three_seconds_or_more_one_is_told_what_to_do_or_to_keep_breathing(
    name: str, hold_s: int, voice: VoiceMode
) -> None:
    cues = load_shipped()[name].cues
    words = said(compile_plan(plan(item(name, 1, 4, hold_s), voice=voice), estimate_ms))
    told = [text for text in words if text in (cues.hold, phrases.KEEP_BREATHING)]
    assert told.count(phrases.KEEP_BREATHING) <= 1
    assert told, "never only a word or two"
    if "keep breathing" in cues.hold:
        assert len(told) == 1


def test_half_range_is_said_once_before_the_first_set_of_each_exercise() -> None:
    timeline = compiled(item("clamshell", 2, 2, 0), item("bird_dog", 2, 2, 0), half_range=True)
    for name in ("clamshell", "bird_dog"):
        assert said(timeline).count(load_shipped()[name].cues.range) == 1


def test_halfway_through_is_said_once_from_four_sets_on() -> None:
    assert said(compiled(item("brace", 3, 2, 3))).count("Halfway through.") == 0
    timeline = compiled(item("brace", 2, 2, 3), item("heel_slide", 3, 2, 0))
    assert said(timeline).count("Halfway through.") == 1
    before = next(cue for cue in timeline.cues if cue.text == "Halfway through.")
    assert (before.exercise, before.set) == ("heel_slide", 2)


LYING = {"side_lying", "supine", "prone", "prone_support"}


@pytest.mark.parametrize("name", sorted(load_shipped()))
def test_who_comes_up_from_lying_is_told_how_and_no_one_else(name: str) -> None:
    exercise = load_shipped()[name]
    roll, stay = (
        "Roll to your side, wait a moment, then get up slowly.",
        "Stay on your side a moment, then get up slowly.",
    )
    for before, told in (("brace", roll), ("clamshell", stay), ("sit_to_stand", "")):
        words = said(compiled(item(before, 1, 1, 3), item(name, 1, 1, exercise.start.hold_s)))
        comes_up = told and exercise.position in {"sitting", "standing", "half_kneeling"}
        last = [stay if exercise.position == "side_lying" else roll] if exercise.position in LYING else []
        assert [text for text in words if text in (roll, stay)] == [*([told] if comes_up else []), *last]
        assert words[-1] == phrases.CLOSING
    assert said(compiled(item(name, 1, 1, 3), voice="beeps")) == []


@pytest.mark.parametrize("length_ms", [1_000, 15_000])
@pytest.mark.parametrize("voice", ["full", "brief"])
def test_getting_up_in_the_middle_is_said_first_and_has_its_time(voice: VoiceMode, length_ms: int) -> None:
    items = item("clamshell", 1, 1, 0), item("seated_flexion", 1, 1, 10)
    timeline = compile_plan(plan(*items, voice=voice), lambda _: length_ms)
    change = next(each for each in timeline.blocks if each.kind == "prepare" and each.item == 1)
    texts_said = [cue for cue in during(timeline, change) if cue.kind == "say"]
    assert [str(cue.text)[:5] for cue in texts_said[:2]] == ["Stay ", "Next:"]
    assert change.go_ms is not None
    assert all(cue.at_ms + cue.dur_ms <= change.go_ms for cue in texts_said)
    assert change.go_ms - change.start_ms >= max(17_000, 2 * length_ms)


def test_a_true_sentence_comes_after_the_question_and_where_that_is_asked_it_waits_for_the_answer() -> None:
    told = Reason("encouragement", which="hurt_not_harm")
    voices: tuple[VoiceMode, ...] = ("full", "brief")
    for voice in voices:
        of = replace(plan(item("sit_to_stand", 1, 1, 0), voice=voice), encouragement=told)
        cues = [cue for cue in compile_plan(of, estimate_ms).cues if cue.kind == "say"][-2:]
        assert [cue.text for cue in cues] == [phrases.CLOSING, "Hurt is not harm."]
        assert cues[1].at_ms - cues[0].at_ms - cues[0].dur_ms >= 3_000
        assert said(compile_plan(replace(of, rated=True), estimate_ms))[-1] == phrases.CLOSING
        assert "Hurt is not harm." in texts(replace(of, rated=True)), "its clip is there when the ratings are"


def test_the_close_sounds_and_asks_for_the_rating_and_belongs_to_no_exercise() -> None:
    timeline = compiled(item("sit_to_stand", 1, 1, 0))
    cues = during(timeline, timeline.blocks[-1])
    assert [cue.sound or cue.text for cue in cues] == ["exercise_done", "session_done", phrases.CLOSING]
    assert cues[0].at_ms + cues[0].dur_ms < cues[1].at_ms
    assert cues[1].at_ms + cues[1].dur_ms < cues[2].at_ms
    assert {(cue.exercise, cue.set, cue.rep, cue.side) for cue in cues} == {(None, None, None, None)}


def test_going_on_after_another_exercise_says_next_and_has_no_opening() -> None:
    one = item("brace", 1, 1, 3)
    timeline = compile_plan(plan(one), estimate_ms, after=item("heel_slide", 1, 1, 0))
    assert said(timeline)[0].startswith("Next: belly brace.")
    assert set(said(timeline)) <= set(texts(plan(one)))
    assert length_of(timeline.blocks[0]) == 10_000


def test_exercises_without_repetitions_are_passed_over() -> None:
    timeline = compiled(replace(item("brace", 1, 1, 3), dose=Dose(0, 5, 3)), item("heel_slide", 1, 2, 0))
    assert {block.item for block in timeline.blocks} == {1}
    assert said(timeline)[2].startswith("First: heel slide.")


def test_texts_of_an_own_exercise_are_never_formatted_nor_sent_raw_to_a_terminal() -> None:
    one = item("clamshell", 1, 1, 0)
    cues = replace(one.exercise.cues, setup="{side} {0.__class__} \x1b[2J", setup_short="{other}")
    own = replace(one, exercise=replace(one.exercise, cues=cues))
    timeline = compiled(own)
    assert any("Left {0.__class__} \x1b[2J" in text for text in said(timeline))
    lines = [line(cue) for cue in timeline.cues]
    assert not any(sign < " " or sign == "\x7f" for one_line in lines for sign in one_line)


def test_lines_are_of_the_contract() -> None:
    assert line(Cue(65_432, "say", 900, text="Bend")) == '01:05.432 say "Bend"'
    assert line(Cue(0, "beep", 350, sound="go")) == "00:00.000 beep go"
    move = Cue(5000, "phase", 2500, exercise="bird_dog", set=1, rep=2, side="right", phase="move")
    assert line(move) == "00:05.000 move 2.5 s, bird_dog, set 1, repetition 2, right"


def test_every_tone_has_a_length_and_only_known_tones_sound() -> None:
    timeline = compile_plan(FULL, estimate_ms)
    assert {cue.sound for cue in timeline.cues if cue.sound} <= set(TONE_MS)
    assert all(cue.dur_ms == TONE_MS[cue.sound] for cue in timeline.cues if cue.sound)


def test_ten_thousand_cues_take_well_under_a_second() -> None:
    big = plan(*(item("bird_dog", 3, 30, 3) for _ in range(11)))
    start_s = time.process_time()
    timeline = compile_plan(big, estimate_ms)
    assert len(timeline.cues) > 10_000
    assert time.process_time() - start_s < 1.0


@pytest.mark.parametrize(
    ("n", "word"), [(1, "one"), (10, "ten"), (19, "nineteen"), (20, "twenty"), (45, "forty-five"), (100, "100")]
)
def test_counts_are_words(n: int, word: str) -> None:
    assert number(n) == word
