"""Turns the bytes of a file into lines to edit, and edited lines into bytes again; it must not know what they say.

Whatever was not edited stays byte for byte: a mark at the beginning, the end of each line, a last line without one,
signs that cannot be shown, bytes that are no UTF-8.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from coach.core.safe_text import unseen
from coach.errors import CoachError

MARK = b"\xef\xbb\xbf"
PRIVATE = range(0xE000, 0xF900)  # Signs without a meaning: they stand in for those that cannot be shown.
MOST_COMPARED = 4000  # Lines; of more the ends of lines that differ are not looked for.


@dataclass(frozen=True, slots=True)
class Opened:
    """A file's lines to be shown, with what is needed to write them again.

    Every sign of a line can be shown, one for one; `stand_ins` says what the private ones among them are.
    """

    lines: tuple[str, ...]
    endings: tuple[str, ...]
    newline: str
    mark: bytes
    stand_ins: Mapping[str, str]

    def content(self, lines: Sequence[str]) -> bytes:
        """The bytes of the file with these lines in place of its own."""
        *ends, _ = self._endings(lines)
        text = "".join(line + end for line, end in zip(lines, (*ends, ""), strict=True))
        written = text.translate({ord(stand_in): sign for stand_in, sign in self.stand_ins.items()})
        return self.mark + written.encode("utf-8", "surrogateescape")

    def _endings(self, lines: Sequence[str]) -> list[str]:
        """The end of each line: its own where it was there before, else as the line above has it."""
        own = [end or self.newline for end in self.endings]
        if len(set(own)) < 2:
            return [self.newline if len(own) < 2 else own[0]] * len(lines)
        ends: list[str] = []
        for first, last, new_first, new_last in _steps(self.lines, lines):
            more = max(0, new_last - new_first - (last - first))
            # What is changed in place ends as it did; lines more are taken to stand above it.
            ends += [own[max(0, first - 1)]] * more + own[last - (new_last - new_first - more) : last]
        return ends

    def harmless(self, text: str) -> str:
        """A text that is to be put in, without signs that cannot be shown."""
        plain = text.replace("\r\n", "\n").replace("\r", "\n")
        return "".join(sign for sign in plain if sign in "\n\t" or sign in self.stand_ins or not unseen(sign))


def opened(content: bytes) -> Opened:
    """The lines of a file. Raises CoachError where there is no way to show it."""
    mark = MARK if content.startswith(MARK) else b""
    text = content[len(mark) :].decode("utf-8", "surrogateescape")
    parts = text.split("\n")
    endings = ["\r\n" if part.endswith("\r") else "\n" for part in parts[:-1]]
    raw = [part.removesuffix("\r") for part in parts[:-1]] + parts[-1:]
    odd = sorted({sign for line in raw for sign in line if sign != "\t" and unseen(sign)})
    free = (chr(code) for code in PRIVATE if chr(code) not in odd)
    stand_ins = dict(zip(odd, free, strict=False))
    if len(stand_ins) < len(odd):
        raise CoachError("This file is not a text that can be shown. Save it as plain text in UTF-8 first.")
    shown = str.maketrans(stand_ins)
    newline = "\r\n" if 2 * endings.count("\r\n") > len(endings) else "\n"
    back = {stand_in: sign for sign, stand_in in stand_ins.items()}
    return Opened(tuple(line.translate(shown) for line in raw), (*endings, ""), newline, mark, back)


def _steps(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """What became of the lines, from the first to the last."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    rest = min(len(old), len(new)) - start
    stop = 0
    while stop < rest and old[-1 - stop] == new[-1 - stop]:
        stop += 1
    middle, new_middle = old[start : len(old) - stop], new[start : len(new) - stop]
    yield 0, start, 0, start
    if max(len(middle), len(new_middle)) > MOST_COMPARED:
        yield start, len(old) - stop, start, len(new) - stop
    else:
        for _, i1, i2, j1, j2 in SequenceMatcher(None, middle, new_middle, autojunk=False).get_opcodes():
            yield start + i1, start + i2, start + j1, start + j2
    yield len(old) - stop, len(old), len(new) - stop, len(new)
