"""English: what would bring more, and which days count for it; it must not know how the days are counted.

`days` are those that are still needed, 0 where the day at hand is the last of them.
"""

from collections.abc import Callable, Mapping, Sequence

from coach.core.words.english.rules import exercise_names, number


def _days(days: int, kind: str, all_: int) -> str:
    """The days still needed, as what a sentence begins with: "One more good day", "Two good days"."""
    more = "more " if days < all_ else ""
    return f"{number(days).capitalize()} {more}{kind} {'day' if days == 1 else 'days'}"


def _brings(days: int, kind: str, what: str, *, in_a_row: bool = False, all_: int = 2) -> str:
    if days == 0:
        return f"If today stays as {kind} as it was so far, the next day brings {what}."
    row = " in a row" if in_a_row and days > 1 else ""
    return f"{_days(days, kind, all_)}{row} {'brings' if days == 1 else 'bring'} {what}."


def _dose(level: str, days: int) -> str:
    to = "to the full dose" if level == "full" else "to a little less than planned"
    return _brings(days, "good", f"a step back up, {to}")


def _again(exercises: Sequence[str], days: int) -> str:
    return _brings(days, "good", f"back a step of {exercise_names(exercises)}")


def _of_exercise(exercises: Sequence[str], days: int) -> str:
    name = exercise_names(exercises)
    if days == 0:
        return f"If today stays as good as it was so far, {name} comes back a step."
    return f"{_days(days, 'good', 2)} with {name} {'brings' if days == 1 else 'bring'} it back a step."


def _step(exercises: Sequence[str], days: int) -> str:
    all_ = max(2, days)
    return _brings(days, "easy", f"a step more of {exercise_names(exercises)}", in_a_row=True, all_=all_)


def _harder(days: int, wait: int) -> str:
    earliest = f", in {number(wait)} {'day' if wait == 1 else 'days'} at the earliest" if wait > days else ""
    if days == 0 and earliest:
        return f"Easy days open a harder exercise{earliest}."
    if days == 0:
        return "If today stays as easy as it was so far, the next day opens a harder exercise."
    row = " in a row" if days > 1 else ""
    return f"{_days(days, 'easy', 4)}{row} {'opens' if days == 1 else 'open'} a harder exercise{earliest}."


def _after_rest(days: int) -> str:
    return (
        f"{'Tomorrow' if days == 1 else f'In {number(days)} days'} the rest is over; good days lead up from there."
    )


SENTENCES: Mapping[str, str | Callable[..., str]] = {
    "more_after_screening": "Nothing is added before the screening allows it again ({screen}).",
    "more_after_rest": _after_rest,
    "more_after_sore_day": "A sore day counts for itself alone; the next day goes on from where you were.",
    "more_of_exercise": _of_exercise,
    "more_dose": _dose,
    "more_again": _again,
    "more_step": _step,
    "more_harder": _harder,
    "good_day": (
        "A good day: all of it done and rated, not felt hard, no number above {near}, and none up by two points."
    ),
    "easy_day": "An easy day: a good one that felt easy and ended no higher than it began, or than your usual.",
}
