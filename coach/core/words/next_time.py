"""Says in one paragraph what a session means for the next one; it must not know how that was decided."""

from coach.core import words
from coach.core.model.decided import Decision

NEXT, TOMORROW_ON = "Next time", "From tomorrow on"
# What only another date brings: the next round of this one is still as it was.
LATER_DATE = {"slightly_more", "back_up", "back_up_same", "back_toward", "next_stage"}


def next_time(decision: Decision) -> str:
    """ "Next time: …" with the reason of the next decision."""
    same = decision.reason.id == "steady" and not decision.also
    when = TOMORROW_ON if decision.reason.id in LATER_DATE else NEXT
    return f"{when}: {'the same as today.' if same else words.together(decision.reasons)}"
