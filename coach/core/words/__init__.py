"""Every sentence to a person, by the id of its reason: the one place where figures become words.

A language is a table (`english`): an id leads to a text with the figures' names in braces, or to a function of the
figures where a text alone cannot say it. A second language is another table, not another program.
"""

from collections.abc import Callable, Iterable, Mapping
from types import ModuleType
from typing import Any

from coach.core.reason import Reason

Said = str | Callable[..., str]


def sentence(reason: Reason, language: str = "en", *, keys: bool = False) -> str:
    """What a person reads or hears; KeyError for a reason that the language has no words for.

    `keys`: what to do next is named by its key on the screen, not by the command.
    """
    words = _table(language)
    return _said(_of(words, reason.id), reason, words.KEYS if keys else words.COMMANDS)


def aloud(reason: Reason, language: str = "en") -> str:
    """What a person hears of it: the same, but for a sentence with signs in it that no voice can say."""
    words = _table(language)
    said = words.SENTENCES.get(f"{reason.id}_aloud")
    return _said(said or _of(words, reason.id), reason, words.COMMANDS)


def together(reasons: Iterable[Reason], language: str = "en", *, keys: bool = False) -> str:
    """The sentences of several reasons, one after the other."""
    return " ".join(sentence(each, language, keys=keys) for each in reasons)


def listed(reasons: Iterable[Reason], language: str = "en", *, keys: bool = False) -> tuple[str, ...]:
    """The sentence of each of several reasons that count together: what would be said twice is cut only once."""
    once = sentence(Reason("counted_once"), language)
    return tuple(once if said is None else said for said in each_once(reasons, language, keys=keys))


def each_once(reasons: Iterable[Reason], language: str = "en", *, keys: bool = False) -> tuple[str | None, ...]:
    """The same; None for what would be said twice."""
    said: list[str | None] = []
    ids: set[str] = set()
    for each in reasons:
        text = sentence(each, language, keys=keys)
        again = text in said or (each.id == "rise" and "past_five" in ids)
        said.append(None if again else text)
        ids.add(each.id)
    return tuple(said)


def figures(reason: Reason, language: str = "en") -> str:
    """What lies behind a reason in a few words: "after 4 against a usual 2: rise 2"; "" where nothing does."""
    table: Mapping[str, Said] = _table(language).FIGURES
    return _said(table[reason.id], reason, {}) if reason.id in table else ""


def row(rule: str, language: str = "en") -> str:
    """What a row of the pain rules is called, in the middle of a sentence."""
    called: str = _table(language).ROWS[rule]
    return called


def _table(language: str) -> ModuleType:
    """The first frame of the screen says no sentence: for its sake the tables are loaded with the first one."""
    from coach.core.words.english import table

    return {"en": table}[language]


def _of(words: ModuleType, id_: str) -> Said:
    said: Said = words.SENTENCES[id_] if id_ in words.SENTENCES else words.seldom()[id_]
    return said


def _said(said: Said, reason: Reason, ways: Mapping[str, str]) -> str:
    figures: dict[str, Any] = dict(reason.figures)
    if "id" in figures:  # What a command is told to be about; a screen has no numbers.
        ways = {name: way.replace("{id}", str(figures["id"])) for name, way in ways.items()}
    if isinstance(said, str):
        return said.format_map({**ways, **figures})
    text = said(**figures)
    for name, way in ways.items():
        text = text.replace(f"{{{name}}}", way)
    return text
