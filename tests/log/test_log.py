"""The session log in a real file: what was committed stays, and a file that is not understood is left alone."""

import os
import signal
import sqlite3
import stat
import subprocess
import sys
import textwrap
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from logbook import profile

from coach.core.exercise import Dose
from coach.core.model.done import Hurt, Session, SetDone
from coach.errors import CoachError
from coach.files.moments import local
from coach.log import Log
from coach.log.schema import VERSION

AT = datetime(2026, 11, 20, 7, 30).astimezone()
WOKEN = datetime(2026, 11, 21, 6, 50).astimezone()
PLANNED = {"clamshell": Dose(1, 10, 0), "bird_dog": Dose(2, 6, 2)}
OWN = {"clamshell": Dose(3, 10, 0), "bird_dog": Dose(3, 10, 2)}
SET = SetDone("bird_dog", 1, "both", 6, datetime(2026, 11, 20, 7, 33, 5).astimezone())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "log.sqlite3"


def whole_session(at: datetime = AT, **changes: Any) -> Session:
    session = Session(
        id=0,
        at=at,
        routine="first-weeks",
        planned=PLANNED,
        sets=(SET,),
        before=2,
        during=None,
        after=3,
        morning=None,
        effort="ok",
        stopped=None,
        finished=False,
        routine_doses=OWN,
    )
    return replace(session, **changes)


def test_a_session_that_was_played_is_read_back_as_it_was(path: Path) -> None:
    with Log(path) as log:
        session = log.start(AT, "first-weeks", PLANNED, OWN, before=2)
        log.add_set(session, SET)
        log.add_hurt(session, Hurt(None, 4, SET.at))
        log.rate(session, after=3, effort="ok")
        log.finish(session, finished=False, stopped="time")
    with Log(path) as log:
        expected = whole_session(id=session, during=4, hurts=(Hurt(None, 4, SET.at),), stopped="time")
        assert log.sessions() == (expected,)
        assert list(log.sessions()[0].planned) == list(PLANNED)


def test_a_rating_that_is_skipped_stays_as_it_was(path: Path) -> None:
    with Log(path) as log:
        session = log.start(AT, "r", {}, {})
        log.rate(session, after=0)
        log.rate(session, after=None, effort="easy")
        assert (log.sessions()[0].after, log.sessions()[0].effort) == (0, "easy")


def test_reading_a_log_that_is_not_there_makes_no_file(path: Path) -> None:
    with Log(path) as log:
        assert log.sessions() == ()
    assert not path.parent.exists()


def test_sessions_are_sorted_by_time_then_by_recording(path: Path) -> None:
    with Log(path) as log:
        for day in (21, 20, 21):
            log.add(whole_session(datetime(2026, 11, day, 7, 30)))
        assert [(session.at.day, session.id) for session in log.sessions()] == [(20, 2), (21, 1), (21, 3)]


def test_a_moment_keeps_its_offset_and_fractions_are_cut(path: Path) -> None:
    auckland = timezone(timedelta(hours=13))
    with Log(path) as log:
        log.add(whole_session(datetime(2026, 11, 20, 7, 30, 59, 999_999, auckland)))
        (session,) = log.sessions()
    assert session.at.isoformat() == "2026-11-20T07:30:59+13:00"


def test_a_moment_without_an_offset_is_of_the_computers_zone(path: Path) -> None:
    there = datetime(2026, 11, 20, 7, 30)
    with Log(path) as log:
        log.add(whole_session(there))
        (session,) = log.sessions()
    assert session.at == there.astimezone()
    assert session.at.utcoffset() == there.astimezone().utcoffset()


def test_sessions_are_sorted_by_moment_whatever_the_clocks_there_said(path: Path) -> None:
    auckland, los_angeles = timezone(timedelta(hours=13)), timezone(timedelta(hours=-8))
    with Log(path) as log:
        second = log.add(whole_session(datetime(2026, 11, 28, 12, 0, tzinfo=los_angeles)))
        first = log.add(whole_session(datetime(2026, 11, 29, 7, 0, tzinfo=auckland)))
        assert [session.id for session in log.sessions()] == [first, second]


def test_a_set_done_again_keeps_the_higher_count(path: Path) -> None:
    with Log(path) as log:
        session = log.start(AT, "r", PLANNED, OWN)
        for reps in (4, 6, 5):
            log.add_set(session, replace(SET, reps=reps))
        log.add_set(session, replace(SET, set=2))
        assert [(done.set, done.reps) for done in log.sessions()[0].sets] == [(1, 6), (2, 6)]


