"""Declares the form of a file as a dataclass: its keys, types and bounds; and takes data that plainly keep to it.

It must not know how a mistake is told: that is for `validate`, which asks pydantic about the same declaration. So
there is one place for each key and bound, and a file that is right, nearly always the case, needs no pydantic.

A field is an int, float, str, bool, datetime, Literal, another form, or a tuple[X, ...] of these for a list, with
"| None" for a key that may be left out. A key that is a word of Python has its field with "_" at the end.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import datetime
from functools import cache
from math import isfinite
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

F = TypeVar("F", bound="DataclassInstance")


@dataclass(frozen=True, slots=True)
class Within:
    """A number from `least` to `most`."""

    least: float
    most: float

    def holds(self, value: Any) -> bool:
        return bool(self.least <= value <= self.most)


@dataclass(frozen=True, slots=True)
class Length:
    """A text of so many characters, or a list of so many items."""

    least: int
    most: int

    def holds(self, value: Any) -> bool:
        return self.least <= len(value) <= self.most


@dataclass(frozen=True, slots=True)
class Passes:
    """A text for which `objection` finds nothing to say; what it says is the mistake's message, under `rule`.

    `pattern` is as much of that as a regular expression can say, for the JSON Schema.
    """

    objection: Callable[[str], str | None]
    rule: str
    pattern: str = ""

    def holds(self, value: Any) -> bool:
        return self.objection(value) is None


@dataclass(frozen=True, slots=True)
class Note:
    """What a key is for, and values as they could be, for the JSON Schema."""

    text: str
    examples: tuple[Any, ...] = ()

    def holds(self, _value: Any) -> bool:
        return True


class _NotTakenError(ValueError):
    """The data do not keep to the form."""


def take(form: type[F], data: object) -> F | None:
    """The data of a TOML table as a `form`; None where a key, a type or a bound is not as declared.

    Strict: true is no number, a text is none, and NaN and infinity are refused.
    """
    try:
        return _table(form, data)
    except _NotTakenError:
        return None


@cache
def keys(form: type["DataclassInstance"]) -> Mapping[str, str]:
    """The field of each key, in their order."""
    return {field.name.removesuffix("_"): field.name for field in fields(form)}


@cache
def required(form: type["DataclassInstance"]) -> frozenset[str]:
    """The keys that may not be left out."""
    return frozenset(field.name.removesuffix("_") for field in fields(form) if field.default is MISSING)


@cache
def hints(form: type["DataclassInstance"]) -> Mapping[str, Any]:
    """The declared type of each field, with its bounds."""
    return get_type_hints(form, include_extras=True)


def split(hint: Any) -> tuple[Any, tuple[Any, ...], bool]:
    """A declared type as what it is without bounds and "| None", the bounds, and whether None may be."""
    rules: tuple[Any, ...] = ()
    optional = False
    while True:
        origin, arguments = get_origin(hint), get_args(hint)
        if origin is Annotated:
            hint, rules = arguments[0], arguments[1:] + rules
        elif origin in (Union, UnionType):
            (hint,) = (argument for argument in arguments if argument is not NoneType)
            optional = True
        else:
            return hint, rules, optional


def _table(form: type[F], data: object) -> F:
    if not isinstance(data, dict) or not required(form) <= data.keys() <= keys(form).keys():
        raise _NotTakenError
    names, types = keys(form), hints(form)
    return form(**{names[key]: _value(types[names[key]], value) for key, value in data.items()})


def _value(hint: Any, value: object) -> Any:
    kind, rules, _ = split(hint)
    taken = _plain(kind, value)
    if not all(rule.holds(taken) for rule in rules):
        raise _NotTakenError
    return taken


def _plain(kind: Any, value: object) -> Any:
    if kind in (int, bool, str, datetime) and type(value) is kind:
        return value
    if kind is float and type(value) in (int, float):
        return _number(value)
    if get_origin(kind) is Literal and type(value) is str and value in get_args(kind):
        return value
    if get_origin(kind) is tuple and isinstance(value, list):
        item = get_args(kind)[0]
        return tuple(_value(item, each) for each in value)
    if is_dataclass(kind) and isinstance(kind, type):
        return _table(kind, value)
    raise _NotTakenError


def _number(value: Any) -> float:
    try:
        number = float(value)
    except OverflowError:
        raise _NotTakenError from None
    if not isfinite(number):
        raise _NotTakenError
    return number
