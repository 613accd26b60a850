"""Captions and chapters, parsed back by the rules of WebVTT and compared with the timeline."""

import unicodedata
from dataclasses import replace

from captions_read import parsed
from hypothesis import given
from hypothesis import strategies as st

from coach.core.exercise import Dose
from coach.core.model.planned import Plan, PlanItem
from coach.core.timeline import compile_plan, estimate_ms
from coach.core.timeline.captions import chapters, webvtt
from coach.core.timeline.cues import Cue, Timeline
from coach.files.exercises import load_shipped

EXERCISES = load_shipped()
PLANK = EXERCISES["plank"].name
DOSES = {"bird_dog": Dose(1, 10, 2), "clamshell": Dose(2, 4, 0), "plank": Dose(2, 3, 12)}
ITEMS = tuple(PlanItem(e := EXERCISES[id_], dose, e.move_ms, e.return_ms, 30_000) for id_, dose in DOSES.items())
PLAN = Plan("first", "First weeks", "full", ITEMS, opening="First weeks. Half as much today.")
TIMELINE = compile_plan(PLAN, estimate_ms)


def test_every_spoken_text_and_every_phase_comes_back_at_its_time() -> None:
    back = parsed(webvtt(PLAN, TIMELINE))
    cues = [cue for cue in TIMELINE.cues if cue.kind != "beep"]
    assert [(start, end) for start, end, _ in back] == [(c.at_ms, c.at_ms + c.dur_ms) for c in cues]
    for cue, (_, _, text) in zip(cues, back, strict=True):
        assert text == cue.text if cue.kind == "say" else text.endswith(f" · {cue.phase}")


def test_a_phase_says_where_it_is() -> None:
    texts = [text for _, _, text in parsed(webvtt(PLAN, TIMELINE))]
    assert "Bird-dog · set 1 of 1 · repetition 3 of 10 · hold" in texts
    assert "Clamshell · right side · set 2 of 2 · repetition 4 of 4 · return" in texts
    assert f"{PLANK} · set 2 of 2 · rest" in texts
    assert "Clamshell · left side · set 1 of 2 · change" in texts


def test_captions_come_in_order_of_their_start() -> None:
    starts = [start for start, _, _ in parsed(webvtt(PLAN, TIMELINE))]
    assert starts == sorted(starts)


def test_a_session_of_hours_has_hours_in_its_times() -> None:
    late = Timeline((Cue(2 * 3_600_000 + 61_007, "say", 1000, text="Still here."),), (), (), 2 * 3_600_000 + 70_000)
    assert webvtt(PLAN, late) == "WEBVTT\n\n02:01:01.007 --> 02:01:02.007\nStill here.\n"


def test_what_lasts_no_time_or_says_nothing_gets_no_caption() -> None:
    cues = (Cue(0, "say", 0, text="Gone."), Cue(5, "say", 900, text=" \x1b\n"), Cue(9, "phase", 0, phase="return"))
    assert webvtt(PLAN, Timeline(cues, (), (), 1000)) == "WEBVTT\n"


@given(st.text(st.characters(), max_size=60))
def test_any_text_in_an_exercise_makes_captions_that_can_be_read(text: str) -> None:
    exercise = replace(EXERCISES["bird_dog"], name=text)
    plan = replace(PLAN, items=(PlanItem(exercise, Dose(1, 1, 0), 1000, 1000, 0),), opening=text)
    written = webvtt(plan, compile_plan(plan, lambda _: 700))
    written.encode("utf-8")
    assert not {unicodedata.category(sign) for sign in written.replace("\n", "")} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert len(parsed(written)) >= 3


def test_chapters_are_the_exercises_and_their_sides_from_the_first_sample_to_the_last() -> None:
    found = chapters(PLAN, TIMELINE)
    assert [each.title for each in found] == ["Bird-dog", "Clamshell · left side", "Clamshell · right side", PLANK]
    assert found[0].start_ms == 0
    assert [each.end_ms for each in found[:-1]] == [each.start_ms for each in found[1:]]
    assert found[-1].end_ms == TIMELINE.total_ms
    starts = {block.start_ms for block in TIMELINE.blocks if block.kind == "prepare"}
    assert {each.start_ms for each in found} <= starts


def test_a_timeline_of_nothing_has_no_chapters() -> None:
    empty = replace(PLAN, items=())
    assert chapters(empty, compile_plan(empty, estimate_ms)) == ()
