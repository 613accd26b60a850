"""English: one table out of the parts beside this file, one part for each room of the core."""

from collections.abc import Callable, Mapping

from coach.core.words.english import today

SENTENCES: Mapping[str, str | Callable[..., str]] = {**today.SENTENCES}
