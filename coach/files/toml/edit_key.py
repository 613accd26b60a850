"""Changes the value of one key in a TOML text and no other byte; it must not know whose file it is."""

import os
import re
from pathlib import Path

from coach.core.model import MistakesError
from coach.errors import CoachError
from coach.files import atomic

Value = bool | int | float | str | None  # None: the key is taken out, and a comment behind it stays.
_TEXTS = (r'"""[\s\S]*?"{3,5}', r"'''[\s\S]*?'{3,5}", r'"(?:[^"\\\n]|\\.)*"', r"'[^'\n]*'")
_VALUE = f"({'|'.join(_TEXTS)}|true|false|[+-]?[0-9][0-9_.eE+-]*)"
_MARK = "\ufeff"  # Some editors begin a file with it.
_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)


def write(path: Path, key: str, value: Value, *, why: str, missing_ok: bool = False) -> None:
    """Changes it in a file, which with `missing_ok` is made where it is missing.

    `why` begins the CoachError that is raised where the file cannot be read, written, or take the value.
    """
    try:
        text = "" if missing_ok and not os.path.lexists(path) else path.read_bytes().decode()
    except (OSError, UnicodeDecodeError) as error:
        raise CoachError(f"{path} cannot be read. Run: coach doctor") from error
    after = changed(text, str(path), key, value, why=why)
    if after != text:
        atomic.write(path, after.encode())


def changed(text: str, file: str, key: str, value: Value, *, why: str) -> str:
    """The text with the value in it: in the line that has the key, else in a new one before the first table.

    Read again, exactly this must have changed, else CoachError tells in `file` what to write by hand.
    """
    from coach.files import toml

    line = _line(key, value)
    before = toml.parse(text, file).data
    expected = {name: each for name, each in before.items() if name != key} | (
        {} if value is None else {key: value}
    )
    result = text if expected == before else _replaced(text, key, value, line)
    try:
        done = toml.parse(result, file).data == expected
    except MistakesError:  # The key is there in a way that is not known here, as with escapes.
        done = False
    if not done:
        remedy = (
            f"Take the line with {key} out of {file}." if value is None else f"Write this line into {file}: {line}"
        )
        raise CoachError(f"{why} {remedy}")
    return result


def _line(key: str, value: Value) -> str:
    import tomli_w

    return "" if value is None else tomli_w.dumps({key: value}).rstrip("\n")


def _replaced(text: str, key: str, value: Value, line: str) -> str:
    if text.startswith(_MARK):
        return _MARK + _replaced(text.removeprefix(_MARK), key, value, line)
    named = rf"""[ \t]*(?:{re.escape(key)}|"{re.escape(key)}"|'{re.escape(key)}')[ \t]*=[ \t]*"""
    if value is None:
        return re.sub(rf"(?m)^{named}{_VALUE}[ \t]*(?:\r?\n|\Z|(?=#))", "", text)
    known = re.compile(rf"^({named}){_VALUE}", re.MULTILINE)
    result, found = known.subn(lambda match: match[1] + line.partition(" = ")[2], text)
    return result if found else _added(text, line)


def _added(text: str, line: str) -> str:
    """With a line more: before the first table, which else would have it, or at the end."""
    from coach.files import toml

    newline = toml.newline_of(text)
    table = _TABLE.search(text)
    at = table.start() if table else len(text)
    gap = "" if not text[:at] or text[:at].endswith("\n") else newline
    return f"{text[:at]}{gap}{line}{newline}{text[at:]}"
