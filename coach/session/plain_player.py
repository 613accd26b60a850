"""Plays a session without a TUI: a line for each cue on standard output, everything else on standard error.

It must not know rules, timeline or sound; it asks, prints what the conductor says happened, and waits between.
"""

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from types import FrameType
from typing import cast, get_args

from coach.app import interrupted, workspace
from coach.app.screening import with_emergency
from coach.app.today import Basis, Today, asks_before, basis_of, keep_morning, note_unplayed
from coach.core import encouragement, screening, words
from coach.core.model import Effort, Stop
from coach.core.reason import Reason
from coach.core.timeline.cue_text import line, the_day
from coach.core.timeline.cues import Cue, SetEnd
from coach.core.words import sentence
from coach.errors import CoachError
from coach.files import profile
from coach.session import assemble, pain_signs
from coach.session.clocks import Clock
from coach.session.conductor import Conductor
from coach.session.first_words import SILENT
from coach.session.instruments import Instruments
from coach.session.states import State

if sys.platform == "win32":
    import msvcrt
else:
    import select

LOOK_EVERY_S = 0.02
SETTLE_LOOK_S, SETTLE_LOOKS = 0.5, 20  # For the log to take the rest of what was done.
BEFORE = "How is your back now, 0 to 10? (Enter skips) "
AFTER = BEFORE
EFFORT = "How was it: easy, ok or hard? (Enter skips) "
HOW_IT_WENT = "How did it go: rate it, or leave it unrated? (Enter: ask me next time) "
AFTER_INTERRUPTED = "How was your back afterwards, 0 to 10? (Enter skips) "
EFFORTS: tuple[Effort, ...] = get_args(Effort)
STOPS: tuple[Stop, ...] = tuple(stop for stop in get_args(Stop) if stop != "interrupted")  # Nobody chooses that.
LONGEST_ANSWER = 1000
READY = "Ready? Press Enter."
YES, YES_OR_NO = ("yes", "no"), "yes or no (Enter: no) "
SIGNS = f"Is it one of these? {YES_OR_NO}"
WHY = "Why did you stop: pain, sharp, spread, tired or time? (Enter skips) "


def play(
    ws: workspace.Workspace,
    routine: str | workspace.Loaded | None,
    *,
    clock: Clock,
    rating: bool,
    output_kind: str | None,
    speed: float,
) -> int:
    """One whole session; 0 when it was finished, 128 and the signal's number when one ended it.

    Raises CoachError where nothing may be played, or where what was done could not be written to the log, and
    OSError where standard output fails (the session is then ended and kept).
    """
    for warning in ws.warnings:
        _tell(warning)
    assemble.refuse_second(ws)
    if rating:
        _ask_interrupted(ws, clock)
    basis, before = basis_of(ws, routine, clock.wall()), None
    today = basis.decided()
    with Instruments(ws, clock, output_kind, speed) as instruments:
        if rating and asks_before(today):
            instruments.start(today.plan)
            if _ask_morning(ws, basis, clock):
                basis = basis_of(ws, basis.loaded, clock.wall())
            before = _ask_rating(BEFORE)
            fresh = workspace.rescreened(ws, clock.wall())
            if fresh is not ws:
                ws, basis = fresh, basis_of(fresh, basis.loaded, clock.wall())
            today = basis.decided(before)
        _tell_the_day(ws, today, clock.wall(), before)
        with _stop_signals() as stop:
            conductor = assemble.conductor(
                ws, today, before=before, questions=rating, clock=clock, instruments=instruments
            )
            try:
                _play_to_the_end(conductor, speed, stop)
                if stop.number is None:
                    _tell_the_source(conductor.plan.encouragement)
                if rating and stop.number in (None, signal.SIGINT):
                    signs = _ask_ratings(conductor, stop)
                    if not stop.cut:
                        conductor.questions_over()
                    if signs is not None:
                        _show_signs(ws, signs, clock.wall())
                conductor.settle()
            finally:
                conductor.close()
    return 0 if stop.number is None else 128 + stop.number


def _tell_the_day(ws: workspace.Workspace, today: Today, now: datetime, before: int | None) -> None:
    """Why this is played and what is left out. Raises CoachError where nothing may be played."""
    for warning in today.warnings:
        _tell(warning)
    if today.plan is None:
        raise CoachError(_refusal(ws, today, now, before))
    for why in the_day(today.decision):
        _tell(why)


