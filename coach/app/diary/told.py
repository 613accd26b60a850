"""Makes an activity or an own thing out of what a person writes; it must not know the log, nor a screen."""

from coach.core.diary import FEWEST_MINUTES, LONGEST, MOST_MINUTES, MOST_THINGS, WALK
from coach.core.safe_text import clean
from coach.errors import CoachError


def words_of(text: str) -> str:
    """A person's own words as they are kept: one line, without what a terminal would act on.

    Raises CoachError for none, and for more than 60 signs.
    """
    words = " ".join(clean(text.encode(errors="replace").decode()).split())
    if not words:
        raise CoachError("Say what it was, in a few words.")
    if len(words) > LONGEST:
        raise CoachError(f"That is {len(words)} signs long. Say it in {LONGEST} or fewer.")
    return words


def activity_of(text: str) -> str:
    """The name of an activity, as `words_of`; a walk is one in capitals, too."""
    words = words_of(text)
    return WALK if words.casefold() == WALK else words


def minutes_of(text: str) -> int:
    """Minutes as they are typed. Raises CoachError for anything but 1 to 1440."""
    if not (text.isascii() and text.isdigit() and len(text) <= 4 and FEWEST_MINUTES <= int(text) <= MOST_MINUTES):
        raise CoachError(f"A whole number of minutes from {FEWEST_MINUTES} to {MOST_MINUTES}, please.")
    return int(text)


def things_of(texts: list[str]) -> tuple[str, ...]:
    """Up to three things, each once. Raises CoachError for more, or for one that `words_of` refuses."""
    found = tuple(dict.fromkeys(words_of(text) for text in texts))
    if len(found) > MOST_THINGS:
        raise CoachError(f"At most {MOST_THINGS} things: those that matter most to you.")
    return found
