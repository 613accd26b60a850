"""The default output: one miniaudio stream in `device_process`; it must not know what is played.

Sounds are placed by the number of frames the device took, never by a timer.
"""

import contextlib
import pickle
import subprocess
import threading
import time

from coach.audio.child_process import BEAT_S, start
from coach.audio.clips import Clip
from coach.audio.miniaudio.stream import Heard
from coach.audio.mixer import Gains, Schedule
from coach.errors import CoachError

STOPPED = "The sound device stopped answering."
_PATIENCE_S = 1.0
# Before the device asks for the second time: a PulseAudio sink that changes its rate takes 2 s.
_FIRST_PATIENCE_S = 4.0
_OPENING_S = 10.0
_CLOSING_S = 2.0


class MiniaudioOutput:
    """Opens the default device, in about half a second; raises CoachError when there is none."""

    name = "miniaudio"

    def __init__(self) -> None:
        self._process = start("coach.audio.miniaudio.device_process")
        self._heard = Heard()
        # The numbers that the device's process knows the clips by; the clip is kept, so its id stays its own.
        self._sent: dict[int, tuple[int, Clip]] = {}
        self._sending = threading.Lock()
        self._closed = threading.Event()
        self._closed_ms: int | None = None
        self._answered_s = self._looked_s = time.monotonic()
        self._answered = threading.Event()
        self._running = False
        threading.Thread(target=self._listen, name="sound: listen", daemon=True).start()
        if not self._answered.wait(_OPENING_S) or self._process.poll() is not None:
            self.close()
            raise CoachError("No sound device could be opened.")
        threading.Thread(target=self._live, name="sound: live", daemon=True).start()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        try:
            self._heard = Heard(pickle.load(self._process.stdout))
            while True:
                self._heard.tell(pickle.load(self._process.stdout))
                self._answered_s = time.monotonic()
                self._running = self._answered.is_set()
                self._answered.set()
        except (EOFError, OSError, ValueError, pickle.UnpicklingError):
            # The process ended, perhaps in the middle of a word; `problem` tells it when nobody asked for the end.
            self._process.stdout.close()
            self._process.wait()
            self._answered.set()

    def _live(self) -> None:
        while not self._closed.wait(BEAT_S):
            self._send("beat")

    def _send(self, *order: object) -> None:
        """What a process that ended does not take is lost; `problem` tells."""
        with self._sending:
            self._write(order)

    def _write(self, order: tuple[object, ...]) -> None:
        assert self._process.stdin is not None
        try:
            pickle.dump(order, self._process.stdin)
            self._process.stdin.flush()
        except (OSError, ValueError):  # ValueError: closed on our side.
            return

    def _numbered(self, schedule: Schedule) -> list[tuple[int, int, str, float]]:
        """The schedule with numbers for clips; those that are new are sent first."""
        sounds: list[tuple[int, int, str, float]] = []
        for sound in schedule:
            if id(sound.clip) not in self._sent:
                self._sent[id(sound.clip)] = (len(self._sent), sound.clip)
                self._write(("clip", len(self._sent) - 1, sound.clip.tobytes()))
            sounds.append((sound.at_ms, self._sent[id(sound.clip)][0], sound.bus, sound.pan))
        return sounds

    @property
    def problem(self) -> str | None:
        """Set while a running device has asked for nothing for a second: so PulseAudio's end shows, and only so."""
        if self._closed.is_set():
            return None
        now_s, looked_s = time.monotonic(), self._looked_s
        self._looked_s = now_s
        if now_s - looked_s > _PATIENCE_S:
            # It is this program that was stopped, or did not look: the device has not been heard yet.
            self._answered_s = max(self._answered_s, now_s)
        patience_s = _PATIENCE_S if self._running else _FIRST_PATIENCE_S
        gone = self._process.poll() is not None or now_s - self._answered_s > patience_s
        return STOPPED if gone else None

    def play(self, schedule: Schedule, at_ms: int) -> None:
        with self._sending:
            # Both sides count the plays: the same order of calls on both.
            self._heard.jumped(at_ms)
            self._write(("play", self._numbered(schedule), at_ms))

    def replace(self, schedule: Schedule) -> None:
        with self._sending:
            self._write(("replace", self._numbered(schedule)))

    def pause(self) -> None:
        """Stands where it is heard now: what the device holds beyond that is heard again after it."""
        with self._sending:
            at_ms = self._heard.position_ms(time.monotonic())
            self._heard.jumped(at_ms)
            self._write(("stand", at_ms))

    def resume(self) -> None:
        self._send("resume")

    def position_ms(self) -> int:
        return self._heard.position_ms(time.monotonic()) if self._closed_ms is None else self._closed_ms

    def set_gains(self, voice: float, tone: float) -> None:
        self._send("gains", Gains(voice, tone))

    def close(self) -> None:
        gone = self.problem is not None
        if self._closed_ms is None:
            self._closed_ms = self.position_ms()
        self._closed.set()
        if gone:
            self._process.kill()  # It would wait for its device; and whoever holds the lock waits for the process.
        with self._sending:
            assert self._process.stdin is not None
            with contextlib.suppress(OSError):  # What was still to be sent has nowhere to go.
                self._process.stdin.close()
        try:
            self._process.wait(_CLOSING_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
