"""Takes cues for one block after another and keeps speech from overlapping; it must not know plans or wording."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

from coach.core.durations import GAP_MS, TONE_MS
from coach.core.model.planned import PhaseName
from coach.core.timeline.cues import Block, Cue, SetEnd

LengthMs = Callable[[str], int]


class Tape:
    """Cues, blocks and set ends so far; `free` is the first moment at which the voice is free again.

    `length_ms` is asked once for each text; `pace` stretches what is given through `paced`.
    """

    def __init__(self, length_ms: LengthMs, pace: Fraction) -> None:
        self.pace = pace
        self.now = 0
        self.free = 0
        self.cues: list[Cue] = []
        self.blocks: list[Block] = []
        self.set_ends: list[SetEnd] = []
        self.where = Cue(0, "say", 0)  # What the cues being made have in common.
        self._ask = length_ms
        self._known: dict[str, int] = {}
        self._block: list[Cue] = []

    def length(self, text: str) -> int:
        """Milliseconds that the text takes to say."""
        if text not in self._known:
            self._known[text] = max(0, self._ask(text))
        return self._known[text]

    def known_lengths(self, texts: Iterable[str]) -> list[int]:
        """The length of each text, so that all of them have been asked for."""
        return [self.length(text) for text in texts]

    def paced(self, ms: int) -> int:
        """The duration at this pace, rounded to whole milliseconds."""
        return int(ms * self.pace + Fraction(1, 2))

    def phase(self, name: PhaseName, at_ms: int, dur_ms: int) -> None:
        self._block.append(replace(self.where, at_ms=at_ms, kind="phase", dur_ms=dur_ms, phase=name))

    def beep(self, name: str, at_ms: int) -> None:
        self._block.append(replace(self.where, at_ms=at_ms, kind="beep", dur_ms=TONE_MS[name], sound=name))

    def say(self, text: str, at_ms: int) -> None:
        dur_ms = self.length(text)
        self._block.append(replace(self.where, at_ms=at_ms, kind="say", dur_ms=dur_ms, text=text))
        self.free = at_ms + dur_ms + GAP_MS

    def say_first_fitting(self, options: Sequence[str], at_ms: int, until_ms: int) -> bool:
        """Says the first text that ends in time, where the voice is free by then; asks for all of them."""
        lengths = self.known_lengths(options)
        for text, dur_ms in zip(options, lengths, strict=True):
            if at_ms >= self.free and at_ms + dur_ms <= until_ms:
                self.say(text, at_ms)
                return True
        return False

    def end_block(self, block: Block) -> None:
        """Closes the block with the cues taken since the last one; the next block starts at its end."""
        self.blocks.append(block)
        self.cues += sorted(self._block, key=lambda cue: cue.at_ms)
        self._block = []
        self.now = block.end_ms
