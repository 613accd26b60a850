"""The microphone as a session sees it: names with their times, never sound; it must not know what they do.

Nothing here raises after the start: a microphone that is missing, silent or lost is told by `problem` alone.
"""

import queue
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from coach.audio.child_process import feed, start
from coach.listen.over_us import Level
from coach.listen.speech import AGAIN, GAIN, LEVEL_S
from coach.listen.vocabulary import Context

Problem = Literal["none", "silent", "loud"]
_SILENT_S = 5.0  # Of nothing but zeros: it is muted, or no microphone.
_CLIPS = 32_700
_LOUD_S = 5.0  # Of it with the loudest there is.
_CLOSING_S = 2.0
_LEVELS = 50  # Some seconds of them, where nobody asks.


@dataclass(frozen=True, slots=True)
class Word:
    """A name that was heard, with the begin and end of its word in ms of the clock handed in.

    The name is "" where somebody spoke and it was no command. `loudest` is its largest sample (16-bit).
    """

    name: str
    begin_ms: int
    end_ms: int
    loudest: int = 0


class Microphone:
    """Listens in a process of its own until `close`. Raises CoachError where that cannot be started."""

    def __init__(self, now_s: Callable[[], float] = time.monotonic, gain: float = 1.0) -> None:
        self.speaking = False  # Whether somebody speaks now, be it the coach.
        self.opened = threading.Event()
        self._now_s = now_s
        self._words: queue.SimpleQueue[Word] = queue.SimpleQueue()
        self._levels: deque[Level] = deque(maxlen=_LEVELS)
        self._orders: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._context: Context = "controls"
        self._loud = self._silent = 0
        self._gone = False
        self._closed = False
        self._loudest = 0
        self._process = start("coach.listen.microphone_process")
        for each, name in ((self._read, "read"), (self._feed, "live")):
            threading.Thread(target=each, name=f"listen: {name}", daemon=True).start()
        if gain != 1:
            self.turn_up(gain)

    @property
    def problem(self) -> Problem | None:
        """What keeps it from hearing; None where nothing is known of."""
        if self._gone and not self._closed:
            return "none"
        if self._silent * LEVEL_S >= _SILENT_S:
            return "silent"
        return "loud" if self._loud * LEVEL_S >= _LOUD_S else None

    def expect(self, context: Context) -> None:
        """What can be said from now on."""
        if context != self._context:
            self._context = context
            self._order(context)

    def again(self) -> None:
        """Forgets what is being said: it began as the coach's own words."""
        self._order(AGAIN)

    def loudest(self) -> int:
        """The largest sample (16-bit) since the last call, before any gain; it is told ten times a second."""
        loudest, self._loudest = self._loudest, 0
        return loudest

    def turn_up(self, gain: float) -> None:
        """Takes everything for so many times as loud from now on."""
        self._order(f"{GAIN}{round(gain * 100)}")

    def take(self) -> tuple[Word, ...]:
        """What was heard since the last call; never waits."""
        words = []
        while not self._words.empty():
            words.append(self._words.get())
        return tuple(words)

    def levels(self) -> tuple[Level, ...]:
        """How loud it was since the last call; never waits."""
        levels = []
        while self._levels:
            levels.append(self._levels.popleft())
        return tuple(levels)

    def close(self) -> None:
        """Stops listening; harmless when repeated."""
        self._closed = True
        if self._process.poll() is None:
            self._process.kill()  # It holds nothing that could be lost.
            self._process.wait(_CLOSING_S)

    def _order(self, word: str) -> None:
        self._orders.put(f"{word}\n".encode("ascii"))

    def _feed(self) -> None:
        feed(self._process, self._orders)

    def _read(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as answers:
            for line in answers:
                self._heed(line.decode("ascii", "replace").strip())
        self._process.wait()
        self._gone, self.speaking = True, False
        self.opened.set()

    def _heed(self, line: str) -> None:
        match line.split(" ", 4):
            case ["open"]:
                self.opened.set()
            case ["speaking", now]:
                self.speaking = now == "1"
            case ["level", loudest, size, age]:
                self._loudest = max(self._loudest, int(loudest))
                self._silent = self._silent + 1 if int(loudest) == 0 else 0
                self._loud = max(0, self._loud + (1 if int(loudest) >= _CLIPS else -1))
                ended_ms = round(self._now_s() * 1000) - int(age)
                self._levels.append(Level(ended_ms, float(size), self.speaking))
            case ["heard", begin, end, loudest, *name]:
                now_ms = round(self._now_s() * 1000)
                self._words.put(Word("".join(name), now_ms - int(begin), now_ms - int(end), int(loudest)))
