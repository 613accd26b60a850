"""Writes one running session to the log in a thread of its own, in order; it must not know cues or sound.

A full disk, a locked file or a slow one must not end or delay a session on the floor: what could not be written
waits here, in order, and is tried again every second until the log has taken it.
"""

import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from coach.core.changes import Took
from coach.core.model.done import Effort, Hurt, Session, SetDone, Stop
from coach.core.model.planned import Place, Plan, Played
from coach.core.reason import Reason
from coach.core.timeline.cues import SetEnd
from coach.core.words import sentence
from coach.errors import CoachError
from coach.log import LostError, ReplacedError, change_times, progress
from coach.log.care import aside
from coach.log.progress import Felt, OpenPain
from coach.session.clocks import Clock

if TYPE_CHECKING:
    from coach.log import Log

RETRY_S = 1.0
SLOW_S = 2.0  # A write that takes longer is told on the screen.
SETTLE_S = 12.0  # The longest that an end waits for the log.
CLOSE_S = 3.5  # The same for a program that has been told to end.
LOOK_S = 1.0  # How often it is looked whether the log is still there.
LAST_TRIES = 60  # For what is still waiting when the session has been closed.
Kind = Literal["set", "place", "rating", "end", "tidy"]
UNTOLD = ("place", "tidy")  # Nobody misses them: the place is for a session that goes on.


class Leave(Enum):
    """What stands in place of a change when there is none any more."""

    LEAVE = "leave"


LEAVE: Literal[Leave.LEAVE] = Leave.LEAVE


@dataclass(frozen=True, slots=True)
class _Write:
    """One change of the log; `end` is the set that it keeps, where that is to be told; `place` where it was."""

    kind: Kind
    change: "Callable[[Log], None]"
    asked_s: float
    end: SetEnd | None = None
    place: Place | None = None


