"""The session screen: passes keys to the conductor and shows its view; it must not know time, rules or the log."""

from typing import ClassVar, Literal

from textual import events, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen

from coach.core.plan import group_of
from coach.core.reason import Reason
from coach.core.safe_text import clean
from coach.core.timeline.view import View
from coach.core.words import sentence
from coach.errors import CoachError
from coach.listen.caution import END
from coach.listen.vocabulary import Context
from coach.session.asking.presses import TELL_AFTER_S, Presses
from coach.session.by_voice import commands
from coach.session.conductor import Conductor
from coach.session.pain import Serious
from coach.session.states import State
from coach.tui import session_keys
from coach.tui.app_clock import clock_of
from coach.tui.by_voice import on_screen
from coach.tui.one_button.hands import hands_of, speaker_of
from coach.tui.screens.card import Message
from coach.tui.screens.pain import (
    HURTS,
    Where,
    less_or_end,
    nothing_after,
    signs_question,
    sure_question,
    where_question,
)
from coach.tui.screens.question import Answer, Question
from coach.tui.screens.rating import Rating
from coach.tui.widgets.figure import FRAMES_PER_S
from coach.tui.widgets.keys import Keys
from coach.tui.widgets.stage import Line, Stage
from coach.tui.words import texts
from coach.tui.words.session_picture import Picture, picture

TICK_S = 1 / FRAMES_PER_S
BOTH_FIT = (76, 20)  # Columns and rows from which the figure has room beside the count.
# "nothing": ended before the first repetition was done; "emergency": for pain, with a sign that needs help now.
Ended = Literal["finished", "ended", "nothing", "pain", "emergency"]

TYPE_NOW = "next: your number, 0 (no pain) to 10 (worst imaginable)"
NUMBERS = "0123456789tT"
OFFER = "w: in this session I wait at each new position, until you press a key"
TOLD_S = 10.0  # How long it is told what a key has changed.
WAIT_HINT = ("w", session_keys.WAIT)
FOR_EVERY = "w is for this session; for all: s on the dashboard."
CARE = "Move slowly. Stop when pain grows or goes down a leg."


