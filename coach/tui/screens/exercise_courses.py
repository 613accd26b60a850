"""Shows how each exercise went on, as a picture of what was done over dates; it must not know files or rules."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import ClassVar

from textual.app import ComposeResult, RenderResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget

from coach.core.exercise import Exercise
from coach.core.history import exercise_course
from coach.core.history.exercise_course import Course, Round
from coach.core.words.english.dates import short
from coach.tui.drawing.plot import Series, plot
from coach.tui.one_button import clicker
from coach.tui.screens.list_and_detail import Panes
from coach.tui.widgets.keys import Keys
from coach.tui.widgets.list_rows import Line, Rows, padded, shortened
from coach.tui.widgets.text import Static
from coach.tui.words import dashboard, texts

NOTHING = "No exercise done yet."
DONE_STYLE, PLANNED_STYLE, AXIS_STYLE = "$accent", "$secondary", "$foreground 60%"
AXIS_ROWS = 2
HEAD_ROWS = 5  # What stands over the scale.
CHOOSE, OTHERS, SEE = ("↑ ↓", "choose"), ("↑ ↓", "others"), ("Enter", "see it")
STRETCH = ("← →", "longer, shorter")
LAST_KEYS = (("q", "back"), ("?", "help"))
ROUNDS_COLUMNS = 14  # "1,234 rounds  "


class CourseList(Rows):
    """The exercises that were done, the latest first, with how many rounds there are of each."""

    def __init__(self, found: Sequence[Course], exercises: Mapping[str, Exercise]) -> None:
        super().__init__("courses", nothing=NOTHING)
        self.found = found
        self.names = [dashboard.called(each.id, exercises) for each in found]
        self.show(len(found))

    def row(self, index: int, width: int) -> Sequence[Line]:
        name = padded(self.names[index], min(30, max(8, width - ROUNDS_COLUMNS - 3)))
        return [(shortened(f" {name}  {rounds_words(len(self.found[index].rounds))}", width), "")]


class CoursePicture(Widget):
    """One exercise: what was done of it as dots, what was planned as a line, over the days up to today."""

    def __init__(self, exercises: Mapping[str, Exercise], on: date, *, plain: bool) -> None:
        super().__init__(id="course")
        self.exercises = exercises
        self.on = on
        self.plain = plain
        self.course: Course | None = None
        self.span = 0

    def show(self, course: Course) -> None:
        """Another exercise, over the longest time of which the most recent rounds can still be told apart."""
        self.course = course
        spans = exercise_course.spans(course, self.on)
        self.span = max(0, sum(days <= exercise_course.SPANS_DAYS[1] for days in spans) - 1)
        if not exercise_course.since(course, self.on, spans[self.span]):
            self.span = len(spans) - 1
        self.refresh()

    @property
    def can_stretch(self) -> bool:
        return self.course is not None and len(exercise_course.spans(self.course, self.on)) > 1

    def stretch(self, by: int) -> None:
        """More of the past, or with a negative number less."""
        if self.course is not None:
            self.span = max(0, min(len(exercise_course.spans(self.course, self.on)) - 1, self.span + by))
            self.refresh()

    def render(self) -> RenderResult:
        if self.course is None:
            return Content("")
        width, height = self.size
        return picture(self.course, self.exercises, self.on, self.span, (width, height), plain=self.plain)


class Trends(Panes):
    """The exercises beside the picture of one, or in a narrow window one after the other."""

    both_fit = 92
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "The exercise before"),
        Binding("down", "move(1)", "The next exercise"),
        Binding(clicker.BACK, "move(-1)", "The exercise before", show=False),
        Binding(clicker.NEXT, "move(1)", "The next exercise", show=False),
        Binding(clicker.GO, "back", "Back to the list", show=False),
        Binding("left", "stretch(1)", "A longer time"),
        Binding("right", "stretch(-1)", "A shorter time"),
        Binding("q,escape,t", "back", "Back"),
        Binding("question_mark,f1", "help", "Help"),
    ]

    def __init__(
        self, found: Sequence[Course], exercises: Mapping[str, Exercise], on: date, *, plain: bool = False
    ) -> None:
        super().__init__(classes="-plain" if plain else "")
        self.found = found
        self.list = CourseList(found, exercises)
        self.picture = CoursePicture(exercises, on, plain=plain)
        self.keys = Keys(LAST_KEYS)

    def compose(self) -> ComposeResult:
        with Horizontal(id="top"):
            yield Static("Each exercise, done against planned", id="top-left", markup=False)
        with Horizontal(id="history"):
            with Vertical(id="listed"):
                yield self.list
            with Vertical(id="detail"):
                yield self.picture
        yield self.keys

    def on_mount(self) -> None:
        self.list.focus()
        if self.found:
            self.picture.show(self.found[0])
            self.settle()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether there is another exercise, and another time to look at."""
        del parameters
        return {"move": len(self.found) > 1, "stretch": self.picture.can_stretch}.get(action, True)

    def settle(self) -> None:
        first = OTHERS if self.alone else CHOOSE
        seen = [SEE] if not self.alone and not self.has_class("-both") else []
        stretch = [STRETCH] if not seen and self.picture.can_stretch else []
        self.keys.show((first, *seen, *stretch, *LAST_KEYS) if self.found else LAST_KEYS)
        if self.is_mounted:
            self.set_focus(None if self.alone else self.list)

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        self.picture.show(self.found[event.index])
        if event.opened:
            self.open()
        self.settle()

    def action_move(self, rows: int) -> None:
        """Also where the list is not seen."""
        self.list.action_move(rows)

    def action_stretch(self, by: int) -> None:
        self.picture.stretch(by)


