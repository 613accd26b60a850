"""What is kept of the older part of the log: that it is used, and that it changes no decision; with real logs."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime, time, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from logbook import EXERCISES, WORKED, routine, sets_of
from recording import DAYS, LAST, WHO, correct, decided, history, kept, record, seen, sql, with_older_part_kept

from coach.app import workspace
from coach.app.today import todays
from coach.core import progression
from coach.core.model.done import Session
from coach.core.model.routine import Routine
from coach.core.model.screened import Profile
from coach.core.progression.fold import fold
from coach.core.progression.state import State
from coach.files import exercises, paths
from coach.files.settings import Settings
from coach.log import Log, checkpoint, value_text

OLD = 100


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_older_part_kept(tmp_path_factory.mktemp("kept"))


@pytest.fixture
def path(tmp_path: Path, made_once: Path) -> Path:
    """A log whose older part is kept."""
    return Path(shutil.copy(made_once, tmp_path))


def test_a_long_log_is_not_read_to_its_beginning_a_second_time(path: Path) -> None:
    assert decided(path)[1] < 80


def test_the_second_time_is_read_only(path: Path) -> None:
    with Log(path) as log:
        before = log._open().execute("PRAGMA data_version").fetchone()
        decided(path)
        assert log._open().execute("PRAGMA data_version").fetchone() == before


def test_a_short_log_gets_no_table_for_it(tmp_path: Path) -> None:
    where = tmp_path / "log.sqlite3"
    record(where, history()[:240])
    assert decided(where)[1] == 240
    with sql(where) as connection:
        assert connection.execute("SELECT name FROM sqlite_master WHERE name GLOB 'checkpoint*'").fetchall() == []


def test_without_a_log_nothing_is_made(tmp_path: Path) -> None:
    assert decided(tmp_path / "log.sqlite3")[1] == 0
    assert list(tmp_path.iterdir()) == []


def test_new_sessions_mornings_and_ratings_of_the_last_weeks_leave_it_in_use(path: Path) -> None:
    with Log(path) as log:
        at = datetime.combine(LAST + timedelta(days=1), time(8))
        log.morning(at.date(), 2, at)
        correct(log, 395, "after", 3, at)
        made = log.start(at, "worked", WORKED, WORKED, before=1)
        for done in sets_of(WORKED, at, {}):
            log.add_set(made, done)
        log.rate(made, after=6, effort="hard")
        log.finish(made, finished=True)
        opened = log.start(at + timedelta(hours=1), "worked", WORKED, WORKED)
        log.drop_if_empty(opened)
    found, read = decided(path, on=LAST + timedelta(days=2))
    assert read < 80
    assert "P4" in found.rules


def test_a_log_that_has_grown_is_kept_further(path: Path) -> None:
    later = [
        replace(each, id=each.id + DAYS, at=each.at + timedelta(days=DAYS), sets=()) for each in history()[:300]
    ]
    record(path, later)
    on = later[-1].at.date()
    assert decided(path, on=on)[1] > 300
    assert decided(path, on=on)[1] < 80


@pytest.mark.parametrize(
    "who",
    [
        replace(WHO, usual_pain=5), replace(WHO, stage=1), replace(WHO, diagnosis=("disc_herniation",)),
        replace(WHO, screened_at=datetime(2026, 5, 1)), replace(WHO, opt_in_hard=True),
    ],
)  # fmt: skip
def test_other_answers_have_nothing_kept_yet(path: Path, who: Profile) -> None:
    assert decided(path, who)[1] == DAYS
    assert decided(path, who)[1] < 80


@pytest.mark.parametrize(
    "what",
    [
        routine(rounds=2), routine({**WORKED, "brace": EXERCISES["brace"].start}),
        routine({id_: WORKED[id_] for id_ in reversed(WORKED)}), replace(routine(), title="Another"),
    ],
)  # fmt: skip
def test_another_file_of_the_routine_has_nothing_kept_yet(path: Path, what: Routine) -> None:
    assert decided(path, what=what)[1] == DAYS
    assert decided(path, what=what)[1] < 80


def test_other_limits_of_an_exercise_have_nothing_kept_yet_and_other_words_have(path: Path) -> None:
    plank = EXERCISES["plank"]
    what = routine()
    others = replace(plank, cues=replace(plank.cues, move="Lift."), figure=None), replace(plank, max_hold_s=59)
    for other, kept_already in zip(others, (True, False), strict=True):
        items = tuple(replace(each, exercise=other) if each.exercise.id == "plank" else each for each in what.items)
        assert (decided(path, what=replace(what, items=items))[1] < 80) == kept_already


def test_the_screening_of_another_day_has_nothing_kept_yet(path: Path) -> None:
    """A pregnancy moves on, and with it what is left out."""
    who = replace(WHO, pregnant_weeks=8, clinician_agrees=True, screened_at=datetime(2026, 11, 1))
    for weeks in range(1, 9):
        on = LAST + timedelta(weeks=weeks)
        read = decided(path, who, on=on)[1]
        assert read == DAYS or decided(path, who, on=on - timedelta(days=1))[1] < 80


def test_two_routines_each_have_their_own(tmp_path: Path) -> None:
    where = tmp_path / "log.sqlite3"
    both = [replace(each, routine="other" if each.id % 2 else "worked") for each in history()]
    record(where, both)
    worked, other = routine(), routine(name="other")
    assert [decided(where, what=what)[1] for what in (worked, other)] == [DAYS, DAYS]
    for _ in range(2):
        assert decided(where, what=worked)[1] < 80
        assert decided(where, what=other)[1] < 80


def test_a_day_long_ago_is_decided_from_the_whole_log(path: Path) -> None:
    for back in (1, 13, 15, 60, 300, 500):
        decided(path, on=LAST - timedelta(days=back))
    assert decided(path)[1] < DAYS


def test_what_the_routine_began_with_is_not_guessed(tmp_path: Path) -> None:
    """Only the last weeks show the routine's doses, so the state of the earlier ones is still open."""
    where = tmp_path / "log.sqlite3"
    record(where, [replace(each, routine_doses=WORKED if each.id > 380 else {}) for each in history()])
    assert [decided(where)[1] for _ in range(2)] == [DAYS, DAYS]


