"""Simulated people with back pain who train for weeks, with any coach; it must not know which.

The people of the pain rules' promise: scattered ratings, correlated from day to day by 0.3; after = before ± 0.5.
A coach is anything that plans a day and takes down a session; see `Coach`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import floor, sqrt
from random import Random
from statistics import fmean
from typing import Protocol

CORRELATION = 0.3
FIRST_MONDAY = date(2026, 1, 5)
START = {"seated_flexion": (1, 5, 10), "bird_dog": (1, 6, 2), "clamshell": (1, 10, 0), "brace": (1, 5, 5)}


@dataclass(frozen=True)
class Rated:
    """What a person says of one session."""

    before: int
    after: int
    effort: str


class Coach(Protocol):
    """Plans and remembers for one person, who does all that is planned."""

    def plan(self, day: date, before: int, morning: int | None) -> int:
        """Repetitions of the session at hand, 0 where it is refused; `morning` belongs to the last session."""
        ...

    def record(self, day: date, number: int, rated: Rated) -> None:
        """The session just planned was done, the `number`th of its day from 0."""
        ...

    @property
    def stage(self) -> int: ...


@dataclass(frozen=True)
class Person:
    """How a back is: `level` on each day from the first, and what sessions do to it."""

    name: str
    usual: int
    level: Callable[[int], float]
    easy: float = 0.5
    hard: float = 0.04
    hurt_by: float = 0.0
    hurt_on: float = 0.0
    days: tuple[int, ...] = (0, 1, 2, 3, 4)
    rounds: int = 1
    mornings: bool = False


@dataclass
class Course:
    """What came of twelve weeks: repetitions of each planned day by week, sessions asked for and refused."""

    weeks: list[list[int]] = field(default_factory=list)
    sessions: int = 0
    refused: int = 0
    stage: int = 1

    def mean(self, week: int) -> float:
        """Mean repetitions a day of a week counted from 1."""
        return fmean(self.weeks[week - 1])


def steady(usual: float) -> Callable[[int], float]:
    return lambda _: usual


def flare(usual: float) -> Callable[[int], float]:
    """3 points more for ten days, from the first day of week 5."""
    return lambda day: usual + (3 if 28 <= day < 38 else 0)


def drift(usual: float, a_month: float) -> Callable[[int], float]:
    return lambda day: usual + a_month * day / 30


EVERY_DAY = tuple(range(7))
PEOPLE = (
    *(Person(f"steady {usual}", usual, steady(usual)) for usual in range(2, 7)),
    Person("steady 3, never easy", 3, steady(3), easy=0.0),
    Person("improving from 3", 3, drift(3, -0.75)),
    Person("flare of 3 in weeks 5–6, usual 3", 3, flare(3)),
    Person("1 point worse a month, from 3", 3, drift(3, 1)),
    Person("hurt by 2 points on 3 of 5 days, usual 3", 3, steady(3), hurt_by=2, hurt_on=0.6),
    Person("steady 3, two days a week", 3, steady(3), days=(0, 3)),
    Person(
        "steady 3, three rounds on seven days, mornings rated",
        3,
        steady(3),
        days=EVERY_DAY,
        rounds=3,
        mornings=True,
    ),
    Person("the same with the flare", 3, flare(3), days=EVERY_DAY, rounds=3, mornings=True),
)


def whole(value: float) -> int:
    """A rating: the nearest whole number of 0 to 10."""
    return max(0, min(10, floor(value + 0.5)))


@dataclass
class Scatter:
    """A person's days against the usual, each correlated with the one before, and the ratings within a day."""

    random: Random
    points: float
    wander: float = field(init=False)

    def __post_init__(self) -> None:
        self.wander = self.random.gauss(0, 1)

    def next_day(self) -> float:
        self.wander = CORRELATION * self.wander + sqrt(1 - CORRELATION**2) * self.random.gauss(0, 1)
        return self.points * self.wander

    def another(self) -> float:
        """A later round of the day, or a morning: as far from the usual as a day is."""
        return self.points * self.random.gauss(0, 1)


def rated(person: Person, feels: float, random: Random) -> Rated:
    """after = before ± 0.5, and what the exercises hurt."""
    hurts = person.hurt_by if random.random() < person.hurt_on else 0.0
    after = whole(feels + random.gauss(0, 0.5) + hurts)
    efforts = (person.easy, person.hard, 1 - person.easy - person.hard)
    return Rated(whole(feels), after, random.choices(("easy", "hard", "ok"), efforts)[0])


def live(person: Person, points: float, random: Random, coach: Coach, weeks: int = 12) -> Course:
    """Some weeks of a person's life with a coach, who is asked before each session and told of it afterwards."""
    course, scatter = Course(), Scatter(random, points)
    trained_the_day_before = False
    for day in range(7 * weeks):
        if day % 7 == 0:
            course.weeks.append([])
        today, level = scatter.next_day(), person.level(day)
        if day % 7 not in person.days:
            continue
        repetitions = 0
        for number in range(person.rounds):
            at = FIRST_MONDAY + timedelta(day)
            feels = level + (scatter.another() if number else today)
            morning = whole(level + scatter.another()) if person.mornings and trained_the_day_before else None
            planned = coach.plan(at, whole(feels), None if number else morning)
            course.sessions += 1
            course.refused += planned == 0
            if planned:
                coach.record(at, number, rated(person, feels, random))
            repetitions += planned
        trained_the_day_before = repetitions > 0
        course.weeks[-1].append(repetitions)
    course.stage = coach.stage
    return course
