"""Asks the computer whether it has the voice that the settings name; it must not know files."""

from pathlib import Path

from coach.files.settings import Settings

ANSWER_S = 8.0
ANY = ("", "auto")


def refusal(settings: Settings, cache: Path) -> str:
    """Why the voice cannot be had; "" where it can, none is named, or nothing answers in time."""
    if settings.voice is None or settings.voice.strip().lower() in ANY:
        return ""
    from coach.voice import Voice

    voice = Voice(settings.voice, settings.rate_wpm, settings.language, cache)
    try:
        status = voice.ready(ANSWER_S)
        return status.refusal if status.ok else ""
    finally:
        voice.close()
