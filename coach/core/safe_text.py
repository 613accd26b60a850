"""Makes any text safe to hand to a speech engine: plain words, no commands; it must not know an engine."""

import re
import unicodedata

LONGEST = 400

# Engines read these as commands: <tags> (SAPI, SSML), [[commands]] (macOS, espeak).
_COMMANDS = re.compile(r"</?[A-Za-z!?][^<>]*>|\[\[.*?\]\]", re.DOTALL)
_SIGNS = str.maketrans(dict.fromkeys('<>[]{}|\\^`~_#*"', " "))


def speakable(text: str) -> str:
    """The words of a text in at most 400 characters, cut between words; "" where there is nothing to say."""
    plain = _COMMANDS.sub(" ", text[: 10 * LONGEST]).translate(_SIGNS)
    visible = "".join(" " if unicodedata.category(sign)[0] in "CZ" else sign for sign in plain)
    words = " ".join(unicodedata.normalize("NFC", visible).split())
    if len(words) > LONGEST:
        words = words[: LONGEST + 1].rpartition(" ")[0] or words[:LONGEST]
    return words if any(sign.isalnum() for sign in words) else ""