def _refusal(ws: workspace.Workspace, today: Today, now: datetime, before: int | None) -> str:
    """Why nothing is played today, which is said whether the rating that decided it can be kept or not."""
    try:
        note_unplayed(ws, today, now, before)
    except CoachError as error:
        return f"{words.together(today.decision.reasons)}\n{error}"
    return words.together(today.decision.reasons)


def _play_to_the_end(conductor: Conductor, speed: float, stop: "_Stop") -> None:
    """Prints what happens until the session is over, or ends it at a signal or when nobody takes the lines."""
    if conductor.output_name != SILENT:
        _tell(f"Sound by {conductor.output_name}.")
    told: set[Reason] = set()
    lost = False
    between = threading.Event()
    person = sys.stdin.isatty()
    if conductor.change == "wait" and not person:
        conductor.toggle_wait()
    asked = False
    conductor.start()
    try:
        while not conductor.finished:
            if stop.number is not None:
                conductor.end(None if stop.number == signal.SIGINT else "interrupted")
            _print_events(conductor)
            told = _tell_new(conductor, told)
            if lost and not conductor.without_sound:
                _tell(sentence(Reason("sound_again")))
            lost = conductor.without_sound
            if conductor.waiting and not asked:
                _tell(READY)
            asked = conductor.waiting
            if asked and _enter_pressed():
                conductor.ready()
            if conductor.state is State.STOOD_STILL:
                conductor.resume()  # There is no key to wait for.
            # Never set: a signal's handler must not touch a lock that this thread may hold.
            between.wait(LOOK_EVERY_S / max(1.0, speed / 4))
        for _ in range(SETTLE_LOOKS):
            told = _tell_new(conductor, told)
            with suppress(CoachError):  # Raised once the ratings are given, too.
                conductor.settle(SETTLE_LOOK_S)
                break
        _print_events(conductor)
    except OSError:
        conductor.end("interrupted")
        raise


def _tell_new(conductor: Conductor, told: set[Reason]) -> set[Reason]:
    """Tells the notices that were not told yet; gives those of now."""
    notices = conductor.notices
    for notice in notices:
        if notice not in told:
            _tell(sentence(notice))
    return set(notices)


def _tell_the_source(told: Reason | None) -> None:
    """The sentence that was said at the end of the session, with where it comes from."""
    if told is not None:
        _tell(f"{sentence(told)} ({encouragement.source(told)})")


def _print_events(conductor: Conductor) -> None:
    for event in conductor.tick():
        print(_event_line(event), flush=True)


class _Stop:
    """Which signal came, if any. While a session is played it is only noted; a question is ended by it."""

    def __init__(self) -> None:
        self.number: int | None = None
        self.asking = False
        self.cut = False  # A question was, and by no key.

    def __call__(self, number: int, _frame: FrameType | None) -> None:
        if not (self.asking and number == signal.SIGINT):
            self.number = self.number or number
            self.cut = self.cut or self.asking
        if self.asking:
            raise KeyboardInterrupt


@contextmanager
def _stop_signals() -> Iterator[_Stop]:
    """Within it Ctrl-C, SIGTERM and a hang-up end the session cleanly instead of killing the program."""
    stop = _Stop()
    numbers = [signal.SIGINT, signal.SIGTERM]
    if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:  # As under nohup.
        numbers.append(signal.SIGHUP)
    previous = {number: signal.signal(number, stop) for number in numbers}
    try:
        yield stop
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)


def _event_line(event: Cue | SetEnd) -> str:
    if isinstance(event, SetEnd):
        return f"set done: {event.exercise} {event.set} {event.side}"
    return line(event)


