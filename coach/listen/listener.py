"""Which words act now: joins microphone, gate and caution, and what we play; it must not know what they do."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from coach.listen.caution import Caution
from coach.listen.gate import AFTER_MS, Gate
from coach.listen.over_us import LOWERED_DB, Level, OverUs
from coach.listen.vocabulary import Context

if TYPE_CHECKING:
    from coach.audio.loudspeakers import Loudspeakers
    from coach.listen.microphone import Problem, Word


class Ears(Protocol):
    """What hears words: the microphone."""

    @property
    def speaking(self) -> bool: ...

    @property
    def problem(self) -> "Problem | None": ...

    def expect(self, context: Context) -> None: ...

    def again(self) -> None: ...

    def take(self) -> "tuple[Word, ...]": ...

    def levels(self) -> tuple[Level, ...]: ...

    def close(self) -> None: ...


_LOWERED: float = 10 ** (LOWERED_DB / 20)


class Listener:
    """Hears for one session. `now_ms` is the clock that times the words, too.

    `loudspeakers` go softer while somebody speaks over them; `delay_ms` is how much later than they say they sound.
    """

    def __init__(
        self,
        ears: Ears,
        now_ms: Callable[[], int],
        loudspeakers: "Loudspeakers | None" = None,
        delay_ms: int = 0,
    ) -> None:
        self._ears = ears
        self._now_ms = now_ms
        self._loudspeakers = loudspeakers
        self._over_us = OverUs(delay_ms)
        self._gate = Gate()
        self._caution = Caution()
        self._asked_ms = now_ms()
        self._spoke_ms: int | None = None  # When the coach spoke last, until that is over.

    @property
    def problem(self) -> "Problem | None":
        """What keeps it from hearing."""
        return self._ears.problem

    @property
    def speaking(self) -> bool:
        """Whether somebody speaks now, be it the coach."""
        return self._ears.speaking

    @property
    def over_us(self) -> bool:
        """Whether somebody speaks over the coach, or did a moment ago."""
        return self._over_us.over

    def expect(self, context: Context) -> None:
        """What can be said from now on. What was said before, to another question, is no answer to this one."""
        self._ears.expect(context)
        self._caution = Caution(stopped_ms=self._caution.stopped_ms)
        self._asked_ms = self._now_ms()

    def acts(self, coach_speaks: bool) -> tuple[str, ...]:
        """The names that act now; to be asked many times a second, as it also learns when the coach speaks."""
        names = []
        for word in self.words(coach_speaks):
            if word.name:
                self._caution, name = self._caution.heard(word.name, word.end_ms)
                names.append(name)
        now_ms = self._now_ms()
        speaking = self._ears.speaking and not coach_speaks
        self._caution, name = self._caution.later(now_ms, speaking=speaking)
        return tuple(each for each in (*names, name) if each is not None)

    def words(self, coach_speaks: bool) -> "tuple[Word, ...]":
        """What a person said since the last call, be it a command or not; as `acts`, and in its place."""
        now_ms = self._now_ms()
        self._gate.note(now_ms, coach_speaks)
        self._make_room(now_ms, coach_speaks)
        self._part(now_ms, coach_speaks)
        return tuple(
            word
            for word in self._ears.take()
            if word.end_ms >= self._asked_ms and self._gate.lets(word.name, word.begin_ms, word.end_ms)
        )

    def _make_room(self, now_ms: int, coach_speaks: bool) -> None:
        """Lowers what we play while somebody speaks over it."""
        if self._loudspeakers is None:
            return
        self._over_us.plays(now_ms, self._loudspeakers.power())
        for level in self._ears.levels():
            self._over_us.hears(level, coach_speaks)
        self._loudspeakers.lower(_LOWERED if self._over_us.over else 1.0)

    def _part(self, now_ms: int, coach_speaks: bool) -> None:
        """Parts the coach's words from a person's that follow at once: together they would be too long for one."""
        if coach_speaks:
            self._spoke_ms = now_ms
        elif self._spoke_ms is not None and now_ms - self._spoke_ms >= AFTER_MS:
            self._spoke_ms = None
            self._ears.again()

    def close(self) -> None:
        """Stops listening; harmless when repeated."""
        self._ears.close()
        if self._loudspeakers is not None:
            self._loudspeakers.lower(1.0)