@pytest.mark.parametrize("odd", ["2026-01-01T08:00:00+02:00", "2026-01-01 08:00:00", "20260101T0800"])
def test_a_time_that_another_program_wrote_in_another_form_is_not_lost(path: Path, odd: str) -> None:
    with sql(path) as connection:
        connection.execute("INSERT INTO session (at, routine, after) VALUES (?, 'worked', 9)", (odd,))
    assert decided(path)[1] == DAYS + 1
    decided(path)


def test_names_that_are_no_text_are_no_trouble(tmp_path: Path) -> None:
    where = tmp_path / "log.sqlite3"
    record(where, history())
    with sql(where) as connection:
        connection.execute("UPDATE session SET routine = x'00' WHERE id = 7")
    assert [decided(where)[1] for _ in range(2)] == [DAYS, DAYS]


def test_what_is_no_value_of_the_core_is_not_written() -> None:
    for odd in (b"\0", {"reps": Fraction(1, 2)}, [object()], {b"name"}):
        with pytest.raises(TypeError):
            value_text.written(odd)


@pytest.mark.parametrize("whose", ["another", "the same"])
def test_what_is_written_meanwhile_is_not_overlooked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, whose: str
) -> None:
    where = tmp_path / "log.sqlite3"
    record(where, history())
    setting = progression.settle(routine(), EXERCISES, WHO, LAST)
    with Log(where) as log, Log(where) as other:

        def slowly(*given: Any) -> State:
            """The other coach corrects an old rating after the log was read and before the state is kept."""
            monkeypatch.undo()
            correct(other, OLD, "after", 9, datetime.combine(LAST, time(9)))
            return fold(*given)

        monkeypatch.setattr("coach.log.checkpoint.fold", slowly)
        state, _ = checkpoint.led_to(log, setting, LAST)
        assert kept(where) == 0
        changed, shown = checkpoint.led_to(log if whose == "the same" else other, setting, LAST)
        assert (len(shown), changed == state) == (DAYS, False)


