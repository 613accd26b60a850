"""How many times faster than real time sessions become sound files; run `python tests/bench/render.py`.

Real cues with a spoken-length sound for every text, each format, 10 minutes and two hours; processor time of this
process, encoder included, beside the time on the clock and the most memory that it ever took.
"""

import resource
import tempfile
import time
from datetime import date
from pathlib import Path

import numpy as np

from coach.audio import tones
from coach.audio.clips import RATE
from coach.audio.mixer import FRAMES_PER_MS, Gains, Score, Sound
from coach.core.exercise import Dose
from coach.core.model.planned import Plan, PlanItem
from coach.core.timeline import compile_plan, estimate_ms
from coach.files.exercises import load_shipped
from coach.render import render
from coach.render.formats import ENDINGS, Tags
from coach.session.sound.soundtrack import Soundtrack


def session(minutes: int) -> Score:
    """Sessions one after the other until the time is over, with noise like speech where texts are."""
    item = PlanItem(e := load_shipped()["bird_dog"], Dose(2, 10, 3), e.move_ms, e.return_ms, 30_000)
    timeline = compile_plan(Plan("bench", "Bench", "full", (item,)), estimate_ms)
    noise = np.random.default_rng(1).standard_normal(RATE * 20).astype(np.float32) * np.float32(0.1)
    smooth = np.convolve(noise, np.ones(8, dtype=np.float32) / 8, "same").astype(np.float32)

    beeps = Soundtrack(None, tones.load(None), 160).schedule(timeline.cues)
    words = tuple(
        Sound(cue.at_ms, smooth[: cue.dur_ms * FRAMES_PER_MS]) for cue in timeline.cues if cue.kind == "say"
    )
    count = minutes * 60_000 // timeline.total_ms
    return Score(
        Sound(sound.at_ms + number * timeline.total_ms, sound.clip, sound.bus, sound.pan)
        for number in range(count)
        for sound in beeps + words
    )


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        for ending in ENDINGS:
            tags = Tags(ending, "Bench", date.today(), "Backcoach")
            path = Path(folder) / f"bench{ending}"
            render(session(1), 60_000, Gains(), path, tags)  # Warm.
            for minutes in (10, 120):
                score = session(minutes)
                began, cpu_began = time.perf_counter(), time.process_time()
                render(score, minutes * 60_000, Gains(), path, tags)
                cpu_s, took_s = time.process_time() - cpu_began, time.perf_counter() - began
                peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
                print(
                    f"{ending:5} {minutes:3} min: {minutes * 60 / cpu_s:5.0f} × real time of processor, "
                    f"{minutes * 60 / took_s:5.0f} × on the clock ({took_s:.1f} s), "
                    f"{path.stat().st_size / 1e6:.0f} MB, at most {peak_mb:.0f} MB of memory"
                )


if __name__ == "__main__":
    main()
