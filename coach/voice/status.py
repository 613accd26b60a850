"""What is known about the voice; plain values."""

from dataclasses import dataclass


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
