"""Makes the shipped tones, sounds/NAME.wav; run `python -m coach.audio.tone_maker [FOLDER]`.

It must not know who plays them. Only the standard library, so that the same bytes come out everywhere.
"""

import math
import struct
import sys
import wave
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

RATE = 48_000
PEAK = 10 ** (-9 / 20)
# Bell partials: (multiple of the note, loudness, how fast it dies against the note).
_BELL = ((1.0, 1.0, 1.0), (2.0, 0.28, 1.7), (3.01, 0.10, 2.6))


@dataclass(frozen=True)
class Note:
    """A note of `ms` milliseconds that glides from `hz` to `to_hz`; `fall` is how many times e it dies away."""

    hz: float
    ms: int
    to_hz: float | None = None
    fall: float = 1.2


@dataclass(frozen=True)
class Tone:
    """One sound with its one meaning."""

    meaning: str
    notes: Sequence[Note]

    @property
    def ms(self) -> int:
        return sum(note.ms for note in self.notes)


TONES = {
    "count_in": Tone("three, two, one: get ready", (Note(784, 120, fall=1.5),)),
    "go": Tone("begin now", (Note(1046.5, 350, fall=2.5),)),
    "repetition": Tone("the way out of a repetition begins: it rises", (Note(392, 220, 784),)),
    "last_repetition": Tone(
        "the way out of the last repetition: it rises and arrives", (Note(392, 200, 784), Note(988, 180, fall=2.0))
    ),
    "hold_start": Tone("stay there", (Note(494, 180, fall=0.8),)),
    "hold_end": Tone("the hold is over: it drops a step", (Note(622, 80), Note(466, 120))),
    "return": Tone("the way back begins: it falls", (Note(740, 220, 370),)),
    "tick": Tone("a second of a hold has passed", (Note(1480, 60, fall=2.5),)),
    "side_change": Tone(
        "the other side now: to and fro", (Note(440, 150), Note(659, 150), Note(440, 150, fall=2.0))
    ),
    "rest": Tone("rest: low and slow", (Note(330, 220, 294), Note(247, 280, fall=2.0))),
    "halfway": Tone(
        "half of a long hold is done: two equal strokes", (Note(831, 150, fall=2.5), Note(831, 150, fall=2.5))
    ),
    "exercise_done": Tone(
        "this exercise is done: a small chord climbs", (Note(523, 150), Note(659, 150), Note(880, 300, fall=2.5))
    ),
    "session_done": Tone(
        "the session is done: the large chord climbs",
        (Note(349, 200), Note(440, 200), Note(523, 200), Note(698, 600, fall=3.0)),
    ),
}


def samples(tone: Tone) -> list[int]:
    """The tone as 16-bit samples at 48 kHz: from 0 to 0, its peak at −9 dBFS."""
    raw = [value for note in tone.notes for value in _note(note)]
    scale = PEAK * 32767 / max(abs(value) for value in raw)
    return [round(value * scale) for value in raw]


def _note(note: Note) -> list[float]:
    count = note.ms * RATE // 1000
    end_hz = note.to_hz or note.hz
    values = []
    for index in range(count):
        done = index / (count - 1)
        turns = (note.hz + (end_hz - note.hz) * done / 2) * index / RATE
        value = sum(
            loud * math.exp(-note.fall * fast * done) * math.sin(2 * math.pi * multiple * turns)
            for multiple, loud, fast in _BELL
        )
        values.append(value * _edges(index, count))
    return values


def _edges(index: int, count: int) -> float:
    """Half a cosine wave at each end, 6 ms in and 20 ms out: no click."""
    rise, release = RATE * 6 // 1000, RATE * 20 // 1000
    left = count - 1 - index
    part = min(1.0, index / rise, left / release)
    return (1 - math.cos(math.pi * part)) / 2


def write(folder: Path) -> None:
    """Writes every tone into `folder`; raises OSError when that fails."""
    for name, tone in TONES.items():
        values = samples(tone)
        with wave.open(str(folder / f"{name}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(struct.pack(f"<{len(values)}h", *values))


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[2] / "sounds")
