"""The second output, for those who have simpleaudio: one buffer a stretch; it must not know what is played.

simpleaudio can play a buffer and stop it, no more. So the stretch up to the next quiet moment is mixed into one
buffer and played at once, and the next one follows in that quiet moment; every order mixes anew from where it is.
Its own buffer is long: a pause was measured to be silent after 200 ms, against 40 to 60 ms with miniaudio.
"""

import ctypes
import sys
import threading
import time
from importlib import metadata
from typing import Any

from coach.audio.clips import RATE
from coach.audio.mixer import FRAMES_PER_MS, Gains, Schedule, Score, mix
from coach.model import CoachError

_SHORTEST_S = 8
_LONGEST_S = 20
_QUIET_FRAMES = 50 * FRAMES_PER_MS
# A stretch is mixed this long before it is due.
_AHEAD_S = 0.5


class SimpleaudioOutput:
    """Raises CoachError when simpleaudio is missing, would crash this Python, or finds no device."""

    name = "simpleaudio"

    def __init__(self) -> None:
        self._simpleaudio = _imported()
        self._failed = False
        self._score, self._gains = Score(), Gains()
        self._playing: Any = None
        # The position in frames, and since when it moves (None: it stands).
        self._at: tuple[int, float | None] = (0, None)
        self._stretch = (0, 0, b"")
        self._closed = False
        self._changed = threading.Condition(threading.RLock())
        self._sound(bytes(480 * 4))
        if self._failed:
            raise CoachError("No sound device could be opened.")
        threading.Thread(target=self._follow, name="sound: follow", daemon=True).start()

    @property
    def problem(self) -> str | None:
        """Set when a buffer could not be played, or ended long before its time."""
        with self._changed:
            playing = self._playing if self._at[1] is not None else None
            if playing is not None and not playing.is_playing() and self._until_due_s() > 1:
                self._failed = True
            return "The sound device stopped answering." if self._failed else None

    def play(self, schedule: Schedule, at_ms: int) -> None:
        with self._changed:
            self._score = Score(schedule)
            self._begin(at_ms * FRAMES_PER_MS)

    def replace(self, schedule: Schedule) -> None:
        with self._changed:
            self._change(Score(schedule), self._gains)

    def set_gains(self, voice: float, tone: float) -> None:
        gains = Gains(voice, tone)
        with self._changed:
            self._change(self._score, gains)

    def pause(self) -> None:
        with self._changed:
            self._at = (self._now(), None)
            self._stop()
            self._changed.notify()

    def resume(self) -> None:
        with self._changed:
            if self._at[1] is None and not self._closed:
                self._begin(self._at[0])

    def position_ms(self) -> int:
        with self._changed:
            return self._now() // FRAMES_PER_MS

    def close(self) -> None:
        with self._changed:
            self._closed = True
            self.pause()

    def _now(self) -> int:
        frame, since_s = self._at
        return frame if since_s is None else frame + int((time.monotonic() - since_s) * RATE)

    def _begin(self, frame: int) -> None:
        """Mixes and plays from this frame on, and makes it the position."""
        stretch = self._mixed(frame)
        self._stop()
        self._sound(stretch[2])
        self._stretch, self._at = stretch, (frame, time.monotonic())
        self._changed.notify()

    def _change(self, score: Score, gains: Gains) -> None:
        """Leaves the stretch that is playing alone when nothing in it changes: most changes are unheard."""
        self._score, self._gains = score, gains
        start, end, data = self._stretch
        if self._at[1] is not None and mix(score, start, end - start, gains).tobytes() != data:
            self._begin(self._now())

    def _mixed(self, frame: int) -> tuple[int, int, bytes]:
        end = frame + _LONGEST_S * RATE
        for quiet in range(frame + _SHORTEST_S * RATE, end, _QUIET_FRAMES):
            if not self._score.between(quiet - _QUIET_FRAMES, quiet + _QUIET_FRAMES):
                end = quiet
                break
        return frame, end, mix(self._score, frame, end - frame, self._gains).tobytes()

    def _follow(self) -> None:
        """Lets stretch follow stretch; runs until the output is closed."""
        with self._changed:
            while not self._closed:
                self._changed.wait(self._until_due_s(_AHEAD_S))
                before = self._stretch
                if self._at[1] is None or self._until_due_s(_AHEAD_S) > 0:
                    continue
                following = self._mixed(before[1])
                while not self._closed and self._stretch is before and self._at[1] and self._until_due_s() > 0:
                    self._changed.wait(self._until_due_s())
                if self._stretch is before and self._at[1] is not None:
                    self._sound(following[2])
                    self._stretch = following

    def _until_due_s(self, ahead_s: float = 0.0) -> float:
        if self._at[1] is None:
            return 3600.0
        return max(0.0, (self._stretch[1] - self._now()) / RATE - ahead_s)

    def _sound(self, data: bytes) -> None:
        try:
            self._playing = self._simpleaudio.play_buffer(data, 2, 2, RATE)
        except self._simpleaudio._simpleaudio.SimpleaudioError:
            self._failed = True

    def _stop(self) -> None:
        if self._playing is not None:
            self._playing.stop()
            self._playing = None


def _imported() -> Any:
    _silence_alsa()
    try:
        import simpleaudio
    except ImportError as error:
        raise CoachError("simpleaudio is not installed: pip install 'backcoach[simpleaudio]'.") from error
    installed = {name.lower() for name in metadata.packages_distributions().get("simpleaudio", ())}
    if sys.version_info >= (3, 12) and "simpleaudio-patched" not in installed:
        raise CoachError("This simpleaudio crashes on your Python: pip install simpleaudio-patched.")
    return simpleaudio


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
