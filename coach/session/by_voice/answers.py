"""What a word means as the answer to a question, wherever that is asked; it must not know how that is done."""

from collections.abc import Mapping

from coach.listen.vocabulary import Context

Value = str | int | bool
_MEANT: Mapping[Context, Mapping[str, Value]] = {
    "controls": {"ready": True, "go_on": "go on", "yes": "go on"},
    "rating": {f"number {number}": number for number in range(11)},
    "effort": {"easy": "easy", "ok": "ok", "hard": "hard"},
    "confirm": {"yes": True, "no": False},
    "where": {"back": "back", "leg": "spread", "sharp": "sharp"},
    "less": {"go_on": "less", "stop": "end"},
    "why": {"hurts": "pain", "leg": "spread", "sharp": "sharp", "too_hard": "tired", "no": "time"},
}


def meant(context: Context, name: str) -> Value | None:
    """The answer that a name gives to a question of this kind; None for none."""
    return _MEANT.get(context, {}).get(name)
