"""Changes the value of one key in a TOML text and no other byte; it must not know whose file it is."""

import os
import re
from pathlib import Path

from coach.errors import CoachError
from coach.files import atomic


def write(path: Path, key: str, value: bool | str, *, why: str, missing_ok: bool = False) -> None:
    """Changes it in a file, which with `missing_ok` is made where it is missing.

    `why` begins the CoachError that is raised where the file cannot be read, written, or take the value.
    """
    try:
        text = "" if missing_ok and not os.path.lexists(path) else path.read_bytes().decode()
    except (OSError, UnicodeDecodeError) as error:
        raise CoachError(f"{path} cannot be read. Run: coach doctor") from error
    atomic.write(path, changed(text, str(path), key, value, why=why).encode())


def changed(text: str, file: str, key: str, value: bool | str, *, why: str) -> str:
    """The text with the value in it: in the line that has the key, else in a new one after the last.

    Read again, exactly this must have changed, else CoachError tells in `file` what to write by hand.
    """
    import tomli_w

    from coach.files import toml

    line = tomli_w.dumps({key: value}).rstrip("\n")
    known = re.compile(rf"""^([ \t]*{re.escape(key)}[ \t]*=[ \t]*)("[^"\n]*"|'[^'\n]*'|true|false)""", re.MULTILINE)
    result, found = known.subn(lambda match: match[1] + line.partition(" = ")[2], text)
    if not found:
        newline = toml.newline_of(text)
        result = text + ("" if not text or text.endswith("\n") else newline) + line + newline
    before, after = (toml.parse(each, file).data for each in (text, result))
    if after != {**before, key: value}:
        raise CoachError(f"{why} Write this line into {file}: {line}")
    return result
