"""Turns past sessions into the course of each exercise, done against planned; it must not know a screen.

Nothing here judges: doses are decided elsewhere.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from coach.core.exercise import Dose, Exercise
from coach.core.history import repetitions, summary
from coach.core.model.done import Session

Unit = Literal["repetitions", "seconds"]
SHORTEST_DAYS = 14
SPANS_DAYS = (28, 91, 365)  # What can be looked at, beside everything.
STEPS = (1, 2, 5, 10, 15, 20, 30, 50, 60, 100, 150, 200, 300, 500, 600, 1000, 2000, 5000)
MOST_TICKS = 7


@dataclass(frozen=True, slots=True)
class Round:
    """What was planned and done of an exercise in a round, in its unit; of one side where each side is done."""

    on: date
    dose: Dose
    planned: float
    done: float


@dataclass(frozen=True, slots=True)
class Course:
    """The rounds of an exercise, oldest first; "seconds" are those of its holds, for what is held."""

    id: str
    unit: Unit
    each_side: bool
    rounds: tuple[Round, ...]


def courses(sessions: Iterable[Session], exercises: Mapping[str, Exercise]) -> tuple[Course, ...]:
    """The course of each exercise that was ever done, the latest one first.

    A round in which an exercise was planned and not done counts with 0; a session without a repetition is no round.
    """
    rounds: dict[str, list[Round]] = {}
    for session in filter(summary.is_round, sessions):
        for id_, dose in session.planned.items():
            rounds.setdefault(id_, []).append(_round(session, id_, dose, exercises.get(id_)))
    done = {id_: found for id_, found in rounds.items() if any(each.done for each in found)}
    latest = sorted(done, key=lambda id_: max(each.on for each in done[id_] if each.done), reverse=True)
    return tuple(
        Course(id_, _unit(exercise := exercises.get(id_)), repetitions.sides(exercise) == 2, tuple(done[id_]))
        for id_ in latest
    )


def spans(course: Course, on: date) -> tuple[int, ...]:
    """The numbers of days up to `on` that are worth looking at: each shows more rounds, the last one all."""
    whole = max(SHORTEST_DAYS, (on - course.rounds[0].on).days + 1)
    return (*(days for days in SPANS_DAYS if days < whole), whole)


def since(course: Course, on: date, days: int) -> tuple[Round, ...]:
    """The rounds of the `days` days up to and with `on`."""
    first = on - timedelta(days=days - 1)
    return tuple(each for each in course.rounds if first <= each.on <= on)


def ticks(most: float, rows: int) -> tuple[int, ...]:
    """The numbers of a scale from 0 to at least `most` that has each of them on one of `rows` rows, evenly."""
    best: tuple[int, ...] = ()
    filled = -1.0
    for step in STEPS:
        count = max(1, -int(-most // step))
        if count + 1 > min(MOST_TICKS, max(2, (rows + 1) // 2)):
            continue
        used = ((rows - 1) // count * count) * most / (count * step)  # Rows from 0 up to `most`.
        if used > filled:
            best, filled = tuple(step * number for number in range(count + 1)), used
    return best or (0, max(1, -int(-most // 1)))


def _round(session: Session, id_: str, dose: Dose, exercise: Exercise | None) -> Round:
    each = max(1, dose.hold_s) if _unit(exercise) == "seconds" else 1
    done = repetitions.of_both_sides(session, id_) * each / repetitions.sides(exercise)
    return Round(session.at.date(), dose, float(dose.repetitions * each), done)


def _unit(exercise: Exercise | None) -> Unit:
    return "seconds" if exercise is not None and exercise.scale == "hold" else "repetitions"


def highest(rounds: Sequence[Round]) -> float:
    """The most that was planned or done; at least 1."""
    return max([1.0, *(max(each.planned, each.done) for each in rounds)])