class LogWriter:
    """The entry of the session `session` in the log that `open_log` opens. Every method but the last two returns at
    once, and only `settle` raises.
    """

    def __init__(self, open_log: "Callable[[], Log]", session: int, clock: Clock) -> None:
        self.any_done = False  # Whether a repetition was.
        self._open_log = open_log
        self._session = session
        self._clock = clock
        self._changed = threading.Condition()
        self._waiting: deque[_Write] = deque()
        self._kept: list[SetEnd] = []
        self._failure: str | None = None  # What the log said to the last try.
        self._begun: Session | None = None  # The entry as it was, and all that was written since.
        self._written: list[_Write] = []
        self._lost = False  # Whether the log is gone.
        self._aside: Path | None = None  # Where the session is, while the log is gone, and up to which change.
        self._aside_changes = 0
        self._at_once = False  # Somebody waits: no pause before the next try.
        self._settling = False  # The same, at the end of the session.
        self._tries_left: int | None = None  # Once it is closed.
        self._thread: threading.Thread | None = None

    def set_end(self, end: SetEnd, *, whole: bool = True) -> None:
        """Keeps a set; one that is not whole is kept too, but is not told by `take_kept`."""
        self.any_done = self.any_done or end.reps > 0
        done = self._done(end)
        self._write("set", lambda log: log.add_set(self._session, done), end if whole else None)

    def begin(self, plan: Plan) -> None:
        """Keeps the plan that is played from now on."""
        played = tuple(Played(item.exercise.id, item.dose, item.half_range) for item in plan.items)
        self._write("place", lambda log: progress.begin(log, self._session, played, plan.half_range))

    def reach(self, place: Place | None, so_far: SetEnd | None) -> None:
        """Keeps the place, and what was done so far of the set there; the last of a set stands for those before."""
        if so_far is not None:
            self.any_done = True
        done = None if so_far is None else self._done(so_far)
        self._write("place", lambda log: progress.reach(log, self._session, place, done), place=place)

    def pain(self, pain: OpenPain | None, felt: Felt | None = None) -> None:
        """Keeps that it is asked how much it hurts, and where, or not any more."""
        self._write("place", lambda log: progress.keep_pain(log, self._session, pain, felt))

    def took(self, took: Took) -> None:
        """Keeps a change of position that took long."""
        self._write("place", lambda log: change_times.keep(log, self._session, took))

    def hurt(self, hurt: Hurt) -> None:
        """Keeps a report of pain."""
        self._write("rating", lambda log: log.add_hurt(self._session, hurt))

    def finish(self, finished: bool, stopped: Stop | None = None, *, questions: bool = False) -> None:
        """Keeps whether everything was done, why not, and whether it is asked now how it went."""
        self._write("end", lambda log: log.finish(self._session, finished, stopped, questions=questions))

    def questions_over(self) -> None:
        """Keeps that it was asked how the session went, where `Setup.questions` says that it is.

        A session whose program ends between its end and this was interrupted: nobody said that it was too much.
        """
        self._write("end", lambda log: log.questions_over(self._session))

    def spread_passed(self) -> None:
        """Keeps that leg symptoms, which ended the session, were back to usual within five minutes."""
        self._write("rating", lambda log: log.rate(self._session, spread_passed=True))

    def rate(self, after: int | None, effort: Effort | None, stopped: Stop | None = None) -> None:
        """Keeps the ratings after the session; what is None was skipped and stays as it is."""
        if (after, effort, stopped) != (None, None, None):
            self._write("rating", lambda log: log.rate(self._session, after=after, effort=effort, stopped=stopped))

    def take_kept(self) -> tuple[SetEnd, ...]:
        """The whole sets that were committed to the log since the last call."""
        with self._changed:
            kept, self._kept = tuple(self._kept), []
        return kept

    @property
    def problem(self) -> Reason | None:
        """Why something waits that should be in the log by now."""
        with self._changed:
            if self._failure is not None:
                return Reason("log_held_back", problem=self._failure)
            if not self._waiting:
                return None
            slow = self._clock.monotonic_s() - self._waiting[0].asked_s > SLOW_S
        return Reason("log_slow") if slow else None

    @property
    def unwritten(self) -> Reason | None:
        """What is not in the log, and why."""
        with self._changed:
            waiting = tuple(each.kind for each in self._waiting if each.kind not in UNTOLD)
            problem = self._failure or sentence(Reason("log_takes_nothing"))
            if self._lost and self._aside is not None:
                return Reason("log_aside", problem=problem, path=str(self._aside))
            if self._lost:
                return Reason("log_unwritten", problem=problem, waiting=waiting)
        return Reason("log_unwritten", problem=problem, waiting=waiting) if waiting else None

    def settle(self, within_s: float = SETTLE_S) -> None:
        """Waits, so many seconds at most, until everything is written. Raises CoachError where something is not.

        Where the log is gone the session is written to the temporary folder, and the error tells where.
        """
        with self._changed:
            self._at_once = self._settling = True
            self._changed.notify_all()
            self._changed.wait_for(self._is_settled, within_s)
            self._settling = False
        unwritten = self.unwritten
        if unwritten is not None:
            raise CoachError(sentence(unwritten))

    def close(self, within_s: float = CLOSE_S) -> None:
        """Forgets a session that was opened and closed again, and closes the log; waits so many seconds at most.

        What is not written by then is tried on for a minute, as long as the program runs.
        """
        self._write("tidy", lambda log: log.drop_if_empty(self._session))
        with self._changed:
            self._at_once, self._tries_left = True, LAST_TRIES
            self._changed.notify_all()
            thread = self._thread
        if thread is not None:
            thread.join(within_s)

    def _done(self, end: SetEnd) -> SetDone:
        return SetDone(end.exercise, end.set, end.side, end.reps, self._clock.wall())

    def _write(
        self,
        kind: Kind,
        change: "Callable[[Log], None]",
        end: SetEnd | None = None,
        place: Place | None = None,
    ) -> None:
        write = _Write(kind, change, self._clock.monotonic_s(), end, place)
        with self._changed:
            if len(self._waiting) > 1 and _further(self._waiting[-1].place, place):  # The first is being written.
                self._waiting[-1] = replace(write, asked_s=self._waiting[-1].asked_s)
            else:
                self._waiting.append(write)
            self._changed.notify_all()
            if self._thread is None:
                # A daemon: a log that cannot be written must not keep the program from ending.
                self._thread = threading.Thread(target=self._work, name="log: write", daemon=True)
                self._thread.start()

    def _is_settled(self) -> bool:
        return self._is_aside if self._lost else not self._waiting

    @property
    def _is_aside(self) -> bool:
        """Whether all of the session is in the temporary folder."""
        return self._aside is not None and self._aside_changes == len(self._written) + len(self._waiting)

    def _work(self) -> None:
        log = self._open_log()
        try:
            while (write := self._next()) is not LEAVE:
                try:
                    if write is None:
                        self._look(log)
                    else:
                        self._keep_beginning(log)
                        write.change(log)
                except ReplacedError:
                    self._begin_anew(log)
                except (CoachError, ValueError) as error:  # ValueError: the entry has vanished from the log.
                    self._failed(write, str(error), lost=isinstance(error, LostError))
                else:
                    if write is not None:
                        self._succeeded(write)
            if self.any_done and not self._waiting:
                log.keep_copy(self._clock.wall().date())
        finally:
            log.close()

    def _next(self) -> "_Write | Literal[Leave.LEAVE] | None":
        """The next change, waited for; None to look after the log, as nothing is to be written.

        LEAVE when it is closed, and everything is written or nothing more can be.
        """
        with self._changed:
            if self._failure is not None:
                self._changed.wait_for(lambda: self._at_once, RETRY_S)
                self._at_once = False
            self._changed.wait_for(lambda: self._waiting or self._tries_left is not None or self._settling, LOOK_S)
            if self._tries_left is not None and not (self._waiting and self._tries_left):
                return LEAVE
            return self._waiting[0] if self._waiting else None

    def _look(self, log: "Log") -> None:
        """Tells at once of a log that is gone, and when it is back. Raises CoachError."""
        log.check_place()
        with self._changed:
            if not self._waiting:
                self._failure, self._lost = None, False

    def _keep_beginning(self, log: "Log") -> None:
        """Once, before anything is changed: the entry as it began."""
        if self._begun is None:
            self._begun = aside.entry(log, self._session, self._clock.wall())

    def _begin_anew(self, log: "Log") -> None:
        """Another file is there now: the session goes into it from its beginning."""
        if self._begun is None:
            return
        try:
            self._session = aside.anchor(log, self._begun)
        except (CoachError, ValueError) as error:
            self._failed(None, str(error), lost=isinstance(error, LostError))
            return
        with self._changed:
            told = (replace(each, end=None) for each in self._written)  # Its sets were told already.
            self._waiting.extendleft(reversed([*told]))
            self._written, self._failure, self._lost = [], None, False

    def _keep_aside(self) -> None:
        """At the end, where the log is gone: the session goes into the temporary folder."""
        with self._changed:
            begun, changes = self._begun, [each.change for each in (*self._written, *self._waiting)]
        if begun is None:
            return
        with suppress(CoachError, OSError):
            path = aside.write(begun, changes, self._aside)
            with self._changed:
                self._aside, self._aside_changes = path, len(changes)
                self._changed.notify_all()

    def _forget_aside(self) -> None:
        if self._aside is not None:
            aside.remove(self._aside)
            self._aside = None

    def _failed(self, write: _Write | None, why: str, *, lost: bool) -> None:
        with self._changed:
            self._lost = lost
            wanted = lost and not self._is_aside and (self._settling or self._tries_left is not None)
        if wanted:
            self._keep_aside()
        with self._changed:
            if (
                write is not None and write.kind == "tidy"
            ):  # An empty entry does no harm beyond a careful next session.
                self._waiting.popleft()
            else:
                self._failure = why if why.endswith((".", "!")) else f"{why}."
            if self._tries_left:
                self._tries_left -= 1
            self._changed.notify_all()

    def _succeeded(self, write: _Write) -> None:
        with self._changed:
            self._failure, self._lost = None, False
            self._waiting.popleft()
            self._written.append(write)
            if not self._waiting:
                self._forget_aside()
            if write.end is not None:
                self._kept.append(write.end)
            self._changed.notify_all()


def _further(before: Place | None, after: Place | None) -> bool:
    """Whether a place is the same set as another, as far or further: then it says all that the other says."""
    if before is None or after is None:
        return False
    return replace(before, reps=0) == replace(after, reps=0) and after.reps >= before.reps
