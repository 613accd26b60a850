"""What a signal does to a session in plain lines; it must not know what is played or asked."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TypeVar

from coach.session.plain_player.questions import tell

T = TypeVar("T")


class Stop:
    """Which signal came, if any. While a session is played it is only noted; a question is ended by it."""

    def __init__(self) -> None:
        self.number: int | None = None
        self.asking = False
        self.cut = False  # A question was, and by no key.
        self.said = False  # It was a word that ended the session.

    @property
    def early(self) -> bool:
        """Whether the person ended the session before its end."""
        return self.said or self.number is not None

    def __call__(self, number: int, _frame: FrameType | None) -> None:
        if not (self.asking and number == signal.SIGINT):
            self.number = self.number or number
            self.cut = self.cut or self.asking
        if self.asking:
            raise KeyboardInterrupt

    def asked(self, ask: Callable[[], T]) -> T | None:
        """What is answered to one question; None where a signal came before it, or breaks it off."""
        if self.number is not None:
            return None
        try:
            self.asking = True
            return ask()
        except KeyboardInterrupt:
            tell("")
            return None
        finally:
            self.asking = False


@contextmanager
def stop_signals() -> Iterator[Stop]:
    """Within it Ctrl-C, SIGTERM and a hang-up end the session cleanly instead of killing the program."""
    stop = Stop()
    numbers = [signal.SIGINT, signal.SIGTERM]
    if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:  # As under nohup.
        numbers.append(signal.SIGHUP)
    previous = {number: signal.signal(number, stop) for number in numbers}
    try:
        yield stop
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)
