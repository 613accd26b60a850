"""Reads the values of an import, from JSON to what each key may be; it must not know what a session is."""

import json
from collections.abc import Callable, Mapping, Sequence, Set
from datetime import datetime
from typing import Any, TypeVar

from coach.core.nearest_word import did_you_mean
from coach.core.safe_text import printable, unseen
from coach.errors import CoachError

T = TypeVar("T")
Place = tuple[str | int, ...]
MOST_COUNT = 100_000
LONGEST_NAME = 300
FIRST_YEAR, LAST_YEAR = 1971, 8999  # Every computer can reckon with these, in every zone.
RATED = "a whole number from 0 to 10, or null"
EXPORTED = "a list of sessions, as `coach export --format json` writes it"


class WrongError(Exception):
    """What was expected in place of a value."""


class Twice(dict[str, Any]):
    """An object in which a key stands twice."""

    key = ""


def parsed(text: str | bytes) -> object:
    try:
        if isinstance(text, bytes):
            text = text.decode("utf-8-sig")
        return json.loads(text, parse_constant=_no_number, object_pairs_hook=_object)
    except UnicodeDecodeError:
        raise CoachError("This is no text in UTF-8.") from None
    except json.JSONDecodeError as error:
        raise CoachError(f"Line {error.lineno}, column {error.colno}: this is no JSON ({error.msg}).") from None
    except ValueError:  # Python's own words tell how to change Python.
        raise CoachError("This is no JSON: a number in it is too long to be read.") from None
    except RecursionError:
        raise CoachError(f"This is nested too deep to be {EXPORTED}.") from None
    except MemoryError:
        raise CoachError("This is too large to be read.") from None


def _no_number(name: str) -> object:
    raise CoachError(f"This is no JSON: {name} is no number.")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    seen: set[str] = set()
    twice = Twice(found)
    for key, _ in pairs:
        if key in seen:
            twice.key = key
            break
        seen.add(key)
    return twice


def an_id(value: object) -> int:
    if value is None:
        return 0
    if type(value) is not int or value < 1:
        raise WrongError("a whole number from 1 on, or null")
    return value


def a_count(value: object, least: int = 0) -> int:
    if type(value) is not int or not least <= value <= MOST_COUNT:
        raise WrongError(f"a whole number from {least} to {MOST_COUNT}")
    return value


def an_ordinal(value: object) -> int:
    return a_count(value, 1)


def a_pain(value: object) -> int:
    if type(value) is not int or not 0 <= value <= 10:
        raise WrongError("a whole number from 0 to 10")
    return value


def a_rating(value: object) -> int | None:
    if value is not None and (type(value) is not int or not 0 <= value <= 10):
        raise WrongError(RATED)
    return value


def a_flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise WrongError("true or false")
    return value


def a_moment(value: object) -> datetime:
    try:
        found = datetime.fromisoformat(value) if isinstance(value, str) and len(value) > len("2026-11-20") else None
    except ValueError:
        found = None
    if found is None or not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise WrongError("a moment like 2026-11-20T07:30:00+01:00")
    return found


def a_text(value: object) -> str:
    if not isinstance(value, str) or value.encode(errors="replace").decode() != value:
        raise WrongError("a text")
    return value


def a_value(value: object) -> int | str | None:
    """What a correction changed: a number, a text, or nothing."""
    if type(value) is int and abs(value) <= MOST_COUNT:
        return value
    return None if value is None else a_text(value)


def moment_text(value: object) -> str:
    """A moment, left as it is written."""
    a_moment(value)
    return str(value)


def is_name(value: str) -> bool:
    return 0 < len(value) <= LONGEST_NAME and not any(map(unseen, value)) and bool(value.strip())


def a_name(value: object) -> str:
    if not isinstance(value, str) or not is_name(value):
        raise WrongError("a name")
    return value


def an_object(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise WrongError("an object with a dose for each exercise")
    return value


def a_list(value: object) -> Sequence[Any]:
    if not isinstance(value, list):
        raise WrongError("a list")
    return value


def or_null(reader: Callable[[object], T]) -> Callable[[object], T | None]:
    def read_unless_null(value: object) -> T | None:
        if value is None:
            return None
        try:
            return reader(value)
        except WrongError as expected:
            raise WrongError(f"{expected}, or null") from None

    return read_unless_null


def one_of(*allowed: str | None) -> Callable[[object], str | None]:
    def chosen(value: object) -> str | None:
        if not (value is None or isinstance(value, str)) or value not in allowed:
            *names, last = ("null" if each is None else each for each in allowed)
            raise WrongError(f"{', '.join(names)} or {last}")
        return value

    return chosen


def shown(value: object) -> str:
    """A value of the file in a few signs that a terminal can be trusted with."""
    if isinstance(value, dict | list):
        return kind(value)
    text = printable(json.dumps(value, ensure_ascii=False)) if not isinstance(value, int) else _number(value)
    return text if len(text) <= 40 else f"{text[:39]}…"


def _number(value: int) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if abs(value) < 10**15 else "a number of many digits"


def kind(value: object) -> str:
    names = {dict: "an object", Twice: "an object", list: "a list", str: "a text", type(None): "null"}
    return names.get(type(value), "a number" if not isinstance(value, bool) else "true or false")


class Reading:
    """Reads objects key by key and keeps every mistake with its place: the number of an entry, then keys."""

    def __init__(self) -> None:
        self.mistakes: list[str] = []

    def wrong(self, place: Place, text: str) -> None:
        number, *keys = place
        path = "".join(f"[{key}]" if isinstance(key, int) else f".{printable(key)}" for key in keys).lstrip(".")
        self.mistakes.append(f"entry {number}: {path}: {text}" if path else f"entry {number}: {text}")

    def fields(
        self, value: object, place: Place, known: Set[str], needed: Set[str], what: str
    ) -> Mapping[str, Any] | None:
        """The object at a place; None where it is none. Tells of keys that are unknown, missing or there twice."""
        if not isinstance(value, dict):
            self.wrong(place, f"expected {what} as an object, not {shown(value)}")
            return None
        if isinstance(value, Twice):
            self.wrong((*place, value.key), "expected once, and is there twice")
        for key in value.keys() - known:
            close = did_you_mean(key, sorted(known))
            self.wrong((*place, key), f"expected no such key{close or ', as nothing is known of it'}")
        for key in sorted(needed - value.keys()):
            self.wrong((*place, key), "expected, and missing")
        return value

    def one(
        self, data: Mapping[str, Any], key: str, place: Place, reader: Callable[[Any], T], missing: Any = None
    ) -> Any:
        """What is read of a value; `missing` where there is none, or a wrong one, which is told."""
        if key not in data:
            return missing
        try:
            return reader(data[key])
        except WrongError as expected:
            self.wrong((*place, key), f"expected {expected}, not {shown(data[key])}")
            return missing
