"""The process that carries a stream of silence with simpleaudio; it must not know what is played beside it.

So the device stays open for a session, which keeps Bluetooth awake; and each piece of silence that the device has
taken is told with a byte on stdout, because simpleaudio itself never tells that a device stands still.
"""

import os
import threading
import time
from typing import Any

from coach.audio.child_process import Life
from coach.audio.simpleaudio.buffer_process import FRAME_BYTES, RATE, run

PIECE_S = 1.0
# The next piece begins before the last one ends, so that the device is never without a stream.
_NEXT_S = 0.75
_LOOK_S = 0.05
_PIECE = bytes(int(PIECE_S * RATE) * FRAME_BYTES)


def _carry(simpleaudio: Any, _orders: object, life: Life, told: int) -> None:
    between = threading.Event()
    playing, begun_s = simpleaudio.play_buffer(_PIECE, 2, 2, RATE), time.monotonic()
    while True:
        while time.monotonic() < begun_s + _NEXT_S:
            between.wait(_LOOK_S)
            life.check()
        before, playing, begun_s = playing, simpleaudio.play_buffer(_PIECE, 2, 2, RATE), time.monotonic()
        while before.is_playing():
            between.wait(_LOOK_S)
            life.check()
        os.write(told, b".")


if __name__ == "__main__":
    run(_carry)
