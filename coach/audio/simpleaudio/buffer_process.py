"""The process that plays one buffer with simpleaudio; it must not know what is played.

simpleaudio's own thread is not safe against being stopped, so nothing is ever stopped here: the program kills the
process, which silences it at once, and a crash is only the end of one buffer. Orders come on stdin (see `order`),
and the moment at which the buffer was handed over goes out on stdout, as a double of the monotonic clock. It ends
with its stdin, and where the program has given no sign of life for a while (Ctrl-Z).
"""

import os
import queue
import struct
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any, BinaryIO

from coach.audio.child_process import BEAT, Life, made_ready

RATE = 48_000
FRAME_BYTES = 4
MOMENT = struct.Struct("<d")
_ORDER = struct.Struct("<dI")
_LOOK_S = 0.05
# A sound that is over this long before its time was ended by the device.
_EARLY_S = 0.5
_SILENCE = bytes(RATE // 100 * FRAME_BYTES)
# A buffer with a moment begins this long before, with silence, so that opening the device makes nothing late.
_LEAD_S = 0.25
_READ_BYTES = 3 * RATE // 20 * FRAME_BYTES
# simpleaudio 1.0.4 frees memory in threads that do not hold Python's lock, which only the C library's own allows.
ENVIRONMENT = {"PYTHONMALLOC": "malloc"}
_NO_DEVICE, _GONE = 1, 2


def order(data: bytes, due_s: float) -> bytes:
    """Plays these 16-bit stereo frames at `due_s` of the monotonic clock, or at once where that is over."""
    return b"P" + _ORDER.pack(due_s, len(data)) + data


def listen(stdin: BinaryIO, orders: "queue.SimpleQueue[tuple[float, bytes]]", life: Life) -> None:
    while kind := stdin.read(1):
        life.hear()
        if kind != BEAT:
            due_s, size = _ORDER.unpack(stdin.read(_ORDER.size))
            orders.put((due_s, stdin.read(size)))
            life.hear()
    os._exit(0)  # At once, whatever simpleaudio is doing.


def _lead_bytes(due_s: float) -> int:
    """The silence from now until a moment; none where it is over."""
    return max(0, round((due_s - time.monotonic()) * RATE)) * FRAME_BYTES


def _play(simpleaudio: Any, orders: "queue.SimpleQueue[tuple[float, bytes]]", life: Life, told: int) -> None:
    with suppress(simpleaudio._simpleaudio.SimpleaudioError):
        # A first opening takes up to 20 ms, each later one about 2; a device for one at a time may refuse it.
        simpleaudio.play_buffer(_SILENCE, 2, 2, RATE)
    due_s, data = orders.get()
    between = threading.Event()
    while (left_s := due_s - _LEAD_S - time.monotonic()) > 0:
        between.wait(min(left_s, _LOOK_S))
        life.check()
    lead = _lead_bytes(due_s)
    sound = bytearray(lead + len(data))
    sound[lead:] = data
    playing = simpleaudio.play_buffer(sound, 2, 2, RATE)
    started_s = time.monotonic()
    # Opening took its time, more of it on a busy machine: the sound is moved to where it belongs, behind what
    # simpleaudio has read already; it reads the rest as it plays.
    exact = _lead_bytes(due_s)
    if _READ_BYTES < exact < lead:
        sound[exact : exact + len(data)] = data
        sound[exact + len(data) :] = bytes(lead - exact)
    os.write(told, MOMENT.pack(started_s))
    end_s = max(due_s, started_s) + len(data) / FRAME_BYTES / RATE - _EARLY_S
    while playing.is_playing() or time.monotonic() > end_s:
        between.wait(_LOOK_S)
        life.check()


def run(work: Callable[[Any, "queue.SimpleQueue[tuple[float, bytes]]", Life, int], None]) -> None:
    """Does the work of this process and ends it: exit code 1 when no device can be opened, 2 when it ended a sound.

    `work` gets simpleaudio, the orders, the program's life, and where to answer.
    """
    import simpleaudio

    told = made_ready()
    orders: queue.SimpleQueue[tuple[float, bytes]] = queue.SimpleQueue()
    life = Life()
    threading.Thread(target=listen, args=(sys.stdin.buffer, orders, life), daemon=True).start()
    code = _GONE
    try:
        work(simpleaudio, orders, life, told)
    except simpleaudio._simpleaudio.SimpleaudioError:
        code = _NO_DEVICE
    os._exit(code)  # Without waiting for simpleaudio's threads.


if __name__ == "__main__":
    run(_play)
