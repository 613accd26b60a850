"""Hundreds of made-up courses of 12 weeks: what the pain rules do to people, as a table (run pytest with -s)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cache
from random import Random

import pytest
from logbook import EXERCISES, MONDAY, profile, routine, sets_of

from coach.core import doses
from coach.core.model import Dose, Effort, Exercise, Session
from coach.core.progression import decide_from, settle
from coach.core.progression.fold import begin, end
from coach.core.progression.ratings import comfort
from coach.core.progression.state import first_state

DAYS = 84
COURSES = 50
DOSES = {
    id_: EXERCISES[id_].start for id_ in ("seated_flexion", "bird_dog", "clamshell", "brace", "heel_slide", "plank")
}
FLARE_ON = 28
USUAL = 2


@dataclass(frozen=True)
class Rated:
    """How somebody rates one day, None where they do not come or do not rate."""

    before: int | None
    after: int | None
    effort: Effort | None


@dataclass(frozen=True)
class Outcome:
    """What became of one course: volumes as percent of the first day's, and what broke a promise."""

    volumes: tuple[int, ...]
    played: int
    rules: frozenset[str]
    broken: tuple[str, ...]


Person = Callable[[Random, int], Rated]


def scattered(random: Random, level: int) -> tuple[int, int]:
    """A rating before that scatters by a point, and one after that now and then is a point off."""
    before = max(0, level + random.choice([-1, 0, 0, 0, 0, 1]))
    return before, max(0, before + random.choice([-1, 0, 0, 0, 0, 0, 0, 1]))


def steady(random: Random, _day: int) -> Rated:
    return Rated(*scattered(random, USUAL), random.choice(["easy", "ok", "ok", "ok"]))


def calm(random: Random, _day: int) -> Rated:
    return Rated(*scattered(random, 1), random.choice(["easy", "easy", "easy", "ok"]))


def flare(random: Random, day: int) -> Rated:
    """Four bad days in a good time: sore before, and now and then a point more after."""
    if FLARE_ON <= day < FLARE_ON + 4:
        return Rated(4, random.choice([4, 4, 4, 5]), "ok")
    return Rated(*scattered(random, 1), random.choice(["easy", "ok"]))


