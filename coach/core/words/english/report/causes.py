"""English: what made a row of the pain rules act, told of the person; it must not know when a row matches."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from coach.core.words.english.report.terms import STOPS
from coach.core.words.english.rules import exercise_names, given

RATED: Mapping[str, str] = {"during": "in it", "after": "after", "morning": "in the morning"}


def _rated(**figures: Any) -> str:
    return ", ".join(f"{value} {RATED[name]}" for name, value in given(figures).items())


def _severe(stopped: str | None = None, **figures: Any) -> str:
    return STOPS[stopped] if stopped else _rated(**figures)


def _rose(before: int | None = None, usual: int | None = None, **figures: Any) -> str:
    began = f"usual {usual}, not rated before" if before is None else f"{before} before"
    return f"{began}, {_rated(**figures)}"


def _climbing(this: int, ratings: int, last: int, last_ratings: int) -> str:
    return f"mean after a round {this / ratings:.1f} in 14 days, {last / last_ratings:.1f} in the 14 before"


def _too_much(hard: bool, tired: bool, unfinished: Sequence[str]) -> str:
    said = ["felt hard"] if hard else []
    said += ["ended tired"] if tired else []
    return ", ".join([*said, *([f"not finished: {exercise_names(unfinished)}"] if unfinished else [])])


def _hurt(exercises: Sequence[str], before: int, **_told: Any) -> str:
    return f"in {exercise_names(exercises)}, {before} before"


BREAK = "{days} days without a session"
GOOD_DAYS = "{green_days} good days since the last change"
SENTENCES: Mapping[str, str | Callable[..., str]] = {
    "report_cause_severe": _severe,
    "report_cause_too_sore": "{before} before",
    "report_cause_too_sore_again": "{before} before, the second time running",
    "report_cause_past_five": _rose,
    "report_cause_rise": _rose,
    "report_cause_sore_day": "{before} before, usual {usual}",
    "report_cause_stopped_for_pain": "stopped for pain",
    "report_cause_climbing": _climbing,
    "report_cause_climbing_on": _climbing,
    "report_cause_up_twice": _rose,
    "report_cause_up_past_five": _rose,
    "report_cause_sore_morning": "{morning} in the morning, usual {usual}",
    "report_cause_too_much": _too_much,
    "report_cause_rest_days": "pain at the least dose",
    "report_cause_rest_days_again": "pain at the least dose, the second time in 28 days",
    "report_cause_hurt_in_exercise": _hurt,
    "report_cause_rest_of_exercise": _hurt,
    "report_cause_short_break": BREAK,
    "report_cause_long_break": BREAK,
    "report_cause_very_long_break": BREAK,
    "report_cause_back_up": GOOD_DAYS,
    "report_cause_back_up_same": GOOD_DAYS,
    "report_cause_back_toward": GOOD_DAYS,
    "report_cause_next_stage": "{easy_days} easy days in a row",
    "report_cause_slightly_more": "{easy_days} easy days in a row",
}
