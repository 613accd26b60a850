"""Shows today at a glance: doses and why, the week, the pain, what can be done; it must not know how to decide."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen

from coach.app.today import Today
from coach.core import timeline, words
from coach.core.exercise import Exercise, base_of
from coach.core.history import summary
from coach.core.history.summary import NextRound
from coach.core.model import Decision, Profile, Session, Suggestion
from coach.core.safe_text import clean
from coach.listen.vocabulary import Context
from coach.tui.app_clock import clock_of
from coach.tui.one_button import clicker
from coach.tui.one_button.hands import hands_of
from coach.tui.watching import Watch
from coach.tui.widgets.dose_table import Looked, PainPlot, Week, dosed, rows
from coach.tui.widgets.figure import FigureStrip
from coach.tui.widgets.keys import Keys, Press
from coach.tui.widgets.text import Static
from coach.tui.words import dashboard, texts

LAST_SESSIONS = 5
WEEKS = 6
TWO_COLUMNS_FROM = 110
WIDEST_PAGE = 180
TALL_FROM = 50  # Rows.
BESIDE_DOSES = 36  # Rows that everything but the doses takes, with the figures of the exercises.
# In the order of importance: a narrow window shows the first ones.
KEYS = (
    ("Enter", "start"), ("q", "quit"), ("!", "warning sign"), ("?", "help"), ("i", "history"), ("r", "routine"),
    ("e", "exercises"), ("^P", "commands"), ("S", "screening"), ("c", "new routine"),
    ("s", "settings"), ("w", "write in it"),
)  # fmt: skip
FRONT_S = 0.5  # The click that brings the window to the front comes so soon.
SCROLL = ("↑ ↓", "scroll")
NOTHING_TO_PLAY = (("q", "quit"), ("S", "screening"), *(each for each in KEYS[2:] if each[0] != "S"))
NO_SESSION = "No session yet."
FIRST_TIME = f"{NO_SESSION} In the first one you learn the movements, and the voice counts for you."
ONE_MORE, EASIER = "Ready for one more", "Easier, for the one that hurt"
NO_RATINGS = "Here your ratings will be drawn, before and after each round."
# What the user wants: "play", "routine", "edit", "doses", "outside", "history", "diary", "red_flags", "screen",
# "new", "settings", "quit", or "add:ID".
Choice = str


@dataclass(frozen=True, slots=True)
class Shown:
    """What the dashboard shows: today with the log's sessions, oldest first, and sentences about the files.

    `plain` draws with characters that every font has. `answers` are those of the screening; `declined` exercises
    are suggested no more.
    """

    today: Today
    sessions: tuple[Session, ...]
    warnings: tuple[str, ...] = ()
    plain: bool = False
    answers: Profile | None = None
    declined: frozenset[str] = frozenset()


class Dashboard(Screen[Choice]):
    """Today's plan. Gives back what the user wants to do; the app decides what that takes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space,pagedown", "choose('play')", "Start"),
        Binding(clicker.QUIET_GO, "choose('play')", "Start", show=False),
        # Before the page takes it to scroll: a clicker starts a session at every size of the window.
        Binding(clicker.NEXT, "choose('play')", "Start", show=False, priority=True),
        Binding("r", "choose('routine')", "Another routine"),
        Binding("i", "choose('history')", "History"),
        Binding("l", "choose('diary')", "Your week, walks and the like"),
        Binding("e", "look", "Look at the exercises"),
        Binding("w", "choose('edit')", "Write in this routine's file"),
        Binding("plus,equals_sign,minus", "choose('doses')", "Change its doses"),
        Binding("E", "choose('outside')", "Write in it in your own editor"),
        Binding("a", "add", "Add what is suggested"),
        Binding("d", "decline", "Decline what is suggested, until the next start"),
        Binding("exclamation_mark,x", "choose('red_flags')", "Report a warning sign"),
        Binding("S", "choose('screen')", "Answer the screening again"),
        Binding("c", "choose('new')", "New routine"),
        Binding("s", "choose('settings')", "Settings"),
        Binding("question_mark,f1", "help", "Help"),
        Binding("q,escape", "choose('quit')", "Quit"),
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
        self.exercises = exercises
        self.now = clock()
        self._shown_s = 0.0
        self.changes = summary.changes(self.decision, shown.sessions) if shown.today.plan is not None else None
        changed = {change.id: change for change in self.changes or ()}
        self.doses = [dosed(each, changed.get(each.id), exercises) for each in self.decision.exercises]

    @property
    def decision(self) -> Decision:
        return self.shown.today.decision

    def compose(self) -> ComposeResult:
        decision, plan = self.decision, self.shown.today.plan
        with Horizontal(id="top"):
            yield Static(f"Backcoach   {texts.day(self.now)}", id="top-left", markup=False)
            rounds = texts.rounds_words(decision) if decision.allowed else ""
            yield Static(rounds, id="top-right", markup=False)
        with VerticalScroll(id="today", can_focus=True), Vertical(id="page"):
            yield Static(dashboard.here(decision.reasons), id="reason", classes="" if plan else "-no", markup=False)
            with Horizontal(id="now"):
                with Vertical(id="step"):
                    yield from self._start()
                with Vertical(id="week"):
                    yield from self._week()
            with Horizontal(id="columns"):
                with Vertical(id="plan"):
                    yield from self._plan()
                    yield from self._suggested()
                    yield from self._left_out()
                    yield from _sentences("Keep in mind", (plan.notes if plan is not None else ()))
                    yield from _sentences(
                        "Please note",
                        (words.sentence(each, keys=True) for each in self.shown.today.reminders),
                    )
                    yield from _sentences("Please look at", self.shown.warnings + self.shown.today.warnings)
                    yield from self._last_sessions()
                with Vertical(id="beside"):
                    yield from self._pain()
                    yield from self._weeks()
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
        for each in self.query(".own-week").results(Static):
            each.update(said)
            each.display = bool(said)

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
        self.set_class(event.size.width >= TWO_COLUMNS_FROM, "-wide")
        self.set_class(event.size.height >= TALL_FROM, "-tall")
        figures = self.has_class("-wide")
        if figures:
            air = len(self.doses) if self.has_class("-tall") else 0
            figures = event.size.height >= BESIDE_DOSES + rows(self.doses, plan_columns(event.size.width)) + air
        self.set_class(figures, "-figures")

    # --- the parts -------------------------------------------------------------------------------------------

    def _start(self) -> ComposeResult:
        """The next step, and when it is good."""
        plan, decision = self.shown.today.plan, self.decision
        if plan is None:
            if again := dashboard.screening_again(decision):
                yield Press("S", again, id="start")
            elif decision.reason.id == "nothing_left":
                yield Press("c", "make a routine of what suits your answers", id="start")
            return
        minutes = timeline.minutes(plan)
        about = f"about {minutes} minute{'s' if minutes != 1 else ''}"
        start = Press("Enter", texts.join((f"start {texts.current_round(decision)}", about)), id="start")
        following, playing = self._following(), self.shown.today.playing
        told = dashboard.PLAYING if playing else dashboard.next_words(following, self.now)
        when = Static(told, id="when", markup=False)
        enough = playing or following.over or following.late or following.rest
        start.set_class(enough, "-quiet")
        when.set_class(enough, "-first")
        yield from (when, start) if enough else (start, when)

    def _following(self) -> NextRound:
        """When the next round would be good."""
        sessions, routine = self.shown.sessions, self.shown.today.routine
        between = routine.minutes_between_rounds
        schedule = routine.schedule
        following = summary.next_round(self.decision, sessions, self.now, between, schedule)
        later = None if schedule is None else schedule.following(self.now.date())
        return (
            replace(following, over=True, next=later) if summary.too_much_today(sessions, self.now) else following
        )

    def _plan(self) -> ComposeResult:
        nothing = self.shown.today.plan is None
        level = "" if nothing else dashboard.LEVELS[self.decision.level]
        yield Static(texts.join((clean(self.shown.today.routine.title), level)), classes="heading", markup=False)
        if nothing:
            yield Static("Nothing is played now.", classes="dim", markup=False)
            return
        changes = self.changes
        yield from (Looked(each, self.doses) for each in self.doses)
        since = dashboard.since_last_time(changes, self.exercises)
        if since and self.decision.reason.id != "steady":  # That says it already.
            yield Static(since, classes="since dim", markup=False)
        there = (base_of(each.id) for each in self.decision.exercises)
        known = [self.exercises[id_] for id_ in dict.fromkeys(there) if id_ in self.exercises]
        yield FigureStrip(known, plain=self.shown.plain)

    def _suggested(self) -> ComposeResult:
        before = ""
        for number, suggested in enumerate(self._suggestions):
            heading = EASIER if suggested.reason.id == "step_down" else ONE_MORE
            if heading != before:
                yield Static(heading, classes="heading", markup=False)
            before = heading
            if number == 0:
                yield Press("a", f"add {clean(words.sentence(suggested.reason))}", id="suggested")
                yield Press("d", "not now", id="declined")
            else:
                yield Static(clean(words.sentence(suggested.reason)), classes="item", markup=False)

    def _left_out(self) -> ComposeResult:
        if not self.decision.allowed:
            return  # Where nothing is played at all, it is not for these reasons.
        lines = [
            f"{dashboard.called(each.id, self.exercises)}: {words.sentence(each.reason, keys=True)}"
            for each in self.decision.omitted
        ]
        yield from _sentences("Left out today", lines)

    def _week(self) -> ComposeResult:
        sessions, today = self.shown.sessions, self.now.date()
        schedule = self.shown.today.routine.schedule
        yield Week(sessions, self.now, schedule, plain=self.shown.plain)
        following = self._following()
        enough = following.over or following.late or following.rest
        offered = self.shown.today.plan is not None and not enough
        told = dashboard.week_words(sessions, today, schedule, may_play=offered)
        yield Static(told, classes="dim", markup=False)
        yield Static("", classes="own-week dim", markup=False)

    def _pain(self) -> ComposeResult:
        sessions = self.shown.sessions
        yield Static("Your back, 0 to 10", classes="heading", markup=False)
        if any(each.before is not None or each.after is not None for each in sessions):
            yield PainPlot(sessions, self.now, plain=self.shown.plain)
        else:
            yield Static(NO_RATINGS, classes="item dim", markup=False)

    def _weeks(self) -> ComposeResult:
        if self.shown.sessions:
            yield Static("Rounds a week", classes="heading", markup=False)
            bars = dashboard.weeks_bars(self.shown.sessions, self.now.date(), WEEKS, plain=self.shown.plain)
            yield Static(bars, classes="item", markup=False)

    def _last_sessions(self) -> ComposeResult:
        yield Static("Last rounds, before → after", classes="heading", markup=False)
        last = self.shown.sessions[-LAST_SESSIONS:][::-1]
        if not last:
            first = FIRST_TIME if self.decision.allowed else NO_SESSION
            yield Static(first, classes="item", markup=False)
        lines = [
            Content.assemble((f"{texts.day(each.at, aligned=True)} ", "$foreground 65%"), texts.session_words(each))
            for each in last
        ]
        if lines:  # One part of the screen, not five: each has its price at the first frame.
            yield Static(Content("\n").join(lines), classes="item", markup=False)

    # --- what the user does ----------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether there is something to add, to play, to look at: a key, help and palette ask here."""
        match action, parameters:
            case (("add" | "decline"), _):
                return bool(self._suggestions)
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
        self.action_choose(f"add:{self._suggestions[0].id}")

    def action_decline(self) -> None:
        """Takes the suggestion off the screen; only called where there is one."""
        self.action_choose(f"decline:{self._suggestions[0].id}")

    @property
    def _suggestions(self) -> list[Suggestion]:
        return [each for each in self.decision.suggest if each.id not in self.shown.declined]

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


def plan_columns(width: int) -> int:
    """The columns of the plan beside the pain in a window of `width`: half of the page without its margins."""
    return (min(width - 1, WIDEST_PAGE) - 4) // 2 - 4


def _sentences(heading: str, lines: Iterable[str]) -> ComposeResult:
    for number, line in enumerate(lines):
        if number == 0:
            yield Static(heading, classes="heading", markup=False)
        yield Static(clean(line), classes="item", markup=False)
