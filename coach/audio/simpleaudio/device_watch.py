"""Tells whether the device of simpleaudio still takes sound, by the process that keeps it open.

It must not know what is played.
"""

import queue
import subprocess
import threading
import time

from coach.audio.child_process import feed, start
from coach.audio.simpleaudio.buffer_process import ENVIRONMENT
from coach.errors import CoachError

# A piece of silence is taken every second, with up to half a second more beside busy programs.
_PATIENCE_S = 2.0
_FIRST_PATIENCE_S = 5.0
# Who did not look for so long stood still itself, and cannot tell what the device did meanwhile.
_LOOKS_S = 1.0
_TWICE_S = 5.0


class Proof:
    """To be asked many times a second. Where the device takes no second stream nothing can be told: all is well.

    Raises CoachError when no process can be started. Every method returns at once.
    """

    def __init__(self) -> None:
        self._looked_s = self._heard_s = self._begun_s = time.monotonic()
        self._patience_s = _FIRST_PATIENCE_S
        self._killed = self._given_up = False
        self._process = self._carrier()

    @property
    def missing(self) -> bool:
        """Whether the device has taken nothing for too long."""
        now_s, looked_s = time.monotonic(), self._looked_s
        self._looked_s = now_s
        if now_s - looked_s > _LOOKS_S:
            self._heard_s = max(self._heard_s, now_s)
        return not self._given_up and now_s - self._heard_s > self._patience_s

    def kill(self) -> None:
        """Closes the stream."""
        self._killed = True
        self._process.kill()

    def _carrier(self) -> "subprocess.Popen[bytes]":
        process = start("coach.audio.simpleaudio.silence_process", **ENVIRONMENT)
        for work in (self._beat, self._listen):
            threading.Thread(target=work, args=(process,), name="sound: carrier", daemon=True).start()
        return process

    def _beat(self, process: "subprocess.Popen[bytes]") -> None:
        feed(process, queue.SimpleQueue())  # There is nothing to order.

    def _listen(self, process: "subprocess.Popen[bytes]") -> None:
        assert process.stdout is not None
        with process.stdout as stdout:
            while stdout.read(1):
                self._heard_s = time.monotonic()
                self._patience_s = _PATIENCE_S
        process.wait()
        if not self._killed:
            self._again()

    def _again(self) -> None:
        """The process ended by itself: with its device, or because this program stood still."""
        now_s = time.monotonic()
        self._given_up, self._begun_s = now_s - self._begun_s < _TWICE_S, now_s
        self._heard_s, self._patience_s = now_s, _FIRST_PATIENCE_S
        if not self._given_up:
            try:
                self._process = self._carrier()
            except CoachError:
                self._given_up = True
        if self._killed:
            self._process.kill()
