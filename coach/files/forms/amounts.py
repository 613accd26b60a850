"""Says how an amount of the wrong kind is written as the right one; it must not know any file's form."""

import re
from datetime import date, datetime, time
from typing import Any, NamedTuple

from coach.files import value_slips
from coach.files.toml import Document, TomlPath

_DIGITS = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,3})?")
_TRUTHS = {"yes": "true", "on": "true", "no": "false", "off": "false"}
NUMBERS = ("int_type", "float_type", "int_from_float")


class Advised(NamedTuple):
    """What to know, and what helps."""

    message: str
    help: str


def advise(document: Document, path: TomlPath, kind: str, value: Any) -> Advised | None:
    """What to write for a value that is not of its kind; None where nothing is known."""
    key = path[-1]
    if isinstance(key, int):
        return None
    if kind in NUMBERS:
        return _number(document, path, key, kind, value)
    if kind == "list_type":
        return _list(document, path, key, value)
    if kind == "datetime_type" and isinstance(value, date) and not isinstance(value, datetime):
        right = f"{value.isoformat()}T08:00:00"
        return Advised(f"write the time too: {right}", document.rewritten(path, right))
    if kind == "string_type" and type(value) in (int, float, bool) and key not in ("id", "dose"):
        return Advised("", document.rewritten(path, f'"{str(value).lower()}"'))
    if kind == "datetime_type" and isinstance(value, str):
        right = value_slips.moment(value) or "2026-11-20T08:00:00"
        return Advised(f"write it without quotes, such as {right}", "")
    if kind == "bool_type" and isinstance(value, str) and (truth := _TRUTHS.get(value.strip().lower())):
        return Advised(f"write {truth}", document.rewritten(path, truth))
    if kind == "bool_type" and value in (0, 1):
        right = "true" if value else "false"
        return Advised(f"write {right}", document.rewritten(path, right))
    return None


def _number(document: Document, path: TomlPath, key: str, kind: str, value: Any) -> Advised | None:
    if isinstance(value, float) and kind != "float_type" and abs(value) < 1e9:
        low = int(value // 1)
        whole = value == low
        return Advised(
            "", document.rewritten(path, str(low)) if whole else f"write {key} = {low} or {key} = {low + 1}"
        )
    if isinstance(value, str) and _DIGITS.fullmatch(value.strip()):
        return Advised("", document.rewritten(path, value.strip()))
    if isinstance(value, time):
        right = str(value_slips.seconds(value.hour, value.minute, value.second))
        return Advised(f"write the seconds as a number: {right}", document.rewritten(path, right))
    if isinstance(value, list) and value and all(type(item) is int for item in value):
        right = str(max(value))
        return Advised(f"one number holds for all: {right}", document.rewritten(path, right))
    advice = value_slips.advice(key, value) if isinstance(value, str) else None
    return None if advice is None else Advised(advice.message, f"write: {' and '.join(advice.lines)}")


def _list(document: Document, path: TomlPath, key: str, value: Any) -> Advised | None:
    if key == "tempo_s" and type(value) in (int, float):
        right = f"[{value}, {value}]"
        return Advised(f"write the seconds out and back: {right}", document.rewritten(path, right))
    advice = value_slips.advice(key, value) if isinstance(value, str) else None
    if advice is not None:
        return Advised(advice.message, f"write: {' and '.join(advice.lines)}")
    if isinstance(value, str) and value.isprintable() and len(value) <= 60 and '"' not in value:
        parts = [part.strip() for part in value.split(",")] if key != "corrections" else [value]
        right = f"[{', '.join(f'{chr(34)}{part}{chr(34)}' for part in parts)}]"
        return Advised(f"write {right}", document.rewritten(path, right))
    return None
