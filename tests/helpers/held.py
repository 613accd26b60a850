"""What a process and its children hold of the system: memory, handles, threads; from Linux's /proc."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


@dataclass(frozen=True)
class Held:
    """At one moment: MiB that are resident, open handles, threads, processes."""

    mib: float
    handles: int
    threads: int
    processes: int


def family(process: int) -> Iterator[int]:
    """A process, and all that descend from it."""
    yield process
    for thread in Path(f"/proc/{process}/task").iterdir():
        for child in (thread / "children").read_text("ascii").split():
            yield from family(int(child))


def held(process: int) -> Held:
    """Of the whole family. Raises OSError where one of them ends meanwhile."""
    pages = handles = threads = processes = 0
    for each in family(process):
        folder = Path(f"/proc/{each}")
        pages += int((folder / "statm").read_text("ascii").split()[1])
        handles += len(list((folder / "fd").iterdir()))
        threads += len(list((folder / "task").iterdir()))
        processes += 1
    return Held(pages * PAGE / 2**20, handles, threads, processes)