def rounds_words(count: int) -> str:
    return f"{count:,} round{'s' if count != 1 else ''}"


def picture(
    course: Course, exercises: Mapping[str, Exercise], on: date, span: int, size: tuple[int, int], *, plain: bool
) -> Content:
    """A course over one of its `courses.spans`, in so many columns and rows: words, legend, scale, dates."""
    days = exercise_course.spans(course, on)[span]
    shown = exercise_course.since(course, on, days)
    columns, rows = size
    ticks = exercise_course.ticks(exercise_course.highest(shown), max(3, rows - HEAD_ROWS - AXIS_ROWS))
    planned = Series([(each.on, each.planned) for each in shown], "steps", "-")
    done = Series([(each.on, each.done) for each in shown], "dots", "o")
    first = on - timedelta(days=days - 1)
    drawn = plot((planned, done), (first, on), (columns, rows - HEAD_ROWS - AXIS_ROWS), ticks, plain=plain)
    styles = {0: PLANNED_STYLE, 1: DONE_STYLE, None: AXIS_STYLE}
    lines = [*_head(course, shown, exercises, first, on), _legend(plain), _unit(course)]
    lines += [Content.assemble(*((text, styles[owner]) for text, owner in row)) for row in drawn]
    return Content("\n").join(lines)


def _head(
    course: Course, shown: Sequence[Round], exercises: Mapping[str, Exercise], first: date, on: date
) -> list[Content]:
    """What is seen: the exercise, how its dose went on, how many rounds in which time."""
    exercise = exercises.get(course.id)
    period = f"{rounds_words(len(shown))}, {_day(first)} to {_day(on)}"
    if not shown:
        return [Content.assemble((dashboard.called(course.id, exercises), "bold")), Content(period), Content("")]
    was, now = texts.dose_words(shown[0].dose, None), texts.dose_words(shown[-1].dose, exercise)
    doses = now if shown[0].dose == shown[-1].dose else f"{was}  →  {now}"
    return [
        Content.assemble((dashboard.called(course.id, exercises), "bold"), (f"   {doses}", "$foreground 75%")),
        Content.assemble((period, "$foreground 75%")),
        Content(""),
    ]


def _day(day: date) -> str:
    return f"{short(day)} {day.year}"


def _legend(plain: bool) -> Content:
    done, planned = ("o", "-") if plain else ("⠶", "⠤⠤⠤")
    return Content.assemble(
        (done, f"{DONE_STYLE} bold"), " done   ", (planned, f"{PLANNED_STYLE} bold"), " planned"
    )


def _unit(course: Course) -> Content:
    unit = "seconds of hold" if course.unit == "seconds" else "repetitions"
    side = ", each side" if course.each_side else ""
    return Content.assemble((f"{unit} in a round{side}", AXIS_STYLE))
