"""Turns the cues of a timeline into sounds: clips of the voice and tones; it must not know when they are played.

A clip that is not made yet is left out and remembered, so that it can be added when it has come.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from coach.audio.clips import RATE, Clip, from_pcm
from coach.audio.mixer import Schedule, Sound
from coach.core import timeline
from coach.core.timeline.cues import Cue

if TYPE_CHECKING:
    from coach.voice import Voice

PAN = 0.45  # How far a side leans to its ear: clearly, with both ears still hearing it.


class Soundtrack:
    """The sounds of one session; without a voice, or a clip, the tones alone."""

    def __init__(self, voice: "Voice | None", tones: Mapping[str, Clip], rate_wpm: int) -> None:
        self._voice = voice
        self._tones = tones
        self._rate_wpm = rate_wpm
        self._clips: dict[str, Clip] = {}
        self._missing: set[str] = set()
        self._placed: set[tuple[int, str]] = set()

    def clip(self, text: str) -> Clip | None:
        """The spoken text, once it is made; never waits."""
        if text not in self._clips and self._voice is not None:
            pcm = self._voice.clip(text)
            if pcm is not None:
                self._clips[text] = from_pcm(pcm.samples, pcm.rate_hz)
        return self._clips.get(text)

    def length_ms(self, text: str) -> int:
        """How long the text takes: measured where its clip is there, else estimated."""
        clip = self.clip(text)
        return timeline.estimate_ms(text, self._rate_wpm) if clip is None else clip_ms(clip)

    def schedule(self, cues: Iterable[Cue], from_ms: int = 0) -> Schedule:
        """Every sound of the cues, where everything before `from_ms` has been sent to the device already.

        A clip that was not in the schedule before is only used from there on: it must not set in with the middle
        of a word. One longer than what was planned for it would run into the next and stays out.
        """
        before, self._placed, self._missing = self._placed, set(), set()
        sounds = []
        for cue in cues:
            clip = self._spoken(cue) if cue.kind == "say" else self._tones.get(cue.sound or "")
            place = (cue.at_ms, cue.text or cue.sound or "")
            if clip is not None and (cue.at_ms >= from_ms or place in before):
                self._placed.add(place)
                sounds.append(Sound(cue.at_ms, clip, "voice" if cue.kind == "say" else "tone", _pan(cue)))
        return tuple(sounds)

    def has_more(self) -> bool:
        """Whether a clip that was missing in the last schedule has come."""
        return any(self.clip(text) is not None for text in self._missing)

    def _spoken(self, cue: Cue) -> Clip | None:
        text = cue.text or ""
        clip = self.clip(text)
        if clip is None:
            self._missing.add(text)
            return None
        return clip if clip_ms(clip) <= cue.dur_ms else None


def clip_ms(clip: Clip) -> int:
    """A clip's length, rounded up."""
    return -(-len(clip) * 1000 // RATE)


def _pan(cue: Cue) -> float:
    return {"left": -PAN, "right": PAN, None: 0.0}[cue.side]
