"""A wall clock that jumps while a session is played: nothing moves but the stamps in the log."""

from datetime import timedelta
from pathlib import Path

import pytest
from session_bench import EVERYTHING, Bench

JUMPS = [timedelta(days=400), timedelta(days=-400), timedelta(hours=1), timedelta(hours=-1)]


def played(folder: Path, jump: timedelta) -> Bench:
    """A whole session; the clock jumps between its first set and the second, and in a pause after that."""
    folder.mkdir()
    bench = Bench(folder)
    bench.until(lambda: bool(bench.done()))
    bench.clock.at += jump
    bench.run(1)
    bench.conductor.pause()
    bench.run(30)
    bench.clock.at += jump
    bench.run(30)
    bench.conductor.resume()
    bench.until(lambda: bench.conductor.finished)
    bench.conductor.writer.rate(2, "ok")
    return bench


@pytest.mark.parametrize("jump", JUMPS)
def test_nothing_but_the_stamps_moves(tmp_path: Path, jump: timedelta) -> None:
    steady, moved = played(tmp_path / "steady", timedelta(0)), played(tmp_path / "moved", jump)
    assert moved.told == steady.told
    assert moved.clock.now_s == steady.clock.now_s, "it took as long"
    assert moved.sets() == steady.sets() == EVERYTHING
    assert (moved.session.finished, moved.session.after, moved.session.effort) == (True, 2, "ok")
    stamps = [
        {(each.exercise, each.set, each.side): each.at for each in bench.session.sets} for bench in (steady, moved)
    ]
    apart = {stamps[1][done] - stamps[0][done] for done in stamps[0]}
    assert apart == {timedelta(0), 2 * jump}
    for bench in (steady, moved):
        bench.conductor.close()
