"""Keeps spoken clips as WAV files in one folder, and notes beside them; it must not know who speaks.

A folder that cannot be used is a cache of nothing.
"""

import contextlib
import hashlib
import os
import shutil
import tempfile
import time
from pathlib import Path

from coach.files import atomic
from coach.voice.pcm import Pcm, decode, encode

MOST_BYTES = 50_000_000
LEFT_OVER_S = 3600
SCRATCH = ".scratch-"
CHECKSUM_BYTES = hashlib.sha256().digest_size


def key(*parts: str | int) -> str:
    """A file name for what makes a clip: engine, version, voice, rate, text."""
    return hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()


class ClipCache:
    """Clips by key; reading and writing never raise."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load(self, name: str) -> Pcm | None:
        """None where there is no clip, or a damaged one, which is one whose checksum is another."""
        path = self._path(name)
        try:
            pcm = decode(_unsealed(name, path.read_bytes()))
        except (OSError, ValueError):
            return None
        with contextlib.suppress(OSError):
            os.utime(path)  # What is used stays longest.
        return pcm if pcm.samples else None

    def store(self, name: str, pcm: Pcm) -> None:
        """Whole or not at all; not forced to the disk, because a damaged clip is only made again."""
        self._put(self._path(name), _sealed(name, encode(pcm)))

    def noted(self, name: str) -> str:
        """The note by that name, "" where there is none."""
        try:
            return self._note(name).read_text(encoding="utf-8")
        except (OSError, ValueError):
            return ""

    def note(self, name: str, text: str) -> None:
        """Keeps a few words beside the clips, whole or not at all."""
        self._put(self._note(name), text.encode())

    def forget(self, name: str) -> None:
        """Removes a note."""
        with contextlib.suppress(OSError):
            self._note(name).unlink()

    def scratch(self) -> "tempfile.TemporaryDirectory[str]":
        """A folder for sounds being made, in the cache or, where that fails, the system's. Raises OSError."""
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            return tempfile.TemporaryDirectory(prefix=SCRATCH, dir=self._folder, ignore_cleanup_errors=True)
        except OSError:
            return tempfile.TemporaryDirectory(prefix="backcoach-voice-", ignore_cleanup_errors=True)

    def prune(self, most_bytes: int = MOST_BYTES) -> None:
        """Removes the clips not used for longest until the rest fits, and what killed processes left behind."""
        atomic.sweep(self._folder)
        with contextlib.suppress(OSError):
            clips = []
            for entry in os.scandir(self._folder):
                status = entry.stat(follow_symlinks=False)
                if entry.name.startswith(SCRATCH):
                    _remove_left_over(entry, status.st_mtime)
                elif entry.name.endswith(".wav"):
                    clips.append((status.st_mtime, status.st_size, entry.path))
            total = sum(size for _, size, _ in clips)
            for _, size, path in sorted(clips):
                if total <= most_bytes:
                    break
                os.unlink(path)
                total -= size

    def _put(self, path: Path, data: bytes) -> None:
        with contextlib.suppress(OSError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            atomic.put(path, data)

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.wav"

    def _note(self, name: str) -> Path:
        return self._folder / f"{name}.json"


def _sealed(name: str, data: bytes) -> bytes:
    """A WAV file with a checksum behind its end, where players do not look; it is of this name alone."""
    return data + _checksum(name, data)


def _unsealed(name: str, sealed: bytes) -> bytes:
    """Raises ValueError where a byte of the file is not as it was written, or the file is another clip's."""
    data, checksum = sealed[:-CHECKSUM_BYTES], sealed[-CHECKSUM_BYTES:]
    if checksum != _checksum(name, data):
        raise ValueError("a damaged clip")
    return data


def _checksum(name: str, data: bytes) -> bytes:
    return hashlib.sha256(name.encode() + b"\0" + data).digest()


def _remove_left_over(entry: "os.DirEntry[str]", changed_at: float) -> None:
    """The scratch folder of a process that was killed; a running one's is younger."""
    if time.time() - changed_at < LEFT_OVER_S:
        return
    if entry.is_dir(follow_symlinks=False):
        shutil.rmtree(entry.path, ignore_errors=True)
    else:
        with contextlib.suppress(OSError):
            os.unlink(entry.path)
