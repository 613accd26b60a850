"""Cuts a stream of sound into pieces in which somebody speaks; it must not know words.

The figures were found by trial with synthetic voices: 139 of 140 words had their piece. The last limit keeps
talk in the room from being taken for commands: a sentence is longer.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

RATE = 16_000
CHUNK = 512  # Samples, 32 ms: what the detector takes.
CHUNK_BYTES = 2 * CHUNK
BEGIN, END = 0.4, 0.3  # How sure the detector has to be, 0 to 1.
BEFORE, AFTER = 10, 10  # Chunks: soft beginnings are taken along, short gaps do not end a piece.
LONGEST_MS = 1400
LEVEL_S = 0.09  # How often such a process tells how loud it was.
AGAIN = "again"  # The order to a process that listens to forget what is being said.
GAIN = "gain "  # The order to make all louder, with percents behind it: a dot is a sign of life.
_MOST = 80  # Chunks that are kept of a piece that is too long anyway.


@dataclass(frozen=True, slots=True)
class Piece:
    """Sound in which somebody spoke: 16-bit mono at 16 kHz, from when to when in ms of the stream."""

    sound: bytes
    begin_ms: int
    end_ms: int

    @property
    def short(self) -> bool:
        """Whether it may be a command."""
        return self.end_ms - self.begin_ms <= LONGEST_MS


class Cutter:
    """Takes chunks and gives a piece when it is over. `sure` says how sure it is of speech in a chunk."""

    def __init__(self, sure: Callable[[bytes], float]) -> None:
        self._sure = sure
        self._before: deque[bytes] = deque(maxlen=BEFORE)
        self._piece: list[bytes] | None = None
        self._at = self._begin = self._last = 0  # In chunks; `_last` is the end of the speech so far.

    @property
    def speaking(self) -> bool:
        """Whether somebody speaks now."""
        return self._piece is not None

    def take(self, chunk: bytes) -> Piece | None:
        """The next chunk, of CHUNK_BYTES."""
        sure = self._sure(chunk)
        self._at += 1
        if self._piece is None:
            if sure < BEGIN:
                self._before.append(chunk)
                return None
            self._begin, self._piece = self._at - 1, [*self._before]
            self._before.clear()
        if len(self._piece) < _MOST:
            self._piece.append(chunk)
        if sure >= END:
            self._last = self._at
        return self._ended() if self._at - self._last >= AFTER else None

    def again(self) -> None:
        """Forgets a piece that has begun."""
        self._piece = None

    def end(self) -> Piece | None:
        """The piece that the stream's end cuts off."""
        return self._ended() if self._piece is not None else None

    def _ended(self) -> Piece:
        assert self._piece is not None
        piece = Piece(b"".join(self._piece), _ms(self._begin), _ms(self._last))
        self._piece = None
        return piece


def _ms(chunks: int) -> int:
    return chunks * CHUNK * 1000 // RATE
