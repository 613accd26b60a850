"""Tells whether files have changed, by the system's marks of them; it must not read what is in any."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

Stamp = tuple[tuple[str, int, int, int], ...]


def of(files: Iterable[Path], folders: Iterable[Path] = ()) -> Stamp:
    """The marks of these files and of every TOML file in these folders; what is not there has none.

    Two that differ say that something was written, made, renamed or removed in between. It never waits for a file
    to be read, and raises nothing.
    """
    found = (mark for path in files for mark in _mark(str(path)))
    inside = (mark for folder in folders for name in _names(folder) for mark in _mark(os.path.join(folder, name)))
    return tuple(sorted({*found, *inside}))


def _names(folder: Path) -> list[str]:
    try:
        return [name for name in os.listdir(folder) if name.endswith(".toml") and not name.startswith(".")]
    except OSError:
        return []


def _mark(path: str) -> Iterator[tuple[str, int, int, int]]:
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return
    yield path, found.st_mtime_ns, found.st_size, found.st_ino
