"""How many times faster than real time a two-hour session is mixed; run `python tests/bench/mixer.py`."""

import time

from coach.audio import tones
from coach.audio.mixer import Gains, Score, Sound, mix

MINUTES = 120
BLOCK = 48_000


def main() -> None:
    """Prints the speed of the mixer alone, with a tone or a spoken word at every moment of the session."""
    found = tones.load(None)
    clips = [found[name] for name in ("session_done", "rest", "repetition", "return", "tick")]
    began = time.perf_counter()
    score = Score(
        Sound(at * 250, clips[at % len(clips)], "voice" if at % 2 else "tone", (at % 3 - 1) / 2)
        for at in range(MINUTES * 60 * 4)
    )
    indexed = time.perf_counter()
    for start in range(0, score.end_frame, BLOCK):
        mix(score, start, BLOCK, Gains())
    mixed = time.perf_counter()
    print(
        f"{len(score.sounds)} sounds in {MINUTES} minutes: indexed in {(indexed - began) * 1000:.0f} ms, "
        f"mixed {score.end_frame / 48_000 / (mixed - indexed):.0f} times faster than real time"
    )


if __name__ == "__main__":
    main()
