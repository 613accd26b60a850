"""Keeps the rows of a widget as they go to the screen; it must not know what is in them.

Textual goes through the rows of every widget whenever one of them changes. Where a figure moves fifteen times a
second beside what stands still, rows that are kept as they are shown save most of that work.
"""

from collections.abc import Callable, Iterable

from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class Kept:
    """The rows of one widget without padding and border, made anew where `key` is not what it was."""

    def __init__(self) -> None:
        self._key: object = None
        self._strips: list[Strip] = []

    def forget(self) -> None:
        """Because the colours changed."""
        self._key = None

    def rows(self, widget: Widget, crop: Region, key: object, make: Callable[[], Iterable[Strip]]) -> list[Strip]:
        """The rows inside `crop`; `make` gives all of them."""
        if self._key is None or self._key != key:
            self._key, self._strips = key, filtered(widget, make())
        return cropped(self._strips, crop)


def filtered(widget: Widget, strips: Iterable[Strip]) -> list[Strip]:
    """The rows after what every row of the app goes through."""
    filters = widget.get_line_filters()
    background = widget.background_colors[1]
    shown = []
    for strip in strips:
        for each in filters:
            strip = strip.apply_filter(each, background)
        shown.append(strip)
    return shown


def cropped(strips: list[Strip], crop: Region) -> list[Strip]:
    rows = strips[crop.y : crop.bottom]
    return [row if (crop.x, crop.right) == (0, row.cell_length) else row.crop(crop.x, crop.right) for row in rows]
