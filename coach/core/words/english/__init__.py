"""English: one table out of the parts beside this file, one part for each room of the core."""

from collections.abc import Callable, Mapping

from coach.core.words.english import exercises, questions, screening, today

SENTENCES: Mapping[str, str | Callable[..., str]] = {
    **exercises.SENTENCES,
    **questions.SENTENCES,
    **screening.SENTENCES,
    **today.SENTENCES,
}
