"""The widgets of the session screen: they draw a picture into the room they have, and know nothing else."""

import textwrap
from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult, RenderResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from coach.tui import bigdigits, bigwords, texts
from coach.tui.figure_view import FigureView
from coach.tui.picture import WAITING, Picture
from coach.view import View

READABLE_ROWS = 7  # Digits of at least this height can be read from the floor.
TALLEST_ROWS = 24
STEPS = 64  # Of the bar in one phase: smooth enough, and cheap in a wide window.
# What is written as a key, where that is not what Textual calls it.
KEY_NAMES = {
    "space": "space", "Enter": "enter", "?": "question_mark", "+": "plus", "-": "minus", "!": "exclamation_mark",
    "^P": "ctrl+p",
}  # fmt: skip
PLAIN_DOTS = str.maketrans("●◉○", "*>.")
WIDEST_NUMBER = "00"  # The height is chosen for two digits, so that it stays while they count down.


class Drawn(Widget):
    """A widget that draws a picture, and repaints only when the part that it draws has changed."""

    def __init__(self, css_id: str) -> None:
        super().__init__(id=css_id)
        self.picture = WAITING
        self._drawn: object = None

    def part(self) -> object:
        """What of the picture is drawn here."""
        raise NotImplementedError

    def show(self, picture: Picture) -> None:
        self.picture = picture
        part = self.part()
        if part != self._drawn:
            self._drawn = part
            self.refresh()


class Count(Drawn):
    """The phase's word and its seconds, as large as the room allows; `plain` draws with "#" and letters alone."""

    def __init__(self, css_id: str, *, plain: bool = False) -> None:
        super().__init__(css_id)
        self.plain = plain

    def part(self) -> object:
        return self.picture.word, self.picture.digits

    def render(self) -> RenderResult:
        width, height = self.size
        fit = _fit_plain if self.plain else _fit
        word_lines, digit_lines = fit(self.picture.word, self.picture.digits, width, height)
        gap = 1 if word_lines and digit_lines and len(word_lines) + len(digit_lines) < height else 0
        above = (height - len(word_lines) - len(digit_lines) - gap) // 2
        lines = [""] * max(0, above) + word_lines + [""] * gap + digit_lines
        return Content("\n".join(line.center(width).rstrip() for line in lines[:height]))


def _fit(word: str, digits: str, width: int, height: int) -> tuple[list[str], list[str]]:
    """Lines for the word and the digits: digits first, then a word as large as still fits."""
    measure = digits if len(digits) > len(WIDEST_NUMBER) else WIDEST_NUMBER
    if digits and READABLE_ROWS <= height <= READABLE_ROWS + bigwords.ROWS:
        beside = _beside(word, digits, width, height)  # One above the other, they would touch.
        if beside:
            return [], beside
    if bigwords.columns(word) > width:
        word = word.split()[-1]  # READY says as much as GET READY.
    scales = [scale for scale in (2, 1) if bigwords.columns(word, scale) <= width]
    for scale in scales:
        room = height - bigwords.ROWS * scale
        if not digits and room >= 0:
            return list(bigwords.render(word, scale)), []
        # Air between word and digits, then around both, where the digits stay readable without those rows.
        air = 3 if room > 2 * READABLE_ROWS else 1 if room > READABLE_ROWS else 0
        rows = bigdigits.largest_rows(measure, width, min(TALLEST_ROWS, room - air))
        if rows >= READABLE_ROWS * scale:
            return list(bigwords.render(word, scale)), list(bigdigits.render(digits, rows))
    rows = bigdigits.largest_rows(measure, width, height - 1)
    if rows and digits:
        return [word], list(bigdigits.render(digits, rows))
    return [f"{word} {digits}".strip()], []


def _beside(word: str, digits: str, width: int, height: int) -> list[str]:
    """The word, a line for each part of it, to the left of the digits; nothing where they have no room."""
    parts = word.split()
    left = max(bigwords.columns(part) for part in parts)
    between = 4
    for measure in (max(digits, WIDEST_NUMBER, key=len), digits):
        rows = bigdigits.largest_rows(measure, width - left - between, height)
        if rows >= max(READABLE_ROWS, (bigwords.ROWS + 1) * len(parts)):
            break
    else:
        return []
    lines = [line.center(left) for part in parts for line in (*bigwords.render(part), "")][:-1]
    above = (rows - len(lines)) // 2
    words = [*[""] * above, *lines, *[""] * rows][:rows]
    drawn = bigdigits.render(digits, rows)
    return [f"{text:<{left + between}}{digit}" for text, digit in zip(words, drawn, strict=True)]


def _fit_plain(word: str, digits: str, width: int, height: int) -> tuple[list[str], list[str]]:
    """As `_fit`, without characters that some fonts lack."""
    measure = digits if len(digits) > len(WIDEST_NUMBER) else WIDEST_NUMBER
    rows = bigdigits.largest_rows(measure, width, min(TALLEST_ROWS, height - 4 if height > 12 else height - 1))
    if rows and digits:
        return [" ".join(word)], list(bigdigits.render(digits, rows, ascii_only=True))
    return [f"{word} {digits}".strip()], []


def _large(text: str, width: int, height: int, plain: bool) -> Content:
    """The text in large letters where they fit and every character has one, else (and if `plain`) as it is."""
    if plain:
        return Content(text)
    if height >= bigwords.ROWS and bigwords.can_draw(text) and bigwords.columns(text) <= width:
        return Content("\n".join(bigwords.render(text)))
    return Content(text)


