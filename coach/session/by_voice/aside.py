"""Says a sentence beside the session, through a stream of its own; it must not know why.

So the session's own stream stays as it is: it may stand, go on, or be over.
"""

from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING

from coach.audio.clips import from_pcm
from coach.audio.mixer import Gains, Sound
from coach.audio.output import Output
from coach.session.sound.first_words import SILENT
from coach.session.sound.soundtrack import clip_ms

if TYPE_CHECKING:
    from coach.voice import Voice

CLIP_S = 5.0  # How long a sentence is waited for that is still being made.
TAIL_MS = 150  # Devices take a moment to sound what they were given.


class Aside:
    """Says one sentence after the other; `look` does the work, many times a second, and nothing here waits."""

    def __init__(self, voice: "Voice", output: Output, gains: Gains, now_s: Callable[[], float]) -> None:
        self._voice = voice
        self._output = output
        self._now_s = now_s
        self._waiting: deque[tuple[str, float]] = deque()  # With when it was asked for.
        self._until_ms: int | None = None  # Where the one that sounds is over.
        output.set_gains(gains.voice, gains.tone)

    def prepare(self, *texts: str) -> None:
        """Has the voice speak them ahead."""
        if self._output.name != SILENT:
            self._voice.start()
            self._voice.prefetch(texts)

    def say(self, text: str) -> None:
        """Says it after what is being said; where nothing can be heard it is left out."""
        if self._output.name != SILENT:
            self.prepare(text)
            self._waiting.append((text, self._now_s()))

    def hush(self) -> None:
        """Breaks off, and says nothing of what was to come."""
        self._waiting.clear()
        if self._until_ms is not None:
            self._output.pause()
            self._until_ms = None

    def look(self) -> bool:
        """Whether something is being said, or about to be."""
        if self._until_ms is not None and self._output.position_ms() >= self._until_ms:
            self._until_ms = None
        if self._until_ms is None and self._waiting:
            self._begin(*self._waiting[0])
        return self._until_ms is not None or bool(self._waiting)

    def close(self) -> None:
        """Ends the stream; harmless when repeated."""
        self._output.close()

    def _begin(self, text: str, asked_s: float) -> None:
        pcm = self._voice.clip(text)
        if pcm is not None:
            self._waiting.popleft()
            clip = from_pcm(pcm.samples, pcm.rate_hz)
            self._output.play((Sound(0, clip),), 0)
            self._until_ms = clip_ms(clip) + TAIL_MS
        elif self._now_s() - asked_s > CLIP_S or not self._voice.status.ok or self._output.problem is not None:
            self._waiting.popleft()