def test_the_morning_belongs_to_the_last_session_of_the_latest_earlier_date(path: Path) -> None:
    with Log(path) as log:
        for at in ((19, 7), (20, 7), (20, 18), (21, 7)):
            log.add(whole_session(datetime(2026, 11, *at)))
        rated = log.morning(date(2026, 11, 21), 4, WOKEN)
        assert (rated.at, rated.morning) == (datetime(2026, 11, 20, 18).astimezone(), 4)
        assert [session.morning for session in log.sessions()] == [None, None, 4, None]
        log.morning(date(2026, 11, 21), 0, WOKEN)
        assert [session.morning for session in log.sessions()] == [None, None, 0, None]


def test_a_morning_after_a_pause_belongs_to_the_session_before_it(path: Path) -> None:
    with Log(path) as log:
        for month in (1, 3):
            log.add(whole_session(datetime(2026, month, 20)))
        assert log.morning(date(2026, 11, 21), 4, WOKEN) == log.sessions()[1]
        assert [session.morning for session in log.sessions()] == [None, 4]


def test_a_morning_before_every_session_is_a_plain_sentence(path: Path) -> None:
    with Log(path) as log:
        log.add(whole_session())
        with pytest.raises(CoachError, match="no session before 2026-11-20"):
            log.morning(date(2026, 11, 20), 4, WOKEN)


@pytest.mark.parametrize("bad", [-1, 11, 2.0, True, "3"])
def test_only_whole_numbers_from_0_to_10_are_ratings(path: Path, bad: Any) -> None:
    with Log(path) as log:
        session = log.start(AT, "r", {}, {})
        with pytest.raises(ValueError, match="rating"):
            log.rate(session, after=bad)
        with pytest.raises(ValueError, match="rating"):
            log.add(whole_session(before=bad))
        assert log.sessions()[0].after is None
        assert len(log.sessions()) == 1


def test_what_the_log_refuses_leaves_no_trace(path: Path) -> None:
    with Log(path) as log:
        with pytest.raises(ValueError, match="refuses"):
            log.add(whole_session(sets=(SET, replace(SET, set=0))))
        with pytest.raises(ValueError, match="refuses"):
            log.add(whole_session(effort="gruelling"))
        with pytest.raises(ValueError, match="refuses"):
            log.add_set(99, SET)
        with pytest.raises(ValueError, match="no session 99"):
            log.finish(99, finished=True)
        assert log.sessions() == ()


PLAYER = """
import sys, time
from datetime import datetime
from pathlib import Path
from coach.log import Log
from coach.core.exercise import Dose
from coach.core.model.done import SetDone
log = Log(Path(sys.argv[1]))
session = log.start(datetime(2026, 11, 20, 7, 30), "r", {"plank": Dose(9999, 3, 5)}, {}, before=2)
for number in range(1, 9999):
    log.add_set(session, SetDone("plank", number, "both", 3, datetime(2026, 11, 20, 7, 31)))
    print(number, flush=True)
"""