def _ask_interrupted(ws: workspace.Workspace, clock: Clock) -> None:
    """Asks how a session went whose program ended before its end; only a person, as `_ask_morning` does."""
    session = interrupted.to_ask(ws, clock.wall()) if sys.stdin.isatty() else None
    if session is None:
        return
    _tell(f"Your session of {session.at:%A, %H:%M} was interrupted. What you did is kept.")
    answer = _ask_word(HOW_IT_WENT, ("rate", "leave"))
    if answer == "leave":
        interrupted.leave(ws, session)
    elif answer == "rate":
        after = _ask_rating(AFTER_INTERRUPTED)
        interrupted.rate(ws, session, after, cast(Effort | None, _ask_word(EFFORT, EFFORTS)))
        signs = pain_signs.severe(after)
        if signs is not None:
            _show_signs(ws, signs, clock.wall())


def _ask_morning(ws: workspace.Workspace, basis: Basis, clock: Clock) -> bool:
    """Asks for the morning after the last session, and gives whether the log has another rating now.

    Only a person is asked, because a pipe brings a session's ratings.
    """
    morning = basis.morning
    if morning is None or not sys.stdin.isatty():
        return False
    when = "this morning" if morning == basis.on else f"on the morning of {morning:%A}"
    rated = _ask_rating(f"How was your back {when}, after your last session, 0 to 10? (Enter skips) ")
    keep_morning(ws, morning, rated, clock.wall())
    return rated is not None


def _ask_ratings(conductor: Conductor, stop: _Stop) -> Reason | None:
    """Stores each answer at once, so that one given is kept whatever happens next; Ctrl-C skips what is left.

    Where nothing was done there is nothing to rate, only the reason to ask for. Gives what the answers mean with
    which the signs that need help today are shown.
    """
    signs = None
    try:
        stop.asking = True
        if conductor.any_done or stop.number is None:
            after = _ask_rating(AFTER)
            conductor.rate(after, None)
            signs = pain_signs.severe(after)
            conductor.rate(None, cast(Effort | None, _ask_word(EFFORT, EFFORTS)))
        if stop.number is not None:
            why = cast(Stop | None, _ask_word(WHY, STOPS))
            conductor.rate(None, None, why)
            signs = pain_signs.serious(why) or signs
            if why == "spread" and _ask_word(f"{sentence(Reason('spread_passed_ask'))} {YES_OR_NO}", YES) == "yes":
                conductor.spread_passed()
    except KeyboardInterrupt:
        _tell("")
    finally:
        stop.asking = False
    return signs


def _show_signs(ws: workspace.Workspace, means: Reason, now: datetime) -> None:
    """Shows the signs that need help today. A person is asked; a yes is kept, and stops all until screened anew."""
    for each in pain_signs.lines(means):
        _tell(each)
    if ws.profile is None or not sys.stdin.isatty() or _ask_word(SIGNS, YES) != "yes":
        return
    answers = with_emergency(ws.profile, now)
    for reason in screening.judge(answers, now.date()).reasons:
        _tell(sentence(reason))
    profile.save(answers, ws.home.profile)


def _enter_pressed() -> bool:
    """Whether Enter was pressed on the terminal since the last look; never waits. No more input counts too."""
    try:
        if sys.platform == "win32":
            typed = msvcrt.kbhit()
        else:
            typed = bool(select.select([sys.stdin], [], [], 0)[0])
        if typed:
            sys.stdin.readline(LONGEST_ANSWER)
    except (OSError, ValueError):  # The terminal has gone.
        return False
    return typed


def _ask_rating(question: str) -> int | None:
    while True:
        answer = _answer(question)
        if not answer:
            return None
        if answer.isascii() and answer.isdigit() and len(answer) <= 2 and int(answer) <= 10:
            return int(answer)
        _tell("A whole number from 0 (no pain) to 10 (worst imaginable), please.")


def _ask_word(question: str, words: tuple[str, ...]) -> str | None:
    while True:
        answer = _answer(question).lower()
        if not answer:
            return None
        matches = [word for word in words if word == answer] or [w for w in words if w.startswith(answer)]
        if len(matches) == 1:
            return matches[0]
        _tell(f"One of {', '.join(words)}, please.")


def _answer(question: str) -> str:
    """A line of standard input; empty where there is none: the question is skipped."""
    print(question, end="", file=sys.stderr, flush=True)
    answer = ""
    with suppress(OSError):  # The terminal has gone, or it is no text at all.
        answer = sys.stdin.readline(LONGEST_ANSWER).strip()
    if not sys.stdin.isatty():
        print(file=sys.stderr)
    return answer


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
