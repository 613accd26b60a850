"""Shows today at a glance: doses and why, the week, the pain, what can be done; it must not know how to decide."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, VerticalScroll
from textual.geometry import Size
from textual.screen import Screen

from coach.core.exercise import Exercise, ExerciseSet, base_of
from coach.core.model.decided import Decision
from coach.listen.vocabulary import Context
from coach.tui.app_clock import clock_of
from coach.tui.one_button import clicker
from coach.tui.one_button.hands import hands_of
from coach.tui.screens.today import room
from coach.tui.screens.today.panels import Panels
from coach.tui.screens.today.shown import Shown
from coach.tui.watching import Watch
from coach.tui.widgets.dose_table import Looked
from coach.tui.widgets.glance import Week
from coach.tui.widgets.keys import Keys, Press
from coach.tui.widgets.panel import Column
from coach.tui.widgets.text import Static
from coach.tui.words import texts

__all__ = ["Choice", "Dashboard", "Shown"]

# In the order of importance: a narrow window shows the first ones.
KEYS = (
    ("Enter", "start"), ("q", "quit"), ("!", "warning sign"), ("?", "help"), ("i", "history"), ("r", "routine"),
    ("e", "exercises"), ("y", "why"), ("^P", "commands"), ("S", "screening"), ("c", "new routine"),
    ("s", "settings"), ("w", "write in it"),
)  # fmt: skip
QUIT = "Quit Backcoach?"
FRONT_S = 0.5  # The click that brings the window to the front comes so soon.
SCROLL = ("↑ ↓", "scroll")
NOTHING_TO_PLAY = (("q", "quit"), ("S", "screening"), *(each for each in KEYS[2:] if each[0] != "S"))
# What the user wants: "play", "routine", "edit", "doses", "outside", "history", "diary", "red_flags", "screen",
# "new", "settings", "quit", or "add:ID".
Choice = str


class Dashboard(Screen[Choice]):
    """Today's plan. Gives back what the user wants to do; the app decides what that takes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space,pagedown", "choose('play')", "Start"),
        Binding(clicker.QUIET_GO, "choose('play')", "Start", show=False),
        # Before the page takes it to scroll: a clicker starts a session at every size of the window.
        Binding(clicker.NEXT, "choose('play')", "Start", show=False, priority=True),
        Binding("r", "choose('routine')", "Another routine"),
        Binding("i", "choose('history')", "History"),
        Binding("e", "look", "Look at the exercises"),
        Binding("w", "choose('edit')", "Write in this routine's file"),
        Binding("plus,equals_sign,minus", "choose('doses')", "Change its doses"),
        Binding("E", "choose('outside')", "Write in it in your own editor"),
        Binding("l", "choose('diary')", "Your week, walks and the like"),
        Binding("y", "why", "Why, and what would bring more"),
        Binding("a", "add", "Add what is suggested"),
        Binding("d", "decline", "Decline what is suggested, until the next start"),
        Binding("exclamation_mark,x", "choose('red_flags')", "Report a warning sign"),
        Binding("S", "choose('screen')", "Answer the screening again"),
        Binding("c", "choose('new')", "New routine"),
        Binding("s", "choose('settings')", "Settings"),
        Binding("question_mark,f1", "help", "Help"),
        Binding("q", "choose('quit')", "Quit"),
        Binding("escape", "ask_to_quit", "Quit, after a question"),
        Binding("up,k", "scroll(-1)", "Up", show=False),
        Binding("down,j", "scroll(1)", "Down", show=False),
    ]

    def __init__(
        self,
        shown: Shown,
        exercises: dict[str, Exercise],
        clock: Callable[[], datetime],
        *,
        scrolled: int = 0,
        watch: Callable[[Callable[[], None]], Watch] | None = None,
        week: Callable[[], str] | None = None,
    ) -> None:
        """`scrolled`: the rows above what is seen first; when it is left, those that were above then.

        `watch` makes what calls the function that it is given when a file has changed. `week` reads the line of
        the week from the whole log, which nothing else here waits for.
        """
        super().__init__(classes="-plain" if shown.plain else "")
        self.shown = shown
        self.scrolled = scrolled
        self._week_line = week
        self._watch = None if watch is None else watch(lambda: self.action_choose("again"))
        self.exercises = in_order(exercises, shown)
        self.now = clock()
        self._shown_s = 0.0

    @cached_property
    def panels(self) -> Panels:
        """What stands on it."""
        return Panels(self.shown, self.exercises, self.now)

    @property
    def decision(self) -> Decision:
        return self.shown.decision

    def compose(self) -> ComposeResult:
        decision, panels = self.decision, self.panels
        self._fit(self.app.size)  # Now already, so that it is laid out once.
        with Horizontal(id="top"):
            yield Static(f"Backcoach   {texts.day(self.now)}", id="top-left", markup=False)
            rounds = texts.rounds_words(decision) if decision.allowed else ""
            yield Static(rounds, id="top-right", markup=False)
        with VerticalScroll(id="today", can_focus=True), Container(id="page"):
            with Column(id="plan"):
                yield from panels.start()
                yield from panels.plan()
                yield panels.week("-narrow")
                yield from panels.suggested()
                yield from panels.more()
                yield from panels.notes()
            with Column(id="beside"):
                yield panels.week("-beside")
                yield from panels.past()
        yield Keys(self._keys)

    def on_mount(self) -> None:
        self._shown_s = clock_of(self).monotonic_s()
        page = self.query_one("#today")
        page.focus()
        self.watch(page, "show_vertical_scrollbar", self._hint, init=False)
        self.watch(self.app, "app_focus", self._back_in_focus, init=False)
        if self._watch is not None:
            self._watch.begin(self)
        if self._week_line is not None:
            self.run_worker(self._tell_week(self._week_line))
        if self.scrolled:
            self.call_after_refresh(page.scroll_to, y=self.scrolled, animate=False)

    async def _tell_week(self, read: Callable[[], str]) -> None:
        """Shows the line of the week once it is read."""
        said = await asyncio.to_thread(read)
        for each in self.query(Week):
            each.tell(said)

    def _back_in_focus(self, focused: bool) -> None:
        """Answers, log and routine may have changed in another window: all is read anew."""
        if focused:
            self.action_choose("again")

    @property
    def _keys(self) -> tuple[tuple[str, str], ...]:
        return KEYS if self.shown.today.plan is not None else NOTHING_TO_PLAY

    def _hint(self, scrolls: bool) -> None:
        """The arrows are among the keys only where something scrolls."""
        keys = self._keys
        self.query_one(Keys).show((*keys[:4], SCROLL, *keys[4:]) if scrolls else keys)

    def on_resize(self, event: events.Resize) -> None:
        self._fit(event.size)

    def _fit(self, size: Size) -> None:
        self.set_class(size.width >= room.WIDE_FROM, "-wide")
        self.set_class(size.height >= room.ROOMY_FROM, "-roomy")
        self.set_class(size.height >= room.TALL_FROM, "-tall")
        rows = room.figure_rows(self.panels, *size)
        for each in self.panels.looked:
            each.pictured(rows)

    # --- what the user does ----------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether there is something to add, to play, to look at: a key, help and palette ask here."""
        match action, parameters:
            case (("add" | "decline"), _):
                return bool(self.shown.suggestions)
            case "look", ():
                return bool(self.exercises)
        return True

    @property
    def context(self) -> Context | None:
        """What can be said here."""
        return "controls"

    def heard(self, name: str) -> bool:
        """Starts, where that was said; whether it was."""
        if name == "ready":
            self.action_choose("play")
        return name == "ready"

    def action_choose(self, choice: Choice) -> None:
        if self.is_active:
            self.scrolled = self.query_one("#today").scroll_offset.y
            self.dismiss(choice)

    def action_add(self) -> None:
        """Takes the suggestion; only called where there is one."""
        self.action_choose(f"add:{self.shown.suggestions[0].id}")

    def action_decline(self) -> None:
        """Takes the suggestion off the screen; only called where there is one."""
        self.action_choose(f"decline:{self.shown.suggestions[0].id}")

    def action_look(self, exercise_id: str = "") -> None:
        """Shows how an exercise is done, without one the first of today; from there all others can be reached."""
        today = [each.id for each in self.decision.exercises if base_of(each.id) in self.exercises]
        shown = self.exercises.get(base_of(exercise_id or next(iter(today or self.exercises), "")))
        if shown is not None and self.is_active:
            from coach.core.screening.for_exercise import Known
            from coach.tui.screens.exercise import ExerciseScreen

            answers, on, lately = self.shown.answers, self.now.date(), self.decision.lately
            known = Known(self.exercises, answers, "", on, self.shown.plain, lately)
            self.app.push_screen(ExerciseScreen(shown, known, clock_of(self).monotonic_s))

    def action_ask_to_quit(self) -> None:
        """Quits after a yes: Esc is pressed where one only wants back from somewhere."""
        if self.is_active:
            from coach.tui.screens.question import Answer, Question

            answers = [Answer("n", "no, stay here", False), Answer("y", "yes, quit", True)]
            asked = Question(QUIT, answers, follows=True, escape="n", aloud=QUIT)
            self.app.push_screen(asked, lambda quits: self.action_choose("quit") if quits else None)

    def action_why(self) -> None:
        """Shows why today is as it is."""
        if self.is_active:
            from coach.tui.screens.today.why import Why

            self.app.push_screen(Why(self.panels))

    def action_help(self) -> None:
        from coach.tui.key_help import help_for

        self.app.push_screen(help_for(self))

    def on_click(self, event: events.Click) -> None:
        """A click on nothing in particular is the one button; not the one that brings the window to the front."""
        hands_of(self).parked = (event.screen_x, event.screen_y)
        above = event.widget.ancestors_with_self if event.widget is not None else ()
        if any(isinstance(each, (Press, Looked, Keys)) for each in above):
            return
        if clock_of(self).monotonic_s() - self._shown_s >= FRONT_S:
            self.action_choose("play")

    def action_scroll(self, lines: int) -> None:
        self.query_one("#today", VerticalScroll).scroll_relative(y=lines * 2, animate=False)


def in_order(exercises: dict[str, Exercise], shown: Shown) -> dict[str, Exercise]:
    """All exercises, those of today's routine first."""
    mine = (base_of(item.exercise.id) for item in shown.today.routine.every)
    first = {id_: exercises[id_] for id_ in mine if id_ in exercises}
    return ExerciseSet(first | exercises)  # Which knows the entries of an exercise, too.
