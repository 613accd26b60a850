"""A person who speaks into a virtual microphone, with the coach's own sound in it as in a room, 20 dB softer."""

import os
import subprocess
import sys
import threading
import time
import wave
from collections.abc import Callable
from pathlib import Path

import numpy as np
from command import ROOT
from pulse import RATE, Pulse, until

from coach.voice import Voice

QUIET_S, QUIET = 0.6, 200  # The coach has finished speaking; 16-bit.
LOUDNESS = 0.4  # Beside a voice that is made to be heard across a room.
TRIES = 5
HEARD_S = 4.0


class SpokenTo:
    """A plain session with a microphone. The person says a word again that was not heard, as one would."""

    def __init__(self, server: Pulse, voice: Voice, home: Path, *arguments: str) -> None:
        self.server = server
        self.lines: list[str] = []
        self._voice = voice
        self._folder = home.parent
        self._environment = {
            **os.environ, **server.environment, "COACH_HOME": str(home), "PYTHONUNBUFFERED": "1",
            "PYTHONPATH": str(ROOT),
        }  # fmt: skip
        self._microphone()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "coach", "play", "--plain", "--listen", *arguments],
            env=self._environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True, encoding="utf-8",
        )  # fmt: skip
        threading.Thread(target=self._read, daemon=True).start()

    def says(self, word: str, name: str, *, wrong: Callable[[], bool] = lambda: False) -> None:
        """Says it until `heard: NAME` is printed; `wrong` looks whether something else was understood."""
        for _ in range(TRIES):
            self._quiet()
            before = len(self.lines)
            subprocess.run(["paplay", "--device=person", self._spoken(word)], env=self._environment, check=True)
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

    def _quiet(self) -> None:
        until(lambda: np.abs(self.server.recorded()[-int(QUIET_S * RATE) :]).max() < QUIET, 60)

    def _spoken(self, word: str) -> str:
        path = self._folder / f"{''.join(filter(str.isalpha, word))}.wav"
        if not path.exists():
            clip = self._voice.wait(word, 20)
            assert clip is not None
            with wave.open(str(path), "wb") as file:
                file.setnchannels(1)
                file.setsampwidth(2)
                file.setframerate(clip.rate_hz)
                samples = np.frombuffer(clip.samples, "<i2") * LOUDNESS
                file.writeframes(samples.astype("<i2").tobytes() + bytes(2 * (clip.rate_hz // 5)))
        return str(path)

    def _microphone(self) -> None:
        self._pactl("load-module", "module-null-sink", "sink_name=person")
        self._pactl("load-module", "module-remap-source", "master=person.monitor", "source_name=microphone")
        self._pactl("set-default-source", "microphone")
        self._pactl("set-default-sink", "cap")
        self._pactl("load-module", "module-loopback", "source=cap.monitor", "sink=person", "latency_msec=20")
        (echo,) = (line.split()[0] for line in self._pactl("list", "short", "sink-inputs").splitlines())
        self._pactl("set-sink-input-volume", echo, "-20dB")

    def _pactl(self, *arguments: str) -> str:
        done = subprocess.run(
            ["pactl", *arguments], env=self._environment, check=True, capture_output=True, text=True
        )
        return done.stdout
