"""The port through which a session is heard, and the output without sound; it must not know screens or cues."""

import threading
import time
from collections.abc import Callable
from typing import Protocol

from coach.audio.mixer import Gains, Schedule
from coach.errors import CoachError

KINDS = ("auto", "miniaudio", "simpleaudio", "silent")


class Output(Protocol):
    """Plays a schedule and is the session's clock. Every method may be called from any thread.

    `problem` is None or a sentence for the user; when it is set in mid-session, read `position_ms` and go on from
    there with another output.
    """

    @property
    def name(self) -> str: ...

    @property
    def problem(self) -> str | None: ...

    def play(self, schedule: Schedule, at_ms: int) -> None:
        """Plays from `at_ms`, also after a pause; until that is heard, it is the position."""

    def replace(self, schedule: Schedule) -> None:
        """Another schedule at the same position; what is in both goes on without a seam."""

    def pause(self) -> None:
        """A standing position and silence, both within 100 ms."""

    def resume(self) -> None: ...

    def position_ms(self) -> int:
        """What is heard now, in ms of the timeline; goes on after the last sound, back only by `play`."""

    def set_gains(self, voice: float, tone: float) -> None:
        """Factors from 0 to 1.5; raises ValueError outside."""

    def close(self) -> None:
        """Ends the sound; a second call does nothing."""


class SilentOutput:
    """Keeps the time without a sound, `speed` times as fast as real time; `clock` is in seconds and never falls."""

    name = "silent"

    def __init__(
        self,
        speed: float = 1.0,
        problem: str | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        if not speed > 0:
            raise ValueError(f"the speed has to be more than 0, not {speed}")
        self.problem = problem
        self._speed = speed
        self._clock = clock
        self._lock = threading.Lock()
        # The position, in ms, and the clock's second at which it began to move from there (None: it stands).
        self._at: tuple[float, float | None] = (0.0, None)

    def play(self, schedule: Schedule, at_ms: int) -> None:
        del schedule  # Nothing of it is heard.
        with self._lock:
            self._at = (at_ms, self._clock())

    def replace(self, schedule: Schedule) -> None:
        pass

    def pause(self) -> None:
        with self._lock:
            self._at = (self._now(), None)

    def resume(self) -> None:
        with self._lock:
            if self._at[1] is None:
                self._at = (self._at[0], self._clock())

    def position_ms(self) -> int:
        with self._lock:
            return int(self._now())

    def set_gains(self, voice: float, tone: float) -> None:
        Gains(voice, tone)

    def close(self) -> None:
        self.pause()

    def _now(self) -> float:
        at_ms, since_s = self._at
        return at_ms if since_s is None else at_ms + (self._clock() - since_s) * 1000 * self._speed


def open_output(kind: str, speed: float = 1.0, clock: Callable[[], float] = time.monotonic) -> Output:
    """Opens the output of this kind; without a device it is silent and `problem` says why.

    "auto" is miniaudio, else simpleaudio where that is installed. Any speed but 1 is silent. A silent one
    goes by `clock`, in seconds. Raises CoachError for an unknown kind, ValueError for a speed of 0 or less.
    """
    if kind not in KINDS:
        raise CoachError(f"There is no output {kind!r}. Choose one of: {', '.join(KINDS)}.")
    if kind == "silent" or speed != 1:
        return SilentOutput(speed, clock=clock)
    problem = ""
    for each in ("miniaudio", "simpleaudio") if kind == "auto" else (kind,):
        try:
            return _opened(each)
        except CoachError as error:
            problem = problem or str(error)
    return SilentOutput(problem=problem, clock=clock)


def _opened(kind: str) -> Output:
    if kind == "simpleaudio":
        from coach.audio.simpleaudio.output import SimpleaudioOutput

        return SimpleaudioOutput()
    from coach.audio.miniaudio import MiniaudioOutput

    return MiniaudioOutput()
