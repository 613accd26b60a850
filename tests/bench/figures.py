"""Draws every figure on one sheet, to be judged by eye: python tests/bench/figures.py SHEET.png [ID …].

Each row is one exercise: start, halfway and end in 44×12 cells, the end in 30×9, and the other side halfway.
Needs rsvg-convert. Prints what the dearest picture costs.
"""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from coach.core import figure
from coach.core.exercise import Figure
from coach.core.figure import Way
from coach.core.model.done import Side
from coach.files import exercises

DOT, GAP = 3, 24
WIDE, SMALL = (44, 12), (30, 9)


def dots(lines: list[str], x0: int, y0: int) -> Iterator[str]:
    """SVG circles for the dots of braille lines."""
    for row, line in enumerate(lines):
        for column, sign in enumerate(line):
            for y in range(4):
                for x in range(2):
                    bit = (0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80)[y * 2 + x]
                    if (ord(sign) - 0x2800) & bit:
                        cx, cy = x0 + (column * 2 + x) * DOT, y0 + (row * 4 + y) * DOT
                        yield f'<rect x="{cx}" y="{cy}" width="2.4" height="2.4" rx="1"/>'


def row(name: str, drawn: Figure, swaps: bool, y: int, *, crossed: bool = False) -> Iterator[str]:
    yield f'<text x="4" y="{y + 10}" font-size="12" fill="#8bf">{name}</text>'
    x = 10
    cells: tuple[tuple[float, Side, tuple[int, int], Way], ...] = (
        (0.0, "right", WIDE, ""), (0.5, "right", WIDE, "out"), (1.0, "right", WIDE, ""),
        (1.0, "right", SMALL, ""), (0.6, "left", SMALL, "back"),
    )  # fmt: skip
    for progress, side, size, way in cells:
        lines = figure.lines(drawn, progress, side, *size, swaps=swaps, way=way, crossed=crossed)
        yield from dots(lines, x, y + 14)
        x += size[0] * 2 * DOT + GAP


def main(path: str, wanted: list[str]) -> None:
    shipped = exercises.load_shipped()
    rows = [
        (id_, e.figure, e.side == "alternate", False)
        for id_, e in shipped.items()
        if e.figure is not None and (not wanted or id_ in wanted)
    ]
    rows += [(f"avoid {n}", f, False, True) for n, f in exercises.avoided().items() if not wanted or n in wanted]
    height = WIDE[1] * 4 * DOT + GAP
    parts: list[str] = []
    dearest = 0.0
    for index, (name, drawn, swaps, crossed) in enumerate(rows):
        start = time.perf_counter()
        figure.lines(drawn, 0.37, "left", *WIDE, swaps=swaps, way="out")
        dearest = max(dearest, time.perf_counter() - start)
        parts += row(name, drawn, swaps, index * height, crossed=crossed)
    width = 3 * (WIDE[0] * 2 * DOT + GAP) + 2 * (SMALL[0] * 2 * DOT + GAP)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{len(rows) * height}">'
        f'<rect width="100%" height="100%" fill="#111"/><g fill="#ddd">{"".join(parts)}</g></svg>'
    )
    subprocess.run(["rsvg-convert", "-o", path, "/dev/stdin"], input=svg.encode(), check=True)
    print(f"{len(rows)} figures, at most {dearest * 1000:.1f} ms for a picture")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
