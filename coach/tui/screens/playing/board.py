"""What the session screen shows of its session: stage, lines and keys; it must not know what a key does."""

from typing import Any

from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget

from coach.core.model.planned import Plan
from coach.core.reason import Reason
from coach.core.safe_text import clean
from coach.core.timeline.view import View
from coach.core.words import sentence
from coach.session.conductor import Conductor
from coach.tui import session_keys
from coach.tui.app_clock import clock_of
from coach.tui.by_voice import on_screen
from coach.tui.widgets.keys import Keys
from coach.tui.widgets.stage import Line, Stage
from coach.tui.words import session_lines
from coach.tui.words.session_picture import picture

BOTH_FIT = (76, 20)  # Columns and rows from which the figure has room beside the count.
TYPE_NOW = "next: your number, 0 (no pain) to 10 (worst imaginable)"
OFFER = "w: in this session I wait at each new position, until you press a key"
WAIT_HINT = ("w", session_keys.WAIT)
TOLD_S = 10.0  # How long it is told what a key has changed.


class Board:
    """The widgets of one session's screen. `rated` and `first` as the screen has them."""

    def __init__(
        self, conductor: Conductor, title: str, rounds: str, *, plain: bool, rated: bool, first: bool
    ) -> None:
        self._conductor = conductor
        self._heading = (clean(title), rounds)
        self._rated = rated
        self._first = first
        self._normal_volume = conductor.sound.volume.voice
        self._told: Reason | None = None
        self._told_until_s = 0.0
        self.header = Line("header")
        self.stage = Stage(plain=plain)
        self.said = Line("said")
        self.following = Line("next")
        self.notice = Line("notice", rows=3)
        self.keys = Keys()

    @property
    def widgets(self) -> tuple[Widget, ...]:
        """All of them, from the top to the bottom."""
        return (self.header, self.stage, self.said, self.following, self.notice, self.keys)

    def fit(self, screen: Screen[Any], size: Size) -> None:
        """What depends on the size of the window."""
        screen.set_class(size.height < 22, "-short")
        screen.set_class(size.height >= 34, "-tall")
        screen.set_class(size.height >= 52, "-huge")
        screen.set_class(size.height < 18, "-low")
        screen.set_class(size.height < 13, "-tiny")
        self.stage.both_fit = size.width >= BOTH_FIT[0] and size.height >= BOTH_FIT[1]

    def tell(self, reason: Reason, now_s: float) -> None:
        """Has it show for a while what was changed, or what is to be done now."""
        self._told = reason
        self._told_until_s = now_s + TOLD_S

    def paint(self, screen: Screen[Any]) -> None:
        """Shows on the screen where the session is."""
        going, columns = self._conductor, screen.size.width
        view = going.view()
        shown = picture(view, paused=going.paused, first_words=going.first_words)
        done, offered = shown.state == "done", self._offers_to_wait(view)
        self.stage.show(shown, view, half=_half_range(going.plan, view))
        self.header.say(session_lines.header(*self._heading, shown, columns - 2))
        self.said.say(session_lines.said(shown, view.breath if view is not None else "", columns - 8))
        instead = OFFER if offered else TYPE_NOW if done and self._rated else ""
        self.following.say(session_lines.following(shown, columns - 2, instead=instead))
        told = self._just_told(clock_of(screen).monotonic_s())
        notices = clean("  ".join(map(sentence, (*going.notices, *on_screen.problem(screen), *told))))
        self.notice.say(notices)
        self._make_room(done, bool(notices), tiny=screen.has_class("-tiny"))
        self.keys.show(self._hints(done=done, offered=offered))
        adjusted = session_lines.adjusted(
            going.pace,
            going.sound.volume.voice,
            self._normal_volume,
            muted=going.sound.volume.muted,
            heard=on_screen.shown(screen),
        )
        if (self.stage.border_subtitle or "") != adjusted:
            self.stage.border_subtitle = adjusted

    def _just_told(self, now_s: float) -> tuple[Reason, ...]:
        return () if self._told is None or now_s >= self._told_until_s else (self._told,)

    def _hints(self, *, done: bool, offered: bool) -> session_keys.Hints:
        """What the keys do now; an offer stands first."""
        if done:
            return session_keys.footer_at_end(rated=self._rated)
        going = self._conductor
        hints = session_keys.footer(
            paused=going.paused, figure=self.stage.figure_key, change=going.change, waiting=going.waiting
        )
        return (WAIT_HINT, *(hint for hint in hints if hint != WAIT_HINT)) if offered else hints

    def _offers_to_wait(self, view: View | None) -> bool:
        """Whether it is the first change of somebody's first session, which goes on after a time."""
        if not self._first or view is None or self._conductor.change == "wait":
            return False
        return (
            view.kind == "prepare"
            and view.item == 0
            and view.set == 1
            and (view.side != "right" or view.exercise.side == "right")
        )

    def _make_room(self, done: bool, noticed: bool, *, tiny: bool) -> None:
        """In the lowest windows one of the three lines has to do, so that the count has its room."""
        wanted = {
            self.notice: noticed,
            self.following: not tiny or (done and not noticed),
            self.said: not tiny or not (done or noticed),
        }
        for line, shown in wanted.items():
            if line.display != shown:
                line.display = shown


def _half_range(plan: Plan, view: View | None) -> bool:
    """Whether all of the plan, or the exercise that is seen, is to be done half as far."""
    return plan.half_range or any(
        item.half_range for item in plan.items if view is not None and item.exercise.id == view.exercise.id
    )
