"""What the next start finds, whichever write of a session was its last: never that it was too much (P8)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection

import pytest
from session_bench import Bench

from coach.core.model.done import Session
from coach.log import Log
from coach.session.conductor import Conductor

seen: list[Session] = []


class Watched(Log):
    """After each commit it looks as a program would that is started then: nothing runs any more."""

    @contextmanager
    def change(self, session_id: int | None) -> Iterator[Connection]:
        with super().change(session_id) as connection:
            yield connection
        with Log(self._path) as fresh:
            seen.extend(fresh.sessions())


def ends(conductor: Conductor) -> None:
    conductor.end(None)


def skips_to_the_end(conductor: Conductor) -> None:
    for _ in range(20):
        conductor.next()


@pytest.mark.parametrize("how", [ends, skips_to_the_end])
def test_it_was_interrupted_until_it_was_asked_how_it_went(
    tmp_path: Path, how: Callable[[Conductor], None]
) -> None:
    seen.clear()
    bench = Bench(tmp_path, open_log=Watched)
    bench.at("hold", rep=3)
    how(bench.conductor)
    bench.until(lambda: bench.conductor.finished)
    bench.conductor.writer.rate(3, None)
    bench.conductor.writer.settle()
    before = len(seen)
    bench.conductor.writer.questions_over()
    bench.conductor.writer.settle()
    bench.conductor.close()
    assert before >= 3
    assert {each.stopped for each in seen[:before]} == {"interrupted"}
    assert (bench.session.stopped, bench.session.after, bench.session.finished) == (None, 3, False)


def test_who_is_gone_at_the_questions_was_interrupted(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.at("hold", rep=3)
    bench.conductor.end(None)
    bench.conductor.close()
    assert bench.session.stopped == "interrupted"


def test_a_reason_that_was_given_stands(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.at("hold", rep=3)
    bench.conductor.end("pain")
    bench.conductor.close()
    assert bench.session.stopped == "pain"
