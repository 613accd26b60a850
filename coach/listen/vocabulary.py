"""What can be said, how it sounds, and what it is called in outputs; it must not know a recogniser.

Each phrase is one token of the grammar: as plain words "two" would be the beginning of "too hard". Sounds are those
of the CMU dictionary (ARPAbet), British and American beside each other.
"""

from collections.abc import Mapping
from typing import Literal, get_args

from coach.listen.caution import STOPPING
from coach.listen.decoys import DECOYS

Context = Literal["controls", "rating", "effort", "confirm", "where", "less", "why"]
CONTEXTS: tuple[Context, ...] = get_args(Context)

_CONTROLS: Mapping[str, tuple[str, ...]] = {
    "pause": ("P AO Z", "P AA Z"),
    "stop": ("S T AA P", "S T AO P"),
    "go_on": ("G OW AA N", "G OW AO N"),
    "skip": ("S K IH P",),
    "back": ("B AE K", "B EH K"),
    "repeat": ("R IH P IY T", "R IY P IY T"),
    "slower": ("S L OW ER", "S L OW AH"),
    "faster": ("F AE S T ER", "F AA S T AH"),
    "louder": ("L AW D ER", "L AW D AH"),
    "softer": ("S AO F T ER", "S AA F T ER", "S AA F T AH"),
    "too_hard": ("T UW HH AA R D", "T UW HH AA D"),
    "hurts": ("IH T HH ER T S", "IH T HH AH T S"),
    "leg": ("L EH G",),
    "sharp": ("SH AA R P", "SH AA P"),
    "ready": ("R EH D IY",),
    "yes": ("Y EH S",),
    "no": ("N OW",),
    "help": ("HH EH L P",),
    "time_left": ("T AY M L EH F T",),
    "whats_next": ("W AH T S N EH K S T", "W AA T S N EH K S T", "HH W AH T S N EH K S T"),
}
_DIGITS: Mapping[str, tuple[str, ...]] = {
    "number 0": ("Z IH R OW", "Z IY R OW"),
    "number 1": ("W AH N",),
    "number 2": ("T UW",),
    "number 3": ("TH R IY",),
    "number 4": ("F AO R", "F AO", "F OW R", "F OW"),  # Heard as "five" or "three" less often so.
    "number 5": ("F AY V",),
    "number 6": ("S IH K S",),
    "number 7": ("S EH V AH N",),
    "number 8": ("EY T",),
    "number 9": ("N AY N",),
    "number 10": ("T EH N",),
}
_PAIN = "P EY N "
# "Pain five" is understood better than "five", as it is longer.
_NUMBERS = {name: (*sounds, *(_PAIN + each for each in sounds)) for name, sounds in _DIGITS.items()}
_SKIP = {"skip": _CONTROLS["skip"]}


def _some(*commands: str) -> Mapping[str, tuple[str, ...]]:
    return {name: _CONTROLS[name] for name in commands}


_PHRASES: Mapping[Context, Mapping[str, tuple[str, ...]]] = {
    "controls": _CONTROLS,
    "rating": {**_NUMBERS, **_SKIP},
    "effort": {"easy": ("IY Z IY",), "ok": ("OW K EY",), "hard": ("HH AA R D", "HH AA D"), **_SKIP},
    # While an answer is read back. A number in it would correct as well, but "no" is too much like "four" for that.
    "confirm": _some("yes", "no"),
    # The questions after "it hurts" and after "stop": among few words each is understood better.
    "where": _some("back", "leg", "sharp"),
    "less": _some("go_on", "stop"),
    "why": _some("hurts", "leg", "sharp", "too_hard", "no"),
}
_DECOYED: frozenset[Context] = frozenset({"controls"})  # Among numbers decoys cost more than they spare.
_DECOY = "decoy"
_WEIGHT, _STOPPING_WEIGHT = 200.0, 4000.0


def names(context: Context) -> tuple[str, ...]:
    """What can be understood in a context."""
    return tuple(_PHRASES[context])


def tokens(context: Context) -> dict[str, str]:
    """The tokens of a context's grammar with their sounds; `name_of` says what a token means."""
    made = {
        f"{name.replace(' ', '-')}.{number}": sound
        for name, sounds in _PHRASES[context].items()
        for number, sound in enumerate(sounds)
    }
    if context in _DECOYED:
        taken = set(made.values())
        made |= {f"{_DECOY}.{word}": sound for word, sound in DECOYS.items() if sound not in taken}
    return made


def name_of(token: str) -> str | None:
    """The name that a token stands for; None for one that means nothing. Names are those of the contract."""
    name = token.partition(".")[0].replace("-", " ")
    return None if name == _DECOY else name


def grammar(context: Context) -> str:
    """The grammar in JSGF, of which one token is said."""
    said = " | ".join(f"/{_weight(token)}/ {written(token)}" for token in tokens(context))
    return f"#JSGF V1.0; grammar {context}; public <said> = {said};"


def even_grammar(context: Context, *, decoys: bool) -> str:
    """The decoys of a context alone, or all but them, each as likely as the other."""
    said = (token for token in tokens(context) if (name_of(token) is None) == decoys)
    return f"#JSGF V1.0; grammar even; public <said> = {' | '.join(map(written, said))};"


def _weight(token: str) -> float:
    """How much likelier than a decoy a token is. The bench chose; stopping words are taken loosely."""
    name = name_of(token)
    return 1.0 if name is None else _STOPPING_WEIGHT if name in STOPPING else _WEIGHT


def written(token: str) -> str:
    """A token as the grammar and the recogniser's dictionary write it."""
    return token.replace(".", "_dot_").replace("-", "_dash_")


def read(written_token: str) -> str:
    """The token that was written so."""
    return written_token.replace("_dot_", ".").replace("_dash_", "-")
