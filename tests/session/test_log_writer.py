"""A log that is locked, slow or full: nothing of the session waits for it, nothing is lost, and it is told."""

import json
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest
from command import COMMAND, coach, environment, screened
from fake_clock import FakeClock
from locked import locked
from session_bench import EVERYTHING, Bench

from coach.core.exercise import Dose
from coach.core.model.done import Hurt
from coach.core.reason import Reason
from coach.core.timeline.cues import Cue, SetEnd
from coach.core.words import sentence
from coach.errors import CoachError
from coach.log import Log
from coach.session.log_writer import LogWriter
from coach.session.states import State

ROUTINE = """
format = 1
name = "Short"
voice = "beeps"

[[exercise]]
id = "bird_dog"
reps = 4
hold_s = 0
tempo_s = [2, 2]

[[exercise]]
id = "clamshell"
reps = 4
tempo_s = [2, 2]
"""
SPEED = 8


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = Bench(tmp_path)
    made.settles = False
    yield made
    made.conductor.close()


# --- while a session is played ---------------------------------------------------------------------------------


def test_a_locked_log_delays_no_cue_and_pauses_nothing_and_loses_nothing(bench: Bench) -> None:
    with locked(bench.path) as lock:
        while not bench.conductor.finished:
            bench.run(0.05)
            assert bench.conductor.state in (State.PLAYING, State.ENDED)
        player = bench.conductor.player
        assert player is not None
        assert tuple(event for event in bench.told if isinstance(event, Cue)) == player.timeline.cues
        assert bench.done() == [], "a set is told only when it is in the log"
        assert bench.sets() == {}
        lock.release()
        bench.conductor.writer.settle()
    bench.tick()
    assert bench.done() == list(EVERYTHING)
    assert bench.sets() == EVERYTHING
    assert bench.session.finished


def test_the_log_is_opened_and_written_by_no_thread_that_ticks(tmp_path: Path) -> None:
    path, opened = tmp_path / "log.sqlite3", []

    def open_log() -> Log:
        opened.append(threading.current_thread())
        return Log(path)

    with Log(path) as log:
        entry = log.start(FakeClock().wall(), "two", {}, {})
    writer = LogWriter(open_log, entry, FakeClock().clock)
    writer.hurt(Hurt("bird_dog", 3, FakeClock().wall()))
    writer.close()
    (thread,) = opened
    assert thread is not threading.current_thread()
    assert not thread.is_alive()
    with Log(path) as log:
        assert log.sessions()[0].during == 3


def test_a_log_that_is_slow_is_told_before_it_fails_and_no_more_when_it_has_taken_everything(bench: Bench) -> None:
    bench.at("return", rep=4)
    with locked(bench.path):
        bench.until(lambda: bench.view.exercise.id == "clamshell")
        bench.run(3)  # On the clock of the session: the lock itself is held for a moment.
        assert list(bench.conductor.notices) == [Reason("log_slow")]
    bench.conductor.writer.settle()
    assert not bench.conductor.notices


def test_a_log_that_stays_locked_says_what_to_do(bench: Bench) -> None:
    bench.at("return", rep=4)
    with locked(bench.path):
        bench.at("move", exercise="clamshell")
        with pytest.raises(CoachError) as unwritten:
            bench.conductor.writer.settle(8)
        (notice,) = bench.conductor.notices
    assert notice.id == "log_held_back"
    assert "in use by another Backcoach. Close that one" in sentence(notice)
    assert str(unwritten.value).endswith("could not be written down. Not in the log: 1 finished set.")
    bench.conductor.writer.settle()
    assert not bench.conductor.notices


# --- at its end ------------------------------------------------------------------------------------------------