def test_every_set_that_was_committed_survives_a_killed_session(path: Path) -> None:
    root = Path(__file__).resolve().parents[2]
    child = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(PLAYER), str(path)], cwd=root, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    for line in child.stdout:
        if line.strip() == "20":
            break
    child.send_signal(signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
    told = 20 + len(child.stdout.read().split())
    child.stdout.close()
    assert child.wait(60) != 0
    with Log(path) as log:
        (session,) = log.sessions()
        numbers = [done.set for done in session.sets]
        assert numbers == list(range(1, len(numbers) + 1))
        assert len(numbers) >= told
        assert not session.finished
        log.rate(session.id, after=3)
        assert log.sessions()[0].after == 3


def test_reading_sees_whole_sessions_while_another_writes(path: Path) -> None:
    with Log(path) as player, Log(path) as reader:
        session = player.start(AT, "r", PLANNED, OWN)
        for number in range(1, 6):
            player.add_set(session, replace(SET, set=number))
            assert len(reader.sessions()[0].sets) == number


def test_a_commit_is_on_the_disk_before_the_call_returns(path: Path) -> None:
    with Log(path) as log:
        log.add(whole_session())
        connection = log._open()
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA synchronous").fetchone() == (2,)  # FULL
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def refused(path: Path, words: str) -> None:
    """The log says `words` to reading and writing, and the file stays as it is."""
    before = path.read_bytes() if path.is_file() else None
    with Log(path) as log:
        with pytest.raises(CoachError, match=words):
            log.sessions()
        with pytest.raises(CoachError, match=words):
            log.add(whole_session())
    assert (path.read_bytes() if path.is_file() else None) == before


def test_a_file_that_is_no_database_is_left_untouched(tmp_path: Path) -> None:
    path = tmp_path / "log.sqlite3"
    path.write_bytes(b"my diary, not a database at all\n" * 200)
    refused(path, "not a session log of Backcoach")


def test_a_database_of_another_program_is_left_untouched(tmp_path: Path) -> None:
    path = tmp_path / "log.sqlite3"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE bookmarks (url)")
    connection.commit()
    connection.close()
    refused(path, "not a session log of Backcoach")


def test_a_log_of_a_newer_version_is_left_untouched(path: Path) -> None:
    with Log(path) as log:
        log.add(whole_session())
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()
    refused(path, "newer Backcoach")


def test_a_log_whose_middle_is_damaged_is_a_plain_sentence(path: Path) -> None:
    with Log(path) as log:
        for day in range(1, 29):
            log.add(whole_session(datetime(2026, 10, day)))
    raw = path.read_bytes()
    path.write_bytes(raw[:4096] + b"\xff" * (len(raw) - 4096))
    with Log(path) as log, pytest.raises(CoachError, match="damaged"):
        log.sessions()


def test_a_time_that_is_none_is_a_plain_sentence(path: Path) -> None:
    with Log(path) as log:
        log.add(whole_session())
    connection = sqlite3.connect(path)
    connection.execute("UPDATE session SET at = 'yesterday'")
    connection.commit()
    connection.close()
    with Log(path) as log, pytest.raises(CoachError, match="damaged"):
        log.sessions()


def test_a_folder_in_the_place_of_the_log_is_a_plain_sentence(path: Path) -> None:
    path.mkdir(parents=True)
    refused(path, "is a folder")


def test_a_file_in_the_place_of_its_folder_is_a_plain_sentence(path: Path) -> None:
    path.parent.write_text("x")
    with Log(path) as log, pytest.raises(CoachError, match="cannot be opened"):
        log.add(whole_session())


def test_an_empty_file_becomes_a_log(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    with Log(path) as log:
        assert log.sessions() == ()
        assert log.add(whole_session()) == 1


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_the_log_is_readable_by_its_owner_alone(path: Path) -> None:
    with Log(path) as log:
        log.add(whole_session())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


ratings = st.none() | st.integers(0, 10)
doses = st.dictionaries(
    st.sampled_from(["plank", "brace", "clamshell"]),
    st.builds(Dose, st.integers(1, 3), st.integers(0, 15), st.integers(0, 30)),
)
times = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)).map(
    lambda at: at.replace(microsecond=0).astimezone()
)


def with_worst(session: Session) -> Session:
    """With `during` as the highest of the reports, where there are some."""
    return replace(session, during=max((hurt.rating for hurt in session.hurts), default=session.during))


@settings(max_examples=25)
@given(
    st.lists(
        st.builds(
            Session,
            id=st.just(0),
            at=times,
            routine=st.text(st.characters(codec="utf-8"), max_size=9),
            planned=doses,
            before=ratings,
            during=ratings,
            after=ratings,
            morning=ratings,
            effort=st.none() | st.sampled_from(["easy", "ok", "hard"]),
            stopped=st.none() | st.sampled_from(["pain", "sharp", "spread", "tired", "time", "interrupted"]),
            finished=st.booleans(),
            routine_doses=doses,
            hurts=st.lists(
                st.builds(Hurt, st.none() | st.just("plank"), st.integers(0, 10), times), max_size=3
            ).map(tuple),
            usual_pain=ratings,
            screened_at=st.none()
            | times
            | st.just(datetime(2026, 3, 1, 7, 30, tzinfo=timezone(timedelta(hours=5)))),
            morning_at=st.none() | times,
            routine_title=st.text(st.characters(codec="utf-8"), max_size=9),
            note=st.none() | st.text(st.characters(codec="utf-8"), max_size=9),
            spread_passed=st.booleans(),
            sets=st.lists(
                st.builds(
                    SetDone,
                    st.sampled_from(["plank", "brace"]),
                    st.integers(1, 3),
                    st.sampled_from(["left", "right", "both"]),
                    st.integers(0, 30),
                    times,
                ),
                unique_by=lambda done: (done.exercise, done.set, done.side),
                max_size=6,
            ).map(tuple),
        ),
        max_size=4,
    )
)
def test_any_sessions_are_read_back_as_they_were(tmp_path_factory: pytest.TempPathFactory, some: Any) -> None:
    with Log(tmp_path_factory.mktemp("log") / "log.sqlite3") as log:
        kept = [replace(session, id=log.add(session)) for session in map(with_worst, some)]
        assert log.sessions() == tuple(sorted(kept, key=lambda session: (session.at, session.id)))


