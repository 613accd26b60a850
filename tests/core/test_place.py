"""A session that goes on where it was interrupted: what is left is played, all of it, and nothing twice."""

from dataclasses import replace

import pytest

from coach.core.exercise import Dose
from coach.core.model.planned import Place, Plan, PlanItem
from coach.core.model.routine import VoiceMode
from coach.core.plan import lighten
from coach.core.timeline import compile_plan, estimate_ms, phrases, texts
from coach.core.timeline.cues import SetEnd
from coach.core.timeline.player import Player
from coach.files.exercises import load_shipped

EXERCISES = load_shipped()
DOSES = {"bird_dog": Dose(2, 4, 2), "clamshell": Dose(2, 6, 0), "plank": Dose(1, 3, 10)}
ITEMS = tuple(PlanItem(e := EXERCISES[id_], dose, e.move_ms, e.return_ms, 10_000) for id_, dose in DOSES.items())
PLAN = Plan("r", "Routine", "full", ITEMS, opening="Steady.")
WHOLE = compile_plan(PLAN, estimate_ms)


def repetitions(plan: Plan) -> list[tuple[int, int, str | None, int]]:
    return [(b.item, b.set, b.side, b.rep) for b in compile_plan(plan, estimate_ms).blocks if b.kind == "rep"]


def places() -> list[tuple[Place, int]]:
    """Every place that a session comes through, and how many repetitions lie behind it."""
    player, found, behind = Player(PLAN, estimate_ms), [], 0
    for block in WHOLE.blocks:
        for at_ms in (block.start_ms, block.end_ms - 1):
            place = player.place(at_ms)
            if place is not None:
                guided = block.kind == "rep" and player.view(at_ms).reps_done == block.rep
                found.append((place, behind + guided))
        behind += block.kind == "rep"
    return found


@pytest.mark.parametrize("voice", ["full", "beeps"])
def test_from_every_place_the_rest_is_played(voice: VoiceMode) -> None:
    every = repetitions(PLAN)
    assert len(places()) > len(every)
    for place, behind in places():
        plan = replace(PLAN, begin=place, voice=voice)
        assert repetitions(plan) == every[behind:], place
        ends = compile_plan(plan, estimate_ms).set_ends
        assert [replace(end, at_ms=0) for end in ends] == [
            replace(end, at_ms=0) for end in WHOLE.set_ends[len(WHOLE.set_ends) - len(ends) :]
        ]


def test_where_it_goes_on_is_said_first_with_how_to_lie_and_no_rest() -> None:
    text = phrases.going_on(ITEMS[1], 2, "left", 4)
    assert text == "We go on with clamshell: second set, left side, four left."
    plan = replace(PLAN, opening=text, begin=Place("clamshell", 2, "left", 2))
    cues = compile_plan(plan, estimate_ms).cues
    said = [cue.text for cue in cues if cue.text is not None]
    assert said[0] == text
    assert said[1].startswith("Next: clamshell, left side. Lie")
    assert not any("exercises, about" in each for each in said)
    assert set(said) <= set(texts(plan))
    assert next(cue.phase for cue in cues if cue.kind == "phase") == "change"


def test_a_place_that_the_plan_lacks_is_no_place() -> None:
    with pytest.raises(ValueError, match="no place"):
        compile_plan(replace(PLAN, begin=Place("clamshell", 3, "left", 0)), estimate_ms)


def test_the_player_goes_on_there_and_back_leads_no_further() -> None:
    player = Player(replace(PLAN, begin=Place("clamshell", 2, "left", 4)), estimate_ms)
    assert player.place(0) == Place("clamshell", 2, "left", 4)
    blocks = player.timeline.blocks
    in_second = blocks[2].start_ms + 100
    assert player.so_far(in_second) == SetEnd(in_second, "clamshell", 2, "left", 5)
    for jump in (player.back, player.repeat):
        assert player.place(jump(in_second)) == Place("clamshell", 2, "left", 4)
    while not player.view(in_second).done:
        player.due(in_second)
        in_second += 1000
    player.due(in_second)
    assert player.all_done


def test_before_it_begins_it_shows_how_far_it_was() -> None:
    player = Player(replace(PLAN, begin=Place("clamshell", 2, "left", 2)), estimate_ms)
    here = player.view(0)
    assert (here.kind, here.rep, here.reps_done, here.reps) == ("prepare", 0, 2, 6)


def test_less_of_it_begins_at_its_own_beginning() -> None:
    lighter = lighten(replace(PLAN, begin=Place("clamshell", 2, "left", 4)), 1)
    assert lighter is not None
    assert [item.exercise.id for item in lighter.items] == ["plank"]
    assert lighter.begin is None