def improving(random: Random, day: int) -> Rated:
    level = max(0, 3 - day // 20)
    return Rated(*scattered(random, level), "easy" if random.random() < 0.3 + day / 120 else "ok")


def worsening(random: Random, day: int) -> Rated:
    before, after = scattered(random, 2 + day // 20)
    return Rated(before, after + random.choice([0, 0, 1]), random.choice(["ok", "ok", "hard"]))


def overconfident(random: Random, _day: int) -> Rated:
    """Always "easy", whatever it does: every raise is followed by more pain."""
    before, after = scattered(random, USUAL)
    return Rated(before, after + random.choice([0, 0, 1, 2]), "easy")


def never_rates(_random: Random, _day: int) -> Rated:
    return Rated(None, None, None)


PEOPLE: dict[str, Person] = {
    "steady": steady,
    "calm": calm,
    "flare": flare,
    "improving": improving,
    "worsening": worsening,
    "overconfident": overconfident,
    "never rates": never_rates,
}


def volume(planned: dict[str, Dose]) -> int:
    """Shares of the first day's dose, in thousandths, summed over the exercises of the first day."""
    return sum(
        1000 * doses.total(dose, EXERCISES[id_]) // doses.total(DOSES[id_], EXERCISES[id_])
        for id_, dose in planned.items()
        if EXERCISES[id_].stage == 1
    )


def live(person: Person, seed: int) -> Outcome:
    """Twelve weeks, a session on six days of seven, all of it done; where all is dropped, the day is only rated."""
    random = Random(seed)
    who, what = profile(USUAL, stage=1), routine(DOSES)
    setting = settle(what, EXERCISES, who, MONDAY)
    state = first_state(setting, [])
    volumes: list[int] = []
    broken: list[str] = []
    rules: set[str] = set()
    played, pain = 0, False
    for number in range(DAYS):
        rated = person(random, number)
        day = MONDAY + timedelta(days=number)
        decision = decide_from(setting, state, day, rated.before)
        planned = {each.id: each.dose for each in decision.exercises}
        volumes.append(volume(planned))
        rules |= set(decision.rules)
        broken += [f"{day}: {id_} past its limits" for id_, dose in planned.items() if past(dose, EXERCISES[id_])]
        if pain and volumes[-1] > volumes[-2]:
            broken.append(f"{day}: up after pain")
        pain = False
        if not decision.allowed or number % 7 == 6:
            continue
        at = datetime.combine(day, time(8))
        session = Session(
            number,
            at,
            what.id,
            planned,
            sets_of(planned, at, {}),
            before=rated.before,
            after=rated.after,
            effort=rated.effort,
            routine_doses=DOSES,
        )
        start = begin(setting, state, day, rated.before, DOSES, session)
        state = end(setting, start, session)
        played += 1
        pain = (rated.after or 0) > comfort(start.ref)
    first = volumes[0]
    return Outcome(tuple(100 * each // first for each in volumes), played, frozenset(rules), tuple(broken))


def past(dose: Dose, exercise: Exercise) -> bool:
    return not doses.within_limits(dose, exercise, 1)


@cache
def outcomes(name: str) -> tuple[Outcome, ...]:
    return tuple(live(PEOPLE[name], seed) for seed in range(COURSES))


def median_volume(name: str, first: int, last: int) -> int:
    """The median over all courses of the mean volume in the days first to last, in percent of the start."""
    means = sorted(sum(each.volumes[first:last]) // (last - first) for each in outcomes(name))
    return means[len(means) // 2]


def test_the_summary_of_all_courses_can_be_read(capsys: pytest.CaptureFixture[str]) -> None:
    weeks = (1, 2, 4, 5, 6, 8, 10, 12)
    lines = [
        "",
        "volume in percent of the first day, median of 50 courses",
        f"{'week':<14}" + "".join(f"{week:>6}" for week in weeks) + "  sessions",
    ]
    for name in PEOPLE:
        cells = "".join(f"{median_volume(name, 7 * week - 7, 7 * week):>6}" for week in weeks)
        sessions = sorted(each.played for each in outcomes(name))[COURSES // 2]
        lines.append(f"{name:<14}{cells}{sessions:>10}")
    with capsys.disabled():
        print("\n".join(lines))
    assert median_volume("calm", 0, 1) == 100


@pytest.mark.parametrize("name", PEOPLE)
def test_nobody_passes_a_limit_or_goes_up_after_pain(name: str) -> None:
    assert [each.broken for each in outcomes(name) if each.broken] == []


def test_the_steady_keep_what_they_have() -> None:
    assert median_volume("steady", 56, 84) >= 90


def test_the_calm_and_the_improving_do_more_in_the_end() -> None:
    assert median_volume("calm", 77, 84) >= 150
    assert median_volume("improving", 77, 84) >= 110


def test_a_flare_halves_and_is_over_four_weeks_later() -> None:
    before = median_volume("flare", FLARE_ON - 7, FLARE_ON)
    assert median_volume("flare", FLARE_ON + 1, FLARE_ON + 4) <= 60 * before // 100
    assert median_volume("flare", FLARE_ON + 28, FLARE_ON + 35) >= 90 * before // 100


def test_the_worsening_end_with_much_less() -> None:
    assert median_volume("worsening", 70, 84) <= 50


def test_who_rates_everything_easy_still_steps_back_with_pain() -> None:
    assert all("P5" in each.rules or "P4" in each.rules for each in outcomes("overconfident"))
    assert median_volume("overconfident", 56, 84) <= 100


def test_who_never_rates_never_goes_up() -> None:
    assert all(max(each.volumes) <= 100 for each in outcomes("never rates"))
    assert all("P9" in each.rules and not each.rules & {"P11", "P12", "P13"} for each in outcomes("never rates"))
