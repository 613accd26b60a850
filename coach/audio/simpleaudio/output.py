"""The second output, for those who have simpleaudio: one buffer a stretch; it must not know what is played.

simpleaudio can play a buffer, no more. So the stretch up to the next quiet moment is mixed into one buffer, and the
next one follows in that quiet moment; each is played by a process of its own (`buffer`), which is killed for a
pause. A change is put into the next quiet moment before it is heard, so that most changes are no seam.
"""

import sys
import threading
import time
from collections.abc import Collection
from dataclasses import dataclass
from importlib import metadata, util

import numpy as np

from coach.audio.clips import RATE
from coach.audio.mixer import FRAMES_PER_MS, Gains, Schedule, Score, mix
from coach.audio.simpleaudio.buffer import Sounder
from coach.audio.simpleaudio.device_watch import Proof
from coach.errors import CoachError

STOPPED = "The sound device stopped answering."
NOT_INSTALLED = "simpleaudio is not installed: pip install 'backcoach[simpleaudio]'."
CRASHES = (
    "This simpleaudio crashes on your Python: pip uninstall simpleaudio, then pip install 'backcoach[simpleaudio]'."
)
_SHORTEST_FRAMES = 4 * RATE
_LONGEST_FRAMES = 12 * RATE
_QUIET_FRAMES = 50 * FRAMES_PER_MS
# A stretch is mixed, and handed over, this long before it is due.
_AHEAD_FRAMES = RATE // 2
_OPENING_S = 10.0
_PATIENCE_S = 3.0
# A process that ends by itself is followed by another one, but not twice in this time.
_TWICE_S = 5.0


@dataclass(eq=False)
class _Stretch:
    """These frames of the timeline, in the hands of a process."""

    sounder: Sounder
    start: int
    data: bytes
    score: Score

    @property
    def end(self) -> int:
        return self.start + len(self.data) // 4


