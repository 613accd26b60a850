"""Puts a clip at every cue of a timeline; it must not know where clips come from or where they are played."""

from collections.abc import Callable, Iterable, Mapping

from coach.audio.clips import RATE, Clip
from coach.audio.mixer import Schedule, Sound
from coach.model import Cue

PAN = 0.45  # How far a side leans to its ear: clearly, with both ears still hearing it.


def length_ms(clip: Clip) -> int:
    """How long a clip is, in milliseconds, rounded up, so that what is planned after it never overlaps."""
    return -(-len(clip) * 1000 // RATE)


def pan(cue: Cue) -> float:
    """Where a cue sounds, from -1 (left) to 1 (right)."""
    return {"left": -PAN, "right": PAN, None: 0.0}[cue.side]


def place(
    cues: Iterable[Cue], clip: Callable[[str], Clip | None], tones: Mapping[str, Clip]
) -> tuple[Schedule, frozenset[str]]:
    """The sounds of the cues, and the texts that have no clip.

    A clip that is longer than the time planned for its text is left out: it would run into what comes next.
    """
    sounds = []
    missing = set()
    for cue in cues:
        if cue.kind == "beep" and cue.sound in tones:
            sounds.append(Sound(cue.at_ms, tones[cue.sound], "tone", pan(cue)))
        elif cue.kind == "say" and cue.text is not None:
            spoken = clip(cue.text)
            if spoken is None:
                missing.add(cue.text)
            elif length_ms(spoken) <= cue.dur_ms:
                sounds.append(Sound(cue.at_ms, spoken, "voice", pan(cue)))
    return tuple(sounds), frozenset(missing)
