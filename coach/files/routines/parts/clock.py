"""How days of the week and times of the day are written in a routine; it must not know what for."""

import re
from typing import Literal, get_args

DayName = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
DAYS: tuple[str, ...] = get_args(DayName)
PATTERN = r"^([01]?[0-9]|2[0-3]):[0-5][0-9]$"


def objection(text: str) -> str | None:
    """What is wrong with a time of the day; None where nothing is."""
    return None if re.fullmatch(PATTERN, text) else 'write hours and minutes, such as "07:30" or "18:00"'
