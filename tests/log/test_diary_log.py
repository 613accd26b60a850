"""The diary in the log: what is told is kept, strictly; and nothing that a rule goes by changes with it."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from logbook import MONDAY, WORKED
from recording import decided, kept, with_older_part_kept

from coach.core.diary import WALK
from coach.core.diary.weeks import Glance
from coach.core.model.done import Session
from coach.errors import CoachError
from coach.files.moments import local
from coach.log import Log, diary, import_form, merge
from coach.log.care import recover
from coach.log.care.check import look_through
from coach.log.diary import form

AT = local(datetime(2026, 11, 4, 18))
THINGS = ("tie my shoes", "carry the shopping", "sit through a film")


def told(log: Log) -> None:
    """Something of everything."""
    diary.add(log, AT, WALK, 20)
    diary.delete(log, diary.add(log, AT, "gardening", 30).id)
    first, second, _ = diary.name_things(log, THINGS, AT)
    diary.rate_week(log, MONDAY, {first.id: 4, second.id: 7}, AT)
    diary.skip_week(log, MONDAY - timedelta(weeks=1))


def test_what_is_told_is_read_again(tmp_path: Path) -> None:
    with Log(tmp_path / "log") as log:
        assert diary.read(log).empty
        assert not (tmp_path / "log").exists()
        told(log)
        found = diary.read(log)
        assert [(each.what, each.minutes, each.at) for each in found.activities] == [(WALK, 20, AT)]
        assert tuple(each.what for each in found.things) == THINGS
        assert [(each.what, each.week, each.rating) for each in found.ratings] == [
            ("tie my shoes", MONDAY, 4),
            ("carry the shopping", MONDAY, 7),
        ]
        assert found.skipped == {MONDAY - timedelta(weeks=1)}
        # A week is there while one of its days is.
        assert len(diary.read(log, MONDAY + timedelta(days=6)).ratings) == 2
        assert diary.read(log, MONDAY + timedelta(days=7)).ratings == ()
        assert len(diary.activities(log, AT.date())) == 1
        assert diary.activities(log, AT.date() + timedelta(days=1)) == ()


def test_the_last_rating_of_a_week_counts_and_a_dropped_thing_comes_back_with_its_ratings(tmp_path: Path) -> None:
    with Log(tmp_path / "log") as log:
        told(log)
        diary.name_things(log, THINGS[1:], AT)
        assert [each.what for each in diary.read(log).things if each.dropped_at] == [THINGS[0]]
        (back,) = diary.name_things(log, THINGS[:1], AT)
        diary.rate_week(log, MONDAY, {back.id: 6}, AT)
        assert [each.rating for each in diary.read(log).ratings if each.what == back.what] == [6]
        assert len(diary.read(log).things) == 3


def test_an_activity_is_corrected_deleted_and_brought_back(tmp_path: Path) -> None:
    with Log(tmp_path / "log") as log:
        first = diary.add(log, AT, WALK, 20)
        new = diary.correct(log, first.id, minutes=25)
        assert (new.minutes, new.at, new.what) == (25, AT, WALK)
        assert [each.id for each in diary.activities(log)] == [new.id]
        refusals: tuple[tuple[Callable[[], object], str], ...] = (
            (lambda: diary.correct(log, new.id, minutes=25), "Nothing to change"),
            (lambda: diary.delete(log, first.id), f"coach log restore a{first.id}"),
            (lambda: diary.restore(log, new.id), "not deleted"),
            (lambda: diary.delete(log, 99), "no activity a99"),
            (lambda: diary.delete(log, 10**30), "no activity"),
        )
        for refused, says in refusals:
            with pytest.raises(CoachError, match=says):
                refused()
        diary.restore(log, first.id)
        assert len(diary.activities(log)) == 2


@pytest.mark.parametrize(
    "wrong",
    [
        lambda log: diary.add(log, AT, WALK, 0),
        lambda log: diary.add(log, AT, WALK, 1441),
        lambda log: diary.add(log, AT, WALK, 20.5),  # type: ignore[arg-type]
        lambda log: diary.add(log, AT, " ", 20),
        lambda log: diary.add(log, AT, "x" * 61, 20),
        lambda log: diary.rate_week(log, MONDAY, {1: 11}, AT),
        lambda log: diary.rate_week(log, MONDAY, {9: 1}, AT),
        lambda log: diary.rate_week(log, MONDAY + timedelta(days=1), {1: 1}, AT),
        lambda log: diary.name_things(log, ("a", "b", "c", "d"), AT),
        lambda log: diary.name_things(log, ("a", ""), AT),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_of_it_kept(tmp_path: Path, wrong: Callable[[Log], object]) -> None:
    with Log(tmp_path / "log") as log:
        told(log)
        before = diary.read(log)
        with pytest.raises(ValueError, match=r"refuses|at most"):
            wrong(log)
        assert diary.read(log) == before


def test_a_wrong_time_in_it_is_a_fault_of_the_log(tmp_path: Path) -> None:
    with Log(tmp_path / "log") as log:
        told(log)
    assert look_through(tmp_path / "log").faults == ()
    with closing(sqlite3.connect(tmp_path / "log", isolation_level=None)) as other:
        other.execute("UPDATE activity SET at = 'yesterday'")
    assert "'yesterday' is not a time" in look_through(tmp_path / "log").faults


def test_no_rule_and_no_checkpoint_knows_of_it(tmp_path: Path) -> None:
    path = with_older_part_kept(tmp_path)
    before = decided(path)
    with Log(path) as log:
        told(log)
    assert kept(path) == 1
    assert decided(path) == before


def test_the_weeks_are_counted_by_all_sessions_but_those_that_run(tmp_path: Path) -> None:
    at = AT.replace(hour=8)
    with Log(tmp_path / "log") as log:
        log.add(Session(0, at, "worked", WORKED, before=2, stopped="pain", usual_pain=3))
        log.start(at + timedelta(hours=1), "worked", WORKED, WORKED, runs=True)
        assert diary.glances(log) == (
            Glance(date(2026, 11, 4), "worked", False, before=2, stopped="pain", usual=3),
        )


# --- out and in again, and what is damaged ------------------------------------------------------------------------


def without_ids(log: Log) -> object:
    found = diary.read(log)
    return (
        [(each.at, each.what, each.minutes) for each in found.activities],
        [(each.at, each.what, each.dropped_at) for each in found.things],
        found.ratings,
        found.skipped,
    )


def test_it_goes_out_and_comes_in_once(tmp_path: Path) -> None:
    with Log(tmp_path / "one") as one, Log(tmp_path / "two") as two:
        told(one)
        diary.name_things(one, THINGS[1:], AT)
        text = json.dumps([form.as_data(diary.read(one))])
        entries, read = import_form.everything(text)
        assert entries == ()
        # An activity, three things, two ratings, a week.
        assert merge.merge(two, entries, read).diary == (7, 0)
        assert without_ids(two) == without_ids(one)
        assert merge.merge(two, entries, read).diary == (0, 7)
        assert without_ids(two) == without_ids(one)


def test_what_the_log_has_stays_and_no_fourth_thing_is_asked_for(tmp_path: Path) -> None:
    with Log(tmp_path / "one") as one, Log(tmp_path / "two") as two:
        told(one)
        entries, read = import_form.everything(json.dumps([form.as_data(diary.read(one))]))
        shoes, *_ = diary.name_things(two, (THINGS[0], "stairs", "get up"), AT)
        diary.rate_week(two, MONDAY, {shoes.id: 9}, AT)
        diary.delete(two, diary.add(two, AT, WALK, 5).id)
        merge.merge(two, entries, read)
        assert diary.activities(two) == ()
        assert [each.what for each in diary.read(two).things if not each.dropped_at] == [
            THINGS[0],
            "stairs",
            "get up",
        ]
        assert {(each.what, each.rating) for each in diary.read(two).ratings} == {(THINGS[0], 9), (THINGS[1], 7)}


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"activities": [{"at": "2026-11-04T18:00:00", "what": "walk", "minutes": 0}]}, "activities[0].minutes"),
        ({"activities": [{"at": "soon", "what": "walk", "minutes": 5}]}, "activities[0].at"),
        ({"activities": [{"at": "2026-11-04T18:00:00", "what": "a\x1b[2J", "minutes": 5}]}, "activities[0].what"),
        (
            {"activities": [{"at": "2026-11-04T18:00:00", "minutes": 5}]},
            "activities[0].what: expected, and missing",
        ),
        ({"things": [{"at": "2026-11-04T18:00:00", "what": "x" * 61}]}, "things[0].what"),
        ({"skipped_weeks": ["2026-11-03"]}, "skipped_weeks[0]: expected the date of a Monday"),
        ({"skipped_weeks": [{}]}, "skipped_weeks[0]"),
        ({"walks": []}, "diary.walks: expected no such key"),
        ([], "expected the diary as an object"),
        (
            {"ratings": [{"what": "a", "week": "2026-11-02", "at": "2026-11-04T18:00:00", "rating": 11}]},
            "ratings[0].rating",
        ),
        (
            {"ratings": [{"what": "a", "week": "2026-11-02", "at": "2026-11-04T18:00:00", "rating": 1}]},
            "ratings[0].what: expected a thing that is named",
        ),
    ],
)
def test_what_is_wrong_in_a_file_is_told_with_its_place(wrong: object, says: str) -> None:
    with pytest.raises(CoachError) as told_of:
        import_form.read(json.dumps([{"diary": wrong}]))
    assert "entry 1: diary" in str(told_of.value)
    assert says in str(told_of.value)


def test_a_damaged_log_gives_back_its_diary_too(tmp_path: Path) -> None:
    path = tmp_path / "log"
    with Log(path) as log:
        told(log)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("INSERT INTO activity (at, what, minutes) VALUES ('soon', 'walk', 5)")
        other.execute("DELETE FROM own_thing WHERE id = 2")
    found, _ = recover.repair(path, AT)
    assert found.left_out == 2
    assert look_through(path).faults == ()
    with Log(path) as log:
        assert len(diary.activities(log)) == 1
        assert [each.what for each in diary.read(log).ratings] == [THINGS[0]]
