"""Puts another value into a TOML text, or a key more, and changes no other byte; it must not know whose text it is.

Every change is read again: exactly that value must have changed, else CoachError is raised.
"""

import copy
import re
import tomllib
from collections.abc import Iterator, Sequence
from typing import Any

from coach.errors import CoachError
from coach.files.toml import TomlPath
from coach.files.toml.positions import Places

WHY = "That cannot be changed in this file for you. Change it in the text."
_INDENT = re.compile(rb"[ \t]*")


def written(content: bytes, path: TomlPath) -> str | None:
    """How the value at a path is written; None where there is none."""
    place = Places(_text(content)).pair(path)
    body = _body(content)
    return None if place is None else body[place.value : place.end].decode("utf-8")


def replaced(content: bytes, path: TomlPath, value: str) -> bytes:
    """The bytes with `value`, written as TOML, in the place of the value at `path`."""
    place = Places(_text(content)).pair(path)
    if place is None:
        raise CoachError(WHY)
    body, mark = _body(content), _mark(content)
    result = mark + body[: place.value] + value.encode() + body[place.end :]
    return _sure(content, [result], path, value)


def added(content: bytes, table: TomlPath, after: str, key: str, value: str) -> bytes:
    """The bytes with the pair `key = value` in a table, behind the pair of the key `after`.

    It gets a line of its own, as the others have, or stands in the braces of a table in one line.
    """
    place = Places(_text(content)).pair((*table, after))
    if place is None:
        raise CoachError(WHY)
    body, mark, pair = _body(content), _mark(content), f"{key} = {value}".encode()
    results = [mark + each for each in _with_pair(body, place.key, place.end, pair)]
    return _sure(content, results, (*table, key), value)


def _with_pair(body: bytes, start: int, end: int, pair: bytes) -> Iterator[bytes]:
    """A line below, then within braces."""
    line = body.rfind(b"\n", 0, start) + 1
    indent = _INDENT.match(body, line, start)
    before = indent[0] if indent is not None and indent.end() == start else b""
    stop = body.find(b"\n", end)
    if stop < 0:
        newline = b"\r\n" if 2 * body.count(b"\r\n") > body.count(b"\n") else b"\n"
        yield body + newline + before + pair
    else:
        ending = b"\r\n" if body[stop - 1 : stop + 1] == b"\r\n" else b"\n"
        yield body[: stop + 1] + before + pair + ending + body[stop + 1 :]
    yield body[:end] + b", " + pair + body[end:]


def _sure(content: bytes, results: Sequence[bytes], path: TomlPath, value: str) -> bytes:
    """The first of the results in which exactly the value at the path differs."""
    expected = copy.deepcopy(_data(content))
    _put(expected, path, tomllib.loads(f"x = {value}")["x"])
    for result in results:
        try:
            found = _data(result)
        except CoachError:
            continue
        if _same(found, expected):
            return result
    raise CoachError(WHY)


def _same(one: Any, other: Any) -> bool:
    """Whether both are equal, and of the same kind: 1, 1.0 and true are equal only to Python."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(_same(each, other[key]) for key, each in one.items())
    if isinstance(one, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return bool(one == other) or (one != one and other != other)  # Not a number is equal to nothing.


def _put(data: Any, path: TomlPath, value: Any) -> None:
    *around, last = path
    try:
        for part in around:
            data = data[part]
        data[last] = value
    except (LookupError, TypeError):
        raise CoachError(WHY) from None


def _data(content: bytes) -> dict[str, Any]:
    try:
        return tomllib.loads(_text(content))
    except (ValueError, RecursionError):
        raise CoachError("Mend the mistakes in this file first.") from None


def _mark(content: bytes) -> bytes:
    return b"\xef\xbb\xbf" if content.startswith(b"\xef\xbb\xbf") else b""


def _body(content: bytes) -> bytes:
    return content[len(_mark(content)) :]


def _text(content: bytes) -> str:
    try:
        return _body(content).decode("utf-8")
    except UnicodeDecodeError:
        raise CoachError("Mend the mistakes in this file first.") from None
