"""Writes one running session to the log, and holds back what cannot be written; it must not know cues or sound.

A full disk or a locked file must not end a session on the floor: what could not be written waits here, in order,
and is tried again with the next thing that happens and at the end.
"""

from collections import deque
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from coach.core.model import CoachError, Effort, SetDone, SetEnd, Stop

if TYPE_CHECKING:
    from coach.log import Log

HELD_BACK = "The session goes on; it is written down as soon as that works."


class Keeper:
    """The entry of the session `session` in the log. Only `rate` raises; `problem` says what cannot be written."""

    def __init__(self, log: "Log", session: int, clock: Callable[[], datetime]) -> None:
        self.problem: str | None = None
        self.any_done = False  # Whether a repetition was.
        self._log = log
        self._session = session
        self._clock = clock
        self._waiting: deque[tuple[Callable[[], None], SetEnd | None]] = deque()
        self._kept: list[SetEnd] = []

    def set_end(self, end: SetEnd, *, whole: bool = True) -> None:
        """Keeps a set; one that is not whole is kept too, but is not told by `take_kept`."""
        self.any_done = self.any_done or end.reps > 0
        done = SetDone(end.exercise, end.set, end.side, end.reps, self._clock())
        self._write(lambda: self._log.add_set(self._session, done), end if whole else None)

    def during(self, rating: int) -> None:
        """Keeps the worst pain during the session, 0 to 10."""
        self._write(lambda: self._log.rate(self._session, during=rating))

    def finish(self, finished: bool, stopped: Stop | None = None) -> None:
        """Keeps whether everything was done, and why not."""
        self._write(lambda: self._log.finish(self._session, finished=finished, stopped=stopped))

    def rate(self, after: int | None, effort: Effort | None, stopped: Stop | None) -> None:
        """Keeps ratings; raises CoachError while anything of the session cannot be written."""
        self._write(lambda: self._log.rate(self._session, after=after, effort=effort, stopped=stopped))
        self.settle()

    def take_kept(self) -> tuple[SetEnd, ...]:
        """The whole sets that were committed to the log since the last call."""
        kept, self._kept = tuple(self._kept), []
        return kept

    def settle(self) -> None:
        """A last try for what waits. Raises CoachError where it cannot be written."""
        self._try()
        if self.problem is not None:
            raise CoachError(self.problem.replace(HELD_BACK, "The end of the session could not be written down."))

    def close(self) -> None:
        """Tries once more, forgets a session that was opened and closed again, and closes the log."""
        if self._waiting:
            self._try()
        with suppress(CoachError):  # An empty entry does no harm beyond a careful next session.
            self._log.drop_if_empty(self._session)
        self._log.close()

    def _write(self, write: Callable[[], None], end: SetEnd | None = None) -> None:
        self._waiting.append((write, end))
        self._try()

    def _try(self) -> None:
        self.problem = None
        while self._waiting:
            write, end = self._waiting[0]
            try:
                write()
            except (CoachError, ValueError) as error:  # ValueError: the entry has vanished from the log.
                self.problem = f"{_sentence(str(error))} {HELD_BACK}"
                return
            self._waiting.popleft()
            if end is not None:
                self._kept.append(end)


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!")) else f"{text}."
