"""Says what is wrong with a TOML table by a JSON Schema, as an editor's checker for TOML does.

Only as much of JSON Schema as ours use; any other keyword is an error here, so that none goes unchecked. Unlike in
JSON, 2.0 is no integer, and times are kinds of their own. A `pattern` ends where the text does.
"""

import math
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

Schema = dict[str, Any] | bool
SAID_ONLY = {
    "$schema",
    "$id",
    "$defs",
    "title",
    "description",
    "default",
    "examples",
    "then",
    "else",
    "prefixItems",
}
# TOML has no number without a value in JSON.
KINDS: dict[str, Callable[[Any], bool]] = {
    "string": lambda value: isinstance(value, (str, date)),
    "integer": lambda value: type(value) is int,
    "number": lambda value: type(value) is int or (type(value) is float and math.isfinite(value)),
    "boolean": lambda value: type(value) is bool,
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
}
NUMBERS: dict[str, Callable[[Any, Any], bool]] = {
    "minimum": lambda value, least: value >= least,
    "maximum": lambda value, most: value <= most,
    "multipleOf": lambda value, step: value % step == 0,
}
SIZES: dict[str, tuple[str, Callable[[Any, Any], bool]]] = {
    "minLength": ("string", lambda value, least: len(value) >= least),
    "maxLength": ("string", lambda value, most: len(value) <= most),
    "minItems": ("array", lambda value, least: len(value) >= least),
    "maxItems": ("array", lambda value, most: len(value) <= most),
}


def faults(schema: Schema, value: Any, path: str = "", root: dict[str, Any] | None = None) -> list[str]:
    """Where the value breaks the schema, and by which keyword; nothing where it keeps to it."""
    if isinstance(schema, bool):
        return [] if schema else [f"{path}: nothing may be here"]
    whole = schema if root is None else root
    return [each for key, given in schema.items() for each in _faults(key, given, schema, value, path, whole)]


def _faults(
    key: str, given: Any, schema: dict[str, Any], value: Any, path: str, root: dict[str, Any]
) -> Iterator[str]:
    holds = True
    match key:
        case "$ref":
            yield from faults(root["$defs"][given.removeprefix("#/$defs/")], value, path, root)
        case "type":
            is_time = isinstance(value, date) and "format" not in schema
            holds = KINDS[given](value) and not is_time
        case "enum":
            holds = any(type(value) is type(each) and value == each for each in given)
        case "const":
            holds = type(value) is type(given) and value == given
        case "format":
            timed = isinstance(value, datetime)
            holds = timed and (value.tzinfo is not None) == {"date-time": True, "date-time-local": False}[given]
        case "pattern":
            ended = given.replace("$", r"\Z")
            holds = not isinstance(value, str) or re.search(ended, value) is not None
        case "not":
            holds = bool(faults(given, value, path, root))
        case "allOf":
            yield from (fault for each in given for fault in faults(each, value, path, root))
        case "oneOf" | "anyOf":
            matching = sum(not faults(each, value, path, root) for each in given)
            holds = matching == 1 if key == "oneOf" else matching > 0
        case "if":
            then = schema.get("else" if faults(given, value, path, root) else "then", True)
            yield from faults(then, value, path, root)
        case "required":
            holds = not isinstance(value, dict) or set(given) <= value.keys()
        case "properties" | "additionalProperties" | "items":
            yield from _inside(key, given, schema, value, path, root)
        case _ if key in NUMBERS:
            holds = not KINDS["number"](value) or NUMBERS[key](value, given)
        case _ if key in SIZES:
            kind, keeps = SIZES[key]
            holds = not KINDS[kind](value) or isinstance(value, date) or keeps(value, given)
        case _:
            assert key in SAID_ONLY, f"this keyword is not known here: {key}"
    if key == "prefixItems" and isinstance(value, list):
        for index, (each, item) in enumerate(zip(given, value, strict=False)):
            yield from faults(each, item, f"{path}[{index}]", root)
    if not holds:
        yield f"{path}: {key}"


def _inside(
    key: str, given: Any, schema: dict[str, Any], value: Any, path: str, root: dict[str, Any]
) -> Iterator[str]:
    if key == "items" and isinstance(value, list):
        for index, item in enumerate(value):
            yield from faults(given, item, f"{path}[{index}]", root)
    elif key == "properties" and isinstance(value, dict):
        for name, inner in given.items():
            if name in value:
                yield from faults(inner, value[name], f"{path}.{name}", root)
    elif key == "additionalProperties" and isinstance(value, dict):
        for name in value.keys() - schema.get("properties", {}).keys():
            yield from faults(given, value[name], f"{path}.{name}", root)
