"""How much is said of an exercise by how well it is known; it must not know any words."""

from dataclasses import dataclass

from coach.core.exercise import Exercise
from coach.core.model.planned import PlanItem
from coach.core.model.routine import VoiceMode

FULL_TIMES = 3  # So many sessions say everything.
NAMED_FROM = 11  # From the twelfth session on name and side are enough.


@dataclass(frozen=True, slots=True)
class Depth:
    """What is said of one exercise in this session.

    `setup` and `setup_in_full`: how to lie or stand for it, in many words or few. `teaches`: the first repetition
    in full sentences. `guides`: short words and the breath in the first repetitions. `correction`: the mistake to
    avoid in this session, "" for none.
    """

    setup: bool
    setup_in_full: bool
    teaches: bool
    guides: bool
    correction: str = ""


SILENT = Depth(setup=False, setup_in_full=False, teaches=False, guides=False)
BRIEF = Depth(setup=True, setup_in_full=False, teaches=True, guides=False)


def depth(item: PlanItem, words: VoiceMode) -> Depth:
    """What is said of an exercise; with `words` "learning" it is less the more often it was done."""
    if words == "beeps":
        return SILENT
    if words == "brief":
        return BRIEF
    times = item.times_done
    if words == "full" or times < FULL_TIMES:
        return Depth(True, True, True, True, _correction(item.exercise, times))
    later = times - FULL_TIMES
    # Every second time is "now and then"; the next one then brings another.
    correction = "" if later % 2 else _correction(item.exercise, later // 2)
    named = times >= NAMED_FROM
    return Depth(not named, setup_in_full=False, teaches=False, guides=not named, correction=correction)


def _correction(exercise: Exercise, turn: int) -> str:
    corrections = exercise.cues.corrections
    return corrections[turn % len(corrections)] if corrections else ""
