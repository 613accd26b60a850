"""All that is played through devices now: how loud it is, and softer for a while; it must not know why.

Each output stays an Output like any other. Only gains change here, so that no sound comes at another time.
"""

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coach.audio.mixer import Schedule, Score
    from coach.audio.output import Output

SOFTENED = ("miniaudio",)  # The others cannot become softer without a seam, and are left alone.
_MOMENT_MS = 50
_LONGEST_MS = 1000


class Loudspeakers:
    """The outputs of one program, each from when it is opened until it is closed. Any thread may call."""

    def __init__(self) -> None:
        self._share = 1.0
        self._open: list[_Loudspeaker] = []
        self._lock = threading.Lock()

    def take(self, output: "Output") -> "Output":
        """The same output, looked after; one without a sound, or that cannot become softer, as it is."""
        if output.name not in SOFTENED:
            return output
        with self._lock:
            taken = _Loudspeaker(output, self)
            taken.soften(self._share)
            self._open.append(taken)
        return taken

    def lower(self, share: float) -> None:
        """Softens all by this factor, in about a tenth of a second; 1 for as loud as ever."""
        with self._lock:
            if share == self._share:
                return
            self._share = share
            now = tuple(self._open)
        for each in now:
            each.soften(share)

    def power(self) -> float:
        """The mean square of the loudest moment that was heard since the last call, as if nothing were softened."""
        with self._lock:
            now = tuple(self._open)
        return sum(each.power() for each in now)

    def left(self, output: "_Loudspeaker") -> None:
        """It is closed."""
        with self._lock:
            self._open = [each for each in self._open if each is not output]


class _Loudspeaker:
    """One output."""

    def __init__(self, output: "Output", among: Loudspeakers) -> None:
        self._output = output
        self._among = among
        self._gains: tuple[float, float] | None = None  # None as long as they are the output's own.
        self._share = 1.0
        self._schedule: Schedule = ()
        self._indexed: tuple[Schedule, Score] | None = None  # The last that was asked for.
        self._at_ms = 0
        self._lock = threading.RLock()  # Gains reach the output in the order in which they were set.

    @property
    def name(self) -> str:
        return self._output.name

    @property
    def problem(self) -> str | None:
        return self._output.problem

    def play(self, schedule: "Schedule", at_ms: int) -> None:
        self._schedule = schedule
        self._output.play(schedule, at_ms)

    def replace(self, schedule: "Schedule") -> None:
        self._schedule = schedule
        self._output.replace(schedule)

    def pause(self) -> None:
        self._output.pause()

    def resume(self) -> None:
        self._output.resume()

    def position_ms(self) -> int:
        return self._output.position_ms()

    def set_gains(self, voice: float, tone: float) -> None:
        with self._lock:
            self._output.set_gains(voice * self._share, tone * self._share)
            self._gains = (voice, tone)

    def soften(self, share: float) -> None:
        with self._lock:
            changed, self._share = share != self._share, share
            if changed and self._gains is not None:
                self.set_gains(*self._gains)

    def close(self) -> None:
        self._among.left(self)
        self._output.close()

    def power(self) -> float:
        """What was heard since the last call; a position that stands is silent."""
        from coach.audio.mixer import Gains, Score, loudest

        at_ms, before_ms = self._output.position_ms(), self._at_ms
        self._at_ms = at_ms
        schedule, gains = self._schedule, self._gains
        if at_ms == before_ms or not schedule or gains is None:
            return 0.0
        if self._indexed is None or self._indexed[0] is not schedule:
            self._indexed = (schedule, Score(schedule))
        begin_ms = at_ms - _MOMENT_MS
        if before_ms < at_ms <= before_ms + _LONGEST_MS:
            begin_ms = min(begin_ms, before_ms)
        return loudest(self._indexed[1], begin_ms, at_ms, Gains(*gains), _MOMENT_MS)
