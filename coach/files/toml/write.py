"""Writes data as TOML text that a person can go on editing: a line for each key; it must not know what it means."""

from collections.abc import Iterable, Mapping
from typing import Any


def tables(name: str, entries: Iterable[Mapping[str, Any]]) -> str:
    """Each entry as a table of its own under [[name]], so that another one can be added by lines of its own."""
    return "".join(f"\n[[{name}]]\n{lines(entry)}" for entry in entries)


def lines(data: Mapping[str, Any]) -> str:
    """Every key with its value in one line; tables inside are written within their line."""
    return "".join(f"{_pair(key, value)}\n" for key, value in data.items())


def _pair(key: str, value: Any) -> str:
    import tomli_w

    return f"{tomli_w.dumps({key: 0}).removesuffix(' = 0' + chr(10))} = {_value(value)}"


def _value(value: Any) -> str:
    import tomli_w

    if isinstance(value, Mapping):
        inside = ", ".join(_pair(key, each) for key, each in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_value, value))}]"
    return tomli_w.dumps({"v": value}).removeprefix("v = ").removesuffix("\n")
