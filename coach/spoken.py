"""How long a plan's texts take with a real voice; it must not know the timeline's rules nor any screen."""

import time
from typing import TYPE_CHECKING

from coach.model import Plan
from coach.timeline import LengthMs, estimate_ms, texts

if TYPE_CHECKING:
    from coach.voice import Voice

TEXT_S = 10.0
ALL_S = 60.0


def lengths(voice: "Voice", plan: Plan, rate_wpm: int) -> LengthMs:
    """Waits, up to a minute, until every text of the plan was spoken; estimates what could not be.

    A voice that does not work is waited for once, not for every text.
    """
    known: dict[str, int] = {}
    deadline_s = time.monotonic() + ALL_S
    wanted = texts(plan)
    voice.start()
    voice.prefetch(wanted)
    for text in wanted:
        left_s = deadline_s - time.monotonic()
        if left_s <= 0 or not voice.status.ok:
            break
        clip = voice.wait(text, min(TEXT_S, left_s))
        if clip is not None:
            known[text] = clip.length_ms

    def length_ms(text: str) -> int:
        return known[text] if text in known else estimate_ms(text, rate_wpm)

    return length_ms
