"""Draws terminal screens as SVG, one or several in a loop: braille, blocks and frames as shapes, the rest as text.

Shapes need no font, so that a picture looks the same on every machine and has no seams between its rows.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple
from xml.sax.saxutils import escape

from rich.style import Style
from textual.strip import Strip

WIDE, HIGH = 8, 16  # Units of a cell; two by four dots of braille, eighths of a block.
MARGIN = 8
FONT = "ui-monospace,'DejaVu Sans Mono',Menlo,Consolas,monospace"
QUARTERS = {"▖": 4, "▗": 8, "▘": 1, "▙": 13, "▚": 9, "▛": 7, "▜": 11, "▝": 2, "▞": 6, "▟": 14, "▐": 10,
            "▀": 3}  # fmt: skip
EIGHTHS_LEFT, EIGHTHS_BELOW = "▏▎▍▌▋▊▉█", "▁▂▃▄▅▆▇"
# Which of left, right, up, down a line goes to, and how thick it is.
LINES = {
    **{char: (ways, 1) for char, ways in zip("─│┌┐└┘├┤┬┴┼╭╮╰╯", ("lr", "ud", "rd", "ld", "ru", "lu", "rud", "lud",
       "lrd", "lru", "lrud", "rd", "ld", "ru", "lu"), strict=True)},
    **{char: (ways, 2) for char, ways in zip("━┃┏┓┗┛", ("lr", "ud", "rd", "ld", "ru", "lu"), strict=True)},
}  # fmt: skip
Rect = tuple[int, int, int, int]


class Look(NamedTuple):
    """How a run of characters is drawn."""

    front: str
    back: str
    bold: bool
    italic: bool
    underline: bool


Row = tuple[tuple[Look, str], ...]


def look(style: Style | None) -> Look:
    style = style or Style()
    front, back = (
        each.get_truecolor().hex if each is not None else default
        for each, default in ((style.color, "#ffffff"), (style.bgcolor, "#000000"))
    )
    if style.reverse:
        front, back = back, front
    return Look(front, back, bool(style.bold), bool(style.italic), bool(style.underline))


def rows(strips: Iterable[Strip]) -> list[Row]:
    """A screen as rows of runs that look the same."""
    found = []
    for strip in strips:
        cells = ((look(segment.style), segment.text) for segment in strip)
        runs = groupby(cells, lambda cell: cell[0])
        found.append(tuple((each, "".join(text for _, text in run)) for each, run in runs))
    return found


def shapes(char: str) -> Iterator[Rect] | None:
    """What a character is made of inside its cell, or None for one that is text."""
    if is_braille(char):
        return iter(())
    if char in EIGHTHS_LEFT:
        return iter([(0, 0, EIGHTHS_LEFT.index(char) + 1, HIGH)])
    if char in EIGHTHS_BELOW:
        high = 2 * (EIGHTHS_BELOW.index(char) + 1)
        return iter([(0, HIGH - high, WIDE, high)])
    if char == "▔":
        return iter([(0, 0, WIDE, 2)])
    if char in QUARTERS:
        bits = QUARTERS[char]
        return ((4 * (n % 2), 8 * (n // 2), 4, 8) for n in range(4) if bits >> n & 1)
    if char in LINES:
        return _lines(*LINES[char])
    return None


def is_braille(char: str) -> bool:
    return "\u2800" <= char <= "\u28ff"


def _dots(char: str) -> Iterator[tuple[int, int]]:
    """The places of a braille character's dots, each four units from the next."""
    for dot, (column, row) in enumerate(((0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3))):
        if (ord(char) - 0x2800) >> dot & 1:
            yield 4 * column, 4 * row


def _lines(ways: str, thick: int) -> Iterator[Rect]:
    x, y = 4 - thick, 8 - thick
    for way in ways:
        yield {
            "l": (0, y, 4, 2 * thick - 1), "r": (x, y, WIDE - x, 2 * thick - 1),
            "u": (x, 0, 2 * thick - 1, 8), "d": (x, y, 2 * thick - 1, HIGH - y),
        }[way]  # fmt: skip


def _joined(rects: Iterable[Rect]) -> Iterator[Rect]:
    """Rectangles of one row of a screen with those that touch made one."""
    lines: dict[tuple[int, int], list[Rect]] = defaultdict(list)
    for rect in rects:
        lines[rect[1], rect[3]].append(rect)
    for (y, high), line in lines.items():
        x, end = -1, -1
        for left, _, wide, _ in sorted(line):
            if left <= end and x >= 0:
                end = max(end, left + wide)
                continue
            if x >= 0:
                yield x, y, end - x, high
            x, end = left, left + wide
        yield x, y, end - x, high


