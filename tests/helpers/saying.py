"""A person whose words come from a script, with the clock of the session; `tests/listen` has real ones."""

from fake_clock import FakeClock

from coach.listen.microphone import Problem, Word
from coach.listen.over_us import Level
from coach.listen.vocabulary import Context


class Person:
    """Says a word half a second after each question that it has an answer for, and others when told."""

    speaking = False
    problem: Problem | None = None
    asked: Context | None = None  # What can be said now.
    closed = False

    def __init__(self, clock: FakeClock, answers: dict[Context, list[str]] | None = None) -> None:
        self.answers = answers or {}
        self._clock = clock
        self._words: list[Word] = []

    def expect(self, context: Context) -> None:
        self.asked = context
        if self.answers.get(context):
            self.says(self.answers[context].pop(0), in_ms=500)

    def says(self, name: str, in_ms: int = 0) -> None:
        end_ms = round(self._clock.now_s * 1000) + in_ms
        self._words.append(Word(name, end_ms - 300, end_ms))

    def again(self) -> None:
        pass

    def take(self) -> tuple[Word, ...]:
        now_ms = round(self._clock.now_s * 1000)
        said = tuple(word for word in self._words if word.end_ms <= now_ms)
        self._words = [word for word in self._words if word.end_ms > now_ms]
        return said

    def levels(self) -> tuple[Level, ...]:
        return ()

    def close(self) -> None:
        self.closed = True
