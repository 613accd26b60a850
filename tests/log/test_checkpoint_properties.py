"""What is kept of the older part of the log changes no decision: made-up logs that grow and are changed at will."""

import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import replace
from datetime import datetime, time, timedelta, timezone
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from logbook import EXERCISES, routine
from made_up_courses import Course, histories, years
from recording import correct, record, seen

from coach.core.model.done import Hurt, Session, SetDone
from coach.core.model.routine import Routine
from coach.core.model.screened import Profile
from coach.core.progression import decide, decide_from, settle, up_to
from coach.core.progression.first_state import first_doses
from coach.core.progression.fold import fold
from coach.core.progression.state import State
from coach.errors import CoachError
from coach.log import Log, checkpoint, value_text

SOME = settings(max_examples=50)
FEWER = settings(SOME, max_examples=8)
WORTH = 5
NAMES = ("worked", "worked", "worked", "other")


def read_back(state: State) -> State:
    found: State = value_text.made(value_text.written(state))
    return found


@SOME
@given(histories)
def test_a_state_is_read_back_as_it_was(course: Course) -> None:
    for step in course.steps[:: len(course.steps) // 20 + 1]:
        read = read_back(step.after)
        assert read == step.after
        assert [*read.own] == [*step.after.own]
        for name, mine in step.after.routines.items():
            assert [*read.routines[name].targets] == [*mine.targets]


@SOME
@given(histories, st.randoms(use_true_random=False))
def test_a_fold_goes_on_from_any_state_that_was_kept(course: Course, random: Random) -> None:
    sessions = [replace(each, routine=random.choice(NAMES)) for each in course.sessions]
    setting = settle(course.what, EXERCISES, course.who, sessions[-1].at.date())
    cut = random.randint(0, len(sessions))
    if first_doses(setting, sessions[:cut]) is None:
        return
    early = fold(setting, sessions[:cut])
    as_it_was = value_text.written(early)
    whole = fold(setting, sessions)
    assert fold(setting, sessions[cut:], read_back(early)) == whole
    assert fold(setting, sessions[cut:], early) == whole
    assert value_text.written(early) == as_it_was


class Hand:
    """Someone who changes a log at will, with the coach and without."""

    def __init__(self, path: Path, random: Random, later: list[Session]) -> None:
        self.path = path
        self.random = random
        self.later = later

    def act(self) -> None:
        ways: list[Callable[[], None]] = [self.grow, self.grow, self.with_the_coach, self.add_late, self.by_hand]
        self.random.choice(ways)()

    def run(self, statement: str, *values: object) -> None:
        with closing(sqlite3.connect(self.path)) as connection, connection:
            connection.execute(f"PRAGMA foreign_keys = {self.random.choice(['ON', 'OFF'])}")
            with suppress(sqlite3.IntegrityError):
                connection.execute(statement, values)

    def any_session(self) -> Session:
        """Mostly an old one; of those that are there."""
        with Log(self.path) as log:
            every = log.sessions()
        return self.random.choice(every[: self.random.choice([len(every), len(every) // 2 + 1])])

    def any_time(self) -> datetime:
        """Near to a session, and as the clocks of some place had it."""
        at = self.any_session().at + timedelta(hours=self.random.choice([-30, -1, 0, 1, 30]))
        zone = timezone(timedelta(hours=self.random.choice([-11, 0, 0, 14])))
        return at.replace(second=self.random.randint(0, 59)).astimezone(zone)

    def grow(self) -> None:
        number = self.random.randint(1, 40)
        more, self.later = self.later[:number], self.later[number:]
        with closing(sqlite3.connect(self.path)) as connection:
            last = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'session'").fetchone()[0]
        record(self.path, [replace(each, id=last + index) for index, each in enumerate(more, 1)])

    def with_the_coach(self) -> None:
        session = self.any_session()
        number = self.random.choice([1, 2, 6, 9])
        with Log(self.path) as log:
            acts: list[Callable[[], object]] = [
                lambda: correct(
                    log,
                    session.id,
                    self.random.choice(["before", "during", "after", "morning"]),
                    number,
                    session.at,
                ),
                lambda: log.rate(session.id, after=number, effort="hard", stopped="sharp"),
                lambda: log.add_hurt(session.id, Hurt("plank", number, session.at)),
                lambda: log.finish(session.id, finished=False, stopped="tired"),
                lambda: log.add_set(session.id, SetDone("plank", number, "both", number, session.at)),
                lambda: log.drop_if_empty(session.id),
                lambda: log.morning(self.any_time().date(), number, session.at),
            ]
            with suppress(CoachError):
                self.random.choice(acts)()

    def add_late(self) -> None:
        """A session that is told of afterwards, or before it has been."""
        with Log(self.path) as log:
            log.add(replace(self.any_session(), at=self.any_time(), after=self.random.randint(0, 9)))

    def by_hand(self) -> None:
        """Without the coach: sessions come and go, which it can tell from their number and the last id."""
        id_ = self.any_session().id
        at = self.any_time().replace(tzinfo=None).isoformat(timespec="seconds")
        statement, values = self.random.choice(
            [
                ("DELETE FROM session WHERE id = ?", (id_,)),
                ("DELETE FROM session WHERE id > ?", (id_,)),
                ("INSERT INTO session (at, routine, after) VALUES (?, 'worked', 8)", (at,)),
                ("INSERT INTO session (at, routine, after) VALUES (?, 'worked', 8)", (at.replace("T", " "),)),
                ("INSERT INTO session (at, routine, after) VALUES (?, 'worked', 8)", (f"{at}+05:00",)),
                ("INSERT INTO session (at, routine, after) VALUES (?, 'worked', 8)", (f"{at}-11:00",)),
                ("INSERT INTO session (at, routine, after) VALUES (?, 'worked', 8)", (at.replace("-", ""),)),
            ]
        )
        self.run(statement, *values)


def proved(path: Path, who: Profile, what: Routine, random: Random) -> bool:
    """Decides with what is kept and without, for the same; whether something kept was of use."""
    with Log(path) as log:
        every = log.sessions()
        last = every[-1].at.date() if every else datetime(2026, 11, 2).date()
        on = last + timedelta(days=random.choice([0, 1, 1, 1, 1, 2, 7, 14, 28, 60, -1, -13, -20, -100]))
        before = random.choice([None, None, 0, 2, 4, 6])
        now = datetime.combine(on, time(12)).astimezone() if random.random() < 0.5 else None
        setting = settle(what, EXERCISES, who, on, now=now)
        state, shown = checkpoint.led_to(log, setting, on, WORTH, now)
    decision = decide_from(setting, state, on, before)
    assert decision == decide(what, EXERCISES, who, every, on, before, now=now)
    assert state == fold(setting, up_to(on, every, now), latest=on)
    assert seen(decision, shown) == seen(decision, every)
    return len(shown) < len(every)


@FEWER
@given(years(), st.randoms(use_true_random=False))
def test_no_decision_and_nothing_shown_is_another_for_what_is_kept(
    tmp_path_factory: pytest.TempPathFactory, course: Course, random: Random
) -> None:
    path = tmp_path_factory.mktemp("log") / "log.sqlite3"
    mixed = random.choice([0.0, 0.3])
    sessions = [replace(each, routine="other") if random.random() < mixed else each for each in course.sessions]
    known = random.randint(len(sessions) // 2, len(sessions))
    record(path, sessions[:known])
    people = [course.who] * 6 + [replace(course.who, usual_pain=3), replace(course.who, stage=2)]
    files = [course.what] * 6 + [routine(name="other"), replace(course.what, rounds_per_day=2)]
    hand = Hand(path, random, sessions[known:])
    for _ in range(12):
        for _ in range(random.randint(1, 3)):
            proved(path, random.choice(people), random.choice(files), random)
        with Log(path) as log:
            if not log.sessions():
                return
        hand.act()


@FEWER
@given(years())
def test_a_long_course_makes_use_of_what_is_kept(tmp_path_factory: pytest.TempPathFactory, course: Course) -> None:
    path = tmp_path_factory.mktemp("log") / "log.sqlite3"
    record(path, course.sessions)
    last = course.sessions[-1].at.date()
    weeks_before = last - checkpoint.LEFT
    old = sum(each.at.date() < weeks_before for each in course.sessions[: -checkpoint.FEWEST_LEFT])
    random = Random(0)
    proved(path, course.who, course.what, random)
    with Log(path) as log:
        setting = settle(course.what, EXERCISES, course.who, last)
        checkpoint.led_to(log, setting, last, WORTH)
        shown = checkpoint.led_to(log, setting, last, WORTH)[1]
    assert old < 2 * WORTH or len(shown) < len(course.sessions)
