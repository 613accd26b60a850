"""Voices that a test starts: each is ended with it, by the fixture `opened`."""

from pathlib import Path
from typing import Any

from coach.voice import Voice

ESPEAK, NATURAL = "gmw/en-us", "natural"  # The second is there only with the extra of its name.


def start(opened: list[Voice], cache: Path, **other: Any) -> Voice:
    """A voice that has begun; `other` is what `Voice` takes."""
    voice = Voice(**{"voice": None, "rate_wpm": 160, "language": "en", "cache": cache, **other})
    opened.append(voice)
    voice.start()
    return voice
