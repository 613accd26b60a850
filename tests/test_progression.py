"""The pain rules on written logs: a log in, the next plan and its rules out."""

import pytest
from logbook import after, plan_text, profile

SAME = "full, clamshell 1×10×0, bird_dog 1×6×2, plank 1×3×10"
REDUCED = "reduced, clamshell 1×8×0, bird_dog 1×4×0, plank 1×3×8"
HALF = "half, clamshell 1×5×0, bird_dog 1×4×0, plank 1×3×5"

# log; usual pain; today's before; days after the day after; plan; rules. The first 18 are those of the document.
WORKED = [
    ("before 2, after 2, easy", 2, None, 0, SAME, ""),
    ("before 2, after 2, easy; before 2, after 2, easy", 2, None, 0,
     "full, clamshell 1×10×0, bird_dog 1×8×2, plank 1×3×15", "P11"),
    ("before 4, after 4, easy; before 4, after 4, easy", 4, None, 0,
     "full, clamshell 1×10×0, bird_dog 1×8×2, plank 1×3×15", "P11"),
    ("before 2, after 3", 2, None, 0, SAME, "P10"),
    ("before 2, after 3; before 2, after 3", 2, None, 0, REDUCED, "P7"),
    ("before 3, after 3", 2, None, 0, SAME, "P10"),
    ("before 2, after 4", 2, None, 0, HALF, "P5"),
    ("before 0, after 2", 0, None, 0, SAME, ""),
    ("before 2, after 6", 2, None, 0, "half, stage 1, clamshell 1×5×0, bird_dog 1×4×0", "P4 P5"),
    ("before 2, after 4; before 2, after 2", 2, None, 0, HALF, "P14"),
    ("before 2, after 4; before 2, after 2; before 2, after 2", 2, None, 0, REDUCED, "P12"),
    ("before 2, after 4; before 2, after 4", 2, None, 0, "half, clamshell 1×4×0, plank 1×3×4", "P5"),
    ("before 2, after 2, unrated effort", 2, None, 0, SAME, "P9"),
    ("before 2, after 9", 2, None, 0, "no session", "P2 P4 P5"),
    ("before 2, after 2, hard", 2, None, 0, REDUCED, "P8"),
    ("before 2, after 2, clamshell 6 done", 2, None, 0,
     "reduced, clamshell 1×6×0, bird_dog 1×4×0, plank 1×3×8", "P8"),
    ("before 2, after 2, easy", 2, None, 9, REDUCED, "G1"),
    ("before 2, after 2", 2, 4, 0, HALF, "P5"),
]


@pytest.mark.parametrize(("log", "usual", "before", "days", "plan", "rules"), WORKED)
def test_a_log_gives_the_next_plan_and_its_rules(
    log: str, usual: int, before: int | None, days: int, plan: str, rules: str
) -> None:
    decision = after(log, profile(usual), days=days, before=before)
    assert (plan_text(decision), " ".join(decision.rules)) == (plan, rules)