def drawn(row: Row, behind: str) -> str:
    """A row at height 0: what is behind it, its shapes, its text."""
    filled: dict[str, list[Rect]] = defaultdict(list)
    dotted: dict[str, list[Rect]] = defaultdict(list)
    parts: list[str] = []
    texts: list[str] = []
    x = 0
    for each, text in row:
        wide = WIDE * len(text)
        if each.back != behind:
            parts.append(f'<path fill="{each.back}" d="M{x} 0h{wide}v{HIGH}h-{wide}z"/>')
        for is_text, run in groupby(enumerate(text), lambda cell: shapes(cell[1]) is None):
            cells = list(run)
            at = x + WIDE * cells[0][0]
            if is_text:
                texts.extend(_text(each, "".join(char for _, char in cells), at))
            for column, char in cells if not is_text else ():
                place = x + WIDE * column
                filled[each.front] += [(place + a, b, c, d) for a, b, c, d in shapes(char) or ()]
                if is_braille(char):
                    dotted[each.front] += [(place + a, b, 4, 4) for a, b in _dots(char)]
        x += wide
    for colour, rects in filled.items():
        path = "".join(f"M{a} {b}h{c}v{d}h-{c}z" for a, b, c, d in _joined(rects))
        if path:
            parts.append(f'<path fill="{colour}" d="{path}"/>')
    for colour, rects in dotted.items():  # Dashes as long as they are thick.
        path = "".join(f"M{a} {b + 2}h{c - 1}" for a, b, c, _ in _joined(rects))
        if path:
            parts.append(f'<path class="d" stroke="{colour}" d="{path}"/>')
    return "".join(parts + texts)


def _text(each: Look, text: str, x: int) -> Iterator[str]:
    """The words of a run, each group without wide gaps in its place."""
    marks = (("font-weight", "bold", each.bold), ("font-style", "italic", each.italic),
             ("text-decoration", "underline", each.underline))  # fmt: skip
    how = "".join(f' {name}="{value}"' for name, value, wanted in marks if wanted)
    for found in re.finditer(r"\S+( \S+)*", text):
        wide = WIDE * len(found[0])
        at = f'x="{x + WIDE * found.start()}" y="12" textLength="{wide}"'
        yield f'<text {at} fill="{each.front}"{how}>{escape(found[0])}</text>'


def picture(frames: Sequence[Sequence[Row]], seconds: float, title: str) -> str:
    """The screens one after the other in a loop of so many seconds, or one that stands still."""
    first = frames[0]
    columns = sum(len(text) for _, text in first[0])
    behind = max((each.back for row in first for each, _ in row), key=lambda back: sum(
        len(text) for row in first for each, text in row if each.back == back
    ))  # fmt: skip
    wide, high = columns * WIDE + 2 * MARGIN, len(first) * HIGH + 2 * MARGIN
    body = []
    for number in range(len(first)):
        body.append(f'<g transform="translate({MARGIN} {MARGIN + number * HIGH})">')
        body.extend(_moving([frame[number] for frame in frames], seconds, behind))
        body.append("</g>")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide * 1.25:g}" role="img">\n'
        f"<title>{escape(title)}</title>\n"
        f'<rect width="{wide}" height="{high}" rx="6" fill="{behind}"/>\n'
        "<style>path{shape-rendering:crispEdges}"
        ".d{fill:none;stroke-width:3;stroke-dasharray:3 1;shape-rendering:auto}</style>\n"
        f'<g font-family="{FONT}" font-size="13">\n' + "\n".join(body) + "\n</g>\n</svg>\n"
    )


def _moving(states: Sequence[Row], seconds: float, behind: str) -> Iterator[str]:
    """A row with all that it shows over time, each piece with the times at which it is seen."""
    for row in dict.fromkeys(states):
        if len(set(states)) == 1:
            yield drawn(row, behind)
            return
        values: list[str] = []
        times: list[str] = []
        for number, state in enumerate(states):
            value = "visible" if state == row else "hidden"
            if not values or values[-1] != value:
                values.append(value)
                times.append(f"{number / len(states):.4g}")
        yield (
            f'<g visibility="{values[0]}"><animate attributeName="visibility" dur="{seconds:g}s" '
            f'repeatCount="indefinite" calcMode="discrete" values="{";".join(values)}" '
            f'keyTimes="{";".join(times)}"/>{drawn(row, behind)}</g>'
        )
