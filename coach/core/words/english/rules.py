"""English: the sentence of each row of the pain rules; it must not know when a row matches.

They are what a person reads and hears first: what was the cause, and what follows from it. A figure `level` says
what is played at the moment, where that is another level than the row asks for; `least`, that no dose gets any
smaller by it. Without figures they say the row in general.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from coach.core.exercise import base_of, side_of
from coach.core.number_words import listed
from coach.core.words.english.exercises import NAMES

WALKING = "Gentle walking is fine"
TOO_SORE = f"Too sore to start today. {WALKING}, and so is calm breathing."
CLIMBING = "Your pain has been climbing for weeks"
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
SEE_A_CLINICIAN = "please see a clinician."
RATED = {"before": "before", "during": "during it", "after": "afterwards", "morning": "the next morning"}
# What a stop was for, as it was chosen.
STOPPED = {
    "sharp": "Sudden, sharp pain",
    "spread": "Pain that is new in a leg, or further down it",
}


# What a row is called, where its sentence is not what is asked for.
ROWS: Mapping[str, str] = {
    "P1": "signs to have looked at",
    "P2": "severe pain, or pain that spreads",
    "P3": "too sore to start",
    "P4": "pain past 5",
    "P5": "clearly more pain",
    "P6": "more pain for weeks",
    "P7": "a little more pain",
    "P8": "too much",
    "P16": "days of rest",
    "P15": "pain in one exercise",
    "G1": "a break",
    "G2": "a long break",
    "G3": "a very long break",
    "P12": "a step back up",
    "P14": "on the way back up",
    "P17": "back toward what it was",
    "P13": "a harder exercise",
    "P11": "slightly more",
    "P9": "not rated",
    "P10": "above the usual",
}


def number(count: int) -> str:
    """A small number as a word, a larger one as digits."""
    return NUMBERS[count] if count < len(NUMBERS) else str(count)


def _days(count: int, kind: str) -> str:
    return f"{number(count).capitalize()} {kind} {'day' if count == 1 else 'days'}"


PAST = ", past 5"


def _so(
    level: str, least: bool, *, colon: bool = False, asked: str = "half", only_today: bool = False, **_more: Any
) -> str:
    """What follows for all doses, after a cause; `asked` is what the row itself asks for."""
    if level in ("full", "none"):
        return "."
    if least:
        return f": the doses are small already, so {'go only half as far' if level == 'half' else 'take it easy'}."
    so = ":" if colon else ", so"
    if level != "half":
        return f"{so} a little less than planned."
    if asked == "half":
        return f"{so} half as much and less far."
    return f"{so} {'a little less, and on this sore day half' if only_today else 'it stays at half and less far'}."


def _when(said: str, days_ago: int = 0, **_more: Any) -> str:
    """A cause with how long ago it was, where that is told."""
    return f"{number(days_ago).capitalize()} days ago {uncapitalised(said)}" if days_ago else said


def given(figures: Mapping[str, Any]) -> dict[str, int]:
    """The ratings that made a row match, but for `before`."""
    return {name: figures[name] for name in ("during", "after", "morning") if figures.get(name) is not None}


def _went_up(figures: Mapping[str, Any], past: str = "") -> str:
    """How pain went up in a session, from before or, where that was not rated, against the usual."""
    value = max(given(figures).values())
    if figures.get("before") is None:
        return f"Your pain was at {value}{past}, and your usual is {figures['usual']}"
    return f"Your pain went up from {figures['before']} to {value}{past}"


def _rise(level: str = "half", least: bool = False, **figures: Any) -> str:
    said = _went_up(figures) if figures else "Your pain went up by two points or more"
    return _when(said, **figures) + _so(level, least)


def _past_five(level: str = "half", least: bool = False, **figures: Any) -> str:
    said = _went_up(figures, PAST) if figures else f"Your pain went up by two points or more{PAST}"
    return f"{_when(said, **figures)}{_so(level, least)}"


def _up_twice(level: str = "reduced", least: bool = False, **figures: Any) -> str:
    said = _when("Your pain went up twice running", **figures)
    return said + _so(level, least, **{**figures, "asked": "reduced"})


def _up_past_five(level: str = "reduced", least: bool = False, **figures: Any) -> str:
    said = _went_up(figures, PAST) if figures else f"Your pain went up a little{PAST}"
    return f"{_when(said, **figures)}{_so(level, least, **{**figures, 'asked': 'reduced'})}"


def _sore_morning(level: str = "reduced", least: bool = False, **figures: Any) -> str:
    said = "at {morning}, well above your usual {usual}".format_map(figures) if figures else "well above your usual"
    after = "The morning after your last session" if figures.get("days_ago") else "The morning after"
    return f"{after} was {said}{_so(level, least, **{**figures, 'asked': 'reduced'})}"


def _sore_day(level: str = "half", least: bool = False, **_figures: Any) -> str:
    return f"A sore day{_so(level, least, colon=True)}"


def _severe_pain(figures: Mapping[str, Any]) -> str:
    stopped = figures.get("stopped")
    if stopped:
        return STOPPED[stopped]
    values = given(figures).values()
    return f"Severe pain, {max(values)} of 10" if values else "Severe or spreading pain"


def _severe(**figures: Any) -> str:
    return f"{_severe_pain(figures)}: stop and get advice."


def _severe_cleared(level: str = "half", least: bool = False, **figures: Any) -> str:
    return f"After {uncapitalised(_severe_pain(figures))}{_so(level, least, colon=True)}"


def _climbing(level: str = "reduced", least: bool = False, **figures: Any) -> str:
    return CLIMBING + _so(level, least, **{**figures, "asked": "reduced"})


def _climbing_on(level: str = "reduced", least: bool = False, **figures: Any) -> str:
    return f"{CLIMBING}{_so(level, least, **{**figures, 'asked': 'reduced'})} It goes on: {SEE_A_CLINICIAN}"


def _too_much(level: str = "reduced", least: bool = False, **figures: Any) -> str:
    causes = {"hard": "It felt hard", "tired": "You were tired", "unfinished": "Not all of it was done"}
    cause = next((said for name, said in causes.items() if figures.get(name)), "That was too much")
    return _when(cause, **figures) + _so(level, least, **{**figures, "asked": "reduced"})


def _stopped_for_pain(level: str = "half", least: bool = False, **figures: Any) -> str:
    return _when("You stopped for pain", **figures) + _so(level, least)


def _short_break(days: int | None = None, level: str = "reduced", least: bool = False, **figures: Any) -> str:
    so = _so(level, least, **{**figures, "asked": "reduced"})
    return f"A break{'' if days is None else f' of {days} days'}{so}"


def _long_break(days: int | None = None, level: str = "half", least: bool = False) -> str:
    return f"A long break{'' if days is None else f' of {days} days'}{_so(level, least)}"


def _very_long_break(days: int | None = None) -> str:
    return f"A very long break{'' if days is None else f' of {days} days'}: start again safely."


def uncapitalised(text: str) -> str:
    return text[:1].lower() + text[1:]


def _name(id_: str) -> str:
    base, side = base_of(id_), side_of(id_)
    return f"the {NAMES.get(base, base.replace('_', ' '))}{f' on the {side}' if side else ''}"


def exercise_names(ids: Sequence[str]) -> str:
    """Exercises in the middle of a sentence, by their ids."""
    return listed(dict.fromkeys(map(_name, ids)))  # Entries of one exercise may have the same.


def _hurt_in_exercise(exercises: Sequence[str] = (), **figures: Any) -> str:
    if not exercises:
        return "It hurt in this exercise, so less of this one."
    only = "this one" if len(exercises) == 1 else "these"
    return f"{_when(f'It hurt in {exercise_names(exercises)}', **figures)}, so less of {only}."


def _rest_of_exercise(exercises: Sequence[str] = (), rests: Sequence[str] = (), **figures: Any) -> str:
    resting = rests or exercises
    if not resting:
        return "It hurt in this exercise again, so it rests for a week."
    pause = "it rests" if len(resting) == 1 else "they rest"
    less = [id_ for id_ in exercises if id_ not in resting]
    also = f" Also less of {exercise_names(less)}." if less else ""
    hurt = _when(f"It hurt in {exercise_names(resting)} again", **figures)
    return f"{hurt}, so {pause} for a week.{also}"


def _good_days(green_days: int | None = None, today: bool = False, **_figures: Any) -> str:
    """What brings a lower level back up, and how much of it is there; `today`: so far today is a good day."""
    if green_days is not None and green_days >= 2:
        return f"{_days(green_days, 'good')} are done; after one more you go back up."
    if green_days == 1:  # Other days may lie between the two.
        return f"One more good day brings you back up{'; today can be it' if today else ''}."
    so_far = "" if green_days is None else "; today can be the first" if today else "; none yet"
    return f"Two good days in a row bring you back up{so_far}."


def _back_up_same(green_days: int, level: str) -> str:
    grows = "go as far as usual again" if level == "reduced" else "a step back up"
    return f"{_days(green_days, 'good')}: {grows}; the doses stay as they are."


def _rest(*, again: bool, days_left: int = 0) -> str:
    """The rest of three days; `days_left` with today, where it is not the first one."""
    left = {0: "", 1: ", today the last"}.get(days_left, f", {number(days_left)} of them left")
    said = f"Even the least hurt, so a rest of three days{left}. {WALKING}."
    return f"{said} It is the second time in 28 days: {SEE_A_CLINICIAN}" if again else said


def _not_rated(missing: Sequence[str] = (), stopped: str | None = None) -> str:
    if missing or stopped is None:
        return f"Not {'everything was ' if 0 < len(missing) < 3 else ''}rated, so nothing is added."
    ended = {"time": "There was no more time", "interrupted": "It was interrupted"}
    return f"{ended[stopped]}, so nothing is added."


def _above_comfort(**figures: Any) -> str:
    values = [figures[name] for name in (*RATED, "before_today") if figures.get(name) is not None]
    if not values:
        return "Acceptable; nothing is added."
    return f"With a {max(values)} nothing is added; what you do is right for now."


SENTENCES: Mapping[str, str | Callable[..., str]] = {
    "red_flag": "This needs medical help, not exercise.",
    "severe": _severe,
    "severe_cleared": _severe_cleared,
    "too_sore": TOO_SORE,
    "too_sore_again": f"{TOO_SORE} It is the second time running: {SEE_A_CLINICIAN}",
    "past_five": _past_five,
    "sore_day": _sore_day,
    "rise": _rise,
    "stopped_for_pain": _stopped_for_pain,
    "climbing": _climbing,
    "climbing_on": _climbing_on,
    "up_twice": _up_twice,
    "up_past_five": _up_past_five,
    "sore_morning": _sore_morning,
    "too_much": _too_much,
    "rest_days": partial(_rest, again=False),
    "rest_days_again": partial(_rest, again=True),
    "hurt_in_exercise": _hurt_in_exercise,
    "rest_of_exercise": _rest_of_exercise,
    "short_break": _short_break,
    "long_break": _long_break,
    "very_long_break": _very_long_break,
    "back_up_same": _back_up_same,
    "back_up": lambda green_days=2: f"{_days(green_days, 'good')}: a step back up.",
    "one_more_good_day": _good_days,
    "back_toward": lambda green_days=2: f"{_days(green_days, 'good')}: back toward what it was.",
    "next_stage": "Ready for something slightly harder.",
    "slightly_more": lambda easy_days=2: f"{_days(easy_days, 'easy')} in a row: slightly more.",
    "not_rated": _not_rated,
    "above_comfort": _above_comfort,
    # What is said beside the first row.
    "counted_once": "The same again: it counts once.",
    "screen_first": "Please answer the screening again before the next session ({screen}).",
    "screen_again": "Then answer the screening again ({screen}).",
    "nothing_harder": "For now your answers and your routine have nothing harder to add ({new}).",
    "way_back": "Two good days in a row bring you back up.",
    "way_back_from_less": "Two good days in a row bring you back up; further ones give back the rest.",
    "only_today": "It is only for today.",
    "exercise_way_back": "Two good days with it bring it back a step.",
}
