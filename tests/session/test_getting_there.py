"""What is kept of a change of position: the time of who paused in it or was waited for, and of nobody else."""

from pathlib import Path

import pytest
from session_bench import Bench

from coach.core.changes import ChangeKind
from coach.log import Log, change_times


def kept(bench: Bench) -> dict[ChangeKind, tuple[int, ...]]:
    bench.conductor.writer.settle()
    with Log(bench.path) as log:
        return {kind: each.seconds for kind, each in change_times.lately(log, bench.clock.wall().date()).items()}


def in_change(bench: Bench, exercise: str = "bird_dog") -> None:
    bench.until(lambda: bench.view.change is not None and bench.view.exercise.id == exercise)


def begun(bench: Bench, exercise: str = "bird_dog") -> None:
    bench.at("move", exercise=exercise)


def test_nobody_who_lets_it_run_leaves_a_trace(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.until(lambda: bench.conductor.finished)
    assert kept(bench) == {}


def test_a_pause_by_hand_counts_with_the_change_around_it(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    in_change(bench)
    of = bench.view.phase_ms / 1000
    bench.run(2)
    bench.conductor.toggle_pause()
    bench.run(15)
    bench.conductor.toggle_pause()
    assert kept(bench) == {}
    begun(bench)
    ((kind, (seconds,)),) = kept(bench).items()
    assert kind == "chair_to_floor"
    assert seconds == pytest.approx(of + 15, abs=1.1)
    in_change(bench, "clamshell")
    assert bench.view.change == "other"
    bench.conductor.toggle_pause()
    bench.run(8)
    bench.conductor.toggle_pause()
    begun(bench, "clamshell")
    assert set(kept(bench)) == {"chair_to_floor", "other"}


def test_who_is_waited_for_counts_until_being_ready(tmp_path: Path) -> None:
    bench = Bench(tmp_path, change="wait")
    in_change(bench)
    begun_ms = bench.view.position_ms
    bench.until(lambda: bench.conductor.waiting)
    bench.run(11)
    took = (bench.view.position_ms - begun_ms) / 1000 + 3
    bench.conductor.ready()
    begun(bench)
    ((kind, (seconds,)),) = kept(bench).items()
    assert kind == "chair_to_floor"
    assert seconds == pytest.approx(took, abs=1.1)


def test_a_wait_that_goes_on_by_itself_tells_nothing(tmp_path: Path) -> None:
    bench = Bench(tmp_path, change="wait")
    in_change(bench)
    begun(bench)
    assert kept(bench) == {}


def test_questions_a_long_absence_and_what_is_left_before_its_set_do_not_count(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    in_change(bench)
    bench.conductor.pause()  # For a question.
    bench.run(20)
    bench.conductor.resume()
    begun(bench)
    bench.conductor.back()
    in_change(bench)
    bench.conductor.toggle_pause()
    bench.run(300)
    bench.conductor.toggle_pause()
    begun(bench)
    in_change(bench, "clamshell")
    bench.conductor.toggle_pause()
    bench.run(9)
    bench.conductor.toggle_pause()
    bench.conductor.back()
    begun(bench)
    bench.conductor.end(None)
    assert kept(bench) == {}
