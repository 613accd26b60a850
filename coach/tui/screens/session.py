"""The session screen: keys, clicks and words lead its session; it must not know time, rules or the log."""

from collections.abc import Callable, Mapping
from typing import ClassVar, Literal

from textual import events, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen

from coach.core.reason import Reason
from coach.errors import CoachError
from coach.listen.caution import END
from coach.listen.vocabulary import Context
from coach.session.by_voice import commands
from coach.session.conductor import Conductor
from coach.session.pain import Serious
from coach.session.states import State
from coach.tui import session_keys
from coach.tui.app_clock import clock_of
from coach.tui.by_voice import on_screen
from coach.tui.one_button.hands import hands_of, speaker_of
from coach.tui.one_button.pause_button import PauseButton
from coach.tui.screens.card import Message
from coach.tui.screens.playing import hurting, questions
from coach.tui.screens.playing.board import Board
from coach.tui.widgets.figure import FRAMES_PER_S
from coach.tui.widgets.keys import Keys

TICK_S = 1 / FRAMES_PER_S
# "nothing": ended before the first repetition was done; "emergency": for pain, with a sign that needs help now.
Ended = Literal["finished", "ended", "nothing", "pain", "emergency"]
NUMBERS = "0123456789tT"
SIMPLE: Mapping[str, Callable[[Conductor], None]] = {
    **commands.KEYS,
    "next": Conductor.next,
    "toggle_pause": Conductor.toggle_pause,
    "ready": Conductor.ready,
    "mute": Conductor.mute,
}


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
        self.board = Board(conductor, title, rounds, plain=plain, rated=rated, first=first)
        self.rated = rated
        self.typed = ""
        self._asking = False
        self._button = PauseButton()

    def compose(self) -> ComposeResult:
        yield from self.board.widgets

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
        self.board.fit(self, event.size)
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

    def _paint(self) -> None:
        if self.is_mounted:
            self.board.paint(self)

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
            self._button.forget()
        if not is_button or self._pressed():
            self.conduct(what)

    def lead(self, what: str) -> None:
        """The same for who leads it from elsewhere: of the presses of the one button none belongs to another."""
        self._button.forget()
        self.conduct(what)

    def conduct(self, what: str) -> None:
        """Does one of the simple things; at the end to go on or to the next is to the end."""
        if what in ("toggle_pause", "next") and self._all_is_done:
            self._conclude()
            return
        if what == "toggle_pause" and self.conductor.waiting:
            what = "ready"
        try:
            if what == "toggle_wait":
                self._toggle_wait()
            else:
                SIMPLE[what](self.conductor)
        except CoachError as error:
            self._fail(error)
            return
        self.advance()

    def _pressed(self) -> bool:
        """Whether a press of the one button pauses or goes on; two quick ones say that it hurts."""
        press = self._button.press(clock_of(self).monotonic_s(), paused=self.conductor.paused)
        if press == "twice":
            self._hurts(None, resume=True)
        elif press == "once":
            on_screen.hush(self)
        return press == "once"

    def _speak_of_the_pause(self) -> None:
        """Says what the button does while it is paused, where nobody went on at once."""
        paused = self.conductor.paused
        due = self._button.tells(clock_of(self).monotonic_s())
        if due and paused and self.conductor.sound.speaks and not self._asking:
            on_screen.say(self, Reason("press_paused"))
        if paused:
            speaker_of(self).look()

    def _toggle_wait(self) -> None:
        """Waits from now on, or not, and says that it is for this session."""
        self.conductor.toggle_wait()
        self._tell(Reason(f"{self.conductor.change}_this_session"))

    def _tell(self, reason: Reason) -> None:
        """Shows for a while what was changed, or what is to be done now."""
        self.board.tell(reason, clock_of(self).monotonic_s())

    def action_figure(self) -> None:
        """Shows or hides the figure; in a small window it takes turns with the count."""
        self.board.stage.toggle_figure()
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
        self._button.forget()
        on_screen.hush(self)
        if name in commands.ASKS:
            self._hurts(commands.LEG_OR_SHARP.get(name))
        elif name == END and self._all_is_done:
            self._conclude()
        elif name == END:
            self._end_early()
        else:
            told = commands.do(self.conductor, name)
            if told is not None:
                self._tell(told)
                on_screen.say(self, told)
            self.advance()
        return True

    def _end_early(self) -> None:
        """Ends before everything is done."""
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
        came = await hurting.ask(self.app, self.conductor, kind)
        if came == "fine":
            self._go_on(runs if resume is None else resume)
            return
        self._asking = False
        if self.conductor.finished:
            self._leave("emergency" if came == "emergency" else "pain")

    @work(exclusive=True, group="asking")
    async def action_end(self) -> None:
        if self._all_is_done:
            self._conclude()
            return
        resume = self._stand_still()
        if await self.app.push_screen_wait(questions.end_question()):
            self._asking = False
            self._end_early()
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
        await self.app.push_screen_wait(questions.keys_card(self.conductor.sound.output_name))
        self._go_on(resume)

    def _stand_still(self) -> bool:
        """Pauses while something is asked; whether to go on afterwards."""
        self._asking = True
        self._button.forget()
        running = not self.conductor.paused
        self.conductor.pause()
        self._paint()
        return running

    def _go_on(self, resume: bool) -> None:
        self._asking = False
        if resume:
            self.conductor.resume()
