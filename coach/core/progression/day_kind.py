"""Tells of what kind a day is as a whole: more, steady, less, rest or stop; it must not know a colour or a word.

"more" is never said of a day on which a row that steps back matched; below the full dose only of a step back up.
"""

from typing import Literal

from coach.core.model.decided import Decision
from coach.core.progression import rules

DayKind = Literal["more", "steady", "less", "rest", "stop"]
RESTS = frozenset(("P3", "P16"))
UP = frozenset(rule.id for rule in rules.TABLE if rule.moment == "up")
HOLD = frozenset(rule.id for rule in rules.TABLE if rule.moment == "hold")
# What is more today without a row of the table.
MORE_UNLISTED = frozenset(("step_back_up", "after_sore_day", "back_today"))


def kind_of(decision: Decision) -> DayKind:
    """The kind of a day, from its rows and levels alone."""
    if not decision.allowed:
        why = {each.rule for each in decision.findings if each.reason == decision.reason}
        return "rest" if why & RESTS else "stop"
    if not decision.exercises:
        return "rest" if decision.reason.id == "enough_for_today" else "stop"
    found = {each.rule for each in decision.findings}
    if found - UP - HOLD:
        return "less"
    if found & UP:
        return "more"
    if decision.level != "full" or any(each.own_level != "full" for each in decision.exercises):
        return "less"
    return "more" if decision.reason.id in MORE_UNLISTED else "steady"