class SimpleaudioOutput:
    """Raises CoachError when simpleaudio is missing, would crash this Python, or finds no device."""

    name = "simpleaudio"

    def __init__(self) -> None:
        refusal = refused(sys.version_info[:2], _installed())
        if refusal is not None:
            raise CoachError(refusal)
        self._failed = self._closed = False
        self._score, self._gains = Score(), Gains()
        # The frame that was heard at a moment of the monotonic clock, or, with None, at which it stands.
        self._at: tuple[int, float | None] = (0, None)
        self._now_playing: _Stretch | None = None
        self._following: _Stretch | None = None
        self._ordered_s = self._ended_s = time.monotonic() - 60
        self._changed = threading.Condition(threading.RLock())
        self._proof = Proof()
        self._spare: Sounder | None = Sounder(self._tell, self._ended)
        self._try_device()
        threading.Thread(target=self._follow, name="sound: follow", daemon=True).start()

    def _try_device(self) -> None:
        with self._changed:
            self._begin(0)
            answered = self._changed.wait_for(lambda: self._at[1] is not None or self._failed, _OPENING_S)
            failed = self._failed or not answered
            self.pause()
            self._at = (0, None)
        if failed:
            self.close()
            raise CoachError("No sound device could be opened.")

    @property
    def problem(self) -> str | None:
        """Set when stretches could not be played or ended before their time, or when the device stands still."""
        with self._changed:
            waiting = self._now_playing is not None and self._at[1] is None
            late = waiting and time.monotonic() - self._ordered_s > _PATIENCE_S
            if not (self._closed or self._failed) and (late or self._proof.missing):
                self._fail()
            return STOPPED if self._failed and not self._closed else None

    def play(self, schedule: Schedule, at_ms: int) -> None:
        with self._changed:
            self._score = Score(schedule)
            self._begin(at_ms * FRAMES_PER_MS)

    def replace(self, schedule: Schedule) -> None:
        with self._changed:
            self._score = Score(schedule)
            self._change()

    def set_gains(self, voice: float, tone: float) -> None:
        gains = Gains(voice, tone)
        with self._changed:
            self._gains = gains
            self._change()

    def pause(self) -> None:
        with self._changed:
            self._at = (self._now(), None)
            self._silence()

    def resume(self) -> None:
        with self._changed:
            if self._now_playing is None:
                self._begin(self._at[0])

    def position_ms(self) -> int:
        with self._changed:
            return self._now() // FRAMES_PER_MS

    def close(self) -> None:
        with self._changed:
            self.pause()
            self._closed = True
            self._proof.kill()
            if self._spare is not None:
                self._spare.kill()
            self._changed.notify_all()

    # --- with the lock held ----------------------------------------------------------------------------------

    def _now(self) -> int:
        frame, since_s = self._at
        if since_s is None or self._now_playing is None:
            return frame
        return frame + max(0, int((self._now_playing.sounder.lived_until_s() - since_s) * RATE))

    def _begin(self, frame: int) -> None:
        """Plays from this frame on, and makes it the position until that is heard."""
        self._silence()
        self._at, self._ordered_s = (frame, None), time.monotonic()
        if not (self._closed or self._failed):
            self._now_playing = self._handed_over(frame, 0.0)
        self._changed.notify_all()

    def _silence(self) -> None:
        for stretch in (self._now_playing, self._following):
            if stretch is not None:
                stretch.sounder.kill()
        self._now_playing = self._following = None

    def _handed_over(self, frame: int, due_s: float) -> _Stretch | None:
        """A stretch from this frame on; None where no process can be started any more."""
        end = self._quiet(frame + _SHORTEST_FRAMES, frame + _LONGEST_FRAMES, self._score) or frame + _LONGEST_FRAMES
        data = mix(self._score, frame, end - frame, self._gains).tobytes()
        sounder, self._spare = self._spare or self._new(), self._new()
        if sounder is None:
            self._fail()
            return None
        sounder.play(data, due_s)
        return _Stretch(sounder, frame, data, self._score)

    def _new(self) -> Sounder | None:
        try:
            return Sounder(self._tell, self._ended)
        except CoachError:
            return None

    def _quiet(self, start: int, end: int, *scores: Score) -> int | None:
        """The first frame before `end` with nothing to be heard around it."""
        for frame in range(start, end, _QUIET_FRAMES):
            if not any(score.between(frame - _QUIET_FRAMES, frame + _QUIET_FRAMES) for score in scores):
                return frame
        return None

    def _change(self) -> None:
        """Leaves alone what does not sound different; the rest is exchanged in a quiet moment, if there is one."""
        playing, since_s = self._now_playing, self._at[1]
        if playing is None:
            return
        if since_s is None:
            self._begin(self._at[0])
            return
        if self._following is not None:
            self._following.sounder.kill()
            self._following = None
        now = self._now()
        different = self._first_difference(playing, now)
        if different is not None:
            quiet = self._quiet(now + _AHEAD_FRAMES, different, playing.score, self._score)
            if quiet is None:
                self._begin(now)
            else:
                self._following = self._handed_over(quiet, self._due_s(quiet))
        self._changed.notify_all()

    def _first_difference(self, playing: _Stretch, start: int) -> int | None:
        """The frame from which on the stretch would sound different now."""
        start = max(start, playing.start)
        new = mix(self._score, start, max(0, playing.end - start), self._gains).ravel()
        old = np.frombuffer(playing.data, "<i2")[(start - playing.start) * 2 :]
        unequal = np.nonzero(new != old)[0]
        return start + int(unequal[0]) // 2 if len(unequal) else None

    def _due_s(self, frame: int) -> float:
        at, since_s = self._at
        return (frame - at) / RATE + (since_s if since_s is not None else 0.0)

    def _fail(self) -> None:
        self.pause()
        self._failed = True
        self._changed.notify_all()

    # --- called by other threads -----------------------------------------------------------------------------

    def _tell(self) -> None:
        """The first stretch after an order sounds: from now on the position moves."""
        with self._changed:
            playing = self._now_playing
            if playing is not None and self._at[1] is None and playing.sounder.started_s is not None:
                self._at = (playing.start, playing.sounder.started_s)
                self._changed.notify_all()

    def _ended(self, sounder: Sounder) -> None:
        """A process ended by itself: it crashed, its device is gone, or this program had stood still."""
        with self._changed:
            if self._closed:
                return
            if sounder is self._spare:
                self._spare = self._new() if self._may_try_again() else sounder
            elif self._following is not None and sounder is self._following.sounder:
                self._following = None
                self._changed.notify_all()
            elif self._now_playing is not None and sounder is self._now_playing.sounder:
                if self._may_try_again():
                    self._begin(self._now())
                else:
                    self._fail()

    def _may_try_again(self) -> bool:
        before_s, self._ended_s = self._ended_s, time.monotonic()
        return self._ended_s - before_s > _TWICE_S

    def _follow(self) -> None:
        """Lets stretch follow stretch; runs until the output is closed."""
        with self._changed:
            while not self._closed:
                self._changed.wait(self._next_step())

    def _next_step(self) -> float:
        """Does what is due, and says in how many seconds the next step is."""
        playing, following, since_s = self._now_playing, self._following, self._at[1]
        if playing is None or since_s is None:
            return 3600.0
        if following is None:
            left_s = self._due_s(playing.end - _AHEAD_FRAMES) - time.monotonic()
            if left_s > 0:
                return left_s
            following = self._following = self._handed_over(playing.end, self._due_s(playing.end))
            if following is None:
                return 0.0
        left_s = self._due_s(following.start) - time.monotonic()
        if left_s > 0:
            return left_s
        self._now_playing, self._following = following, None
        playing.sounder.kill()
        return 0.0


def refused(python: tuple[int, int], packages: Collection[str]) -> str | None:
    """Why simpleaudio cannot be used with these packages installed (lower-case names) on this Python, or None."""
    if "simpleaudio" not in packages and "simpleaudio-patched" not in packages:
        return NOT_INSTALLED
    if python >= (3, 12) and "simpleaudio-patched" not in packages:
        return CRASHES
    return None


def _installed() -> set[str]:
    if util.find_spec("simpleaudio") is None:
        return set()
    found = {"simpleaudio"}
    try:
        metadata.version("simpleaudio-patched")
        found.add("simpleaudio-patched")
    except metadata.PackageNotFoundError:
        pass
    return found
