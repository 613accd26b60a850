"""Reads sessions from JSON that `coach export` or `coach log --json` wrote; it must not know files nor a log."""

import json
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from coach.core.exercise import Dose
from coach.core.model import Hurt, Session, SetDone
from coach.core.nearest_word import did_you_mean
from coach.core.safe_text import printable, unseen
from coach.errors import CoachError

T = TypeVar("T")
Place = tuple[str | int, ...]
MOST_SHOWN = 20
MOST_COUNT = 100_000
LONGEST_NAME = 300
FIRST_YEAR, LAST_YEAR = 1971, 8999  # Every computer can reckon with these, in every zone.
RATED = "a whole number from 0 to 10, or null"
EXPORTED = "a list of sessions, as `coach export --format json` writes it"
ENTRY = {
    "id", "at", "routine", "planned", "sets", "before", "during", "after", "morning", "effort", "stopped",
    "finished", "hurts", "note", "usual_pain", "routine_title", "routine_doses", "screened_at", "morning_at",
    "spread_passed",
}  # fmt: skip
NEEDED = {"at", "routine", "planned", "sets", "finished"}
SET, HURT, DOSE = (
    {"exercise", "set", "side", "reps", "at"},
    {"exercise", "rating", "at"},
    {"sets", "reps", "hold_s"},
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A session out of a file: which entry it is, counted from 1, its id (0 where it has none), the keys it has."""

    number: int
    session: Session
    keys: frozenset[str]


class _WrongError(Exception):
    """What was expected in place of a value."""


class _Twice(dict[str, Any]):
    """An object in which a key stands twice."""

    key = ""


def read(text: str | bytes) -> tuple[Entry, ...]:
    """The entries of a file, in its order. Raises CoachError with every mistake: entry, key, what was expected."""
    data = _parsed(text)
    if not isinstance(data, list):
        raise CoachError(f"This is {_kind(data)}, and not {EXPORTED}.")
    reading = _Reading()
    entries = []
    for number, value in enumerate(data, 1):
        entries.append(reading.entry(number, value))
        if len(reading.mistakes) > MOST_SHOWN:
            break
    if reading.mistakes:
        more = ["and more mistakes"] if len(reading.mistakes) > MOST_SHOWN else []
        raise CoachError("\n".join([*reading.mistakes[:MOST_SHOWN], *more]))
    return tuple(entry for entry in entries if entry is not None)


def _parsed(text: str | bytes) -> object:
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
    twice = _Twice(found)
    for key, _ in pairs:
        if key in seen:
            twice.key = key
            break
        seen.add(key)
    return twice


class _Reading:
    """Reads entries one by one and keeps every mistake with its place."""

    def __init__(self) -> None:
        self.mistakes: list[str] = []

    def wrong(self, place: Place, text: str) -> None:
        number, *keys = place
        path = "".join(f"[{key}]" if isinstance(key, int) else f".{printable(key)}" for key in keys).lstrip(".")
        self.mistakes.append(f"entry {number}: {path}: {text}" if path else f"entry {number}: {text}")

    def entry(self, number: int, value: object) -> Entry | None:
        """A session; None where it has a mistake."""
        so_far, place = len(self.mistakes), (number,)
        data = self.fields(value, place, ENTRY, NEEDED, "a session")
        if data is None:
            return None
        one = self.one
        session = Session(
            id=one(data, "id", place, _id, 0),
            at=one(data, "at", place, _moment),
            routine=one(data, "routine", place, _name),
            planned=self.doses(data, "planned", place),
            sets=self.sets(data, place),
            before=one(data, "before", place, _rating),
            during=one(data, "during", place, _rating),
            after=one(data, "after", place, _rating),
            morning=one(data, "morning", place, _rating),
            effort=one(data, "effort", place, _one_of("easy", "ok", "hard", None)),
            stopped=one(
                data, "stopped", place, _one_of("pain", "sharp", "spread", "tired", "time", "interrupted", None)
            ),
            finished=one(data, "finished", place, _flag),
            routine_doses=self.doses(data, "routine_doses", place),
            hurts=self.hurts(data, place),
            usual_pain=one(data, "usual_pain", place, _rating),
            screened_at=one(data, "screened_at", place, _or_null(_moment)),
            morning_at=one(data, "morning_at", place, _or_null(_moment)),
            routine_title=one(data, "routine_title", place, _text, ""),
            note=one(data, "note", place, _or_null(_text)),
            spread_passed=one(data, "spread_passed", place, _flag, False),
        )
        if len(self.mistakes) == so_far:
            self.together(session, place)
        return Entry(number, session, frozenset(data)) if len(self.mistakes) == so_far else None

    def together(self, session: Session, place: Place) -> None:
        """Whether the values of one session can be true together."""
        highest = max((hurt.rating for hurt in session.hurts), default=None)
        if highest is not None and (session.during is None or session.during < highest):
            self.wrong((*place, "during"), f"expected {highest} or more, the highest report in hurts")
        seen = set()
        for index, each in enumerate(session.sets):
            if (each.exercise, each.set, each.side) in seen:
                self.wrong((*place, "sets", index), "expected another set: this one is there twice")
            seen.add((each.exercise, each.set, each.side))

    def fields(
        self, value: object, place: Place, known: Set[str], needed: Set[str], what: str
    ) -> Mapping[str, Any] | None:
        """The object at a place; None where it is none. Tells of keys that are unknown, missing or there twice."""
        if not isinstance(value, dict):
            self.wrong(place, f"expected {what} as an object, not {_shown(value)}")
            return None
        if isinstance(value, _Twice):
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
        except _WrongError as expected:
            self.wrong((*place, key), f"expected {expected}, not {_shown(data[key])}")
            return missing

    def doses(self, data: Mapping[str, Any], key: str, place: Place) -> dict[str, Dose]:
        found: dict[str, Dose] = {}
        value = self.one(data, key, place, _an_object, {})
        if isinstance(value, _Twice):
            self.wrong((*place, key, value.key), "expected once, and is there twice")
        for id_, given in value.items():
            here = (*place, key, id_)
            if not _is_name(id_):
                self.wrong(here, "expected the id of an exercise")
            if dose := self.fields(given, here, DOSE, DOSE, "a dose"):
                found[id_] = Dose(*(self.one(dose, each, here, _count, 0) for each in ("sets", "reps", "hold_s")))
        return found

    def sets(self, data: Mapping[str, Any], place: Place) -> tuple[SetDone, ...]:
        found = []
        for index, given in enumerate(self.one(data, "sets", place, _a_list, [])):
            here = (*place, "sets", index)
            if each := self.fields(given, here, SET, SET, "a set"):
                found.append(
                    SetDone(
                        self.one(each, "exercise", here, _name),
                        self.one(each, "set", here, _ordinal),
                        self.one(each, "side", here, _one_of("left", "right", "both")),
                        self.one(each, "reps", here, _count),
                        self.one(each, "at", here, _moment),
                    )
                )
        return tuple(found)

    def hurts(self, data: Mapping[str, Any], place: Place) -> tuple[Hurt, ...]:
        found = []
        for index, given in enumerate(self.one(data, "hurts", place, _a_list, [])):
            here = (*place, "hurts", index)
            if each := self.fields(given, here, HURT, HURT, "a report of pain"):
                found.append(
                    Hurt(
                        self.one(each, "exercise", here, _or_null(_name)),
                        self.one(each, "rating", here, _pain),
                        self.one(each, "at", here, _moment),
                    )
                )
        return tuple(found)


def _id(value: object) -> int:
    if value is None:
        return 0
    if type(value) is not int or value < 1:
        raise _WrongError("a whole number from 1 on, or null")
    return value


def _count(value: object, least: int = 0) -> int:
    if type(value) is not int or not least <= value <= MOST_COUNT:
        raise _WrongError(f"a whole number from {least} to {MOST_COUNT}")
    return value


def _ordinal(value: object) -> int:
    return _count(value, 1)


def _pain(value: object) -> int:
    if type(value) is not int or not 0 <= value <= 10:
        raise _WrongError("a whole number from 0 to 10")
    return value


def _rating(value: object) -> int | None:
    if value is not None and (type(value) is not int or not 0 <= value <= 10):
        raise _WrongError(RATED)
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise _WrongError("true or false")
    return value


def _moment(value: object) -> datetime:
    try:
        found = datetime.fromisoformat(value) if isinstance(value, str) and len(value) > len("2026-11-20") else None
    except ValueError:
        found = None
    if found is None or not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise _WrongError("a moment like 2026-11-20T07:30:00+01:00")
    return found


def _text(value: object) -> str:
    if not isinstance(value, str) or value.encode(errors="replace").decode() != value:
        raise _WrongError("a text")
    return value


def _is_name(value: str) -> bool:
    return 0 < len(value) <= LONGEST_NAME and not any(map(unseen, value)) and bool(value.strip())


def _name(value: object) -> str:
    if not isinstance(value, str) or not _is_name(value):
        raise _WrongError("a name")
    return value


def _an_object(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _WrongError("an object with a dose for each exercise")
    return value


def _a_list(value: object) -> Sequence[Any]:
    if not isinstance(value, list):
        raise _WrongError("a list")
    return value


def _or_null(reader: Callable[[object], T]) -> Callable[[object], T | None]:
    def read_unless_null(value: object) -> T | None:
        if value is None:
            return None
        try:
            return reader(value)
        except _WrongError as expected:
            raise _WrongError(f"{expected}, or null") from None

    return read_unless_null


def _one_of(*allowed: str | None) -> Callable[[object], str | None]:
    def chosen(value: object) -> str | None:
        if not (value is None or isinstance(value, str)) or value not in allowed:
            *names, last = ("null" if each is None else each for each in allowed)
            raise _WrongError(f"{', '.join(names)} or {last}")
        return value

    return chosen


def _shown(value: object) -> str:
    """A value of the file in a few signs that a terminal can be trusted with."""
    if isinstance(value, dict | list):
        return _kind(value)
    text = printable(json.dumps(value, ensure_ascii=False)) if not isinstance(value, int) else _number(value)
    return text if len(text) <= 40 else f"{text[:39]}…"


def _number(value: int) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if abs(value) < 10**15 else "a number of many digits"


def _kind(value: object) -> str:
    names = {dict: "an object", _Twice: "an object", list: "a list", str: "a text", type(None): "null"}
    return names.get(type(value), "a number" if not isinstance(value, bool) else "true or false")
