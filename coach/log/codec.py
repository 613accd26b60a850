"""Writes values of the fold as JSON and makes them again; it must not know where they are kept, or for how long.

What a value is made of is told by its class, so that a field added later is never left out.
"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from coach.core.reason import Reason

MANY = {tuple: tuple, list: list, set: set, frozenset: frozenset}


def plain(value: object) -> Any:
    """A value as dictionaries with names, lists, texts and numbers; sets are sorted, dictionaries keep their order.

    Raises TypeError for what cannot be written.
    """
    if value is None or type(value) in (str, int, bool, float):
        return value
    if isinstance(value, tuple | list):
        return [plain(each) for each in value]
    if is_dataclass(value):
        kind: Any = type(value)
        return {name: plain(getattr(value, name)) for name in _names(kind)}
    if isinstance(value, Reason):
        return {"id": value.id, "figures": {_name(key): plain(each) for key, each in value.figures.items()}}
    if isinstance(value, set | frozenset):
        return sorted(map(_name, value))
    if isinstance(value, date):  # A datetime is one too.
        return value.isoformat()
    if isinstance(value, Mapping):
        return {_name(key): plain(each) for key, each in value.items()}
    raise TypeError(f"{type(value).__name__} cannot be written")


def made(kind: Any, value: object) -> Any:
    """The value of a class or type that `plain` has written. Raises ValueError where it is none of that type."""
    origin, args = get_origin(kind), get_args(kind)
    if kind in (str, int, bool) and type(value) is kind:
        return value
    if kind in (date, datetime) and isinstance(value, str):
        return kind.fromisoformat(value)
    if kind is Reason and isinstance(value, dict) and value.keys() == {"id", "figures"}:
        return Reason(value["id"], **{name: _figure(each) for name, each in value["figures"].items()})
    if origin is Literal and isinstance(value, str) and value in args:
        return value
    if origin in (Union, UnionType):
        some = [each for each in args if each is not NoneType]
        if value is None and len(some) < len(args):
            return None
        if len(some) == 1:
            return made(some[0], value)
    if origin in MANY and isinstance(value, list):
        return MANY[origin](made(args[0], each) for each in value)
    if origin in (dict, Mapping) and isinstance(value, dict):
        return {made(args[0], key): made(args[1], each) for key, each in value.items()}
    if isinstance(kind, type) and is_dataclass(kind) and isinstance(value, dict):
        parts = _parts(kind)
        if value.keys() == parts.keys():
            return kind(**{name: made(part, value[name]) for name, part in parts.items()})
    raise ValueError(f"{str(value)[:40]!r} is no {kind}")


def _figure(value: object) -> Any:
    """A figure of a reason; its tuples were written as lists."""
    if isinstance(value, list):
        return tuple(map(_figure, value))
    if value is None or type(value) in (str, int, bool):
        return value
    raise ValueError(f"{str(value)[:40]!r} is no figure")


def _name(key: object) -> str:
    if not isinstance(key, str):
        raise TypeError(f"{key!r} is no name")
    return key


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind))


@cache
def _parts(kind: Any) -> dict[str, Any]:
    """The fields of a dataclass with their types."""
    hints = get_type_hints(kind)
    return {name: hints[name] for name in _names(kind)}
