"""`coach show` without a name: all exercises with what the screening says of each today; it judges no back."""

import textwrap
from collections.abc import Iterator, Sequence

from coach.core import words
from coach.core.exercise import Exercise
from coach.core.reason import Reason
from coach.core.screening.for_exercise import Known

INDENT = "    "
ALLOWED, LATER, LEFT_OUT, UNKNOWN = "+", ".", "-", " "
LEGEND = "+ allowed   . allowed from a later stage on   - left out"
LATER_REASONS = ("allowed_from_stage", "unscreened_from_stage")


def lines(known: Known, width: int) -> Iterator[str]:
    """Own exercises first: each with a mark, its id and its name, and below it what is said of it, if it waits.

    Where nothing at all is played the reason stands once above all of them.
    """
    exercises = sorted(known.exercises.values(), key=lambda each: (each.shipped, each.id))
    column = max((len(each.id) for each in exercises), default=0)
    told = {each.id: known.told(each) for each in exercises}
    stopped = next((reasons for reasons in told.values() if reasons[-1:] == (Reason("stopped"),)), ())
    if stopped:
        yield from (*textwrap.wrap(_said(stopped), width), "")
    for each in exercises:
        reasons = () if stopped else told[each.id]
        own = "" if each.shipped else "  (your own)"
        yield f"{LEFT_OUT if stopped else _mark(known, each, reasons)} {each.id:<{column}}  {each.name}{own}"
        if [reason.id for reason in reasons] != ["allowed"]:
            yield from textwrap.wrap(_said(reasons), width, initial_indent=INDENT, subsequent_indent=INDENT)
    if known.answers is not None:
        yield from ("", LEGEND)


def _mark(known: Known, exercise: Exercise, reasons: Sequence[Reason]) -> str:
    if any(reason.id in LATER_REASONS for reason in reasons):
        return LATER
    if known.answers is None:
        return UNKNOWN
    return LEFT_OUT if known.is_left_out(exercise) else ALLOWED


def _said(reasons: Sequence[Reason]) -> str:
    return " ".join(map(words.sentence, reasons))
