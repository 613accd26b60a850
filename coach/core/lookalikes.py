"""Finds letters that look like plain ones, and writes names in plain ones; it must not know what for."""

import re
import unicodedata

# Cyrillic, Greek and a few Latin letters, each with the plain one that it is taken for.
_OTHER = "аесорхуіјѕԁһкмтвнпгԛԝАВЕКМНОРСТХУІЅЈοαεικνρτυχωΑΒΕΖΗΙΚΜΝΟΡΤΥΧıℓɑɡ"
_PLAIN = "aecopxyijsdhkmtbhnrqwABEKMHOPCTXYISJoaeiknptuxwABEZHIKMNOPTYXilag"
_TAKEN_FOR = dict(zip(_OTHER, _PLAIN, strict=True))


def plain(text: str) -> str:
    """The text with plain letters for those that look like them, without accents."""
    signs = (_TAKEN_FOR.get(sign, sign) for sign in unicodedata.normalize("NFKC", text))
    bare = unicodedata.normalize("NFKD", "".join(signs))
    return "".join(sign for sign in bare if not unicodedata.combining(sign))


def folded(name: str) -> str:
    """A name in small plain letters, its words joined by "_"."""
    return re.sub(r"[\W_]+", "_", plain(name[:100]).lower()).strip("_")


def named(text: str) -> str:
    """The first letter of the text that only looks like a plain one, such as "'о' is Cyrillic"; "" for none."""
    for sign in text:
        if sign in _TAKEN_FOR or (
            sign.isalnum() and not sign.isascii() and unicodedata.normalize("NFKC", sign).isascii()
        ):
            script = unicodedata.name(sign, "OTHER").split()[0].capitalize()
            kind = "no plain letter" if script in ("Latin", "Other") else script
            return f"'{sign}' (U+{ord(sign):04X}) is {kind}"
    return ""
