"""The parts of the stage: name, side, count, repetitions and bar; each draws what it shows of a picture.

They know the room that they have and whether the screen is plain, and nothing of sessions, keys or time.
"""

from itertools import groupby, zip_longest
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from coach.tui.drawing import count, letters, signs, state_shapes
from coach.tui.widgets.strip_cache import Kept
from coach.tui.words import texts
from coach.tui.words.session_picture import WAITING, Picture

STEPS = 30  # Of the bar in one phase: in step with the figure of a wide window, so that both are painted at once.
PLAIN_DOTS = str.maketrans("●◉○", "*>.")
BETWEEN = 4  # Columns between the large letters and what stands beside them.
FILL = "count--fill"


class Drawn(Widget):
    """A widget that draws a picture, and repaints only when the part that it draws has changed."""

    def __init__(self, css_id: str, *, plain: bool) -> None:
        """`plain` draws with characters that every font has."""
        super().__init__(id=css_id)
        self.plain = plain
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

    def large(self, text: str) -> Content:
        """The text in large letters where they fit and every character has one, else as it is."""
        width, height = self.size
        if height >= letters.ROWS and letters.can_draw(text) and letters.columns(text) <= width:
            return Content("\n".join(letters.render(text, 1, self.plain)))
        return Content(text)


class Painted(Drawn):
    """One that changes often, or is large: its rows are kept as they are shown. It has no padding and no border."""

    def __init__(self, css_id: str, *, plain: bool) -> None:
        self._kept = Kept()
        super().__init__(css_id, plain=plain)

    def rows(self, width: int, height: int) -> list[Strip]:
        raise NotImplementedError

    def render_lines(self, crop: Region) -> list[Strip]:
        return self._kept.rows(self, crop, self.part(), lambda: self.rows(*self.size))

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._kept.forget()


class Count(Painted):
    """The state's word, its seconds and its sign, as large as the room allows."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {FILL}
    wants_word = True  # Whether the word is told here.

    def part(self) -> object:
        shown = self.picture
        level = round(self.size.height * shown.filled) if shown.state == "rest" else 0
        return shown.state, shown.toward, shown.word, shown.digits, level, self.wants_word, self.size

    def rows(self, width: int, height: int) -> list[Strip]:
        drawn = count.drawn(self.picture, width, height, plain=self.plain, word=self.wants_word)
        styles = self.rich_style, self.get_component_rich_style(FILL)
        return [_strip(*lines, *styles) for lines in zip(*drawn, strict=True)]


def _strip(ink: str, fill: str, style: Style, fill_style: Style) -> Strip:
    segments = []
    for is_fill, run in groupby(zip(ink, fill, strict=True), lambda cell: cell[1] != " "):
        cells = list(run)
        text = "".join(cell[is_fill] for cell in cells)
        segments.append(Segment(text, fill_style if is_fill else style))
    return Strip(segments, len(ink))


class Name(Drawn):
    """The exercise's name, in a window that has rows for it; in a lower one it stands in the frame."""

    def part(self) -> object:
        return self.picture.name, self.size

    def render(self) -> RenderResult:
        return self.large(self.picture.name)


class Side(Drawn):
    """Which side, in words; not there for an exercise of both sides at once."""

    def part(self) -> object:
        return self.picture.side, self.size

    def render(self) -> RenderResult:
        return self.large(self.picture.side)


class Repetitions(Drawn):
    """Which repetition it is, in large letters and as dots, and the set; in a low window in one line."""

    counts = False  # Whether the phase and its seconds are told here, because the large count is not shown.

    def part(self) -> object:
        shown = self.picture
        told = (shown.word, shown.digits) if self.counts else ()
        return told, shown.where, shown.rep, shown.reps, shown.between, self.size

    def render(self) -> RenderResult:
        shown = self.picture
        width, height = self.size
        if not shown.reps and not self.counts:
            return Content("")
        if height < letters.ROWS:
            return Content(self._in_a_line(width))
        between = 2 if self.counts else BETWEEN
        lead = self._lead(width - len(shown.where) - between if self.counts else width // 2, height)
        left = len(lead[0])
        beside = self._beside(width - left - between, height) if shown.reps else []
        wide = max(map(len, beside), default=0)
        rows = zip_longest(lead, beside, fillvalue="")
        return Content("\n".join(f"{one:<{left + between}}{other:<{wide}}" for one, other in rows))

    def _told(self) -> str:
        seconds = " s" if self.picture.digits.isdigit() else ""
        return f"{self.picture.word} {self.picture.digits}{seconds}".strip() if self.counts else ""

    def _in_a_line(self, room: int) -> str:
        """All of it, or what matters most of it where not all has room."""
        for parts in ((self._told(), self.picture.where), (self._told(),)):
            lead = texts.join(parts)
            line = f"{lead}   {self._dots(room - len(lead) - 3)}" if self.picture.reps else lead
            if len(line) <= room:
                return line.strip()
        return self._told() or self._dots(room)

    def _dots(self, room: int) -> str:
        shown = self.picture
        dots = texts.repetition_dots(shown.rep, shown.reps, room, shown.between)
        return dots.translate(PLAIN_DOTS) if self.plain else dots

    def _lead(self, room: int, height: int) -> list[str]:
        """The repetition, or the phase and its seconds, in large letters."""
        shown = self.picture
        word, digits = shown.word, shown.digits
        ways = [f"{shown.rep}/{shown.reps}"]
        if self.counts:
            ways = [f"{part} {digits}".strip() for part in (word, word.split()[-1])] + [digits or word]
        for text in ways:
            for scale in (2, 1):
                small = signs.seconds(scale, self.plain) if self.counts and digits.isdigit() else ()
                wide = letters.columns(text, scale) + (scale + len(small[0]) if small else 0)
                if wide <= room and letters.ROWS * scale <= height:
                    lines = letters.render(text, scale, self.plain)
                    return (
                        [line + " " * scale + s for line, s in zip(lines, small, strict=True)]
                        if small
                        else [*lines]
                    )
        return [self._told() or ways[0], *[""] * (letters.ROWS - 1)]

    def _beside(self, room: int, height: int) -> list[str]:
        """The set, and under it a dot for each repetition."""
        shown = self.picture
        over = shown.between or shown.rep == 0
        done, now = (shown.rep, 0) if over else (shown.rep - 1, 1)
        dots = signs.dots(done, now, shown.reps - done - now, room, height - 1, self.plain)
        lines = [shown.where, *(dots or (self._dots(room),))]
        return [line if len(line) <= room else "" for line in lines]


class Bar(Painted):
    """How far the phase is."""

    def part(self) -> object:
        shown = self.picture
        return round(shown.filled * min(STEPS, self.size.width * 8)), shown.phase, shown.toward, self.size

    def rows(self, width: int, height: int) -> list[Strip]:
        shown = self.picture
        full, rest = state_shapes.bar(shown.phase, shown.toward, plain=self.plain)
        line = texts.bar(shown.filled, width, full, rest)
        turned = shown.phase == "change" and shown.toward == "left"
        return [Strip([Segment(line[::-1] if turned else line, self.rich_style)], width)] * height
