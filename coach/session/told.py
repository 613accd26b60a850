"""Hands on each cue of a session once, as it happens; it must not know what is done with them."""

from coach.core.timeline.cues import Cue


class Told:
    """The cues that nobody took yet."""

    def __init__(self) -> None:
        self._cues: list[Cue] = []
        self._ahead = ""  # The first words, told as they sounded, before the timeline tells of them.

    def ahead(self, words: str) -> None:
        """Takes the words that sound before there is a timeline, "" for none."""
        if words and not self._ahead:
            self._ahead = words
            self._cues.append(Cue(0, "say", 0, text=words))

    def add(self, cue: Cue) -> None:
        """Takes what the timeline tells."""
        if self._ahead and cue.text == self._ahead:
            self._ahead = ""
        else:
            self._cues.append(cue)

    def take(self) -> tuple[Cue, ...]:
        """What happened since the last call, in order."""
        cues, self._cues = tuple(self._cues), []
        return cues
