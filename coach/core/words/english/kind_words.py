"""English: the kind words between two exercises, true whatever was done."""

from collections.abc import Callable, Mapping

WORDS: Mapping[str, str] = {
    "good_work": "Good work.",
    "your_time": "Take your time.",
    "counts": "Every bit of this counts.",
    "glad": "It is good that you do this.",
    "on_the_way": "You are on your way.",
}

SENTENCES: Mapping[str, str | Callable[..., str]] = {"kind_word": lambda which: WORDS[which]}
