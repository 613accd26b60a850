"""Sound and voice that are opened while something is still asked, in a real sink: early enough, and never left."""

import json
import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import numpy as np
import pytest
from command import COMMAND, coach, environment, screened
from full_screen import NOW, Bench, on, session_of
from full_screen import until as shown_until
from pulse import Pulse, pulse, until

from coach.app.today import todays
from coach.audio.output import SilentOutput
from coach.session import clocks
from coach.session.instruments import Instruments
from coach.session.plain_player.questions import BEFORE
from coach.tui.app import CoachApp
from coach.tui.screens.rating import Rating
from coach.tui.screens.session import SessionScreen

RATE = 48_000


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pulse]:
    with pulse(tmp_path_factory.mktemp("pulse")) as running:
        yield running


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return screened(tmp_path / "home")


def children(process: int) -> set[int]:
    found = [process]
    for each in found:
        for task in Path(f"/proc/{each}/task").glob("*/children"):
            with suppress(OSError):
                found += map(int, task.read_text(encoding="ascii").split())
    return set(found[1:])


def gone(processes: set[int]) -> bool:
    return not any(Path(f"/proc/{each}").exists() for each in processes)


@contextmanager
def asking(home: Path, server: Pulse) -> Iterator["subprocess.Popen[bytes]"]:
    """A session that waits for the rating before it."""
    process = subprocess.Popen(
        [*COMMAND, "play", "short", "--plain"],
        env=environment(home, server.environment),
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    assert process.stderr is not None
    try:
        read = b""
        while BEFORE.line.encode() not in read:
            byte = process.stderr.read(1)
            assert byte, read
            read += byte
        threading.Thread(target=process.stderr.read, daemon=True).start()
        yield process
    finally:
        process.kill()
        process.communicate()


def loud(server: Pulse, start: int) -> bool:
    return bool(np.abs(server.recorded(start)).max(initial=0) > 500)


def sounding(folder: Path) -> tuple[Bench, CoachApp]:
    """One user's files, and the app on them with a real device."""
    bench = Bench(folder)
    return bench, bench.app(start="play", output="miniaudio")


def sessions(home: Path) -> list[object]:
    found = json.loads(coach(home, "log", "--json").stdout)
    assert isinstance(found, list)
    return found


@pytest.mark.sound
@pytest.mark.voice
def test_the_stream_runs_before_the_answer_and_the_first_words_come_within_a_second_of_it(
    home: Path, server: Pulse
) -> None:
    with asking(home, server) as process:
        until(lambda: server.streams() == 1)
        time.sleep(1)
        began_s = time.monotonic()
        assert sessions(home) == [], "nothing is logged before it is answered"
        program_s = time.monotonic() - began_s
        assert not np.abs(server.recorded(-RATE)).any(), "silence, but a stream"
        assert process.stdin is not None
        asked = server.frames()
        process.stdin.write(b"2\n")
        process.stdin.flush()
        until(lambda: loud(server, asked))
        first = int(np.nonzero(np.abs(server.recorded(asked)).max(axis=1) > 500)[0][0])
        print(f"first words {first / RATE:.2f} s after the answer")
        assert server.streams() == 1, "the same stream, not another one"
        assert first / RATE < max(1, 2 * program_s), "on a busy machine, as much later as a program takes longer"
        assert len(sessions(home)) == 1


@pytest.mark.sound
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_whoever_leaves_at_the_question_leaves_no_stream_no_process_and_no_session(
    home: Path, server: Pulse, number: signal.Signals
) -> None:
    with asking(home, server) as process:
        until(lambda: server.streams() == 1)
        started = children(process.pid)
        process.send_signal(number)
        process.wait(60)
        until(lambda: server.streams() == 0)
        until(lambda: gone(started))
        assert started
    assert sessions(home) == []


@pytest.mark.sound
def test_a_back_too_sore_to_start_closes_what_was_opened_and_ends(home: Path, server: Pulse) -> None:
    with asking(home, server) as process:
        until(lambda: server.streams() == 1)
        started = children(process.pid)
        assert process.stdin is not None
        process.stdin.write(b"9\n")
        process.stdin.flush()
        assert process.wait(60) == 1
        until(lambda: server.streams() == 0)
        until(lambda: gone(started))


@pytest.mark.sound
async def test_the_full_screen_opens_the_stream_with_the_question_and_plays_in_it(
    tmp_path: Path, server: Pulse
) -> None:
    _, app = sounding(tmp_path)
    with server.leads_this_process():
        async with app.run_test() as pilot:
            await on(pilot, Rating)
            until(lambda: server.streams() == 1)
            assert not np.abs(server.recorded(-RATE // 2)).any()
            asked = server.frames()
            await pilot.press("2")
            await on(pilot, SessionScreen)
            await shown_until(pilot, lambda: session_of(pilot).conductor.view() is not None, "a view")
            await pilot.press("n")  # Into the count-in: this routine has no words.
            await shown_until(pilot, lambda: loud(server, asked), "a tone")
            assert server.streams() == 1, "the same stream"
        until(lambda: server.streams() == 0)


@pytest.mark.sound
@pytest.mark.parametrize("left", ["by a signal", "too sore"])
async def test_the_full_screen_leaves_nothing_open_where_nothing_is_played(
    tmp_path: Path, server: Pulse, left: str
) -> None:
    bench, app = sounding(tmp_path)
    before = children(os.getpid())
    with server.leads_this_process():
        async with app.run_test() as pilot:
            await on(pilot, Rating)
            until(lambda: server.streams() == 1)
            if left == "too sore":
                await pilot.press("9")
            else:
                os.kill(os.getpid(), signal.SIGTERM)
            await shown_until(pilot, lambda: app.return_code is not None, "the end")
        until(lambda: server.streams() == 0)
        until(lambda: children(os.getpid()) <= before)
    assert not [session for session in bench.sessions() if session.planned]


@pytest.mark.sound
def test_what_is_closed_while_it_is_being_opened_is_closed_when_it_is_open(tmp_path: Path, server: Pulse) -> None:
    bench = Bench(tmp_path)
    before = children(os.getpid())
    with server.leads_this_process():
        instruments = Instruments(bench.ws, clocks.system(), "miniaudio")
        instruments.start(todays(bench.ws, "two", NOW).plan)
        until(lambda: children(os.getpid()) > before)
        assert server.streams() == 0, "it is not open yet"
        instruments.close()
        until(lambda: children(os.getpid()) <= before)


def test_without_a_question_the_first_sound_waits_only_for_the_lead_in(tmp_path: Path) -> None:
    with Instruments(Bench(tmp_path).ws, clocks.system(), "silent") as instruments:
        assert isinstance(instruments.output(), SilentOutput)
        assert 0.2 < instruments.lead_in_s() <= 0.3
