"""Says what is wrong in one faulty statement of TOML, and what to write instead; it must not look at any other."""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, replace

from coach.core import lookalikes
from coach.core.safe_text import printable
from coach.files.toml import plain_words, value_forms
from coach.files.toml.statements import KEY, Statement, is_right

_BARE = r"[A-Za-z_][A-Za-z0-9_-]*"
_HEADER = re.compile(r"(\s*)(\[+)[ \t]*([^\[\]#={}\n]+)(\]*)[ \t]*(.*)", re.DOTALL)
_COMMENT = re.compile(r"(\s*)(//|--|;|/\*|%|<!--)")
_FENCE = re.compile(r"\s*(```|~~~|-{3,}|\*{3,}|={3,}|_{3,}$)")
_STRAY = re.compile(r"\s*([\]})]+,?)\s*")
_QUOTED_KEY = re.compile(rf"(\s*)(?:[\"'](?={_BARE}\s*=)|(?={_BARE}[\"']))({_BARE})[\"']?(\s*=[^=].*)")
_BULLET = re.compile(rf"(\s*)([-*•+]\s+)(?={KEY}\s*[=:])")
_QUOTES = "“”„‟«»‘’‚`´"
_COLON = re.compile(rf"(\s*)({KEY}|[{_QUOTES}]{_BARE}[{_QUOTES}])\s*(:=|:|=>|->|<-)\s*(.*)", re.DOTALL)
_TWO_EQUALS = re.compile(rf"(\s*)({KEY})\s*=\s*(=+)\s*(.*)", re.DOTALL)
_SPACED = re.compile(rf"(\s*)({_BARE}(?:[ \t]+{_BARE})+)[ \t]*[=:](.*)", re.DOTALL)
_LETTERS = re.compile(r"(\s*)([\w-]+)(\s*=.*)", re.DOTALL)
_PAIR = re.compile(rf"(\s*)({KEY})(\s*=[ \t]*)(.*)", re.DOTALL)
_NAME_ALONE = re.compile(r"\s*([\[\](){}<> ]*)(\w+)[\[\](){}<> ]*(:?)\s*")
_NAMED_HEADER = re.compile(r"\s*\[+\s*(\w+)[\s:/\"'-]+([\w-]+)[\"']?\s*\]+\s*(?:#.*)?")
_KEY_ALONE = re.compile(rf"(\s*)({KEY})[ \t]*(?:#.*)?")
_NO_EQUALS = re.compile(rf"(\s*)({KEY})([ \t]+)([\"'\d\[{{].*)", re.DOTALL)
TRIES = 3
LONGEST = 1000  # Characters of a statement that are looked at more closely.


@dataclass(frozen=True, slots=True)
class Slip:
    """A mistake in a statement, `line` counted from its first, the column from 1.

    `written` are the lines to write instead; where they are TOML the file is read on with them.
    """

    column: int
    message: str
    written: tuple[str, ...] = ()
    line: int = 0
    rule: str = "syntax"
    guess: bool = False  # Whether there is another mistake where a value of another kind is asked for.


def explain(statement: Statement, many: Collection[str] = ()) -> Slip:
    """The first mistake; what to write instead has none any more, or is left out.

    `many` names the tables of which there may be several.
    """
    slip = _name_alone(statement.text, many) or _look(statement.text, statement.closed)
    written = slip.written
    for _ in range(TRIES):
        wrong = next((number for number, line in enumerate(written) if not is_right(line)), None)
        if wrong is None:
            break
        again = _look(written[wrong], closed=True).written
        written = (*written[:wrong], *again, *written[wrong + 1 :]) if again else ()
    message = slip.message
    if slip.written and written and written != slip.written:  # It shows the line as it is to be at last.
        message = message.replace(slip.written[0].strip(), written[0].strip())
    return replace(slip, message=message, written=written if all(map(is_right, written)) else ())


