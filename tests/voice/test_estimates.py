"""How long a text takes by estimate, beside how long the real voice takes for it."""

from pathlib import Path

import pytest

from coach.core.model.planned import Plan, PlanItem
from coach.core.timeline import estimate_ms, texts
from coach.files import paths, routines
from coach.files.exercises import load_shipped
from coach.voice import Voice


@pytest.mark.voice
def test_estimates_are_rarely_shorter_than_real_clips(tmp_path: Path) -> None:
    voice = Voice(None, 160, "en", tmp_path)
    try:
        if not voice.ready(20).ok:
            pytest.skip("no voice here")
        routine, _ = routines.load(paths.shipped("routines") / "first-weeks.toml", load_shipped())
        items = tuple(PlanItem(i.exercise, i.dose, i.move_ms, i.return_ms, i.rest_ms) for i in routine.items)
        wanted = texts(Plan(routine.id, routine.title, "full", items))
        voice.prefetch(wanted)
        clips = {text: voice.wait(text, 20) for text in wanted}
    finally:
        voice.close()
    real = {text: clip.length_ms for text, clip in clips.items() if clip is not None}
    assert real.keys() == clips.keys()
    short = [text for text, ms in real.items() if estimate_ms(text) < ms]
    assert len(short) <= len(real) // 20
    assert sum(map(estimate_ms, real)) < 1.4 * sum(real.values()), "estimates are only a little too long"
