"""A plan as cues at integer milliseconds, and the player that steps through them; it must not know clock or screen.

`compiler` lays a plan out in time with the sentences of `phrases` and the lengths of `core.durations`; `player`
takes a position and gives what is due and, as a `view`, what is to be seen; `captions` and `cue_text` write cues
down; `demo_loop` shows one repetition over and over.
"""

from coach.core.durations import TONE_MS, estimate_ms
from coach.core.timeline.compiler import compile_plan, minutes, texts
from coach.core.timeline.cue_track import LengthMs

__all__ = ["TONE_MS", "LengthMs", "compile_plan", "estimate_ms", "minutes", "texts"]
