"""Changes the value of one key in a TOML text and no other byte; it must not know whose file it is."""

import os
import re
from pathlib import Path

from coach.core.model.mistakes import MistakesError
from coach.errors import CoachError
from coach.files import atomic

Value = bool | int | float | str | None  # None: the key is taken out, and a comment behind it stays.
_MARK = "\ufeff"  # Some editors begin a file with it.
_REST = re.compile(rb"[ \t]*(?:\r?\n)?")  # Of the line of a key that is taken out, up to a comment.


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
    from coach.files.toml.positions import Places

    mark = _MARK if text.startswith(_MARK) else ""
    places = Places(text.removeprefix(mark))
    body, place = places.content, places.pair((key,))
    if place is None:
        return text if value is None else mark + _added(body, places.first_table(), line)
    before, after = body[: place.value], body[place.end :]
    if value is None:
        before = before[: before.rfind(b"\n", 0, place.key) + 1]
        after = after.removeprefix(_REST.match(after)[0])  # type: ignore[index] # It always matches.
        return mark + (before + after).decode()
    return mark + before.decode() + line.partition(" = ")[2] + after.decode()


def _added(body: bytes, table: int | None, line: str) -> str:
    """With a line more: before the first table, which else would have it, or at the end."""
    from coach.files import toml

    at = len(body) if table is None else body.rfind(b"\n", 0, table) + 1
    before, after = body[:at].decode(), body[at:].decode()
    newline = toml.newline_of(before + after)
    gap = "" if not before or before.endswith("\n") else newline
    return f"{before}{gap}{line}{newline}{after}"
