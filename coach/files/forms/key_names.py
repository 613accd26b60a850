"""Finds the key that somebody may have meant by another name; it must not know any file's form."""

import re
from collections.abc import Iterable, Mapping

from coach.core import lookalikes
from coach.core.nearest_word import nearest

# What is written for a key elsewhere, or with its unit in words.
SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "id": ("exercise_id", "exercise", "name_of_exercise", "key"),
    "reps": ("repetitions", "repetition", "repeats", "repeat", "times", "count", "amount", "wdh"),
    "sets": ("series", "set_count", "number_of_sets", "serien"),
    "hold_s": (
        "hold",
        "hold_time",
        "hold_for",
        "holding",
        "seconds",
        "secs",
        "duration",
        "time",
        "length",
        "isometric",
    ),
    "rest_s": ("rest", "rest_time", "pause", "break", "rest_between_sets", "recovery"),
    "tempo_s": ("tempo", "pace", "speed", "rhythm", "cadence"),
    "note": ("notes", "comment", "remark", "hint"),
    "range": ("range_of_motion", "rom"),
    "say": ("cues", "cue", "text"),
    "name": ("title", "routine_name", "label"),
    "description": ("desc", "about", "summary", "notes", "comment"),
    "rounds_per_day": ("rounds", "times_per_day", "per_day", "daily", "frequency", "rounds_a_day"),
    "minutes_between_rounds": ("interval", "gap", "minutes_between", "between_rounds"),
    "words": ("verbosity", "speech", "talk", "how_much"),
    "format": ("version", "schema"),
    "exercise": ("exercises", "exercises_list", "moves", "items", "workout", "steps"),
    "voice_volume": ("volume", "loudness", "speech_volume"),
    "tone_volume": ("beep_volume", "sound_volume"),
    "rate_wpm": ("rate", "speed", "wpm", "words_per_minute", "speech_rate"),
    "lead_in_ms": ("lead_in", "latency"),
    "delay_ms": ("delay",),
    "output": ("device", "audio", "sound", "backend"),
    "theme": ("color", "colour", "colors", "dark_mode"),
    "language": ("lang", "locale"),
    "usual_pain": ("pain", "pain_level"),
    "screened_at": ("date", "screened_on", "screening_date"),
    "diagnosis": ("diagnoses", "condition", "conditions"),
    "pregnant_weeks": ("pregnant", "pregnancy"),
    "cues": ("cue", "texts", "say"),
    "limits": ("limit", "max", "maximum"),
    "start": ("dose", "begin"),
    "tags": ("tag", "movements", "movement"),
    "side": ("sides",),
    "mistake": ("error", "avoid_this"),
    "return": ("back", "back_cue"),
}
ELSEWHERE = {
    "weight": "weights are not planned",
    "weight_kg": "weights are not planned",
    "kg": "weights are not planned",
    "load": "weights are not planned",
    "load_kg": "weights are not planned",
    "resistance": "weights are not planned",
}
_UNITS = re.compile(r"_?(?:in_)?(?:s|secs?|seconds?|ms|mins?|minutes?|kg|wpm)$")


def meant(key: str, known: Iterable[str]) -> str | None:
    """The key of `known` that may have been meant; None where none is near."""
    names = list(known)
    written = lookalikes.folded(key)
    if written in names:
        return written
    bare = _UNITS.sub("", written)
    for name in names:
        others = SYNONYMS.get(name, ())
        if written in others or bare in others or (bare and bare == _UNITS.sub("", name)):
            return name
    close = nearest(written, names, cutoff=0.7) or [
        name for name in nearest(written, names) if name[:1] == written[:1] and len(name) == len(written) > 2
    ]
    return close[0] if close else None
