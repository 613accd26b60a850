"""English: the sentence of each row of the pain rules, and its figures; it must not know when a row matches.

`SENTENCES` are what a person reads first; `FIGURES` say what made the row match, for whoever asks why.
"""

from collections.abc import Callable, Mapping

TOO_SORE = "Too sore to start today."
CLIMBING = "Pain is climbing from week to week."

SENTENCES: Mapping[str, str | Callable[..., str]] = {
    "red_flag": "This needs medical help, not exercise.",
    "severe": "Severe or spreading pain: stop and get advice.",
    "severe_cleared": "After severe or spreading pain: half as much and less far.",
    "too_sore": TOO_SORE,
    "too_sore_again": f"{TOO_SORE} It is the second time running: please see a clinician.",
    "past_five": "Pain passed 5, so a step back.",
    "rise": "Two points more is a real change, so half as much and less far.",
    "stopped_for_pain": "You stopped for pain, so half as much and less far.",
    "above_usual": "Two points more is a real change, so half as much and less far.",
    "climbing": CLIMBING,
    "climbing_on": f"{CLIMBING} It is the second week: please see a clinician.",
    "up_twice": "Pain went up a little, twice running, so a little less.",
    "too_much": "That was too much, so a little less.",
    "short_break": "A short break, so a little less.",
    "long_break": "A long break, so a lower start.",
    "very_long_break": "A very long break: start again safely.",
    "back_up": "Two good days: back up.",
    "one_more_good_day": "One more good day first.",
    "next_stage": "Ready for something slightly harder.",
    "slightly_more": "Two easy days: slightly more.",
    "at_limits": "Two easy days, and everything is at its limit: stay here.",
    "not_rated": "Not rated, so nothing goes up.",
    "above_comfort": "Acceptable; stay here.",
    "screen_again": "Then answer the screening again: {screen}",
    "nothing_harder": "For now your screening or your routine has nothing of that stage; see: {new}",
}

STOPPED = {"sharp": "stopped: sudden sharp pain", "spread": "stopped: pain that spreads"}


def _ratings(**given: int) -> str:
    return ", ".join(f"{name} {value}" for name, value in given.items())


def _against_usual(usual: int, **given: int) -> str:
    (name, value), *_ = given.items()
    return f"{name} {value} against a usual {usual}: rise {value - usual}"


def _severe(stopped: str | None, **given: int) -> str:
    return STOPPED[stopped] if stopped else _ratings(**given)


def _climbing(this: int, ratings: int, last: int, last_ratings: int) -> str:
    return f"after, the mean of 7 days: {this}/{ratings} against {last}/{last_ratings} the week before"


def _too_much(hard: bool, tired: bool, unfinished: tuple[str, ...]) -> str:
    said = ["effort hard"] if hard else []
    said += ["stopped: tired"] if tired else []
    said += [f"not finished: {', '.join(unfinished)}"] if unfinished else []
    return "; ".join(said)


def _not_rated(missing: tuple[str, ...], out_of_time: bool) -> str:
    said = [f"missing: {', '.join(missing)}"] if missing else []
    return "; ".join([*said, *(["stopped: time"] if out_of_time else [])])


def _above_comfort(
    comfort: int, before_today: int | None = None, comfort_today: int | None = None, **given: int
) -> str:
    said = [f"{name} {value}, comfort {comfort}" for name, value in given.items()]
    said += [f"before {before_today} today, comfort {comfort_today}"] if before_today is not None else []
    return "; ".join(said)


FIGURES: Mapping[str, str | Callable[..., str]] = {
    "severe": _severe,
    "severe_cleared": _severe,
    "too_sore": "before {before}",
    "too_sore_again": "before {before}",
    "past_five": _against_usual,
    "rise": _against_usual,
    "stopped_for_pain": "stopped: pain",
    "above_usual": "before {before} against a usual {usual}",
    "climbing": _climbing,
    "climbing_on": _climbing,
    "up_twice": lambda rise_before, **rest: f"{_against_usual(**rest)}; the session before: rise {rise_before}",
    "too_much": _too_much,
    "short_break": "{days} days since the last session",
    "long_break": "{days} days since the last session",
    "very_long_break": "{days} days since the last session",
    "back_up": "{green_days} green days since the level changed",
    "one_more_good_day": "level {level}, {green_days} green days so far",
    "next_stage": "{easy_days} easy days in a row, {quiet_days} quiet days or more",
    "slightly_more": "{easy_days} easy days in a row since the last raise",
    "at_limits": "{easy_days} easy days in a row since the last raise",
    "not_rated": _not_rated,
    "above_comfort": _above_comfort,
}