def _name_alone(text: str, many: Collection[str]) -> Slip | None:
    """The name of such a table in other brackets, or in none."""
    if (found := _NAMED_HEADER.fullmatch(text)) and found[1].lower().removesuffix("s") in many:
        header, id_line = f"[[{found[1].lower().removesuffix('s')}]]", f'id = "{found[2]}"'
        return Slip(text.index("[") + 1, f"write {header} and under it {id_line}", (header, id_line))
    found = _NAME_ALONE.fullmatch(text)
    if found is None or found[2].lower().removesuffix("s") not in many or (found[1] == "[[" and found[3] != ":"):
        return None
    header = f"[[{found[2].lower().removesuffix('s')}]]"
    return Slip(len(text) - len(text.lstrip()) + 1, f"write {header}, with two brackets on each side", (header,))


def _look(text: str, closed: bool) -> Slip:
    if len(text) > LONGEST:
        return _unknown(text)
    if text.lstrip().startswith("["):
        return _header(text)
    odd = _odd_signs(text)
    if odd is not None:
        return odd
    return _no_statement(text) or _pair_sign(text) or _value(text, closed) or _no_value(text) or _unknown(text)


def _odd_signs(text: str) -> Slip | None:
    """Blanks, digits and signs that only look like the plain ones; inside of quotes they do no harm."""
    if text.isascii():
        return None
    plain = "".join(sign for sign in unicodedata.normalize("NFKC", text) if unicodedata.category(sign) != "Cf")
    if plain == text or not is_right(plain):
        return None
    at = next(at for at, (old, new) in enumerate(zip(text, f"{plain}\0", strict=False)) if old != new)
    kind = "blank" if not text[at].strip() or unicodedata.category(text[at]) == "Cf" else "sign"
    message = f"there is a {kind} here that is no plain one (U+{ord(text[at]):04X}); type it again"
    line = text.count("\n", 0, at)
    return Slip(at - text.rfind("\n", 0, at), message, tuple(plain.split("\n")) if "\n" not in text else (), line)


def _header(text: str) -> Slip:
    found = _HEADER.fullmatch(text)
    if found is None or not found[3].strip():
        return _unknown(text)
    indent, opening, name, closing, rest = found.groups()
    name = name.strip()
    if not rest and re.search(r"\s", name) and re.fullmatch(r"[\w\s-]+", name):
        right = re.sub(r"\s+", "_", name)
        return Slip(
            found.start(3) + 1,
            f"a table's name has no blanks: write [{right}]",
            (f"{indent}{opening}{right}{closing}",),
        )
    if rest.startswith("=") and len(opening) == len(closing) == 1:
        line = f"{indent}{name} {rest}"
        return Slip(found.start(2) + 1, f"a key stands without brackets: {_shown(line.strip())[1:-1]}", (line,))
    two = max(len(opening), len(closing)) > 1
    right = f"[[{name}]]" if two else f"[{name}]"
    if len(opening) == len(closing) <= 2 and rest and not rest.startswith("#"):
        column = len(text) - len(rest) + 1
        message = f"put {_shown(rest)} on a line of its own, under {right}"
        return Slip(column, message, (f"{indent}{right}", f"{indent}{rest}"))
    each = "two brackets on each side" if two else "a bracket on each side"
    if len(closing) < len(opening):
        missing = "]" * (len(opening) - len(closing))
        message = f"'{missing}' is missing after the name of this table: write {_shown(right)[1:-1]}, with {each}"
        return Slip(found.end(4) + 1, message, (f"{indent}{right}{' ' + rest if rest else ''}",))
    message = f"write {_shown(right)[1:-1]}, with {each}"
    return Slip(found.start(2) + 1, message, (f"{indent}{right}{' ' + rest if rest else ''}",))


