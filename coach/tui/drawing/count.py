"""Puts a state's word, seconds and sign into a room, as large as they fit; it must not know widgets or colours.

A block is lines of equal width.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from coach.tui.drawing import digits as bigdigits
from coach.tui.drawing import letters as bigwords
from coach.tui.drawing import signs, state_shapes
from coach.tui.words.session_picture import Picture

READABLE_ROWS = 7  # Digits of at least this height can be read from the floor.
TALLEST_ROWS = 28
WIDEST_NUMBER = "00"  # The height is chosen for two digits, so that it stays while they count down.
LOW_ROWS = 12  # In a room this low the word may stand beside the digits.
GAIN = 3  # Rows that the digits have to gain by it for the word to stand beside them.
INVERTED = str.maketrans(' #"o', '# o"')
AIR = 2  # Columns between what is drawn and what fills the room around it.

Block = list[str]


class _Way(NamedTuple):
    """A way to put word and digits together; `rows` is the height of the digits, 0 where they don't fit."""

    block: Block
    rows: int


NONE = _Way([], 0)


def drawn(picture: Picture, width: int, height: int, *, plain: bool, word: bool = True) -> tuple[Block, Block]:
    """The room's lines: what is written, and, apart from it, what fills the rest of the room.

    Without `word` it is told elsewhere.
    """
    if width < 1 or height < 1:
        return [], []
    ink = [line.center(width)[:width] for line in _fit(picture, width, height, plain, word)][:height]
    above = (height - len(ink)) // 2
    ink = [" " * width] * above + ink + [" " * width] * (height - len(ink) - above)
    level = round(height * picture.filled) if picture.state == "rest" else height
    char = state_shapes.fill(picture.state, plain=plain)
    return ink, [_around(line, char if y >= height - level else "") for y, line in enumerate(ink)]


def _around(line: str, char: str) -> str:
    """What fills a line left and right of what is written in it."""
    if not char:
        return " " * len(line)
    written = line.strip()
    if not written:
        return char * len(line)
    left = len(line) - len(line.lstrip())
    right = len(line.rstrip())
    return (char * max(0, left - AIR)).ljust(right + AIR)[: len(line)].ljust(len(line), char)


def _fit(picture: Picture, width: int, height: int, plain: bool, wants_word: bool) -> Block:
    word = picture.word if wants_word else ""
    core = _core(picture, plain)
    if not core.there:
        return _only_a_word(word, width, height, plain)
    above = _above(core, word, width, height)
    beside = _beside(core, word, width, height) if word and height <= LOW_ROWS else NONE
    fitting = beside if beside.rows >= above.rows + GAIN or not above.rows else above
    if word and not fitting.rows:
        fitting = _beside(core, word, width, height, bigdigits.MIN_ROWS)
    if fitting.rows:
        return fitting.block
    rows = core.largest_rows(width, height - bool(word))
    if rows:
        return [*([word] if word else []), *core.lines(rows, width)]
    return [f"{picture.word} {core.text}".strip()]


def _above(core: "_Core", word: str, width: int, height: int) -> _Way:
    """The word above the digits, where those can be read from the floor."""
    for scale in (2, 1) if word else ():
        parts = (word, word.split()[-1])  # READY says as much as GET READY.
        fitting = next((part for part in parts if bigwords.columns(part, scale) <= width), "")
        room = height - bigwords.ROWS * scale
        # Air between word and digits, then around both, where the digits stay readable without those rows.
        rows = core.largest_rows(width, room - (3 if room > 2 * READABLE_ROWS else 1))
        if fitting and rows >= READABLE_ROWS * scale:
            letters = _centred(bigwords.render(fitting, scale, core.plain), width)
            return _Way([*letters, "", *core.lines(rows, width)], rows)
    return NONE


def _core(picture: Picture, plain: bool) -> "_Core":
    sign: signs.Sign | None = None
    if picture.state == "paused":
        sign = "pause"
    elif picture.state == "change":
        sign = picture.toward
    return _Core(picture.digits, sign, plain, solid=plain and picture.state == "hold")


