"""English: doses and why, as they are said: what has signs in it where it is written; it decides no dose."""

from collections.abc import Callable, Mapping, Sequence

from coach.core.number_words import number
from coach.core.words.english.doses import DoseFigures, dose_aloud


def _dose(name: str, dose: DoseFigures, in_sets: Sequence[int], side: str) -> str:
    return f"{name}: {dose_aloud(dose, in_sets, each_side=side == 'each', alternate=side == 'alternate')}."


def _part(level: str, target: DoseFigures, dose: DoseFigures, shortest_hold: bool, own: bool) -> str:
    """Why it is less than the target: the dose is said already."""
    del shortest_hold
    planned, now = target[0] * target[1], dose[0] * dose[1]
    half = level == "half" and now == planned // 2
    less = f"{'Half of' if half else 'In place of'} {number(planned)}." if now != planned else "Less than planned."
    return f"It hurt, so less of it. {less}" if own else less


def _seconds(more_s: int) -> str:
    return f"{number(more_s)} second{'' if more_s == 1 else 's'}".capitalize()


SENTENCES: Mapping[str, str | Callable[..., str]] = {
    "dose_aloud": _dose,
    "part_aloud": _part,
    "raised_set_aloud": "One set more than last time.",
    "raised_from_aloud": lambda new, last: f"Last time it was {dose_aloud(last)}.",  # noqa: ARG005
    "raised_hold_aloud": lambda more_s: f"{_seconds(more_s)} longer than last time.",
    "cut_before_aloud": lambda mark: f"Less for now; good days bring back {dose_aloud(mark)}.",
    "limited_aloud": lambda asked, dose: f"Its limits allow no more; your routine says {dose_aloud(asked)}.",  # noqa: ARG005
}
