"""Says how an amount is written that somebody wrote in words of their own; it must not know where it stands."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

NUMBERS = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"((?:{'|'.join(MONTHS)})[a-z]*)"
_TIME = r"(?:[ T,]+(?:at )?(\d{1,2})[:.](\d{2})(?::(\d{2}))? ?(am|pm)?)?"
_DATES = (
    (r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", (1, 2, 3)),
    (r"(\d{1,2})[./](\d{1,2})[./](\d{4})", (3, 2, 1)),
    (rf"(\d{{1,2}})(?:\.|st|nd|rd|th)? {_MONTH}\.?,? (\d{{4}})", (3, 2, 1)),
    (rf"{_MONTH}\.? (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})", (3, 1, 2)),
)
_N = r"(\d{1,6}(?:\.\d{1,3})?)"


class Advice(NamedTuple):
    """What to know, and the lines to write in place of the one with the mistake."""

    message: str
    lines: tuple[str, ...]


def advice(key: str, text: str) -> Advice | None:
    """How to write the amount in `text` at this key; None where it is no amount that is known here."""
    words = " ".join(text.strip().lower().split())
    if not words or len(words) > 40:
        return None
    for pattern, say in _KNOWN:
        found = re.fullmatch(pattern, words)
        if found and (said := say(key, found)) is not None:
            return said
    return None


def moment(text: str) -> str | None:
    """A date, with or without a time, as TOML has it; None for what is none."""
    for pattern, order in _DATES:
        found = re.fullmatch(pattern + _TIME, text.strip(), re.IGNORECASE)
        if found is None:
            continue
        year, month, day = (found[place] for place in order)
        number = int(month) if month.isdigit() else 1 + MONTHS.index(month[:3].lower())
        hour = int(found[4] or 8) % 12 + 12 * (found[7].lower() == "pm") if found[7] else int(found[4] or 8)
        try:
            at = datetime(int(year), number, int(day), hour, int(found[5] or 0), int(found[6] or 0))
        except ValueError:
            return None
        return at.isoformat()
    return None


def seconds(hours: int, minutes: int, rest: int) -> int:
    """A time of a clock as seconds."""
    return hours * 3600 + minutes * 60 + rest


def _one(key: str, value: str, message: str) -> Advice:
    line = f"{key} = {value}"
    return Advice(f"{message}: {line}", (line,))


def _is_seconds(key: str) -> bool:
    return key.endswith("_s") and key != "tempo_s"


def _tempo(key: str, found: re.Match[str]) -> Advice | None:
    if key not in ("tempo_s", "tempo"):
        return None
    ways = [part for part in re.split(r"[^\d.]+", found[0]) if part]
    lines = [f"tempo_s = [{ways[0]}, {ways[-1]}]"]
    held = len(ways) == 3 and ways[1].strip("0.")
    if held:
        lines.append(f"hold_s = {ways[1]}")
    return Advice(f"the seconds out and back are a list: {' and '.join(lines)}", tuple(lines))


def _seconds(key: str, found: re.Match[str]) -> Advice | None:
    if key.endswith("_ms"):
        return _one(key, f"{float(found[1]) * 1000:g}", "write the milliseconds as a number")
    return _one(key, found[1], "the unit is in the key already, so leave it out") if _is_seconds(key) else None


def _hours(key: str, found: re.Match[str]) -> Advice | None:
    if not key.startswith("minutes"):
        return None
    return _one(key, f"{float(found[1]) * 60 + float(found[2] or 0):g}", "write the minutes as a number")


def _milliseconds(key: str, found: re.Match[str]) -> Advice | None:
    if key.endswith("_ms"):
        return _one(key, found[1], "the unit is in the key already, so leave it out")
    return _one(key, f"{float(found[1]) / 1000:g}", "write the seconds as a number") if _is_seconds(key) else None


def _minutes(key: str, found: re.Match[str]) -> Advice | None:
    if _is_seconds(key):
        return _one(key, f"{float(found[1]) * 60:g}", "write the seconds as a number")
    return _one(key, found[1], "write the number without its unit")


def _clock(key: str, found: re.Match[str]) -> Advice | None:
    hours, minutes, rest = (int(part or 0) for part in found.groups())
    return (
        _one(key, str(seconds(hours, minutes, rest)), "write the seconds as a number") if _is_seconds(key) else None
    )


def _dose(key: str, found: re.Match[str]) -> Advice | None:
    if key not in ("sets", "reps", "dose"):
        return None
    sets, reps, held = found.groups()
    lines = (f"sets = {sets}", f"reps = {reps}", *([f"hold_s = {held}"] if held else []))
    return Advice(f"write {' and '.join(lines)}, each on a line of its own", lines)


def _range(key: str, found: re.Match[str]) -> Advice | None:
    whole = "one number" if key.endswith("_s") else "one whole number"
    return _one(key, found[2], f"write {whole}, the most that you want to reach")


def _percent(key: str, found: re.Match[str]) -> Advice | None:
    return (
        _one(key, f"{float(found[1]) / 100:g}", "write a number, of which 1 is the whole")
        if "volume" in key
        else None
    )


def _unit(key: str, found: re.Match[str]) -> Advice | None:
    return _one(key, found[1], "write the number without its unit")


def _alone(key: str, found: re.Match[str]) -> Advice | None:
    return None if found[1] == found[0] else _one(key, found[1], "write the number alone")


def _comma(key: str, found: re.Match[str]) -> Advice | None:
    if len(found[2]) == 3:
        return _one(key, f"{found[1]}{found[2]}", "a number has no comma")
    return _one(key, f"{found[1]}.{found[2]}", "write a decimal point")


def _blank(key: str, found: re.Match[str]) -> Advice | None:
    return _one(key, f"{found[1]}{found[2]}", "a number has no blanks")


def _part(key: str, found: re.Match[str]) -> Advice | None:
    if found[2] == "10":  # As in "a pain of 3/10".
        return _one(key, found[1], "write the number alone")
    if key in ("sets", "reps", "hold_s"):
        return _range(key, found)
    return _one(key, f"{int(found[1]) / int(found[2]):.3g}", "write a decimal point") if int(found[2]) else None


def _word(key: str, found: re.Match[str]) -> Advice | None:
    return _one(key, str(NUMBERS.index(found[1])), "write the number in digits")


# The first that fits and has something to say.
_KNOWN: tuple[tuple[str, Callable[[str, re.Match[str]], Advice | None]], ...] = (
    (rf"\[?{_N} ?[-–/,; ] ?{_N}(?: ?[-–/,; ] ?{_N})?\]?", _tempo),
    (rf"{_N} ?(?:s|secs?|seconds?|sek|sekunden?|\")", _seconds),
    (rf"{_N} ?(?:h|hours?)(?: ?(\d{{1,2}}) ?(?:m|min)?)?", _hours),
    (r"(\d{1,2}):(\d{2})", _hours),
    (rf"{_N} ?(?:ms|milliseconds?)", _milliseconds),
    (rf"{_N} ?(?:m|mins?|minutes?|')", _minutes),
    (r"(?:(\d{1,2}) ?h ?)?(\d{1,3}) ?m(?:in)? ?(?:(\d{1,2}) ?s?(?:ec)?)?", _clock),
    (r"(?:(\d{1,2}):)?(\d{1,3}):(\d{2})", _clock),
    (r"(\d{1,3}) ?[x×*] ?(\d{1,4})(?: ?[x×*] ?(\d{1,4}) ?s?)?", _dose),
    (rf"{_N} ?(?:-|–|—|\.\.\.?|to) ?{_N}", _range),
    (rf"{_N} ?%", _percent),
    (r"(\d{1,6}),(\d{1,3})", _comma),
    (r"(\d{1,3})/(\d{1,3})", _part),
    (r"(\d{1,3}) (\d{1,3})", _blank),
    (rf"({'|'.join(NUMBERS)})", _word),
    (
        rf"{_N} ?(?:x|times|reps?|sets?|rounds?|h|hours?|days?|weeks?|months?|years?|points?|wpm|kg|cm|s|sec|ms)",
        _unit,
    ),
    (rf"[^\w\"'\[{{.\\]*{_N}[^\w\"'\]}}.\\]*", _alone),
)
