"""What the pain rules do to simulated people in twelve weeks: the promise of the document (-s: its table)."""

from collections.abc import Iterator
from functools import cache
from random import Random
from statistics import fmean, median

import pytest
from promised import ProgramCoach
from simulated_people import PEOPLE, Course, Person, live, steady

SCATTERS = (0.6, 0.9, 1.2)
COURSES = 12
WEEKS = (1, 4, 5, 6, 7, 8, 9, 12)
NAMED = {person.name: person for person in PEOPLE}
ROUNDS = "steady 3, three rounds on seven days, mornings rated"
START = 26


@cache
def courses(name: str, scatter: float) -> tuple[Course, ...]:
    person = NAMED[name]
    return tuple(
        live(person, scatter, Random(f"{name} {scatter} {number}"), ProgramCoach(person))
        for number in range(COURSES)
    )


def mean(name: str, scatter: float, *weeks: int) -> float:
    """Mean repetitions a day in some weeks."""
    return fmean(course.mean(week) for course in courses(name, scatter) for week in weeks)


def refused(name: str, scatter: float) -> float:
    every = courses(name, scatter)
    return sum(course.refused for course in every) / sum(course.sessions for course in every)


def lines() -> Iterator[str]:
    for name in NAMED:
        cells = []
        for scatter in SCATTERS:
            weeks = " ".join(f"{mean(name, scatter, week):.0f}" for week in WEEKS)
            share = refused(name, scatter)
            cells.append(weeks + (f" ({share:.0%})" if share >= 0.005 else ""))
        yield f"| {name} | {' | '.join(cells)} |"


def test_the_table_of_the_document_can_be_read(capsys: pytest.CaptureFixture[str]) -> None:
    print("\n".join(["", "| person | scatter 0.6 | 0.9 | 1.2 |", *lines()]))
    assert capsys.readouterr().out.count("|") == 5 * (len(NAMED) + 1)
    with capsys.disabled():
        print("\n".join(["", *lines()]))


@pytest.mark.parametrize("scatter", SCATTERS)
@pytest.mark.parametrize(("name", "share"), [
    ("steady 2", 0.85), ("steady 3", 0.85), ("steady 4", 0.85), (ROUNDS, 0.85), ("steady 3, never easy", 0.85),
    ("steady 5", 0.75), ("steady 6", 0.75),
])  # fmt: skip
def test_who_never_changes_keeps_what_they_do(name: str, share: float, scatter: float) -> None:
    assert mean(name, scatter, 8, 9, 10, 11, 12) >= share * mean(name, scatter, 1)
    assert refused(name, scatter) <= 0.15


@pytest.mark.parametrize("scatter", SCATTERS)
@pytest.mark.parametrize("name", ["flare of 3 in weeks 5–6, usual 3", "the same with the flare"])
def test_a_flare_takes_much_off_and_is_made_good(name: str, scatter: float) -> None:
    before = mean(name, scatter, 4)
    assert mean(name, scatter, 5, 6) <= 0.65 * before
    assert mean(name, scatter, 9) >= 0.85 * before


@pytest.mark.parametrize("scatter", SCATTERS)
def test_whom_the_exercises_hurt_does_little_and_rests(scatter: float) -> None:
    name = "hurt by 2 points on 3 of 5 days, usual 3"
    assert mean(name, scatter, *range(4, 13)) < 0.4 * START
    assert refused(name, scatter) > 0.1


@pytest.mark.parametrize("scatter", SCATTERS)
def test_who_finds_it_easy_opens_the_next_stage(scatter: float) -> None:
    person = Person("easy on four of five days", 2, steady(2), easy=0.8)
    every = [
        live(person, scatter, Random(f"easy {scatter} {number}"), ProgramCoach(person)) for number in range(40)
    ]
    assert sum(course.stage >= 2 for course in every) >= 0.75 * len(every)


def test_mixed_people_over_half_a_year_keep_what_they_do() -> None:
    random = Random("mixed")
    kept = []
    for number in range(48):
        usual = 1 + number % 6
        days = tuple(sorted(random.sample(range(7), random.randint(2, 7))))
        person = Person("mixed", usual, steady(usual), days=days, rounds=random.randint(1, 3))
        course = live(person, random.uniform(0.4, 1.4), random, ProgramCoach(person), weeks=26)
        kept.append(fmean(course.mean(week) for week in range(23, 27)) / course.mean(1))
    assert median(kept) >= 0.95
    assert sum(share < 0.5 for share in kept) <= 3
    assert sum(share < 0.85 for share in kept) <= len(kept) * 0.35
