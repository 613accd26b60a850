"""Speaks a few sentences once, beside whatever the screen does; it must not know what they are about.

Nothing waits for it, and nothing fails with it: without a voice or a device it stays silent.
"""

import threading
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coach.audio.mixer import Gains, Schedule
    from coach.voice import Pcm, Voice

LONGEST_WAIT_S = 10.0  # For one sentence to be spoken by the engine; later, nobody would know what it is about.
LOOK_EVERY_S = 0.05
GAP_MS = 400


class Announcement:
    """Sentences on their way to the ear. `start` and `close` return at once; the voice is closed with it."""

    def __init__(self, voice: "Voice", output_kind: str, gains: "Gains", sentences: Sequence[str]) -> None:
        self._voice = voice
        self._output_kind = output_kind
        self._gains = gains
        self._sentences = tuple(sentences)
        self._stop = threading.Event()
        # A daemon: an engine or a device that hangs must not keep the program from ending.
        self._thread = threading.Thread(target=self._run, name="announcement", daemon=True)

    def start(self) -> None:
        self._thread.start()

    @property
    def sounds(self) -> bool:
        """Whether it is on its way, or heard."""
        return self._thread.is_alive()

    def close(self, wait_s: float = 0.0) -> None:
        """Falls silent; waits up to `wait_s` until voice and device are closed too."""
        self._stop.set()
        if wait_s and self._thread.ident is not None:
            self._thread.join(wait_s)

    def _run(self) -> None:
        try:
            self._voice.start()
            self._voice.prefetch(self._sentences)
            spoken = [pcm for sentence in self._sentences if (pcm := self._spoken(sentence)) is not None]
            if spoken and not self._stop.is_set():
                self._play(*_in_a_row(spoken))
        finally:
            self._voice.close()

    def _spoken(self, sentence: str) -> "Pcm | None":
        """Waits in short steps, so that closing does not have to."""
        until_s = time.monotonic() + LONGEST_WAIT_S
        while time.monotonic() < until_s and self._voice.status.ok and not self._stop.is_set():
            pcm = self._voice.wait(sentence, LOOK_EVERY_S * 4)
            if pcm is not None:
                return pcm
        return None

    def _play(self, schedule: "Schedule", end_ms: int) -> None:
        from coach.audio.output import open_output

        output = open_output(self._output_kind)
        try:
            output.set_gains(self._gains.voice, self._gains.tone)
            output.play(schedule, 0)
            while output.problem is None and output.position_ms() < end_ms and not self._stop.is_set():
                self._stop.wait(LOOK_EVERY_S)
        finally:
            output.close()


def _in_a_row(spoken: Sequence["Pcm"]) -> "tuple[Schedule, int]":
    """The sentences one after the other, and when the last one is over, in ms."""
    from coach.audio.clips import from_pcm
    from coach.audio.mixer import Sound

    sounds, at_ms = [], 0
    for pcm in spoken:
        sounds.append(Sound(at_ms, from_pcm(pcm.samples, pcm.rate_hz), "voice"))
        at_ms += pcm.length_ms + GAP_MS
    return tuple(sounds), at_ms
