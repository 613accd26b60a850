"""Shows an exercise: its figure in motion beside what is known about it; it must not know how to judge a back."""

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen

from coach.core import exercise_words
from coach.core.exercise import Exercise
from coach.core.model.done import Side
from coach.core.model.planned import PhaseName
from coach.core.safe_text import clean
from coach.core.screening.for_exercise import LINKS, Known, LinkKind, whom_it_is_left_out_for
from coach.core.timeline import phrases
from coach.core.timeline.demo_loop import Moment, moment
from coach.core.words import sentence, together
from coach.tui.key_help import help_for
from coach.tui.one_button import clicker
from coach.tui.widgets.figure import FRAMES_PER_S, FigureView, progress
from coach.tui.widgets.keys import Keys, Press
from coach.tui.widgets.stage import Line
from coach.tui.widgets.text import Static
from coach.tui.words import texts

TICK_S = 1 / FRAMES_PER_S
BESIDE_FROM = 76  # Columns from which the words have room beside the figure.
WIDE_FROM, TALL_FROM, HUGE_FROM = 120, 34, 50
STEPS = 64  # Of the bar in one phase.
STATES = {"move": "move", "hold": "hold", "return": "return", None: "breathe"}


class ExerciseScreen(Screen[None]):
    """An exercise, from which one can go on to others; `clock` gives seconds and only has to go forward."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,b,full_stop", "stop", "Hold still, go on"),
        Binding("enter,f5", "stop", "Hold still, go on", show=False),
        Binding("s", "side", "The other side"),
        Binding("r", "range", "Half or full range"),
        Binding("e", "follow('down')", "Easier"),
        Binding("h", "follow('up')", "Harder"),
        Binding("i", "follow('instead')", "What would do instead"),
        Binding("right,n", "neighbour(1)", "Next exercise"),
        Binding("left,p", "neighbour(-1)", "Exercise before"),
        Binding("question_mark,f1", "help", "Help"),
        Binding("q,escape", "close", "Close"),
        Binding("up,k", "scroll(-1)", "Up", show=False),
        Binding("down,j", "scroll(1)", "Down", show=False),
        Binding(clicker.BACK, "page(-1)", "Up, or to the exercise before", show=False),
        Binding(clicker.NEXT, "page(1)", "Down, or to the next exercise", show=False),
    ]

    def __init__(self, exercise: Exercise, known: Known, clock: Callable[[], float]) -> None:
        super().__init__(id="exercise", classes="-plain" if known.plain else "")
        self.exercise = exercise
        self.known = known
        self.clock = clock
        self.side: Side = "left" if exercise.side == "alternate" else "right"
        self.half = False
        self.stopped = False
        self._begun_s = clock()
        self._stood_s = 0.0
        self.left_out = self.known.is_left_out(self.exercise)
        self._phases_shown: tuple[PhaseName | None, float] | None = None

    def compose(self) -> ComposeResult:
        self.model = Vertical(id="model")  # Kept, as while another exercise is put in its place it is not found.
        self.figure = FigureView(plain=self.known.plain)
        self.phases = Static(id="phases", markup=False)
        self.limbs = Line("limbs")
        self.keys = Keys()
        with Horizontal(id="top"):
            yield Static(clean(self.exercise.name), id="top-left", markup=False)
            yield Static("", id="top-right", markup=False)
        with Horizontal(id="exhibit"):
            with Vertical(id="left"):
                with self.model:
                    yield from (self.figure, self.limbs, self.phases)
                with VerticalScroll(id="under", can_focus=False):
                    yield from self._under()
            with VerticalScroll(id="about", can_focus=True):
                yield from self._about()
        yield self.keys

    def on_mount(self) -> None:
        self.query_one("#about").focus()
        self.set_interval(TICK_S, self.advance)
        self._dress()

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width >= BESIDE_FROM, "-beside")
        self.set_class(event.size.height >= TALL_FROM, "-tall")
        self.set_class(event.size.height >= HUGE_FROM and event.size.width >= WIDE_FROM, "-huge")
        self._phases_shown = None
        self._head()
        self.call_after_refresh(self.advance)

    def _head(self) -> None:
        """Beside the name as much of what kind of exercise it is as fits."""
        room = self.size.width - len(clean(self.exercise.name)) - 4
        numbers = range(exercise_words.ALL_OF_A_KIND, 0, -1)
        kinds = [sentence(exercise_words.kind(self.exercise, most)) for most in numbers]
        self.query_one("#top-right", Static).update(next((kind for kind in kinds if len(kind) <= room), kinds[-1]))

    # --- the words -------------------------------------------------------------------------------------------

    def _under(self) -> ComposeResult:
        """What stands under the figure where that has a column of its own, else before and after the words."""
        yield self._for_you()
        yield from self._go_on_to()

    def _about(self) -> ComposeResult:
        exercise, cues = self.exercise, self.exercise.cues
        with Vertical(classes="in-line"):
            yield self._for_you()
        yield Static("How to do it", classes="heading", markup=False)
        yield Static(self._setup(), id="setup", classes="item", markup=False)
        yield Static(clean(self._moves()), classes="item", markup=False)
        yield from _section("Avoid", exercise.avoid)
        yield from _section("With half the range", cues.range)
        yield from _section("Dose in one session", *map(sentence, exercise_words.doses(exercise)))
        yield from _section("The spine", sentence(exercise_words.spine(exercise)))
        yield from _section("Left out for", sentence(whom_it_is_left_out_for(exercise)))
        with Vertical(classes="in-line"):
            yield from self._go_on_to()
        yield from _section("Basis", *exercise_words.basis(exercise))

    def _go_on_to(self) -> ComposeResult:
        links = list(self.known.links(self.exercise))
        if links:
            yield Static("Go on to", classes="heading", markup=False)
        for link in links:
            allowed = " (allowed for you)" if link.allowed else ""
            yield Press(link.key, f"{link.words}{allowed}: {clean(link.to.name)}")

    def _for_you(self) -> Static:
        how = "-no" if self.left_out else "dim" if self.known.answers is None else ""
        said = together(self.known.told(self.exercise))
        if self.known.answers is None:
            said = f"{said} {self.known.unscreened}".strip()
        return Static(clean(said), classes=f"for-you {how}".strip(), markup=False)

    def _setup(self) -> str:
        return clean(phrases.sided(self.exercise.cues.setup, self.side))

    def _moves(self) -> str:
        cues = self.exercise.cues
        return " ".join(filter(None, (cues.move, cues.hold, cues.return_)))

    # --- the figure ------------------------------------------------------------------------------------------

    def advance(self) -> None:
        """Shows the figure where the loop is now."""
        if not self.is_attached:
            return
        now = moment(self.exercise, self._position_ms(), self.side)
        self.figure.show(now, half=self.half, crossed=self.left_out)
        self.limbs.say(self._limbs(now))
        filled = self._filled(now)
        if (now.phase, filled) != self._phases_shown:
            self._phases_shown = now.phase, filled
            self.phases.update(self._phases(now, filled), layout=False)
        if not self.model.has_class(f"-{STATES[now.phase]}"):
            self.model.set_classes(f"-{STATES[now.phase]}")

    def _position_ms(self) -> int:
        return int(((self._stood_s if self.stopped else self.clock()) - self._begun_s) * 1000)

    def _limbs(self, now: Moment) -> str:
        """Which side, how far, and whether it stands still."""
        still = "stopped" if self.stopped else ""
        return texts.join((texts.side_words(self.exercise, now.side), "half the range" if self.half else "", still))

    def _filled(self, now: Moment) -> float:
        """How far the bar is filled: out with the movement, back with the hold and the return."""
        if now.phase is None:
            return 0.0
        share = round(progress(now) * STEPS) / STEPS
        return share if now.phase == "move" else 1 - share

    def _phases(self, now: Moment, filled: float) -> Content:
        """The words that belong to the phases, the present one marked, over a bar that fills."""
        cues, width = self.exercise.cues, self.phases.size.width
        arrow = " > " if self.known.plain else " ▸ "
        parts: list[str | tuple[str, str]] = []
        named = (("move", cues.move_short), ("hold", cues.hold_short), ("return", cues.return_short))
        for phase, words in named:
            if parts and words:
                parts.append((arrow, "$foreground 50%"))
            if words:
                style = "bold reverse" if phase == now.phase else "$foreground 75%"
                parts.append((f" {clean(words)} ", style))
        line = Content.assemble(*parts)
        bar = texts.bar(filled, width, *(("#", "-") if self.known.plain else ()))
        return Content("\n").join([Content(" " * max(0, (width - line.cell_length) // 2)) + line, Content(bar)])

    # --- keys ------------------------------------------------------------------------------------------------

    def _dress(self) -> None:
        """What depends on the exercise beside its words: keys, and whether there is a figure at all."""
        self._head()
        self.model.display = self.exercise.figure is not None
        self.model.border_title = "left out for you" if self.left_out else ""
        links = [(link.key, link.words) for link in self.known.links(self.exercise)]
        stop = ("space", "go on" if self.stopped else "stop")
        sides = [("s", "other side")] if self.exercise.side != "none" else []
        half = ("r", "full range" if self.half else "half range")
        others, help_key, scroll = ("← →", "others"), ("?", "help"), ("↑ ↓", "scroll")
        self.keys.show([("q", "close"), help_key, *links, others, stop, *sides, half, scroll])
        self.advance()

    def action_close(self) -> None:
        if self.is_current:
            self.dismiss(None)

    def action_stop(self) -> None:
        """Lets the figure stand still, or go on from where it stood."""
        now_s = self.clock()
        if self.stopped:
            self._begun_s += now_s - self._stood_s
        self._stood_s, self.stopped = now_s, not self.stopped
        self._dress()

    def action_side(self) -> None:
        self.side = phrases.other(self.side)
        self.query_one("#setup", Static).update(Content(self._setup()))
        self.advance()

    def action_range(self) -> None:
        self.half = not self.half
        self._dress()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether there is an exercise to go on to, or another side: keys, help and palette ask here."""
        if action == "side":
            return self.exercise.side != "none"
        if action == "follow":
            kind = next(each for each, _, _ in LINKS if each == parameters[0])
            return self.known.linked(self.exercise, kind) is not None
        return True

    async def action_follow(self, link: LinkKind) -> None:
        other = self.known.linked(self.exercise, link)
        if other is not None:
            await self.show(other)

    async def action_neighbour(self, step: int) -> None:
        """The next exercise of the set, or the one before."""
        all_ = list(self.known.exercises.values())
        ids = list(self.known.exercises)
        await self.show(all_[(ids.index(self.exercise.id) + step) % len(all_)])

    async def action_look(self, exercise_id: str) -> None:
        """One of the exercises, by its id."""
        other = self.known.exercises.get(exercise_id)
        if other is not None:
            await self.show(other)

    def action_help(self) -> None:
        self.app.push_screen(help_for(self))

    def action_scroll(self, lines: int) -> None:
        self.query_one("#about", VerticalScroll).scroll_relative(y=lines * 2, animate=False)

    async def action_page(self, by: int) -> None:
        """To what is out of sight, or where there is nothing more to another exercise."""
        about = self.query_one("#about", VerticalScroll)
        seen = round(about.scroll_offset.y), round(about.max_scroll_y)
        if seen[0] == (seen[1] if by > 0 else 0):
            await self.action_neighbour(by)
        else:
            self.action_scroll(5 * by)

    async def show(self, exercise: Exercise) -> None:
        """Another exercise, from the beginning of its movement."""
        self.exercise = exercise
        self.side = "left" if exercise.side == "alternate" else "right"
        self._begun_s = self._stood_s = self.clock()
        self._phases_shown = None
        self.left_out = self.known.is_left_out(self.exercise)
        await self.recompose()
        self.query_one("#about").focus()
        self._dress()


def _section(title: str, *lines: str) -> ComposeResult:
    yield Static(title, classes="heading", markup=False)
    for line in lines:
        yield Static(clean(line), classes="item", markup=False)
