"""Chooses the voice among those that an engine has, and says how it is; pure, it must not know an engine."""

from collections.abc import Sequence
from dataclasses import dataclass

from coach.core.nearest_word import nearest

CUES_LANGUAGE = "en"  # Of the shipped cues.
NATURAL = "natural"  # The id of the voice that the extra of this name brings.
TO_GET_NATURAL = 'pip install "backcoach[natural]"'
MOST_NEAR = 3

# The first voice to look for where a language alone names several. espeak calls British English plain "en".
_FIRST = {"en": "en-us", "es": "es", "pt": "pt", "fr": "fr-fr", "zh": "cmn"}


@dataclass(frozen=True, slots=True)
class VoiceInfo:
    """A voice by its engine's id, language code ("en-us", "" when unknown), name, and its engine."""

    id: str
    language: str
    name: str
    engine: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """The voice to use, None where the engine lists none; "" or what is odd about it, and "" or why it is wrong.

    `refusal` is for the voice that was asked for and is not there: whoever has not begun yet ends with it.
    """

    voice: VoiceInfo | None
    warning: str = ""
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class VoiceStatus:
    """How the voice is.

    `ok` turns false when there is none and no more texts will be spoken. `engine` and `voice_id` are "" until the
    engine has answered, now or when the clips in the cache were made. `message` is "" or plain sentences for the
    user: why there is no voice, or what is odd about the one there is. `refusal` is "" or the sentence to end with
    before anything has begun: the voice that was asked for is not there, and another one would speak.
    """

    ok: bool = True
    engine: str = ""
    voice_id: str = ""
    message: str = ""
    refusal: str = ""


def choose(voices: Sequence[VoiceInfo], asked: str | None, language: str, defaults: Sequence[str]) -> Choice:
    """Finds a voice. `asked` may be an id, a language code or a name; `defaults` are ids, the best first.

    Without it, or when it is not there, `language` decides, the first default that speaks it before others.
    """
    named = _named(voices, asked) if asked else None
    chosen = named or _speaking(voices, language, defaults) or _speaking(voices, CUES_LANGUAGE, defaults)
    chosen = chosen or next(iter([*_defaults(voices, defaults), *voices]), None)
    missing = f"There is no voice {asked!r}{_meant(voices, asked)}" if asked and named is None else ""
    refusal = f"{missing}. The voices: coach voices" if missing else ""
    if missing and asked is not None and asked.strip().lower() == NATURAL:
        missing = "There is no natural voice here"
        refusal = f'{missing}. To get it: {TO_GET_NATURAL}. Another one is taken with voice = "auto"'
    if chosen is None:
        return Choice(None, refusal, refusal)
    warnings = []
    if missing:
        warnings.append(f"{missing}, so {chosen.name} speaks. The voices: coach voices")
    elif not asked and language_of(chosen.language) not in ("", language_of(_wanted(language))):
        warnings.append(
            f"There is no voice for the language {language!r}, so {chosen.name} speaks. The voices: coach voices"
        )
    if language_of(chosen.language) not in ("", CUES_LANGUAGE):
        warnings.append(f"The cues are English, but the voice speaks {chosen.name}; it may be hard to follow.")
    return Choice(chosen, " ".join(warnings), refusal)


def gain(voices: Sequence[VoiceInfo]) -> str:
    """What another voice would bring, and how to get it; "" where the natural one is there."""
    if any(voice.id == NATURAL for voice in voices):
        return ""
    return f"There is a voice that is far easier to understand: {TO_GET_NATURAL} (about 100 MB)"


def _named(voices: Sequence[VoiceInfo], asked: str) -> VoiceInfo | None:
    key = asked.strip().lower()
    if not key:
        return None  # Where no language is known, it is "".
    ids = [voice for voice in voices if voice.id.lower() == key]
    languages = [voice for voice in voices if voice.language.lower() == key]
    names = [voice for voice in voices if voice.name.lower() == key]
    return next(iter(ids + languages + names), None)


def _defaults(voices: Sequence[VoiceInfo], defaults: Sequence[str]) -> list[VoiceInfo]:
    return [voice for default in defaults for voice in voices if voice.id == default]


def _speaking(voices: Sequence[VoiceInfo], language: str, defaults: Sequence[str]) -> VoiceInfo | None:
    wanted = _wanted(language)
    same = [voice for voice in voices if language_of(voice.language) == language_of(wanted)]
    exact = [voice for voice in same if _code(voice.language) == wanted]
    own = _defaults(same, defaults)
    return next(iter(own or exact or same), None)


def _wanted(language: str) -> str:
    code = _code(language)
    return _FIRST.get(code, code)


def _code(language: str) -> str:
    return language.strip().lower().replace("_", "-")


def language_of(language: str) -> str:
    """The language of a code, without its region: "en" of "en-us"."""
    return _code(language).partition("-")[0]


def _meant(voices: Sequence[VoiceInfo], asked: str) -> str:
    """The ids, languages and names that are near to what was asked for, the nearest first."""
    known = dict.fromkeys(name for voice in voices for name in (voice.id, voice.language, voice.name) if name)
    *others, last = nearest(asked.strip(), known, most=MOST_NEAR, cutoff=0.7) or [""]
    if not last:
        return ""
    before = f"{', '.join(map(repr, others))} or " if others else ""
    return f" (did you mean {before}{last!r}?)"
