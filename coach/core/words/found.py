"""What is said of each row that matched for a day; it must not know when a row matches."""

from coach.core import words
from coach.core.model.decided import Decision, Finding
from coach.core.progression import rules


def each_said(decision: Decision, *, keys: bool = False) -> list[str]:
    """What each row says; one that comes of the screening says also what to do about it, as the day does."""
    said = words.listed((each.reason for each in decision.findings), keys=keys)
    return [
        words.together(decision.reasons, keys=keys) if _is_whole_day(decision, each) else text
        for each, text in zip(decision.findings, said, strict=True)
    ]


def _is_whole_day(decision: Decision, found: Finding) -> bool:
    return (found.rule not in rules.ORDER or found.rule == "P1") and found.reason == decision.reason
