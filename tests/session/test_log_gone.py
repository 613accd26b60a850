"""A log, or its whole folder, that goes away in a session: told at once, and the session is written somewhere."""

import json
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest
from command import COMMAND, coach, environment, screened
from locked import locked
from pulse import until
from session_bench import EVERYTHING, Bench

from coach.core.words import sentence
from coach.errors import CoachError
from coach.log import Log

PATIENT_S = 60.0  # Of a log that is waited for: the machine may be busy with other things.
PLAY = ("play", "short", "--plain", "--no-rating", "--output", "silent")


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "home").mkdir()
    made = Bench(tmp_path / "home")
    made.settles = False
    yield made
    made.conductor.close()


def told(bench: Bench) -> str:
    return " ".join(map(sentence, bench.conductor.notices))


def wait_told(bench: Bench, words: str) -> None:
    """While the session stands: the log is looked after by its own thread, in real time."""
    until(lambda: words in told(bench), what=f"to be told {words!r}")


def to_the_end(bench: Bench) -> None:
    bench.until(lambda: bench.conductor.finished)


def test_a_folder_that_is_moved_away_and_back_has_the_whole_session(bench: Bench, tmp_path: Path) -> None:
    home = bench.path.parent
    bench.at("hold", rep=2)
    bench.conductor.writer.settle(PATIENT_S)
    home.rename(tmp_path / "elsewhere")
    wait_told(bench, "is not there any more")
    bench.at("move", exercise="clamshell")
    assert bench.done() == [], "what is not in the log is not told"
    assert not home.exists(), "nothing is made in its place"
    (tmp_path / "elsewhere").rename(home)
    until(lambda: not bench.conductor.notices, what="no notice")
    to_the_end(bench)
    bench.conductor.writer.settle(PATIENT_S)
    assert bench.sets() == EVERYTHING
    assert bench.session.finished
    assert not list((tmp_path / "temporary").iterdir())


def test_another_log_in_its_place_gets_the_whole_session_and_keeps_its_own(bench: Bench, tmp_path: Path) -> None:
    home = bench.path.parent
    bench.at("hold", rep=3)
    bench.conductor.writer.settle(PATIENT_S)
    shutil.copytree(home, tmp_path / "copy")  # As it was then: with a part of the session.
    bench.at("move", exercise="clamshell", rep=2)
    bench.conductor.hurt(2)
    bench.conductor.writer.settle(PATIENT_S)
    shutil.rmtree(home)
    wait_told(bench, "is not there any more")
    with Log(tmp_path / "copy" / "log.sqlite3") as log:
        log.start(bench.clock.wall(), "another", {}, {}, before=1)
    (tmp_path / "copy").rename(home)
    until(lambda: not bench.conductor.notices, what="no notice")
    bench.conductor.lighten()
    to_the_end(bench)
    bench.conductor.writer.settle(PATIENT_S)
    with Log(bench.path) as log:
        mine, other = sorted(log.sessions(played_now=True), key=lambda each: each.routine, reverse=True)
    assert (mine.routine, other.routine) == ("two", "another")
    assert {(each.exercise, each.set, each.side): each.reps for each in mine.sets}[("bird_dog", 1, "both")] == 4
    assert [each.rating for each in mine.hurts] == [2]


def test_a_log_that_stays_away_leaves_the_session_in_a_file_that_an_import_takes(
    bench: Bench, tmp_path: Path
) -> None:
    bench.at("hold", rep=3)
    bench.conductor.writer.settle(PATIENT_S)
    shutil.rmtree(bench.path.parent)
    to_the_end(bench)
    with pytest.raises(CoachError, match="coach import") as unwritten:
        bench.conductor.writer.settle(PATIENT_S)
    bench.conductor.writer.rate(3, "ok")
    bench.conductor.writer.questions_over()
    with pytest.raises(CoachError, match="coach import") as unwritten:
        bench.conductor.writer.settle(PATIENT_S)
    (kept,) = (tmp_path / "temporary").iterdir()
    assert str(kept) in str(unwritten.value)
    assert kept.stat().st_mode & 0o077 == 0, "for its owner alone"
    assert not bench.path.parent.exists()
    home = screened(tmp_path / "home")
    done = coach(home, "import", str(kept))
    assert done.returncode == 0, done.stderr
    (session,) = json.loads(coach(home, "log", "--json").stdout)
    assert {(each["exercise"], each["set"], each["side"]): each["reps"] for each in session["sets"]} == EVERYTHING
    assert (session["finished"], session["after"], session["effort"], session["stopped"]) == (True, 3, "ok", None)


