"""One process that plays one buffer (`buffer_process`), seen from the program; it must not know what is played.

It is started ahead, gets its buffer, and is killed: so a sound ends within some 10 ms, whatever else is going on.
"""

import queue
import threading
import time
from collections.abc import Callable

from coach.audio.child_process import MISSED_S, feed, start
from coach.audio.simpleaudio.buffer_process import ENVIRONMENT, MOMENT, order


class Sounder:
    """`ended` is called from a thread of its own when the process has ended without being asked to.

    Raises CoachError when no process can be started. Every method returns at once.
    """

    def __init__(self, told: Callable[[], None], ended: Callable[["Sounder"], None]) -> None:
        """`told` is called when it is known at which moment the buffer was begun."""
        self.started_s: float | None = None  # Of the monotonic clock.
        self._told = told
        self._ended = ended
        self._killed = False
        self._beaten_s = time.monotonic()
        self._orders: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._process = start("coach.audio.simpleaudio.buffer_process", **ENVIRONMENT)
        for work in (self._write, self._read):
            threading.Thread(target=work, name="sound: buffer", daemon=True).start()

    def play(self, data: bytes, due_s: float) -> None:
        """Plays these frames at this moment of the monotonic clock, or as soon as it can; to be called once."""
        self._orders.put(order(data, due_s))

    def kill(self) -> None:
        self._killed = True
        self._process.kill()

    def lived_until_s(self) -> float:
        """Now, or the moment at which the process ended because this program stood still."""
        return min(time.monotonic(), self._beaten_s + MISSED_S)

    def _write(self) -> None:
        feed(self._process, self._orders, self._beaten)

    def _beaten(self) -> None:
        self._beaten_s = time.monotonic()

    def _read(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as stdout:
            moment = stdout.read(MOMENT.size)
            if len(moment) == MOMENT.size:
                (self.started_s,) = MOMENT.unpack(moment)
                self._told()
                stdout.read(1)  # Nothing more is said: this is the end.
        self._process.wait()
        if not self._killed:
            self._ended(self)
