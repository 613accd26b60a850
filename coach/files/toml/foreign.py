"""Tells a text in another language, or one that a merge left behind, from TOML; it must not read either."""

import re
from typing import NamedTuple

from coach.files.toml.statements import BEGINS

CONFLICT = "a merge conflict is left here (<<<<<<<): keep one side and take the marks out"
_OURS, _BASE, _BETWEEN, _THEIRS = (re.compile(rf"{re.escape(sign * 7)}(?: .*)?$") for sign in "<|=>")
_YAML_KEY = re.compile(r"\s*[\w-]+\s*:(?:\s|$)")
_YAML_ITEM = re.compile(r"(\s*)-\s+[\w-]+\s*:(?:\s|$)")
_YAML_WORD = re.compile(r"(\s*)-\s+\S")
_XML = re.compile(r"\s*<\?xml|\s*<[a-zA-Z]")


class Foreign(NamedTuple):
    """Which language it looks like, and where that shows."""

    line: int
    column: int
    message: str
    help: str


def language(text: str) -> Foreign | None:
    """What a whole text seems to be written in, where that is plainly not TOML."""
    start = len(text) - len(text.lstrip())
    line, column = text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
    help_ = 'in TOML a line is: key = value, a text stands in quotes: name = "Mine", a table begins with [name]'
    if text[start : start + 1] == "{" or re.match(r"\[\s*[{\]]", text[start : start + 40]):
        return Foreign(
            line, column, 'this looks like JSON; the coach reads TOML: a line such as name = "Mine"', help_
        )
    if "\r" in text and "\n" not in text:
        return Foreign(
            1, 1, "the lines end in a way that is not read any more (CR); save it with usual ends", help_
        )
    if _XML.match(text):
        return Foreign(line, column, "this looks like XML or HTML; the coach reads TOML", help_)
    return _yaml(text, help_)


def _yaml(text: str, help_: str) -> Foreign | None:
    lines = text.split("\n")
    if any(BEGINS.match(line) for line in lines):
        return None
    item = _YAML_WORD if any(_YAML_KEY.match(line) for line in lines) else _YAML_ITEM
    for number, line in enumerate(lines, 1):
        if found := item.match(line):
            message = 'this looks like YAML; the coach reads TOML: name = "Mine" in place of name: Mine'
            return Foreign(number, len(found[1]) + 1, message, help_)
    return None


def without_conflicts(lines: list[str]) -> tuple[list[str], list[int]]:
    """The lines with what stood before the merge, and the lines in which a conflict begins."""
    kept: list[str] = []
    conflicts: list[int] = []
    inside = dropped = False
    for number, line in enumerate(lines, 1):
        if _OURS.match(line):
            conflicts.append(number)
            inside, dropped = True, False
        elif inside and (_BASE.match(line) or _BETWEEN.match(line)):
            dropped = True
        elif inside and _THEIRS.match(line):
            inside = dropped = False
        else:
            kept.append("" if dropped else line)
            continue
        kept.append("")
    return kept, conflicts
