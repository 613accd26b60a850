"""Turns TOML text into data that knows the line and column of every value; it must not know what the data mean."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from coach.core.model.mistakes import Mistake, MistakesError
from coach.core.safe_text import printable
from coach.files.toml import bounds

if TYPE_CHECKING:
    from coach.files.toml.recovery import Recovered

TomlPath = Sequence[str | int]
Moved = Mapping[tuple[str | int, ...], tuple[str | int, ...]]  # From where it is in the data to where in the text.


class Broken(NamedTuple):
    """A rule between keys that does not hold: where, as in `Document.mistake`."""

    at: TomlPath
    message: str
    rule: str
    missing: tuple[str, ...] = ()


MAX_BYTES = 1_000_000
MANY = ("exercise",)  # The tables of which a file may have several.


def newline_of(text: str) -> str:
    """How most lines of a text end, so that one that is added ends as they do."""
    return "\r\n" if 2 * text.count("\r\n") > text.count("\n") else "\n"


@dataclass(frozen=True, eq=False)
class Document:
    """A TOML file: `file` is its name as shown to the user, `data` what is in it.

    Of a file with mistakes of syntax the `text` is the part that could be read, see `recovered`.
    """

    file: str
    text: str
    data: dict[str, Any]
    recovered: "Recovered | None" = None
    moved: Moved = field(default_factory=dict)

    def told(self, mistakes: Iterable[Mistake]) -> Iterable[Mistake]:
        """The mistakes of syntax, and of the others those that do not follow from one of them."""
        return mistakes if self.recovered is None else self.recovered.told(mistakes)

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
        place = places.find(self.placed(path))
        line, column = places.position(place.key if of_key else place.value)
        return (line if self.recovered is None else self.recovered.lines[line - 1]), column

    def placed(self, path: TomlPath) -> TomlPath:
        """Where in the file that is which stands at `path` in the data."""
        for parts in range(len(path), 0, -1) if self.moved else ():
            written = self.moved.get(tuple(path[:parts]))
            if written is not None:
                return (*written, *path[parts:])
        return path

    def rewritten(self, path: TomlPath, value: str | None = None, *, key: str | None = None) -> str:
        """What helps: the line of the value at `path` with another value, or with another key.

        "" where what is there goes over several lines, or is no line of its own.
        """
        from coach.files.toml import positions

        return positions.of(self.text).rewritten(self.placed(path), value, key)

    def mistake(
        self, path: TomlPath, message: str, rule: str, missing: tuple[str, ...] = (), *, at_key: bool = False
    ) -> Mistake:
        """An error at the value (or the key) at `path`; see `Mistake` for `missing`."""
        line, column = self.key_at(path) if at_key else self.at(path)
        return Mistake(self.file, line, column, message, rule, missing=missing)


def read(path: Path, shown: str | None = None, *, recover: bool = False) -> Document:
    """Reads a TOML file of at most 1 MB; `shown` is the name for messages. Raises MistakesError, see `parse`."""
    file = printable(str(path) if shown is None else shown)
    return parse_bytes(content(path, file), file, recover=recover)


def lines_of(raw: bytes) -> tuple[str, ...]:
    """The lines of a file as mistakes count them."""
    return tuple(raw.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace").replace("\r\n", "\n").split("\n"))


def parse_bytes(raw: bytes, file: str, *, recover: bool = False) -> Document:
    """As parse, from the bytes of a file of at most 1 MB."""
    raw = raw.removeprefix(b"\xef\xbb\xbf")
    if len(raw) > MAX_BYTES:
        raise _refused(file, "the file is larger than 1 MB, too large for a file of the coach", "file")
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _refused(file, "the file is UTF-16, which some editors call Unicode; save it as UTF-8 text", "file")
    if b"\0" in raw:
        line, column = _byte_position(raw, raw.index(b"\0"))
        raise _refused(
            file,
            "there is a NUL byte here, so this is not a text file; save it as UTF-8 text",
            "file",
            line,
            column,
        )
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        from coach.files.toml import recovery

        text, wrong = recovery.in_another_coding(raw, file)
        if not recover:
            raise MistakesError(wrong) from None
        return recovery.beside(_parsed_beside(text, file, wrong), wrong)
    return parse(text, file, recover=recover)


def _parsed_beside(text: str, file: str, wrong: tuple[Mistake, ...]) -> Document:
    try:
        return parse(text, file, recover=True)
    except MistakesError as error:
        raise MistakesError((*wrong, *error.mistakes)) from None


def parse(text: str, file: str, *, recover: bool = False) -> Document:
    """Parses TOML text. Raises MistakesError with every mistake of syntax.

    With `recover` the document has them, where there is still something that can be read.
    """
    file = printable(file)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    beyond = bounds.broken(text)
    if beyond is not None:
        raise _refused(file, *beyond)
    try:
        text.encode("utf-8")
        return Document(file, text, tomllib.loads(text))
    except UnicodeEncodeError as error:
        line_number, column = _line_column(text, error.start)
        raise _refused(file, "half a character (a surrogate) is here", "file", line_number, column) from None
    except (ValueError, RecursionError):
        from coach.files.toml import recovery  # Only a file with a mistake pays for it.

        found = recovery.recover(text, file, MANY)
        if not recover or not found.whole:
            raise MistakesError(found.slips) from None
        return Document(file, found.text, found.data, found)


def _refused(file: str, message: str, rule: str, line: int = 1, column: int = 1) -> MistakesError:
    return MistakesError((Mistake(file, line, column, message, rule),))


def content(path: Path, file: str) -> bytes:
    """The bytes of a file; of an endless one, such as a device, little more than allowed. Raises MistakesError."""
    try:
        if path.is_dir():
            raise _refused(file, "this is a folder, not a file", "file")
        if path.is_fifo() and path.parts[:2] != ("/", "dev"):  # The standard input may be one.
            # Opening a pipe that nobody writes to would wait for ever.
            raise _refused(file, "this is a pipe, not a file", "file")
        with path.open("rb") as stream:
            return stream.read(MAX_BYTES + 4)
    except FileNotFoundError:
        raise MistakesError(
            (Mistake(file, 1, 1, "there is no such file", "file", help="check its name"),)
        ) from None
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
