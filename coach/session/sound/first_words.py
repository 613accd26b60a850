"""How a session begins while its words are still being made; it must not know the timeline, the log or a screen.

The first cue depends on no length, so it can sound while the rest is being synthesised.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from coach.audio.mixer import Schedule, Sound
from coach.audio.output import Output
from coach.session.sound.soundtrack import Soundtrack, clip_ms

if TYPE_CHECKING:
    from coach.voice import Voice

SILENT = "silent"  # The output without a device: nothing is heard, so nothing need sound early.
MARGIN_MS = 400
FIRST_WORDS_S = 2.0  # How long the first sentence is waited for; without it the tones begin.
ALL_WORDS_S = 5.0  # The same for all of them, where nothing can be heard meanwhile.


class Opening:
    """Speaks the first of the `texts` as soon as it is there; says when the timeline is needed.

    `lead_in_s` has to pass before the first sound. What is unknown when the timeline is needed, because the first
    text is over or the voice has died, is planned with estimated lengths.
    """

    def __init__(
        self,
        output: Output,
        voice: "Voice | None",
        sounds: Soundtrack,
        texts: Sequence[str],
        lead_in_s: float,
        now_s: Callable[[], float],
    ) -> None:
        self.sounding = False
        self._output = output
        self._voice = voice
        self._sounds = sounds
        self._texts = texts
        self._lead_in_s = lead_in_s
        self._now_s = now_s
        self._began_s = now_s()
        self._first_ms = 0

    def over(self, play: Callable[[Schedule], None]) -> bool:
        """Whether the timeline is needed now; to be asked many times a second. `play` plays from the start."""
        voice, waited_s = self._voice, self._now_s() - self._began_s
        if self._output.name != SILENT and waited_s < self._lead_in_s:
            return False
        if not self._texts or voice is None or not voice.status.ok:
            return True
        known = all(voice.length_ms(text) is not None for text in self._texts)
        if self._output.name == SILENT:
            return known or waited_s > ALL_WORDS_S
        if self.sounding:
            return known or self._output.position_ms() > self._first_ms - MARGIN_MS
        first = self._sounds.clip(self._texts[0])
        if first is None:
            return waited_s > FIRST_WORDS_S
        self.sounding, self._first_ms = True, clip_ms(first)
        play((Sound(0, first),))
        return False
