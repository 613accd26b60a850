"""The worked cases of the pain rules (second edition), one row each."""

from typing import Any

import pytest
from logbook import after, dose_text, profile

from coach.core.model.decided import Decision

SAME = "clamshell 1×10×0, bird_dog 1×6×2, plank 1×3×10"
FOUR_FIFTHS = "clamshell 1×8×0, bird_dog 1×4×0, plank 1×3×8"
HALF = "clamshell 1×5×0, bird_dog 1×4×0, plank 1×3×5"
HALF_CLAMSHELL = "clamshell 1×5×0, bird_dog 1×6×2, plank 1×3×10"
ONE_STAGE_LOWER = "clamshell 1×5×0, bird_dog 1×4×0, plank –"
RAISED = "clamshell 1×10×0, bird_dog 1×8×2, plank 1×3×15"
LEAST = "clamshell 1×3×0, bird_dog 1×4×0, plank 1×2×3"
EASY = "before 2, after 2, easy"
STEADY = "before 2, after 2"
UP_TWO = "before 2, after 4"
HURT = "before 2, report 5 in clamshell, after 2"


def running(session: str, times: int) -> str:
    return "; ".join([session] * times)


def told(decision: Decision) -> tuple[str, str, str]:
    """Plan, then level, stage where it is not 2, own levels where they are not full; then the rules."""
    doses = {each.id: dose_text(each.dose) for each in decision.exercises}
    plan = ", ".join(f"{id_} {doses.get(id_, '–')}" for id_ in ("clamshell", "bird_dog", "plank"))
    levels = [decision.level, *([f"stage {decision.stage}"] if decision.stage != 2 else [])]
    own = {each.id: str(each.own_level) for each in decision.exercises if each.own_level != "full"}
    own |= {each.id: "rest" for each in decision.omitted if each.rule == "rest"}
    levels += [f"{id_} {level}" for id_, level in own.items()]
    return plan if decision.allowed else "no session", ", ".join(levels), ", ".join(decision.rules) or "–"


CASES = [
    (EASY, {}, SAME, "full", "–"),
    (running(EASY, 2), {}, RAISED, "full", "P11"),
    (running("before 5, after 5, easy", 2), {"usual": 5}, RAISED, "full", "P11"),
    (running("before 6, after 6, easy", 2), {"usual": 6}, SAME, "full", "P10"),
    ("before 2, after 3", {}, SAME, "full", "–"),
    (running("before 2, after 3", 2), {}, FOUR_FIFTHS, "reduced", "P7"),
    ("before 4, after 4", {}, SAME, "full", "P10"),
    ("before 4, after 5", {}, SAME, "full", "P10"),
    (UP_TWO, {}, HALF, "half", "P5"),
    ("before 0, after 2", {"usual": 0}, SAME, "full", "–"),
    ("before 0, after 3", {"usual": 0}, HALF, "half", "P5"),
    ("before 2, after 6", {}, ONE_STAGE_LOWER, "half, stage 1", "P4, P5"),
    ("before 2, after 2, morning 5", {}, FOUR_FIFTHS, "reduced", "P7"),
    (f"{UP_TWO}; {STEADY}", {}, HALF, "half", "P14"),
    (f"{UP_TWO}; {running(STEADY, 2)}", {}, FOUR_FIFTHS, "reduced", "P12"),
    (f"{UP_TWO}; {running(STEADY, 4)}", {}, SAME, "full", "P12"),
    (running(UP_TWO, 2), {}, "clamshell 1×4×0, bird_dog 1×4×0, plank 1×3×4", "half", "P5"),
    (running(UP_TWO, 6), {}, LEAST, "half", "P5"),
    (running(UP_TWO, 6), {"days": 3}, LEAST, "half", "P5"),
    ("before 2, stopped interrupted, plank 0 done", {}, SAME, "full", "P9"),
    ("after 4", {}, SAME, "full", "P9, P10"),
    ("after 5", {}, HALF, "half", "P5"),
    ("before 6, after 7", {"usual": 5}, FOUR_FIFTHS, "reduced", "P7"),
    (
        f"{running(UP_TWO, 3)}; {running(STEADY, 6)}",
        {},
        "clamshell 1×8×0, bird_dog 1×4×2, plank 1×3×10",
        "full",
        "P17",
    ),
    (f"{running(UP_TWO, 3)}; {running(STEADY, 8)}", {}, SAME, "full", "P17"),
    (f"{UP_TWO}; {running('after 2, unrated effort', 2)}", {}, FOUR_FIFTHS, "reduced", "P12"),
    ("before 2, after 2, unrated effort", {}, SAME, "full", "P9"),
    ("before 2, after 9", {}, "no session", "half, stage 1", "P2, P4, P5"),
    ("before 6, after 8", {"usual": 6}, ONE_STAGE_LOWER, "half, stage 1", "P4, P5"),
    ("before 2, after 2, hard", {}, FOUR_FIFTHS, "reduced", "P8"),
    (
        "before 2, after 2, clamshell 6 done",
        {},
        "clamshell 1×6×0, bird_dog 1×4×0, plank 1×3×8",
        "reduced",
        "P8",
    ),
    (EASY, {"days": 8}, SAME, "full", "–"),
    (EASY, {"days": 9}, FOUR_FIFTHS, "reduced", "G1"),
    (STEADY, {"before": 4}, SAME, "full", "P10"),
    (STEADY, {"before": 5}, HALF, "half", "P5"),
    (STEADY, {"before": 6}, HALF, "half", "P4, P5"),
    (STEADY, {"before": 8}, "no session", "half", "P3, P4, P5"),
    (HURT, {}, HALF_CLAMSHELL, "full, clamshell half", "P15"),
    (
        f"{HURT}; {running(STEADY, 2)}",
        {},
        "clamshell 1×8×0, bird_dog 1×6×2, plank 1×3×10",
        "full, clamshell reduced",
        "–",
    ),
    (running(HURT, 2), {}, "clamshell –, bird_dog 1×6×2, plank 1×3×10", "full, clamshell rest", "P15"),
    (f"{running(HURT, 2)}; {running(STEADY, 7)}", {}, HALF_CLAMSHELL, "full, clamshell half", "–"),
    ("before 2, report 5 in clamshell, after 4", {}, HALF, "half, clamshell half", "P5, P15"),
]


@pytest.mark.parametrize(("log", "given", "plan", "levels", "rules"), CASES)
def test_a_worked_case(log: str, given: dict[str, int], plan: str, levels: str, rules: str) -> None:
    asked: dict[str, Any] = dict(given)
    who = profile(asked.pop("usual", 2))
    # The allowed plan of a day on which no session is allowed is not given.
    assert told(after(log, who, **asked)) == (plan, levels, rules)
