"""Tells from its bytes what the file in the place of the log is; it opens no database and changes nothing."""

import os
from pathlib import Path
from typing import Literal

from coach.log.schema import APPLICATION

# "other" is certain: no trace of a log in it. "empty" has no byte at all.
Kind = Literal["none", "empty", "log", "damaged", "other", "folder"]
MAGIC = b"SQLite format 3\0"
MARK = APPLICATION.to_bytes(4, "big")
MARK_AT = 68  # Where SQLite keeps the number of the application.
TRACES = (MARK, b"CREATE TABLE session (", b"CREATE TABLE done (")
CHUNK = 1 << 20
PAGE = 4096  # As SQLite has made every log so far.
PAGE_KINDS, MOST_SCRAPS = (2, 5, 10, 13), 60  # What the head of a page of a table or index may say.


def kind_of(path: Path) -> Kind:
    """What the file is; "none" for one that is not there. Raises OSError where it cannot be read.

    "log" has the beginning of a log, whatever comes after it; "damaged" has traces of one, elsewhere or beside it,
    or is at least built like one.
    """
    if path.is_dir():
        return "folder"
    try:
        with path.open("rb") as file:
            start = file.read(100)
            if not start:
                return "damaged" if _has_more(path) else "empty"
            if start.startswith(MAGIC) and start[MARK_AT : MARK_AT + 4] == MARK:
                return "log"
            file.seek(0)
            before = b""
            while chunk := file.read(CHUNK):
                if any(trace in before + chunk for trace in TRACES):
                    return "damaged"
                before = chunk[-64:]
    except FileNotFoundError:
        return "none"
    if start.startswith(MAGIC):
        return "other"  # The database of another program.
    return "damaged" if _has_more(path) or _has_pages(path) else "other"


def _has_pages(path: Path) -> bool:
    """Whether a part of the file, after its beginning, is built like a page of a database."""
    with path.open("rb") as file:
        file.seek(PAGE)
        while head := file.read(8):
            cells, content = int.from_bytes(head[3:5], "big"), int.from_bytes(head[5:7], "big")
            if (
                len(head) == 8
                and head[0] in PAGE_KINDS
                and 8 + 2 * cells <= content <= PAGE
                and head[7] <= MOST_SCRAPS
            ):
                return True
            file.seek(PAGE - len(head), os.SEEK_CUR)
    return False


def was_log(path: Path) -> bool:
    """Whether something beside the place of the log says that there was one: then an empty file is no new one."""
    from coach.log.running import ENDING

    return _has_more(path) or path.with_name(path.name + ENDING).exists() or bool(copies_of(path))


def copies_of(path: Path) -> list[Path]:
    """The daily copies of a log, the oldest first."""
    folder = path.parent / "copies"
    with_date = f"{path.stem}-[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]{path.suffix}"
    return sorted(folder.glob(with_date)) if os.access(folder, os.R_OK) else []


def day_of(copy: Path) -> str:
    """The date of a daily copy, as 2026-11-20."""
    return copy.stem[-len("2026-11-20") :]


def _has_more(path: Path) -> bool:
    """Whether changes wait beside the file that were not written into it yet."""
    try:
        return path.with_name(path.name + "-wal").stat().st_size > 32  # The length of its head.
    except OSError:
        return False
