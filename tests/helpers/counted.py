"""Counts what a start costs, by the interpreter's own hooks: files opened, routines checked, logs folded.

Run as a program it does the same for a command of `coach`, and tells it as the last line of standard error.
"""

import json
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from coach.core.progression.fold import fold
from coach.files import routines

CALLS = {fold.__code__: "folds", routines.examine.__code__: "checks"}
_counting: list[Counter[str]] = []


def _audit(event: str, arguments: tuple[object, ...]) -> None:
    if _counting and event == "open":
        _counting[-1][str(arguments[0])] += 1


def _profile(frame: FrameType, event: str, _argument: object) -> None:
    if event == "call" and (name := CALLS.get(frame.f_code)) is not None:
        _counting[-1][name] += 1


@contextmanager
def counted() -> Iterator[Counter[str]]:
    """Within it every opening counts under the file's path, the rest under "folds" and "checks"; in all threads."""
    found: Counter[str] = Counter()
    if not _counting:
        sys.addaudithook(_audit)  # It stays; it counts only while somebody asks.
    _counting.append(found)
    threading.setprofile(_profile)
    sys.setprofile(_profile)
    try:
        yield found
    finally:
        sys.setprofile(None)
        threading.setprofile(None)
        _counting[-1] = Counter()


def main() -> int:
    from coach.cli import main

    with counted() as found:
        code = main(sys.argv[1:])
    print(json.dumps(found), file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
