"""Plays a session without a TUI: a line for each cue on standard output, everything else on standard error.

It must not know rules, timeline or sound; it asks, prints what the conductor says happened, and waits between.
"""

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime

from coach.app import workspace
from coach.app.today import Today, asks_before, basis_of, note_unplayed
from coach.app.workspace import Loaded
from coach.core import words
from coach.core.reason import Reason
from coach.core.timeline.cue_text import line, the_day
from coach.core.timeline.cues import Cue, SetEnd
from coach.core.timeline.phrases import READY_TYPED
from coach.core.words import sentence
from coach.desktop.client import Desktop
from coach.errors import CoachError
from coach.session import assemble
from coach.session.asking.beginning import AT_ONCE, Beginning
from coach.session.clocks import Clock
from coach.session.conductor import Conductor
from coach.session.desktop.beside import Beside
from coach.session.desktop.presses import ACTIONS, action_of
from coach.session.instruments import Instruments
from coach.session.plain_player import by_button, by_voice, typed
from coach.session.plain_player.afterwards import tell_the_source, tell_what_follows
from coach.session.plain_player.beginning import Waiting
from coach.session.plain_player.by_button import ByButton
from coach.session.plain_player.by_voice import ByVoice
from coach.session.plain_player.heard import heed
from coach.session.plain_player.pressed import Pressed
from coach.session.plain_player.questions import (
    BEFORE,
    BY_LINE,
    LONGEST_ANSWER,
    Asks,
    ask_interrupted,
    ask_morning,
    insist_on_one_more,
    show_signs,
    tell,
    typed_line,
)
from coach.session.plain_player.ratings import ask_afterwards
from coach.session.plain_player.stopping import Stop, stop_signals
from coach.session.sound.first_words import SILENT
from coach.session.states import State

LOOK_EVERY_S = 0.02
SETTLE_LOOK_S, SETTLE_LOOKS = 0.5, 20  # For the log to take the rest of what was done.


def play(
    ws: workspace.Workspace,
    routine: str | workspace.Loaded | None,
    *,
    clock: Clock,
    rating: bool,
    output_kind: str | None,
    speed: float,
    listen: bool = False,
    one_button: bool = False,
    desktop: Callable[[workspace.Workspace], Desktop | None] = lambda _: None,
    beginning: Beginning = AT_ONCE,
) -> int:
    """One whole session; 0 when it was finished, 128 and the signal's number when one ended it.

    With `listen` words that are heard are answers and commands, too. With `one_button` Enter alone leads somebody
    at a terminal who hears it: questions are asked aloud, and their answers counted. `desktop` starts what stands
    beside it, `beginning` says when it begins.
    Raises CoachError where nothing may be played, or where what was done could not be written to the log, and
    OSError where standard output fails (the session is then ended and kept).
    """
    for warning in ws.warnings:
        tell(warning)
    assemble.refuse_second(ws)
    way_on = None
    if rating:
        wanted = None if isinstance(routine, str) else routine
        way_on = ask_interrupted(ws, clock, wanted)
        ws = workspace.rescreened(ws, clock.wall())
    with (
        Instruments(ws, clock, output_kind, speed) as instruments,
        _conversation(ws, clock, instruments, listen=listen) as voice,
        by_button.start(ws, clock, instruments, wanted=one_button and not listen) as button,
    ):
        asks: Asks = voice or button or BY_LINE
        waiting = Waiting(beginning, ws.settings, clock, instruments, voice)
        waiting.until_the_time()
        if way_on is not None:
            earlier, today, before = way_on.earlier, way_on.today, way_on.before
        else:
            earlier = None
            ws, today, before = _decide(ws, routine, clock, instruments, rating, asks)
            _tell_the_day(ws, today, clock.wall(), before)
        waiting.the_seconds()
        today = _typed(today)
        with stop_signals() as stop:
            conductor = assemble.conductor(
                ws, today, before=before, questions=rating, clock=clock, instruments=instruments, earlier=earlier
            )
            try:
                with Beside(desktop(ws), conductor, clock.monotonic_s) as beside:
                    typing = typed.ByTyping(stop, clock.monotonic_s)
                    _play_to_the_end(conductor, speed, stop, voice, beside, button, typing)
                told = None if stop.early or conductor.cut_short else conductor.plan.encouragement
                asked = rating and stop.number in (None, signal.SIGINT)
                signs = ask_afterwards(conductor, stop, asks, rating=asked)
                if signs is not None:
                    show_signs(ws, signs, clock.wall(), asks)
                conductor.writer.settle()
                if conductor.counted.unguided:
                    tell(sentence(Reason("unguided_told", number=conductor.counted.unguided)))
                if not rating:
                    tell_the_source(told)
                elif asked and not stop.cut:
                    tell_what_follows(ws, Loaded(today.routine), clock.wall(), told)
            finally:
                conductor.close()
    return 0 if stop.number is None else 128 + stop.number


