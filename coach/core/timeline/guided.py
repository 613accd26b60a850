"""Tells which repetitions nobody was guided through: played without sound while nobody was known to watch.

It must not know a device or a key: it is told whether there is sound, and when somebody is there. Who starts
without a device knows it, and follows the screen; it is sound that goes away which may go unseen, from the floor. A
repetition of which the beginning or the end was heard was guided.
"""

from dataclasses import dataclass, field, replace

from coach.core.model.done import SetSide
from coach.core.model.planned import Place
from coach.core.timeline.cues import SetEnd

Key = tuple[str, int, SetSide]


@dataclass(slots=True)
class Guided:
    """The repetitions of a session that were not guided, by set, until somebody says whether they were done.

    `ends` has what each of those sets counts once it is, and whether it was played to its end.
    """

    unguided: dict[Key, int] = field(default_factory=dict)
    ends: dict[Key, tuple[SetEnd, bool]] = field(default_factory=dict)
    _given: set[Key] = field(default_factory=set)
    _here: Key | None = None
    _reps: int = 0
    _began_guided: bool = True  # The repetition at hand.
    _had_sound: bool = False
    _has_sound: bool = False
    _watched: bool = True

    def hear(self, *, sound: bool) -> None:
        """Takes whether there is sound; where it has just gone nobody is known to watch."""
        if self._has_sound and not sound:
            self._watched = False
        self._has_sound, self._had_sound = sound, self._had_sound or sound

    def watch(self) -> None:
        """Somebody is there: a key was pressed."""
        self._watched = True

    @property
    def now(self) -> bool:
        """Whether what is played now is heard, or seen."""
        return self._has_sound or self._watched or not self._had_sound

    def reach(self, place: Place) -> None:
        """Takes the place; to be called at least once in every preparation and every repetition."""
        self._take((place.exercise, place.set, place.side or "both"), place.reps)

    def end(self, end: SetEnd, *, whole: bool) -> SetEnd:
        """What counts of a set that is left, `whole` at its end."""
        key = end.exercise, end.set, end.side
        if key == self._here:
            self._take(key, end.reps)
        self._given.add(key)
        if key in self.unguided:
            self.ends[key] = end, whole
        return self.so_far(end)

    def so_far(self, end: SetEnd) -> SetEnd:
        """What counts of a set so far."""
        return replace(end, reps=max(0, end.reps - self.unguided.get((end.exercise, end.set, end.side), 0)))

    def goes_on_at(self, place: Place) -> Place:
        """The place from which a lost session goes on: where it was guided last."""
        missing = self.unguided.get((place.exercise, place.set, place.side or "both"), 0)
        return replace(place, reps=max(0, place.reps - missing))

    @property
    def total(self) -> int:
        """How many repetitions were not guided."""
        return sum(self.unguided.values())

    def settle(self) -> tuple[tuple[SetEnd, bool], ...]:
        """Forgets them, and gives the sets that they are in as they are with them."""
        ends = tuple(self.ends.values())
        self.unguided, self.ends = {}, {}
        return ends

    def _take(self, key: Key, reps: int) -> None:
        before = self._reps if key == self._here else reps
        if key == self._here and reps == before:
            return
        guided = self._began_guided or self.now
        self._here, self._reps, self._began_guided = key, reps, self.now
        if key in self._given:  # It is over; played once more it changes nothing.
            return
        missing = self.unguided.get(key, 0)
        if reps < before:
            missing = min(missing, reps)  # Back in the same set: what is done again counts anew.
        elif not guided:
            missing += reps - before
        if missing:
            self.unguided[key] = missing
        else:
            self.unguided.pop(key, None)
