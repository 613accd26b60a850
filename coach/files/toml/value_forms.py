"""Says what is wrong in the form of a value, and how it is written; it must not know its key's meaning."""

import re
from typing import NamedTuple

from coach.core.safe_text import printable
from coach.files import value_slips
from coach.files.toml.statements import KEY, is_right

_STRAIGHT = str.maketrans(dict.fromkeys("“”„‟«»‘’‚`´", '"'))
_CURLY = re.compile(r"[“”„‟«»‘’‚`´]")
_COMMENT = re.compile(r"""("(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[^"'#]+|["'])*?(#[^\n]*)$""")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
_TWO_TEXTS = re.compile(r"(\"[^\"]*\")\s+\"")
_TRUTHS = {"true": "true", "yes": "true", "on": "true", "false": "false", "no": "false", "off": "false"}
_NOTHING = ("none", "null", "nil", "undefined")
_TWO = re.compile(rf"(.+?)[ \t,;]+({KEY}\s*[=:](?!=).*)", re.DOTALL)
_DATE_LIKE = re.compile(r"\d{1,4}[-./ ]|\d{1,2}(st|nd|rd|th) |[A-Za-z]{3,9}\.? \d")
_ZERO = re.compile(r"([+-]?)0+(\d+)")
_POINT = re.compile(r"([+-]?)(\d*)\.(\d*)")
_WORD = re.compile(r"[^\W\d][^\"'\[\]{}=\n]*")


class Form(NamedTuple):
    """What is wrong, where in the value; and the value to write, or the whole `lines`."""

    at: int
    message: str
    value: str | None = None
    more: tuple[str, ...] = ()  # Lines after the one with the value.
    lines: tuple[str, ...] = ()
    guess: bool = False  # Whether its key may ask for another kind of value.


def look(key: str, rest: str, closed: bool) -> Form | None:
    """What is wrong with what stands behind "key ="; None where it is nothing known."""
    value, comment = _without_comment(rest)
    for rule in (_empty, _typographic, _date, _left_over, _quotes, _long_text, _table_sign, _list, _bare):
        form = rule(key, value, closed)
        if form is not None:
            kept = f"  {comment}" if comment and form.value is not None and not form.more else ""
            return form._replace(value=None if form.value is None else form.value + kept)
    return None


def _without_comment(rest: str) -> tuple[str, str]:
    if "\n" in rest or "#" not in rest:
        return rest.rstrip(), ""
    quote = ""
    for at, sign in enumerate(rest):
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "\"'":
            quote = sign
        elif sign == "#":
            return rest[:at].rstrip(), rest[at:]
    unclosed = re.search(r"[ \t]#", rest) if quote else None  # The quote that is missing belongs before it.
    return (rest[: unclosed.start()].rstrip(), rest[unclosed.end() - 1 :]) if unclosed else (rest.rstrip(), "")


def _empty(key: str, value: str, _closed: bool) -> Form | None:
    return None if value else Form(0, f"a value is missing after '{printable(key[:40])} ='")


def _typographic(_key: str, value: str, _closed: bool) -> Form | None:
    """Quotes that a word processor made."""
    found = _CURLY.search(value)
    half = value[0] in "\"'" and value.count(value[0]) == 1 and _CURLY.match(value[-1])
    if found is None or (value[0] in "\"'" and not half):
        return None
    right = value.translate(_STRAIGHT)
    shown = "“ ”" if found[0] in "“”„‟" else found[0]
    return Form(
        found.start(), f"these are typographic quotes ({shown}); write straight ones: {_short(right)}", right
    )


def _left_over(_key: str, value: str, _closed: bool) -> Form | None:
    """A right value, and something after it."""
    for sign, name in ((",", "comma"), (";", "semicolon")):
        bare = value.rstrip(f"{sign} ")
        if (
            value.endswith(sign)
            and bare
            and not bare.endswith(("[", "{"))
            and (_right(bare) or _WORD.fullmatch(bare))
        ):
            return Form(len(bare), f"no {name} at the end of a line; remove it", bare)
    two = _TWO.fullmatch(value)
    if two and "\n" not in value and _right(two[1]):
        rest = two[2].strip()
        return Form(two.start(2), f"one key on a line: put {_quoted(rest)} on a line of its own", two[1], (rest,))
    comment = re.fullmatch(r"(.+?)\s*(//|--|;|/\*)(.*)", value)
    if comment and _right(comment[1]):
        message = f"a comment begins with #, not with {comment[2]}"
        return Form(comment.start(2), message, f"{comment[1]}  # {comment[3].strip()}")
    return None


