"""Reads and writes a dose in one text, such as "2x12" or "1x5x10s"; it must not know any exercise."""

import re
from typing import NamedTuple

MOST_SETS, MOST_REPS, MOST_HOLD_S = 20, 200, 300
# As a regular expression, bounds included: for the JSON Schema.
_SETS = r"(0{0,2}[1-9]|0?(1[0-9]|20))"
_REPS = r"(0{0,3}[1-9]|0{0,2}[1-9][0-9]|0?(1[0-9]{2}|200))"
_HOLD = r"(0{0,3}[0-9]|0{0,2}[1-9][0-9]|0?([12][0-9]{2}|300))"
PATTERN = rf"^{_SETS} ?[xX×] ?{_REPS}( ?[xX×] ?{_HOLD} ?s)?$"
ONE_REPETITION = r"^[0-9]+ ?[xX×] ?0*1( ?[xX×]|$)"
_PARTS = re.compile(r"([0-9]{1,3}) ?[xX×] ?([0-9]{1,4})(?: ?[xX×] ?([0-9]{1,4}) ?s)?")
_BARE_SECONDS = re.compile(r"[0-9]{1,3} ?[xX×] ?[0-9]{1,4} ?[xX×] ?[0-9]{1,4}")


class Written(NamedTuple):
    """A dose as it was written: sets, repetitions, and seconds held, None where they were left out."""

    sets: int
    reps: int
    hold_s: int | None


def read(text: str) -> Written:
    """The dose in a text that has no objection."""
    found = _PARTS.fullmatch(text)
    assert found is not None
    sets, reps, hold_s = found.groups()
    return Written(int(sets), int(reps), None if hold_s is None else int(hold_s))


def write(sets: int, reps: int, hold_s: int | None = None) -> str:
    """The text of a dose; without seconds they are left to the exercise."""
    return f"{sets}x{reps}" + ("" if hold_s is None else f"x{hold_s}s")


def objection(text: str) -> str | None:
    """What is wrong with the text of a dose; None where nothing is."""
    if _PARTS.fullmatch(text) is None:
        shape = 'write sets x repetitions, such as "2x12", or with seconds held, such as "1x5x10s"'
        return f'{shape}; seconds end in s: "{text}s"' if _BARE_SECONDS.fullmatch(text) else shape
    dose = read(text)
    for name, found, least, most in (
        ("sets", dose.sets, 1, MOST_SETS),
        ("repetitions", dose.reps, 1, MOST_REPS),
        ("seconds held", dose.hold_s or 0, 0, MOST_HOLD_S),
    ):
        if not least <= found <= most:
            return f"the {name} must be from {least} to {most}, found {found}"
    return None
