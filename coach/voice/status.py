"""What is known about the voice; plain values."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class VoiceStatus:
    """How the voice is.

    `ok` turns false when there is none and no more texts will be spoken. `engine` and `voice_id` are "" until the
    engine has been asked, which a full cache makes needless. `message` is "" or plain sentences for the user: why
    there is no voice, or what is odd about the one there is.
    """

    ok: bool = True
    engine: str = ""
    voice_id: str = ""
    message: str = ""
    as_asked: bool = True
