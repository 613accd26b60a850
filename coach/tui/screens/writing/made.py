"""What an edited routine would make, exercise by exercise, with one figure of a dose marked; it only draws it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual.binding import Binding, BindingType

from coach.app.writing.judge import Made, MadeItem
from coach.core import words
from coach.core.safe_text import clean
from coach.files.routines import edit_dose
from coach.files.routines.edit_dose import Figure
from coach.tui.widgets.list_rows import Line, Rows, shortened
from coach.tui.words import texts

NOTHING = ""
AS_WRITTEN = "today as it is written"


class MadeRows(Rows):
    """The exercises of a routine: what is written of each, with the marked figure, and today's dose and why."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *Rows.BINDINGS,
        Binding("left,h", "figure(-1)", "The figure before", show=False),
        Binding("right,l", "figure(1)", "The next figure", show=False),
    ]

    def __init__(self) -> None:
        super().__init__("made", lines_each=2, nothing=NOTHING)
        self.items: tuple[MadeItem, ...] = ()
        self._figure: dict[str, Figure] = {}

    def tell(self, made: Made | None) -> None:
        """What is made now; without it what was made before stays to be seen."""
        if made is not None:
            self.items = made.items
            self.show(len(made.items))

    def stepped(self, index: int, figure: Figure, value: int) -> None:
        """A figure has been changed; what that makes of today is told a moment later."""
        each = self.items[index]
        dose = replace(each.item.dose, **{figure: value})
        changed = replace(each, item=replace(each.item, dose=dose))
        self.items = (*self.items[:index], changed, *self.items[index + 1 :])
        self.refresh()

    @property
    def shows_mark(self) -> bool:
        """Beside the text only where keys go to it."""
        return self.has_focus

    @property
    def current(self) -> MadeItem | None:
        return self.items[self.marked] if self.marked < len(self.items) else None

    def figure_of(self, item: MadeItem) -> Figure:
        """Which figure of an exercise is changed."""
        exercise = item.item.exercise
        return self._figure.get(exercise.id, edit_dose.first_figure(exercise))

    def action_figure(self, step: int) -> None:
        """The figure beside the marked one."""
        item = self.current
        if item is not None:
            exercise = item.item.exercise
            there = [figure for figure in edit_dose.FIGURES if edit_dose.has(exercise, figure)]
            at = there.index(self.figure_of(item)) + step
            self._figure[exercise.id] = there[max(0, min(len(there) - 1, at))]
            self.refresh()

    def row(self, index: int, width: int) -> Sequence[Line]:
        each = self.items[index]
        name = clean(each.item.exercise.name)
        dose = self._written(each, marked=index == self.marked and self.has_focus)
        beside = f" {shortened(name, max(8, width - len(dose) - 4))}  {dose}"
        below = f"   {today(each)}"
        return [(beside, "title"), (shortened(below, width - 1), "wrong" if each.today is None else "about")]

    def _written(self, each: MadeItem, *, marked: bool) -> str:
        """The dose as it is in the file; in brackets what + and - change."""
        dose, figure = each.item.dose, self.figure_of(each)
        if len({*each.item.shape}) > 1 and not (marked and figure == "hold_s"):
            return texts.dose_words(dose, each.item.exercise, each.item.shape)
        told = {"sets": f"{dose.sets}", "reps": f"{dose.reps}", "hold_s": f"{dose.hold_s} s"}
        if marked:
            told[figure] = f"[{told[figure]}]"
        held = f", hold {told['hold_s']}" if dose.hold_s or (marked and figure == "hold_s") else ""
        return texts.join((f"{told['sets']} × {told['reps']}{held}", texts.sides_words(each.item.exercise)), ", ")


def today(each: MadeItem) -> str:
    """Today's dose of an exercise and why it is that, or why it is left out."""
    why = clean(words.sentence(each.reason))
    today_ = each.today
    if today_ is None:
        return f"not today: {why}"
    same = today_.dose == each.item.dose and today_.in_sets in ((), each.item.shape) and not today_.instead_of
    if same and each.reason.id == "as_planned":
        return AS_WRITTEN
    dose = texts.dose_words(today_.dose, each.exercise, today_.in_sets)
    if today_.instead_of:
        return f"{why} {dose}"
    told = f"today {dose}"
    return told if each.reason.id == "as_planned" else f"{told}: {why}"


def heading(made: Made) -> str:
    """How long it takes, and what is left out, in a line."""
    left_out = f"{made.left_out} left out" if made.left_out and made.minutes is not None else ""
    if made.minutes is None:
        return "nothing is played today"
    minutes = f"about {made.minutes} minute{'s' if made.minutes != 1 else ''} today"
    rounds = f"{made.rounds} a day" if made.rounds > 1 else ""
    return texts.join((minutes, rounds, left_out))
