"""Voices that a test starts: each is ended with it, by the fixture `opened`."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any, Protocol

import pytest

from coach.voice import Voice
from coach.voice.pcm import Pcm, decode

ESPEAK, NATURAL = "gmw/en-us", "natural"  # The second is there only with the extra of its name.


def start(opened: list[Voice], cache: Path, **other: Any) -> Voice:
    """A voice that has begun; `other` is what `Voice` takes."""
    voice = Voice(**{"voice": None, "rate_wpm": 160, "language": "en", "cache": cache, **other})
    opened.append(voice)
    voice.start()
    return voice


class Speaker(Protocol):
    """Who says words: a voice of the program, or another engine."""

    def wait(self, text: str, timeout_s: float) -> Pcm | None: ...

    def close(self) -> None: ...


class Flite:
    """A person whom the program cannot be: they speak by an engine of their own, which .ci/run installs."""

    def __init__(self, name: str, folder: Path) -> None:
        if shutil.which("flite") is None and os.environ.get("BACKCOACH_TEST_LISTEN") != "1":
            pytest.skip("flite is not in the PATH")
        self._name = name
        self._path = folder / "flite.wav"

    def wait(self, text: str, timeout_s: float) -> Pcm:
        """The words, as loud as the voices of the program are."""
        command = ["flite", "-voice", self._name, "-t", text, "-o", str(self._path)]
        subprocess.run(command, check=True, timeout=timeout_s)
        return decode(self._path.read_bytes())

    def close(self) -> None:
        """Ends nothing: each text has a process of its own."""
