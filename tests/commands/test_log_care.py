"""`coach log --check`, `--repair` and `--restore`: what is damaged is told, saved as far as it can be, and kept."""

import json
import random
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from command import coach, screened

from coach.core.exercise import Dose
from coach.core.model.done import Hurt, Session, SetDone
from coach.files.moments import local
from coach.log import Log
from coach.log.care import copies
from coach.log.care.recover import ONE_PAGE
from coach.log.rows import insert_session
from coach.log.schema import STEPS, VERSION, prepare

FIRST_EDITION = Path(__file__).resolve().parents[1] / "data" / "first_edition" / "log.sqlite3"
PAGE = 4096
MANY = 120


def sessions_of(home: Path) -> list[dict[str, object]]:
    done = coach(home, "log", "--json")
    assert done.returncode == 0, done.stderr
    found: list[dict[str, object]] = json.loads(done.stdout)
    return found


def session(number: int) -> Session:
    from datetime import datetime

    at = local(datetime(2026, 3, 1, 7, 30) + timedelta(days=number))
    sets = tuple(
        SetDone("clamshell", count, side, 8, at + timedelta(minutes=count))
        for count in (1, 2)
        for side in ("left", "right")
    )
    return Session(
        0, at, "short", {"clamshell": Dose(2, 8, 0)}, sets, before=2, after=3, effort="ok", finished=True,
        routine_doses={"clamshell": Dose(2, 8, 0)}, hurts=(Hurt("clamshell", 2, at),), during=2,
    )  # fmt: skip


@pytest.fixture
def home(tmp_path: Path) -> Path:
    made = screened(tmp_path / "home")
    with Log(made / "log.sqlite3") as log:
        for number in range(MANY):
            log.add(session(number))
    return made


def aside(home: Path) -> list[Path]:
    return sorted(path for path in home.glob("log-set-aside-*") if path.suffix == ".sqlite3")


# --- check -------------------------------------------------------------------------------------------------------


def test_a_log_that_is_whole_is_said_to_be(home: Path) -> None:
    done = coach(home, "log", "--check")
    assert (done.returncode, done.stderr) == (0, "")
    assert f"is whole: {MANY} sessions, {4 * MANY} sets." in done.stdout
    before = (home / "log.sqlite3").read_bytes()
    assert "Nothing was changed." in coach(home, "log", "--repair").stdout
    assert (home / "log.sqlite3").read_bytes() == before
    assert aside(home) == []


def test_no_log_is_nothing_to_check_and_no_file_is_made(tmp_path: Path) -> None:
    home = screened(tmp_path)
    assert coach(home, "log", "--check").returncode == 0
    assert coach(home, "log", "--repair").returncode == 1
    assert coach(home, "log", "--restore").returncode == 1
    assert not (home / "log.sqlite3").exists()


@pytest.mark.parametrize(
    "says",
    [
        "UPDATE session SET at = 'yesterday' WHERE id = 3",
        "DELETE FROM session WHERE id = 3",
        "DROP TABLE hurt",
    ],
)
def test_what_another_program_has_broken_is_found_and_mended(home: Path, says: str) -> None:
    with closing(sqlite3.connect(home / "log.sqlite3", isolation_level=None)) as other:
        other.execute(says)
    assert coach(home, "log", "--check").returncode == 1
    done = coach(home, "log", "--repair")
    assert done.returncode == 0, done.stderr
    assert coach(home, "log", "--check").returncode == 0
    found = sessions_of(home)
    assert len(found) >= MANY - (says.startswith("UPDATE"))
    assert sum(str(each["sets"]).count("clamshell") for each in found) >= 4 * (MANY - 1)


# --- repair ------------------------------------------------------------------------------------------------------


def damaged_at(home: Path, pages: list[int], *, whole: bool) -> None:
    """Pages of the file (the first is 0) written over."""
    log = home / "log.sqlite3"
    raw = bytearray(log.read_bytes())
    for page in pages:
        size = PAGE if whole else 100
        raw[page * PAGE : page * PAGE + size] = b"\xff" * size
    log.write_bytes(raw)


def pages(home: Path) -> int:
    return (home / "log.sqlite3").stat().st_size // PAGE


