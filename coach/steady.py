"""An output that outlives its device: where one stops answering, the session goes on from there with the next.

It must not know cues or the log.
"""

import time
from collections.abc import Callable

from coach.audio.mixer import Gains, Schedule
from coach.audio.outputs import Output, SilentOutput

MOST_REOPENED = 3  # A device that fails more often is not worth the gaps.
GOES_ON = "The session goes on in time, with the cues on the screen."


class SteadyOutput:
    """An Output that looks after its device whenever the position is asked for; to be used by one thread.

    `clock`, in seconds, keeps the time when no device can be had any more.
    """

    def __init__(
        self, opened: Output, reopen: Callable[[], Output], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._output = opened
        self._reopen = reopen
        self._clock = clock
        self._reopened = 0
        self._schedule: Schedule = ()
        self._gains = Gains()
        self._moving = False
        self._closed = False

    @property
    def name(self) -> str:
        return self._output.name

    @property
    def problem(self) -> str | None:
        return self._output.problem

    def play(self, schedule: Schedule, at_ms: int) -> None:
        self._schedule, self._moving = schedule, True
        self._output.play(schedule, at_ms)

    def replace(self, schedule: Schedule) -> None:
        self._schedule = schedule
        self._output.replace(schedule)

    def pause(self) -> None:
        self._moving = False
        self._output.pause()

    def resume(self) -> None:
        self._moving = True
        self._output.resume()

    def position_ms(self) -> int:
        """What is heard now; a device that has stopped answering is exchanged before it is told."""
        if not self._closed and self._output.name != SilentOutput.name and self._output.problem is not None:
            self._exchange(self._output.problem)
        return self._output.position_ms()

    def set_gains(self, voice: float, tone: float) -> None:
        self._gains = Gains(voice, tone)
        self._output.set_gains(voice, tone)

    def close(self) -> None:
        self._closed = True
        self._output.close()

    def _exchange(self, problem: str) -> None:
        at_ms = self._output.position_ms()
        self._output.close()
        if self._reopened < MOST_REOPENED:
            self._reopened += 1
            self._output = self._reopen()
        else:
            self._output = SilentOutput(problem=f"{problem} {GOES_ON}", clock=self._clock)
        self._output.set_gains(self._gains.voice, self._gains.tone)
        self._output.play(self._schedule, at_ms)
        if not self._moving:
            self._output.pause()
