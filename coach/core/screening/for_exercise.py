"""What is known when an exercise is looked at, and what it means for who looks at it; it must not know a screen."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from coach.core import exercise_words, screening
from coach.core.model import Exercise, Profile

LinkKind = Literal["down", "up", "instead"]
LINKS: tuple[tuple[LinkKind, str, str], ...] = (
    ("down", "e", "easier"), ("up", "h", "harder"), ("instead", "i", "instead"),
)  # fmt: skip
STOPPED = "The coach plays no exercise now."


class Link(NamedTuple):
    """Another exercise with the key that leads to it and what it is to this one."""

    key: str
    words: str
    to: Exercise
    allowed: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """The exercise set, the person's answers (None without a screening, for which `unscreened` says why).

    `green_weeks` are those that the log tells, for `screening.judge`.
    """

    exercises: Mapping[str, Exercise]
    answers: Profile | None
    unscreened: str
    on: date
    plain: bool = False
    green_weeks: int = 0

    def is_left_out(self, exercise: Exercise) -> bool:
        """Whether the person is not to do it."""
        return self._is_stopped or self._is_omitted(exercise)

    def told(self, exercise: Exercise) -> str:
        """What the screening says about it."""
        if self.answers is None:
            return self.unscreened
        sentences = list(exercise_words.for_you(self.answers, exercise, self.exercises, self.on, self.green_weeks))
        if self._is_stopped:
            sentences.append(STOPPED)
        elif self._is_omitted(exercise):
            sentences = sentences[:1]  # What would do instead has a key of its own.
        return " ".join(sentences)

    def links(self, exercise: Exercise) -> Iterator[Link]:
        """The exercises that one can go on to from this one; each once."""
        instead = self.linked(exercise, "instead")
        for kind, key, words in LINKS:
            other = instead if kind == "instead" else self.linked(exercise, kind)
            if other is None or (kind == "instead" and other.id in (exercise.up, exercise.down)):
                continue
            yield Link(key, words, other, allowed=kind != "instead" and other is instead)

    def linked(self, exercise: Exercise, kind: LinkKind) -> Exercise | None:
        """An easier one, a harder one, or the one that would do where this one is left out."""
        if kind != "instead":
            return self.exercises.get((exercise.up if kind == "up" else exercise.down) or "")
        if self.answers is None or not self._is_omitted(exercise):
            return None
        return exercise_words.substitute(self.answers, exercise, self.exercises, self.on, self.green_weeks)

    @property
    def _is_stopped(self) -> bool:
        """Whether nothing at all is played."""
        return self.answers is not None and screening.judge(self.answers, self.on).outcome != "plan"

    def _is_omitted(self, exercise: Exercise) -> bool:
        answers = self.answers
        return (
            answers is not None
            and exercise_words.omission(answers, exercise, self.on, self.green_weeks) is not None
        )