def _only_a_word(word: str, width: int, height: int, plain: bool) -> Block:
    for scale in (2, 1):
        if bigwords.columns(word, scale) <= width and bigwords.ROWS * scale <= height:
            return list(bigwords.render(word, scale, plain))
    parts = word.split()
    if all(bigwords.columns(part) <= width for part in parts) and (bigwords.ROWS + 1) * len(parts) <= height + 1:
        return [line for part in parts for line in (*_centred(bigwords.render(part, 1, plain), width), "")][:-1]
    return [word]


def _beside(core: "_Core", word: str, width: int, height: int, least: int = READABLE_ROWS) -> _Way:
    """The word, a line for each part of it, left of digits of at least that many rows.

    An arrow has its place under the word.
    """
    if len(word.split()) * (bigwords.ROWS + 1) > height + 1:
        word = word.split()[-1]
    parts = [list(bigwords.render(part, 1, core.plain)) for part in word.split()]
    if core.text and core.sign:
        rows = height - bigwords.ROWS - 1
        if rows >= bigdigits.MIN_ROWS:
            parts.append(list(signs.render(core.sign, rows, core.plain)))
        core = replace(core, sign=None)
    left = max(len(line) for part in parts for line in part)
    between = 4
    rows = core.largest_rows(width - left - between, height)
    lines = [line.center(left) for part in parts for line in (*part, "")][:-1]
    if rows < least or len(lines) > height:
        return NONE
    digits = core.lines(rows, 0)
    high = max(len(lines), len(digits))
    pairs = zip(_raised(lines, high), _raised(digits, high), strict=True)
    return _Way([f"{text:<{left + between}}{digit:<{len(digits[0])}}" for text, digit in pairs], rows)


def _raised(lines: Block, rows: int) -> Block:
    above = (rows - len(lines)) // 2
    return [*[""] * above, *lines, *[""] * rows][:rows]


def _centred(lines: Sequence[str], width: int) -> Block:
    return [line.center(width) for line in lines]


@dataclass(frozen=True, slots=True)
class _Core:
    """What is seen under the word: seconds, an arrow beside them, or the sign of a pause.

    `solid` cuts the digits out of a field of "#", as ASCII has no other way to fill it.
    """

    text: str
    sign: signs.Sign | None
    plain: bool
    solid: bool

    @property
    def there(self) -> bool:
        return bool(self.text or self.sign)

    def largest_rows(self, width: int, height: int) -> int:
        """The greatest height at which all of it fits; 0 where not even the smallest does."""
        widest = self.text and max(self.text, WIDEST_NUMBER, key=len)
        for rows in range(min(TALLEST_ROWS, height), bigdigits.MIN_ROWS - 1, -1):
            digits = rows - 2 * self.solid
            if digits >= bigdigits.MIN_ROWS and self._columns(widest, digits) + 2 * self.solid <= width:
                return rows
        return 0

    def _columns(self, text: str, rows: int) -> int:
        found = 0
        if text:
            found += bigdigits.columns(text, rows)
            found += _gap(rows) + 3 * _small(rows) if text.isdigit() else 0
        if self.sign:
            found += signs.columns(self.sign, rows) + (AIR + 1 if text else 0)
        return found

    def lines(self, rows: int, width: int) -> Block:
        """All of it `rows` rows high, in the middle of the width."""
        if self.solid:
            field = [line.center(max(width, len(line) + 2)) for line in self._digits(rows - 2)]
            empty = " " * len(field[0])
            return [line.translate(INVERTED) for line in (empty, *field, empty)]
        parts = [self._digits(rows)] if self.text else []
        if self.sign:
            parts.insert(len(parts) if self.sign == "right" else 0, list(signs.render(self.sign, rows, self.plain)))
        return _centred([(" " * (AIR + 1)).join(line) for line in zip(*parts, strict=True)], width)

    def _digits(self, rows: int) -> Block:
        digits = list(bigdigits.render(self.text, rows, self.plain))
        if not self.text.isdigit():
            return digits
        mark = list(signs.seconds(_small(rows), self.plain))
        mark = [" " * len(mark[0])] * (rows - len(mark)) + mark
        return [digit + " " * _gap(rows) + small for digit, small in zip(digits, mark, strict=True)]


def _gap(rows: int) -> int:
    return 2 if rows < 14 else 3


def _small(rows: int) -> int:
    """How large the "s" is beside digits of that height."""
    return 1 if rows < 14 else 2
