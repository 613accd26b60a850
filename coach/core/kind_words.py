"""Chooses the one kind word of a session, and before which exercise it is said; it must not know how it is said.

Seldom, and by the date and the round alone: no word says how well anything was done, as nobody has seen it.
"""

from datetime import date

from coach.core.reason import Reason

WORDS = ("good_work", "your_time", "counts", "glad", "on_the_way")
STEP_A_DAY = 7  # Has no factor in common with the number of words.


def chosen(on: date, rounds_done: int, exercises: int) -> tuple[int, Reason] | None:
    """The index of the exercise before which it is said, never the first, and the word; about every second time."""
    between = exercises - 1
    turn = on.toordinal() * STEP_A_DAY + rounds_done
    place = turn % (2 * between) if between > 0 else between
    if place >= between:
        return None
    return place + 1, Reason("kind_word", which=WORDS[turn % len(WORDS)])
