"""Reads a sound file as the stream that the recogniser takes; it must not know what is in it."""

from collections.abc import Iterator
from pathlib import Path

from coach.errors import CoachError
from coach.listen.speech import RATE

_FRAMES = 16_000


def sound(path: Path) -> Iterator[bytes]:
    """Its sound as 16-bit mono at 16 kHz, a second at a time. Raises CoachError for what is no sound file."""
    import miniaudio

    if not path.is_file():
        raise CoachError(f"There is no file {path}. Give the path of a sound file, such as a WAV.")
    try:
        yield from (
            bytes(part)
            for part in miniaudio.stream_file(
                str(path), miniaudio.SampleFormat.SIGNED16, 1, RATE, frames_to_read=_FRAMES
            )
        )
    except (miniaudio.MiniaudioError, OSError) as error:
        raise CoachError(f"{path} cannot be read as sound. Give a WAV, FLAC or MP3 file.") from error
