"""English: dates and names that all parts of the report use; it must not know where they stand."""

from collections.abc import Mapping
from datetime import date

from coach.core.words.english.dates import short

LEVELS: Mapping[str, str] = {"full": "full dose", "reduced": "a little less", "half": "half dose, half as far"}
STOPS: Mapping[str, str] = {
    "pain": "pain",
    "sharp": "sudden, sharp pain",
    "spread": "pain into a leg",
    "tired": "tired",
    "time": "no time",
    "interrupted": "interrupted",
}
RATED: Mapping[str, str] = {"before": "before", "after": "after", "morning": "morning after"}
NONE = "–"


def in_full(on: str) -> str:
    """An ISO date as "24 Nov 2026", without the system's locale."""
    day = date.fromisoformat(on)
    return f"{short(day)} {day.year}"


def days(first: str, last: str, *, year: bool = False) -> str:
    """From one ISO date to another: "20–26 Oct", "27 Oct–2 Nov"; with `year` "20–26 Oct 2026"."""
    one, other = date.fromisoformat(first), date.fromisoformat(last)
    ends = in_full(last) if year else short(other)
    if one == other:
        return ends
    if one.year != other.year and year:
        return f"{in_full(first)}–{ends}"
    return f"{one.day if one.month == other.month else short(one)}–{ends}"


def short_day(on: str) -> str:
    """An ISO date as "24 Nov"."""
    return short(date.fromisoformat(on))
