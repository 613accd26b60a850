"""English: what lies behind each row of the pain rules, for who asks why; it must not know when a row matches."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from coach.core.words.english.rules import RATED, exercise_names, given, number


def _from_before(**figures: Any) -> str:
    ((name, value),) = given(figures).items()
    if figures.get("before") is not None:
        return f"{figures['before']} before, {value} {RATED[name]}"
    return f"{value} {RATED[name]}, your usual: {figures['usual']} (before was not rated)"


def _severe_figures(**figures: Any) -> str:
    if figures["stopped"]:
        return ""  # The sentence names it.
    return ", ".join(f"{value} {RATED[name]}" for name, value in given(figures).items())


def _climbing_figures(this: int, ratings: int, last: int, last_ratings: int, **_told: Any) -> str:
    now, then = f"{this / ratings:.1f}", f"{last / last_ratings:.1f}"
    return f"{now} on average afterwards in 14 days, {then} in the 14 days before"


def _too_much_figures(hard: bool, tired: bool, unfinished: Sequence[str], **_told: Any) -> str:
    """What the sentence leaves out: it names the first of these itself."""
    said = ["you stopped, being tired"] if hard and tired else []
    said += [f"not finished: {exercise_names(unfinished)}"] if unfinished else []
    return "; ".join(said)


def _hurt_figures(exercises: Sequence[str], before: int, **_told: Any) -> str:
    return f"in {exercise_names(exercises)}: two points or more above the {before} before"


UNRATED = {"before": "your back before", "after": "your back afterwards", "effort": "how it felt"}


def _not_rated_figures(missing: Sequence[str], stopped: str | None) -> str:
    if not missing:
        return ""  # The sentence tells why it ended.
    ended = {"time": "there was no more time", "interrupted": "it was interrupted", None: ""}
    named = ", ".join(UNRATED[each] for each in missing)
    return "; ".join(filter(None, [f"not rated: {named}", ended[stopped]]))


def _since_the_last_change(green_days: int, **_told: Any) -> str:
    return f"{number(green_days)} good days since the last change"


def _above_comfort_figures(comfort: int, **figures: Any) -> str:
    rated = ", ".join(f"{figures[name]} {told}" for name, told in RATED.items() if name in figures)
    said = [f"{rated}, your usual: up to {comfort}"] if rated else []
    if "before_today" in figures:
        said.append(f"{figures['before_today']} before today, your usual: up to {figures['comfort_today']}")
    return "; ".join(said)


MORNING = "{morning} in the morning, your usual: {usual}"
BREAK = "{days} days since the last session"
FIGURES: Mapping[str, str | Callable[..., str]] = {
    "severe": _severe_figures,
    "severe_cleared": _severe_figures,
    "too_sore": "{before} before",
    "too_sore_again": "{before} before",
    "past_five": _from_before,
    "sore_day": "{before} before, your usual: {usual}",
    "rise": _from_before,
    "climbing": _climbing_figures,
    "climbing_on": _climbing_figures,
    "up_twice": _from_before,
    "up_past_five": _from_before,
    "sore_morning": MORNING,
    "too_much": _too_much_figures,
    "hurt_in_exercise": _hurt_figures,
    "rest_of_exercise": _hurt_figures,
    "short_break": BREAK,
    "long_break": BREAK,
    "very_long_break": BREAK,
    "back_up_same": _since_the_last_change,
    "back_up": _since_the_last_change,
    "one_more_good_day": lambda level, green_days, **_told: f"{_dose(level)}{_so_far(green_days)}",
    "back_toward": _since_the_last_change,
    "next_stage": "{easy_days} easy days in a row, and {quiet_days} days or more without a step back",
    "not_rated": _not_rated_figures,
    "above_comfort": _above_comfort_figures,
}


def _dose(level: str) -> str:
    return "half dose" if level == "half" else "a little less"


def _so_far(good_days: int) -> str:
    """Where there are none, the sentence says so."""
    return f"; {number(good_days)} good {'day' if good_days == 1 else 'days'} so far" if good_days else ""