class SessionScreen(Screen[Ended]):
    """One session from the conductor's start to its end; gives back how it ended.

    `typed` are the keys of a rating that was given while the last words asked for it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*session_keys.BINDINGS]

    def __init__(
        self,
        conductor: Conductor,
        title: str,
        rounds: str,
        *,
        plain: bool = False,
        rated: bool = True,
        first: bool = False,
    ) -> None:
        """`plain` draws with characters that every font has; `rated`: a rating is asked for afterwards; `first`:
        nobody was told yet that the coach can wait.
        """
        super().__init__(classes="-plain" if plain else "")
        self.conductor = conductor
        self.heading = (clean(title), rounds)
        self.header = Line("header")
        self.stage = Stage(plain=plain)
        self.said = Line("said")
        self.following = Line("next")
        self.notice = Line("notice", rows=3)
        self.keys = Keys()
        self.rated = rated
        self.first = first
        self.typed = ""
        self._told: Reason | None = None
        self._told_until_s = 0.0
        self._asking = False
        self._presses = Presses()
        self._tell_pause_s: float | None = None  # When it is said what the one button does in a pause.
        self._emergency = False
        self._normal_volume = conductor.sound.volume.voice

    def compose(self) -> ComposeResult:
        yield from (self.header, self.stage, self.said, self.following, self.notice, self.keys)

    def on_mount(self) -> None:
        try:
            if self.conductor.state is State.NEW:  # Else it goes on where it is.
                self.conductor.start()
        except CoachError as error:
            self._fail(error)
            return
        self.set_interval(TICK_S, self.advance)
        self.advance()

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.height < 22, "-short")
        self.set_class(event.size.height >= 34, "-tall")
        self.set_class(event.size.height >= 52, "-huge")
        self.set_class(event.size.height < 18, "-low")
        self.set_class(event.size.height < 13, "-tiny")
        self.stage.both_fit = event.size.width >= BOTH_FIT[0] and event.size.height >= BOTH_FIT[1]
        self.call_after_refresh(self._paint)

    def advance(self) -> None:
        """Lets the conductor do what is due, and shows where it is."""
        if not self.is_attached or (self._asking and self.conductor.finished):
            return
        try:
            self.conductor.tick()
        except CoachError as error:
            self._fail(error)
            return
        if self.conductor.finished:
            self._leave("finished")
        else:
            self._speak_of_the_pause()
            self._paint()

    def _fail(self, error: CoachError) -> None:
        self._asking = True
        self.app.push_screen(
            Message("The session cannot go on", str(error), aloud=[str(error)]), lambda _: self._leave("ended")
        )

    def _leave(self, how: Ended) -> None:
        if self.is_current:
            self.dismiss(how)

    def _half_range(self, view: View | None) -> bool:
        """Whether all of the plan, or the exercise that is seen, is to be done half as far."""
        plan = self.conductor.plan
        return plan.half_range or any(
            item.half_range for item in plan.items if view is not None and item.exercise.id == view.exercise.id
        )

    # --- drawing ---------------------------------------------------------------------------------------------

    def _said(self, said: str, breath: str) -> str:
        """What was said, and the breath where there is room for it."""
        both = said if said == breath else texts.join((said, breath))
        return both if len(both) <= self.size.width - 8 else said

    def _paint(self) -> None:
        if not self.is_mounted:
            return
        view = self.conductor.view()
        shown = picture(view, paused=self.conductor.paused, first_words=self.conductor.first_words)
        self.stage.show(shown, view, half=self._half_range(view))
        self.header.say(self._header(shown))
        self.said.say(self._said(shown.said, view.breath if view is not None else ""))
        whole = texts.join((shown.next, shown.next_setup))
        done = shown.state == "done"
        if done and self.rated:
            whole = TYPE_NOW
        offered = self._offers_to_wait(view)
        if offered:
            whole = OFFER
        self.following.say(whole if len(whole) <= self.size.width - 2 else shown.next)
        notices = clean(
            "  ".join(map(sentence, (*self.conductor.notices, *on_screen.problem(self), *self._just_told())))
        )
        self.notice.say(notices)
        self._make_room(done, bool(notices))
        if done:
            self.keys.show(session_keys.footer_at_end(rated=self.rated))
        else:
            going = self.conductor
            hints = session_keys.footer(
                paused=going.paused, figure=self.stage.figure_key, change=going.change, waiting=going.waiting
            )
            self.keys.show((WAIT_HINT, *(hint for hint in hints if hint != WAIT_HINT)) if offered else hints)
        adjusted = self._adjusted()
        if (self.stage.border_subtitle or "") != adjusted:
            self.stage.border_subtitle = adjusted

    def _just_told(self) -> tuple[Reason, ...]:
        """What the last key has changed, for a while."""
        if self._told is None or clock_of(self).monotonic_s() >= self._told_until_s:
            return ()
        return (self._told,)

    def _offers_to_wait(self, view: View | None) -> bool:
        """Whether it is the first change of somebody's first session, which goes on after a time."""
        if not self.first or view is None or self.conductor.change == "wait":
            return False
        return (
            view.kind == "prepare"
            and view.item == 0
            and view.set == 1
            and (view.side != "right" or view.exercise.side == "right")
        )

    def _make_room(self, done: bool, noticed: bool) -> None:
        """In the lowest windows one of the three lines has to do, so that the count has its room."""
        tiny = self.has_class("-tiny")
        wanted = {
            self.notice: noticed,
            self.following: not tiny or (done and not noticed),
            self.said: not tiny or not (done or noticed),
        }
        for line, shown in wanted.items():
            if line.display != shown:
                line.display = shown

    def _header(self, shown: Picture) -> str:
        """Routine, round and exercise on the left, as much as fits, and the time left on the right."""
        title, rounds = self.heading
        width = self.size.width - 2
        room = width - len(shown.time_left) - 2
        details = texts.join((rounds, shown.place))
        title_room = room - len(details) - 3
        if title_room < len(title):
            title = f"{title[: max(0, title_room - 1)]}…" if title_room > 4 else ""
        left = texts.join((title, details))
        return f"{left[:room]:<{room}}  {shown.time_left}" if room > 0 else shown.time_left

    def _adjusted(self) -> str:
        """What differs from the start: pace, volume, muted."""
        pace, volume = self.conductor.pace, self.conductor.sound.volume.voice
        parts = [
            f"{float(1 / pace):.2g}× speed" if pace != 1 else "",
            "MUTED" if self.conductor.sound.volume.muted else "",
            on_screen.shown(self),
            f"volume {round(volume * 100)} %" if volume != self._normal_volume else "",
        ]
        return texts.join(parts)

    # --- keys ------------------------------------------------------------------------------------------------

    @property
    def _all_is_done(self) -> bool:
        """Whether nothing but the last words is left."""
        view = self.conductor.view()
        return view is not None and view.kind == "close"

    def on_key(self, event: events.Key) -> None:
        """At the end a number is the rating: the last words ask for it. Any key goes on with what waits for it."""
        self.conductor.watch()
        if self.rated and event.character and event.character in NUMBERS and self._all_is_done:
            event.stop()
            self.typed += event.character
            self._conclude()
        elif self.conductor.waiting and not self._means_something(event.key):
            event.stop()
            self.action_conduct("ready")

    def on_click(self, event: events.Click) -> None:
        """A click beside the keys is the one button: it pauses, and goes on."""
        self.conductor.watch()
        if not self._asking and not isinstance(event.widget, Keys):
            hands_of(self).parked = (event.screen_x, event.screen_y)
            self.action_conduct("toggle_pause")

    def _means_something(self, key: str) -> bool:
        """Whether a key has a meaning of its own, here or in the whole program."""
        return key in self.active_bindings or key.startswith("ctrl+")

    def _conclude(self) -> None:
        """Ends where all is done, without waiting for the last words."""
        self.conductor.end(None)
        self._leave("finished")

    def action_conduct(self, what: str) -> None:
        """Does what a simple key or a click says; the one button can say more than one thing in a session."""
        is_button = what == "toggle_pause" and not self._all_is_done and not self.conductor.waiting
        if not is_button:
            self._presses.forget()
        if not is_button or self._pressed():
            self.conduct(what)

    def lead(self, what: str) -> None:
        """The same for who leads it from elsewhere: of the presses of the one button none belongs to another."""
        self._presses.forget()
        self.conduct(what)

    def conduct(self, what: str) -> None:
        """Does one of the simple things; at the end to go on or to the next is to the end."""
        if what in ("toggle_pause", "next") and self._all_is_done:
            self._conclude()
            return
        if what == "toggle_pause" and self.conductor.waiting:
            what = "ready"
        actions = {
            "toggle_pause": self.conductor.toggle_pause,
            "ready": self.conductor.ready,
            "toggle_wait": self._toggle_wait,
            "next": self.conductor.next,
            "back": self.conductor.back,
            "repeat": self.conductor.repeat,
            "slower": self.conductor.slower,
            "faster": self.conductor.faster,
            "louder": self.conductor.louder,
            "softer": self.conductor.softer,
            "mute": self.conductor.mute,
        }
        try:
            actions[what]()
        except CoachError as error:
            self._fail(error)
            return
        self.advance()

    def _pressed(self) -> bool:
        """Whether a press of the one button pauses or goes on; two quick ones say that it hurts."""
        now_s = clock_of(self).monotonic_s()
        press = self._presses.press(now_s)
        self._tell_pause_s = None
        if press == "twice":
            self._hurts(None, resume=True)
        elif press == "once":
            on_screen.hush(self)
            self._tell_pause_s = None if self.conductor.paused else now_s + TELL_AFTER_S
        return press == "once"

    def _speak_of_the_pause(self) -> None:
        """Says what the button does while it is paused, where nobody went on at once."""
        if self._tell_pause_s is not None and clock_of(self).monotonic_s() >= self._tell_pause_s:
            self._tell_pause_s = None
            if self.conductor.paused and self.conductor.sound.speaks and not self._asking:
                on_screen.say(self, Reason("press_paused"))
        if self.conductor.paused:
            speaker_of(self).look()

    def _toggle_wait(self) -> None:
        """Waits from now on, or not, and says that it is for this session."""
        self.conductor.toggle_wait()
        self._tell(Reason(f"{self.conductor.change}_this_session"))

    def _tell(self, reason: Reason) -> None:
        """Shows for a while what was changed, or what is to be done now."""
        self._told = reason
        self._told_until_s = clock_of(self).monotonic_s() + TOLD_S

    def action_figure(self) -> None:
        """Shows or hides the figure; in a small window it takes turns with the count."""
        self.stage.toggle_figure()
        self._paint()

    # --- what is said ----------------------------------------------------------------------------------------

    @property
    def context(self) -> Context | None:
        """What can be said now."""
        return None if self._asking or self.conductor.finished else "controls"

    def heard(self, name: str) -> bool:
        """Does what a word means; whether that is anything."""
        if not commands.means_something(self.conductor, name):
            return False
        self._presses.forget()
        on_screen.hush(self)
        if name in commands.ASKS:
            self._hurts(commands.LEG_OR_SHARP.get(name))
        elif name == END:
            self._end_at_once()
        else:
            told = commands.do(self.conductor, name)
            if told is not None:
                self._tell(told)
                on_screen.say(self, told)
            self.advance()
        return True

    def _end_at_once(self) -> None:
        if self._all_is_done:
            self._conclude()
            return
        self.conductor.end(None)
        self._leave("ended" if self.conductor.writer.any_done else "nothing")

    def action_voice(self) -> None:
        """Listens from now on, or no more."""
        on_screen.toggle(self)
        self._paint()

    # --- it hurts --------------------------------------------------------------------------------------------

    def action_hurts(self) -> None:
        """Asks how much and where; then whether the user goes on with less, where that is allowed."""
        self._hurts(None)

    @work(exclusive=True, group="asking")
    async def _hurts(self, kind: Serious | None, resume: bool | None = None) -> None:
        """`kind` is what was said already of where: then there is no way on without it being asked.

        `resume` says whether it goes on where it does not hurt; None as it was before.
        """
        runs = self._stand_still()
        resume = runs if resume is None else resume
        self.conductor.ask_hurt()
        rating = await self.app.push_screen_wait(
            Rating(HURTS, skip="it is fine, go on", asks=True, stays=True, may_be_fine=True)
        )
        if rating is None and kind is None:
            self.conductor.unhurt()
            self._go_on(resume)
            return
        means = None if rating is None else self.conductor.hurt(rating)  # Kept at once, whatever is asked next.
        where = await self._where(kind)
        if where == "spread" or where == "sharp":
            means = self.conductor.hurt_seriously(where)
        if means is None:  # No number, and no place that ends it: nothing is known of pain.
            self.conductor.unhurt()
            self._go_on(resume)
            return
        if await self._on_with_less(means):
            self.conductor.lighten()
        else:
            self.conductor.end(self.conductor.pain.serious or "pain")
        self._asking = False
        if self.conductor.finished:
            self._leave("emergency" if self._emergency else "pain")

    async def _where(self, said: Serious | None) -> Where | None:
        """Where it hurts, if it was not `said`; what ends the session is asked once more."""
        where: Where | None
        while True:
            where = said if said is not None else await self.app.push_screen_wait(where_question())
            said = None
            if where is None or where == "back":
                return where
            sure = await self.app.push_screen_wait(sure_question(where))
            if sure:
                return where

    async def _on_with_less(self, means: Reason) -> bool:
        """Says what a rating means; whether the user may go on with less, and wants to."""
        going, told = self.conductor, sentence(means)
        hurt, lighter = going.pain.left_of(going.plan), going.pain.lighter(going.plan)
        if going.pain.signs:
            sign = await self.app.push_screen_wait(signs_question(means))
            self._emergency = sign is True
            return False
        if going.must_end or lighter is None:
            title, text = ("Stop here", told) if going.must_end else ("It hurts", nothing_after(hurt))
            stop = Message(title, text, hint="Enter  end the session", urgent=True, follows=True, aloud=[text])
            await self.app.push_screen_wait(stop)
            return False
        since = 0 if hurt is None else min(group_of(going.plan, going.plan.items.index(hurt)))
        kept = {item.exercise.id for item in lighter.items}
        left = [item.exercise for item in going.plan.items[since:] if item.exercise.id not in kept]
        return await self.app.push_screen_wait(less_or_end(told, left)) == "less"

    @work(exclusive=True, group="asking")
    async def action_end(self) -> None:
        if self._all_is_done:
            self._conclude()
            return
        resume = self._stand_still()
        answers = [Answer("y", "yes, end it", True), Answer("n", "no, go on", False)]
        sure = await self.app.push_screen_wait(
            Question(
                "End the session?",
                answers,
                note="What you did is kept.",
                escape="n",
                aloud="End the session?",
                hears="confirm",
            )
        )
        if sure:
            self.conductor.end(None)
            self._asking = False
            self._leave("ended" if self.conductor.writer.any_done else "nothing")
        else:
            self._go_on(resume)

    def asks_to_leave(self) -> bool:
        """Ctrl-C asks as q does, so that a slip ends no session; where it is asked already it ends the program."""
        if self._asking or self.conductor.finished or self._all_is_done:
            return False
        self.action_end()
        return True

    @work(exclusive=True, group="asking")
    async def action_help(self) -> None:
        resume = self._stand_still()
        text = f"{session_keys.help_text()}\n\n{CARE}\n{FOR_EVERY}\nSound: {self.conductor.sound.output_name}."
        await self.app.push_screen_wait(Message("Keys", text, hint="Enter  back"))
        self._go_on(resume)

    def _stand_still(self) -> bool:
        """Pauses while something is asked; whether to go on afterwards."""
        self._asking = True
        self._presses.forget()
        running = not self.conductor.paused
        self.conductor.pause()
        self._paint()
        return running

    def _go_on(self, resume: bool) -> None:
        self._asking = False
        if resume:
            self.conductor.resume()
