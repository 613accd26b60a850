"""Writes a value of the core as text and reads it back, whatever fields it has; it must not know what it means."""

import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from coach.core.exercise import Exercise
from coach.core.reason import Reason

SHOWN = ("figure", "cues")  # Of an exercise: what is shown and said of it decides nothing.
ATOMS = {str, int, float, bool, type(None)}
READ: Mapping[str, Callable[[Any], object]] = {
    "tuple": tuple, "list": list, "set": set, "frozenset": frozenset, "dict": dict,
    "date": date.fromisoformat, "datetime": datetime.fromisoformat,
}  # fmt: skip


def written(value: object) -> str:
    """A value of the core as a text, whatever fields it has. Raises TypeError for what cannot be read back."""
    return json.dumps(_plain(value))


def made(text: str) -> Any:
    """The value that was written. Another text raises ValueError, TypeError, LookupError or AttributeError."""
    return json.loads(text, object_hook=_value)


def _plain(value: Any) -> object:
    """Numbers, texts and None as they are; everything else as its class with its parts."""
    kind = type(value)
    if kind in ATOMS:
        return value
    if kind is tuple or kind is list:
        return {kind.__name__: [each if type(each) in ATOMS else _plain(each) for each in value]}
    if kind is set or kind is frozenset:
        return {kind.__name__: [_plain(each) for each in sorted(value)]}
    if isinstance(value, Mapping):
        return {"dict": [[_plain(key), _plain(each)] for key, each in value.items()]}
    if isinstance(value, date):  # A datetime is one too.
        return {kind.__name__: value.isoformat()}
    names = ("id", "figures") if kind is Reason else [each.name for each in fields(value)]
    parts = {name: getattr(value, name) for name in names if kind is not Exercise or name not in SHOWN}
    return {f"{kind.__module__} {kind.__name__}": _plain(parts)}


def _value(tagged: dict[str, Any]) -> Any:
    [(name, parts)] = tagged.items()
    if name in READ:
        return READ[name](parts)
    module, _, name = name.partition(" ")
    kind: Any = getattr(sys.modules[module], name)
    if kind is Reason:
        return Reason(parts["id"], **parts["figures"])
    if module.startswith("coach.core.") and hasattr(kind, "__dataclass_fields__"):
        return kind(**parts)
    raise TypeError(f"{module} {name} is no value of the core")
