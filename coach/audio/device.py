"""The process that feeds the sound device, `python -m coach.audio.device`; it must not know sessions or screens.

It is a process of its own because a busy thread of the program, paused by the system while it holds Python's
lock, would make the sound stutter: measured with three busy programs on two cores. Orders come as pickles on
stdin, what the device took goes out as pickles on stdout; both ends are ours. It ends with its stdin.
"""

import os
import pickle
import signal
import sys
import threading
import time
from collections.abc import Generator
from typing import BinaryIO

from coach.audio.clips import RATE, Clip
from coach.audio.mixer import FRAMES_PER_MS, Gains, Sound
from coach.audio.stream import Stream

PERIOD_MS = 30
PERIODS = 2
# ALSA keeps all periods but the one that it asks for; PulseAudio was measured to do about the same.
DELAY_FRAMES = PERIOD_MS * (PERIODS - 1) * FRAMES_PER_MS
# Between two signs of life of the program. After many missed ones it must be stopped (Ctrl-Z), and so the sound.
BEAT_S = 0.2
_MISSED_S = 2.0
# JACK is left out because it starts servers, NULL because it is no device.
_BACKENDS = ("WASAPI", "DSOUND", "WINMM", "COREAUDIO", "PULSEAUDIO", "ALSA", "SNDIO", "AUDIO4", "OSS")


class _Player:
    """Carries out the orders, and stops for as long as none come."""

    def __init__(self) -> None:
        self.stream = Stream(Gains())
        self._clips: dict[int, Clip] = {}
        self._paused = True
        self._missed = False
        self._heard_s = time.monotonic()
        self._lock = threading.Lock()

    def obey(self, order: tuple[str, *tuple[object, ...]]) -> None:
        """One order: clip, play, replace, pause, gains, or a beat, which only says that the program lives."""
        with self._lock:
            self._heard_s = time.monotonic()
            match order:
                case ("clip", int(number), bytes(samples)):
                    import numpy as np

                    self._clips[number] = np.frombuffer(samples, dtype=np.float32)
                case ("play", list(sounds), int(at_ms)):
                    self._paused = False
                    self.stream.play(self._schedule(sounds), at_ms)
                case ("replace", list(sounds)):
                    self.stream.replace(self._schedule(sounds))
                case ("pause", bool(paused)):
                    self._paused = paused
                    self.stream.set_paused(paused)
                case ("gains", Gains() as gains):
                    self.stream.set_gains(gains)
            if self._missed:
                self._missed = False
                self.stream.set_paused(self._paused)

    def look(self) -> None:
        """Mixes ahead, and sees whether the program still lives."""
        with self._lock:
            if not self._missed and time.monotonic() - self._heard_s > _MISSED_S:
                self._missed = True
                self.stream.set_paused(True)
        self.stream.work_ahead()

    def _schedule(self, sounds: list[tuple[int, int, str, float]]) -> tuple[Sound, ...]:
        return tuple(
            Sound(at_ms, self._clips[number], "voice" if bus == "voice" else "tone", pan)
            for at_ms, number, bus, pan in sounds
        )


def _blocks(stream: Stream, told: int) -> Generator[bytes, int, None]:
    """Runs in the device's thread; ends when the program is gone."""
    data = b""
    while True:
        frames = yield data
        data = stream.block(frames, time.monotonic())
        try:
            os.write(told, pickle.dumps(stream.told))
        except OSError:
            return


def _run(orders: BinaryIO, told: int) -> None:
    import miniaudio

    player, ended = _Player(), threading.Event()

    def look() -> None:
        while not ended.wait(BEAT_S):
            player.look()

    with miniaudio.PlaybackDevice(
        miniaudio.SampleFormat.SIGNED16, 2, RATE, PERIOD_MS, None, PERIODS,
        [miniaudio.Backend[name] for name in _BACKENDS], app_name="Backcoach",
    ) as device:
        blocks = _blocks(player.stream, told)
        next(blocks)
        device.start(blocks)
        threading.Thread(target=look, daemon=True).start()
        try:
            while True:
                player.obey(pickle.load(orders))
        except (EOFError, OSError):
            ended.set()


def main() -> int:
    """Exit code 1 when no device can be opened, else 0 at the end of stdin."""
    import miniaudio

    # The program decides what Ctrl-C means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Libraries that write on stdout must not get into the pickles.
    told = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    try:
        _run(sys.stdin.buffer, told)
    except miniaudio.MiniaudioError:
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
