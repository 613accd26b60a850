"""How the program and its processes with sound hold together, tried with real processes."""

import queue
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from coach.audio import child_process

ROOT = Path(__file__).parents[2]
READS_SIX = "import sys; sys.stdout.buffer.write(sys.stdin.buffer.read(6))"
WITHOUT_THE_PROGRAM = """
import time
from coach.audio import child_process
life = child_process.Life()
time.sleep(child_process.MISSED_S * {waited})
{heard}
life.check()
raise SystemExit(7)
"""


def python(program: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
    )


def test_orders_go_out_in_their_order_with_signs_of_life_after_them_until_the_process_ends() -> None:
    process, orders, taken = python(READS_SIX), queue.SimpleQueue[bytes](), []
    for order in (b"P1", b"P2"):
        orders.put(order)
    feeding = threading.Thread(target=child_process.feed, args=(process, orders, lambda: taken.append(1)))
    feeding.start()
    try:
        assert process.stdout is not None
        assert process.stdout.read() == b"P1P2" + 2 * child_process.BEAT
        assert process.wait(30) == 0
        feeding.join(30)
        assert not feeding.is_alive()
        assert len(taken) >= 4
    finally:
        process.kill()
        process.wait(30)


@pytest.mark.parametrize(
    ("waited", "heard", "code"),
    [("1.1", "", 0), ("1.1", "life.hear()", 7), ("0", "", 7)],
    ids=["nothing was heard", "heard again", "not for long"],
)
def test_a_process_ends_when_nothing_was_heard_of_the_program(waited: str, heard: str, code: int) -> None:
    process = python(WITHOUT_THE_PROGRAM.format(waited=waited, heard=heard))
    assert process.wait(30) == code


def test_a_process_with_a_buffer_starts_without_what_the_program_needs() -> None:
    program = (
        "import coach.audio.simpleaudio.buffer_process, coach.audio.simpleaudio.silence_process, sys\n"
        "print(*sorted({'numpy', 'subprocess', 'coach.core.model', 'coach.files.paths'} & set(sys.modules)))"
    )
    process = python(program)
    assert process.communicate(timeout=30)[0].split() == []
