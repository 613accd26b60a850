"""English: what is asked and told in plain lines, and what Enter does there; it must not know who is asked."""

from collections.abc import Callable, Mapping, Sequence

from coach.core.words.english.dates import WEEKDAYS


def _morning(weekday: int | None = None) -> str:
    """`weekday`: of the morning that is asked for, where that is not today's."""
    when = "this morning" if weekday is None else f"on the morning of {WEEKDAYS[weekday]}"
    return f"How was your back {when}, after your last session, 0 to 10?"


def _was_interrupted(weekday: int, time: str) -> str:
    return f"Your session of {WEEKDAYS[weekday]}, {time} was interrupted. What you did is kept."


def _interrupted_elsewhere(weekday: int, time: str, number: int) -> str:
    return (
        f"Your session of {WEEKDAYS[weekday]}, {time} was interrupted; what you did is kept. To go on with it, "
        f"start in a terminal; to rate it: coach log edit {number} --after N"
    )


def _one_of(words: Sequence[str]) -> str:
    return f"One of {', '.join(words)}, please."


SENTENCES: Mapping[str, str | Callable[..., str]] = {
    "sound_by": "Sound by {output}.",
    "was_interrupted": _was_interrupted,
    "interrupted_elsewhere": _interrupted_elsewhere,
    # The questions.
    "plain_before": "How is your back now, 0 to 10?",
    "plain_morning": _morning,
    "plain_after_interrupted": "How was your back afterwards, 0 to 10?",
    "plain_effort": "How was it: easy, ok or hard?",
    "plain_why": "Why did you stop: pain, sharp, spread, tired or time?",
    "plain_hurts": "How much does it hurt, 0 to 10?",
    "plain_hurt": "How much did it hurt, 0 to 10?",
    "plain_signs": "Is it one of these?",
    "plain_how_it_went": "How did it go: rate it, or leave it unrated?",
    "plain_go_on": "Go on there, rate it, or leave it unrated?",
    # What Enter alone does at a question.
    "enter_skips": "(Enter skips)",
    "enter_no": "yes or no (Enter: no)",
    "enter_fine": "(Enter: it is fine, go on)",
    "enter_was_fine": "(Enter: it was fine)",
    "enter_later": "(Enter: ask me next time)",
    "enter_goes_on": "(Enter: go on)",
    # What is told of another answer.
    "plain_number": "A whole number from 0 (no pain) to 10 (worst imaginable), please.",
    "plain_one_of": _one_of,
}
