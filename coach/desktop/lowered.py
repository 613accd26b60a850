"""The list of streams that were made softer, kept in a file so that they come back after a crash."""

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from coach.files import atomic

ABOUT_EQUAL = 0.01  # Of full volume: servers round.


@dataclass(frozen=True, slots=True)
class Lowered:
    """One stream of another program. `before` and `after` are its channels' volumes, 1 being full.

    `index` is the server's number for it, `process` and `program` who plays it, `kept_as` where the server keeps
    the volume for the program's next stream; "" where it does not.
    """

    index: int
    process: str
    program: str
    kept_as: str
    before: tuple[float, ...]
    after: tuple[float, ...]

    def is_still_so(self, volumes: tuple[float, ...]) -> bool:
        """Whether these are the volumes that it was given; else somebody has moved them since."""
        return about(volumes, self.after)


def about(volumes: tuple[float, ...], others: tuple[float, ...]) -> bool:
    """Whether two streams' volumes are the same but for rounding."""
    pairs = zip(volumes, others, strict=False)
    return len(volumes) == len(others) and all(abs(one - other) <= ABOUT_EQUAL for one, other in pairs)


def keep(path: Path, streams: list[Lowered]) -> None:
    """Writes the list, for whoever comes after a crash; raises nothing: then it is not kept."""
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        atomic.put(path, json.dumps([asdict(each) for each in streams]).encode())


def load(path: Path) -> list[Lowered]:
    """What was kept; nothing where there is no list, or one that nobody can read."""
    try:
        kept = json.loads(path.read_bytes())
        return [_of(each) for each in kept]
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return []


def forget(path: Path) -> None:
    """Removes the list: all is as it was."""
    with suppress(OSError):
        path.unlink()


def _of(kept: dict[str, object]) -> Lowered:
    index, before, after = kept["index"], kept["before"], kept["after"]
    if not (isinstance(index, int) and isinstance(before, list) and isinstance(after, list)):
        raise TypeError
    return Lowered(
        index,
        str(kept["process"]),
        str(kept["program"]),
        str(kept["kept_as"]),
        tuple(_volume(each) for each in before),
        tuple(_volume(each) for each in after),
    )


def _volume(kept: object) -> float:
    """Never louder than full: what stands in a file must not hurt anybody's ears."""
    if not isinstance(kept, int | float):
        raise TypeError
    return min(1.0, max(0.0, float(kept)))
