"""Breaks one thing of a list into lines, a dot before the first; it must not know what the thing is."""

from textual.content import Content

DOT = "• "
LEAST_COLUMNS = 8  # What the words are given at the least.


def dotted(thing: Content, width: int) -> list[Content]:
    """The lines in so many columns; what goes on in another line hangs under its words."""
    first, later = Content.styled(DOT, "$accent"), Content(" " * len(DOT))
    lines = thing.wrap(max(LEAST_COLUMNS, width - len(DOT)))
    return [(later if number else first) + line for number, line in enumerate(lines)]
