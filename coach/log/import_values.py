"""Reads the values of an import, from JSON to what each key may be; it must not know what a session is."""

import json
from collections.abc import Callable, Mapping, Sequence, Set
from datetime import datetime
from typing import Any, TypeVar

from coach.core.nearest_word import nearest
from coach.core.reason import Figure, Reason
from coach.core.safe_text import printable, unseen
from coach.core.words import sentence
from coach.errors import CoachError

T = TypeVar("T")
Place = tuple[str | int, ...]
MOST_COUNT = 100_000
LONGEST_NAME = 300
FIRST_YEAR, LAST_YEAR = 1971, 8999  # Every computer can reckon with these, in every zone.


class WrongError(Exception):
    """What was expected in place of a value."""

    def __init__(self, wanted: str, **figures: Figure) -> None:
        super().__init__(wanted)
        self.wanted = Reason(f"wants_{wanted}", **figures)


class Twice(dict[str, Any]):
    """An object in which a key stands twice."""

    key = ""


def parsed(text: str | bytes) -> object:
    try:
        if isinstance(text, bytes):
            text = text.decode("utf-8-sig")
        return json.loads(text, parse_constant=_no_number, object_pairs_hook=_object)
    except UnicodeDecodeError:
        wrong = Reason("import_no_utf8")
    except json.JSONDecodeError as error:
        wrong = Reason("import_no_json", line=error.lineno, column=error.colno, problem=error.msg)
    except ValueError:  # Python's own words tell how to change Python.
        wrong = Reason("import_long_number")
    except RecursionError:
        wrong = Reason("import_too_deep")
    except MemoryError:
        wrong = Reason("import_too_large")
    raise CoachError(sentence(wrong))


def _no_number(name: str) -> object:
    raise CoachError(sentence(Reason("import_no_number", name=name)))


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
        raise WrongError("id")
    return value


def a_count(value: object, least: int = 0) -> int:
    if type(value) is not int or not least <= value <= MOST_COUNT:
        raise WrongError("count", least=least, most=MOST_COUNT)
    return value


def an_ordinal(value: object) -> int:
    return a_count(value, 1)


def a_pain(value: object) -> int:
    if type(value) is not int or not 0 <= value <= 10:
        raise WrongError("pain")
    return value


def a_rating(value: object) -> int | None:
    if value is not None and (type(value) is not int or not 0 <= value <= 10):
        raise WrongError("rating")
    return value


def a_flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise WrongError("flag")
    return value


def a_moment(value: object) -> datetime:
    try:
        found = datetime.fromisoformat(value) if isinstance(value, str) and len(value) > len("2026-11-20") else None
    except ValueError:
        found = None
    if found is None or not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise WrongError("moment")
    return found


def a_text(value: object) -> str:
    if not isinstance(value, str) or value.encode(errors="replace").decode() != value:
        raise WrongError("text")
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
        raise WrongError("name")
    return value


def an_object(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise WrongError("doses")
    return value


def a_list(value: object) -> Sequence[Any]:
    if not isinstance(value, list):
        raise WrongError("list")
    return value


def or_null(reader: Callable[[object], T]) -> Callable[[object], T | None]:
    def read_unless_null(value: object) -> T | None:
        if value is None:
            return None
        try:
            return reader(value)
        except WrongError as wrong:
            raise WrongError("or_null", what=sentence(wrong.wanted)) from None

    return read_unless_null


def one_of(*allowed: str | None) -> Callable[[object], str | None]:
    def chosen(value: object) -> str | None:
        if not (value is None or isinstance(value, str)) or value not in allowed:
            raise WrongError("one_of", allowed=allowed)
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
    return str(value) if abs(value) < 10**15 else _called("long_number")


def kind(value: object) -> str:
    """What a value is, in words."""
    kinds = {dict: "object", Twice: "object", list: "list", str: "text", type(None): "null", bool: "flag"}
    return _called(kinds.get(type(value), "number"))


def _called(kind: str) -> str:
    return sentence(Reason("import_kind", of=kind))


class Reading:
    """Reads objects key by key and keeps every mistake with its place: the number of an entry, then keys."""

    def __init__(self) -> None:
        self.mistakes: list[str] = []

    def wrong(self, place: Place, id_: str, **figures: Figure) -> None:
        """Keeps a mistake: the id of its reason, with figures."""
        number, *keys = place
        path = "".join(f"[{key}]" if isinstance(key, int) else f".{printable(key)}" for key in keys).lstrip(".")
        mistake = sentence(Reason(id_, **figures))
        at = "import_in_place" if path else "import_in_entry"
        self.mistakes.append(sentence(Reason(at, number=number, keys=path, mistake=mistake)))

    def expected(self, place: Place, wrong: WrongError, value: object) -> None:
        """Keeps that something else stands where a value was expected."""
        self.wrong(place, "import_expected", what=sentence(wrong.wanted), given=shown(value))

    def fields(
        self, value: object, place: Place, known: Set[str], needed: Set[str], what: str
    ) -> Mapping[str, Any] | None:
        """The object at a place, of the kind `what`; None where it is none.

        Tells of keys that are unknown, missing or there twice.
        """
        if not isinstance(value, dict):
            self.wrong(place, "import_no_object", what=_called(what), given=shown(value))
            return None
        if isinstance(value, Twice):
            self.wrong((*place, value.key), "import_twice")
        for key in value.keys() - known:
            close = nearest(key, sorted(known))
            if close:
                self.wrong((*place, key), "import_unknown_key_near", near=close[0])
            else:
                self.wrong((*place, key), "import_unknown_key")
        for key in sorted(needed - value.keys()):
            self.wrong((*place, key), "import_missing")
        return value

    def one(
        self, data: Mapping[str, Any], key: str, place: Place, reader: Callable[[Any], T], missing: Any = None
    ) -> Any:
        """What is read of a value; `missing` where there is none, or a wrong one, which is told."""
        if key not in data:
            return missing
        try:
            return reader(data[key])
        except WrongError as wrong:
            self.expected((*place, key), wrong, data[key])
            return missing
