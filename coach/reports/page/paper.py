"""The papers that pages are made for; it must not know what is on them."""

from dataclasses import dataclass
from typing import Literal, get_args

PaperName = Literal["a4", "letter"]
PAPER_NAMES: tuple[PaperName, ...] = get_args(PaperName)


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper, upright: its size in millimetres, and what CSS and Typst call it."""

    width_mm: float
    height_mm: float
    css: str
    typst: str


PAPERS: dict[PaperName, Paper] = {
    "a4": Paper(210, 297, "A4", "a4"),  # ISO 216.
    "letter": Paper(215.9, 279.4, "letter", "us-letter"),  # ANSI/ASME Y14.1.
}
MARGIN_MM = 12
