"""The exercises of today in columns, each beside its figure, with dose, change and cause; it decides nothing."""

import re
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from coach.core import braille_cell, figure
from coach.core.exercise import Exercise
from coach.core.history.summary import Change
from coach.core.model.decided import Prescribed
from coach.tui.words import dashboard, texts

WIDEST_NAME = 26
LEAST_REASON = 32  # Columns that a reason needs in a column of its own.
GAP = 2
HANGING = 2
COLUMNS_A_ROW = 4  # Of a figure.
NAME, DOSE, MARK, WAS, WHY = "bold", "$accent", "bold", "$foreground 75%", "$foreground 65%"
FIGURE = "$foreground 85%"
DOSE_IN_TEXT = re.compile(r"\d+ ?× ?\d+(, hold \d+ s)?|hold \d+ s")
UNBROKEN = "\u00a0"
Cell = tuple[str, str]  # A text and its style.


@dataclass(frozen=True, slots=True)
class Dosed:
    """An exercise of today in words: its dose, how that changed ("▲ was 1 × 8"), and why, both empty where not."""

    id: str
    name: str
    dose: str
    was: str
    why: str


@dataclass(frozen=True, slots=True)
class Places:
    """Where the columns of all doses begin in `width` columns; what has no room beside stands a line lower."""

    width: int
    name: int
    dose: int
    was: int
    dose_beside: bool
    was_beside: bool
    why: int | None

    @property
    def dose_at(self) -> int:
        return self.name + GAP if self.dose_beside else HANGING


def dosed(prescribed: Prescribed, change: Change | None, exercises: Mapping[str, Exercise]) -> Dosed:
    """What is said of a dose."""
    was = ""
    if change is not None:
        mark = "▲" if change.up else "▼"
        was = "+ new" if change.old is None else f"{mark} was {texts.dose_words(change.old, None)}"
    dose = texts.dose_words(prescribed.dose, exercises.get(prescribed.id), prescribed.in_sets)
    return Dosed(prescribed.id, dashboard.called(prescribed.id, exercises), dose, was, dashboard.why(prescribed))


def places(of: Iterable[Dosed], width: int) -> Places:
    """The same columns for all exercises, so that no dose is broken and as much as possible is in one line."""
    of = tuple(of)
    name = min(WIDEST_NAME, max(cell_len(each.name) for each in of))
    dose, was = max(len(each.dose) for each in of), max(len(each.was) for each in of)
    dose_beside = name + GAP + dose <= width
    was_end = name + GAP + dose + (GAP + was if was else 0)
    was_beside = dose_beside and was_end <= width
    why = was_end + GAP if was_beside and was_end + GAP + LEAST_REASON <= width else None
    return Places(width, name, dose, was, dose_beside, was_beside, why)


def lines(what: Dosed, at: Places) -> Content:
    """One exercise: name, dose, what it was, why, each in its column; what goes on below hangs under its column."""
    beside: list[list[Cell]] = [[(f"{what.dose:<{at.dose}}", DOSE)]]
    if what.was and at.was_beside:
        beside[0] += [(" " * GAP, ""), *_was(f"{what.was:<{at.was}}")]
    elif what.was:
        beside.append(_was(what.was))
    if at.why is not None:
        beside[0][-1:] = [(beside[0][-1][0].rstrip(), beside[0][-1][1])]
        for number, text in enumerate(_wrapped(what.why, at.width - at.why)):
            used = at.dose_at + sum(len(part) for part, _ in beside[0]) if number == 0 else at.dose_at
            row = beside[0] if number == 0 else []
            row += [(" " * (at.why - used), ""), (text, WHY)]
            beside += [row] if number else []
    else:
        left = at.dose_at if at.width - at.dose_at >= LEAST_REASON else HANGING
        beside += [[(" " * (left - at.dose_at), ""), (text, WHY)] for text in _wrapped(what.why, at.width - left)]
    return _joined(_wrapped(what.name, at.name if at.dose_beside else at.width), beside, at)


def _joined(names: Sequence[str], beside: Sequence[list[Cell]], at: Places) -> Content:
    """The lines of the name in front of the others, or above them."""
    indent = " " * at.dose_at
    if at.dose_beside:
        high = max(len(names), len(beside))
        left = [name + " " * (at.dose_at - cell_len(name)) for name in (*names, *[""] * (high - len(names)))]
        right = [*beside, *[[]] * (high - len(beside))]
        rows = [[(name, NAME), *cells] for name, cells in zip(left, right, strict=True)]
    else:
        rows = [[(name, NAME)] for name in names] + [[(indent, ""), *cells] for cells in beside]
    return Content("\n").join(Content.assemble(*cells).rstrip() for cells in rows)


