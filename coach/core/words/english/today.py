"""English: why an exercise has its dose today, or is left out; it must not know how that was decided."""

from collections.abc import Callable, Mapping

from coach.core.words.english.doses import DoseFigures, dose_words


def _part(level: str, target: DoseFigures, shortest_hold: bool, own: bool) -> str:
    share = "Half" if level == "half" else "Four fifths"
    hurt = "It hurt: " if own else ""
    said = f"{hurt}{share if not own else share.lower()} of {dose_words(target)}"
    return f"{said}{', shortest hold' if shortest_hold else ''}."


def _rests(days: int) -> str:
    return f"It hurt at half already, so it rests for {days} more {'day' if days == 1 else 'days'}."


def _step_down(name: str, harder: str, start: DoseFigures) -> str:
    return f"{name}: easier than {harder.lower()}, which rests. Start with {dose_words(start)}."


def _raised_set(new: DoseFigures, last: DoseFigures) -> str:
    return f"{dose_words(new)} now, one set more than {dose_words(last)}."


def _raised_from(new: DoseFigures, last: DoseFigures) -> str:
    return f"{dose_words(new)} now; last time {dose_words(last)}."


def _step_up(name: str, easier: str, start: DoseFigures) -> str:
    return f"{name}: a step up from {easier.lower()}. Start with {dose_words(start)}."


SENTENCES: Mapping[str, str | Callable[..., str]] = {
    # The day.
    "after_now": "A session in the log is dated {date}, later than today: it counts as one of today.",
    "first": "The first session: the doses of the routine.",
    "steady": "Steady: the same as last time.",
    "back_today": "{name} is back today: a small dose, and only half as far.",
    "nothing_left": "Nothing of this routine can be played now: every exercise of it is left out.",
    "enough_for_today": "Enough for today: what is left of this routine would pass the limit of a day.",
    # A dose.
    "as_planned": "As planned.",
    "no_smaller": "As planned: it gets no smaller.",
    "part": _part,
    "open_slowly": "Its start dose, and only half as far.",
    "back_half_range": "Back after a pause: its start dose. Go only half as far at first.",
    "back_since_today": "Back since today. Go only half as far.",
    "edited": "The routine's new dose.",
    "raised": "One step more.",
    "raised_set": _raised_set,
    "raised_hold": "{more_s} s longer than last time.",
    "raised_reps": lambda more: f"{more} more {'repetition' if more == 1 else 'repetitions'} than last time.",
    "raised_from": _raised_from,
    # What is left out.
    "above_stage": "It belongs to stage {stage}; you are at stage {reached}.",
    "comes_back_later": "It comes back later: one exercise at a time.",
    "nothing_under_limits": "Nothing of its dose is left under its limits. Have a look: coach check",
    "rests": _rests,
    "enough_today": "Enough of it for today.",
    # What could be added.
    "step_up": _step_up,
    "step_down": _step_down,
}
