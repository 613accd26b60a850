"""Loads the tones, a user's own ones before the shipped ones; it must not know what they are played for."""

from pathlib import Path

from coach.audio.clips import Clip, load_wav
from coach.core.durations import TONE_MS
from coach.errors import CoachError
from coach.files.paths import shipped

NAMES = tuple(TONE_MS)


def load(own: Path | None) -> dict[str, Clip]:
    """Every tone by its name. Raises CoachError only when a shipped tone is missing or broken."""
    return read(own)[0]


def read(own: Path | None) -> tuple[dict[str, Clip], tuple[str, ...]]:
    """Every tone, and a sentence for each own WAV file that was refused: its shipped tone is used instead."""
    folder, found, refused = shipped("sounds"), {}, []
    for name in NAMES:
        mine = own / f"{name}.wav" if own is not None else None
        if mine is not None and _is_there(mine):
            try:
                found[name] = load_wav(mine)
                continue
            except CoachError as error:
                refused.append(f"{error} The shipped tone is used instead.")
        found[name] = load_wav(folder / f"{name}.wav")
    return found, tuple(refused)


def _is_there(path: Path) -> bool:
    """Also a dangling link or a folder counts, so that it is refused with a sentence and not passed over."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return True
