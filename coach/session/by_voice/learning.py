"""Half a minute in which the coach gets to know a room and its microphone; it must not know files or devices.

Nothing of it is kept but one figure: how much louder the microphone is to be taken.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from coach.core.reason import Reason
from coach.core.words import sentence
from coach.errors import CoachError
from coach.listen import room
from coach.listen.gate import AFTER_MS
from coach.listen.listener import Ears, Listener
from coach.listen.room import Said
from coach.listen.vocabulary import Context
from coach.session.by_voice.aside import Aside

TIMES = 3
QUIET_S = 3.0  # In which the room alone is heard.
WORDS_S = 9.0  # For saying one phrase three times.
MOST = 6  # Pieces of sound that are waited for; more is no person who says it three times.
LOOK_S = 0.02
STEPS: tuple[tuple[Context, str, str], ...] = (
    ("controls", "stop", "stop"),
    ("rating", "number 5", "pain five"),
    ("controls", "go_on", "go on"),
)


class Hearing(Ears, Protocol):
    """What hears, and how loud it is: the microphone."""

    def loudest(self) -> int: ...

    def turn_up(self, gain: float) -> None: ...


@dataclass(frozen=True, slots=True)
class Learned:
    """Whether it works here, what is to be told of it, and the gain that the microphone needs."""

    works: bool
    reasons: tuple[Reason, ...]
    gain: float


class Learning:
    """One such half minute. `tell` shows a sentence, `heard` a name that was heard, "" for none; `wait` is a pause.

    What was heard is judged and forgotten.
    """

    def __init__(
        self,
        ears: Hearing,
        aside: Aside,
        now_s: Callable[[], float],
        *,
        tell: Callable[[str], object],
        heard: Callable[[str], object],
        wait: Callable[[float], object],
    ) -> None:
        self._ears = ears
        self._listener = Listener(ears, lambda: round(now_s() * 1000))
        self._aside = aside
        self._now_s = now_s
        self._tell = tell
        self._heard = heard
        self._pause = wait

    def run(self) -> Learned:
        """The whole of it. Raises CoachError where there is no microphone, or it gives nothing."""
        first = Reason("learn_quiet")
        self._aside.prepare(*map(sentence, (first, *(_asked(phrase) for *_, phrase in STEPS))))
        self._say(first)
        self._ears.loudest()
        self._until(lambda: False, QUIET_S)
        quiet = self._ears.loudest()
        gain, said = 1.0, [self._ask(*STEPS[0])]
        voice = room.loudness(said) or self._ears.loudest()  # Too soft to be taken for somebody.
        if voice > room.CLEAR * quiet:
            gain = room.gain_for(voice)
        if gain != 1:
            self._ears.turn_up(gain)
            self._say(Reason("learn_turned_up"))
            said = [self._ask(*STEPS[0])]
        said += [self._ask(*step) for step in STEPS[1:]]
        works, reasons = room.judge(quiet, said)
        return Learned(works, reasons, gain)

    def _ask(self, context: Context, name: str, phrase: str) -> Said:
        """Has one phrase said, and gives what came of it."""
        self._say(_asked(phrase))
        self._listener.expect(context)
        self._ears.loudest()
        pieces: list[tuple[str, int]] = []

        def enough() -> bool:
            for word in self._listener.words(False):
                self._heard(word.name)
                pieces.append((word.name, word.loudest))
            return sum(each == name for each, _ in pieces) == TIMES or len(pieces) == MOST

        self._until(enough, WORDS_S)
        return Said(name, TIMES, tuple(pieces))

    def _say(self, reason: Reason) -> None:
        """Says it and waits until that is over, and what the room makes of it."""
        text = sentence(reason)
        self._tell(text)
        self._aside.say(text)
        spoke = False
        while self._aside.look():
            spoke = True
            self._listener.words(spoke)
            self._wait()
        if spoke:
            self._until(self._overhears, 2 * AFTER_MS / 1000)

    def _overhears(self) -> bool:
        """Never over: what is said now is the end of the coach's own words."""
        self._listener.words(False)
        return False

    def _until(self, over: Callable[[], bool], within_s: float) -> None:
        end_s = self._now_s() + within_s
        while self._now_s() < end_s and not over():
            self._wait()

    def _wait(self) -> None:
        problem = self._ears.problem
        if problem in ("none", "silent"):
            raise CoachError(sentence(Reason(f"learn_{problem}")))
        self._pause(LOOK_S)


def _asked(phrase: str) -> Reason:
    return Reason("learn_say", phrase=phrase)