def test_reports_of_pain_are_kept_as_they_come_and_the_highest_is_the_worst(path: Path) -> None:
    reports = (Hurt("plank", 3, AT), Hurt(None, 5, SET.at), Hurt("plank", 2, SET.at))
    with Log(path) as log:
        session = log.start(AT, "r", PLANNED, OWN)
        for number, hurt in enumerate(reports, 1):
            log.add_hurt(session, hurt)
            assert log.sessions()[0].hurts == reports[:number]
        assert log.sessions()[0].during == 5
        log.drop_if_empty(session)
        assert len(log.sessions()) == 1


@pytest.mark.parametrize("bad", [-1, 11, None, "3", True])
def test_a_report_without_a_rating_is_refused(path: Path, bad: Any) -> None:
    with Log(path) as log:
        session = log.start(AT, "r", PLANNED, OWN)
        with pytest.raises(ValueError, match=r"rating|refuses"):
            log.add_hurt(session, Hurt("plank", bad, AT))
        with pytest.raises(ValueError, match="refuses"):
            log.add_hurt(99, Hurt("plank", 3, AT))
        assert (log.sessions()[0].hurts, log.sessions()[0].during) == ((), None)


def test_what_a_session_is_judged_by_is_kept_with_it(path: Path) -> None:
    who = profile(usual=4)
    with Log(path) as log:
        log.start(AT, "r", PLANNED, OWN, profile=who, title="Mornings")
        log.start(AT, "r", PLANNED, OWN)
        kept = [(each.usual_pain, each.screened_at, each.routine_title) for each in log.sessions()]
    assert kept == [(4, local(who.screened_at), "Mornings"), (None, None, "")]


def test_what_the_person_says_of_an_interrupted_session_is_its_stop(path: Path) -> None:
    with Log(path) as log:
        session = log.start(AT, "r", PLANNED, OWN, before=2)
        log.finish(session, finished=False, stopped="interrupted")
        log.drop_if_empty(session)
        assert log.sessions()[0].stopped == "interrupted"
        log.rate(session, after=3, stopped="pain")
        assert log.sessions()[0].stopped == "pain"


def test_leg_symptoms_that_passed_stay_a_spread_in_the_log(path: Path) -> None:
    with Log(path) as log:
        session = log.start(AT, "r", PLANNED, OWN)
        log.finish(session, finished=False, stopped="spread")
        assert (log.sessions()[0].stopped, log.sessions()[0].spread_passed) == ("spread", False)
        log.rate(session, after=3, spread_passed=True)
        assert (log.sessions()[0].stopped, log.sessions()[0].spread_passed) == ("spread", True)


def test_a_session_opened_and_closed_again_is_forgotten_and_any_word_or_set_keeps_it(tmp_path: Path) -> None:
    with Log(tmp_path / "log.sqlite3") as log:
        planned = {"brace": Dose(1, 5, 5)}
        ids = [log.start(datetime(2026, 11, 23, 7, number), "r", planned, {}) for number in range(4)]
        log.rate(ids[1], after=2)
        log.add_set(ids[2], SetDone("brace", 1, "both", 5, datetime(2026, 11, 23, 7, 3)))
        log.finish(ids[3], finished=False, stopped="time")
        for each in ids:
            log.drop_if_empty(each)
        assert [session.id for session in log.sessions()] == ids[1:]


def test_of_a_session_that_was_only_rated_before_the_rating_is_kept_and_that_there_was_no_time(
    tmp_path: Path,
) -> None:
    with Log(tmp_path / "log.sqlite3") as log:
        opened = log.start(datetime(2026, 11, 23, 7), "r", {"brace": Dose(1, 5, 5)}, {}, before=3)
        begun = log.start(datetime(2026, 11, 23, 8), "r", {"brace": Dose(1, 5, 5)}, {}, before=3)
        log.add_set(begun, SetDone("brace", 1, "both", 2, datetime(2026, 11, 23, 8, 1)))
        for each in (opened, begun):
            log.drop_if_empty(each)
        assert [(each.before, each.stopped) for each in log.sessions()] == [(3, "time"), (3, None)]


def test_the_sessions_from_a_date_on_are_the_last_of_all_sessions(path: Path) -> None:
    with Log(path) as log:
        for day in (20, 21, 22):
            log.add(whole_session(datetime(2026, 11, day, 7, 30)))
        assert log.sessions(date(2026, 11, 21)) == log.sessions()[1:]
        assert log.sessions(date(2026, 11, 23)) == ()
