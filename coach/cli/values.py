"""What a word on the command line may be, each with its error in plain words; it must not know any command."""

import argparse
import math
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

NONE = "none"
STDOUT = "-"
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def rating(text: str) -> int:
    """A number on the 0–10 numeric rating scale."""
    if not (text.isascii() and text.isdigit() and len(text) <= 2 and int(text) <= 10):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 0 to 10")
    return int(text)


def or_none(reader: Callable[[str], Any]) -> Callable[[str], Any]:
    """What `reader` reads, or the word none, which takes a value away."""

    def read(text: str) -> Any:
        return text if text == NONE else reader(text)

    return read


def entry_number(text: str) -> int:
    """The number of a session in the log."""
    if not (text.isascii() and text.isdigit() and len(text) <= 18 and int(text) > 0):
        raise argparse.ArgumentTypeError(
            f"{text!r} is not a number of a session: they are in the table of `coach log`"
        )
    return int(text)


def entry_id(text: str) -> int | str:
    """The number of a session in the log, or that of an activity, such as a3, as it is."""
    if (
        text[:1] in ("a", "A")
        and text[1:].isascii()
        and text[1:].isdigit()
        and len(text) <= 19
        and int(text[1:]) > 0
    ):
        return f"a{int(text[1:])}"
    return entry_number(text)


def day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date like 2026-11-23") from None


def moment(text: str) -> datetime:
    """A date and time, local unless it has an offset from UTC. A date alone is none: at midnight nobody trains."""
    try:
        value = datetime.fromisoformat(text)
        if len(text) <= len("2026-11-23"):
            raise ValueError
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date and time like 2026-11-23T07:30") from None
    return value


def speed(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not 0.1 <= value <= 1000:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 0.1 to 1000")
    return value


def seconds(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 4 and 1 <= int(text) <= 3600):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number of seconds from 1 to 3600")
    return int(text)


def time_of_day(text: str) -> time:
    hours, colon, minutes = text.partition(":")
    digits = colon and hours.isascii() and hours.isdigit() and minutes.isascii() and minutes.isdigit()
    if not (digits and len(hours) <= 2 and len(minutes) == 2 and int(hours) < 24 and int(minutes) < 60):
        raise argparse.ArgumentTypeError(f"{text!r} is not a time of the day from 0:00 to 23:59, like 12:30")
    return time(int(hours), int(minutes))


def minutes(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 2 and 3 <= int(text) <= 60):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number of minutes from 3 to 60")
    return int(text)


def weeks(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 3 and 1 <= int(text) <= 520):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number of weeks from 1 to 520")
    return int(text)


def active_minutes(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 4 and 1 <= int(text) <= 1440):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number of minutes from 1 to 1440")
    return int(text)


def days(text: str) -> tuple[str, ...]:
    """Some days of a week, in their order."""
    named = set(text.lower().split(","))
    if not named <= set(DAYS):
        raise argparse.ArgumentTypeError(f"{text!r} are no days such as mon,wed,fri")
    return tuple(each for each in DAYS if each in named)


def ending(*endings: str) -> Callable[[str], str]:
    """A check that a file's name ends in one of these, in small letters or capitals."""

    def checked(text: str) -> str:
        if not text.lower().endswith(endings):
            raise argparse.ArgumentTypeError(f"'{text}' has to end in {' or '.join(endings)}")
        return text

    return checked


def or_stdout(reader: Callable[[str], str]) -> Callable[[str], str]:
    """What `reader` reads, or -, which is standard output."""

    def read(text: str) -> str:
        return text if text == STDOUT else reader(text)

    return read


def voice(text: str) -> str:
    """As in settings.toml."""
    if not (text.strip() and len(text) <= 300):
        raise argparse.ArgumentTypeError("a voice has 1 to 300 characters; the voices: coach voices")
    return text
