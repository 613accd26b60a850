"""A person who speaks into a virtual microphone, with the coach's own sound in it as in a room, 20 dB softer."""

import os
import subprocess
import sys
import threading
import time
import wave
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from command import ROOT
from pulse import RATE, Pulse, until
from speaking import Speaker

QUIET_S, QUIET = 0.6, 200  # The coach has finished speaking; 16-bit.
LOUDNESS = 0.4  # Beside a voice that is made to be heard across a room.
PAUSE_S = 0.8
SILENT_END_S = 0.2  # What is played ends after the word.
HUM, HUM_S = 1.5, 300  # 16-bit.
TRIES = 5
HEARD_S = 4.0


class Room:
    """A person and a microphone, and the coach's loudspeaker in the same room."""

    def __init__(self, server: Pulse, voice: Speaker, folder: Path) -> None:
        self.server = server
        self.environment = {**os.environ, **server.environment}
        self._voice = voice
        self._folder = folder
        self.pactl("load-module", "module-null-sink", "sink_name=person")
        self.pactl("load-module", "module-remap-source", "master=person.monitor", "source_name=microphone")
        self.pactl("set-default-source", "microphone")
        self.pactl("set-default-sink", "cap")
        self.pactl("load-module", "module-loopback", "source=cap.monitor", "sink=person", "latency_msec=20")
        (echo,) = (line.split()[0] for line in self.pactl("list", "short", "sink-inputs").splitlines())
        self.pactl("set-sink-input-volume", echo, "-20dB")

    def record_the_coach_alone(self) -> None:
        """Without the microphone's sound, to which the server turned the recorder as to the new default."""
        listed = self.pactl("list", "short", "source-outputs").splitlines()
        (recorder,) = (line.split()[0] for line in listed if "protocol-native" in line)
        self.pactl("move-source-output", recorder, "cap.monitor")

    @contextmanager
    def hums(self) -> Iterator[None]:
        """While it lasts the microphone has a little noise, as every real one."""
        path = self._folder / "hum.wav"
        noise = np.random.default_rng(1).normal(0, HUM, HUM_S * 16_000).astype("<i2")
        _write(path, noise, 16_000)
        playing = subprocess.Popen(["paplay", "--device=person", str(path)], env=self.environment)
        try:
            yield
        finally:
            playing.kill()
            playing.wait()

    def says(self, word: str, loudness: float = LOUDNESS) -> None:
        """The person says it, once."""
        spoken = self._spoken(word, loudness)
        subprocess.run(["paplay", "--device=person", spoken], env=self.environment, check=True)

    def length_s(self, word: str, loudness: float = LOUDNESS) -> float:
        """How long it takes to say it, which is prepared by this."""
        with wave.open(self._spoken(word, loudness)) as file:
            return float(file.getnframes() / file.getframerate() - SILENT_END_S)

    @staticmethod
    def pause() -> None:
        """As long as a person pauses between two words."""
        time.sleep(PAUSE_S)

    def quiet(self, for_s: float = QUIET_S) -> None:
        """Waits until the coach has been silent for so long."""
        until(lambda: np.abs(self.server.recorded(-int(for_s * RATE))).max() < QUIET, 60)

    def coach_speaks(self, since: int) -> None:
        """Waits until the coach speaks; `since` is how many frames of its sound there were before."""
        until(lambda: np.abs(self.server.recorded(since)).max(initial=0) > QUIET, 60)

    def pactl(self, *arguments: str) -> str:
        done = subprocess.run(
            ["pactl", *arguments], env=self.environment, check=True, capture_output=True, text=True
        )
        return done.stdout

    def _spoken(self, word: str, loudness: float) -> str:
        path = self._folder / f"{''.join(filter(str.isalpha, word))}-{loudness}.wav"
        if not path.exists():
            clip = self._voice.wait(word, 20)
            assert clip is not None
            samples = np.frombuffer(clip.samples, "<i2") * loudness
            _write(path, np.append(samples, np.zeros(round(clip.rate_hz * SILENT_END_S))), clip.rate_hz)
        return str(path)


def _write(path: Path, samples: npt.NDArray[Any], rate_hz: int) -> None:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate_hz)
        file.writeframes(samples.astype("<i2").tobytes())


class SpokenTo:
    """A plain session with a microphone. The person says a word again that was not heard, as one would."""

    def __init__(self, server: Pulse, voice: Speaker, home: Path, *arguments: str) -> None:
        self.lines: list[str] = []
        self.room = Room(server, voice, home.parent)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "coach", "play", "--plain", "--listen", *arguments],
            env={
                **self.room.environment, "COACH_HOME": str(home), "PYTHONUNBUFFERED": "1", "PYTHONPATH": str(ROOT),
            },
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True, encoding="utf-8",
        )  # fmt: skip
        threading.Thread(target=self._read, daemon=True).start()

    def says(self, word: str, name: str, *, wrong: Callable[[], bool] = lambda: False) -> None:
        """Says it until `heard: NAME` is printed; `wrong` looks whether something else was understood."""
        for _ in range(TRIES):
            self.room.quiet()
            before = len(self.lines)
            self.room.says(word)
            end_s = time.monotonic() + HEARD_S
            while time.monotonic() < end_s:
                if any(line == f"heard: {name}\n" for line in self.lines[before:]):
                    return
                if wrong():
                    break
                time.sleep(0.05)
        raise AssertionError(f"{word} was not heard:\n{''.join(self.lines)}")

    def answers(self, word: str, name: str) -> None:
        """Answers a question that reads back, and takes back what was misheard."""
        for _ in range(TRIES):
            before = len(self.lines)

            def misheard(since: int = before) -> bool:
                heard = {line for line in self.lines[since:] if line.startswith("heard: ")}
                return bool(heard - {f"heard: {name}\n"})

            try:
                self.says(word, name, wrong=misheard)
            except AssertionError:
                if not misheard():
                    raise
            if not misheard():
                return
            self.says("no", "no")
        raise AssertionError(f"{word} was misheard again and again:\n{''.join(self.lines)}")

    def printed(self, text: str, since: int = 0, limit_s: float = 60.0) -> int:
        """Waits for a line with the text; how many lines there are then."""
        until(lambda: any(text in line for line in self.lines[since:]) or self.process.poll() is not None, limit_s)
        assert any(text in line for line in self.lines[since:]), "".join(self.lines)
        return len(self.lines)

    def close(self) -> None:
        self.process.kill()
        self.process.wait()

    def _read(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as lines:
            self.lines.extend(lines)