def test_the_rest_of_a_session_is_taken_in_where_the_log_has_its_beginning(bench: Bench, tmp_path: Path) -> None:
    bench.at("move", exercise="clamshell", rep=2)
    bench.conductor.writer.settle(PATIENT_S)
    bench.tick()  # What was written is told while it can be looked up.
    bench.path.parent.rename(tmp_path / "elsewhere")
    to_the_end(bench)
    with pytest.raises(CoachError, match="coach import"):
        bench.conductor.writer.settle(PATIENT_S)
    bench.conductor.close()
    (kept,) = (tmp_path / "temporary").iterdir()
    home = screened(tmp_path / "elsewhere")
    (before,) = json.loads(coach(home, "log", "--json").stdout)
    assert before["stopped"] == "interrupted"
    assert "1 session added to" in coach(home, "import", str(kept)).stdout
    (session,) = json.loads(coach(home, "log", "--json").stdout)
    assert session["id"] == before["id"]
    assert {(each["exercise"], each["set"], each["side"]): each["reps"] for each in session["sets"]} == EVERYTHING
    assert "1 there already" in coach(home, "import", str(kept)).stdout


def test_a_log_that_is_locked_is_not_gone(bench: Bench, tmp_path: Path) -> None:
    bench.at("hold", rep=3)
    bench.conductor.writer.settle(PATIENT_S)
    with locked(bench.path):
        bench.at("move", exercise="clamshell")
        with pytest.raises(CoachError, match="in use by another"):
            bench.conductor.writer.settle(8)
    bench.conductor.writer.settle(PATIENT_S)
    assert not list((tmp_path / "temporary").iterdir())


def read(pipe: IO[str], lines: list[str]) -> None:
    lines.extend(pipe)


@pytest.mark.parametrize("back", [True, False], ids=["and comes back", "for good"])
def test_a_home_that_goes_away_in_the_plain_player(tmp_path: Path, back: bool) -> None:
    home = screened(tmp_path / "home")
    (tmp_path / "temporary").mkdir()
    process = subprocess.Popen(
        [*COMMAND, *PLAY, "--speed", "8"],
        env=environment(home, {"PYTHONUNBUFFERED": "1", "TMPDIR": str(tmp_path / "temporary")}),
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
    )  # fmt: skip
    lines: list[str] = []
    errors: list[str] = []
    threads = [
        threading.Thread(target=read, args=(pipe, kept), daemon=True)
        for pipe, kept in ((process.stdout, lines), (process.stderr, errors))
    ]
    for thread in threads:
        thread.start()
    until(lambda: any(" move" in line.lower() for line in lines), what="the first repetition")
    home.rename(tmp_path / "elsewhere")
    until(lambda: any("is not there any more" in line for line in errors), what="to be told at once")
    assert not any(line.startswith("set done") for line in lines)
    if back:
        shutil.rmtree(home, ignore_errors=True)  # A cache may have come there meanwhile.
        (tmp_path / "elsewhere").rename(home)
    assert process.wait(90) == (0 if back else 1)
    for thread in threads:
        thread.join(10)
    if not back:
        shutil.rmtree(home, ignore_errors=True)
        (tmp_path / "elsewhere").rename(home)
        assert [line for line in errors if "coach import" in line], errors
        told = next(line for line in errors if "coach import" in line)
        assert coach(home, "import", told.split("coach import ")[1].strip()).returncode == 0
    (session,) = json.loads(coach(home, "log", "--json").stdout)
    assert session["finished"]
    assert sum(each["reps"] for each in session["sets"]) == 22
    assert [each for each in lines if each.startswith("set done")] == (
        [f"set done: {each['exercise']} {each['set']} {each['side']}\n" for each in session["sets"]] if back else []
    )
