"""The process that feeds the sound device; it must not know sessions or screens.

It is a process of its own because a busy thread of the program, paused by the system while it holds Python's
lock, would make the sound stutter: measured with three busy programs on two cores. Orders come as pickles on
stdin, what the device took goes out as pickles on stdout; both ends are ours. It ends with its stdin.
"""

import os
import pickle
import sys
import threading
import time
from collections.abc import Generator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, BinaryIO

from coach.audio.child_process import Life, made_ready
from coach.audio.clips import RATE, Clip
from coach.audio.miniaudio.pulse_mute import Mute
from coach.audio.miniaudio.stream import Stream
from coach.audio.mixer import FRAMES_PER_MS, Gains, Sound

if TYPE_CHECKING:
    import miniaudio

# PulseAudio keeps about one period of 100 ms, of which 60 ms were used up beside three busy programs on two cores;
# a pause does not wait for it, see `pulse_mute`. The others keep all periods but the one that they ask for.
_PULSE_PERIOD_MS = 100
_PERIOD_MS = 30
_PERIODS = 3
PULSE_DELAY_FRAMES = _PULSE_PERIOD_MS * FRAMES_PER_MS
DELAY_FRAMES = _PERIOD_MS * (_PERIODS - 1) * FRAMES_PER_MS
# How long a muted stream may still hold what was played before.
_STALE_S = 0.3
_LOOK_S = 0.05
# JACK is left out because it starts servers, NULL because it is no device.
_BACKENDS = ("WASAPI", "DSOUND", "WINMM", "COREAUDIO", "ALSA", "SNDIO", "AUDIO4", "OSS")


class _Player:
    """Carries out the orders, and stops for as long as none come."""

    def __init__(self, mute: Mute | None) -> None:
        self.stream = Stream(Gains())
        self._mute = mute
        self._muted_s: float | None = None
        self._clips: dict[int, Clip] = {}
        self._paused = True
        self._missed = False
        self._life = Life()
        self._lock = threading.Lock()

    def obey(self, order: tuple[str, *tuple[object, ...]]) -> None:
        """One order: clip, play, replace, stand, resume, gains; a beat only says that the program lives."""
        with self._lock:
            self._life.hear()
            match order:
                case ("clip", int(number), bytes(samples)):
                    import numpy as np

                    self._clips[number] = np.frombuffer(samples, dtype=np.float32)
                case ("play", list(sounds), int(at_ms)):
                    self._paused = False
                    self.stream.play(self._schedule(sounds), at_ms)
                case ("replace", list(sounds)):
                    self.stream.replace(self._schedule(sounds))
                case ("stand", int(at_ms)):
                    self._silence()
                    self._paused = True
                    self.stream.stand(at_ms)
                case ("resume",):
                    self._paused = False
                case ("gains", Gains() as gains):
                    self.stream.set_gains(gains)
            self._missed = False
            self._settle()

    def look(self) -> None:
        """Mixes ahead, and sees whether the program still lives."""
        with self._lock:
            self._missed = self._life.missed
            self._settle()
        self.stream.work_ahead()

    def _silence(self) -> None:
        if self._mute is not None and not self._paused and self._muted_s is None:
            self._mute.on()
            self._muted_s = time.monotonic()

    def _settle(self) -> None:
        """Lets the stream run if it may: a muted one only when what was cut off is over."""
        if self._mute is not None and self._muted_s is not None and time.monotonic() > self._muted_s + _STALE_S:
            self._mute.off()
            self._muted_s = None
        self.stream.set_paused(self._paused or self._missed or self._muted_s is not None)

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


def _opened() -> tuple["miniaudio.PlaybackDevice", int, Mute | None]:
    """The device, how many frames it holds back, and what silences it at once. Raises MiniaudioError."""
    import miniaudio

    def device(backends: Sequence[str], period_ms: int, periods: int) -> miniaudio.PlaybackDevice:
        return miniaudio.PlaybackDevice(
            miniaudio.SampleFormat.SIGNED16,
            2,
            RATE,
            period_ms,
            None,
            periods,
            [miniaudio.Backend[name] for name in backends],
            app_name="Backcoach",
        )

    try:
        pulse = device(["PULSEAUDIO"], _PULSE_PERIOD_MS, 2)
    except miniaudio.MiniaudioError:
        return device(_BACKENDS, _PERIOD_MS, _PERIODS), DELAY_FRAMES, None
    mute = None
    with suppress(OSError):
        mute = Mute()
    return pulse, PULSE_DELAY_FRAMES, mute


def _run(orders: BinaryIO, told: int) -> None:
    device, delay_frames, mute = _opened()
    player, ended = _Player(mute), threading.Event()

    def look() -> None:
        while not ended.wait(_LOOK_S):
            player.look()

    with device:
        os.write(told, pickle.dumps(delay_frames))
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

    told = made_ready()
    try:
        _run(sys.stdin.buffer, told)
    except miniaudio.MiniaudioError:
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
