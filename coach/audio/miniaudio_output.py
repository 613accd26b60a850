"""The default output: one miniaudio stream that is opened once; it must not know what is played.

Sounds are placed by the number of frames the device took, never by a timer.
"""

import ctypes
import threading
import time
from collections.abc import Generator
from typing import Any

from coach.audio.clips import RATE
from coach.audio.mixer import FRAMES_PER_MS, Gains, Schedule
from coach.audio.stream import Stream
from coach.model import CoachError

PERIOD_MS = 30
PERIODS = 2
STOPPED = "The sound device stopped answering."
_PATIENCE_S = 1.0
_AHEAD_S = 0.2
# JACK is left out, because its library writes on the terminal; NULL, because it is no device.
_BACKENDS = ("WASAPI", "DSOUND", "WINMM", "COREAUDIO", "PULSEAUDIO", "ALSA", "SNDIO", "AUDIO4", "OSS")


class MiniaudioOutput:
    """Raises CoachError when there is no device that can be opened."""

    name = "miniaudio"

    def __init__(self) -> None:
        import miniaudio

        _silence_alsa()
        self._stream = Stream(Gains(), PERIOD_MS * (PERIODS - 1) * FRAMES_PER_MS)
        self._called_s = time.monotonic()
        self._closing = threading.Lock()
        self._closed = threading.Event()
        self._device: Any = None
        try:
            self._device = miniaudio.PlaybackDevice(
                miniaudio.SampleFormat.SIGNED16, 2, RATE, PERIOD_MS, None, PERIODS,
                [miniaudio.Backend[name] for name in _BACKENDS], app_name="Backcoach",
            )
            blocks = self._blocks()
            next(blocks)
            self._device.start(blocks)
        except miniaudio.MiniaudioError as error:
            self.close()
            raise CoachError("No sound device could be opened.") from error
        self._called_s = time.monotonic()
        threading.Thread(target=self._work_ahead, name="mix ahead", daemon=True).start()

    def _work_ahead(self) -> None:
        while not self._closed.wait(_AHEAD_S):
            self._stream.work_ahead()

    def _blocks(self) -> Generator[bytes, int, None]:
        """Runs in the device's thread: an exception here would end the sound, so there is nothing that raises."""
        data = b""
        while True:
            frames = yield data
            now_s = time.monotonic()
            data = self._stream.block(frames, now_s)
            self._called_s = now_s

    @property
    def problem(self) -> str | None:
        """Set while the device has not asked for a block for a second: PulseAudio's end is told in no other way."""
        silent_s = time.monotonic() - self._called_s
        return STOPPED if self._device is not None and silent_s > _PATIENCE_S else None

    def play(self, schedule: Schedule, at_ms: int) -> None:
        self._stream.play(schedule, at_ms)

    def replace(self, schedule: Schedule) -> None:
        self._stream.replace(schedule)

    def pause(self) -> None:
        self._stream.set_paused(True)

    def resume(self) -> None:
        self._stream.set_paused(False)

    def position_ms(self) -> int:
        return self._stream.position_ms(time.monotonic())

    def set_gains(self, voice: float, tone: float) -> None:
        self._stream.set_gains(Gains(voice, tone))

    def close(self) -> None:
        with self._closing:
            self._closed.set()
            device, self._device = self._device, None
        if device is not None:
            device.close()


_AlsaHandler = ctypes.CFUNCTYPE(None)
# Kept for as long as the process lives: ALSA may call it at any time.
_say_nothing = _AlsaHandler(lambda: None)


def _silence_alsa() -> None:
    """Stops ALSA's own lines on file descriptor 2, which is the screen of a running terminal program.

    Redirecting the descriptor would lose what the program draws meanwhile. The second name is that of
    alsa-lib 1.2.15 and later. Without ALSA there is nothing to silence.
    """
    try:
        alsa = ctypes.CDLL("libasound.so.2")
    except OSError:
        return
    for setter in ("snd_lib_error_set_handler", "snd_lib_log_set_handler"):
        if hasattr(alsa, setter):
            getattr(alsa, setter)(_say_nothing)
