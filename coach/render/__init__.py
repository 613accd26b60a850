"""Streams a schedule into a sound file, whole or not at all; it must not know routines, doses or voices.

Millisecond 0 of the schedule is the first sample of the file, so that captions and chapters match it.
"""

import contextlib
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from coach.audio.clips import RATE
from coach.audio.mixer import FRAMES_PER_MS, Gains, Score, mix
from coach.errors import CoachError
from coach.files import atomic
from coach.render.formats import FIRST_WORD_MS, Tags, open_writer

BLOCK_FRAMES = RATE  # One second: large enough to be quick, small enough to be nothing in memory.

Progress = Callable[[int, int], None]


def render(
    score: Score, total_ms: int, gains: Gains, path: Path, tags: Tags, progress: Progress = lambda _done, _all: None
) -> None:
    """Writes the sounds to `path`, `total_ms` long or until the last one ends; the format is that of `tags`.

    `progress` is told the frames written so far and in all. Raises CoachError, or OSError, when it cannot be
    written; `path` then holds a part and is the caller's to remove (see `beside`).
    """
    score = _with_whole_first_word(score, FIRST_WORD_MS.get(tags.ending, 0))
    frames = max(total_ms * FRAMES_PER_MS, score.end_frame)
    with open_writer(path, frames, tags) as write:
        for start in range(0, frames, BLOCK_FRAMES):
            count = min(BLOCK_FRAMES, frames - start)
            write(mix(score, start, count, gains))
            progress(start + count, frames)


def _with_whole_first_word(score: Score, least_ms: int) -> Score:
    """A format that leaves out its first milliseconds must not leave out speech. Tones stay where they are."""
    if not any(sound.bus == "voice" and sound.at_ms < least_ms for sound in score.sounds):
        return score
    return Score(
        replace(each, at_ms=max(each.at_ms, least_ms)) if each.bus == "voice" else each for each in score.sounds
    )


def check_target(path: Path) -> None:
    """Raises CoachError where no file can be put: a folder, a device, a missing folder."""
    target = Path(os.path.realpath(path))  # A link stays a link.
    if target.is_dir():
        raise CoachError(f"{path} is a folder. Give the name of a file.")
    if target.exists() and not target.is_file():
        raise CoachError(f"{path} is no ordinary file. Give another name.")
    if not target.parent.is_dir():
        raise CoachError(f"The folder {path.parent} does not exist. Make it first, or give another name.")


@contextlib.contextmanager
def beside(path: Path, *, shared: bool = False) -> Iterator[Path]:
    """An empty file beside `path` that takes its place when the block ends well, and is removed when it does not.

    What is done for a back is nobody else's affair: a new file is its owner's alone, unless it is `shared`.
    Raises CoachError when there can be no such file; what was at `path` is then untouched.
    """
    check_target(path)
    try:
        with atomic.part(Path(os.path.realpath(path)), atomic.ANYBODY if shared else atomic.OWNER) as part:
            yield part
    except OSError as error:
        raise CoachError(f"{path} cannot be written: {error.strerror or error}.") from error