def _was(text: str) -> list[Cell]:
    mark, rest = text[:1], text[1:]
    return [(text, MARK)] if mark == "+" else [(mark, MARK), (rest, WAS)]


def _wrapped(text: str, width: int) -> list[str]:
    """The text in lines; a dose in it stays in one."""
    whole = DOSE_IN_TEXT.sub(lambda found: found[0].replace(" ", UNBROKEN), text)
    return [line.replace(UNBROKEN, " ") for line in textwrap.wrap(whole, max(8, width))]


def block(what: Dosed, width: int) -> Content:
    """One exercise beside its figure: name, dose with what it was, why, each in lines of its own."""
    told: list[list[Cell]] = [[(line, NAME)] for line in _wrapped(what.name, width)]
    told += [[(line, DOSE)] for line in _wrapped(what.dose, width)]
    if what.was and len(told[-1][0][0]) + GAP + len(what.was) <= width:
        told[-1] += [(" " * GAP, ""), *_was(what.was)]
    elif what.was:
        told.append(_was(what.was))
    told += [[(line, WHY)] for line in _wrapped(what.why, width)]
    return Content("\n").join(Content.assemble(*cells).rstrip() for cells in told)


def rows(of: Sequence[Dosed], width: int, figure_rows: int = 0) -> int:
    """How many rows all of them take, each beside a figure so high where there is one."""
    if figure_rows:
        beside = beside_figure(width, figure_rows)
        return sum(max(figure_rows, block(each, beside).plain.count("\n") + 1) for each in of)
    at = places(of, width) if of else None
    return sum(lines(each, at).plain.count("\n") + 1 for each in of if at is not None)


def beside_figure(width: int, figure_rows: int) -> int:
    """The columns that are left beside a figure."""
    return width - figure_rows * COLUMNS_A_ROW - GAP


class Looked(Widget):
    """An exercise with its dose among `all_` of today, beside its figure; a click shows how it is done."""

    def __init__(
        self, what: Dosed, all_: Sequence[Dosed], exercise: Exercise | None = None, *, plain: bool = False
    ) -> None:
        super().__init__(classes="exercise")
        self.what = what
        self.all = all_
        self.exercise = exercise
        self.charset: figure.Charset = "ascii" if plain else "braille"
        self.figure_rows = 0
        self._laid: tuple[tuple[int, int], Content] | None = None

    def pictured(self, figure_rows: int) -> None:
        """With a figure so many rows high; 0 for none."""
        if figure_rows != self.figure_rows:
            self.figure_rows = figure_rows
            self.refresh(layout=True)

    def _lines(self, width: int) -> Content:
        """The lines in a width, kept: the height is asked for more than once before anything is drawn."""
        key = width, self.figure_rows
        if self._laid is None or self._laid[0] != key:
            laid = self._beside_figure(width) if self.figure_rows else lines(self.what, places(self.all, width))
            self._laid = key, laid
        return self._laid[1]

    def _beside_figure(self, width: int) -> Content:
        """The figure at the end of its movement, and the words in the middle beside it."""
        rows_, columns = self.figure_rows, self.figure_rows * COLUMNS_A_ROW
        told = block(self.what, beside_figure(width, rows_)).split("\n")
        drawn: list[str] = []
        if self.exercise is not None:
            drawn = figure.frame(self.exercise, "hold", 1, "right", columns, rows_, self.charset)
        high, above = max(rows_, len(told)), max(0, rows_ - len(told)) // 2
        blank = " " * columns
        left = [*(line.replace(braille_cell.EMPTY, " ") for line in drawn), *[blank] * (high - len(drawn))]
        right = [*[Content("")] * above, *told, *[Content("")] * (high - above - len(told))]
        both = zip(left, right, strict=True)
        return Content("\n").join(Content.assemble((line, FIGURE), " " * GAP, words) for line, words in both)

    def render(self) -> RenderResult:
        return self._lines(self.size.width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as its lines are."""
        del container, viewport
        return self._lines(width).plain.count("\n") + 1

    async def on_click(self) -> None:
        await self.run_action(f"screen.look({self.what.id!r})")
