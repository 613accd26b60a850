"""Prints what the voice costs: python -m tests.bench.voice. Ratios compare runs of one machine, not machines."""

import statistics
import tempfile
import time
from pathlib import Path

from coach.voice import Voice

TEXTS = [f"Set {count}: lie on your left side, knees bent, and lift your top knee." for count in range(60)]
ROUNDS = 5


def spoken_in_s(cache: Path, texts: list[str]) -> tuple[float, float, float]:
    """Seconds from `start` to the first clip and to the last one, and the length of the speech in seconds."""
    begin_s = time.perf_counter()
    voice = Voice(None, 160, "en", cache)
    voice.start()
    voice.prefetch(texts)
    try:
        first = voice.wait(texts[0], 10)
        first_s = time.perf_counter() - begin_s
        clips = [voice.wait(text, 10) for text in texts]
        all_s = time.perf_counter() - begin_s
    finally:
        voice.close()
    assert first is not None
    return first_s, all_s, sum(clip.length_ms for clip in clips if clip is not None) / 1000


def main() -> None:
    """Cold is an empty cache and a new process; warm is the same texts again."""
    cold, warm = [], []
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as folder:
            cold.append(spoken_in_s(Path(folder), TEXTS))
            warm.append(spoken_in_s(Path(folder), TEXTS))
    for name, runs in (("cold", cold), ("warm", warm)):
        first_s, all_s, speech_s = (statistics.median(column) for column in zip(*runs, strict=True))
        print(
            f"{name}: first clip {first_s * 1000:.1f} ms, {len(TEXTS)} texts {all_s * 1000:.0f} ms, "
            f"{speech_s / all_s:.0f} times as fast as the speech ({speech_s:.0f} s)"
        )
    print(
        f"from the cache: {statistics.median(c[1] / w[1] for c, w in zip(cold, warm, strict=True)):.0f} "
        "times as fast as cold"
    )


if __name__ == "__main__":
    main()
