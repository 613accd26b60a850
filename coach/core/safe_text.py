"""Makes any text safe to show, to write into markup and to speak; it must not know a screen, a file or an engine.

Texts come from files, folders and other programs, and may hold escape codes that a terminal would act on, marks
that reorder what is read, markup that a player would draw, commands that a speech engine would follow.
"""

import re
import unicodedata

LONGEST = 400

# Engines read these as commands: <tags> (SAPI, SSML), [[commands]] (macOS, espeak).
_COMMANDS = re.compile(r"</?[A-Za-z!?][^<>]*>|\[\[.*?\]\]", re.DOTALL)
_SIGNS = str.maketrans(dict.fromkeys('<>[]{}|\\^`~_#*"', " "))
_LINES = ("Cc", "Zl", "Zp")  # Control characters and ends of lines.
_HIDDEN = ("Cf", "Cs")  # They reorder or hide a text, or cannot be written at all.


def unseen(sign: str) -> bool:
    """Whether a sign cannot be shown, or would be acted on: control and invisible characters, ends of lines."""
    # All that is not printable, but for the blanks that are not the plain one.
    return not sign.isprintable() and unicodedata.category(sign) != "Zs"


def printable(text: str, *, blanks: bool = True) -> str:
    """The text with every unseen sign as an escape such as \\x1b; with `blanks` the odd ones of those too.

    A message about a mistake shows odd blanks, because such a blank may be the mistake.
    """
    if text.isprintable():
        return text
    return "".join(
        sign.encode("unicode_escape").decode("ascii")
        if unseen(sign) or (blanks and not sign.isprintable())
        else sign
        for sign in text
    )


def clean(text: str) -> str:
    """The text on one line of the same length, with a blank for every unseen sign."""
    return "".join(sign if sign.isprintable() else " " for sign in text)


def seen(text: str) -> str:
    """The text on one line without signs that cannot be seen; a blank for a control sign or the end of a line."""
    if text.isprintable():
        return text
    kept = ((sign, unicodedata.category(sign)) for sign in text)
    return "".join(" " if category in _LINES else sign for sign, category in kept if category not in _HIDDEN)


def escaped(text: str) -> str:
    """The text on one line for markup (WebVTT, HTML), so that it is shown as it is, without unseen signs."""
    line = " ".join(seen(text).split())
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def speakable(text: str) -> str:
    """The words of a text in at most 400 characters, cut between words; "" where there is nothing to say."""
    plain = _COMMANDS.sub(" ", text[: 10 * LONGEST]).translate(_SIGNS)
    visible = "".join(" " if unicodedata.category(sign)[0] in "CZ" else sign for sign in plain)
    words = " ".join(unicodedata.normalize("NFC", visible).split())
    if len(words) > LONGEST:
        words = words[: LONGEST + 1].rpartition(" ")[0] or words[:LONGEST]
    return words if any(sign.isalnum() for sign in words) else ""
