"""Finds the word of a choice that somebody may have meant by another one; it must not know where it stands."""

from collections.abc import Iterable, Mapping

from coach.core import lookalikes
from coach.core.nearest_word import nearest

# What is said in place of a word. A diagnosis and a tag only by what means just that.
SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "sitting": ("seated", "sit", "on_a_chair", "chair"),
    "all_fours": ("on_all_fours", "hands_and_knees", "on_hands_and_knees", "quadruped", "fours"),
    "side_lying": ("side", "on_the_side", "on_your_side", "lying_on_the_side", "lateral"),
    "supine": ("back", "on_the_back", "on_your_back", "lying_on_the_back", "face_up"),
    "prone": ("belly", "on_the_belly", "on_the_stomach", "stomach", "face_down"),
    "half_kneeling": ("kneeling", "one_knee", "on_one_knee"),
    "standing": ("stand", "upright", "on_the_feet"),
    "none": ("both", "both_sides", "together", "no", "no_sides"),
    "each": ("left", "right", "one_side", "per_side", "each_side", "unilateral", "one_after_the_other"),
    "alternate": ("alternating", "in_turn", "turns", "left_right"),
    "reps": ("repetitions", "repetition", "count"),
    "hold": ("time", "seconds", "hold_s"),
    "neutral": ("still",),
    "flexion": ("forward", "bend", "forward_bend", "bending_forward"),
    "extension": ("backward", "back_bend", "bending_backward", "arch"),
    "rotation": ("twist", "twisting", "turn", "turning"),
    "load": ("weight", "heavy", "strength"),
    "disc_herniation": ("herniated_disc", "slipped_disc", "disc_prolapse", "prolapsed_disc"),
    "stenosis": ("spinal_stenosis", "lumbar_stenosis"),
    "fragile_bone": ("osteoporosis", "brittle_bones"),
    "brief": ("short", "less", "few", "quiet", "terse"),
    "full": ("long", "all", "verbose", "loud", "everything"),
    "beeps": ("beep", "tones", "tone", "silent", "off", "mute"),
    "wait": ("manual", "ready", "ask"),
    "timed": ("auto", "automatic", "time", "timer"),
    "half": ("small", "half_range", "short", "partial"),
    "dark": ("black", "night"),
    "light": ("white", "bright", "day"),
    "pause": ("stop", "halt", "wait"),
    "go_on": ("continue", "ignore", "go"),
    "silent": ("none", "off", "mute"),
}


def meant(word: str, choices: Iterable[str]) -> str | None:
    """The choice that may have been meant; None where none is near."""
    known = list(choices)
    written = lookalikes.folded(word)
    if written in known:
        return written
    by_synonym = next((choice for choice in known if written in SYNONYMS.get(choice, ())), None)
    return by_synonym or next(iter(nearest(lookalikes.plain(word), known)), None)