def _quotes(key: str, value: str, _closed: bool) -> Form | None:
    """A text with a quote missing, or a sign in it that needs another way of writing."""
    if "\n" in value or value.startswith(('"""', "'''", "[", "{")):
        return None
    first, last = value[0], value[-1]
    if first in "\"'" and value.count(first) == 1 and len(value) > 1:
        wrong_end = last in "\"'" and last != first
        inner = (value[1:-1] if wrong_end else value[1:]).rstrip(",;\\ ")
        if _NUMBER.fullmatch(inner):
            return Form(0, f"a number needs no quotes: write {inner}", inner)
        right = f"{first}{inner}{first}"
        if wrong_end:
            return Form(
                len(value) - 1, f"this text ends in another quote than it begins with: write {_short(right)}", right
            )
        return Form(
            len(value), f"this text is not closed: a quote is missing at its end: write {_short(right)}", right
        )
    if first in "\"'" and len(value) == 1:
        return Form(1, "this text is not closed: a quote is missing", first * 2)
    if last in "\"'" and first not in "\"'" and value.count(last) == 1:
        if _NUMBER.fullmatch(value[:-1]):
            return Form(len(value) - 1, f"a number needs no quotes: write {value[:-1]}", value[:-1])
        right = f"{last}{value}"
        return Form(0, f"text needs quotes on both sides: {key} = {_short(right)}", right)
    if first == last == '"' and "\\" in value[1:-1]:
        return _backslash(value)
    if first == last == "'" and "'" in value[1:-1] and '"' not in value:
        right = f'"{value[1:-1]}"'
        return Form(value.index("'", 1), f"a text with ' in it stands in double quotes: {_short(right)}", right)
    if first == last == '"' and '"' in value[1:-1] and not _TWO_TEXTS.match(value):
        right = '"' + re.sub(r'(?<!\\)"', '\\\\"', value[1:-1]) + '"'
        at = value.index('"', 1)
        return (
            Form(at, f"a quote inside a text needs a backslash before it: {_short(right)}", right)
            if _right(right)
            else None
        )
    return None


def _backslash(value: str) -> Form | None:
    inside = value[1:-1]
    wrong = re.search(r'\\(?!["\\bfnrt]|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})', re.sub(r"\\\\", "xx", inside))
    if wrong is None:
        return None
    right = f"'{inside}'" if "'" not in inside else '"' + inside.replace("\\", "\\\\") + '"'
    message = f"write a backslash in a text as two, or put the text in single quotes: {_short(right)}"
    return Form(wrong.start() + 1, message, right)


def _long_text(_key: str, value: str, _closed: bool) -> Form | None:
    for quotes in ('"""', "'''"):
        if value.startswith(quotes) and quotes not in value[3:]:
            message = f"this text is not closed: three quotes are missing at its end ({quotes})"
            first = value.split("\n")[0]
            return Form(0, message, f"{first}{quotes}" if "\n" not in value else None)
    return None


def _table_sign(_key: str, value: str, _closed: bool) -> Form | None:
    """A colon in a table in braces."""
    if not value.startswith(("{", "[")) or "{" not in value:
        return None
    colon = re.search(rf"([{{,]\s*)({KEY})\s*(:)", value)
    if colon is None:
        return None
    right = re.sub(rf"([{{,]\s*)({KEY})\s*:\s*", r"\1\2 = ", value)
    return Form(colon.start(3), f"write '=' instead of ':': {_short(right)}", right)


def _list(_key: str, value: str, closed: bool) -> Form | None:
    """A list without its end, or without commas."""
    if not value.startswith(("[", "{", "(")):
        return None
    inside = value[1:].rstrip(")]} ").strip()
    if value[0] in "({" and _NUMBER.fullmatch(inside):
        return Form(0, f"a number stands without brackets: {inside}", inside)
    if value[0] == "(" or (value[0] == "{" and re.fullmatch(r"[\d., ]+", inside)):
        return Form(0, f"a list stands in [ ]: [{_short(inside)}]", f"[{inside}]")
    end, kind = ("]", "list") if value[0] == "[" else ("}", "table")
    lacking = value.count(value[0]) - value.count(end)
    if not closed or lacking > 0:
        inside = " ".join(line.strip() for line in value.split("\n"))
        right = re.sub(r"(?<=[\[{]) |,?\s*$", "", inside) + end * max(1, lacking)
        if not _right(right):
            return Form(0, f"this {kind} is not closed: '{end}' is missing")
        return Form(0, f"this {kind} is not closed: '{end}' is missing after the last item: {_short(right)}", right)
    if lacking < 0 and _right(value.rstrip(f"{end} ") + end):
        right = value.rstrip(f"{end} ") + end
        return Form(len(right), f"there is one '{end}' too many: {_short(right)}", right)
    return _comma_too_many(value) or _items(value) or _no_comma(value)


