"""Draws a number large enough to be read from the floor; knows numbers and glyphs, no screen and no time.

A digit is drawn from strokes of one thickness on a grid of square dots, two dots to a terminal row (half
blocks), so it is crisp at every height. Without block glyphs a dot is a whole row of "#".
"""

from functools import lru_cache

MIN_ROWS = 5
CHARACTERS = "0123456789:. "
HALF_BLOCKS = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
PLAIN_HALVES = {(False, False): " ", (True, False): '"', (False, True): "o", (True, True): "#"}

# Strokes of each digit: a top, g middle, d bottom; f and b upper left and right, e and c lower left and right.
_STROKES = {
    "0": "abcdef",
    "2": "abged",
    "3": "abgcd",
    "4": "fgbc",
    "5": "afgcd",
    "6": "afgedc",
    "8": "abcdefg",
    "9": "abfgcd",
}
# Corners that are rounded, so that no digit turns into another one when its edges blur.
_ROUND = {"0": "1234", "2": "2", "3": "24", "5": "4", "6": "134", "8": "1234", "9": "124"}

Bitmap = list[list[bool]]


def halves(dots: Bitmap, plain: bool = False) -> tuple[str, ...]:
    """Two rows of dots in each line of text: as half blocks, or with `plain` in ASCII."""
    signs = PLAIN_HALVES if plain else HALF_BLOCKS
    pairs = zip(dots[::2], dots[1::2], strict=True)
    return tuple("".join(signs[both] for both in zip(*pair, strict=True)) for pair in pairs)


def digit_columns(rows: int) -> int:
    """The width in columns of one digit that is `rows` terminal rows high."""
    return max(5, round(rows * 1.2))


def columns(text: str, rows: int) -> int:
    """The width in columns of a whole text at that height, with one gap between the glyphs."""
    return sum(_width(char, rows) for char in text) + _gap(rows) * max(0, len(text) - 1)


@lru_cache(maxsize=512)
def render(text: str, rows: int, ascii_only: bool = False) -> tuple[str, ...]:
    """The text as `rows` lines of equal width. Raises ValueError for another character or under 5 rows."""
    if rows < MIN_ROWS:
        raise ValueError(f"{rows} rows are too few: at least {MIN_ROWS}")
    glyphs = [_lines(char, rows, ascii_only) for char in text]
    gap = " " * _gap(rows)
    return tuple(gap.join(glyph[row] for glyph in glyphs) for row in range(rows))


def _width(char: str, rows: int) -> int:
    if char not in CHARACTERS:
        raise ValueError(f"no big glyph for {char!r}: only {CHARACTERS!r}")
    return _thickness(rows) + 2 if char in ":." else digit_columns(rows)


def _gap(rows: int) -> int:
    return max(2, rows // 4)


def _thickness(rows: int) -> int:
    return max(2, round(rows * 0.31))


@lru_cache(maxsize=512)
def _lines(char: str, rows: int, ascii_only: bool) -> tuple[str, ...]:
    width, across = _width(char, rows), _thickness(rows)
    if ascii_only:
        bitmap = _bitmap(char, width, rows, across, max(1, across // 2))
        return tuple("".join("#" if dot else " " for dot in line) for line in bitmap)
    return halves(_bitmap(char, width, rows * 2, across, across))


def _bitmap(char: str, width: int, height: int, across: int, down: int) -> Bitmap:
    """The dots of one glyph; strokes are `across` dots wide where upright and `down` dots high where level."""
    dots = [[False] * width for _ in range(height)]
    middle = (height - down) // 2
    if char == ".":
        _fill(dots, 1, height - down, across, down)
    elif char == ":":
        _fill(dots, 1, height // 4, across, down)
        _fill(dots, 1, height - height // 4 - down, across, down)
    elif char == "1":
        left = (width - across) // 2 + across // 3
        _fill(dots, left, 0, across, height)
        _fill(dots, left - across, down // 2, across, down)
    elif char == "7":
        _fill(dots, 0, 0, width, down)
        _slope(dots, width - across, width // 3 - across // 3, down, across)
    elif char in _STROKES:
        boxes = {
            "a": (0, 0, width, down),
            "g": (0, middle, width, down),
            "d": (0, height - down, width, down),
            "f": (0, 0, across, middle + down),
            "b": (width - across, 0, across, middle + down),
            "e": (0, middle, across, height - middle),
            "c": (width - across, middle, across, height - middle),
        }
        for stroke in _STROKES[char]:
            _fill(dots, *boxes[stroke])
        for corner in _ROUND.get(char, ""):
            _round(dots, corner, max(1, across // 2), max(1, down // 2))
    return dots


def _fill(dots: Bitmap, left: int, top: int, width: int, height: int) -> None:
    for line in dots[top : top + height]:
        line[left : left + width] = [True] * width


def _slope(dots: Bitmap, start: int, end: int, top: int, across: int) -> None:
    """A slanting stroke from the column `start` under `top` to the column `end` at the foot."""
    last = len(dots) - 1
    for row in range(top, last + 1):
        left = start + round((end - start) * (row - top) / max(1, last - top))
        _fill(dots, left, row, across, 1)


def _round(dots: Bitmap, corner: str, across: int, down: int) -> None:
    """Cuts a quarter ellipse off a corner: 1 top left, 2 top right, 3 bottom left, 4 bottom right."""
    height, width = len(dots), len(dots[0])
    for row in range(down):
        for column in range(across):
            outside = ((across - column - 0.5) / across) ** 2 + ((down - row - 0.5) / down) ** 2 > 1
            if outside or across == down == 1:
                y = row if corner in "12" else height - 1 - row
                x = column if corner in "13" else width - 1 - column
                dots[y][x] = False
