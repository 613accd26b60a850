"""Plays a session without a TUI: a line for each cue on standard output, everything else on standard error.

It must not know rules, timeline or sound; it asks, prints what the conductor says happened, and waits between.
"""

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from types import FrameType
from typing import cast

from coach import wiring
from coach.render_text import line
from coach.conductor import Conductor
from coach.model import CoachError, Cue, Effort, SetEnd, Stop

LOOK_EVERY_S = 0.02
BEFORE = "How is your back now, 0 to 10? (Enter skips) "
AFTER = BEFORE
EFFORT = "How was it: easy, ok or hard? (Enter skips) "
WHY = "Why did you stop: pain, sharp, spread, tired or time? (Enter skips) "


def play(
    ws: wiring.Workspace,
    routine: str | None,
    *,
    clock: Callable[[], datetime],
    rating: bool,
    output_kind: str | None,
    speed: float,
) -> int:
    """One whole session; 0 when it was finished, 1 when nothing may be played, 130 or 143 when it was ended."""
    before = _ask_rating(BEFORE) if rating else None
    today = wiring.todays(ws, routine, clock(), before)
    for warning in (*ws.warnings, *today.warnings):
        _tell(warning)
    if today.plan is None:
        wiring.note_too_sore(ws, today, clock(), before)
        raise CoachError(today.decision.reason)
    _tell(today.decision.reason)
    for left_out in today.decision.omitted:
        _tell(f"Left out: {left_out.id}. {left_out.reason}")
    conductor = wiring.conductor(ws, today, before=before, clock=clock, output_kind=output_kind, speed=speed)
    try:
        ended_by = _play_to_the_end(conductor, speed)
        if rating:
            _ask_ratings(conductor, stopped=ended_by is not None)
    finally:
        conductor.close()
    return 0 if ended_by is None else 128 + ended_by


def _play_to_the_end(conductor: Conductor, speed: float) -> int | None:
    """Prints what happens until the session is over; the number of the signal that ended it early, else None."""
    told: set[str] = set()
    with _stop_signals() as stop:
        conductor.start()
        while not conductor.finished:
            for event in conductor.tick():
                print(_event_line(event), flush=True)
            for notice in conductor.notices:
                if notice not in told:
                    told.add(notice)
                    _tell(notice)
            if stop.number is not None:
                conductor.end(None)
                return stop.number
            stop.seen.wait(LOOK_EVERY_S / max(1.0, speed / 4))
    return None


class _Stop:
    """Whether Ctrl-C or an end signal came, and which."""

    def __init__(self) -> None:
        self.seen = threading.Event()
        self.number: int | None = None

    def __call__(self, number: int, _frame: FrameType | None) -> None:
        self.number = number
        self.seen.set()


@contextmanager
def _stop_signals() -> Iterator[_Stop]:
    """Within it Ctrl-C, SIGTERM and a hang-up end the session cleanly instead of killing the program."""
    stop = _Stop()
    numbers = [signal.SIGINT, signal.SIGTERM]
    if hasattr(signal, "SIGHUP"):
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


def _ask_ratings(conductor: Conductor, *, stopped: bool) -> None:
    after = _ask_rating(AFTER)
    effort = cast(Effort | None, _ask_word(EFFORT, ("easy", "ok", "hard")))
    why = cast(Stop | None, _ask_word(WHY, ("pain", "sharp", "spread", "tired", "time"))) if stopped else None
    conductor.rate(after, effort, why)


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
    """A line of standard input; empty at its end and on Ctrl-C: the question is skipped."""
    print(question, end="", file=sys.stderr, flush=True)
    try:
        return sys.stdin.readline().strip()
    except KeyboardInterrupt:
        return ""
    finally:
        if not sys.stdin.isatty():
            print(file=sys.stderr)


def _tell(text: str) -> None:
    print(text, file=sys.stderr)
