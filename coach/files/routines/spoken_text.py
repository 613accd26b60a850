"""Says what keeps a text of a routine from being said; it must not know what the text is for."""

# Letters of some scripts need the two joiners; no other invisible character has a place in what is said.
# As much of `objection` as a regular expression can say: something to say, on one line, without braces.
PATTERN = r"^[^{}\x00-\x1f\x7f]*[^\s{}\x00-\x1f\x7f][^{}\x00-\x1f\x7f]*$"
JOINERS = "\u200c\u200d"


def unseen(text: str) -> bool:
    """Whether a text holds a character that cannot be seen."""
    return any(not character.isprintable() and character not in JOINERS for character in text)


def objection(text: str) -> str | None:
    """What keeps a text from being said; None where nothing does."""
    if not text.strip():
        return "write what is to be said; it must not be empty"
    if unseen(text):
        return "it must be one line, without characters that cannot be seen"
    if "{" in text or "}" in text:
        return "braces would be read aloud; take them out"
    return None