@pytest.mark.parametrize("whole", [False, True], ids=["its head", "its first page"])
def test_a_log_without_a_beginning_comes_back_whole(home: Path, whole: bool) -> None:
    before = sessions_of(home)
    damaged_at(home, [0], whole=whole)
    raw = (home / "log.sqlite3").read_bytes()
    told = coach(home, "log")
    assert told.returncode == 1
    assert "coach log --repair" in told.stderr
    assert coach(home, "log", "--check").returncode == 1
    done = coach(home, "log", "--repair")
    assert done.returncode == 0, done.stderr
    assert sessions_of(home) == before
    (kept,) = aside(home)
    assert str(kept) in done.stdout
    assert kept.read_bytes() == raw, "the damaged file is kept as it was"


def test_a_log_of_an_earlier_version_comes_back_without_its_first_page(tmp_path: Path) -> None:
    home = screened(tmp_path / "home")
    path = home / "log.sqlite3"
    with closing(sqlite3.connect(path, isolation_level=None)) as made:
        prepare(made, path, ONE_PAGE)
        for number in range(MANY):
            insert_session(made, session(number))
    with Log(path) as log:
        assert len(log.sessions()) == MANY
    with closing(sqlite3.connect(path)) as upgraded:
        assert upgraded.execute("PRAGMA user_version").fetchone()[0] == VERSION > ONE_PAGE
    before = sessions_of(home)
    damaged_at(home, [0], whole=True)
    assert coach(home, "log", "--repair").returncode == 0
    assert sessions_of(home) == before


@pytest.mark.parametrize("seed", range(8))
def test_whatever_page_is_lost_most_of_the_sessions_come_back_and_the_old_file_is_kept(
    home: Path, seed: int
) -> None:
    before = {str(each["at"]): each for each in sessions_of(home)}
    damaged_at(home, [random.Random(seed).randrange(1, pages(home))], whole=True)
    raw = (home / "log.sqlite3").read_bytes()
    if coach(home, "log", "--check").returncode == 0:
        return  # A page that nothing is in.
    done = coach(home, "log", "--repair")
    assert done.returncode == 0, done.stderr
    assert coach(home, "log", "--check").returncode == 0
    found = sessions_of(home)
    whole = [each for each in found if before.get(str(each["at"])) == each]
    print(f"{len(found)} of {MANY} sessions, {len(whole)} of them as they were")
    assert len(found) >= MANY // 2
    assert aside(home)[0].read_bytes() == raw
    assert coach(home, "today").returncode == 0


def test_what_waits_beside_a_damaged_log_comes_back_too(home: Path) -> None:
    log = home / "log.sqlite3"
    with closing(sqlite3.connect(log, isolation_level=None)) as held:
        held.execute("SELECT count(*) FROM session").fetchone()  # Keeps the changes beside the file.
        with Log(log) as ours:
            ours.add(session(MANY))
        raw = {ending: log.with_name(f"log.sqlite3{ending}").read_bytes() for ending in ("", "-wal")}
    for ending, content in raw.items():
        log.with_name(f"log.sqlite3{ending}").write_bytes(content)
    damaged_at(home, [0], whole=False)
    assert coach(home, "log", "--repair").returncode == 0
    assert len(sessions_of(home)) == MANY + 1


def test_a_log_of_the_first_version_is_repaired_too(tmp_path: Path) -> None:
    home = screened(tmp_path)
    with closing(sqlite3.connect(FIRST_EDITION)) as first:
        sessions = first.execute("SELECT count(*) FROM session").fetchone()[0]
    raw = bytearray(FIRST_EDITION.read_bytes())
    raw[16:18] = b"\xff\xff"
    (home / "log.sqlite3").write_bytes(raw)
    done = coach(home, "log", "--repair")
    assert done.returncode == 0, done.stderr
    assert f"Recovered: {sessions} sessions" in done.stdout
    assert len(STEPS) > 1