@contextmanager
def _conversation(
    ws: workspace.Workspace, clock: Clock, instruments: Instruments, *, listen: bool
) -> Iterator[ByVoice | None]:
    """What hears and asks by voice, if that is wanted. Raises CoachError where the recogniser is not installed."""
    if not listen:
        yield None
        return
    voice = by_voice.start(ws.settings, instruments, clock)
    try:
        voice.prepare(*by_voice.FIRST)
        voice.say(Reason("listening"))
        yield voice
    finally:
        voice.close()


def _typed(today: Today) -> Today:
    """The same for somebody who answers in lines."""
    return today if today.plan is None else replace(today, plan=replace(today.plan, typed=True))


def _decide(
    ws: workspace.Workspace,
    routine: str | workspace.Loaded | None,
    clock: Clock,
    instruments: Instruments,
    rating: bool,
    asks: Asks,
) -> tuple[workspace.Workspace, Today, int | None]:
    """Today's plan, after the ratings that it depends on; with the files as they are by then."""
    basis = basis_of(ws, routine, clock.wall())
    today = basis.decided()
    insist_on_one_more(today, clock.wall(), asks)
    if not (rating and asks_before(today)):
        return ws, today, None
    instruments.start(_typed(today).plan)
    if ask_morning(ws, basis, clock, asks):
        basis = basis_of(ws, basis.loaded, clock.wall())
    before = asks.before(BEFORE)
    fresh = workspace.rescreened(ws, clock.wall())
    if fresh is not ws:
        ws, basis = fresh, basis_of(fresh, basis.loaded, clock.wall())
    return ws, basis.decided(before), before


def _tell_the_day(ws: workspace.Workspace, today: Today, now: datetime, before: int | None) -> None:
    """Why this is played and what is left out. Raises CoachError where nothing may be played."""
    for warning in today.warnings:
        tell(warning)
    if today.plan is None:
        raise CoachError(_refusal(ws, today, now, before))
    for why in the_day(today.decision):
        tell(why)


def _refusal(ws: workspace.Workspace, today: Today, now: datetime, before: int | None) -> str:
    """Why nothing is played today, which is said whether the rating that decided it can be kept or not."""
    try:
        note_unplayed(ws, today, now, before)
    except CoachError as error:
        return f"{words.together(today.decision.reasons)}\n{error}"
    if today.decision.allowed:
        return "\n".join(the_day(today.decision))
    return words.together(today.decision.reasons)


def _heed_the_desktop(conductor: Conductor, beside: Beside, pressed: Pressed | None) -> None:
    """Tells the desktop what is played, and does what a headset's keys ask for."""
    for press in beside.look():
        action = action_of(press, conductor)
        if action is not None:
            ACTIONS[action](conductor)
            if pressed is not None:
                pressed.forget()


