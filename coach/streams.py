"""Makes the standard streams safe to use, whatever started the program; it must not know what is printed."""

import codecs
import contextlib
import os
import re
import sys
from io import TextIOWrapper
from typing import Any, TextIO, cast

from coach.core.safe_text import printable

# What a terminal that cannot show more than ASCII or Latin-1 gets in place of the signs that we like to use.
PLAIN = {"…": "...", "–": "-", "—": "-", "−": "-", "×": "x", "·": "-", "→": "->", "←": "<-", "’": "'", "▸": ">"}
ERRORS = "coach.plain"
_OURS = re.compile(r"(\n|\t|^\r)")  # Ends of lines, and a progress that is written anew.


class Shown:
    """A stream to a person's eyes: what a terminal would act on, as in the name of a file, is written as \\x1b."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream

    def write(self, text: str) -> int:
        return self.stream.write(_harmless(text))

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)


def prepare() -> None:
    """Opens closed streams on nothing, and prints plainer signs where the encoding lacks one."""
    # A closed stream is None, and its number would be given to the next file that is opened.
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115 (open for as long as the program runs)
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    codecs.register_error(ERRORS, _plainer)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors=ERRORS)
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")


def guard() -> None:
    """From now on standard error, and standard output where it is a terminal, write nothing that acts on one.

    What goes to a file or to another program is written as it is.
    """
    sys.stderr = cast(TextIO, Shown(sys.stderr))
    if sys.stdout.isatty():
        sys.stdout = cast(TextIO, Shown(sys.stdout))


def print_painted(text: str) -> None:
    """Prints a text whose colours are the program's own, and whose words were looked at when they were read."""
    print(text, file=sys.stdout.stream if isinstance(sys.stdout, Shown) else sys.stdout)


def _harmless(text: str) -> str:
    if text.isprintable() or text.removesuffix("\n").isprintable():
        return text
    parts = _OURS.split(text)  # What is ours stands at the odd places.
    parts[::2] = [printable(part, blanks=False) for part in parts[::2]]
    return "".join(parts)


def shows(signs: str) -> bool:
    """Whether standard output can be taken to show these signs; the Linux console has no braille at all."""
    if os.environ.get("TERM") == "linux" and any("\u2800" <= sign <= "\u28ff" for sign in signs):
        return False
    try:
        signs.encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return True


def draws() -> bool:
    """Whether a terminal can be drawn on, and is wanted to be: a screen reader cannot follow a full screen."""
    return os.environ.get("TERM") != "dumb" and os.environ.get("ACCESSIBLE", "0") in ("", "0")


def writes_plainly(chosen: bool | None) -> bool:
    """Whether a screen keeps to the characters that every font has: as chosen, else where there is no braille."""
    return not shows("⣿") if chosen is None else chosen


def abandon(stream: object) -> None:
    """Sends what is still to be written to nowhere: its reader has gone, and the end of the program flushes it."""
    if isinstance(stream, TextIOWrapper | Shown):
        with contextlib.suppress(OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, stream.fileno())
            os.close(nowhere)


def _plainer(error: UnicodeError) -> tuple[str, int]:
    """What stands for signs that cannot be encoded: plain ones, dots of a picture, else an escape as in JSON."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(_plain(sign) for sign in error.object[error.start : error.end]), error.end


def _plain(sign: str) -> str:
    code = ord(sign)
    if 0x2800 <= code <= 0x28FF:
        return " " if code == 0x2800 else "#"
    if code > 0xFFFF:
        high, low = divmod(code - 0x10000, 0x400)
        return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"
    return PLAIN.get(sign, f"\\u{code:04x}")
