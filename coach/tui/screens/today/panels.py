"""The frames of the dashboard, each from what is shown; they must not know keys or what follows from one."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from textual.app import ComposeResult
from textual.content import Content

from coach.core import timeline, words
from coach.core.exercise import Exercise, base_of
from coach.core.history import summary
from coach.core.number_words import counted
from coach.core.progression.outlook import MEANINGS
from coach.core.safe_text import clean
from coach.tui.screens.today.shown import Shown
from coach.tui.shown import as_it_is
from coach.tui.widgets.dose_table import Looked, dosed
from coach.tui.widgets.glance import PainPlot, Rounds, Week, WeekSeen
from coach.tui.widgets.keys import Press
from coach.tui.widgets.panel import ListPanel, Panel, TextPanel
from coach.tui.widgets.text import Static
from coach.tui.words import dashboard, day_banner, texts

LAST_SESSIONS = 5
WEEKS = 6
MOST_AHEAD = 2  # Sentences; the whole is on the screen that says why.
EASIER, ONE_MORE = "Easier, for the one that hurt", "Ready for one more"
NOTHING_NOW = "Nothing is played now."
WHY_KEY = "y  why"
Titled = tuple[str, tuple[str, ...]]


class Panels:
    """Everything that stands on the dashboard, made once."""

    def __init__(self, shown: Shown, exercises: Mapping[str, Exercise], now: datetime) -> None:
        self.shown = shown
        self.exercises = exercises
        self.now = now
        plan, decision = shown.today.plan, shown.decision
        self.following = shown.following(now)
        self.changes = summary.changes(decision, shown.sessions) if plan is not None else None
        changed = {change.id: change for change in self.changes or ()}
        self.doses = [dosed(each, changed.get(each.id), exercises) for each in decision.exercises]
        self.looked = [
            Looked(each, self.doses, exercises.get(base_of(each.id)), plain=shown.plain) for each in self.doses
        ]
        self.banner = day_banner.banner(decision, self.following, hurt=shown.hurt(now))
        self.reason = dashboard.here(decision.reasons)

    # --- what is to be done ----------------------------------------------------------------------------------

    def heading(self, below: str) -> TextPanel:
        """The kind of the day with its reason alone."""
        made = TextPanel(self._title, as_it_is(self.reason).stylize("bold"), below=below)
        made.add_class("banner", f"-{self.banner.kind}")
        return made

    @property
    def _title(self) -> str:
        return f"{self.banner.sign} {self.banner.title}"

    def start(self) -> ComposeResult:
        """The kind of the day with its reason, the next step, and when it is good."""
        with Panel(self._title, below=WHY_KEY, id="banner", classes=f"banner -{self.banner.kind}"):
            yield Static(self.reason, id="reason", markup=False)
            yield from self._step()

    def _step(self) -> ComposeResult:
        plan, decision = self.shown.today.plan, self.shown.decision
        if plan is None:
            if again := dashboard.screening_again(decision):
                yield Press("S", again, id="start")
            elif decision.reason.id == "nothing_left":
                yield Press("c", "make a routine of what suits your answers", id="start")
            return
        about = f"about {counted(timeline.minutes(plan), 'minute')}"
        start = Press("Enter", texts.join((f"start {texts.current_round(decision)}", about)), id="start")
        playing = self.shown.today.playing
        told = dashboard.PLAYING if playing else dashboard.next_words(self.following, self.now)
        when = Static(told, id="when", markup=False)
        enough = playing or self._enough
        start.set_class(enough, "-quiet")
        when.set_class(enough, "-first")
        yield from (when, start) if enough else (start, when)

    @property
    def _enough(self) -> bool:
        return self.following.over or self.following.late or self.following.rest

    def plan(self) -> ComposeResult:
        """Each exercise of today with its figure, dose, change and cause."""
        nothing = self.shown.today.plan is None
        level = "" if nothing else dashboard.LEVELS[self.shown.decision.level]
        title = texts.join((clean(self.shown.today.routine.title), level))
        since = dashboard.since_last_time(self.changes, self.exercises)
        same = self.changes is not None and not self.changes
        below = since.removesuffix(".") if same and self.shown.decision.reason.id != "steady" else ""
        with Panel(title, below=below, id="doses"):
            if nothing:
                yield Static(NOTHING_NOW, classes="dim", markup=False)
            yield from self.looked

    # --- what is told of it ----------------------------------------------------------------------------------

    def more(self) -> ComposeResult:
        """What would bring more, where anything is played."""
        for title, lines in self.ahead():
            yield ListPanel(title, lines, below=WHY_KEY)

    def ahead(self) -> Iterator[Titled]:
        """Its first sentences."""
        found = [each for each in self.shown.today.ahead if each.id not in MEANINGS][:MOST_AHEAD]
        if found and self.shown.today.plan is not None:
            yield "What brings more", tuple(words.sentence(each, keys=True) for each in found)

    def suggested(self) -> ComposeResult:
        """What could be added; the first one by a key."""
        for number, each in enumerate(self.shown.suggestions):
            title = EASIER if each.reason.id == "step_down" else ONE_MORE
            said = clean(words.sentence(each.reason))
            if number:
                yield TextPanel(title, said)
                continue
            with Panel(title, classes="suggested"):
                yield Press("a", f"add {said}", id="suggested")
                yield Press("d", "not now", id="declined")

    def told(self) -> Iterator[Titled]:
        """What is to be read besides, in frames of their own."""
        decision, plan = self.shown.decision, self.shown.today.plan
        if decision.allowed:  # Where nothing is played at all, it is not for these reasons.
            yield (
                "Left out today",
                tuple(
                    f"{dashboard.called(each.id, self.exercises)}: {words.sentence(each.reason, keys=True)}"
                    for each in decision.omitted
                ),
            )
        yield "Keep in mind", tuple(plan.notes if plan is not None else ())
        yield "Please note", tuple(words.sentence(each, keys=True) for each in self.shown.today.reminders)
        yield "Please look at", self.shown.warnings + self.shown.today.warnings

    def notes(self) -> ComposeResult:
        """The same as frames."""
        for title, lines in self.told():
            if lines:
                yield ListPanel(title, [clean(line) for line in lines])

    # --- what was, and what is to come -----------------------------------------------------------------------

    def week(self, classes: str) -> Week:
        """This week; there are two, one for narrow windows and one for wide ones."""
        sessions, routine = self.shown.sessions, self.shown.today.routine
        offered = self.shown.today.plan is not None and not self._enough
        told = dashboard.week_words(sessions, self.now.date(), routine.schedule, may_play=offered)
        rounds = routine.rounds_per_day if self.shown.decision.allowed else 0
        seen = WeekSeen(sessions, self.now, routine.schedule, rounds, (told,))
        return Week(seen, plain=self.shown.plain, classes=classes)

    def past(self) -> ComposeResult:
        """The pain, the weeks and the last rounds; before the first session what will stand there."""
        sessions = self.shown.sessions
        if not sessions:
            if self.shown.decision.allowed:
                yield ListPanel(day_banner.FIRST_SESSION, day_banner.FIRST_STEPS)
            yield ListPanel(day_banner.WILL_STAND_HERE, day_banner.LATER)
            return
        lines = [
            Content.assemble((f"{texts.day(each.at, aligned=True)} ", dashboard.DIM), texts.session_words(each))
            for each in sessions[-LAST_SESSIONS:][::-1]
        ]
        yield TextPanel("Last rounds, before → after", Content("\n").join(lines), below="i  history")
        if any(each.before is not None or each.after is not None for each in sessions):
            yield PainPlot(sessions, self.now, plain=self.shown.plain)
        else:
            yield TextPanel(dashboard.YOUR_BACK, dashboard.NO_RATINGS)
        yield Rounds(sessions, self.now, WEEKS, plain=self.shown.plain)