def test_nobody_waits_for_it_while_another_writes(tmp_path: Path) -> None:
    where = tmp_path / "log.sqlite3"
    record(where, history())
    with closing(sqlite3.connect(where, isolation_level=None)) as player:
        player.execute("BEGIN IMMEDIATE")
        assert decided(where)[1] == DAYS
        player.execute("ROLLBACK")
    assert decided(where)[1] == DAYS
    assert decided(where)[1] < 80


def test_a_log_that_only_can_be_read_is_read(tmp_path: Path) -> None:
    where = tmp_path / "log.sqlite3"
    record(where, history())
    setting = progression.settle(routine(), EXERCISES, WHO, LAST)
    with Log(where) as log:
        log._open().execute("PRAGMA query_only = ON")
        assert len(checkpoint.led_to(log, setting, LAST)[1]) == DAYS
        assert len(checkpoint.led_to(log, setting, LAST)[1]) == DAYS


def as_these(sessions: list[Session], other: Session, days_earlier: int) -> Iterator[Session]:
    """Sessions with routine, plan and ratings of another one."""
    for each in sessions:
        yield replace(
            each, at=each.at - timedelta(days=days_earlier), routine=other.routine, planned=other.planned,
            before=other.before, after=other.after,
        )  # fmt: skip


RATED = Session(0, datetime.combine(LAST, time(8)), "worked", WORKED, before=2, after=2)
UNRATED = replace(RATED, before=None, after=None)
ELSEWHERE = replace(UNRATED, routine="other")
EMPTY = replace(UNRATED, planned={})


@pytest.mark.parametrize(
    ("first", "then", "late"),
    [
        (RATED, RATED, RATED), (RATED, UNRATED, ELSEWHERE), (RATED, EMPTY, EMPTY), (UNRATED, UNRATED, EMPTY),
        (EMPTY, EMPTY, RATED), (UNRATED, replace(RATED, planned={}), EMPTY),
    ],
)  # fmt: skip
def test_a_screen_is_drawn_as_from_the_whole_log(
    tmp_path: Path, first: Session, then: Session, late: Session
) -> None:
    """With a pause before the last seven weeks, so that some of what is shown lies far back."""
    where = tmp_path / "log.sqlite3"
    every = history()
    record(where, as_these(every[:300], first, 200))
    record(where, as_these(every[300:320], then, 200))
    record(where, as_these(every[350:], late, 0))
    on = LAST + timedelta(days=1)
    setting = progression.settle(routine(), EXERCISES, WHO, on)
    with Log(where) as log:
        _, whole = checkpoint.led_to(log, setting, on)
        state, some = checkpoint.led_to(log, setting, on)
    assert (len(whole), len(some) < 80) == (370, True)
    decision = progression.decide_from(setting, state, on)
    assert seen(decision, some) == seen(decision, whole)


def test_the_last_rounds_are_listed_when_those_of_the_last_weeks_were_deleted(path: Path) -> None:
    with sql(path) as connection:
        newest = connection.execute("SELECT newest FROM checkpoint").fetchone()[0]
        connection.execute("DELETE FROM session WHERE id > ?", (newest + 3,))
    on = LAST + timedelta(days=1)
    found, _ = decided(path, on=on)
    with Log(path) as log:
        _, shown = checkpoint.led_to(log, progression.settle(routine(), EXERCISES, WHO, on), on)
        assert seen(found, shown) == seen(found, log.sessions())


def test_the_routine_played_last_is_found_and_the_day_is_the_same(tmp_path: Path) -> None:
    home = paths.Home(tmp_path, tmp_path / "cache")
    ws = workspace.Workspace(home, exercises.load_shipped(), WHO, Settings())
    own = todays(ws, "first-weeks", datetime(2026, 11, 3, 12)).routine
    doses = {item.exercise.id: item.dose for item in own.items}
    every = [replace(each, routine="first-weeks", planned=doses, routine_doses=doses) for each in history()]
    record(home.log, [*every, replace(every[-1], id=401, routine="gone")])
    now = datetime.combine(LAST + timedelta(days=1), time(12))
    first, second = (todays(ws, None, now) for _ in range(2))
    assert first.routine.id == "first-weeks"
    assert (len(first.past), len(second.past) < 80) == (401, True)
    assert replace(second, past=first.past) == first
    with Log(home.log) as log:
        assert first.decision == progression.decide(own, ws.exercises, WHO, log.sessions(), now.date())
