"""Lets one sentence or some tones be heard with given settings, silenced at any time; it knows no session."""

import threading
from typing import TYPE_CHECKING

from coach.audio.clips import from_pcm
from coach.audio.mixer import Schedule, Sound
from coach.audio.output import open_output
from coach.core.durations import TONE_MS
from coach.core.reason import Reason
from coach.core.words import sentence
from coach.errors import CoachError

if TYPE_CHECKING:
    from coach.files.paths import Home
    from coach.files.settings import Settings
    from coach.voice import Pcm

ANSWER_S = 15.0
LOOK_EVERY_S = 0.05
TAIL_MS = 300  # Devices take a moment to sound what they were given.
GAP_MS = 400
SILENT, NO_DEVICE = Reason("sample_silent"), Reason("sample_no_device")


class Sample:
    """One at a time; `stop` may be called from any thread, more than once, and ends also what is still made."""

    def __init__(self, home: "Home") -> None:
        self._home = home
        self._stopped = threading.Event()

    def stop(self) -> None:
        self._stopped.set()

    def say(self, chosen: "Settings", text: str, tones: tuple[str, ...] = ()) -> None:
        """Plays tones and then a text, if there is one, and waits for the end. Raises CoachError."""
        self._stopped.set()  # Whoever speaks by now.
        self._stopped = stopped = threading.Event()
        sounds, at_ms = [], chosen.lead_in_ms
        if tones:
            from coach.audio.tones import load

            clips = load(self._home.sounds)
            for name in tones:
                sounds.append(Sound(at_ms, clips[name], "tone"))
                at_ms += TONE_MS[name] + GAP_MS
        if text:
            pcm = spoken(self._home, chosen, text, stopped)
            if stopped.is_set():
                return
            sounds.append(Sound(at_ms, from_pcm(pcm.samples, pcm.rate_hz), "voice"))
            at_ms += pcm.length_ms
        play(tuple(sounds), at_ms, chosen, stopped)


def spoken(home: "Home", chosen: "Settings", text: str, stopped: threading.Event) -> "Pcm":
    """The text as the settings speak it. Raises CoachError where there is no such voice, or nothing to say."""
    from coach.voice import Pcm, Voice

    voice = Voice(chosen.voice, chosen.rate_wpm, chosen.language, home.voice_cache)
    try:
        voice.start()
        voice.prefetch([text])
        left_s = ANSWER_S
        while (pcm := voice.wait(text, LOOK_EVERY_S)) is None and left_s > 0 and voice.status.ok:
            if stopped.is_set():
                return Pcm(b"", 48_000)
            left_s -= LOOK_EVERY_S
        if voice.status.refusal:
            raise CoachError(voice.status.refusal)
        if pcm is None:
            raise CoachError(voice.status.message or sentence(Reason("sample_no_words")))
        return pcm
    finally:
        voice.close()


def play(sounds: Schedule, end_ms: int, chosen: "Settings", stopped: threading.Event) -> None:
    """Plays until `end_ms`, or until it is stopped. Raises CoachError where nothing can be heard."""
    output = open_output(chosen.output)
    try:
        if output.name == "silent":
            raise CoachError(sentence(SILENT if chosen.output == "silent" else NO_DEVICE))
        output.set_gains(chosen.voice_volume, chosen.tone_volume)
        output.play(sounds, 0)
        while output.position_ms() < end_ms + TAIL_MS and not stopped.is_set():
            if output.problem is not None:
                raise CoachError(output.problem)
            stopped.wait(LOOK_EVERY_S)
    finally:
        output.close()
