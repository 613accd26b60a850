"""The process that listens: default microphone in, names out; it must not know sessions, and keeps no sound.

A process of its own like those that play: a fault of a driver or a model ends it alone. A line on stdin names the
context or the gain, a dot says that the program lives; a line on stdout is one of `microphone`'s answers. No sound
leaves it.
"""

import os
import queue
import sys
import threading
import time
from collections.abc import Generator

from coach.audio.child_process import BEAT, Life, made_ready
from coach.errors import CoachError
from coach.listen import vocabulary
from coach.listen.speech import AGAIN, GAIN, LEVEL_S, RATE

_BLOCK_MS = 30
_MOST_BLOCKS = 100  # Three seconds: what waits longer is no longer meant.
_LOOK_S = 0.2
_Blocks = queue.Queue[tuple[float, bytes]]  # With when they came, in seconds of the monotonic clock.


def _blocks(sound: _Blocks) -> Generator[None, bytes, None]:
    """Runs in the device's thread, which never waits."""
    while True:
        data = yield
        if not sound.full():
            sound.put_nowait((time.monotonic(), data))


def _obey(orders: "queue.SimpleQueue[str]", life: Life) -> None:
    """Reads the contexts; ends the process with its stdin."""
    word = b""
    while byte := os.read(sys.stdin.fileno(), 1):
        life.hear()
        if byte == b"\n":
            orders.put(word.decode("ascii", "replace"))
            word = b""
        elif byte != BEAT:
            word += byte
    os._exit(0)


def _listen(told: int, sound: _Blocks, orders: "queue.SimpleQueue[str]", life: Life) -> None:
    from coach.listen.recogniser import Recogniser, loudest_of, power_of

    def tell(*words: object) -> None:
        os.write(told, (" ".join(map(str, words)) + "\n").encode("ascii"))

    recogniser = Recogniser()
    tell("open")
    taken_ms = level_ms = 0.0
    spoke, loudest, power = False, 0, 0.0
    while True:
        while not orders.empty():
            wanted = orders.get()
            if wanted == AGAIN:
                recogniser.again()
            elif wanted.startswith(GAIN):
                recogniser.gain = int(wanted.removeprefix(GAIN)) / 100
            else:
                now = recogniser.context
                recogniser.context = next((each for each in vocabulary.CONTEXTS if each == wanted), now)
        try:
            came_s, block = sound.get(timeout=_LOOK_S)
        except queue.Empty:
            life.check()
            continue
        life.check()
        taken_ms += len(block) // 2 * 1000 / RATE
        loudest, power = max(loudest, loudest_of(block)), power + power_of(block)
        for heard in recogniser.take(block):
            since = (round(taken_ms - heard.begin_ms), round(taken_ms - heard.end_ms))
            tell("heard", *since, heard.loudest, heard.name)
        if recogniser.speaking != spoke:
            spoke = recogniser.speaking
            tell("speaking", int(spoke))
        if taken_ms - level_ms >= LEVEL_S * 1000:
            size = round((power / ((taken_ms - level_ms) * RATE / 1000)) ** 0.5, 1)
            tell("level", loudest, size, round((time.monotonic() - came_s) * 1000))
            level_ms, loudest, power = taken_ms, 0, 0.0


def main() -> int:
    """Listens until the program ends; 1 without a microphone or without the extra."""
    told = made_ready()
    import miniaudio

    sound: _Blocks = queue.Queue(_MOST_BLOCKS)
    orders: queue.SimpleQueue[str] = queue.SimpleQueue()
    life = Life()
    threading.Thread(target=_obey, args=(orders, life), name="listen: orders", daemon=True).start()
    try:
        device = miniaudio.CaptureDevice(
            miniaudio.SampleFormat.SIGNED16, 1, RATE, _BLOCK_MS, app_name="Backcoach", backends=_backends()
        )
        blocks = _blocks(sound)
        next(blocks)
        device.start(blocks)
        _listen(told, sound, orders, life)
    except (miniaudio.MiniaudioError, CoachError, OSError):
        return 1
    return 0


def _backends() -> list[object]:
    """JACK is left out because it starts servers, NULL because it is no device."""
    import miniaudio

    names = ("WASAPI", "DSOUND", "WINMM", "COREAUDIO", "PULSEAUDIO", "ALSA", "SNDIO", "AUDIO4", "OSS")
    return [miniaudio.Backend[name] for name in names]


if __name__ == "__main__":
    # Not `sys.exit`: threads of a device that hangs must not keep it.
    os._exit(main())