def _play_to_the_end(
    conductor: Conductor,
    speed: float,
    stop: Stop,
    voice: ByVoice | None,
    beside: Beside,
    button: ByButton | None,
    typing: typed.ByTyping,
) -> None:
    """Prints what happens until the session is over, or ends it at a signal or when nobody takes the lines."""
    if conductor.sound.output_name != SILENT:
        tell(sentence(Reason("sound_by", output=conductor.sound.output_name)))
    told: set[Reason] = set()
    lost = False
    between = threading.Event()
    person = sys.stdin.isatty() or voice is not None
    if conductor.change == "wait" and not person:
        conductor.toggle_wait()
    asked = False
    if voice is not None:
        voice.beside = lambda: _print_events(conductor)
        voice.stop = stop
    pressed = None if button is None else Pressed(conductor, button, stop)
    if button is not None:
        button.beside = lambda: _print_events(conductor)
    if sys.stdin.isatty():
        tell(sentence(Reason("typed_keys")))
    conductor.start()
    try:
        while not conductor.finished:
            if stop.number is not None:
                conductor.end(None if stop.number == signal.SIGINT else "interrupted")
            _print_events(conductor)
            told = _tell_new(conductor, told, voice)
            _heed_the_desktop(conductor, beside, pressed)
            if voice is not None:
                stop.said = heed(conductor, voice) or stop.said
            if lost and not conductor.sound.without_sound:
                tell(sentence(Reason("sound_again")))
            lost = conductor.sound.without_sound
            if conductor.waiting and not asked:
                tell(READY_TYPED)
            asked = conductor.waiting
            stop.said = _heed_a_line(conductor, voice, typing, pressed) or stop.said
            if conductor.state is State.STOOD_STILL:
                conductor.resume()  # There is no key to wait for.
            # Never set: a signal's handler must not touch a lock that this thread may hold.
            between.wait(LOOK_EVERY_S / max(1.0, speed / 4))
        if voice is not None:
            voice.stop = None  # What is asked from here on is broken off as a whole.
        for _ in range(SETTLE_LOOKS):
            told = _tell_new(conductor, told)
            with suppress(CoachError):  # Raised once the ratings are given, too.
                conductor.writer.settle(SETTLE_LOOK_S)
                break
        _print_events(conductor)
    except OSError:
        conductor.end("interrupted")
        raise


def _heed_a_line(
    conductor: Conductor, voice: ByVoice | None, typing: typed.ByTyping, pressed: Pressed | None
) -> bool:
    """Does what was typed since the last look; whether that ended the session.

    What is typed at its last words is the answer to the question in them, and what a pipe brings are answers, too.
    """
    if pressed is not None:
        pressed.look()
    view = conductor.view()
    if not sys.stdin.isatty() or (view is not None and view.kind == "close" and not conductor.paused):
        return False
    line = typed_line(LONGEST_ANSWER) if voice is None else voice.line()
    if line is None or (line == "" and voice is None and not conductor.waiting):  # The end of the input.
        return False
    if voice is not None:
        voice.hush()
    ended = typed.act(conductor, line, voice or typing) if pressed is None else pressed.act(line)
    _print_events(conductor)  # So that a question's time is not taken for a program that stood still.
    return ended


def _tell_new(conductor: Conductor, told: set[Reason], voice: ByVoice | None = None) -> set[Reason]:
    """Tells the notices that were not told yet; gives those of now."""
    unheard = None if voice is None else voice.problem
    notices = conductor.notices if unheard is None else (*conductor.notices, unheard)
    for notice in notices:
        if notice not in told:
            tell(sentence(notice))
    return set(notices)


def _print_events(conductor: Conductor) -> None:
    for event in conductor.tick():
        print(_event_line(event), flush=True)


def _event_line(event: Cue | SetEnd) -> str:
    if isinstance(event, SetEnd):
        return f"set done: {event.exercise} {event.set} {event.side}"
    return line(event)
