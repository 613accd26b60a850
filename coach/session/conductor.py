"""Joins player, output, voice and log for one session; it must not know a screen, nor how doses are decided.

Nothing here waits: the plain loop or the TUI calls `tick` about twenty times a second. What a session is doing is
one value, and `states` says what may change it.
"""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from coach.core import plan as plans
from coach.core.model.done import Hurt, Stop
from coach.core.model.routine import ChangeMode
from coach.core.reason import Reason
from coach.core.timeline.cues import Cue, SetEnd
from coach.core.timeline.player import Player, View
from coach.log.progress import Felt
from coach.session import notices, states
from coach.session.clocks import Watch
from coach.session.counted import Counted
from coach.session.getting_there import GettingThere
from coach.session.log_writer import LogWriter
from coach.session.pain import Pain, Serious
from coach.session.setup import Setup
from coach.session.sound.playback import Playback
from coach.session.states import Event, State
from coach.session.told import Told


class Conductor:
    """One session from its first cue to its ratings.

    `tick` does the work; the other methods are the user's keys. A key that means nothing in a state does nothing.
    The log's own thread is handed what happens as it happens: a set when it is finished, a rating when it is given.
    While it cannot be written the session goes on, and `notices` says so; only `writer.settle` raises CoachError.

    Its parts are there to be asked: what `sound` plays, what of it `counted`, what was said of `pain`. The ratings
    are handed to the `writer`.
    """

    def __init__(self, setup: Setup) -> None:
        earlier = setup.earlier
        self.plan = setup.plan
        self.state = State.NEW
        self.pain = Pain() if earlier is None else Pain(earlier.worst, earlier.worked_in, earlier.worked_set)
        self.sound = Playback(setup, lambda: self.state.stands)
        self.writer = LogWriter(setup.open_log, setup.session, setup.clock)
        self.writer.any_done = earlier is not None and earlier.any_done
        self.counted = Counted(setup, self.writer)
        self._setup = setup
        self._output = setup.output
        self._change = setup.plan.change
        self._watch = Watch(setup.clock.monotonic_s)
        self._getting_there = GettingThere(setup.clock.monotonic_s)
        self._told = Told()
        self._by_hand = False  # Whether a key paused, and no question.

    # --- the flow of a session -------------------------------------------------------------------------------

    def start(self) -> None:
        """Starts the voice on every text of the session; `tick` speaks the first one as soon as it is there."""
        self.sound.start(self.plan)
        self._take(Event.START)

    def tick(self) -> tuple[Cue | SetEnd, ...]:
        """What happened since the last call, in order; a SetEnd only after it is committed to the log."""
        stood_still = self._watch.stood_still()
        if self.state.opening and self.sound.opened():
            self._begin()
        self._told.ahead(self.first_words)
        if self.player is not None and not self.state.over:
            self._go_on(self.player, slept=stood_still)
        return (*self._told.take(), *self.writer.take_kept())

    def view(self) -> View | None:
        """What is happening at the position heard now; None while the first words are being made."""
        return self.sound.view()

    @property
    def first_words(self) -> str:
        """What is heard while there is no view yet, "" for nothing."""
        return self.sound.first_words

    def end(self, stopped: Stop | None) -> None:
        """Ends the session: silence at once, the repetitions done so far are kept; early, unless all were done."""
        if states.allows(self.state, Event.END):
            self._keep_partial()
            self._output.pause()
            self._finish(stopped)

    def close(self) -> None:
        """Releases sound, voice and log; harmless when repeated."""
        if self.state is not State.CLOSED:
            self._take(Event.CLOSE)
            self._output.close()
            if self._setup.voice is not None:
                self._setup.voice.close()
            self.writer.close()
            if self._setup.hold is not None:
                self._setup.hold.release()

    @property
    def player(self) -> Player | None:
        return self.sound.player

    @property
    def paused(self) -> bool:
        return self.state.stands and not self.state.over

    @property
    def finished(self) -> bool:
        """Whether nothing more is played, be everything done or not."""
        return self.state.over

    @property
    def cut_short(self) -> bool:
        """Whether it ended for a reason, such as pain."""
        return self.finished and not self.counted.in_full

    @property
    def notices(self) -> tuple[Reason, ...]:
        """What does not work: no voice, no sound device, a log that cannot be written."""
        now = notices.of(
            self.state, self._setup.voice, self._output, self.writer.problem,
            waits_for_sound=self._setup.pause_without_sound, unwatched=self.counted.unwatched,
        )  # fmt: skip
        return (*self._setup.notices, *now)

    # --- the user's keys -------------------------------------------------------------------------------------

    def watch(self) -> None:
        """Somebody is at the screen: any key says so."""
        self.counted.watch()

    def toggle_pause(self) -> None:
        self.watch()
        if self.paused:
            self.resume()
        else:
            self.pause()
            self._by_hand = True

    def pause(self) -> None:
        self._by_hand = False
        if states.allows(self.state, Event.PAUSE):
            self._take(Event.PAUSE)
            self._output.pause()

    def resume(self) -> None:
        """Goes on, unless the session is over or the pain that was reported allows no going on."""
        self._by_hand = False
        if states.allows(self.state, Event.RESUME):
            self._take(Event.RESUME)
            self._output.resume()

    @property
    def waiting(self) -> bool:
        """Whether a change of position waits until one is ready."""
        view = self.view()
        return view is not None and view.wait == "now" and not self.paused

    def ready(self) -> None:
        """Goes on with the count-in where a change of position waits."""
        self.watch()
        if self.waiting:
            self.next()

    @property
    def change(self) -> ChangeMode:
        """What is done after a change of position."""
        return self._change

    def toggle_wait(self) -> None:
        """Waits after each change of position from now on, or goes on after a time."""
        self.watch()
        waited = self.waiting
        self._change = "timed" if self._change == "wait" else "wait"
        if self.player is not None and not self.state.over:
            self.sound.set_change(self._change)
            if waited:
                self.next()

    def next(self) -> None:
        self.watch()
        self._keep_partial()
        self._jump(Player.next)

    def back(self) -> None:
        self.watch()
        self._jump(Player.back)

    def repeat(self) -> None:
        self.watch()
        self._jump(Player.repeat)

    def slower(self) -> None:
        self.watch()
        self._retime(Player.slower)

    def faster(self) -> None:
        self.watch()
        self._retime(Player.faster)

    def louder(self) -> None:
        self.watch()
        self.sound.volume.louder()

    def softer(self) -> None:
        self.watch()
        self.sound.volume.softer()

    def mute(self) -> None:
        self.watch()
        self.sound.volume.mute()

    @property
    def pace(self) -> Fraction:
        return self.player.pace if self.player is not None else Fraction(1)

    # --- it hurts --------------------------------------------------------------------------------------------

    def ask_hurt(self) -> None:
        """Pauses for the question how much it hurts; who is gone before the answer is asked at the next start."""
        self.watch()
        self.pause()
        item, number = self.pain.where(self.view())
        self.writer.pain("asked", Felt() if item is None else Felt(self.plan.items[item].exercise.id, number))

    def unhurt(self) -> None:
        """Keeps that the question was left without a number: it does not hurt."""
        self.writer.pain(None)

    def hurt(self, rating: int) -> Reason:
        """Pauses, keeps a report of pain (0 to 10) with the exercise it was felt in, and gives what it means.

        The highest report of the session decides what.
        """
        number = self.pain.report(rating, self.view())
        exercise = None if number is None else self.plan.items[number].exercise.base
        self._take(Event.HURT_TOO_MUCH if self.pain.too_much else Event.HURT)
        self._output.pause()
        self.writer.hurt(Hurt(exercise, rating, self._setup.clock.wall()))
        return plans.hurt_means(self.pain.highest or 0)

    def hurt_seriously(self, kind: Serious) -> Reason:
        """Says of the last report that the pain was sharp or went down a leg: there is no way on (pain rule P2)."""
        self._take(Event.HURT_TOO_MUCH)
        self._output.pause()
        self.pain.serious = kind
        return Reason(f"hurt_{kind}")

    @property
    def must_end(self) -> bool:
        """Whether the pain reported during the session allows no going on (pain rules P2 and P4)."""
        return self.state is State.TOO_MUCH_PAIN

    def lighten(self) -> None:
        """Goes on with less: leaves the exercise that hurt, if one did, halves the rest, asks for half the range.

        Where nothing follows, the session ends.
        """
        if self.state.opening:
            self._begin()  # With estimated lengths: the user waits for an answer now.
        if not states.allows(self.state, Event.LIGHTEN):
            return
        self._keep_partial()
        position_ms = self.sound.heard_ms()
        lighter = self.pain.lighter(self.plan)
        if lighter is None:
            self.end("pain")
            return
        self.plan = lighter
        self.counted.begin(lighter)
        self.pain.forget_where()
        self._take(Event.LIGHTEN)
        self.sound.exchange(lighter, position_ms)

    # --- inner workings --------------------------------------------------------------------------------------

    def _take(self, event: Event) -> None:
        self.state = states.after(self.state, event)

    def _begin(self) -> None:
        self._take(Event.BEGIN)
        self.counted.begin(self.plan)
        self.sound.begin(replace(self.plan, change=self._change))

    def _go_on(self, player: Player, *, slept: bool) -> None:
        position_ms = self.sound.heard_ms()  # In which a lost device is found out.
        sound = not self.sound.without_sound
        self.counted.hear(sound=sound)
        self._heed_the_computer(position_ms, slept=slept, sound=sound)
        position_ms = self.sound.look()
        view = self.view()
        self.pain.look(view)
        took = self._getting_there.look(view, stands=self.state.stands, by_hand=self._by_hand)
        if took is not None:
            self.writer.took(took)
        if not self.state.repeats:
            self._take_due(player, position_ms)
            self.counted.reach(player, position_ms)
        self.sound.take_late_clips(position_ms)
        if position_ms >= player.timeline.total_ms and not self.paused:
            self._finish(None)

    def _heed_the_computer(self, position_ms: int, *, slept: bool, sound: bool) -> None:
        """Pauses at the beginning of a repetition that was not heard, and goes on when there is sound again."""
        waits = self._setup.pause_without_sound
        event = states.of_the_computer(self.state, slept=slept, sound=sound, waits_for_sound=waits)
        if event is None:
            return
        self._take(event)
        if event is Event.FIND_SOUND:
            self._output.resume()
            return
        from_ms = self.sound.reached_ms if event is Event.STAND_STILL else position_ms
        self._output.pause()
        self._jump(lambda player, _: player.again(from_ms))

    def _take_due(self, player: Player, position_ms: int) -> None:
        """Takes what is due from the player, and hands finished sets to the log before they are told."""
        for event in player.due(position_ms):
            if isinstance(event, SetEnd):
                self.counted.take(event, whole=True)
            else:
                self._told.add(event)

    def _keep_partial(self) -> None:
        """Keeps the repetitions of a set that is about to be left."""
        if self.player is not None and not self.state.over:
            position_ms = self.sound.heard_ms()
            if not self.state.repeats:
                self._take_due(self.player, position_ms)
            partial = self.player.partial(position_ms)
            if partial is not None:
                self.counted.take(partial, whole=False)

    def _finish(self, stopped: Stop | None) -> None:
        self._take(Event.END)
        self.counted.finish(stopped, all_played=self.player is not None and self.player.all_done)

    def _jump(self, where: Callable[[Player, int], int]) -> None:
        if self.player is not None and not self.state.over:
            self.sound.jump(where)

    def _retime(self, change: Callable[[Player, int], None]) -> None:
        if self.player is not None and not self.state.over:
            self.sound.retime(change)
