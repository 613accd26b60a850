"""Says in a sign and two words of what kind a day is, and what a first day may expect; it decides nothing."""

from typing import NamedTuple

from coach.core.history.summary import NextRound
from coach.core.model.decided import Decision
from coach.core.progression.day_kind import DayKind, kind_of

SIGNS: dict[DayKind, str] = {"more": "▲", "steady": "=", "less": "▼", "rest": "–", "stop": "!"}
TITLES: dict[DayKind, str] = {
    "more": "A step up", "steady": "Steady", "less": "Less today", "rest": "Rest", "stop": "No session now",
}  # fmt: skip
DONE = "✓"
STARTS = ("first", "first_of_routine")

FIRST_SESSION = "What a session is like"
FIRST_STEPS = (
    "You give your back a number, 0 to 10.",
    "A voice says what comes and how to lie.",
    "It counts for you: out, hold, back.",
    "Space pauses, h: it hurts, q ends.",
    "A number afterwards sets the next dose.",
)
WILL_STAND_HERE = "What will stand here"
LATER = (
    "Your numbers, before and after a round.",
    "Your last rounds, and how they felt.",
    "How many rounds each week had.",
)


class Banner(NamedTuple):
    """The kind of a day with its sign and title; the kind says the colour, the sign the same without one."""

    kind: DayKind
    sign: str
    title: str


def banner(decision: Decision, following: NextRound, *, hurt: bool = False) -> Banner:
    """What stands over today; `hurt`: the last round was enough for today, and not because all were done."""
    kind = kind_of(decision)
    if kind in ("stop", "rest"):
        return Banner(kind, SIGNS[kind], TITLES[kind])
    if hurt or following.late:
        return Banner("rest", SIGNS["rest"], "Enough for today")
    if following.over:
        return Banner("rest", DONE, "Done for today")
    if following.rest:
        return Banner("rest", SIGNS["rest"], "A day of rest")
    if decision.reason.id in STARTS:
        return Banner("steady", SIGNS["steady"], "A first time")
    return Banner(kind, SIGNS[kind], TITLES[kind])