class Name(Drawn):
    """The exercise's name; in a low window, which has no row for it, also the side."""

    def part(self) -> object:
        return self.picture.name, self.picture.side

    def render(self) -> RenderResult:
        width, height = self.size
        shown = self.picture
        if self.screen.has_class("-short"):
            return Content(texts.join((shown.name, shown.side)))
        return _large(shown.name, width, height, self.screen.has_class("-plain"))


class Side(Drawn):
    """Which side, in words; not there for an exercise of both sides at once."""

    def part(self) -> object:
        return self.picture.side

    def render(self) -> RenderResult:
        return _large(self.picture.side, *self.size, self.screen.has_class("-plain"))


class Repetitions(Drawn):
    """The set, the repetitions as dots, and their count."""

    counts = False  # Whether the phase and its seconds are told here, because the large count is not shown.

    def part(self) -> object:
        shown = self.picture
        return self._lead(), shown.rep, shown.reps, shown.between

    def _lead(self) -> str:
        shown = self.picture
        return texts.join((f"{shown.word} {shown.digits}".strip(), shown.where)) if self.counts else shown.where

    def render(self) -> RenderResult:
        shown = self.picture
        if not shown.reps:
            return Content("")
        lead = self._lead()
        room = self.size.width - len(lead) - 3
        dots = texts.repetition_dots(shown.rep, shown.reps, room, shown.between)
        return Content(f"{lead}   {dots.translate(PLAIN_DOTS) if self.screen.has_class('-plain') else dots}")


class Bar(Drawn):
    """How far the phase is."""

    def part(self) -> object:
        return round(self.picture.filled * min(STEPS, self.size.width * 8)), self.picture.bar

    def render(self) -> RenderResult:
        full, rest = ("#", "-") if self.screen.has_class("-plain") else self.picture.bar
        return Content(texts.bar(self.picture.filled, self.size.width, full, rest))


class Stage(Vertical):
    """The framed middle of the screen: the figure beside the count, or one of them where both have no room.

    `both_fit` is set from outside, before `show`, as is whether the user wants to see the figure.
    """

    def __init__(self, *, plain: bool = False) -> None:
        super().__init__(id="stage")
        self.both_fit = False
        self.side = Side("side")
        self.count = Count("count", plain=plain)
        self.figure = FigureView(plain=plain)
        self.repetitions = Repetitions("repetitions")
        self.parts = (Name("name"), self.side, self.count, self.repetitions, Bar("bar"))
        self._toggled = False

    def compose(self) -> ComposeResult:
        name, side, count, *below = self.parts
        yield name
        yield side
        yield Horizontal(self.figure, count, id="middle")
        yield from below

    def toggle_figure(self) -> None:
        self._toggled = not self._toggled

    def show(self, picture: Picture, view: View | None, *, half: bool) -> None:
        if not self.has_class(f"-{picture.state}"):
            self.set_classes(f"-{picture.state}")
        self.side.set_class(not picture.side, "-none")
        self._arrange(view is not None and view.exercise.figure is not None)
        for part in self.parts:
            part.show(picture)
        self.figure.show(view, half=half)

    def _arrange(self, has_figure: bool) -> None:
        """Both where they fit; the figure alone only where the user asked for it and there is one."""
        figure = has_figure and self.both_fit != self._toggled
        count = self.both_fit or not figure
        if (self.figure.display, self.count.display) != (figure, count):
            self.figure.display, self.count.display = figure, count
        self.repetitions.counts = not count


class Line(Static):
    """A line of text that is only repainted when it changes; it grows to `rows` where it needs more than one."""

    def __init__(self, css_id: str, rows: int = 1) -> None:
        super().__init__("", id=css_id, markup=False)
        self.rows = rows
        self._text = ""

    def say(self, text: str) -> None:
        if text != self._text:
            self._text = text
            # Breaking between words costs up to a word's length in each row.
            self.set_class(len(text) > 2 * (self.size.width - 8), "-long")
            self.update(Content(text), layout=False)
        if self.rows > 1:
            needed = len(textwrap.wrap(text, max(1, self.screen.size.width - 2)))
            height = max(1, min(self.rows, needed))
            if self.styles.height is None or self.styles.height.value != height:
                self.styles.height = height


class Keys(Widget):
    """Key hints: the most important ones that fit in the width come first; a click on one presses it."""

    def __init__(self, keys: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__(id="keys")
        self._keys = tuple(keys)
        self._ends: list[tuple[int, str]] = []

    def show(self, keys: Sequence[tuple[str, str]]) -> None:
        if tuple(keys) != self._keys:
            self._keys = tuple(keys)
            self.refresh()

    def render(self) -> RenderResult:
        parts: list[str | tuple[str, str]] = []
        used = 0
        self._ends = []
        for key, does in self._keys:
            length = len(key) + len(does) + 3
            if used + length - 2 <= self.size.width:
                parts += [(key, "bold $accent"), f" {does}  "]
                used += length
                self._ends.append((used, key))
        return Content.assemble(*parts)

    def on_click(self, event: events.Click) -> None:
        x = event.x - self.gutter.left
        key = next((key for end, key in self._ends if x < end), "")
        if key in KEY_NAMES or len(key) == 1:
            self.app.simulate_key(KEY_NAMES.get(key, key))
