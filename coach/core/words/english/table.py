"""English: one table out of the parts beside this file, one part for each room of the core.

`FIGURES` say what lies behind a reason, for whoever asks why; `ROWS` what a row of the pain rules is called.
`COMMANDS` and `KEYS` are the names of what a person can do next, as a sentence has them in braces: the command, or
on a screen the key.
"""

from collections.abc import Callable, Mapping
from functools import cache

from coach.core.words.english import (
    aloud,
    encouragement,
    exercises,
    kind_words,
    outlook,
    questions,
    rule_figures,
    rules,
    screening,
    session,
    today,
)
from coach.core.words.english.around import desktop, diary, reminders

SENTENCES: Mapping[str, str | Callable[..., str]] = {
    **aloud.SENTENCES,
    **desktop.SENTENCES,
    **diary.SENTENCES,
    **encouragement.SENTENCES,
    **exercises.SENTENCES,
    **kind_words.SENTENCES,
    **outlook.SENTENCES,
    **questions.SENTENCES,
    **reminders.SENTENCES,
    **rules.SENTENCES,
    **screening.SENTENCES,
    **session.SENTENCES,
    **today.SENTENCES,
}


@cache
def seldom() -> Mapping[str, str | Callable[..., str]]:
    """What only a page or a log that cannot be used says: loaded with the first sentence of it."""
    from coach.core.words.english import handout, log, report

    return {**handout.SENTENCES, **log.SENTENCES, **report.SENTENCES}


ROWS: Mapping[str, str] = rules.ROWS
FIGURES: Mapping[str, str | Callable[..., str]] = rule_figures.FIGURES
COMMANDS: Mapping[str, str] = {
    "screen": "run coach screen", "new": "run coach new", "correct": "Run coach log edit --at TIME {id}",
    "choose": "r on the dashboard", "week": "coach log week",
}  # fmt: skip
KEYS: Mapping[str, str] = {
    "screen": "press S", "new": "press c", "correct": "Press i, then e on it", "choose": "press r",
    "week": "press l",
}  # fmt: skip
