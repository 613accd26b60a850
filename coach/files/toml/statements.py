"""Cuts a TOML text with mistakes into its statements, each of whole lines; it must not say what is wrong in one."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_PART = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')"""
KEY = rf"{_PART}(?:[ \t]*\.[ \t]*{_PART})*"
PARTS = re.compile(_PART)
# Where another statement plainly begins, whatever is open above it.
BEGINS = re.compile(rf"[ \t]*(?:{KEY}[ \t]*=(?!=)|\[\[?[ \t]*[A-Za-z_][\w.-]*[ \t]*\]\]?[ \t]*(?:#.*)?$)")
_TOKENS = re.compile(r"""\"{3}|'{3}|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|["'].*|\#.*|[\[\]{}]""")
_HEADER_LINE = re.compile(r"[ \t]*\[\[?[ \t]*[A-Za-z_][\w.-]*[ \t]*\]\]?[ \t]*(?:#.*)?$")
_FIRST = re.compile(rf"[ \t]*{KEY}[ \t]*=")


@dataclass(frozen=True, slots=True)
class Statement:
    """Lines from `first` to `last`, counted from 0; `closed` is False where a bracket or a long text stays open."""

    first: int
    last: int
    text: str
    closed: bool = True

    @property
    def is_header(self) -> bool:
        return self.text.lstrip(" \t").startswith("[")


def cut(lines: Sequence[str]) -> Iterator[Statement]:
    """The statements in their order; empty lines and comments are in none, or inside one."""
    at = 0
    while at < len(lines):
        line = lines[at]
        if not line.strip() or line.lstrip().startswith("#"):
            at += 1
            continue
        statement = _from(lines, at)
        yield statement
        at = statement.last + 1


def is_right(text: str) -> bool:
    """Whether a statement is TOML by itself."""
    try:
        tomllib.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def parts(key: str) -> tuple[str, ...]:
    """The names in a key of TOML."""
    return tuple(_name(found[0]) for found in PARTS.finditer(key))


def _name(part: str) -> str:
    if part[0] not in "\"'":
        return part
    try:
        return next(iter(tomllib.loads(f"{part} = 0")))
    except tomllib.TOMLDecodeError:
        return part


def _from(lines: Sequence[str], first: int) -> Statement:
    start = _FIRST.match(lines[first])
    if start is None:
        return Statement(first, first, lines[first])
    last, began_inside = _end(lines, first, start.end())
    if last is not None:
        text = "\n".join(lines[first : last + 1])
        swallowed = any(_HEADER_LINE.match(line) for line in lines[first + 1 : last])
        if not began_inside or (not swallowed and is_right(text)):
            return Statement(first, last, text)
    last = first
    while last + 1 < len(lines) and not BEGINS.match(lines[last + 1]):
        last += 1
    while last > first and not lines[last].strip():
        last -= 1
    return Statement(first, last, "\n".join(lines[first : last + 1]), closed=False)


def _end(lines: Sequence[str], first: int, column: int) -> tuple[int | None, bool]:
    """The line in which a value ends, None where it stays open; and whether a statement seems to begin inside."""
    depth, quotes, began = 0, "", False
    for number in range(first, len(lines)):
        line, at = lines[number], column if number == first else 0
        begins = number > first and BEGINS.match(line) is not None
        if begins and not quotes:
            return None, True
        began = began or begins
        while at < len(line):
            if quotes:
                closing = _closing(line, quotes, at)
                if closing < 0:
                    break
                at, quotes = closing, ""
                continue
            token = _TOKENS.search(line, at)
            if token is None:
                break
            at = token.end()
            match token[0]:
                case '"""' | "'''":
                    quotes = token[0]
                case "[" | "{":
                    depth += 1
                case "]" | "}":
                    depth -= 1
        if depth <= 0 and not quotes:
            return number, began
    return None, began


def _closing(line: str, quotes: str, at: int) -> int:
    """Where a long text ends in this line; -1 where it goes on."""
    while (found := line.find(quotes, at)) >= 0:
        before = line[:found]
        escaped = quotes == '"""' and (len(before) - len(before.rstrip("\\"))) % 2
        if not escaped:
            end = found + 3
            while (
                line[end : end + 1] == quotes[0] and end < found + 5
            ):  # Up to two quotes may stand before the end.
                end += 1
            return end
        at = found + 1
    return -1
