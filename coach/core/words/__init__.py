"""Every sentence to a person, by the id of its reason: the one place where figures become words.

A language is a table (`english`): an id leads to a text with the figures' names in braces, or to a function of the
figures where a text alone cannot say it. A second language is another table, not another program.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from coach.core.reason import Reason
from coach.core.words import english

Said = str | Callable[..., str]
LANGUAGES: Mapping[str, Mapping[str, Said]] = {"en": english.SENTENCES}


def sentence(reason: Reason, language: str = "en") -> str:
    """What a person reads or hears; KeyError for a reason that the language has no words for."""
    said = LANGUAGES[language][reason.id]
    figures: Mapping[str, Any] = reason.figures
    return said.format_map(figures) if isinstance(said, str) else said(**figures)


def together(reasons: Iterable[Reason], language: str = "en") -> str:
    """The sentences of several reasons, one after the other."""
    return " ".join(sentence(each, language) for each in reasons)
