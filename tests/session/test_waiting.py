"""A change of position that waits: it stands in silence until one is ready, and nothing can make it hang."""

from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings
from session_bench import Bench
from size import sized

from coach.core.timeline import phrases
from coach.core.timeline.cues import Cue


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = Bench(tmp_path, change="wait")
    yield made
    made.conductor.close()


def waits(bench: Bench) -> None:
    bench.until(lambda: bench.conductor.waiting)


def test_it_stands_until_one_is_ready_and_then_counts_in_to_the_millisecond(bench: Bench) -> None:
    waits(bench)
    left_ms, told = bench.view.left_ms, len(bench.told)
    bench.run(30)
    assert bench.conductor.waiting
    assert bench.view.left_ms == left_ms
    assert len(bench.told) == told
    block = bench.conductor.player.timeline.blocks[0]  # type: ignore[union-attr]
    bench.conductor.ready()
    assert bench.view.position_ms == block.go_ms
    assert bench.view.left_ms == left_ms
    bench.run(3.5)
    after = [(event.sound, event.at_ms) for event in bench.told[told:] if isinstance(event, Cue) and event.sound]
    assert block.go_ms is not None
    assert after == [*(("count_in", block.go_ms + at) for at in (0, 1000, 2000)), ("go", block.go_ms + 3000)]


def test_it_asks_once_and_goes_on_by_itself(bench: Bench) -> None:
    waits(bench)
    told = len(bench.told)
    bench.run(100)
    words = [event.text for event in bench.told[told:] if isinstance(event, Cue) and event.text]
    assert words[:2] == [phrases.READY, phrases.GOING_ON]
    assert bench.view.kind == "rep"


def test_it_waits_before_every_new_position_and_nowhere_else(bench: Bench) -> None:
    stood = []
    while not bench.conductor.finished:
        if bench.conductor.waiting:
            stood.append((bench.view.exercise.id, bench.view.set, bench.view.side))
            bench.conductor.ready()
        bench.run(0.05)
    assert stood == [("bird_dog", 1, None), ("clamshell", 1, "left"), ("clamshell", 1, "right")]
    assert bench.session.finished


def test_keys_work_while_it_waits(bench: Bench) -> None:
    waits(bench)
    bench.conductor.pause()
    assert not bench.conductor.waiting
    bench.run(300)
    assert bench.view.wait == "now"
    bench.conductor.resume()
    assert bench.conductor.waiting
    bench.conductor.next()
    assert bench.view.wait == ""
    bench.conductor.next()
    waits(bench)
    bench.conductor.back()
    assert bench.view.exercise.id == "bird_dog"
    waits(bench)
    bench.conductor.hurt(3)
    bench.conductor.lighten()
    assert (bench.view.exercise.id, bench.view.wait) == ("bird_dog", "ahead")
    waits(bench)
    bench.conductor.end(None)
    assert bench.conductor.finished


def test_waiting_can_be_wished_and_unwished_at_any_time(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.run(2)
    bench.conductor.toggle_wait()
    assert (bench.conductor.change, bench.view.wait) == ("wait", "ahead")
    waits(bench)
    said = [event.text for event in bench.told if isinstance(event, Cue) and event.text]
    assert len(said) == len(set(said)), "nothing is said twice"
    bench.conductor.toggle_wait()
    assert (bench.conductor.change, bench.view.wait) == ("timed", "")
    bench.at("move", exercise="clamshell")


def test_waiting_is_known_before_the_first_word(tmp_path: Path) -> None:
    bench = Bench(tmp_path, change="wait")
    bench.conductor.toggle_wait()
    bench.at("move", exercise="clamshell")


KEYS: tuple[Callable[[Bench], None], ...] = (
    lambda bench: bench.conductor.ready(),
    lambda bench: bench.conductor.next(),
    lambda bench: bench.conductor.back(),
    lambda bench: bench.conductor.repeat(),
    lambda bench: bench.conductor.slower(),
    lambda bench: bench.conductor.faster(),
    lambda bench: bench.conductor.toggle_wait(),
    lambda bench: bench.conductor.toggle_pause(),
)


@settings(max_examples=sized(2, 8))
@given(st.lists(st.tuples(st.sampled_from(KEYS), st.integers(0, 40)), max_size=8))
def test_no_keys_can_make_a_wait_hang(
    tmp_path_factory: pytest.TempPathFactory, pressed: list[tuple[Callable[[Bench], None], int]]
) -> None:
    bench = Bench(tmp_path_factory.mktemp("wait"), change="wait")
    bench.settles = False
    for press, seconds in pressed:
        press(bench)
        bench.run(seconds)
    if bench.conductor.paused:
        bench.conductor.resume()
    for _ in range(30):  # Nothing more is pressed: three waits of one and a half minutes and what is between.
        if not bench.conductor.finished:
            bench.run(60)
    assert bench.conductor.finished
    bench.conductor.close()
