"""How loud a session is, and whether it is muted; it must not know what sounds."""

from dataclasses import replace

from coach.audio.mixer import Gains
from coach.audio.output import Output

STEP = 0.1  # One press of + or −, as a share of full volume.
LOUDEST = 1.5


class Volume:
    """Voice and tones of one output, each from 0 to LOUDEST; muting forgets neither."""

    def __init__(self, output: Output, gains: Gains) -> None:
        self.muted = False
        self._output = output
        self._gains = gains

    @property
    def voice(self) -> float:
        """The voice's volume, whether muted or not."""
        return self._gains.voice

    def louder(self) -> None:
        self._move(STEP)

    def softer(self) -> None:
        self._move(-STEP)

    def mute(self) -> None:
        """Mutes, or ends that."""
        self.muted = not self.muted
        self.apply()

    def apply(self) -> None:
        """Sets it at the output."""
        heard = Gains(0, 0) if self.muted else self._gains
        self._output.set_gains(heard.voice, heard.tone)

    def _move(self, step: float) -> None:
        def moved(gain: float) -> float:
            return round(min(LOUDEST, max(0.0, gain + step)), 2)

        self._gains = replace(self._gains, voice=moved(self._gains.voice), tone=moved(self._gains.tone))
        self.apply()
