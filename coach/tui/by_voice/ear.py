"""Hands what a person says to the screen that is seen, and remembers what was heard; it must not know what it does.

Nothing here waits, and nothing fails with the microphone: a problem is told by `problem` alone.
"""

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from coach.audio.loudspeakers import Loudspeakers
from coach.core.reason import Reason
from coach.errors import CoachError
from coach.listen.caution import END
from coach.listen.listener import Ears, Listener
from coach.listen.vocabulary import Context

SHOWN_S = 6.0  # What was heard is shown for so long.
WORD_S = 3.0  # Somebody who speaks longer says no command,
ANSWER_S = 15.0  # and a question does not wait for who talks on.


@runtime_checkable
class Hears(Protocol):
    """A screen to which one can speak: what is expected now, and what it does with a name."""

    @property
    def context(self) -> Context | None: ...

    def heard(self, name: str) -> bool:
        """Does what the name means; whether that was anything."""


class Ear:
    """Off until it is turned on. `look` does the work, many times a second; it never waits.

    `open_ears` opens the microphone, or raises CoachError where the recogniser is not installed. `coach_speaks`
    says whether something of ours is heard now, `loudspeakers` go softer while somebody speaks over it, and sound
    `delay_ms` later than they say.
    """

    def __init__(
        self,
        open_ears: Callable[[], Ears],
        coach_speaks: Callable[[], bool],
        now_s: Callable[[], float],
        loudspeakers: Loudspeakers | None = None,
        delay_ms: int = 0,
    ) -> None:
        self._open_ears = open_ears
        self._coach_speaks = coach_speaks
        self._now_s = now_s
        self._loudspeakers = loudspeakers
        self._delay_ms = delay_ms
        self._listener: Listener | None = None
        self._expects: tuple[object, Context | None] = (None, None)
        self._asked_s = now_s()
        self._spoke_s: float | None = None  # Since when somebody speaks.
        self._problem: Reason | None = None
        self._name = ""
        self._heard_s = 0.0

    @property
    def on(self) -> bool:
        """Whether it listens."""
        return self._listener is not None

    def turn_on(self) -> None:
        """Listens from now on; where that is not possible `problem` says why."""
        if self._listener is None:
            self._problem = None
            try:
                self._listener = Listener(
                    self._open_ears(), lambda: round(self._now_s() * 1000), self._loudspeakers, self._delay_ms
                )
            except CoachError:
                self._problem = Reason("microphone_missing_extra")
            self._expects = (None, None)

    def turn_off(self) -> None:
        """Listens no more; harmless when repeated."""
        listener, self._listener = self._listener, None
        self._problem = None
        self._name = ""
        if listener is not None:
            listener.close()

    @property
    def problem(self) -> Reason | None:
        """What keeps it from hearing. It stays: what comes and goes would be told again and again."""
        return self._problem

    @property
    def person_speaks(self) -> bool:
        """Whether a person is saying something that may be a command; no longer than one takes."""
        now_s = self._now_s()
        if self._spoke_s is None or now_s - self._asked_s > ANSWER_S:
            return False
        return now_s - self._spoke_s < WORD_S

    @property
    def last(self) -> str:
        """What was heard last, for a while; "" for nothing."""
        return self._name if self._now_s() - self._heard_s < SHOWN_S else ""

    def look(self, screen: object) -> None:
        """Takes what was said since the last look to the screen that is seen."""
        if self._listener is None:
            return
        hears = screen if isinstance(screen, Hears) else None
        expects = (screen, None if hears is None else hears.context)
        if expects != self._expects:
            self._expects, self._asked_s = expects, self._now_s()
            self._listener.expect(expects[1] or "controls")
        coach_speaks = self._coach_speaks()
        names = self._listener.acts(coach_speaks)
        speaking = (self._listener.speaking and not coach_speaks) or self._listener.over_us
        self._spoke_s = (self._spoke_s or self._now_s()) if speaking else None
        if self._listener.problem is not None:
            self._problem = Reason(f"microphone_{self._listener.problem}")
        if hears is None or expects[1] is None:
            return
        for name in names:
            if (hears.context, screen) == (expects[1], expects[0]) and hears.heard(name):
                self._name, self._heard_s = "stop" if name == END else name, self._now_s()
