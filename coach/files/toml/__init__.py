"""Turns TOML text into data that knows the line and column of every value; it must not know what the data mean."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coach.core.model import Mistake, MistakesError
from coach.core.safe_text import printable

TomlPath = Sequence[str | int]

MAX_BYTES = 1_000_000
# tomllib takes quadratic time over the parts of a dotted key: a longer line could keep it busy for minutes.
MAX_LINE = 20_000

# What tomllib says → what a person can act on.
_PLAIN = (
    ("Invalid value", "this is no value: text needs quotes, a decimal point needs a digit on each side"),
    ("Invalid end", "the file ends where a value or a closing bracket is expected"),
    (
        "Invalid statement",
        "this is no key, table or comment: a line looks like key = value, "
        "and a key of other than plain letters, digits, _ and - needs quotes",
    ),
    ("Expected '=' after a key", "a key needs '=' and a value after it"),
    ("Expected newline or end of document", "something is left over after the value; put it on a line of its own"),
    ("Invalid initial character for a key part", "a key is missing here or needs quotes"),
    ("Unclosed array", "this list is not closed: ']' is missing"),
    ("Unclosed inline table", "this table is not closed: '}' is missing"),
    ("Unterminated string", "this text is not closed: a quote is missing"),
    ("Expected \"'''\"", "this text is not closed: three quotes are missing"),
    ("Expected ']", "']' is missing after the name of this table"),
    ("Unescaped '\\' in a string", "write a backslash in a text as two, or put the text in single quotes"),
    ("Invalid date or datetime", "there is no such date or time"),
)
_TWICE = ("Cannot overwrite", "Duplicate inline table key", "Cannot declare", "Cannot mutate", "Cannot redefine")


def newline_of(text: str) -> str:
    """How most lines of a text end, so that one that is added ends as they do."""
    return "\r\n" if 2 * text.count("\r\n") > text.count("\n") else "\n"


@dataclass(frozen=True, eq=False)
class Document:
    """A TOML file: `file` is its name as shown to the user, `data` what is in it."""

    file: str
    text: str
    data: dict[str, Any]

    def at(self, path: TomlPath) -> tuple[int, int]:
        """Line and column, from 1 and in characters, of the value at `path`.

        A table stands at its header. What is missing stands where the innermost table around it does.
        """
        return self._position(path, of_key=False)

    def key_at(self, path: TomlPath) -> tuple[int, int]:
        """Line and column of the key at `path`; as `at` where there is none."""
        return self._position(path, of_key=True)

    def _position(self, path: TomlPath, of_key: bool) -> tuple[int, int]:
        from coach.files.toml import positions  # Only a file with a mistake pays for the syntax tree.

        places = positions.of(self.text)
        place = places.find(path)
        return places.position(place.key if of_key else place.value)

    def mistake(self, path: TomlPath, message: str, rule: str, *, at_key: bool = False) -> Mistake:
        """An error at the value (or the key) at `path`."""
        line, column = self.key_at(path) if at_key else self.at(path)
        return Mistake(self.file, line, column, message, rule)


def read(path: Path, shown: str | None = None) -> Document:
    """Reads a TOML file of at most 1 MB; `shown` is the name for messages. Raises MistakesError."""
    file = printable(str(path) if shown is None else shown)
    content = _bytes(path, file).removeprefix(b"\xef\xbb\xbf")
    if len(content) > MAX_BYTES:
        raise _refused(file, "the file is larger than 1 MB, too large for a file of the coach", "file")
    if b"\0" in content:
        line, column = _byte_position(content, content.index(b"\0"))
        raise _refused(
            file,
            "there is a NUL byte here, so this is not a text file; save it as UTF-8 text",
            "file",
            line,
            column,
        )
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line, column = _byte_position(content, error.start)
        byte = content[error.start]
        raise _refused(
            file, f"byte 0x{byte:02x} is not UTF-8; save the file as UTF-8 text", "file", line, column
        ) from None
    return parse(text, file)


def parse(text: str, file: str) -> Document:
    """Parses TOML text. Raises MistakesError with the first syntax error; TOML shows only one at a time."""
    file = printable(file)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > MAX_LINE:
            raise _refused(file, f"this line is longer than {MAX_LINE:,} characters", "file", number)
    try:
        text.encode("utf-8")
        return Document(file, text, tomllib.loads(text))
    except UnicodeEncodeError as error:
        line_number, column = _line_column(text, error.start)
        raise _refused(file, "half a character (a surrogate) is here", "file", line_number, column) from None
    except tomllib.TOMLDecodeError as error:
        raise MistakesError((_syntax_mistake(text, file, str(error)),)) from None
    except RecursionError:
        raise _refused(file, "lists or tables are nested too deeply", "syntax") from None
    except ValueError:  # An integer of more than 4,300 digits; tomllib does not say where.
        long_number = re.search(r"\d[\d_]{4299,}", text)
        line_number, column = _line_column(text, long_number.start() if long_number else 0)
        raise _refused(file, "this number has too many digits", "range", line_number, column) from None


def _refused(file: str, message: str, rule: str, line: int = 1, column: int = 1) -> MistakesError:
    return MistakesError((Mistake(file, line, column, message, rule),))


def _bytes(path: Path, file: str) -> bytes:
    """At most one byte more than allowed, so that an endless file such as a device does no harm."""
    try:
        if path.is_dir():
            raise _refused(file, "this is a folder, not a file", "file")
        if path.is_fifo() and path.parts[:2] != ("/", "dev"):  # The standard input may be one.
            # Opening a pipe that nobody writes to would wait for ever.
            raise _refused(file, "this is a pipe, not a file", "file")
        with path.open("rb") as stream:
            return stream.read(MAX_BYTES + 4)
    except FileNotFoundError:
        raise _refused(file, "there is no such file", "file") from None
    except PermissionError:
        raise _refused(file, "you may not read this file; change its permissions", "file") from None
    except OSError as error:
        reason = printable(error.strerror or "unknown reason").lower()
        raise _refused(file, f"the file cannot be read: {reason}", "file") from None
    except ValueError:  # A NUL character in the name.
        raise _refused(file, "this is no file name", "file") from None


def _byte_position(content: bytes, offset: int) -> tuple[int, int]:
    start = content.rfind(b"\n", 0, offset) + 1
    return content.count(b"\n", 0, offset) + 1, len(content[start:offset].decode("utf-8", "replace")) + 1


def _line_column(text: str, offset: int) -> tuple[int, int]:
    """Line and column, from 1, of the character at `offset`."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def _syntax_mistake(text: str, file: str, message: str) -> Mistake:
    found = re.search(r" \(at (?:line (\d+), column (\d+)|end of document)\)$", message)
    what = message[: found.start()] if found else message
    if found and found[1]:
        line, column = int(found[1]), int(found[2])
    else:
        line, column = _line_column(text, len(text.rstrip()))
        what = "Invalid end" if what == "Invalid value" else what
    if what.startswith(_TWICE):
        line, column, name = _pair_before(text, line, column)
        return Mistake(file, line, column, f"{name} is set twice; remove one of the two", "duplicate")
    plain = next((words for start, words in _PLAIN if what.startswith(start)), what[:1].lower() + what[1:])
    return Mistake(file, line, column, printable(plain), "syntax")


def _pair_before(text: str, line: int, column: int) -> tuple[int, int, str]:
    """Where the key is whose value ends at (line, column), which is all that tomllib tells about it."""
    from coach.files.toml import positions

    lines = text.split("\n")
    before = "\n".join([*lines[: line - 1], lines[line - 1][: column - 1]])
    places = positions.of(text)
    found = places.last_key(len(before.encode("utf-8")))
    if found is None:
        return line, column, "this"
    start, key = found
    return *places.position(start), f"'{printable(key)}'"
