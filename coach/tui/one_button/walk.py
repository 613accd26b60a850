"""Where a clicker is among the answers to a question of the screening; it must not know what an answer leads to.

Nothing is marked at first, so that no press by itself answers anything. Steps go over the answers in the order in
which they stand there; numbers come last, from a usual one on.
"""

from coach.core.screening.questions import NEVER, Question

DONE = "enter"
STARTS = {
    "age": 40, "months_since_spinal_surgery": 12, "pregnant_weeks": 20, "first_pain_age": 30,
    "weeks_since_flare": 4, "usual_pain": 3,
}  # fmt: skip
QUICK_S = 0.5  # Presses that follow each other so soon belong together,
SIZES = ((20, 50), (10, 10), (5, 5))  # and after so many of them a step is so large.


def answers(question: Question) -> tuple[str, ...]:
    """The keys of the answers to step over, without the numbers."""
    if question.kind == "yes_no":
        return ("y", "n", *(() if question.unsure is NEVER else ("u",)))
    last = (*(() if question.no is None else ("n",)), *(() if question.unsure is NEVER else ("u",)))
    if question.kind == "number":
        return last
    return (*(str(number) for number, _ in enumerate(question.choices, 1)), DONE, *last)


class Strides:
    """How far a step among numbers goes: further while they are quick and in one direction."""

    def __init__(self) -> None:
        self._by = 0
        self._count = 0
        self._last_s = 0.0

    def step(self, by: int, now_s: float) -> int:
        """What a step means; seconds of one clock that never falls."""
        goes_on = by == self._by and now_s - self._last_s < QUICK_S
        self._count = self._count + 1 if goes_on else 0
        self._by, self._last_s = by, now_s
        return by * next((size for count, size in SIZES if self._count >= count), 1)


def stepped(question: Question, at: str, typed: str, by: int, most: int | None = None) -> tuple[str, str] | None:
    """The marked answer and the number after a step; None where it leads back to the question before.

    `at` is "" where none is marked. `most` is the highest number that can be meant, if not the question's.
    """
    keys, numbers = answers(question), question.kind == "number"
    high = question.high if most is None else min(most, question.high)
    if numbers and typed:
        number = int(typed) + by
        if number >= question.low:
            return "", str(min(high, number))
        return (keys[-1] if keys else ""), ""
    place = (keys.index(at) if at else -1) + (1 if by > 0 else -1)
    if place < -1:
        return None
    if place < len(keys):
        return (keys[place] if place >= 0 else ""), ""
    if numbers:
        return "", str(min(high, STARTS.get(question.key, question.low)))
    return at, ""
