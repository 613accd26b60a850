"""English: why an exercise has its dose today, or is left out; it must not know how that was decided."""

from collections.abc import Callable, Mapping

from coach.core.words.english.doses import DoseFigures, dose_words

SENTENCES: Mapping[str, str | Callable[..., str]] = {
    "above_stage": "It belongs to stage {stage}; you are at stage {reached}.",
    "comes_back_later": "It comes back later: one exercise at a time.",
    "nothing_under_limits": "Nothing of its dose is left under its limits. Have a look: coach check",
    "half_too_little": lambda target: _half_too_little(target),
    "enough_today": "Enough of it for today.",
}


def _half_too_little(target: DoseFigures) -> str:
    return f"Half of {dose_words(target)} is too little to be worth it; left out for now."
