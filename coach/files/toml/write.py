"""Writes data as TOML text that a person can go on editing: a line for each key; it must not know what it means."""

from collections.abc import Iterable, Mapping
from typing import Any


def tables(name: str, entries: Iterable[Mapping[str, Any]]) -> str:
    """Each entry as a table of its own under [[name]], so that another one can be added by lines of its own."""
    return "".join(f"\n[[{name}]]\n{lines(entry)}" for entry in entries)


def lines(data: Mapping[str, Any]) -> str:
    """Every key with its value in one line; tables inside are written within their line."""
    return "".join(f"{_pair(key, each)}\n" for key, each in data.items())


def _pair(key: str, data: Any) -> str:
    import tomli_w

    return f"{tomli_w.dumps({key: 0}).removesuffix(' = 0' + chr(10))} = {value(data)}"


def value(data: Any) -> str:
    """A value as it stands behind its key, on one line."""
    import tomli_w

    if isinstance(data, Mapping):
        inside = ", ".join(_pair(key, each) for key, each in data.items())
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(data, list | tuple):
        return f"[{', '.join(map(value, data))}]"
    return tomli_w.dumps({"v": data}).removeprefix("v = ").removesuffix("\n")
