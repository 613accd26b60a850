"""English: the report for a clinician; it speaks of who exercises, plainly, and claims no more than was told."""

from collections.abc import Callable, Mapping

from coach.core.words.english.report import causes, first_page, tables

SENTENCES: Mapping[str, str | Callable[..., str]] = {**causes.SENTENCES, **first_page.SENTENCES, **tables.SENTENCES}
