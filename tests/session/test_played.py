"""A whole short session, played by the real command into a recorded sink in real time, beside its timeline."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from pulse import RATE, Pulse, Recording, pulse, until

from coach.audio import tones
from coach.audio.clips import Clip, from_pcm
from coach.files import profile
from coach.voice import Voice

pytestmark = [pytest.mark.sound, pytest.mark.voice, pytest.mark.timeout(400)]

ROOT = Path(__file__).parents[2]
PER_MS = RATE // 1000
# One set of an exercise whose sides take turns: as short as a session with everything in it can be.
ROUTINE = """
format = 1
name = "Short"

[[exercise]]
id = "bird_dog"
reps = 2
hold_s = 2
tempo_s = [2, 2]
"""


@dataclass(frozen=True)
class Played:
    """A session that was played: what was recorded, printed and logged, and when things were heard."""

    recording: Recording
    lines: list[str]
    cues: list[dict[str, Any]]
    sessions: list[dict[str, Any]]
    spoken: dict[str, Clip]
    started_ms: float  # From the start of the program to its first line: what the machine is worth now.
    first_sound_ms: float
    first_sound_after_stream_ms: float


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    """Plays up to three times: what is never as it should be is the program's fault, once may be the machine's."""
    found = play_once(tmp_path_factory)
    for _ in range(2):
        try:
            test_what_was_printed_and_logged_is_what_was_heard(found)
            test_every_tone_is_heard_at_its_time(found, first_frame(found))
            test_every_word_starts_within_10_ms_of_its_time(found, first_frame(found))
            test_the_first_words_come_within_a_second_of_the_start_into_a_running_stream(found)
        except AssertionError as error:
            print(f"played again: {error}")
            found = play_once(tmp_path_factory)
    return found


def play_once(tmp_path_factory: pytest.TempPathFactory) -> Played:
    """Plays with an empty cache of spoken texts; only then asks for the timeline, which has the same clips."""
    home = tmp_path_factory.mktemp("home")
    (home / "routines").mkdir()
    (home / "routines" / "short.toml").write_text(ROUTINE, encoding="utf-8")
    coach(home, {}, "screen", "--answers", str(ROOT / "tests" / "data" / "sitting.toml"))
    profile.agree(home / "profile.toml")  # Else the disclaimer is the first that is printed.
    with pulse(tmp_path_factory.mktemp("pulse")) as server:
        from_start, from_play, from_stream, lines = play(home, server)
        until(lambda: server.frames() > from_play + RATE // 2)
        recording = server.recorded()
    loud = np.nonzero(np.abs(recording[from_start:, 0]) > 100)[0]
    assert len(loud), "nothing was heard"
    first = int(loud[0]) + from_start
    sessions = json.loads(coach(home, {}, "log", "--json"))
    for part in home.glob("log.sqlite3*"):
        part.unlink()
    cues = json.loads(coach(home, {}, "timeline", "short", "--json"))
    spoken = clips(home, [cue["text"] for cue in cues if cue["kind"] == "say"])
    after_ms = [(first - begun) / PER_MS for begun in (from_play, from_stream)]
    started_ms = (from_play - from_start) / PER_MS
    return Played(recording, lines, cues, sessions, spoken, started_ms, *after_ms)


def clips(home: Path, texts: list[str]) -> dict[str, Clip]:
    """What was spoken, from the cache that the session filled."""
    voice = Voice(None, 160, "en", next(home.rglob("*.wav")).parent)
    try:
        made = {text: voice.wait(text, 10) for text in texts}
    finally:
        voice.close()
    return {text: from_pcm(pcm.samples, pcm.rate_hz) for text, pcm in made.items() if pcm is not None}


def environment(home: Path, more: Mapping[str, str]) -> dict[str, str]:
    return {**os.environ, **more, "COACH_HOME": str(home), "PYTHONPATH": str(ROOT)}


def coach(home: Path, more: Mapping[str, str], *arguments: str) -> str:
    command = [sys.executable, "-m", "coach", *arguments]
    done = subprocess.run(
        command,
        env=environment(home, more),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def play(home: Path, server: Pulse) -> tuple[int, int, int, list[str]]:
    """The frames at which the program started, began to play, and had a stream; and the lines that it printed."""
    from_start = server.frames()
    process = subprocess.Popen(
        [sys.executable, "-m", "coach", "play", "short", "--plain", "--no-rating", "--output", "miniaudio"],
        env=environment(home, server.environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert process.stderr is not None
    reason = process.stderr.readline()
    from_play = server.frames()
    until(lambda: server.streams() == 1)
    from_stream = server.frames()
    out, err = process.communicate(timeout=110)
    assert process.returncode == 0, reason + err
    sound, told = err.splitlines()
    assert sound == "Sound by miniaudio.", "something did not work"
    assert f'say "{told.partition(" (")[0]}"' in out, "the last sentence is told with its source"
    return from_start, from_play, from_stream, out.splitlines()


def find(recording: Recording, clip: Clip, near: int) -> tuple[int, float]:
    """Where a clip is in the recording within 100 ms of `near`, and how like itself it is there (1 = exactly)."""
    reach = 100 * PER_MS
    start = max(near - reach, 0)
    part = recording[start : near + reach + len(clip)].astype(np.float64).sum(axis=1)
    product = np.correlate(part, clip.astype(np.float64), "valid")
    energy = np.convolve(part**2, np.ones(len(clip)), "valid")
    like = product / np.sqrt(np.maximum(energy, 1.0) * float((clip.astype(np.float64) ** 2).sum()))
    best = int(like.argmax())
    return start + best, float(like[best])


def beeps(played: Played) -> list[dict[str, Any]]:
    return [cue for cue in played.cues if cue["kind"] == "beep"]


@pytest.fixture(scope="module")
def zero(played: Played) -> int:
    return first_frame(played)


def first_frame(played: Played) -> int:
    """The frame of the recording at which the timeline starts, from its first count-in."""
    first = int(np.nonzero(np.abs(played.recording[:, 0]) > 100)[0][0])
    cue = beeps(played)[0]
    frame, like = find(played.recording, tones.load(None)[cue["sound"]], first + cue["at_ms"] * PER_MS)
    assert like > 0.98
    return frame - int(cue["at_ms"]) * PER_MS


def test_every_tone_is_heard_at_its_time(played: Played, zero: int) -> None:
    loaded = tones.load(None)
    off_ms, likes = [], []
    for cue in beeps(played):
        frame, like = find(played.recording, loaded[cue["sound"]], zero + cue["at_ms"] * PER_MS)
        off_ms.append((frame - zero) / PER_MS - cue["at_ms"])
        likes.append(like)
    print(f"{len(off_ms)} tones: largest error {max(map(abs, off_ms)):.3f} ms, least like itself {min(likes):.2f}")
    assert len(off_ms) >= 10
    assert min(likes) > 0.5, "a tone was not heard, words over it apart"
    assert max(map(abs, off_ms)) < 1


def test_every_word_starts_within_10_ms_of_its_time(played: Played, zero: int) -> None:
    off_ms = []
    for cue in played.cues:
        if cue["kind"] == "say":
            frame, like = find(played.recording, played.spoken[cue["text"]], zero + cue["at_ms"] * PER_MS)
            assert like > 0.5, f"not heard: {cue['text']}"
            off_ms.append((frame - zero) / PER_MS - cue["at_ms"])
    print(f"{len(off_ms)} texts: largest error {max(map(abs, off_ms)):.3f} ms")
    assert max(map(abs, off_ms)) < 10


def test_every_spoken_text_is_heard_in_its_time_and_nothing_else_is(played: Played, zero: int) -> None:
    tone = np.zeros(len(played.recording), dtype=bool)
    for cue in beeps(played):
        start = zero + cue["at_ms"] * PER_MS
        tone[max(start - 480, 0) : start + len(tones.load(None)[cue["sound"]]) + 480] = True
    speech = np.zeros_like(tone)
    said = [cue for cue in played.cues if cue["kind"] == "say"]
    assert len(said) >= 8
    for cue in said:
        start, end = (zero + ms * PER_MS for ms in (cue["at_ms"], cue["at_ms"] + cue["dur_ms"]))
        speech[max(start - 480, 0) : end + 480] = True
        slot = voice_band(played.recording[start:end][~tone[start:end]])
        assert len(slot) > RATE // 10
        assert rms(slot) > 150, f"not heard: {cue['text']}"
    rest = played.recording[~(tone | speech)]
    assert len(rest) > 5 * RATE
    assert rms(rest) < 2


def test_a_side_is_louder_in_its_own_ear(played: Played, zero: int) -> None:
    seen = set()
    for cue in played.cues:
        if cue["kind"] == "say" and cue["side"] is not None:
            start, end = (zero + ms * PER_MS for ms in (cue["at_ms"], cue["at_ms"] + cue["dur_ms"]))
            left, right = (rms(voice_band(played.recording[start:end, ear : ear + 1])) for ear in (0, 1))
            ratio = left / right if cue["side"] == "left" else right / left
            assert ratio > 1.2, cue["text"]
            seen.add(cue["side"])
    assert seen == {"left", "right"}


def test_the_first_words_come_within_a_second_of_the_start_into_a_running_stream(played: Played) -> None:
    print(
        f"started within {played.started_ms:.0f} ms, first sound {played.first_sound_ms:.0f} ms after that, "
        f"{played.first_sound_after_stream_ms:.0f} ms after the stream was seen"
    )
    assert played.first_sound_after_stream_ms > 200, "it may have been seen 100 ms after it was there"
    # With an empty cache; on a machine that is busy, as many times slower as the start of the program was.
    assert played.first_sound_ms < max(1000, 2 * played.started_ms)


def test_what_was_printed_and_logged_is_what_was_heard(played: Played) -> None:
    at_ms = [
        60_000 * int(line[:2]) + 1000 * int(line[3:5]) + int(line[6:9])
        for line in played.lines
        if not line.startswith("set done")
    ]
    assert at_ms == [cue["at_ms"] for cue in played.cues]
    assert [line for line in played.lines if line.startswith("set done")] == ["set done: bird_dog 1 both"]
    (session,) = played.sessions
    assert session["finished"] is True
    assert [(done["exercise"], done["side"], done["reps"]) for done in session["sets"]] == [("bird_dog", "both", 2)]


def voice_band(part: npt.NDArray[np.int16]) -> npt.NDArray[np.float64]:
    """One row a frame, both ears as one, without what is below 200 or above 4000 Hz."""
    spectrum = np.fft.rfft(part.astype(np.float64).sum(axis=1))
    pitch = np.fft.rfftfreq(len(part), 1 / RATE)
    spectrum[(pitch < 200) | (pitch > 4000)] = 0
    return np.fft.irfft(spectrum, len(part))


def rms(part: npt.NDArray[Any]) -> float:
    return float(np.sqrt(np.mean(part.astype(np.float64) ** 2)))