def _no_statement(text: str) -> Slip | None:
    if found := _FENCE.match(text):
        return Slip(found.start(1) + 1, f"{found[1]} is no part of the file; take this line out", ("",))
    if found := _COMMENT.match(text):
        rest = text[found.end() :].removesuffix("*/").removesuffix("-->").strip()
        return Slip(found.start(2) + 1, f"a comment begins with #, not with {found[2]}", (f"{found[1]}# {rest}",))
    if found := _STRAY.fullmatch(text):
        return Slip(found.start(1) + 1, f"there is a {_shown(found[1])} too many here; take this line out", ("",))
    if found := _QUOTED_KEY.fullmatch(text):
        line = f"{found[1]}{found[2]}{found[3]}"
        before = text[len(found[1])] in "\"'"
        column = len(found[1]) + 1 if before else found.end(2) + 1
        return Slip(column, f"a key needs no quotes: {_shown(line.strip())[1:-1]}", (line,))
    if found := _BULLET.match(text):
        rest = text[found.end() :]
        return Slip(
            found.start(2) + 1,
            f"a line begins with its key; take the {found[2].strip()} out",
            (f"{found[1]}{rest}",),
        )
    return None


def _pair_sign(text: str) -> Slip | None:
    """Something else than one = between a key and its value, or letters in the key that are no plain ones."""
    if found := _LETTERS.fullmatch(text):
        indent, key, rest = found.groups()
        right, letter = lookalikes.plain(key), lookalikes.named(key)
        if letter and right.isascii():
            line = f"{indent}{right}{rest}"
            column = found.start(2) + 1 + next(at for at, sign in enumerate(key) if lookalikes.named(sign))
            message = f"in this key {letter}; write it in plain letters: {_shown(line.strip())[1:-1]}"
            return Slip(column, message, (line,))
    if found := _TWO_EQUALS.fullmatch(text):
        indent, key, _, rest = found.groups()
        line = f"{indent}{key} = {rest}"
        return Slip(found.start(3) + 1, f"one '=' is enough: {_shown(line.strip())[1:-1]}", (line,))
    if found := _COLON.fullmatch(text):
        indent, key, sign, rest = found.groups()
        line = f"{indent}{key.strip(_QUOTES)} = {rest}"
        return Slip(found.start(3) + 1, f"write '=' instead of '{sign}': {_shown(line.strip())[1:-1]}", (line,))
    if found := _SPACED.fullmatch(text):
        indent, key, rest = found.groups()
        right = re.sub(r"\s+", "_", key)
        second = found.start(2) + re.search(r"\s+", key).end()  # type: ignore[union-attr]
        line = f"{indent}{right} = {rest.strip()}"
        return Slip(second + 1, f"a key has no blanks: {_shown(line.strip())[1:-1]}", (line,))
    return None


def _value(text: str, closed: bool) -> Slip | None:
    found = _PAIR.fullmatch(text)
    if found is None:
        return None
    indent, key, sign, rest = found.groups()
    form = value_forms.look(key, rest, closed)
    if form is None:
        return None
    at = found.start(4) + form.at
    line, column = text.count("\n", 0, at), at - (text.rfind("\n", 0, at) + 1)
    written: tuple[str, ...] = ()
    if form.lines:
        written = tuple(f"{indent}{each}" for each in form.lines)
    elif form.value is not None:
        gap = " " if sign.startswith((" ", "\t")) or sign.endswith(" ") else ""
        written = (f"{indent}{key}{sign.rstrip()}{gap}{form.value}", *(f"{indent}{each}" for each in form.more))
    return Slip(column + 1, form.message, written, line, guess=form.guess)


def _no_value(text: str) -> Slip | None:
    if found := _KEY_ALONE.fullmatch(text):
        return Slip(found.end(2) + 1, f"{_shown(found[2])} needs '=' and a value after it")
    if found := _NO_EQUALS.fullmatch(text):
        line = f"{found[1]}{found[2]} = {found[4]}"
        return Slip(found.start(4) + 1, f"'=' is missing after the key: {_shown(line.strip())[1:-1]}", (line,))
    return None


def _unknown(text: str) -> Slip:
    line, column, message, rule = plain_words.of(text)
    return Slip(column, message, line=line - 1, rule=rule)


def _shown(text: str) -> str:
    """A part of the file in quotes, short and harmless."""
    return f"'{printable(text[:60])}{'…' if len(text) > 60 else ''}'"
