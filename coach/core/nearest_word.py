"""Finds the known words that a mistyped one may have meant; it must not know what the words are for."""

from collections.abc import Iterable

LONGEST = 100  # Characters that are compared: a longer word is none that somebody mistyped.


def nearest(word: str, known: Iterable[str], *, most: int = 1, cutoff: float = 0.6) -> list[str]:
    """At most so many of `known` that are similar, the most similar first, whatever the case of letters.

    `cutoff` is the least similarity, from 0 to 1 (the ratio of difflib).
    """
    import difflib  # A few milliseconds that a right word does not need.

    by_lower = {name.lower(): name for name in known}
    close = difflib.get_close_matches(word[:LONGEST].lower(), by_lower, n=most, cutoff=cutoff)
    return [by_lower[name] for name in close]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """ "; did you mean 'x'?" for the most similar of `known`; "" where none is."""
    close = nearest(word, known)
    return f"; did you mean '{close[0]}'?" if close else ""