def test_what_waits_is_written_in_its_order_when_the_log_can_be_written_again(tmp_path: Path) -> None:
    fake, path = FakeClock(), tmp_path / "log.sqlite3"
    with Log(path) as log:
        entry = log.start(fake.wall(), "two", {"bird_dog": Dose(2, 4, 2)}, {})
    writer = LogWriter(lambda: Log(path), entry, fake.clock)
    with locked(path) as lock:
        for number in (1, 2):
            writer.set_end(SetEnd(0, "bird_dog", number, "both", 4))
            fake.go_on(60)
        for rating in (3, 5):
            writer.hurt(Hurt("bird_dog", rating, fake.wall()))
        writer.finish(finished=True)
        writer.rate(2, "ok", None)
        assert writer.unwritten is not None
        assert writer.unwritten.figures["waiting"] == ("set", "set", "rating", "rating", "end", "rating")
        lock.release()
        writer.settle()
    assert writer.unwritten is None
    assert [end.set for end in writer.take_kept()] == [1, 2]
    assert writer.take_kept() == ()
    writer.close()
    with Log(path) as log:
        (session,) = log.sessions()
    assert [(each.set, (each.at - fake.at).seconds) for each in session.sets] == [(1, 0), (2, 60)]
    assert (session.during, session.finished, session.after, session.effort) == (5, True, 2, "ok")


def test_closing_waits_for_the_log_within_a_bound_and_what_is_left_is_still_written_later(bench: Bench) -> None:
    bench.at("return", rep=4)
    with locked(bench.path):
        bench.at("move", exercise="clamshell")
        bench.conductor.end(None)
        began_s = time.monotonic()
        bench.conductor.close()
        assert time.monotonic() - began_s < 30, "it does not wait for the log to be free"
        assert bench.conductor.writer.unwritten is not None
        assert "1 finished set, its end" in sentence(bench.conductor.writer.unwritten)
    end_s = time.monotonic() + 60
    while bench.conductor.writer.unwritten is not None and time.monotonic() < end_s:
        time.sleep(0.05)
    bench.settles = False
    assert bench.sets() == {("bird_dog", 1, "both"): 4}


# --- the real command ------------------------------------------------------------------------------------------


def read(pipe: IO[str], lines: list[tuple[float, str]]) -> None:
    lines.extend((time.monotonic(), line) for line in pipe)


def at_s(line: str) -> float:
    """The time of a printed cue, in seconds of real time."""
    return (60 * int(line[:2]) + int(line[3:5]) + int(line[6:9]) / 1000) / SPEED


def test_a_log_locked_for_ten_seconds_delays_no_line_of_the_plain_player(tmp_path: Path) -> None:
    home = screened(tmp_path / "home")
    (home / "routines" / "short.toml").write_text(ROUTINE, "utf-8")
    arguments = ("play", "short", "--plain", "--no-rating", "--output", "silent", "--speed", str(SPEED))
    process = subprocess.Popen(
        [*COMMAND, *arguments], env=environment(home, {"PYTHONUNBUFFERED": "1"}), stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
    )  # fmt: skip
    assert process.stdout is not None
    first = process.stdout.readline()
    lines = [(time.monotonic(), first)]
    with locked(home / "log.sqlite3") as lock:
        reading = threading.Thread(target=read, args=(process.stdout, lines))
        reading.start()
        time.sleep(10)
        assert not any(line.startswith("set done") for _, line in lines)
        lock.release()
    reading.join(60)
    assert process.stderr is not None
    told = process.stderr.read()
    assert process.wait(60) == 0, told
    assert "stood still" not in told
    assert "slow to take what you did" in told
    cues = [(came_s, line) for came_s, line in lines if not line.startswith("set done")]
    began_s = cues[0][0] - at_s(cues[0][1])
    late_s = max(came_s - began_s - at_s(line) for came_s, line in cues)
    assert late_s < 3, "the lock is held three times as long"
    sets = [line.split()[2:] for _, line in lines if line.startswith("set done")]
    (session,) = json.loads(coach(home, "log", "--json").stdout)
    assert [each[0] for each in sets] == [each["exercise"] for each in session["sets"]]
    assert len(sets) == 3
    assert session["finished"]