def _comma_too_many(value: str) -> Form | None:
    right = re.sub(r",\s*(?=\})|,(?=\s*,)|(?<=[\[{])\s*,", "", value)
    if right == value or not _right(right):
        return None
    at = next(at for at, (old, new) in enumerate(zip(value, f"{right}\0", strict=False)) if old != new)
    return Form(at, f"there is a comma too many: {_short(right)}", right)


def _items(value: str) -> Form | None:
    """Numbers in a list that are written with a unit, or with a point and no digit."""
    right = re.sub(r"(\d+(?:\.\d+)?)\.?[ \t]*(?:s|secs?|seconds?|x|reps?)?(?=\s*[,\]])", r"\1", value)
    if right == value or not _right(right):
        return None
    at = next(at for at, (old, new) in enumerate(zip(value, f"{right}\0", strict=False)) if old != new)
    return Form(at, f"a list has the numbers alone: {_short(right)}", right)


def _no_comma(value: str) -> Form | None:
    item = r"""(?:"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[+-]?\d[\d.]*|[}\]])"""
    gap = re.compile(rf"({item})(\s*[;|]?\s*)(?=[\"'\d\[{{+-])")
    right = gap.sub(lambda found: f"{found[1]}, " if found[2] else found[0], value)
    if right == value or not _right(right):
        return None
    at = next(found.start(2) for found in gap.finditer(value) if found[2])
    at += len(value[at:]) - len(value[at:].lstrip())
    return Form(at, f"a comma is missing between the items: {_short(right)}", right)


def _bare(key: str, value: str, _closed: bool) -> Form | None:
    """Something without quotes."""
    if "\n" in value:
        return None
    small = value.lower()
    if small in _TRUTHS:
        message = f"write {_TRUTHS[small]}, in small letters: {key} = {_TRUTHS[small]}"
        return Form(0, message, _TRUTHS[small], guess=True)
    if small in _NOTHING:
        return Form(0, "there is no empty value in TOML; take the line out")
    advice = value_slips.advice(key, value)
    if advice is not None:
        unit = re.match(r"[\d.]+[ \t]*", value)
        return Form(unit.end() if unit else 0, advice.message, lines=advice.lines)
    if found := _ZERO.fullmatch(value):
        right = f"{found[1]}{found[2]}"
        return Form(0, f"a number does not begin with 0: write {right}", right)
    if found := _POINT.fullmatch(value):
        right = f"{found[1]}{found[2] or 0}.{found[3] or 0}"
        whole = f" or {found[2]}" if found[2] and not found[3] else ""
        return Form(value.index("."), f"a decimal point needs a digit on each side: {right}{whole}", right)
    if _WORD.fullmatch(value) and not re.search(r"[\\]", value):
        right = f'"{value}"'
        return Form(0, f"text needs quotes: {printable(key[:40])} = {_short(right)}", right, guess=True)
    return None


def _date(_key: str, value: str, _closed: bool) -> Form | None:
    if not _DATE_LIKE.match(value) or "\n" in value:
        return None
    shape = "a date and time is written year-month-day, such as"
    right = value_slips.moment(value)
    if right is not None:
        return Form(0, f"{shape} {right}", right)
    if re.fullmatch(r"\d{4}-\d{1,2}-\d{1,2}.*", value) and not _TWO.fullmatch(value):
        return Form(0, f"there is no such date or time; {shape} 2026-11-20T08:00:00")
    return None


def _right(value: str) -> bool:
    return is_right(f"v = {value}")


def _short(text: str) -> str:
    text = re.sub(r"\s*\n\s*", " ", text)
    return printable(text if len(text) <= 60 else f"{text[:60]}…")


def _quoted(text: str) -> str:
    return f"'{_short(text)}'"
