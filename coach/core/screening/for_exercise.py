"""What a screening means for one exercise, for whoever looks at it; it must not know a screen."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from coach.core import screening
from coach.core.exercise import Exercise
from coach.core.model.screened import NOTHING_LATELY, Lately, Omission, Profile
from coach.core.reason import Reason
from coach.core.screening.table import GROUPS, HIGHEST_UNSCREENED_STAGE, grounds

LinkKind = Literal["down", "up", "instead"]
LINKS: tuple[tuple[LinkKind, str, str], ...] = (
    ("down", "e", "easier"), ("up", "h", "harder"), ("instead", "i", "instead"),
)  # fmt: skip


def left_out_for(exercise: Exercise) -> tuple[str, ...]:
    """The screening's groups that leave an exercise out."""
    return tuple(group.id for group in GROUPS.values() if any(grounds(group, exercise)))


def whom_it_is_left_out_for(exercise: Exercise) -> Reason:
    """The same groups, to be told in a line."""
    return Reason("left_out_for", groups=left_out_for(exercise))


def for_you(
    answers: Profile | None,
    exercise: Exercise,
    known: Mapping[str, Exercise],
    on: date,
    lately: Lately = NOTHING_LATELY,
) -> Iterator[Reason]:
    """What the screening says about an exercise for one person on a day, `lately` as in `screening.judge`.

    Without a profile: why the exercise is left for later, if it is.
    """
    verdict = screening.judge(answers, on, lately)
    if verdict.outcome != "plan":
        yield from verdict.reasons
        return
    left_out = omission(answers, exercise, on, lately)
    if left_out is None and answers is None:
        if exercise.stage > HIGHEST_UNSCREENED_STAGE:
            yield Reason("unscreened_from_stage", stage=exercise.stage)
        return
    if left_out is None:
        later = answers is not None and exercise.stage > answers.stage
        yield Reason("allowed_from_stage", stage=exercise.stage) if later else Reason("allowed")
        return
    yield left_out.reason
    instead = substitute(answers, exercise, known, on, lately)
    if instead is not None:
        yield Reason("would_do", id=instead.id, name=instead.name)


def omission(
    answers: Profile | None, exercise: Exercise, on: date, lately: Lately = NOTHING_LATELY
) -> Omission | None:
    """Why it is left out for one person, or None; as in the screening, the stage reached is not looked at."""
    return screening.omission(answers, screening.judge(answers, on, lately), exercise)


def substitute(
    answers: Profile | None,
    exercise: Exercise,
    known: Mapping[str, Exercise],
    on: date,
    lately: Lately = NOTHING_LATELY,
) -> Exercise | None:
    """The nearest exercise that the person may do instead, or None."""
    verdict = screening.judge(answers, on, lately)
    allowed = [id_ for id_, other in known.items() if screening.omission(answers, verdict, other) is None]
    instead = screening.substitute(exercise, allowed, known)
    return None if instead is None else known[instead]


class Link(NamedTuple):
    """Another exercise with the key that leads to it and what it is to this one."""

    key: str
    words: str
    to: Exercise
    allowed: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """The exercise set, the person's answers (None without a screening, for which `unscreened` says why).

    `lately` is what the log tells, for `screening.judge`.
    """

    exercises: Mapping[str, Exercise]
    answers: Profile | None
    unscreened: str
    on: date
    plain: bool = False
    lately: Lately = NOTHING_LATELY

    def is_left_out(self, exercise: Exercise) -> bool:
        """Whether the person is not to do it."""
        return self._is_stopped or self._is_omitted(exercise)

    def told(self, exercise: Exercise) -> tuple[Reason, ...]:
        """What the screening says about it; without one, why it is left for later, if it is."""
        said = tuple(for_you(self.answers, exercise, self.exercises, self.on, self.lately))
        if self._is_stopped:
            return (*said, Reason("stopped"))
        # What would do instead has a key of its own.
        return said[:1] if self._is_omitted(exercise) else said

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
        if not self._is_omitted(exercise):
            return None
        return substitute(self.answers, exercise, self.exercises, self.on, self.lately)

    @property
    def _is_stopped(self) -> bool:
        """Whether nothing at all is played."""
        return screening.judge(self.answers, self.on).outcome != "plan"

    def _is_omitted(self, exercise: Exercise) -> bool:
        return omission(self.answers, exercise, self.on, self.lately) is not None