@pytest.mark.parametrize("kind", ["garbage", "folder", "other program"])
def test_what_is_certainly_no_log_is_called_so_and_set_aside_with_all_that_is_in_it(
    tmp_path: Path, kind: str
) -> None:
    home = screened(tmp_path)
    log = home / "log.sqlite3"
    if kind == "garbage":
        log.write_bytes(b"my diary, not a database at all\n" * 200)
    elif kind == "folder":
        log.mkdir()
        (log / "mine").write_text("kept")
    else:
        with closing(sqlite3.connect(log)) as other:
            other.execute("CREATE TABLE bookmarks (url)")
    told = coach(home, "log")
    assert told.returncode == 1
    assert "is not a session log" in told.stderr or "is a folder" in told.stderr
    assert "coach log --repair" in told.stderr
    assert "damaged" not in told.stderr
    assert coach(home, "log", "--repair").returncode == 0
    (kept,) = aside(home)
    assert (kept / "mine").read_text() == "kept" if kind == "folder" else kept.stat().st_size
    assert sessions_of(home) == []


# --- copies ------------------------------------------------------------------------------------------------------


def test_the_last_seven_days_with_a_change_are_kept_and_the_largest_of_all(home: Path) -> None:
    log = home / "log.sqlite3"
    copies.keep(log, date(2026, 10, 1))
    log.rename(home / "elsewhere")
    with Log(log) as small:
        small.add(session(1))
    for day in range(1, 12):
        copies.keep(log, date(2026, 11, day))
    kept = list(copies.dates(log))
    assert kept == [date(2026, 10, 1), *(date(2026, 11, day) for day in range(5, 12))]


def test_a_damaged_log_takes_the_place_of_no_copy(home: Path) -> None:
    log = home / "log.sqlite3"
    place = copies.keep(log, date(2026, 11, 1))
    good = place.read_bytes()
    damaged_at(home, list(range(2, pages(home), 2)), whole=True)
    copies.keep_quietly(log, date(2026, 11, 1))
    assert place.read_bytes() == good
    assert [path.name for path in place.parent.iterdir()] == [place.name]


def test_a_day_is_brought_back_and_what_was_there_is_kept(home: Path) -> None:
    log = home / "log.sqlite3"
    before = sessions_of(home)
    copies.keep(log, date(2026, 11, 1))
    with Log(log) as ours:
        ours.add(session(MANY))
    copies.keep(log, date(2026, 11, 2))
    log.write_bytes(b"")
    assert "coach log --restore" in coach(home, "log").stderr
    done = coach(home, "log", "--restore")
    assert done.returncode == 0, done.stderr
    assert len(sessions_of(home)) == MANY + 1
    done = coach(home, "log", "--restore", "2026-11-01")
    assert done.returncode == 0, done.stderr
    assert sessions_of(home) == before
    assert len(aside(home)) == 2
    assert coach(home, "log", "--restore", "2026-10-31").returncode == 1
    assert coach(home, "log", "--restore", "yesterday").returncode == 2
    assert coach(home, "log", "--check").returncode == 0


def test_sessions_and_entries_leave_a_copy_of_their_day(tmp_path: Path) -> None:
    home = screened(tmp_path)
    played = coach(home, "play", "short", "--plain", "--no-rating", "--output", "silent", "--speed", "200")
    assert played.returncode == 0, played.stderr
    (kept,) = copies.dates(home / "log.sqlite3").values()
    with Log(kept) as log:
        assert [each.finished for each in log.sessions()] == [True]
    assert coach(home, "log", "add", "--routine", "short", "--at", f"{date.today()}T00:02").returncode == 0
    (kept,) = copies.dates(home / "log.sqlite3").values()
    with Log(kept) as log:
        assert len(log.sessions()) == 2


def test_a_log_that_was_removed_is_told_of_where_a_copy_is_left(home: Path) -> None:
    log = home / "log.sqlite3"
    copies.keep(log, date(2026, 11, 1))
    log.unlink()
    for arguments in (("log",), ("today",)):
        done = coach(home, *arguments)
        told = " ".join((done.stdout + done.stderr).split())
        assert done.returncode == 0, done.stderr
        assert "a copy of one, of 2026-11-01. To go back to it: coach log --restore" in told
    assert coach(home, "log", "--restore").returncode == 0
    assert len(sessions_of(home)) == MANY
    assert "a copy of one" not in coach(home, "today").stdout
