"""Refuses a TOML text that would keep a reader busy for long; it must not read it."""

import re
from collections.abc import Iterator

# tomllib takes quadratic time over the parts of a dotted key, and a syntax tree some hundred bytes for each item.
MAX_LINE = 20_000
MOST_PARTS = 16
MOST_DEEP = 100
MOST_KEYS = 10_000
MOST_ITEMS = 30_000

_PART = r"""(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')"""
_DOTTED = re.compile(rf"(?<![\w\"'.-])(?:{_PART}[ \t]*+\.[ \t]*+){{{MOST_PARTS}}}")
_COMMENTS = re.compile(r"^[ \t]*(?:#.*)?\n", re.MULTILINE)
_TEXTS = re.compile(r""""(?:[^"\\\n]|\\.)*+"|'[^'\n]*+'|#[^\n]*+""")
_BRACKETS = re.compile(r"[\[{]|[\]}]|(?<=\n)(?=[\w\"'])")

Broken = tuple[str, str, int, int]  # message, rule, line, column


def broken(text: str) -> Broken | None:
    """What is beyond the bounds, and where; None where nothing is."""
    return next(_broken(text), None)


def _broken(text: str) -> Iterator[Broken]:
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > MAX_LINE:
            yield f"this line is longer than {MAX_LINE:,} characters", "file", number, 1
        if line.count(".") >= MOST_PARTS and (found := _DOTTED.search(_TEXTS.sub(_blank, line))):
            yield f"this key has more than {MOST_PARTS} parts", "syntax", number, found.start() + 1
    if text.count("=") > MOST_KEYS and _COMMENTS.sub("", text).count("=") > MOST_KEYS:
        yield f"the file has more than {MOST_KEYS:,} keys, too many for a file of the coach", "file", 1, 1
    if _items(text) > MOST_ITEMS and _items(_COMMENTS.sub("", text)) > MOST_ITEMS:
        yield (
            f"the file has more than {MOST_ITEMS:,} lines and items, too many for a file of the coach",
            "file",
            1,
            1,
        )
    if text.count("[") + text.count("{") > MOST_DEEP:
        deep = _too_deep(text)
        if deep is not None:
            line_number = text.count("\n", 0, deep) + 1
            yield "lists or tables are nested too deeply", "syntax", line_number, deep - text.rfind("\n", 0, deep)


def _items(text: str) -> int:
    return sum(text.count(sign) for sign in ",.[{\n")


def _blank(found: re.Match[str]) -> str:
    """A quoted part of a key stays one; what else is quoted has no part."""
    return "x" * len(found[0])


def _too_deep(text: str) -> int | None:
    """Where brackets are open too many times; a key at a line's start closes all."""
    depth = 0
    for found in _BRACKETS.finditer(_TEXTS.sub(_blank, text)):
        sign = found[0]
        if not sign:
            depth = 0
        elif sign in "[{":
            depth += 1
        else:
            depth = max(0, depth - 1)
        if depth > MOST_DEEP:
            return found.start()
    return None
