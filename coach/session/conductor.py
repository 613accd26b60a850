"""Joins player, output, voice and log for one session; it must not know a screen, nor how doses are decided.

Nothing here waits: the plain loop or the TUI calls `tick` about twenty times a second. What a session is doing is
one value, and `states` says what may change it.
"""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from coach.core import plan as plans
from coach.core.model import ChangeMode, Effort, Hurt, Place, Plan, PlanItem, Stop
from coach.core.reason import Reason
from coach.core.timeline.cues import Cue, SetEnd
from coach.core.timeline.guided import Guided
from coach.core.timeline.player import Player, View
from coach.log.progress import Felt
from coach.session import notices, states
from coach.session.clocks import Watch
from coach.session.getting_there import GettingThere
from coach.session.log_writer import SETTLE_S, LogWriter
from coach.session.pain import Pain, Serious
from coach.session.playback import Playback
from coach.session.setup import Setup
from coach.session.states import Event, State
from coach.session.volume import Volume


class Conductor:
    """One session from its first cue to its ratings.

    `tick` does the work; the other methods are the user's keys. The log's own thread is handed what happens
    as it happens: a set when it is finished, a rating when it is given. While it cannot be written the session goes
    on, and `notices` says so; only `settle` raises CoachError. A key that means nothing in a state does nothing.
    """

    def __init__(self, setup: Setup) -> None:
        self.plan = setup.plan
        self.decision = setup.decision
        self.state = State.NEW
        earlier = setup.earlier
        self.pain = Pain() if earlier is None else Pain(earlier.worst, earlier.worked_in, earlier.worked_set)
        self._change = setup.plan.change
        self._setup = setup
        self._output = setup.output
        self._voice = setup.voice
        self._volume = Volume(setup.output, setup.gains)
        self._playback = Playback(setup, lambda: self.state.stands)
        self._writer = LogWriter(setup.open_log, setup.session, setup.clock)
        self._writer.any_done = earlier is not None and earlier.any_done
        self._watch = Watch(setup.clock.monotonic_s)
        self._getting_there = GettingThere(setup.clock.monotonic_s)
        self._guided = Guided()
        self._by_hand = False  # Whether a key paused, and no question.
        self._in_full = False  # Whether it ended without a reason.
        self._happened: list[Cue | SetEnd] = []
        self._told_ahead = ""  # The first words, told as they sounded, before the timeline tells of them.
        self._position_ms = 0  # At the last tick, or where a jump went.
        self._place: Place | None = None  # As the log has it.

    # --- the flow of a session -------------------------------------------------------------------------------

    def start(self) -> None:
        """Starts the voice on every text of the session; `tick` speaks the first one as soon as it is there."""
        self._volume.apply()
        self._playback.start(self.plan)
        self._take(Event.START)

    def tick(self) -> tuple[Cue | SetEnd, ...]:
        """What happened since the last call, in order; a SetEnd only after it is committed to the log."""
        stood_still = self._watch.stood_still()
        if self.state.opening and self._playback.opened():
            self._begin()
        if self.first_words and not self._told_ahead:
            self._told_ahead = self.first_words
            self._happened.append(Cue(0, "say", 0, text=self.first_words))
        if self.player is not None and not self.state.over:
            self._go_on(stood_still)
        happened, self._happened = (*self._happened, *self._writer.take_kept()), []
        return happened

    def view(self) -> View | None:
        """What is happening at the position heard now; None while the first words are being made."""
        return self._playback.view()

    @property
    def first_words(self) -> str:
        """What is heard while there is no view yet, "" for nothing."""
        return self._playback.first_words

    def end(self, stopped: Stop | None) -> None:
        """Ends the session: silence at once, the repetitions done so far are kept; early, unless all were done."""
        if states.allows(self.state, Event.END):
            self._keep_partial()
            self._output.pause()
            self._finish(self._all_done and stopped is None, stopped)

    def questions_over(self) -> None:
        """To be called once it was asked how the session went, where `Setup.questions` says that it is.

        A session whose program ends between its end and this was interrupted: nobody said that it was too much.
        """
        self._writer.questions_over()

    def rate(self, after: int | None, effort: Effort | None, stopped: Stop | None = None) -> None:
        """Stores the ratings after the session; what is None was skipped and stays as it is."""
        self._writer.rate(after, effort, stopped)

    def spread_passed(self) -> None:
        """Stores that the leg symptoms which ended the session were back to usual within five minutes."""
        self._writer.spread_passed()

    def settle(self, within_s: float = SETTLE_S) -> None:
        """Waits until the log has all of the session. Raises CoachError where it has not after so many seconds."""
        self._writer.settle(within_s)

    def close(self) -> None:
        """Releases sound, voice and log; harmless when repeated."""
        if self.state is not State.CLOSED:
            self._take(Event.CLOSE)
            self._output.close()
            if self._voice is not None:
                self._voice.close()
            self._writer.close()
            if self._setup.hold is not None:
                self._setup.hold.release()

    @property
    def unwritten(self) -> Reason | None:
        """What of the session is not in the log; None where all of it is."""
        return self._writer.unwritten

    @property
    def any_done(self) -> bool:
        """Whether a repetition was done."""
        return self._writer.any_done

    @property
    def player(self) -> Player | None:
        return self._playback.player

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
        return self.finished and not self._in_full

    # --- the user's keys -------------------------------------------------------------------------------------

    def watch(self) -> None:
        """Somebody is at the screen: any key says so."""
        self._guided.watch()

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
            self._playback.set_change(self._change)
            if waited:
                self.next()

    def next(self) -> None:
        self.watch()
        self._keep_partial()
        self._jump(lambda player, position_ms: player.next(position_ms))

    def back(self) -> None:
        self.watch()
        self._jump(lambda player, position_ms: player.back(position_ms))

    def repeat(self) -> None:
        self.watch()
        self._jump(lambda player, position_ms: player.repeat(position_ms))

    def slower(self) -> None:
        self.watch()
        self._retime(lambda player, position_ms: player.slower(position_ms))

    def faster(self) -> None:
        self.watch()
        self._retime(lambda player, position_ms: player.faster(position_ms))

    def louder(self) -> None:
        self.watch()
        self._volume.louder()

    def softer(self) -> None:
        self.watch()
        self._volume.softer()

    def mute(self) -> None:
        self.watch()
        self._volume.mute()

    @property
    def muted(self) -> bool:
        return self._volume.muted

    @property
    def speaks(self) -> bool:
        """Whether words are wanted, and to be heard."""
        return self.plan.voice != "beeps" and not self.muted

    @property
    def asked_aloud(self) -> bool:
        """Whether the last words of the session have asked for the rating: it was not ended before them."""
        view = self.view()
        return self.speaks and view is not None and view.left_ms == 0

    @property
    def pace(self) -> Fraction:
        return self.player.pace if self.player is not None else Fraction(1)

    @property
    def volume(self) -> float:
        """The voice's volume, 0 to 1.5, whether muted or not."""
        return self._volume.voice

    # --- what was not heard ----------------------------------------------------------------------------------

    @property
    def unguided(self) -> int:
        """How many repetitions were played without sound while nobody was known to watch; they do not count yet."""
        return self._guided.total

    @property
    def unwatched(self) -> bool:
        """Whether repetitions are played without sound that count only once somebody says that they watch."""
        return self.unguided > 0 and not self._guided.now

    def settle_unguided(self, *, did: bool) -> None:
        """Says once the session is over whether they were done; else it was interrupted, as by a break."""
        ends = self._guided.settle()
        if did:
            for end, whole in ends:
                self._writer.set_end(end, whole=whole)
            if self._in_full:
                self._writer.finish(self._all_done, None, questions=self._setup.questions)
        else:
            self._writer.finish(False, "interrupted", questions=self._setup.questions)

    # --- it hurts --------------------------------------------------------------------------------------------

    def ask_hurt(self) -> None:
        """Pauses for the question how much it hurts; who is gone before the answer is asked at the next start."""
        self.watch()
        self.pause()
        item, number = self.pain.where(self.view())
        self._writer.pain("asked", Felt() if item is None else Felt(self.plan.items[item].exercise.id, number))

    def unhurt(self) -> None:
        """Keeps that the question was left without a number: it does not hurt."""
        self._writer.pain(None)

    def hurt(self, rating: int) -> Reason:
        """Pauses, keeps a report of pain (0 to 10) with the exercise it was felt in, and gives what it means.

        The highest report of the session decides what.
        """
        number = self.pain.report(rating, self.view())
        exercise = None if number is None else self.plan.items[number].exercise.base
        self._take(Event.HURT_TOO_MUCH if self.pain.too_much else Event.HURT)
        self._output.pause()
        self._writer.hurt(Hurt(exercise, rating, self._setup.clock.wall()))
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

    @property
    def left_for_pain(self) -> PlanItem | None:
        """The exercise that going on with less leaves; None where the pain was in none, as nothing was done yet."""
        return None if self.pain.felt_in is None else self.plan.items[self.pain.felt_in]

    @property
    def lighter(self) -> Plan | None:
        """What is left to go on with after pain; None where nothing follows."""
        return plans.lighten(self.plan, self.pain.felt_in, self.pain.felt_set)

    def lighten(self) -> None:
        """Goes on with less: leaves the exercise that hurt, if one did, halves the rest, asks for half the range.

        Where nothing follows, the session ends.
        """
        if self.state.opening:
            self._begin()  # With estimated lengths: the user waits for an answer now.
        if not states.allows(self.state, Event.LIGHTEN):
            return
        self._keep_partial()
        position_ms = self._playback.heard_ms()
        lighter = self.lighter
        if lighter is None:
            self.end("pain")
            return
        self.plan = lighter
        self._writer.begin(lighter)
        self._place = None
        self.pain.forget_where()
        self._take(Event.LIGHTEN)
        self._playback.exchange(lighter, position_ms)

    # --- what the screen shows about the machine ---------------------------------------------------------------

    @property
    def notices(self) -> tuple[Reason, ...]:
        """What does not work: no voice, no sound device, a log that cannot be written."""
        waits = self._setup.pause_without_sound
        now = notices.of(
            self.state, self._voice, self._output, self._writer.problem,
            waits_for_sound=waits, unwatched=self.unwatched,
        )  # fmt: skip
        return (*self._setup.notices, *now)

    @property
    def without_sound(self) -> bool:
        """Whether there should be sound, but no device for it."""
        return self._playback.without_sound

    @property
    def words_sound(self) -> bool:
        """Whether the session's own words are heard now."""
        return not self.finished and not self.muted and self._playback.words_sound

    def words_near(self, ahead_ms: int, since_ms: int) -> bool:
        """Whether the session's own words are heard now, or so soon, or were so shortly before."""
        return not self.finished and self.speaks and self._playback.words_near(ahead_ms, since_ms)

    @property
    def output_name(self) -> str:
        """What is played through now: "miniaudio", "simpleaudio" or "silent"."""
        return self._output.name

    # --- inner workings --------------------------------------------------------------------------------------

    def _take(self, event: Event) -> None:
        self.state = states.after(self.state, event)

    def _begin(self) -> None:
        self._take(Event.BEGIN)
        self._writer.begin(self.plan)
        self._playback.begin(replace(self.plan, change=self._change))

    def _go_on(self, stood_still: bool) -> None:
        assert self.player is not None
        position_ms = self._playback.heard_ms()  # In which a lost device is found out.
        self._guided.hear(sound=not self.without_sound)
        if stood_still and states.allows(self.state, Event.STAND_STILL):
            # Sound and silent clock ran on for a while; the user did no exercise without the coach.
            self._stand_at_repetition(Event.STAND_STILL, self._position_ms)
        elif self._setup.pause_without_sound:
            self._heed_sound(position_ms)
        position_ms = self._position_ms = self._playback.heard_ms()
        view = self.view()
        self.pain.look(view)
        took = self._getting_there.look(view, stands=self.state.stands, by_hand=self._by_hand)
        if took is not None:
            self._writer.took(took)
        if not self.state.repeats:
            self._take_due(position_ms)
            self._keep_place(position_ms)
        self._playback.take_late_clips(position_ms)
        if position_ms >= self.player.timeline.total_ms and not self.paused:
            self._finish(self._all_done, None)

    def _heed_sound(self, position_ms: int) -> None:
        """Waits while there is no sound, unless the user went on without; and goes on when there is sound again."""
        if self.without_sound:
            if states.allows(self.state, Event.LOSE_SOUND):
                self._stand_at_repetition(Event.LOSE_SOUND, position_ms)
        elif states.allows(self.state, Event.FIND_SOUND):
            self._take(Event.FIND_SOUND)
            self._output.resume()

    def _stand_at_repetition(self, event: Event, position_ms: int) -> None:
        """Pauses at the beginning of the repetition, whatever was heard of it."""
        self._take(event)
        self._output.pause()
        self._jump(lambda player, _: player.again(position_ms))

    def _take_due(self, position_ms: int) -> None:
        """Takes what is due from the player, and hands finished sets to the log before they are told."""
        assert self.player is not None
        for event in self.player.due(position_ms):
            if isinstance(event, SetEnd):
                self._keep_set(event, whole=True)
            elif self._told_ahead and event.text == self._told_ahead:
                self._told_ahead = ""
            else:
                self._happened.append(event)

    def _keep_place(self, position_ms: int) -> None:
        """Hands the log where the session is, with each repetition: there it can go on when the program is lost."""
        assert self.player is not None
        place = self.player.place(position_ms)
        if place is not None:
            self._guided.reach(place)
            place = self._guided.goes_on_at(place)
        if place != self._place:
            self._place = place
            so_far = self.player.so_far(position_ms)
            so_far = None if so_far is None else self._guided.so_far(so_far)
            self._writer.reach(place, so_far if so_far and so_far.reps else None)

    def _keep_set(self, end: SetEnd, *, whole: bool) -> None:
        """Keeps what was guided of a set; it is told where that is all of it."""
        counts = self._guided.end(end, whole=whole)
        if counts.reps:
            self._writer.set_end(counts, whole=whole and counts == end)

    @property
    def _all_done(self) -> bool:
        """Whether everything that was planned is done; less than planned is not everything."""
        earlier = self._setup.earlier is None or self._setup.earlier.whole
        return (
            self.player is not None
            and self.player.all_done
            and self.plan is self._setup.plan
            and earlier
            and not self.unguided
        )

    def _finish(self, finished: bool, stopped: Stop | None) -> None:
        self._take(Event.END)
        self._in_full = stopped is None
        if self.unguided and stopped is None and not self._setup.questions:
            stopped = "interrupted"  # Nobody will say whether it was done.
        self._writer.finish(finished, stopped, questions=self._setup.questions)

    def _keep_partial(self) -> None:
        """Keeps the repetitions of a set that is about to be left."""
        if self.player is not None and not self.state.over:
            position_ms = self._playback.heard_ms()
            if not self.state.repeats:
                self._take_due(position_ms)
            partial = self.player.partial(position_ms)
            if partial is not None:
                self._keep_set(partial, whole=False)

    def _jump(self, where: Callable[[Player, int], int]) -> None:
        if self.player is not None and not self.state.over:
            self._position_ms = where(self.player, self._playback.heard_ms())
            self._playback.go_to(self._position_ms)

    def _retime(self, change: Callable[[Player, int], None]) -> None:
        if self.player is not None and not self.state.over:
            self._playback.retime(change)
