"""What a name that was heard may do, and when: errors have to be safe; values in, values out.

A session that stands by mistake costs a word; one that goes on or leaves something out by mistake may hurt. So
words that stop act at once, those that move on wait for silence, and only "stop" said twice ends.
"""

from dataclasses import dataclass, replace

STOPPING = frozenset({"pause", "stop", "hurts"})
WAITING = frozenset({"skip", "go_on"})
SILENCE_MS = 1000
TWICE_WITHIN_MS = 10_000
END = "end"  # What "stop" said twice does.


@dataclass(frozen=True, slots=True)
class Caution:
    """What was heard and did not act yet, and when "stop" was heard last, in ms of a clock."""

    waiting: str | None = None
    since_ms: int = 0
    stopped_ms: int | None = None

    def heard(self, name: str, end_ms: int) -> "tuple[Caution, str | None]":
        """A name whose word ended at `end_ms`, and what is to be done at once.

        It takes the place of one that waits.
        """
        if name in WAITING:
            return replace(self, waiting=name, since_ms=end_ms, stopped_ms=None), None
        if name != "stop":
            return Caution(), name
        twice = self.stopped_ms is not None and end_ms - self.stopped_ms <= TWICE_WITHIN_MS
        return (Caution(), END) if twice else (Caution(stopped_ms=end_ms), name)

    def later(self, now_ms: int, *, speaking: bool) -> "tuple[Caution, str | None]":
        """What is to be done now, as it was followed by silence. More talk takes it back."""
        if self.waiting is None:
            return self, None
        if speaking:
            return replace(self, waiting=None), None
        if now_ms - self.since_ms < SILENCE_MS:
            return self, None
        return replace(self, waiting=None), self.waiting
