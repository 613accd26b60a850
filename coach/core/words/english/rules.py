"""English: the sentence of each row of the pain rules, and its figures; it must not know when a row matches.

`SENTENCES` are what a person reads first; `FIGURES` say what made the row match, for whoever asks why.
"""

from collections.abc import Callable, Mapping

TOO_SORE = "Too sore to start today. Gentle walking is fine, and so is calm breathing."
CLIMBING = "Pain has been climbing for weeks."
REST_DAYS = "Even the least hurt, so a rest of three days. Gentle walking is fine."
HURT = "It hurt in this exercise, so less of this one."
HALF = "so half as much and less far."

SENTENCES: Mapping[str, str | Callable[..., str]] = {
    "red_flag": "This needs medical help, not exercise.",
    "severe": "Severe or spreading pain: stop and get advice.",
    "severe_cleared": "After severe or spreading pain: half as much and less far.",
    "too_sore": TOO_SORE,
    "too_sore_again": f"{TOO_SORE} It is the second time running: please see a clinician.",
    "past_five": "It went up, and past 5, so a step back.",
    "sore_day": "A sore day: half as much, and less far.",
    "rise": f"It went up by two points or more, {HALF}",
    "stopped_for_pain": f"You stopped for pain, {HALF}",
    "climbing": f"{CLIMBING} So a little less.",
    "climbing_on": f"{CLIMBING} So a little less; and please see a clinician.",
    "up_twice": "Pain went up a little, twice running, so a little less.",
    "up_past_five": "Pain went up a little, and past 5, so a little less.",
    "sore_morning": "The morning after was well above your usual, so a little less.",
    "too_much": "That was too much, so a little less.",
    "rest_days": REST_DAYS,
    "rest_days_again": f"{REST_DAYS} It is the second time within 28 days: please see a clinician.",
    "hurt_in_exercise": HURT,
    "rest_of_exercise": f"{HURT} It rests for a week.",
    "short_break": "A break, so a little less.",
    "long_break": "A long break, so a lower start.",
    "very_long_break": "A very long break: start again safely.",
    "back_up": "Two good days: back up.",
    "one_more_good_day": "One more good day first.",
    "back_toward": "Two good days: back toward what it was.",
    "next_stage": "Ready for something slightly harder.",
    "slightly_more": "Two easy days: slightly more.",
    "not_rated": "Not rated, so nothing goes up.",
    "above_comfort": "Acceptable; stay here.",
    "screen_again": "Then answer the screening again: {screen}",
    "nothing_harder": "For now your screening or your routine has nothing of that stage; see: {new}",
}

STOPPED = {"sharp": "stopped: sudden sharp pain", "spread": "stopped: pain that spreads"}


def _ratings(**given: int) -> str:
    return ", ".join(f"{name} {value}" for name, value in given.items())


def _from_before(before: int | None = None, usual: int | None = None, **given: int) -> str:
    (name, value), *_ = given.items()
    if before is not None:
        return f"before {before}, {name} {value}: rise {value - before}"
    return f"{name} {value} against a usual {usual}, as before was not rated"


def _severe(stopped: str | None, **given: int) -> str:
    return STOPPED[stopped] if stopped else _ratings(**given)


def _climbing(this: int, ratings: int, last: int, last_ratings: int) -> str:
    return f"after, the mean of 14 days: {this}/{ratings} against {last}/{last_ratings} of the 14 days before"


def _too_much(hard: bool, tired: bool, unfinished: tuple[str, ...]) -> str:
    said = ["effort hard"] if hard else []
    said += ["stopped: tired"] if tired else []
    said += [f"not finished: {', '.join(unfinished)}"] if unfinished else []
    return "; ".join(said)


def _hurt(exercises: tuple[str, ...], before: int) -> str:
    return f"in {', '.join(exercises)}, 2 or more above {before} before"


def _not_rated(missing: tuple[str, ...], stopped: str | None) -> str:
    said = [f"missing: {', '.join(missing)}"] if missing else []
    return "; ".join([*said, *([f"stopped: {stopped}"] if stopped else [])])


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
    "past_five": _from_before,
    "sore_day": "before {before} against a usual {usual}",
    "rise": _from_before,
    "stopped_for_pain": "stopped: pain",
    "climbing": _climbing,
    "climbing_on": _climbing,
    "up_twice": _from_before,
    "up_past_five": _from_before,
    "sore_morning": "morning {morning} against a usual {usual}",
    "too_much": _too_much,
    "hurt_in_exercise": _hurt,
    "rest_of_exercise": _hurt,
    "short_break": "{days} days since the last session",
    "long_break": "{days} days since the last session",
    "very_long_break": "{days} days since the last session",
    "back_up": "{green_days} green days since the level changed",
    "one_more_good_day": "level {level}, {green_days} green days so far",
    "back_toward": "{green_days} green days since the last raise",
    "next_stage": "{easy_days} easy days in a row, {quiet_days} quiet days or more",
    "slightly_more": "{easy_days} easy days in a row since the last raise",
    "not_rated": _not_rated,
    "above_comfort": _above_comfort,
}
