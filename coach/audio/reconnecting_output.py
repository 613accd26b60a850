"""An output that outlives its device: where one stops answering, time goes on silently until another can be had.

It must not know cues or the log.
"""

import threading
from collections.abc import Callable

from coach.audio.mixer import Gains, Schedule
from coach.audio.output import Output, SilentOutput

FIRST_WAIT_S = 2.0  # Before the first new try; twice as long after each one, up to the longest.
LONGEST_WAIT_S = 15.0


class SteadyOutput:
    """An Output that looks after its device whenever the position is asked for; to be used by one thread.

    `name` is "silent" while there is no device. Opening one takes most of a second, so it is done in a thread of
    its own. `clock`, in seconds, keeps the time meanwhile.
    """

    def __init__(
        self,
        opened: Output,
        reopen: Callable[[], Output],
        clock: Callable[[], float],
        lead_in_s: float = 0.0,
    ) -> None:
        """`lead_in_s` is how long a device that is opened again runs before it is played on."""
        self._output = opened
        self._reopen = reopen
        self._clock = clock
        self._schedule: Schedule = ()
        self._gains = Gains()
        self._moving = False
        self._lock = threading.Lock()
        self._lead_in_s = lead_in_s
        self._closed = threading.Event()
        self._trying = False
        self._found: Output | None = None
        self._wait_s, self._due_s = FIRST_WAIT_S, clock() + FIRST_WAIT_S

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
        if not self._closed.is_set() and self._output.problem is not None:
            if self._output.name != SilentOutput.name:
                self._go_on_with(SilentOutput(problem=self._output.problem, clock=self._clock))
                self._wait_s, self._due_s = FIRST_WAIT_S, self._clock() + FIRST_WAIT_S
            self._look_for_another()
        return self._output.position_ms()

    def set_gains(self, voice: float, tone: float) -> None:
        self._gains = Gains(voice, tone)
        self._output.set_gains(voice, tone)

    def close(self) -> None:
        with self._lock:
            self._closed.set()
            found, self._found = self._found, None
        if found is not None:
            found.close()
        self._output.close()

    def _look_for_another(self) -> None:
        with self._lock:
            found, self._found = self._found, None
            start = found is None and not self._trying and self._clock() >= self._due_s
            self._trying = self._trying or start
        if found is not None:
            self._go_on_with(found)
        elif start:
            self._wait_s = min(LONGEST_WAIT_S, 2 * self._wait_s)
            self._due_s = self._clock() + self._wait_s
            threading.Thread(target=self._try, name="sound: reopen", daemon=True).start()

    def _try(self) -> None:
        found = None
        try:
            output = self._reopen()
            if output.name != SilentOutput.name:  # The silent one is not even closed: it holds nothing.
                found = output
                self._closed.wait(self._lead_in_s)
        finally:
            with self._lock:
                self._trying = False
                if not self._closed.is_set():
                    self._found, found = found, None
        if found is not None:
            found.close()

    def _go_on_with(self, output: Output) -> None:
        at_ms = self._output.position_ms()
        self._output.close()
        self._output = output
        output.set_gains(self._gains.voice, self._gains.tone)
        output.play(self._schedule, at_ms)
        if not self._moving:
            output.pause()
