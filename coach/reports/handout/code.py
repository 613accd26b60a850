"""The text of a file as a QR code to be scanned off paper; it must not know what the file is about."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from coach.reports.page.markup import Element, element, svg

MOST_BYTES = 2953  # ISO/IEC 18004:2015, version 40-L, 8-bit bytes.
QUIET = 4  # Modules that stay white around it (the same, 9.1).
# Chosen: what is read easily off paper, and still so where a code is large, or the page is full.
MODULE_MM, DENSE_MODULE_MM, LEAST_MODULE_MM = 0.42, 0.36, 0.34
DENSE_FROM = 129  # Modules of a side.


@dataclass(frozen=True, slots=True)
class Code:
    """A square picture, with the modules of its side, white border and all."""

    picture: Element
    modules: int

    @property
    def side_mm(self) -> float:
        """The length of its side on paper."""
        return self.modules * (MODULE_MM if self.modules < DENSE_FROM else DENSE_MODULE_MM)

    @property
    def least_mm(self) -> float:
        """The same where there is little room."""
        return self.modules * LEAST_MODULE_MM


def code(content: bytes, title: str) -> Code | None:
    """The code of just these bytes; None for more than a code can hold."""
    if len(content) > MOST_BYTES:
        return None
    import segno

    modules = segno.make(content, mode="byte", micro=False, error="l").matrix
    side = len(modules) + 2 * QUIET
    path = "".join(_run(x, y, length) for y, row in enumerate(modules) for x, length in _runs(row))
    picture = svg(
        side, side,
        element("path", d=f"M0 0h{side}v{side}h-{side}z", fill="#ffffff"),
        element("path", d=path, fill="#000000"),
        title=title, shape_rendering="crispEdges",
    )  # fmt: skip
    return Code(picture, side)


def _runs(row: bytearray) -> Iterator[tuple[int, int]]:
    """Where dark modules begin, and how many there are."""
    at = 0
    for dark, found in groupby(row):
        length = len([*found])
        if dark:
            yield at, length
        at += length


def _run(x: int, y: int, length: int) -> str:
    return f"M{x + QUIET} {y + QUIET}h{length}v1h-{length}z"
